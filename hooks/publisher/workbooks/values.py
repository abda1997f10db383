"""The value and the address of every cell of a workbook."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from xlsxwriter.utility import xl_col_to_name

from publisher.workbooks.plan import Book, Formula, Sheet, Value

LABEL = 22  # the width that the name of a field needs at least


@dataclass(frozen=True)
class Places:
    """Where things stand on a sheet: rows and columns counted from 0."""

    sheet: Sheet

    @cached_property
    def head(self) -> int:
        above = 1 + len(self.sheet.texts) + (len(self.sheet.fields) + 1 if self.sheet.fields else 0)
        return 0 if self.sheet.head_first else above

    @property
    def first(self) -> int:
        return self.head + 1

    @property
    def last(self) -> int:
        return self.head + self.sheet.length

    @cached_property
    def columns(self) -> Mapping[str, int]:
        return {column.key: place for place, column in enumerate(self.sheet.columns)}

    @cached_property
    def labels(self) -> int:
        """How many columns the name of a field needs."""
        widths = list(accumulate(column.width for column in self.sheet.columns))
        return 1 + min(bisect_left(widths, LABEL), len(widths) - 2)

    @cached_property
    def fields(self) -> Mapping[str, tuple[int, int]]:
        """Row and column of each field and sum."""
        top = 1 + len(self.sheet.texts)
        fields = {field.key: (top + place, self.labels) for place, field in enumerate(self.sheet.fields)}
        sums = {line.key: (self.last + 1 + place, self.columns[list(line.cells)[-1]]) for place, line in enumerate(self.sheet.sums)}
        return fields | sums


class Values:
    """The values of a workbook, each worked out when it is asked for."""

    def __init__(self, book: Book):
        self.sheets = {sheet.key: sheet for sheet in book.sheets}
        self.places = {key: Places(sheet) for key, sheet in self.sheets.items()}
        self._columns = {key: {column.key: column for column in sheet.columns} for key, sheet in self.sheets.items()}
        self._fields = {key: {field.key: field for field in sheet.fields} for key, sheet in self.sheets.items()}
        self._sums = {key: {line.key: line for line in sheet.sums} for key, sheet in self.sheets.items()}
        self._known: dict[tuple, Value] = {}

    def at(self, sheet: str, key: str, row: int | None) -> Value:
        """A cell of a column in a row, or a field or sum."""
        if (sheet, key, row) not in self._known:
            self._known[sheet, key, row] = self._worked_out(sheet, self.source(sheet, key, row), row)
        return self._known[sheet, key, row]

    def source(self, sheet: str, key: str, row: int | None) -> Value | Formula:
        """What stands in a cell: a value or a formula."""
        if key in self._columns[sheet]:
            rows = self.sheets[sheet].rows
            own = rows[row].get(key, "") if row < len(rows) else ""
            return own if own != "" else self._columns[sheet][key].formula or ""
        if field := self._fields[sheet].get(key):
            return field.formula or field.given
        return list(self._sums[sheet][key].cells.values())[-1]

    def _worked_out(self, sheet: str, source: Value | Formula, row: int | None) -> Value:
        return self.result(sheet, source, row) if isinstance(source, Formula) else source

    def result(self, sheet: str, formula: Formula, row: int | None) -> Value:
        here = Here(self, sheet, row)
        return "" if any(here[name] == "" for name in formula.needs.split()) else formula.value(here)


class Here:
    """Names as a formula in one row means them: `here.cost`, `here["list.cost"]`, `here.all("cost")`."""

    def __init__(self, values: Values, sheet: str, row: int | None):
        self._values, self._sheet, self._row = values, sheet, row

    def __getattr__(self, name: str) -> Value:
        return self[name]

    def __getitem__(self, name: str) -> Value:
        sheet, key = self._split(name)
        return self._values.at(sheet, key, self._row)

    def all(self, name: str) -> list[Value]:
        sheet, key = self._split(name)
        return [self._values.at(sheet, key, row) for row in range(self._values.sheets[sheet].length)]

    def above(self, name: str) -> list[Value]:
        """Down to this row."""
        return [self._values.at(self._sheet, name, row) for row in range(self._row + 1)]

    def before(self, name: str) -> Value:
        """In the row above; 0 in the first row."""
        return self._values.at(self._sheet, name, self._row - 1) if self._row else 0

    def _split(self, name: str) -> tuple[str, str]:
        sheet, _, key = name.rpartition(".")
        return sheet or self._sheet, key


class Addresses:
    """The same names as addresses of cells, for `format_map`."""

    def __init__(self, values: Values, tabs: Mapping[str, str], sheet: str, row: int | None, fixed: bool = False):
        self.values, self.tabs, self.sheet, self.row = values, tabs, sheet, row or 0  # tabs: sheet → its name in the file
        self.sign = "$" if fixed else ""  # before the letters of cells in this row

    def __getitem__(self, name: str) -> Address | Elsewhere:
        places = self.values.places[self.sheet]
        own = name in places.columns or name in places.fields
        return Address(self, self.sheet, name) if own else Elsewhere(self, name)


@dataclass(frozen=True)
class Elsewhere:
    """Another sheet, before the point of `{list.cost:all}`."""

    among: Addresses
    sheet: str

    def __getattr__(self, name: str) -> Address:
        return Address(self.among, self.sheet, name)


@dataclass(frozen=True)
class Address:
    """One name in a formula, which may say which part of the column it means."""

    among: Addresses
    sheet: str
    name: str

    def __format__(self, how: str) -> str:
        among, places = self.among, self.among.values.places[self.sheet]
        elsewhere = self.sheet != among.sheet
        tab = f"'{among.tabs[self.sheet]}'!" if elsewhere else ""
        if self.name in places.fields:
            row, column = places.fields[self.name]
            return f"{tab}${xl_col_to_name(column)}${row + 1}"
        letters, first, last = xl_col_to_name(places.columns[self.name]), places.first + 1, places.last + 1
        here = first + among.row
        return {
            "": f"{tab}{among.sign}{letters}{here}",
            "all": f"{tab}${letters}${first}:${letters}${last}",
            "above": f"{tab}{letters}${first}:{letters}{here}",
            "before": f"{tab}{letters}{here - 1}",
        }[how]
