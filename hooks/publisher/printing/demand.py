"""Prints a file when somebody asks for it: for the preview of `make serve`, which would be slow if it printed all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from mimetypes import guess_type
from urllib.parse import unquote

from publisher.generated.rendering import Renderer
from publisher.printing.engine import PrintFault
from publisher.printing.room import Make, PrintRoom
from publisher.site import Site

App = Callable[[dict, Callable], Iterable[bytes]]


class Counter:
    """Stands before a WSGI app: what the print room offers, it prints; for all else it asks the app."""

    def __init__(self) -> None:
        self.serving = False
        self._rooms: dict[str, PrintRoom] = {}

    def open(self, site: Site) -> None:
        """From now on prints for this site: a preview reads it anew after each change."""
        self._rooms = {language.folder: PrintRoom(Renderer(site, language)) for language in site.languages}

    def _make(self, path: str) -> Make | None:
        """How a file is made, if the print room of its language offers it."""
        room = self._rooms.get(path.split("/")[0] + "/") or self._rooms.get("")
        return room.offers.get(path) if room and "." in path else None

    def before(self, app: App) -> App:
        def answer(environ: dict, start_response: Callable) -> Iterable[bytes]:
            path = unquote(environ["PATH_INFO"]).lstrip("/")
            make = self._make(path)
            if make is None:
                return app(environ, start_response)
            try:
                content, status, kind = make(), "200 OK", guess_type(path)[0] or "application/octet-stream"
            except PrintFault as fault:
                content, status, kind = str(fault).encode(), "500 Internal Server Error", "text/plain; charset=utf-8"
            start_response(status, [("Content-Type", kind), ("Content-Length", str(len(content)))])
            return [content]

        return answer
