"""Builds the languages side by side, one process each, and finishes what they share.

static-i18n would build them one after another. A language reads nothing that another one writes, so each is
a shard: it could as well run as a CI job or on a machine of its own. PUBLISHER_LOCALE builds just one.
"""

import logging
import os
from pathlib import Path

from mkdocs import utils
from mkdocs.commands.build import build
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from rich.progress import Progress

from publisher.sidebyside import SideBySide
from publisher.web.exports import prepare
from publisher.web.finishing import finish
from publisher.web.search import index_language


@event_priority(50)
def on_config(config):
    i18n = config.plugins["i18n"]
    if not i18n.building:
        i18n.building = True  # keeps the plugin from starting the other languages itself
        i18n.current_language = _only(config) or i18n.default_language
        _say(logging.WARNING)
        config.theme.static_templates.discard("sitemap.xml")  # ours lists all languages, see finish()
    return config


def on_serve(server, *, config, builder):
    _say(logging.NOTSET)  # where to look
    return server


def _say(level):
    """The progress bar tells what MkDocs would tell once for each language. Warnings stay, and count as faults."""
    for handler in logging.getLogger("mkdocs").handlers:
        if type(handler) is logging.StreamHandler:
            handler.setLevel(level)


@event_priority(200)
def on_files(files, *, config):
    """The first language is read and configured here: start the others."""
    if "shards" not in config.extra:
        others = [] if _only(config) else config.plugins["i18n"].build_languages[1:]
        shards = SideBySide({locale: lambda locale=locale: _build(locale, config) for locale in others})
        config.extra["shards"] = shards
        prepare(config.extra["site"])
        shards.start()
    return files


def _only(config):
    """The one language to build, if just one is asked for."""
    locale = os.environ.get("PUBLISHER_LOCALE")
    known = config.plugins["i18n"].all_languages
    if locale and locale not in known:
        raise Abort(f"There is no language '{locale}'; choose one of {', '.join(known)}.")
    return locale


def _build(locale, config):
    """Runs in a process of its own, after a fork: what it changes in MkDocs ends with it."""
    utils.clean_directory = lambda folder: None  # the first language has cleaned it
    Files.add_files_from_theme = lambda self, env, config: None  # and copies the theme's files
    config.plugins["i18n"].current_language = locale
    config.extra["shard"] = locale
    build(config)


@event_priority(-300)
def on_post_build(*, config):
    site = config.extra["site"]
    index_language(Path(config.site_dir), site.language(config.theme["language"]), site.languages)
    if "shard" not in config.extra:
        _finish(config, site)


def _finish(config, site):
    """All languages but the first may still be under way; then comes what they share."""
    shards = config.extra["shards"]
    with Progress(transient=True) as progress:
        task = progress.add_task(site.default.name, total=len(shards) + 4, completed=1)

        def done(locale):
            progress.update(task, advance=1, description=site.language(locale).name)

        failed = shards.join(done)
        if failed:
            raise Abort(f"Not built: {', '.join(site.language(locale).name for locale in failed)}. The reasons stand above.")
        for step in finish(site, Path(config.site_dir)):
            progress.update(task, advance=1, description=step)
