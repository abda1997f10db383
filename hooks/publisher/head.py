"""What search engines, browsers and shared links are told about a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publisher.languages import Language
from publisher.overlay import address
from publisher.site import Site


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


def alternates(site: Site, path: str) -> tuple[tuple[str, str], ...]:
    """(hreflang, absolute address) of each language in which a page exists, and x-default; none if it has just one."""
    found = site.languages_of(path)
    if len(found) < 2:
        return ()
    return *((language.tag, site.absolute(path, language)) for language in found), ("x-default", site.absolute(path, site.default))


def head(site: Site, language: Language, path: str, title: str, meta: Mapping[str, object]) -> Head:
    """The head of one page; `title` is its heading."""
    found = site.languages_of(path)
    full = f"{title} · {site.name}" if path != "index.md" else f"{site.name} · {title}"
    return Head(
        title=full,
        description=str(meta.get("description", "")),
        canonical=site.absolute(path, language if language in found else site.default),
        alternates=alternates(site, path),
        switcher=tuple(Alternate(other, address(path, other), other in found) for other in site.languages),
    )
