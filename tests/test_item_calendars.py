"""The calendar files that item pages make in the browser from the day that people choose."""

from datetime import date, timedelta

import browsing
import pytest
from icalendar import Calendar

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(real_site):
    with browsing.serving(real_site) as address:
        yield address


@pytest.fixture
def page(browser, address):
    """A page on which a fault fails the test."""
    faults = []
    context = browser.new_context(locale="en-GB", timezone_id="America/Lima")
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert faults == []


def events(page, address, path, day):
    """The events of the file that the page at `path` makes for a day."""
    page.goto(f"{address}{path}/")
    tool = page.locator("#item-calendar")
    assert tool.locator("[data-download]").is_disabled()
    tool.locator("input").fill(day)
    with page.expect_download() as waiting:
        tool.locator("[data-download]").click()
    assert waiting.value.suggested_filename == f"{path.rpartition('/')[2]}.ics"
    return Calendar.from_ical(waiting.value.path().read_bytes()).walk("VEVENT")


def test_open_meetings_as_in_the_example_of_the_page(page, address):
    """From 15 July 2027: members, members, open; each comes again every third month, with a reminder."""
    found = events(page, address, "toolkit/meet/open-and-closed", "2027-07-15")
    assert [event["DTSTART"].dt for event in found] == [date(2027, 7, 15), date(2027, 8, 19), date(2027, 9, 16)]
    assert [str(event["SUMMARY"]) for event in found] == ["Meeting: Members", "Meeting: Members", "Meeting: Open"]
    assert {event["RRULE"].to_ical() for event in found} == {b"FREQ=MONTHLY;INTERVAL=3;BYDAY=3TH"}
    assert all(event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(days=-2, hours=-15) for event in found)


def test_rota_comes_again_every_month(page, address):
    (event,) = events(page, address, "toolkit/meet/role-rota", "2027-01-21")
    assert event["RRULE"].to_ical() == b"FREQ=MONTHLY;INTERVAL=1;BYDAY=3TH"


def test_outreach_is_for_one_meeting(page, address):
    """Three days before, on the day, two days after; nothing comes again, as the next meeting has other contacts."""
    found = events(page, address, "toolkit/reach/outreach-system", "2027-01-21")
    assert [event["DTSTART"].dt for event in found] == [date(2027, 1, 18), date(2027, 1, 21), date(2027, 1, 23)]
    assert not any("RRULE" in event for event in found)


def test_checklist_in_the_words_of_its_page(page, address):
    """Every task on its day; the Arabic page makes an Arabic file with the same days."""
    english = events(page, address, "toolkit/start/checklist-and-timeline", "2027-01-21")
    arabic = events(page, address, "ar/toolkit/start/checklist-and-timeline", "2027-01-21")
    assert english[0]["DTSTART"].dt == date(2027, 1, 7)
    assert english[-1]["DTSTART"].dt == date(2027, 1, 21) + timedelta(days=364)
    assert [event["DTSTART"].dt for event in arabic] == [event["DTSTART"].dt for event in english]
    assert not {str(event["SUMMARY"]) for event in arabic} & {str(event["SUMMARY"]) for event in english}


@pytest.mark.parametrize(
    ("day", "months", "expected", "rule"),
    [
        ("2027-01-21", 1, "2027-02-18", "3TH"),
        ("2027-12-01", 1, "2028-01-05", "1WE"),
        ("2027-01-29", 1, "2027-02-26", "-1FR"),  # the fifth Friday is the last one
        ("2027-01-29", 3, "2027-04-30", "-1FR"),
        ("2027-11-07", 2, "2028-01-02", "1SU"),
    ],
)
def test_same_weekday_of_a_later_month(page, address, day, months, expected, rule):
    page.goto(f"{address}toolkit/meet/role-rota/")
    code = "async ([day, months]) => { const made = await import('/assets/item-days.js'); return [made.sameWeekday(day, months), made.rule(day, 1)]; }"
    assert page.evaluate(code, [day, months]) == [expected, f"FREQ=MONTHLY;INTERVAL=1;BYDAY={rule}"]
