"""The spreadsheets and calendars of toolkit items, opened and worked out by other programs than the ones that wrote them."""

import csv
import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO

import conftest
import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar
from openpyxl import load_workbook
from publisher.clock import today
from publisher.generated.rendering import Renderer
from publisher.languages import Language
from publisher.pages.checks_toolkit import problems
from publisher.pages.wanted import words_of
from publisher.site import read_site
from publisher.workbooks.dates import PLANS, weekday_in
from publisher.workbooks.files import WORKBOOKS, sheets_in
from publisher.workbooks.plan import EPOCH, Book, Column, Sheet, day, filled
from publisher.workbooks.values import Values
from publisher.workbooks.words import Words
from publisher.workbooks.writing import csv_file, date_format, xlsx

WRITTEN = 7  # rows that a test writes into each sheet


@pytest.fixture(scope="module")
def site():
    return read_site(conftest.PROJECT, today())[0]


@pytest.fixture(scope="module")
def files(site):
    """Every file of every language, by its path in the site."""
    return {path: content for language in site.languages for path, content in sheets_in(Renderer(site, language))}


def book_of(site, item, locale="en"):
    words = Words(Renderer(site, site.language(locale)), item)
    return WORKBOOKS[item](words), words.language


def opened(content, values=True):
    return load_workbook(BytesIO(content), data_only=values)


def worked_out(content, tmp_path):
    """What `formulas` gives for each cell: (sheet in capitals, cell) → value."""
    from formulas import ExcelModel  # numpy and scipy: only where they are needed

    (tmp_path / "book.xlsx").write_bytes(content)
    found = {}
    for key, cells in ExcelModel().loads(str(tmp_path / "book.xlsx")).finish().calculate().items():
        tab, _, cell = str(key).rpartition("!")
        if ":" not in cell and hasattr(cells, "value"):
            found[tab.partition("]")[2].removesuffix("'"), cell] = cells.value[0, 0]
    return found


def assert_values_hold(content, tmp_path):
    """Every value that the file carries for a formula is what the other program makes of that formula."""
    found, formulas, values = worked_out(content, tmp_path), opened(content, values=False), opened(content)
    checked = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    mine, theirs = values[sheet.title][cell.coordinate].value, found[sheet.title.upper(), cell.coordinate]
                    assert same(mine, theirs), (sheet.title, cell.coordinate, cell.value, mine, theirs)
                    checked += 1
    return checked


def same(mine, theirs):
    if hasattr(mine, "toordinal"):  # openpyxl makes a date of what is shown as one
        mine = (mine.date() - EPOCH).days
    if isinstance(mine, int | float):
        return float(theirs) == pytest.approx(mine)
    return (mine or "") == str(theirs)


def filled_in(book, seed):
    """The workbook with something written into its yellow cells."""
    chance = random.Random(seed)

    def anything(what):
        if what.choices and not isinstance(what.choices, str):
            chosen = chance.choice(what.choices)
            return chosen if what.kind == "text" else int(chosen)
        if chance.random() < 0.2:
            return ""
        kinds = {
            "date": day(2026, 12, 1) + chance.randrange(60),
            "count": chance.randrange(9),
            "money": chance.randrange(1, 90_000) / 100,
            "number": chance.randrange(1, 30),
            "share": chance.randrange(1, 101) / 100,
        }
        return kinds.get(what.kind, chance.choice(["P", "Q", "Cook for twenty", "Speak"]))

    def written(sheet):
        ours = [column for column in sheet.columns if not column.formula]
        more = [{column.key: anything(column) for column in ours} for _ in range(min(WRITTEN, sheet.blank))]
        fields = [field if field.formula or field.given != "" else replace(field, given=anything(field)) for field in sheet.fields]
        return replace(sheet, rows=[*sheet.rows, *more], blank=sheet.blank - len(more), fields=fields)

    return replace(book, sheets=[written(sheet) for sheet in book.sheets])


@pytest.mark.parametrize("item", WORKBOOKS)
def test_values_are_those_of_another_program(site, item, tmp_path):
    """Each formula gives the value in its cell, as the file comes and when people have written in it."""
    book, language = book_of(site, item)
    assert assert_values_hold(xlsx(book, language), tmp_path)
    assert assert_values_hold(xlsx(filled_in(book, 1), language), tmp_path)


def values_in(book, sheet, column):
    found = next(each for each in book.sheets if each.key == sheet)
    values = Values(book)
    return [values.at(sheet, column, row) for row in range(found.length)]


def as_day(number):
    return EPOCH + timedelta(days=number)


def test_the_examples_of_the_pages_come_out(site):
    """What the pages work out by hand, the spreadsheets work out too."""
    contacts, _ = book_of(site, "reach/contact-tracker")
    assert [as_day(number) for number in values_in(contacts, "example", "back")] == [date(2027, 1, 11), date(2027, 1, 20)]
    assert values_in(contacts, "example", "reminder") == [day(2027, 1, 18), "one call"]
    tour, _ = book_of(site, "learn/tour-planner")
    values = Values(tour)
    assert [values.at("example", name, None) for name in ("subtotal", "reserve", "whole", "each")] == [1640, 164, 1804, 902]
    assert values.at("budget", "sum", 0) == 1530
    votes, _ = book_of(site, "act/participatory-budgeting")
    assert values_in(votes, "shown", "running")[:5] == [3500, 7700, 7700, 9600, ""]
    assert Values(votes).at("shown", "left", None) == 400
    money, _ = book_of(site, "learn/fundraising")
    assert values_in(money, "plans", "left")[:6] == [200, 240, 380, 120, 80, 552]
    assert Values(money).at("gifts", "together", None) == 600


def test_rota_is_that_of_the_page(site):
    """Six people at six meetings, as in the page's table; then everyone has had each task as often."""
    book, _ = book_of(site, "meet/role-rota")
    columns = [values_in(book, "rota", f"task{place}") for place in range(6)]
    assert ["".join(row) for row in zip(*columns, strict=True)][:6] == ["PQRSTU", "UPQRST", "TUPQRS", "STUPQR", "RSTUPQ", "QRSTUP"]
    assert values_in(book, "names", "difference")[:6] == [0] * 6


@pytest.mark.parametrize("people", [2, 4, 5, 7, 9, 12])
def test_rota_is_fair_for_any_number(site, people):
    """After as many meetings as there are people, all have had each task once, and never two tasks while others are free."""
    book, _ = book_of(site, "meet/role-rota")
    names = [f"N{number}" for number in range(people)]
    sheets = [replace(sheet, rows=[{"person": name} for name in names], blank=12 - people) if sheet.key == "names" else sheet for sheet in book.sheets]
    book = replace(book, sheets=sheets)
    columns = [values_in(book, "rota", f"task{place}")[:people] for place in range(6)]
    assert all(sorted(column) == sorted(names) for column in columns)
    assert all(max(map(row.count, row)) == -(-6 // people) for row in zip(*columns, strict=True))


def test_monthly_dates_of_the_rota(site):
    """The third Thursday stays the third Thursday."""
    book, _ = book_of(site, "meet/role-rota")
    sheets = [replace(sheet, fields=[replace(sheet.fields[0], given=day(2027, 1, 21)), sheet.fields[1]]) if sheet.key == "rota" else sheet for sheet in book.sheets]
    found = [as_day(number) for number in values_in(replace(book, sheets=sheets), "rota", "date")]
    assert found == [weekday_in(date(2027, month, 1)) for month in range(1, 13)]


def test_formulas_of_the_contact_tracker_stand_where_the_page_says(site):
    """Columns and row 2 are those of the page, whose formulas are ours without the guard for empty cells."""
    sheet = opened(xlsx(*book_of(site, "reach/contact-tracker")), values=False).worksheets[0]
    page = site.overlay.originals["toolkit/reach/contact-tracker.md"].body
    for cell, formula in {"E2": "=MAX(C2,MIN(C2+2,D2-1))", "F2": '=IF(D2-C2<=5,"one call",D2-3)', "G2": "=D2", "H2": "=D2+2"}.items():
        assert formula in page
        assert formula[1:] in sheet[cell].value
    assert sheet["E60"].value and sheet["E61"].value is None
    own = opened(xlsx(*book_of(site, "reach/reach-calculator")), values=False).worksheets[-1]
    for cell in ("F2", "G2"):
        assert f"`{own[cell].value}`" in site.overlay.originals["toolkit/reach/reach-calculator.md"].body


@pytest.mark.parametrize("item", WORKBOOKS)
def test_sheets_are_ready_to_use_and_to_print(site, item):
    """A4, as wide as one page, the head always in view, a yellow line that says what yellow is, and lists to choose from."""
    book = opened(xlsx(*book_of(site, item)))
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.freeze_panes
        assert sheet.print_title_rows
    hint = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "Write in the yellow cells. The other cells work themselves out."]
    assert len(hint) == 1
    assert hint[0].fill.fgColor.rgb == "FFFBE3A5"
    assert any(sheet.data_validations.dataValidation for sheet in book)


def test_language_and_direction_are_those_of_the_page(files, site):
    """An Arabic page has an Arabic sheet that runs from right to left; a page without translation has the English one."""
    for language in site.languages:
        for item in WORKBOOKS:
            path = f"toolkit/{item}/{item.split('/')[1]}.xlsx"
            translated = language in site.languages_of(f"toolkit/{item}.md")
            book = opened(files[language.folder + path])
            assert all(bool(sheet.sheet_view.rightToLeft) == (translated and language.direction == "rtl") for sheet in book)
            assert (files[language.folder + path] == files[path]) == (language.default or not translated)
    assert "ar" in {language.locale for language in site.languages_of("toolkit/start/checklist-and-timeline.md")}


def test_all_languages_have_the_same_numbers(site):
    """However a language writes −14, day −14 is two weeks before."""
    english = values_in(book_of(site, "start/checklist-and-timeline")[0], "tasks", "day")
    assert english[0] == -14
    for language in site.languages:
        assert values_in(book_of(site, "start/checklist-and-timeline", language.locale)[0], "tasks", "day") == english


def test_every_item_has_the_files_that_it_names(files, site):
    """An item's formats say whether it has a spreadsheet and a calendar, and there they are, in every language."""
    for language in site.languages:
        for path, page in site.overlay.originals.items():
            item = path.removeprefix("toolkit/").removesuffix(".md")
            formats = page.meta.get("formats", ())
            stem = f"{language.folder}toolkit/{item}/{item.rpartition('/')[2]}"
            assert (f"{stem}.xlsx" in files) == (f"{stem}.csv" in files) == ("spreadsheet" in formats), item
            assert (f"{stem}.ics" in files) == ("calendar" in formats), item


def test_same_bytes_twice(files, site):
    """The same data give the same files."""
    language = site.language("el")
    assert dict(sheets_in(Renderer(site, language))).items() <= files.items()


def test_no_macros_and_no_links(files):
    """Nothing in a workbook runs or fetches anything."""
    for path, content in files.items():
        if path.endswith(".xlsx"):
            assert b"vbaProject" not in content
            assert b"externalLink" not in content


@pytest.mark.parametrize("locale", ["en", "ar", "zh"])
def test_csv_holds_the_first_sheet(site, files, locale):
    """UTF-8 with a mark for spreadsheet programs, the same heads, every row as long as the head."""
    folder = site.language(locale).folder
    for item in WORKBOOKS:
        content = files[f"{folder}toolkit/{item}/{item.split('/')[1]}.csv"]
        assert content.startswith(b"\xef\xbb\xbf")
        head, *rows = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))
        assert head == [column.head for column in book_of(site, item, locale)[0].sheets[0].columns]
        assert all(len(row) == len(head) for row in rows)


def test_csv_runs_nothing_and_writes_plain_days():
    """Text that a spreadsheet would take for a formula is defused; numbers below zero stay numbers."""
    columns = [Column("text", "=A1"), Column("number", "n", "count"), Column("when", "d", "date")]
    book = Book("t", [Sheet("s", "s", columns, rows=[{"text": "@SUM(1)", "number": -14, "when": day(2027, 1, 21)}], blank=3)])
    assert csv_file(book).decode("utf-8-sig") == "'=A1,n,d\r\n'@SUM(1),-14,2027-01-21\r\n"


def test_names_of_sheets_are_as_programs_take_them(tmp_path):
    """Long and strange names, and the same name twice, still make a file, and formulas find their sheet."""
    name = "It's: a/very [long] name of a sheet?"
    one = Sheet("one", name, [Column("a", "a")], rows=[{"a": "=1+1"}])
    two = Sheet("two", name, [Column("b", "b", "count", formula=filled("one.a"))], rows=[{}])
    content = xlsx(Book("t", [one, two]), Language("en", "English"))
    assert assert_values_hold(content, tmp_path) == 1
    assert opened(content, values=False).worksheets[0]["A3"].value == "=1+1"
    assert opened(content, values=False).worksheets[0]["A3"].data_type == "s"


@pytest.mark.parametrize(
    ("locale", "pattern"),
    [
        ("en", '[$-809]ddd", "d" "mmm" "yyyy'),
        ("pt", '[$-416]ddd", "d" ""de"" "mmm" ""de"" "yyyy'),
        ("zh", '[$-804]yyyy"年"m"月"d"日"ddd'),
        ("ar", '[$-C01]ddd"، "d" "mmm" "yyyy'),
    ],
)
def test_dates_are_written_as_in_the_language(locale, pattern):
    assert date_format(Language(locale, locale)) == pattern


def test_page_that_has_drifted_gives_english_words(site):
    """A translation without one of the tables gives no words; the files come in English until it follows."""
    path = "toolkit/start/checklist-and-timeline.md"
    english, page = site.overlay.page(path, site.default), site.overlay.page(path, site.language("ar"))
    assert words_of(page, english, "start/checklist-and-timeline")
    short = replace(page, body="\n".join(line for line in page.body.split("\n") if "| 364 |" not in line))
    assert words_of(short, english, "start/checklist-and-timeline") is None


def test_page_without_its_table_stops_the_build(site):
    """The check says which table a spreadsheet misses, and where to mend it."""
    path = "toolkit/reach/contact-tracker.md"
    sheet = site.overlay.originals[path]
    short = replace(sheet, body="\n".join(line for line in sheet.body.split("\n") if "| Y | Said yes |" not in line))
    overlay = replace(site.overlay, originals={**site.overlay.originals, path: short})
    (problem,) = [problem for problem in problems(overlay) if problem.file == path]
    assert "a table of 3 columns and 7 rows that begins with 'State'" in problem.message


# Calendars


def events_of(files, item, folder=""):
    return Calendar.from_ical(files[f"{folder}toolkit/{item}/{item.split('/')[1]}.ics"]).walk("VEVENT")


def days_of(event, until):
    start = event["DTSTART"].dt
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=datetime.combine(start, time()))
    return [when.date() for when in rule.between(rule[0], datetime(until, 1, 1), inc=True)]


def test_outreach_comes_around_every_third_thursday(files, site):
    """Three days before, on the day and two days after, in every month of ten years."""
    reminder, text, after = (days_of(event, site.today.year + 10) for event in events_of(files, "reach/outreach-system"))
    assert text == [weekday_in(date(site.today.year, 1, 1), months) for months in range(120)]
    assert reminder == [meeting - timedelta(days=3) for meeting in text]
    assert after == [meeting + timedelta(days=2) for meeting in text]


def test_every_third_meeting_is_open(files, site):
    """Two for members, one open; each with a reminder three days before."""
    first, second, open_ = events_of(files, "meet/open-and-closed")
    found = sorted((when, str(event["SUMMARY"])) for event in (first, second, open_) for when in days_of(event, site.today.year + 2))
    assert [when for when, _ in found] == [weekday_in(date(site.today.year, 1, 1), months) for months in range(24)]
    assert [what for _, what in found][:6] == ["Meeting: Members", "Meeting: Members", "Meeting: Open"] * 2
    assert all(event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(days=-2, hours=-15) for event in (first, second, open_))


def test_checklist_begins_next_january(files, site):
    """Day 0 is its third Thursday, and every task is there."""
    events = events_of(files, "start/checklist-and-timeline")
    rows = Words(Renderer(site, site.default), "start/checklist-and-timeline").numbers("tasks")
    zero = weekday_in(date(site.today.year + 1, 1, 1))
    assert [event["DTSTART"].dt for event in events] == [zero + timedelta(days=row[0]) for row in rows]


@pytest.mark.parametrize("item", PLANS)
def test_calendars_change_once_a_year_only(site, item):
    """A file of one day in the year is that of any other."""
    january, december = (replace(site, today=date(2027, *rest)) for rest in ((1, 1), (12, 31)))
    first, last = (dict(sheets_in(Renderer(each, each.default))) for each in (january, december))
    path = f"toolkit/{item}/{item.split('/')[1]}.ics"
    assert first[path] == last[path]
