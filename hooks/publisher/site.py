"""The whole site as it was read: languages, pages, data and words. Everything else is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from gettext import NullTranslations
from pathlib import Path
from urllib.parse import quote

import yaml

from publisher.data.counting import counted
from publisher.data.functional import FunctionalTest, functional_test
from publisher.data.meetings import next_meetings
from publisher.data.groups import Chapter, Federation
from publisher.data.models import Catalogue
from publisher.data.rounds import Measure
from publisher.data.problems import Problem
from publisher.data.reading import read_bytes, read_catalogue
from publisher.languages import Language, languages
from publisher.maps.geography import Cluster, Neighbour, clusters, neighbours
from publisher.maps.worldmap import land
from publisher.pages.checks_toolkit import lost_items, problems as toolkit_problems
from publisher.pages.manuscripts import read_overlays
from publisher.pages.news import News, misplaced, news, voices
from publisher.pages.overlay import Overlay, address
from publisher.pages.placeholders import problems as placeholder_problems
from publisher.pages.printtexts import problems as text_problems
from publisher.words import read_words


def page_path(folder: str, slug: str) -> str:
    """The path of a page made from data: `chapters/lima/index.md`."""
    return f"{folder}/{slug}/index.md"


@dataclass(frozen=True)
class Site:
    """Read once a build, before anything is written."""

    root: Path
    name: str  # short: IOPS
    organisation: str  # in full
    url: str  # with a slash at its end
    forge: str  # the repository's page, without a slash at its end
    branch: str
    markdown: tuple[tuple[str, ...], Mapping[str, Mapping]]  # extensions of Python-Markdown, and their settings
    languages: tuple[Language, ...]  # the default one first
    overlay: Overlay
    texts: Overlay  # the words of printed pieces, beside their items
    catalogue: Catalogue
    words: Mapping[str, NullTranslations]  # locale → words of generated pages
    today: date

    @cached_property
    def default(self) -> Language:
        return self.languages[0]

    def language(self, locale: str) -> Language:
        return next(language for language in self.languages if language.locale == locale)

    # Pages

    @cached_property
    def data_pages(self) -> Mapping[str, Mapping[str, Chapter | Federation | str]]:
        """Folder → slug → what the page there shows; a country is its code."""
        chapters = self.catalogue.chapters
        codes = sorted({chapter.place.country for chapter in chapters if chapter.place and chapter.place.country})
        return {
            "chapters": {chapter.slug: chapter for chapter in chapters},
            "countries": {code.lower(): code for code in codes},
            "federations": {federation.slug: federation for federation in self.catalogue.federations},
        }

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Every page of the site, written or made from data."""
        made = [page_path(folder, slug) for folder, pages in self.data_pages.items() for slug in pages]
        return tuple(sorted([*self.overlay.originals, *made]))

    def languages_of(self, path: str) -> tuple[Language, ...]:
        """The languages in which a page really exists; pages made from data exist in all."""
        return self.overlay.languages_of(path) if path in self.overlay.originals else self.languages

    def prepare(self) -> None:
        """Works out what all languages share, before they part into processes of their own."""
        for _ in (self.neighbours, self.clusters, self.meetings, self.tests, self.paths, land()):
            pass

    def original_language(self, path: str) -> Language:
        """The language that readers of a page without translation are sent to."""
        return self.overlay.original_language(path) if path in self.overlay.originals else self.default

    # What several pages need, worked out once for all languages

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Neighbour, ...]]:
        return neighbours(self.catalogue.chapters)

    @cached_property
    def voices(self) -> tuple[News, ...]:
        return voices(self.overlay)

    def in_map(self, chapter: Chapter) -> bool:
        """Whether an entry is shown as a group of today: it is not closed and its confirmation has not run out."""
        age = self.catalogue.freshness.age(chapter.verified, self.today)
        return chapter.state != "closed" and age != "expired"

    def meets(self, chapter: Chapter) -> bool:
        """Whether the meetings of a chapter are announced."""
        return chapter.meeting is not None and chapter.state in ("forming", "active") and self.in_map(chapter)

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        return clusters(chapter for chapter in self.catalogue.chapters if self.in_map(chapter))

    @cached_property
    def meetings(self) -> Mapping[str, tuple[datetime, ...]]:
        """Slug → the next meetings, in the chapter's zone, of the chapters that meet."""
        return {c.slug: next_meetings(c.meeting, self.today) for c in self.catalogue.chapters if self.meets(c)}

    @cached_property
    def tests(self) -> Mapping[str, FunctionalTest]:
        """Slug → the functional-chapter test."""
        rules = self.catalogue.functional
        return {chapter.slug: functional_test(chapter, rules, self.today) for chapter in self.catalogue.chapters}

    @cached_property
    def live(self) -> Mapping[Measure, int]:
        """What the directory counts for the markers today."""
        return counted(self.catalogue, self.today, self.tests)

    @cached_property
    def news(self) -> tuple[News, ...]:
        return news(self.overlay)

    def absolute(self, path: str, language: Language) -> str:
        return self.url + quote(address(path, language))

    # The forge, with GitHub's paths

    def edit_link(self, source: str) -> str:
        return f"{self.forge}/edit/{self.branch}/{source}"

    def new_file_link(self, source: str) -> str:
        """The page that starts a new file and ends in a pull request."""
        return f"{self.forge}/new/{self.branch}?filename={quote(source, safe='')}"

    @property
    def issues_link(self) -> str:
        return f"{self.forge}/issues"


def read_site(root: Path, today: date) -> tuple[Site | None, list[Problem]]:
    """Reads and checks all that is published: a Site without problems, or None and every problem, sorted."""
    settings, problems = _read_settings(root)
    if settings is None:
        return None, problems
    found = settings.pop("languages")
    catalogue, problems = read_catalogue(root, [language.locale for language in found], today)
    overlay, texts, misfits = read_overlays(root, found)
    words, unreadable = read_words(root, found)
    problems += [*misfits, *unreadable, *placeholder_problems(overlay), *placeholder_problems(texts)]
    problems += [*toolkit_problems(overlay), *text_problems(overlay, texts)]
    if catalogue:
        problems += lost_items(catalogue.resources, overlay, catalogue.sources)
        problems += misplaced(overlay, [chapter.slug for chapter in catalogue.chapters])
    if problems or catalogue is None:
        return None, sorted(set(problems))
    return Site(root, **settings, languages=found, overlay=overlay, texts=texts, catalogue=catalogue, words=words, today=today), []


def _read_settings(root: Path) -> tuple[dict | None, list[Problem]]:
    """The names, addresses and languages of mkdocs.yml; MkDocs itself checks the rest of that file."""
    raw, problems = read_bytes(root, "mkdocs.yml")
    if raw is None:
        return None, problems
    try:
        settings = yaml.safe_load(raw)
        extra = settings["extra"]
        return {
            "name": str(settings["site_name"]),
            "organisation": str(extra["organisation"]),
            "url": settings["site_url"].rstrip("/") + "/",
            "forge": extra["forge"].rstrip("/"),
            "branch": str(extra["branch"]),
            "markdown": _markdown(settings.get("markdown_extensions", [])),
            "languages": languages(settings),
        }, []
    except yaml.YAMLError as error:
        return None, [Problem("mkdocs.yml", 0, f"cannot be read: {' '.join(str(error).split())}")]
    except (UnicodeDecodeError, RecursionError):
        return None, [Problem("mkdocs.yml", 0, "cannot be read; it must be UTF-8 and not nested so deep")]
    except (KeyError, TypeError, ValueError, AttributeError):
        needed = "site_name, site_url, extra: organisation, forge and branch, and plugins: i18n: languages"
        return None, [Problem("mkdocs.yml", 0, f"lacks some of what the site needs: {needed}")]


def _markdown(entries: list) -> tuple[tuple[str, ...], Mapping[str, Mapping]]:
    """The extensions as MkDocs sets them up: its own three, and those of mkdocs.yml."""
    configs = {name: settings or {} for entry in entries if isinstance(entry, dict) for name, settings in entry.items()}
    names = [name for entry in entries for name in (entry if isinstance(entry, dict) else [entry])]
    return tuple(dict.fromkeys(("toc", "tables", "fenced_code", *names))), configs
