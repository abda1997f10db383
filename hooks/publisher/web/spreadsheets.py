"""Spreadsheets of the toolkit: XLSX with formulas that work when the numbers change."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from publisher.generated.reach import answers, messages
from publisher.generated.rendering import Renderer

REACH = "toolkit/reach/reach-calculator/reach-calculator.xlsx"  # in the folder of each language
MADE = datetime(2014, 1, 1)  # a fixed day, so that the same data give the same bytes; the sheet says its own date


def reach_calculator(renderer: Renderer) -> bytes:
    """The reach calculator: two shares to change, and the two sums with formulas.

    Sheet: B1 and B2 hold the lower and the higher share; messages and the people who answer stand in A5:C…,
    people wanted and the messages needed below. Every formula carries its value for programs that do not calculate.
    """
    reach, gettext = renderer.site.catalogue.reach, renderer.words.gettext
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"created": MADE, "title": renderer.title("toolkit/reach/reach-calculator.md")})
    sheet = book.add_worksheet()
    if renderer.language.direction == "rtl":
        sheet.right_to_left()
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 2, 18)
    bold, percent = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "0%", "bg_color": "#FBE3A5"})
    editable = book.add_format({"bg_color": "#FBE3A5"})
    for row, (label, share) in enumerate(
        ((gettext("Lower share that answers, in per cent"), reach.low), (gettext("Higher share, in per cent"), reach.high))
    ):
        sheet.write(row, 0, label, bold)
        sheet.write(row, 1, share / 100, percent)
    heads = gettext("Messages"), gettext("People who answer, about")
    row = _table(sheet, 3, heads, bold, editable, [(n, answers(reach, n)) for n in reach.messages], ("=ROUND(A{row}*$B$1,0)", "=ROUND(A{row}*$B$2,0)"))
    heads = gettext("People wanted"), gettext("Messages needed")
    row = _table(sheet, row + 1, heads, bold, editable, [(n, messages(reach, n)) for n in reach.people], ("=ROUNDUP(A{row}/$B$2,0)", "=ROUNDUP(A{row}/$B$1,0)"))
    sheet.write(row + 1, 0, f"{gettext('Source:')} {reach.source}, {renderer.day(reach.as_of)}")
    book.close()
    return file.getvalue()


def _table(sheet: Worksheet, row: int, heads: tuple[str, str], bold, editable, lines: list, formulas: tuple[str, str]) -> int:
    """Writes one table and returns the row below it."""
    sheet.write(row, 0, heads[0], bold)
    sheet.write(row, 1, heads[1], bold)
    for number, found in lines:
        row += 1
        sheet.write(row, 0, number, editable)
        for column, (formula, value) in enumerate(zip(formulas, (found.low, found.high), strict=True), 1):
            sheet.write_formula(row, column, formula.format(row=row + 1), None, value)
    return row + 1
