"""The whole site as it was read: languages, pages, data and words. Everything else is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from gettext import NullTranslations
from pathlib import Path
from urllib.parse import quote

import yaml

from publisher.languages import Language, languages
from publisher.manuscripts import read_overlay
from publisher.models import Catalogue, Chapter
from publisher.overlay import Overlay, address
from publisher.placeholders import problems as placeholder_problems
from publisher.problems import Problem
from publisher.reading import read_bytes, read_catalogue
from publisher.words import read_words

CHAPTER_PAGE = "chapters/{slug}/index.md"


@dataclass(frozen=True)
class Site:
    """Read once a build, before anything is written."""

    root: Path
    name: str  # short: IOPS
    organisation: str  # in full
    url: str  # with a slash at its end
    forge: str  # the repository's page, without a slash at its end
    branch: str
    languages: tuple[Language, ...]  # the default one first
    overlay: Overlay
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
    def chapters(self) -> Mapping[str, Chapter]:
        """The page of each chapter: path → chapter."""
        return {CHAPTER_PAGE.format(slug=chapter.slug): chapter for chapter in self.catalogue.chapters}

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Every page of the site, written or made from data."""
        return tuple(sorted([*self.overlay.originals, *self.chapters]))

    def languages_of(self, path: str) -> tuple[Language, ...]:
        """The languages in which a page really exists; pages made from data exist in all."""
        return self.languages if path in self.chapters else self.overlay.languages_of(path)

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
    overlay, misfits = read_overlay(root, found)
    words, unreadable = read_words(root, found)
    problems += [*misfits, *unreadable, *placeholder_problems(overlay)]
    if problems or catalogue is None:
        return None, sorted(set(problems))
    return Site(root, **settings, languages=found, overlay=overlay, catalogue=catalogue, words=words, today=today), []


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
            "languages": languages(settings),
        }, []
    except yaml.YAMLError as error:
        return None, [Problem("mkdocs.yml", 0, f"cannot be read: {' '.join(str(error).split())}")]
    except (UnicodeDecodeError, RecursionError):
        return None, [Problem("mkdocs.yml", 0, "cannot be read; it must be UTF-8 and not nested so deep")]
    except (KeyError, TypeError, ValueError, AttributeError):
        needed = "site_name, site_url, extra: organisation, forge and branch, and plugins: i18n: languages"
        return None, [Problem("mkdocs.yml", 0, f"lacks some of what the site needs: {needed}")]
