"""Renders what is made from data: the blocks in pages, the pages of chapters, the frame of toolkit items.

Markup lives in templates/ and is escaped by Jinja; the words come from gettext, names and numbers from CLDR.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from gettext import NullTranslations
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from publisher.languages import Language
from publisher.models import Chapter, Place
from publisher.overlay import Page, address
from publisher.progress import progress
from publisher.site import Site
from publisher.values import Figure, PartialDate
from publisher.worldmap import HEIGHT, WIDTH, land, project

ADMONITION = re.compile(r"^ *!!! (?P<type>note|tip|warning|example)(?=\s*$)", re.MULTILINE)


class Renderer:
    """All that is rendered in one language, for pages that stand in the site of one language.

    Both are the same but on fallback pages, which are English throughout and still link to their neighbours.
    """

    def __init__(self, site: Site, language: Language, home: Language | None = None):
        self.site, self.language, self.home = site, language, home or language
        self.words: NullTranslations = site.words[language.locale]

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=PackageLoader("publisher"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        environment.install_gettext_translations(self.words, newstyle=True)
        environment.globals |= {"site": self.site, "language": self.language, "catalogue": self.site.catalogue}
        environment.filters |= {
            "number": self.language.number,
            "percent": lambda percent: self.language.percent(percent / 100),
            "day": self.day,
            "figure": self.figure,
            "place": self.place,
            "language_name": self.language.language,
        }
        return environment

    def render(self, template: str, path: str, **context: object) -> Markup:
        """A template as it stands in the page at `path`, whose links are relative to that page."""
        here = address(path, self.home)
        found = self._environment.get_template(template)
        return Markup(found.render(url=lambda to: relative(address(to, self.home), here), path=path, **context))

    # What templates say of values

    def day(self, when: PartialDate) -> str:
        """A date as precisely as it is known."""
        if when.day:
            return self.language.date(when.first_day)
        return self.language.month(when.first_day) if when.month else str(when.year)

    def figure(self, figure: Figure) -> str:
        """`over 3,500`."""
        number = self.language.number(figure.number)
        forms = {
            "over": self.words.gettext("over %(number)s"),
            "about": self.words.gettext("about %(number)s"),
            "under": self.words.gettext("under %(number)s"),
        }
        return forms[figure.qualifier] % {"number": number} if figure.qualifier else number

    def place(self, place: Place | None) -> str:
        """`Lima, Peru`; as much of it as is known."""
        if place is None:
            return ""
        country = self.language.country(place.country) if place.country else None
        return self.words.gettext(", ").join(part for part in (place.city, place.region, country) if part)

    # What Markdown asks for by name

    @cached_property
    def values(self) -> Mapping[str, str]:
        """The placeholders that stand in sentences."""
        catalogue, number = self.site.catalogue, self.language.number
        rules, councils, freshness = catalogue.functional, catalogue.councils, catalogue.freshness
        once = self.words.ngettext("once a month", "%(count)s times a month", rules.meetings)
        values = {
            "council.max": number(councils.max),
            "council.min": number(councils.min),
            "freshness.ageing": self.language.months(freshness.ageing),
            "freshness.unconfirmed": self.language.months(freshness.unconfirmed),
            "functional.meetings": once % {"count": number(rules.meetings)} if "%(" in once else once,
            "functional.people": number(rules.people),
            "functional.women": self.language.percent(rules.women / 100),
            "issues-url": self.site.issues_link,
        }
        if catalogue.markers:
            values |= {f"markers.{marker.measure}.target": number(marker.target) for marker in catalogue.markers[-1].markers}
        return MappingProxyType(values)

    def admonitions(self, body: str) -> str:
        """`body` with a title for each admonition that has none; Markdown would call it by its English type."""
        titles = {
            "note": self.words.gettext("Note"),
            "tip": self.words.gettext("Tip"),
            "warning": self.words.gettext("Warning"),
            "example": self.words.gettext("Example"),
        }
        return ADMONITION.sub(lambda found: f'{found[0]} "{titles[found["type"]]}"', body)

    def block(self, name: str, path: str) -> Markup:
        """A placeholder that stands alone on its line."""
        return self.render(f"{name}.html", path, **BLOCKS[name](self))

    def chapter(self, path: str, chapter: Chapter) -> Markup:
        return self.render("chapter.html", path, chapter=chapter, age=self._age(chapter))

    def chapter_description(self, chapter: Chapter) -> str:
        place = self.place(chapter.place)
        if place:
            return self.words.gettext("%(name)s in %(place)s: how to reach the group, when it meets, and when this was last confirmed.") % {"name": chapter.name, "place": place}
        return self.words.gettext("%(name)s: how to reach the group, when it meets, and when this was last confirmed.") % {"name": chapter.name}

    def item_header(self, page: Page) -> Markup:
        return self.render("item-header.html", page.path, item=page.meta)

    def item_footer(self, page: Page) -> Markup:
        related = [(f"toolkit/{item}.md", self.title(f"toolkit/{item}.md")) for item in page.meta.get("related", ())]
        return self.render("item-footer.html", page.path, related=related)

    @cache
    def title(self, path: str) -> str:
        """The heading of a hand-written page in this language."""
        page = self.site.overlay.page(path, self.language)
        return page.title

    def _age(self, chapter: Chapter) -> str:
        return self.site.catalogue.freshness.age(chapter.verified, self.site.today)


def relative(to: str, here: str) -> str:
    """The link from the page at one address to another address; both end with a slash or are the root."""
    start = here.rstrip("/") or "."
    return posixpath.relpath(to or ".", start).rstrip("/") + "/"


def _markers(renderer: Renderer) -> dict:
    rounds = [(round, progress(round)) for round in renderer.site.catalogue.markers]
    return {"rounds": rounds}


def _world_map(renderer: Renderer) -> dict:
    points = [
        (path, chapter, project(chapter.place.longitude, chapter.place.latitude))
        for path, chapter in renderer.site.chapters.items()
        if chapter.place and chapter.place.latitude is not None and chapter.place.longitude is not None
    ]
    return {"width": WIDTH, "height": HEIGHT, "land": land(), "points": points}


def _directory(renderer: Renderer) -> dict:
    entries = [(path, chapter, renderer._age(chapter)) for path, chapter in renderer.site.chapters.items()]
    return _world_map(renderer) | {"entries": sorted(entries, key=lambda entry: entry[1].name)}


def _glossary(renderer: Renderer) -> dict:
    terms = renderer.site.catalogue.glossary_in(renderer.language.locale)
    return {"terms": terms, "names": {term.id: term.term for term in terms}}


def _toolkit(renderer: Renderer) -> dict:
    items = sorted(
        (page for page in renderer.site.overlay.pages(renderer.language) if "number" in page.meta),
        key=lambda page: page.meta["number"],
    )
    return {"items": [(page.path, page.title, page.meta) for page in items]}


def _translation_status(renderer: Renderer) -> dict:
    site = renderer.site
    return {"rows": [(language, site.overlay.count(language)) for language in site.languages if not language.default]}


def _nothing(renderer: Renderer) -> dict:
    return {}


BLOCKS: Mapping[str, Callable[[Renderer], dict]] = {
    "chapter-example": _nothing,
    "councils-figure": _nothing,
    "directory": _directory,
    "glossary": _glossary,
    "markers": _markers,
    "markers-strip": _markers,
    "toolkit-groups": _toolkit,
    "translation-status": _translation_status,
    "world-map": _world_map,
}
