"""Renders what is made from data, in one language.

Markup lives in templates/ and is escaped by Jinja; the words come from gettext, names and numbers from CLDR.
What each block and each page shows is worked out in blocks.py and directory.py.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from gettext import NullTranslations
from types import MappingProxyType
from typing import get_args

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from publisher.data.groups import Place
from publisher.data.rounds import Measure
from publisher.data.progress import readings_of
from publisher.data.values import Figure, PartialDate
from publisher.languages import Language
from publisher.pages.overlay import Page, address
from publisher.site import Site

ADMONITION = re.compile(r"^ *!!! (?P<type>note|tip|warning|example)(?=\s*$)", re.MULTILINE)


class Renderer:
    """All that is rendered in one language, for pages that stand in the site of one language.

    Both are the same but on fallback pages, which are English throughout and still link to their neighbours.
    """

    def __init__(self, site: Site, language: Language, home: Language | None = None, printed: Mapping[str, int] = MappingProxyType({})):
        self.site, self.language, self.home = site, language, home or language
        self.printed = printed  # path of each file that the print room has made → its size in bytes
        self.words: NullTranslations = site.words[language.locale]

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=PackageLoader("publisher.generated"),
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
            "country_name": self.language.country,
            "sort_in_language": self._sorted,
            "title_of": self.title,
            "group_name": self.group,
        }
        return environment

    def render(self, template: str, path: str, **context: object) -> Markup:
        """A template as it stands in the page at `path`, whose links are relative to that page."""
        here = address(path, self.home)
        found = self._environment.get_template(template)

        def url(to: str) -> str:
            return relative(address(to, self.home), here)

        def shared(file: str) -> str:
            """A file that all languages share, by its path from the root of the site."""
            return relative("", here) + file

        return Markup(found.render(url=url, shared=shared, path=path, **context))

    # How values are said

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

    def group(self, name: str) -> str:
        """The name of a group of toolkit items."""
        _ = self.words.gettext
        names = {
            "start": _("Start"),
            "reach": _("Reach people"),
            "meet": _("Meet"),
            "agree": _("Agree"),
            "act": _("Act"),
            "learn": _("Learn"),
            "give-away": _("Give away"),
        }
        return names[name]

    def title(self, path: str) -> str:
        """The heading of a hand-written page in this language."""
        return self.site.overlay.page(path, self.language).title

    def _sorted(self, items: Iterable, name: str) -> list:
        """Items by the name that a filter gives them, in the order of this language."""
        say = self._environment.filters[name]
        return sorted(items, key=lambda item: self.language.sort_key(say(item)))

    # What Markdown asks for

    @cached_property
    def values(self) -> Mapping[str, str]:
        """The placeholders that stand in sentences."""
        catalogue, number = self.site.catalogue, self.language.number
        rules, councils, freshness = catalogue.functional, catalogue.councils, catalogue.freshness
        meetings = self.words.ngettext("once a month", "%(count)s times a month", rules.meetings)
        values = {
            "council.max": number(councils.max),
            "council.min": number(councils.min),
            "freshness.ageing": self.language.months(freshness.ageing),
            "freshness.unconfirmed": self.language.months(freshness.unconfirmed),
            "functional.meetings": meetings.replace("%(count)s", number(rules.meetings)),
            "functional.people": number(rules.people),
            "functional.women": self.language.percent(rules.women / 100),
            "issues-url": self.site.issues_link,
        }
        return MappingProxyType(values | self._marker_values())

    def _marker_values(self) -> Mapping[str, str]:
        """Targets, last readings and dates of the latest round, and what the directory counts today."""
        site, language, unknown = self.site, self.language, self.words.gettext("not on record")
        values = {f"markers.live.{measure}": language.number(count) for measure, count in site.live.items()}
        values["markers.live.date"] = language.date(site.today)
        round = site.catalogue.markers[-1] if site.catalogue.markers else None
        values["markers.deadline"] = language.date(round.deadline_on(site.today)) if round else unknown
        values["markers.reading-date"] = self.day(round.last_reading.date) if round and round.last_reading else unknown
        targets = round.targets_on(site.today) if round else {}
        for measure in get_args(Measure):
            reading = readings_of(round, measure)[-1:] if round else ()
            values |= {
                f"markers.{measure}.target": language.number(targets[measure]) if measure in targets else unknown,
                f"markers.{measure}.reading": self.figure(reading[0].values[measure]) if reading else unknown,
                f"markers.{measure}.reading-date": self.day(reading[0].date) if reading else unknown,
            }
        return values

    def admonitions(self, body: str) -> str:
        """`body` with a title for each admonition that has none; Markdown would call it by its English type."""
        titles = {
            "note": self.words.gettext("Note"),
            "tip": self.words.gettext("Tip"),
            "warning": self.words.gettext("Warning"),
            "example": self.words.gettext("Example"),
        }
        return ADMONITION.sub(lambda found: f'{found[0]} "{titles[found["type"]]}"', body)

    def item_header(self, page: Page, offers: Iterable) -> Markup:
        return self.render("item-header.html", page.path, item=page.meta, offers=offers)

    def item_footer(self, page: Page) -> Markup:
        paths = [f"toolkit/{item}.md" for item in page.meta.get("related", ())]
        related = [(to, self.title(to)) for to in paths]
        return self.render("item-footer.html", page.path, related=related)


def relative(to: str, here: str) -> str:
    """The link from the page at one address to another address; both end with a slash or are the root."""
    start = here.rstrip("/") or "."
    return posixpath.relpath(to or ".", start).rstrip("/") + "/"
