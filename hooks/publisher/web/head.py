"""What search engines, browsers and shared links are told about a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from babel.core import get_global

from publisher.languages import Language
from publisher.pages.overlay import address
from publisher.site import Site
from publisher.web.exchange import FEED, NEWS_FEED


@dataclass(frozen=True)
class Alternate:
    """A link of the language switcher."""

    language: Language
    address: str  # of this page, from the root of the site
    exists: bool  # False: the link leads to the English text in that language's frame


@dataclass(frozen=True)
class Head:
    title: str  # of the window
    description: str
    canonical: str  # the English page's address on a fallback page
    alternates: tuple[tuple[str, str], ...]  # hreflang, absolute address; ends with x-default
    switcher: tuple[Alternate, ...]  # every language, this one too
    feeds: tuple[tuple[str, str], ...]  # title, absolute address of the Atom feeds in this language
    suggestions: tuple[Mapping[str, str], ...]  # for readers of the other languages in which the page exists
    og_locale: str  # `el_GR`


def alternates(site: Site, path: str) -> tuple[tuple[str, str], ...]:
    """(hreflang, absolute address) of each language in which a page exists, and x-default; none if it has just one."""
    found = site.languages_of(path)
    if len(found) < 2:
        return ()
    return *((language.tag, site.absolute(path, language)) for language in found), ("x-default", site.absolute(path, site.original_language(path)))


def head(site: Site, language: Language, path: str, title: str, meta: Mapping[str, object]) -> Head:
    """The head of one page; `title` is its heading."""
    found = site.languages_of(path)
    switcher = tuple(Alternate(other, address(path, other), other in found) for other in site.languages)
    full = f"{title} · {site.name}" if path != "index.md" else f"{site.name} · {title}"
    return Head(
        title=full,
        description=str(meta.get("description", "")),
        canonical=site.absolute(path, language if language in found else site.original_language(path)),
        alternates=alternates(site, path),
        switcher=switcher,
        feeds=_feeds(site, language),
        suggestions=tuple(_suggestion(site, other) for other in switcher if other.exists and other.language != language),
        og_locale=_with_country(language.locale),
    )


def _suggestion(site: Site, other: Alternate) -> Mapping[str, str]:
    """What a reader of another language is told, in that language."""
    words = site.words[other.language.locale]
    return {
        "lang": other.language.tag,
        "dir": other.language.direction,
        "address": other.address,
        "text": words.gettext("This page is also available in %(language)s.") % {"language": other.language.name},
        "close": words.gettext("Close"),
    }


def _with_country(locale: str) -> str:
    """Open Graph wants a country with each language: the one where CLDR finds most of its speakers."""
    language, *_, country = get_global("likely_subtags").get(locale, locale).split("_")
    return f"{language}_{country}" if country != language else language


def _feeds(site: Site, language: Language) -> tuple[tuple[str, str], ...]:
    gettext = site.words[language.locale].gettext
    titles = {NEWS_FEED: gettext("News"), FEED: gettext("New and changed chapters")}
    return tuple((f"{site.name}: {title}", site.url + language.folder + file) for file, title in titles.items())
