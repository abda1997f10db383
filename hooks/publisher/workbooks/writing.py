"""Writes a workbook: XLSX with formulas, their values, lists to choose from and marks; CSV with the first sheet.

No macros, no links to other files, and no date of making: the same data give the same bytes.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from itertools import accumulate

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from publisher.languages import Language
from publisher.web.exchange import clean, inert
from publisher.workbooks.plan import EPOCH, Book, Column, Field, Formula, Mark, Sheet, Value
from publisher.workbooks.values import Addresses, Values

MADE = datetime(2014, 1, 1)  # a fixed day
INPUT = "#FBE3A5"  # cells to write in; a light grey on black-and-white paper
A4 = 9
LINE = 15  # points
VALUE, NUMBER = 40, 14  # the widths that a text and a number beside the name of a field need
LONGEST_TAB, LONGEST_LIST = 31, 255  # signs that programs take
KINDS = {  # number format, and what may be written: XlsxWriter's data_validation
    "text": ("@", None),
    "count": ("0", {"validate": "integer", "criteria": ">=", "value": -9999}),
    "money": ("#,##0.00", {"validate": "decimal", "criteria": ">=", "value": 0}),
    "number": ("General", {"validate": "decimal", "criteria": ">=", "value": 0}),
    "share": ("0%", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}),
    "date": ("", {"validate": "date", "criteria": ">=", "value": MADE}),  # the format is the language's
    "result": ("General", None),  # of a formula that gives a text
}
# Not by colour alone: what is late begins with "!", what is for today with "→", and what is out is struck through.
MARKS = {
    "late": ({"bold": True, "font_color": "#9C0006", "bg_color": "#FFC7CE"}, '"! "'),
    "now": ({"bold": True, "bg_color": "#DCE9F7"}, '"→ "'),
    "out": ({"font_color": "#595959", "font_strikeout": True}, ""),
    "line": ({"top": 1}, ""),
}
# The language of month names in a format (Microsoft's numbers); Arabic as in Egypt, where the calendar is Gregorian.
LANGUAGES = {"en": "809", "ar": "C01", "de": "407", "el": "408", "es": "C0A", "fr": "40C", "it": "410", "nb": "414", "pt": "416", "zh": "804"}
PATTERN = re.compile(r"'(?P<quoted>[^']*)'|(?P<letter>[EcdMLy])(?P=letter)*|(?P<other>[^EcdMLy']+)")


def xlsx(book: Book, language: Language) -> bytes:
    file = BytesIO()
    workbook = Workbook(file, {"in_memory": True})
    workbook.set_properties({"created": MADE, "title": clean(book.title)})
    writer = _Writer(workbook, book, language)
    for sheet in book.sheets:
        writer.write(sheet)
    workbook.close()
    return file.getvalue()


def csv_file(book: Book) -> bytes:
    """Heads, rows with something in them, and sums, of the first sheet; formulas as their values, days as ISO 8601."""
    sheet, values = book.sheets[0], Values(book)
    kinds = [column.kind for column in sheet.columns]
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([inert(column.head) for column in sheet.columns])
    for row in range(sheet.length):
        cells = [values.at(sheet.key, column.key, row) for column in sheet.columns]
        if any(cell != "" for cell in cells):
            writer.writerow(map(_plain, cells, kinds))
    for line in sheet.sums:
        cells = [values.result(sheet.key, line.cells[column.key], None) if column.key in line.cells else "" for column in sheet.columns]
        writer.writerow(map(_plain, [line.label, *cells[1:]], kinds))
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Value, kind: str) -> Value:
    if isinstance(value, str):
        return inert(value)
    if kind == "date":
        return (EPOCH + timedelta(days=value)).isoformat()
    return round(value, 6)


def date_format(language: Language) -> str:
    """CLDR's short date with the day of the week, as a format of spreadsheets: `[$-407]ddd", "d". "mmm" "yyyy`."""
    return f"[$-{LANGUAGES.get(language.locale, '809')}]{''.join(_codes(str(language.cldr.datetime_skeletons['yMMMEd'])))}"


def _codes(pattern: str) -> Iterator[str]:
    for found in PATTERN.finditer(pattern):
        match found["letter"]:
            case None:
                yield '"{}"'.format(found["quoted"] if found["other"] is None else found["other"])
            case "E" | "c":
                yield "ddd"
            case "y":
                yield "yyyy"
            case letter:
                yield found[0].replace("L", "M").lower() if letter in "ML" else found[0]


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in so wide a column, with room to spare; Chinese signs are twice as wide."""
    return max(1, -(-sum(2 if sign > "\u2e80" else 1 for sign in text) * 21 // (width * 20)))


def _tabs(book: Book) -> Mapping[str, str]:
    """Sheet → its name as programs allow it, no two the same."""
    names: dict[str, str] = {}
    for sheet in book.sheets:
        name = re.sub(r"[\[\]:*?/\\]", " ", clean(sheet.name).replace("'", "’"))[:LONGEST_TAB].strip() or sheet.key
        used = {other.casefold() for other in names.values()}
        names[sheet.key] = name if name.casefold() not in used else f"{name[: LONGEST_TAB - 2]} {len(names) + 1}"
    return names


class _Writer:
    """One workbook while it is written."""

    def __init__(self, workbook: Workbook, book: Book, language: Language):
        self.workbook, self.book, self.language = workbook, book, language
        self.values, self.tabs = Values(book), _tabs(book)
        self._formats: dict[tuple, Format] = {}
        self._looks: dict[tuple, Format] = {}
        self._worksheets = {sheet.key: workbook.add_worksheet(self.tabs[sheet.key]) for sheet in book.sheets}

    def write(self, sheet: Sheet) -> None:
        worksheet, places = self._worksheets[sheet.key], self.values.places[sheet.key]
        self._set_up(worksheet, sheet)
        self._texts(worksheet, sheet, places.last + len(sheet.sums) + 2 if sheet.head_first else 0)
        for field in sheet.fields:
            row, place = places.fields[field.key]
            end = self._room(sheet, place, VALUE if field.kind == "text" else NUMBER)
            self._merged(worksheet, (row, 0, places.labels - 1), field.label, "label")
            if end > place:
                worksheet.merge_range(row, place, row, end, "", self._format("cell" if field.formula else "input", field.kind))
            self._cell(worksheet, sheet, (row, place), field, field.formula or field.given, None)
            worksheet.set_row(row, LINE * _lines(field.label, sum(column.width for column in sheet.columns[:place])))
            self._allow(worksheet, sheet, (row, place, row, place), field)
        for place, column in enumerate(sheet.columns):
            worksheet.write_string(places.head, place, clean(column.head), self._format("head"))
            for row in range(sheet.length):
                source = self.values.source(sheet.key, column.key, row)
                self._cell(worksheet, sheet, (places.first + row, place), column, source, row)
            if sheet.length and not column.formula:
                self._allow(worksheet, sheet, (places.first, place, places.last, place), column)
        for at, line in enumerate(sheet.sums, places.last + 1):
            worksheet.write_string(at, 0, clean(line.label), self._format("label"))
            for key, formula in line.cells.items():
                column = sheet.columns[places.columns[key]]
                self._cell(worksheet, sheet, (at, places.columns[key]), column, formula, None)
        for mark in sheet.marks:
            self._mark(worksheet, sheet, mark)

    def _set_up(self, worksheet: Worksheet, sheet: Sheet) -> None:
        """Widths, what stays in view, and how it is printed."""
        places = self.values.places[sheet.key]
        if self.language.direction == "rtl":
            worksheet.right_to_left()
        for place, column in enumerate(sheet.columns):
            worksheet.set_column(place, place, column.width)
        worksheet.freeze_panes(places.first, 0)
        self._heights(worksheet, sheet)
        worksheet.set_paper(A4)
        if sheet.head_first:
            worksheet.print_area(0, 0, places.last, len(sheet.columns) - 1)
        if sheet.wide:
            worksheet.set_landscape()
        worksheet.fit_to_pages(1, 0)
        worksheet.repeat_rows(places.head)
        worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.8)
        worksheet.set_footer(f"&L{clean(self.book.title).replace('&', '&&')}&R&P / &N")

    def _texts(self, worksheet: Worksheet, sheet: Sheet, row: int) -> None:
        """The title and what is said under it."""
        last, room = len(sheet.columns) - 1, sum(column.width for column in sheet.columns)
        worksheet.write_string(row, 0, clean(sheet.name), self._format("title"))
        worksheet.set_row(row, 1.5 * LINE)
        for at, said in enumerate(sheet.texts, row + 1):
            self._merged(worksheet, (at, 0, last), said, "hint" if said == sheet.hint else "note")
            worksheet.set_row(at, LINE * _lines(said, room) + 3)

    def _merged(self, worksheet: Worksheet, area: tuple[int, int, int], said: str, look: str) -> None:
        """A text across columns of one row."""
        row, first, last = area
        if last > first:
            worksheet.merge_range(row, first, row, last, "", self._format(look))
        worksheet.write_string(row, first, clean(said), self._format(look))

    def _room(self, sheet: Sheet, first: int, width: int) -> int:
        """The last column of a cell that begins at one column and needs so much width."""
        widths = list(accumulate(column.width for column in sheet.columns[first:]))
        return first + min(bisect_left(widths, width), len(widths) - 1)

    def _heights(self, worksheet: Worksheet, sheet: Sheet) -> None:
        """Rows high enough for their texts, since not every program sees to it when it opens a file."""
        places = self.values.places[sheet.key]
        worksheet.set_row(places.head, LINE * max(_lines(column.head, column.width) for column in sheet.columns) + 3)
        for row in range(sheet.length):
            cells = sheet.rows[row] if row < len(sheet.rows) else {}
            lines = max((_lines(cells[column.key], column.width - 1) for column in sheet.columns if isinstance(cells.get(column.key), str)), default=1)
            if sheet.height or lines > 1:
                worksheet.set_row(places.first + row, max(sheet.height or 0, LINE * lines))
        for at, line in enumerate(sheet.sums, places.last + 1):
            worksheet.set_row(at, LINE * _lines(line.label, sheet.columns[0].width))

    def _cell(self, worksheet: Worksheet, sheet: Sheet, at: tuple[int, int], what: Column | Field, source: Value | Formula, row: int | None) -> None:
        if isinstance(source, Formula):
            value = self.values.result(sheet.key, source, row) if row is None else self.values.at(sheet.key, what.key, row)
            formula = self._formula(sheet, source, row)
            worksheet.write_formula(*at, formula, self._format("cell", "result" if what.kind == "text" else what.kind), value)
            return
        look = self._format("cell" if source != "" and getattr(what, "fixed", False) else "input", what.kind)
        if source == "":
            worksheet.write_blank(*at, None, look)
        elif isinstance(source, str):
            worksheet.write_string(*at, clean(source), look)
        else:
            worksheet.write_number(*at, source, look)

    def _formula(self, sheet: Sheet, formula: Formula, row: int | None) -> str:
        empty = [f'{{{name}}}=""' for name in formula.needs.split()]
        condition = f"OR({','.join(empty)})" if len(empty) > 1 else "".join(empty)
        whole = f'IF({condition},"",{formula.text})' if empty else formula.text
        return "=" + whole.format_map(Addresses(self.values, self.tabs, sheet.key, row))

    def _allow(self, worksheet: Worksheet, sheet: Sheet, area: tuple[int, int, int, int], what: Column | Field) -> None:
        """Lists to choose from, and numbers and days only where they belong."""
        if getattr(what, "formula", None) or getattr(what, "fixed", False):
            return
        rule = KINDS[what.kind][1]
        if what.choices:
            choices = what.choices
            if isinstance(choices, str):
                choices = "=" + choices.format_map(Addresses(self.values, self.tabs, sheet.key, None))
            elif len(",".join(choices)) > LONGEST_LIST or any("," in choice for choice in choices):
                return
            rule = {"validate": "list", "source": choices if isinstance(choices, str) else list(choices)}
        if rule:
            worksheet.data_validation(*area, rule | {"show_error": not getattr(what, "free", False)})

    def _mark(self, worksheet: Worksheet, sheet: Sheet, mark: Mark) -> None:
        places = self.values.places[sheet.key]
        formula = "=" + mark.when.format_map(Addresses(self.values, self.tabs, sheet.key, 0, fixed=True))
        for key in mark.columns.split():
            place = places.columns[key]
            look = self._look(mark.look, sheet.columns[place].kind)
            worksheet.conditional_format(places.first, place, places.last, place, {"type": "formula", "criteria": formula, "format": look})

    def _number_format(self, kind: str) -> str:
        return date_format(self.language) if kind == "date" else KINDS[kind][0]

    def _format(self, look: str, kind: str = "text") -> Format:
        if (look, kind) not in self._formats:
            settings = {"num_format": self._number_format(kind), "valign": "top", "text_wrap": True}
            settings |= {"cell": {"border": 1, "border_color": "#BFBFBF"}, "input": {"border": 1, "border_color": "#BFBFBF", "bg_color": INPUT}}.get(look, {})
            settings |= {"head": {"bold": True, "bottom": 2, "bg_color": "#E8E8E8"}, "label": {"bold": True}}.get(look, {})
            settings |= {"title": {"bold": True, "font_size": 14, "text_wrap": False}, "hint": {"bg_color": INPUT}}.get(look, {})
            if look in ("head", "label", "title", "note", "hint"):
                settings["num_format"] = "General"
            if self.language.direction == "rtl":
                settings["reading_order"] = 2
            self._formats[look, kind] = self.workbook.add_format(settings)
        return self._formats[look, kind]

    def _look(self, look: str, kind: str) -> Format:
        if (look, kind) not in self._looks:
            settings, sign = MARKS[look]
            number = f"{sign}{self._number_format(kind)}" if sign else ""
            if sign and kind == "date":  # the language stands first in a format
                language, _, rest = self._number_format(kind).partition("]")
                number = f"{language}]{sign}{rest}"
            self._looks[look, kind] = self.workbook.add_format(settings | ({"num_format": number} if number else {}))
        return self._looks[look, kind]
