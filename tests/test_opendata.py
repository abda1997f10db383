"""The directory for other programs: data files, calendars, feeds and the map to embed."""

import csv
import json
import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from io import StringIO
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import conftest
import pytest
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from publisher.data import known
from publisher.data.continents import CONTINENTS
from publisher.data.meetings import PARTS, meeting_days, rule_fault
from publisher.data.groups import Chapter, Meeting
from publisher.data.values import PartialDate
from publisher.generated.rendering import Renderer
from publisher.pages.news import News
from publisher.site import read_site
from publisher.web import exchange
from publisher.web.calendars import chapter_meetings, open_meetings
from publisher.web.exports import embed_snippet, embedded_map, open_data_links, published
from publisher.web.feeds import ATOM, Entry, Feed, atom, changed_on, chapters_feed, news_feeds
from publisher.web.opendata import COMPUTED, FILE_COLUMNS, chapters_csv, chapters_geojson, chapters_json, columns

TODAY = date(2026, 11, 21)
SVG = "{http://www.w3.org/2000/svg}"
ANY_TEXT = st.text(st.characters(exclude_categories=()), min_size=1)  # with control characters and lone surrogates
LAW = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
    deadline=None,
    max_examples=60,
)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """The sample project as it was read, on 21 November 2026."""
    folder = conftest.lay_out(tmp_path_factory.mktemp("open-data") / "project")
    assert conftest.run("publisher.cli", "stamp", cwd=folder).returncode == 0
    found, problems = read_site(folder, TODAY)
    assert problems == []
    return found


def with_chapters(site, *chapters):
    return replace(site, catalogue=site.catalogue.model_copy(update={"chapters": chapters}))


def changed(site, **fields):
    """The sample with one chapter only: Lima, with some fields of its own."""
    return with_chapters(site, site.catalogue.chapter("lima").model_copy(update=fields))


def meeting(**fields):
    given = {
        "rule": "FREQ=MONTHLY;BYDAY=1TU",
        "starts": "2026-06-02",
        "time": "18:30",
        "zone": "America/Lima",
        "cycle": "open",
    }
    return Meeting(**given | fields)


def rows(site):
    return list(csv.DictReader(StringIO(chapters_csv(site).decode("utf-8-sig"), newline="")))


def events(data):
    return Calendar.from_ical(data).walk("VEVENT")


# Data files


def test_json_has_every_field(read):
    """Each chapter has the model's fields and the computed ones; the file says its day, publisher and licence."""
    data = json.loads(chapters_json(read))
    assert (data["as_of"], data["licence"]) == ("2026-11-21", "CC BY-SA 4.0")
    assert not set(COMPUTED) & set(Chapter.model_fields)
    for chapter in data["chapters"]:
        assert list(chapter) == [*Chapter.model_fields, *COMPUTED]
    lima = data["chapters"][1]
    assert lima["pages"]["el"] == "https://iops.example/el/chapters/lima/"
    assert (lima["country_name"], lima["continent"], lima["continent_name"]) == ("Peru", "005", "South America")
    assert (lima["freshness"], lima["functional"]["answer"]) == ("fresh", "met")
    assert lima["functional"]["people"] == {"answer": "met", "needed": 5, "found": 12, "decides": True}
    assert lima["next_meetings"][0] == {
        "date": "2026-12-01",
        "time": "18:30",
        "zone": "America/Lima",
        "starts": "2026-12-01T18:30:00-05:00",
    }


def test_documentation_names_every_field():
    """The table of docs/open-data.md has the fields of the files, no fewer and no more."""
    page = (conftest.PROJECT / "docs/open-data.md").read_text("utf-8")
    cells = re.findall(r"^\| (`[^|]*) \|", page, re.MULTILINE)
    named = [name for cell in cells for name in re.findall("`([a-z_]+)`", cell)]
    assert sorted(named) == sorted([*Chapter.model_fields, *COMPUTED])


def test_geojson(read):
    """Points only where coordinates are known, longitude first, with what they are the centre of."""
    data = json.loads(chapters_geojson(read))
    assert data["type"] == "FeatureCollection"
    assert [feature["id"] for feature in data["features"]] == ["lima", "tromso"]
    assert data["features"][0]["geometry"] == {"type": "Point", "coordinates": [-77.04, -12.05]}
    assert data["features"][0]["properties"]["place_precision"] == "city"


def test_csv(read):
    """Names keep their letters, numbers stay numbers, lists stand in one cell, unknown is empty."""
    angle, lima, tromso = rows(read)
    assert list(lima) == [*columns(read), *FILE_COLUMNS]
    assert angle["name"] == '<script>alert("x")</script> & *friends*'
    assert (lima["place_latitude"], lima["languages"], lima["women"]) == ("-12.05", "es | qu", "50")
    assert lima["about_el"] == "Συναντιόμαστε στη βιβλιοθήκη."
    assert (tromso["name"], tromso["members_count"], tromso["licence"]) == ("Tromsø", "", "CC BY-SA 4.0")


def test_csv_columns_do_not_depend_on_the_chapters(read):
    """An empty directory has the same header."""
    assert chapters_csv(with_chapters(read)).splitlines() == chapters_csv(read).splitlines()[:1]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", "a;=1+1", "a,@b", "a\n=1"])
def test_csv_holds_no_formula(read, text):
    """No text begins as a formula, at its start or after a sign at which a spreadsheet may split it."""
    (row,) = rows(changed(read, name=text))
    assert row["name"].replace("'", "", 1) == text
    assert not re.search(r"(^|[;,\t\n])\s*[=+\-@＝]", row["name"])


@LAW
@given(name=ANY_TEXT)
def test_csv_and_json_take_any_name(read, name):
    site = changed(read, name=name)
    assert len(rows(site)) == 1
    shown = json.loads(chapters_json(site))["chapters"][0]["name"]
    assert shown == name.encode("utf-8", "replace").decode()


def test_every_country_has_a_continent():
    assert set(CONTINENTS) == set(known.countries())
    assert (CONTINENTS["PE"], CONTINENTS["GR"], CONTINENTS["NO"]) == ("005", "150", "150")


# Calendars


def test_calendar_follows_the_clock(read):
    """The days are those of the rule, at the same hour by the wall before and after the clocks change."""
    weekly = meeting(rule="FREQ=WEEKLY;BYDAY=SA", starts="2026-10-01", zone="Europe/Athens", minutes=90)
    site = changed(read, meeting=weekly)
    (event,) = events(chapter_meetings(site, site.catalogue.chapters[0]))
    start = event.start
    found = rrulestr(event["RRULE"].to_ical().decode(), dtstart=start.replace(tzinfo=None))
    until = datetime(2027, 5, 1, 23)
    days = [moment.date() for moment in found.between(datetime(2026, 10, 1), until)]
    assert days == meeting_days(weekly, date(2026, 10, 1), until.date())
    offsets = [datetime.combine(day, start.time(), start.tzinfo).utcoffset() for day in days]
    assert {timedelta(hours=2), timedelta(hours=3)} == set(offsets)
    assert event.duration == timedelta(minutes=90)


def test_calendar_carries_its_clock(read):
    """The file's own time zone agrees with the IANA database, for programs that have none."""
    site = changed(read, meeting=meeting(starts="2026-10-01", zone="Europe/Athens"))
    (zone,) = Calendar.from_ical(open_meetings(site, site.default)).walk("VTIMEZONE")
    athens, own = ZoneInfo("Europe/Athens"), zone.to_tz(lookup_tzid=False)
    for day in range(0, 3000, 7):
        noon = datetime(2026, 10, 1, 12) + timedelta(days=day)
        assert noon.replace(tzinfo=own).utcoffset() == noon.replace(tzinfo=athens).utcoffset()


@st.composite
def rules(draw):
    names = draw(st.lists(st.sampled_from([name for name in PARTS if name != "FREQ"]), unique=True, max_size=4))
    parts = {name: draw(st.from_regex(PARTS[name], fullmatch=True)) for name in ["FREQ", *names]}
    if "UNTIL" in parts:
        parts["UNTIL"] = draw(st.dates(date(2026, 6, 2), date(2028, 1, 1))).strftime("%Y%m%d")
    rule = ";".join(map("=".join, parts.items()))
    assume(len(rule) <= 200)
    return rule


@LAW
@given(rule=rules(), starts=st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_calendar_meets_on_the_days_of_any_rule(read, rule, starts):
    """Whatever the rule, the calendar has the days that the chapter's page has, the start of the event among them."""
    assume(rule_fault(rule) is None)
    wanted = meeting_days(own := meeting(rule=rule, starts=starts.isoformat()), starts, end := date(2028, 12, 31))
    assume(wanted)
    site = changed(read, meeting=own)
    (event,) = events(chapter_meetings(site, site.catalogue.chapters[0]))
    recur = event["RRULE"]
    last = recur.pop("UNTIL", [datetime.combine(end, own.time, event.start.tzinfo)])[0]
    count = recur.pop("COUNT", [None])[0]
    found = rrulestr(f"{recur.to_ical().decode()};UNTIL=20281231T235959", dtstart=event.start.replace(tzinfo=None))
    days = [moment.date() for moment in found if moment.replace(tzinfo=event.start.tzinfo) <= last]
    assert days[:count] == wanted
    assert event.start.date() == wanted[0]


def test_calendar_ends_in_utc(read):
    """Beside a start with a time zone, RFC 5545 wants the end in UTC; it has no count and end together."""
    site = changed(read, meeting=meeting(rule="FREQ=WEEKLY;COUNT=3;UNTIL=20271231"))
    (event,) = events(chapter_meetings(site, site.catalogue.chapters[0]))
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20260616T233000Z"


def test_event_is_the_same_everywhere(read):
    """Its identity and date come from the data, in every language and in both calendars."""
    lima = read.catalogue.chapter("lima")
    files = [chapter_meetings(read, lima), *(open_meetings(read, language) for language in read.languages)]
    found = {(str(event["UID"]), event["DTSTAMP"].dt) for data in files for event in events(data)}
    assert found == {("meeting-lima@iops.example", datetime(2026, 11, 1, tzinfo=timezone.utc))}


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "paused"},
        {"state": "closed"},
        {"verified": date(2025, 1, 1)},
        {"meeting": meeting(cycle="closed")},
        {"meeting": None},
    ],
)
def test_only_open_meetings_of_living_groups(read, fields):
    """Groups that paused, closed or were not confirmed for long announce nothing; closed meetings are not for all."""
    assert events(open_meetings(changed(read, **fields), read.default)) == []


def test_calendar_of_a_group_that_stopped_stays(read):
    """Its subscribers' programs take the events out; a calendar has a component even then."""
    site = changed(read, state="paused")
    data = dict(published(site))["chapters/lima/meetings.ics"]
    assert events(data) == []
    assert Calendar.from_ical(data).subcomponents


def test_calendar_in_the_chapters_own_language(read):
    """A chapter's calendar speaks the first of its languages that the site has."""
    site = changed(read, languages=("qu", "el-GR"))
    (event,) = events(chapter_meetings(site, site.catalogue.chapters[0]))
    assert event["SUMMARY"].params["LANGUAGE"] == "el"
    assert str(event["URL"]) == "https://iops.example/el/chapters/lima/"


@LAW
@given(name=ANY_TEXT)
def test_calendar_takes_any_name(read, name):
    site = changed(read, name=name)
    data = open_meetings(site, site.default)
    (event,) = events(data)
    assert str(event["SUMMARY"]) == f"{exchange.clean(name)}: meeting"
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


# Feeds


def entries(data):
    root = ElementTree.fromstring(data)
    return root, root.findall(f"{{{ATOM}}}entry")


def text(element, name):
    return element.findtext(f"{{{ATOM}}}{name}")


def test_feed_of_chapters(read):
    """The newest first, in the words and with the pages of the language; an old record does not look like news."""
    root, found = entries(atom(chapters_feed(read, read.language("el"))))
    assert [text(entry, "title") for entry in found] == ['<script>alert("x")</script> & *friends*', "Lima", "Tromsø"]
    assert text(root, "id") == "https://iops.example/el/feeds/chapters.xml"
    assert text(found[1], "id") == "https://iops.example/el/chapters/lima/"
    assert text(found[1], "updated") == text(root, "updated") == "2026-11-01T00:00:00Z"
    assert "Περού" in text(found[1], "summary")
    assert text(found[2], "updated") == "2014-01-01T00:00:00Z"
    assert "2014" in text(found[2], "summary")


def test_change_is_the_latest_known_day(read):
    """A month counts from its first day, the earliest it can mean; without dates there is no change."""
    lima = read.catalogue.chapter("lima")
    assert changed_on(lima.model_copy(update={"verified": None})) == date(2026, 10, 1)
    bare = lima.model_copy(update=dict.fromkeys(["verified", "since", "founded", "as_of", "members"]))
    assert changed_on(bare) is None
    assert changed_on(bare.model_copy(update={"since": PartialDate(2014)})) == date(2014, 1, 1)
    assert chapters_feed(with_chapters(read, bare), read.default).entries == ()


@LAW
@given(name=ANY_TEXT)
def test_feed_takes_any_text(read, name):
    """Every text of a feed comes back as it was, without what XML cannot hold."""
    entry = Entry(name, name, name, TODAY, name, read.default, name)
    root, (found,) = entries(atom(Feed(name, name, name, name, read.default, TODAY, (entry,))))
    clean = exchange.clean(name)
    for element, tag in [(root, "title"), (found, "id"), (found, "title"), (found, "summary")]:
        assert (text(element, tag) or "") == clean


def test_feeds_of_news(read):
    """News stand in the feed of all; a chapter's news in its own and in its country's too."""
    site = replace(read)
    site.__dict__["news"] = (News("mission.md", date(2026, 11, 2), "lima"), News("history.md", date(2026, 11, 1), None))
    feeds = {feed.url.removeprefix(site.url): feed for feed in news_feeds(site, site.language("el"))}
    assert list(feeds) == ["el/feeds/news.xml", "el/chapters/lima/news.xml", "el/countries/pe/news.xml"]
    assert [entry.updated.day for entry in feeds["el/feeds/news.xml"].entries] == [2, 1]
    (entry,) = feeds["el/countries/pe/news.xml"].entries
    assert (entry.author, entry.url) == ("Lima", "https://iops.example/el/mission/")
    assert entry.language.locale == "el"
    assert entries(atom(feeds["el/chapters/lima/news.xml"]))[1]


# The map, the page and all together


def test_map_to_embed(read):
    """A picture without script or link: a full point for a confirmed group, a hollow one for others."""
    root = ElementTree.fromstring(embedded_map(read))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags == {"svg", "title", "style", "rect", "path", "circle"}
    assert [circle.get("class") for circle in root.iter(f"{SVG}circle")] == ["point confirmed", "point"]
    assert "href" not in embedded_map(read).decode()


@pytest.mark.parametrize("fields", [{"state": "closed"}, {"verified": date(2025, 1, 1)}, {"place": None}])
def test_map_leaves_out_what_is_gone(read, fields):
    assert b"<circle" not in embedded_map(changed(read, **fields))


def test_snippet_is_code_to_copy(read):
    """The HTML appears as text, whole and without script; its addresses are whole."""
    renderer = Renderer(read, read.language("el"))
    shown = str(renderer.render("embed-snippet.html", "open-data.md", **embed_snippet(renderer)))
    assert "&lt;img src=&#34;https://iops.example/embed/map.svg&#34;" in shown
    assert "<img" not in shown
    assert "script" not in shown


def test_page_links_to_files_that_exist(read):
    """Every address that the page gives is a file of the site."""
    paths = dict(published(read))
    for language in read.languages:
        renderer = Renderer(read, language)
        for address, _ in open_data_links(renderer)["files"]:
            assert address.removeprefix(read.url) in paths
        assert "<li>" in renderer.render("open-data-links.html", "open-data.md", **open_data_links(renderer))


def test_same_bytes_twice(read):
    """The same data give the same files in the same order, each path once."""
    once, again = list(published(read)), list(published(replace(read)))
    assert once == again
    assert len(dict(once)) == len(once)
