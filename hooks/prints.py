"""Prints the sheets of a language before its pages, so that the pages can say how large each file is.

While somebody works on the site (`make serve`), a file is printed when it is asked for.
"""

from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from rich.console import Console

from publisher.generated.rendering import Renderer
from publisher.printing.demand import Counter
from publisher.printing.engine import PrintFault
from publisher.printing.room import PrintRoom
from publisher.printing.store import Store

COUNTER = Counter()


def on_startup(*, command, dirty):
    COUNTER.serving = command == "serve"


@event_priority(50)
def on_files(files, *, config):
    site, folder = config.extra["site"], Path(config.site_dir)
    config.extra["printed"] = {}
    if COUNTER.serving:
        COUNTER.open(site)
        return files
    room = PrintRoom(Renderer(site, site.language(config.theme["language"])))
    if "shard" in config.extra:
        _print(room, folder)
    else:
        # The engine keeps threads, which a fork does not take along: a process that forks languages must not use it.
        with Console().status("Printing the sheets. The first time, this takes a minute or two."):
            printed = config.extra["shards"].finish("print room", lambda: _print(room, folder))
        if not printed:
            raise Abort("Not printed. The reasons stand above.")
    config.extra["printed"] = {path: (folder / path).stat().st_size for path in room.offers}
    return files


def _print(room, folder):
    for path, make in room.offers.items():
        try:
            content = make()
        except PrintFault as fault:
            raise SystemExit(str(fault)) from fault
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def on_post_build(*, config):
    if "shard" not in config.extra:
        Store(config.extra["site"].root).tidy()


def on_serve(server, *, config, builder):
    server.set_app(COUNTER.before(server.get_app()))
    return server
