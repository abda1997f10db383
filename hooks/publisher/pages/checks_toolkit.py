"""What the sheets of the toolkit must hold beyond their form. CHECKS is the list of rules; each one's docstring is the rule."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from publisher.data.library import Resource
from publisher.data.problems import Problem, Sources, did_you_mean, quoted
from publisher.pages.overlay import Manuscript, Overlay
from publisher.pages.tables import Table, tables
from publisher.pages.wanted import WANTED, found_in

Items = Mapping[str, Manuscript]  # `start/health-check` → its sheet, in this order

ITEM = re.compile(r"toolkit/(?P<item>(?P<folder>[^/]+)/[^/]+)\.md")
RANGE = re.compile(r"(?P<start>\d+)\s*[–—-]\s*(?P<end>\d+)")
HEADING = re.compile(r"^#{1,6}\s")
BOX = re.compile(r"^\s*[-*] \[ \] ")


def problems(overlay: Overlay) -> Iterator[Problem]:
    """Every problem of every check."""
    items = items_of(overlay)
    for check in CHECKS:
        yield from check(items)


def items_of(overlay: Overlay) -> Items:
    """The English sheets by the names under which they relate to each other."""
    found = {ITEM.fullmatch(path): text for path, text in sorted(overlay.originals.items())}
    return {name["item"]: text for name, text in found.items() if name and "number" in text.meta}


def lies_with_its_group(items: Items) -> Iterator[Problem]:
    """A sheet lies in the folder of its group."""
    for item, sheet in items.items():
        folder, _, name = item.partition("/")
        if sheet.meta["group"] != folder:
            group = sheet.meta["group"]
            yield _at(sheet, "group", f"group is {group}, but the file lies in toolkit/{folder}/; move it to toolkit/{group}/{name}.md, or write 'group: {folder}'")


def number_is_its_own(items: Items) -> Iterator[Problem]:
    """No two sheets have the same number."""
    by_number = defaultdict(list)
    for item, sheet in items.items():
        by_number[sheet.meta["number"]].append((item, sheet))
    for number, (first, *others) in sorted(by_number.items()):
        for _item, sheet in others:
            yield _at(sheet, "number", f"number {number} belongs to {first[0]} already; give this sheet another one")


def numbers_are_complete(items: Items) -> Iterator[Problem]:
    """The numbers run from 1 without a gap."""
    numbers = {sheet.meta["number"] for sheet in items.values()}
    missing = sorted(set(range(1, max(numbers, default=0))) - numbers)
    if missing:
        listed = ", ".join(map(str, missing))
        yield Problem("toolkit/index.md", 0, f"the toolkit has no sheet number {listed}; add it, or number the later sheets anew")


def related_sheets_exist(items: Items) -> Iterator[Problem]:
    """A related sheet exists, is another one, and is named once."""
    for item, sheet in items.items():
        related = sheet.meta.get("related", ())
        for place, other in enumerate(related):
            if other == item:
                yield _at(sheet, ("related", place), "the sheet names itself as related; take the line out")
            elif other in related[:place]:
                yield _at(sheet, ("related", place), f"{other} stands twice among the related sheets; take one out")
            elif other not in items:
                yield _at(sheet, ("related", place), f"there is no sheet {quoted(other)}{did_you_mean(other, items) or '; take the line out'}")


def relations_go_both_ways(items: Items) -> Iterator[Problem]:
    """If a sheet names another as related, that one names it too."""
    for item, sheet in items.items():
        for place, other in enumerate(sheet.meta.get("related", ())):
            if other in items and other != item and item not in items[other].meta.get("related", ()):
                yield _at(sheet, ("related", place), f"{other} does not name {item} in return; add '- {item}' in {items[other].source}, or take this line out")


def minutes_add_up(items: Items) -> Iterator[Problem]:
    """In a plan by the minute, each row starts where the one before ended, and the first one at 0."""
    for sheet in items.values():
        for table in plans(sheet):
            before = 0
            for line, cells in table.rows:
                found = RANGE.fullmatch(cells[0])
                if not found:
                    yield Problem(sheet.source, line, f"{quoted(cells[0])} is no range of minutes; write for example {before}–{before + 10}")
                    break
                start, end = int(found["start"]), int(found["end"])
                if start != before:
                    what = "minutes are missing" if start > before else "minutes stand twice"
                    yield Problem(sheet.source, line, f"this row starts at minute {start}, but the plan has come to {before}: {what}; write {before}–{end}")
                if end <= start:
                    yield Problem(sheet.source, line, f"{cells[0]} ends before it starts; write the earlier minute first")
                before = end


def minutes_are_as_promised(items: Items) -> Iterator[Problem]:
    """Of the plans by the minute on a sheet, one takes as long as its front matter says, or all together do."""
    for sheet in items.values():
        ends = [int(found["end"]) for table in plans(sheet) if (found := RANGE.fullmatch(table.rows[-1][1][0]))]
        low, high = _span(sheet.meta["minutes"])
        if ends and low and not any(low <= minutes <= high for minutes in (*ends, sum(ends))):
            listed = ", ".join(map(str, ends))
            yield _at(sheet, "minutes", f"minutes is {sheet.meta['minutes']}, but its plans end at minute {listed}; correct one of them")


def tools_find_their_sheet(items: Items) -> Iterator[Problem]:
    """A tool that makes the sheet above it work finds there what it needs."""
    for sheet in items.values():
        lines = sheet.body.split("\n")
        for number, line in enumerate(lines):
            for name, (needs, remedy) in TOOLS.items():
                if line.strip() == f"{{{{ {name} }}}}" and not needs(lines[:number]):
                    yield Problem(sheet.source, sheet.body_line + number, f"{line.strip()} works on the sheet above it, which has not the form it needs: {remedy}")


def spreadsheets_find_their_words(items: Items) -> Iterator[Problem]:
    """A sheet has the tables and headings from which its spreadsheet and calendar take their words."""
    for item, sheet in items.items():
        for wanted in WANTED.get(item, {}).values():
            if found_in(sheet.body, sheet.headings, sheet.ids, wanted) is None:
                yield Problem(sheet.source, 0, f"the spreadsheet of this sheet takes its words from {wanted}, which it no longer has; put it back, or change publisher/pages/wanted.py")


CHECKS: list[Callable[[Items], Iterator[Problem]]] = [
    lies_with_its_group,
    number_is_its_own,
    numbers_are_complete,
    related_sheets_exist,
    relations_go_both_ways,
    minutes_add_up,
    minutes_are_as_promised,
    tools_find_their_sheet,
    spreadsheets_find_their_words,
]


def plans(sheet: Manuscript) -> list[Table]:
    """The tables whose first column is called Minutes and holds ranges; other minutes are lengths, not times."""
    found = tables(sheet.body.split("\n"), sheet.body_line)
    return [table for table in found if table.head[0] == "Minutes" and any(RANGE.fullmatch(cells[0]) for _, cells in table.rows)]


def _span(minutes: int | str) -> tuple[int, int]:
    """The least and the most of `40` or `90–125`; (0, 0) for anything else."""
    numbers = [int(number) for number in re.findall(r"\d+", str(minutes))]
    return (numbers[0], numbers[-1]) if numbers else (0, 0)


def _at(sheet: Manuscript, path: str | tuple, message: str) -> Problem:
    keys = path if isinstance(path, tuple) else (path,)
    line = next((sheet.lines[keys[:end]] for end in range(len(keys), 0, -1) if keys[:end] in sheet.lines), 1)
    return Problem(sheet.source, line, message)


# What the scripts in theme/assets/tool-*.js look for


def _four_lists(above: list[str]) -> bool:
    boxes = [bool(BOX.match(line)) for line in above if line.strip()]
    return sum(now and not before for before, now in zip([False, *boxes], boxes, strict=False)) == 4


def _last_table(columns: int, rows: int = 1) -> Callable[[list[str]], bool]:
    def fits(above: list[str]) -> bool:
        found = tables(above)
        return bool(found) and len(found[-1].head) == columns and len(found[-1].rows) >= rows

    return fits


TOOLS: Mapping[str, tuple[Callable[[list[str]], bool], str]] = {
    "tool-self-test": (_four_lists, "four lists of boxes, one for each point"),
    "tool-health-check": (_last_table(4, 12), "a table of number, question, score and what we saw"),
    "tool-campaign-chart": (_last_table(3), "a table of box, question and answer"),
}

def lost_items(resources: tuple[Resource, ...], overlay: Overlay, sources: Sources) -> Iterator[Problem]:
    """Toolkit items that a work names and that do not exist."""
    known = [path.removeprefix("toolkit/").removesuffix(".md") for path in overlay.originals if path.startswith("toolkit/")]
    for place, work in enumerate(resources):
        for at, item in enumerate(work.items):
            if item not in known:
                hint = did_you_mean(item, known) or "; take it out"
                yield sources.problem("data/resources.yml", (place, "items", at), f"there is no toolkit item {quoted(item)}{hint}")
