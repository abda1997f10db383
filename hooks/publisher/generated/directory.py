"""The pages of chapters, countries and federations, and the compact index that the directory's filter loads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from publisher.data.groups import Chapter, Federation
from publisher.data.models import Age
from publisher.generated.downloads import kit_offers
from publisher.generated.rendering import Renderer
from publisher.pages.news import News, pages_of
from publisher.pages.stencil import Imprint
from publisher.site import page_path

STATES = ("active", "forming", "paused", "closed")


@dataclass(frozen=True)
class Entry:
    """A chapter as lists show it."""

    chapter: Chapter
    age: Age

    @property
    def path(self) -> str:
        return page_path("chapters", self.chapter.slug)

    @property
    def country(self) -> str | None:
        return self.chapter.place.country if self.chapter.place else None


def entry(renderer: Renderer, chapter: Chapter) -> Entry:
    site = renderer.site
    return Entry(chapter, site.catalogue.freshness.age(chapter.verified, site.today))


def entries(renderer: Renderer, chapters: Iterable[Chapter]) -> list[Entry]:
    """Chapters in the order of this language."""
    found = [entry(renderer, chapter) for chapter in chapters]
    return sorted(found, key=lambda one: (renderer.language.sort_key(one.chapter.name), one.chapter.slug))


def imprint(renderer: Renderer, folder: str, slug: str) -> Imprint:
    """What the page of one chapter, country or federation holds."""
    return PAGES[folder](renderer, page_path(folder, slug), slug, renderer.site.data_pages[folder][slug])


def _chapter(renderer: Renderer, path: str, slug: str, chapter: Chapter) -> Imprint:
    site, gettext = renderer.site, renderer.words.gettext
    place = renderer.place(chapter.place)
    about = gettext("%(name)s: how to reach the group, when it meets, and when this was last confirmed.")
    content = renderer.render(
        "chapter.html",
        path,
        entry=entry(renderer, chapter),
        test=site.tests[slug],
        meetings=site.meetings.get(slug, ()),
        neighbours=site.neighbours.get(slug, ()),
        part_of=_above(renderer, chapter),
        pages=pages_of(site.overlay, slug),
        kits=kit_offers(renderer, chapter),
        news=[item for item in site.news if item.chapter == slug],
    )
    name = gettext(", ").join(part for part in (chapter.name, place) if part)
    return _imprint(slug, chapter.name, about % {"name": name}, chapter.file, content)


def _country(renderer: Renderer, path: str, slug: str, code: str) -> Imprint:
    site = renderer.site
    chapters = [chapter for chapter in site.catalogue.chapters if chapter.place and chapter.place.country == code]
    name = renderer.language.country(code)
    about = renderer.words.gettext("Chapters and affiliates in %(country)s, with the date of each entry.")
    content = renderer.render(
        "country.html",
        path,
        name=name,
        entries=entries(renderer, chapters),
        totals=totals(chapters),
        federations=[one for one in site.catalogue.federations if one.country == code],
        news=_news_of(renderer, chapters),
    )
    return _imprint(slug, name, about % {"country": name}, "docs/chapters/index.md", content)


def _federation(renderer: Renderer, path: str, slug: str, federation: Federation) -> Imprint:
    site = renderer.site
    chapters = [chapter for chapter in site.catalogue.chapters if slug in {one.slug for one in _above(renderer, chapter)}]
    about = renderer.words.gettext("The chapters of %(name)s, and what it belongs to.")
    content = renderer.render(
        "federation.html",
        path,
        federation=federation,
        entries=entries(renderer, chapters),
        totals=totals(chapters),
        parts=[one for one in site.catalogue.federations if one.part_of == slug],
        part_of=_above(renderer, federation),
        news=_news_of(renderer, chapters),
    )
    return _imprint(slug, federation.name, about % {"name": federation.name}, federation.file, content)


PAGES = {"chapters": _chapter, "countries": _country, "federations": _federation}


def _imprint(slug: str, title: str, description: str, source: str, content: Markup) -> Imprint:
    return Imprint(slug, escape(title), escape(description), source, content)


def _above(renderer: Renderer, member: Chapter | Federation) -> list[Chapter | Federation]:
    """What a chapter or federation belongs to, from near to wide. The checks have refused circles."""
    found, catalogue = [], renderer.site.catalogue
    while member.part_of and (member := catalogue.federation(member.part_of) or catalogue.chapter(member.part_of)):
        found.append(member)
    return found


def _news_of(renderer: Renderer, chapters: Iterable[Chapter]) -> list[News]:
    slugs = {chapter.slug for chapter in chapters}
    return [item for item in renderer.site.news if item.chapter in slugs]


def totals(chapters: Iterable[Chapter]) -> list[tuple[str, int]]:
    """(state, how many), without the states that nobody is in."""
    count = Counter(chapter.state for chapter in chapters)
    return [(state, count[state]) for state in STATES if count[state]]


def index(renderer: Renderer) -> bytes:
    """All chapters for the directory's filter, as JSON: one row each, in this language's order."""
    rows = [
        {
            "address": f"chapters/{one.chapter.slug}/",  # from the home page of this language
            "name": one.chapter.name,
            "place": renderer.place(one.chapter.place),
            "country": one.country or "",
            "kind": one.chapter.kind,
            "state": one.chapter.state,
            "languages": list(one.chapter.languages),
            "age": one.age,
            "as_of": renderer.day(one.chapter.as_of) if one.chapter.as_of else "",
        }
        for one in entries(renderer, renderer.site.catalogue.chapters)
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
