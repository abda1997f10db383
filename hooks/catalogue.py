"""Reads everything once, before MkDocs touches the site folder; stops with every problem found."""

from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from publisher.clock import today
from publisher.site import read_site


@event_priority(100)
def on_config(config):
    if "site" in config.extra:  # a further language of the same build
        return config
    site, problems = read_site(Path(config.config_file_path).parent, today())
    if problems:
        raise Abort("\n".join(map(str, problems)) + "\nNothing was built; the last site is as it was.")
    config.extra["site"] = site
    config.edit_uri = site.edit_link("")
    return config

