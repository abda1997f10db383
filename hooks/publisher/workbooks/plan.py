"""What a workbook is: sheets of columns and rows. Nothing here knows a file format.

A formula is written once, with names for cells, and stands beside the same rule in Python: that gives the value which
a file carries for programs that do not calculate. A test lets another program work out the formulas and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.workbooks.values import Here

EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets
TICK = "✓"

Value = str | int | float  # a day is its number; "" is an empty cell


@dataclass(frozen=True)
class Formula:
    """`text` without its equals sign. In it and in `needs`, names stand for cells:

    `{cost}` is the cell of that column in the same row, or a field; `{cost:all}` the whole column; `{cost:above}` the
    column down to this row; `{cost:before}` the cell above; `{list.cost:all}` is in the sheet `list`.
    The cell stays empty while any of `needs` is empty.
    """

    text: str
    value: Callable[[Here], Value]
    needs: str = ""


@dataclass(frozen=True)
class Column:
    """People write in it, unless it has a formula; what is `fixed` is text of ours in the rows that come with it."""

    key: str
    head: str
    kind: str = "text"  # one of writing.KINDS
    width: int = 14
    formula: Formula | None = None
    fixed: bool = False
    choices: Sequence[str] | str = ()  # what can be chosen; a text is a range, as in formulas
    free: bool = False  # something else can be written too


@dataclass(frozen=True)
class Field:
    """One value above the table, with its name beside it."""

    key: str
    label: str
    kind: str = "text"
    given: Value = ""
    formula: Formula | None = None
    choices: Sequence[str] = ()


@dataclass(frozen=True)
class Sum:
    """A line under the table. Formulas elsewhere know it by its key, as the last of its cells."""

    key: str
    label: str
    cells: Mapping[str, Formula]  # by the key of the column


@dataclass(frozen=True)
class Mark:
    """Cells of these columns look different when the formula is true: `late`, `now` or `out` (see writing.MARKS)."""

    columns: str
    when: str
    look: str = "late"


@dataclass(frozen=True)
class Sheet:
    key: str
    name: str
    columns: Sequence[Column]
    fields: Sequence[Field] = ()
    rows: Sequence[Mapping[str, Value | Formula]] = ()
    blank: int = 0  # rows to write in, after those that come with it
    sums: Sequence[Sum] = ()
    marks: Sequence[Mark] = ()
    hint: str = ""  # that the coloured cells are to be written in, in their colour
    notes: Sequence[str] = ()
    wide: bool = False  # printed landscape
    head_first: bool = False  # the head is row 1, because the page names cells; title and notes stand below
    height: int | None = None  # of rows, in points

    @property
    def texts(self) -> Sequence[str]:
        """What stands under the title."""
        return [self.hint, *self.notes] if self.hint else self.notes

    @property
    def length(self) -> int:
        return len(self.rows) + self.blank


@dataclass(frozen=True)
class Book:
    """The first sheet is also the CSV file."""

    title: str
    sheets: Sequence[Sheet]


def day(year: int, month: int, day: int) -> int:
    """A day as spreadsheets count it."""
    return (date(year, month, day) - EPOCH).days


def text(words: str) -> str:
    """Words as a text within a formula."""
    return '"' + words.replace('"', '""').replace("{", "{{").replace("}", "}}") + '"'


def filled(name: str) -> Formula:
    """How many cells of a column are not empty."""
    return Formula(f'SUMPRODUCT(({{{name}:all}}<>"")*1)', lambda here: sum(value != "" for value in here.all(name)))


def total(name: str) -> Formula:
    """The sum of a column."""
    return Formula(f"SUM({{{name}:all}})", lambda here: sum(value for value in here.all(name) if value != ""))


def total_where(column: str, words: str, name: str) -> Formula:
    """The sum of a column over the rows in which another one says so."""
    return Formula(
        f"SUMIF({{{column}:all}},{text(words)},{{{name}:all}})",
        lambda here: sum(value or 0 for value, said in zip(here.all(name), here.all(column), strict=True) if said == words),
    )


def product(names: str) -> Formula:
    """These values multiplied."""

    def value(here: Here) -> Value:
        product = 1
        for name in names.split():
            product *= here[name]
        return product

    return Formula("*".join(f"{{{name}}}" for name in names.split()), value, names)
