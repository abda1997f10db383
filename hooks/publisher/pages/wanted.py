"""What spreadsheets and calendars take from the pages of toolkit items, so that every word stands in one place only.

Parts are found in the English page, by what they are called there. A translation has the same parts in the same
places; where it has not, because the English page has changed since, the files come in English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from publisher.pages.headings import Heading, plain
from publisher.pages.overlay import Page
from publisher.pages.tables import Table, tables


@dataclass(frozen=True)
class Named:
    """The tables with this many columns of which the first is called so; the rows of all of them together."""

    first: str
    columns: int
    rows: int | None = None  # how many, where the files need to know which is which

    def __str__(self) -> str:
        size = f"{self.columns} columns" + (f" and {self.rows} rows" if self.rows else "")
        return f"a table of {size} that begins with {self.first!r}"


@dataclass(frozen=True)
class Titled:
    """The heading with this id."""

    id: str

    def __str__(self) -> str:
        return f"the heading #{self.id}"


@dataclass(frozen=True)
class Lines:
    """The lines that begin so and stand together: one such group, counted from 0."""

    begin: str
    group: int

    def __str__(self) -> str:
        return f"lines that begin with {self.begin!r}"


Wanted = Named | Titled | Lines


@dataclass(frozen=True)
class Part:
    """What was found: the head and the rows of a table, or texts as rows of one cell. Still Markdown."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[int, ...] = ()  # which of the page's tables these are


WANTED: Mapping[str, Mapping[str, Wanted]] = {
    "start/checklist-and-timeline": {"ours": Named("Our day 0", 3), "tasks": Named("Day", 4)},
    "reach/outreach-system": {"clock": Named("When", 4, 4)},
    "reach/sign-up-sheet": {"ours": Named("IOPS group in", 3), "list": Named("No.", 6), "consent": Lines("> ", 0)},
    "reach/contact-tracker": {"list": Named("A First name", 10), "states": Named("State", 3, 7)},
    "reach/reach-calculator": {"own": Named("A Way", 7), "own-title": Titled("your-own-numbers")},
    "meet/role-rota": {
        "kinds": Named("Kind", 2, 2),
        "rota": Named("Meeting and date", 7),
        "counts": Named("Person", 4),
        "counts-title": Titled("count-every-half-year"),
    },
    "meet/open-and-closed": {"meetings": Named("Number", 5, 9)},
    "agree/skills-inventory": {
        "list": Named("Skill or thing", 7),
        "needed": Lines("- [ ] ", 1),
        "needed-title": Titled("skills-a-chapter-needs"),
    },
    "agree/mutual-support": {"list": Named("Offer or need", 7), "trained": Named("Need", 4)},
    "act/participatory-budgeting": {"projects": Named("Project", 8), "example": Named("Project", 5)},
    "learn/tour-planner": {
        "budget": Named("Line", 5, 14),
        "cities": Named("City", 7),
        "cities-title": Titled("score-the-cities"),
        "hosts": Named("Night", 6),
        "hosts-title": Titled("hosts"),
        "calendar": Named("City", 8),
        "calendar-title": Titled("the-calendar"),
    },
    "learn/fundraising": {
        "ours": Named("Our purpose, in a sentence", 4),
        "plans": Named("Plan", 8),
        "gifts": Named("Gift", 4),
        "gifts-title": Titled("ask-in-person"),
        "accounts": Named("Date", 7),
        "accounts-title": Titled("clear-accounts"),
    },
}


def found_in(body: str, headings: Sequence[Heading], ids: Sequence[str], wanted: Wanted) -> Part | None:
    """A part of an English page; None where it is missing."""
    match wanted:
        case Named(first, columns, rows):
            places = [at for at, table in enumerate(_tables(body)) if (table.head[0], len(table.head)) == (first, columns)]
            found = _joined(body, places)
            return found if found and rows in (None, len(found.rows)) else None
        case Titled(id):
            return _title(headings, ids, id)
        case Lines(begin, group):
            return _group(body.split("\n"), begin, group)


def words_of(page: Page, english: Page, item: str) -> Mapping[str, Part] | None:
    """All that is wanted of an item, in the words of `page`; None where that page has not all of it."""
    found = {name: _counterpart(page, english, wanted) for name, wanted in WANTED[item].items()}
    return None if None in found.values() else found


def _counterpart(page: Page, english: Page, wanted: Wanted) -> Part | None:
    original = _in_page(english, wanted)
    if original is None or page is english:
        return original
    own = _joined(page.body, original.places) if original.places else _in_page(page, wanted)
    return own if own and _shape(own) == _shape(original) else None


def _in_page(page: Page, wanted: Wanted) -> Part | None:
    headings = page.headings
    return found_in(page.body, headings, [heading.id for heading in headings], wanted)


def _shape(part: Part) -> list[int]:
    return [len(part.head), *map(len, part.rows)]


@lru_cache(maxsize=64)  # an item wants several tables of the same two pages
def _tables(body: str) -> list[Table]:
    return tables(body.split("\n"))


def _joined(body: str, places: Sequence[int]) -> Part | None:
    found = _tables(body)
    if not places or places[-1] >= len(found):
        return None
    rows = (cells for place in places for _, cells in found[place].rows)
    return Part(found[places[0]].head, tuple(rows), tuple(places))


def _title(headings: Sequence[Heading], ids: Sequence[str], id: str) -> Part | None:
    texts = [heading.text for heading, its in zip(headings, ids, strict=True) if its == id]
    return Part((plain(texts[0]),), ()) if texts else None


def _group(lines: list[str], begin: str, group: int) -> Part | None:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.startswith(begin):
            groups[-1].append(line.removeprefix(begin))
        elif groups[-1]:
            groups.append([])
    return Part((), tuple((text,) for text in groups[group])) if len(groups) > group and groups[group] else None
