"""Calendars of meetings (iCalendar, RFC 5545) that phones and computers subscribe to.

Identifiers and dates come from the data: the same data make the same bytes, and an event that comes again is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vRecur, vText

from publisher.data.meetings import HORIZON, meeting_days
from publisher.data.groups import Chapter, Meeting
from publisher.generated.rendering import Renderer
from publisher.languages import Language
from publisher.site import Site
from publisher.web import exchange
from publisher.web.exchange import clean, midnight

YEARS_AHEAD = 10  # for which a calendar holds the changes of its clocks
A_MONTH = timedelta(days=31)
LATEST = date(9998, 12, 31)  # after it, UTC may lie beyond the years that programs know


def open_meetings(site: Site, language: Language) -> bytes:
    """One calendar of the meetings to which anyone may come, of all chapters, with the words of one language."""
    words = site.words[language.locale]
    title = words.gettext("%(site)s: open meetings of chapters") % {"site": site.name}
    chapters = [chapter for chapter in site.catalogue.chapters if chapter.meeting and chapter.meeting.cycle == "open"]
    return _calendar(site, language, language.folder + exchange.CALENDAR, title, chapters)


def chapter_meetings(site: Site, chapter: Chapter) -> bytes:
    """The meetings of one chapter, in the first of its languages that the site has.

    The calendar of a group that no longer meets is empty: its subscribers' programs take the events out.
    """
    language = _spoken(site, chapter)
    title = site.words[language.locale].gettext("%(name)s: meeting") % {"name": chapter.name}
    return _calendar(site, language, exchange.CHAPTER_CALENDAR.format(slug=chapter.slug), title, [chapter])


def _spoken(site: Site, chapter: Chapter) -> Language:
    of_site = {language.locale: language for language in site.languages}
    codes = (code.partition("-")[0] for code in chapter.languages)
    return next((of_site[code] for code in codes if code in of_site), site.default)


def _calendar(site: Site, language: Language, address: str, title: str, chapters: Iterable[Chapter]) -> bytes:
    meeting = [chapter for chapter in chapters if site.meets(chapter)]
    events = [event for chapter in meeting if (event := _event(site, language, chapter))]
    zones = {chapter.meeting.zone for chapter in meeting}
    first = min((chapter.meeting.starts.year for chapter in meeting), default=site.today.year)
    return calendar_file(site, language, address, title, events, zones, first)


def calendar_file(
    site: Site,
    language: Language,
    address: str,
    title: str,
    events: Iterable[Event],
    zones: Iterable[str] = (),
    first: int | None = None,
    kept: bool = True,
) -> bytes:
    """Events as a file; `address` is its path in the site, `first` the year in which `zones` begin.

    Programs come back for news of a file that is `kept` up to date. From others people take the events once.
    """
    calendar = Calendar()
    calendar.add("PRODID", f"-//{clean(site.name)}//publisher//{language.tag.upper()}")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    for name in ("NAME", "X-WR-CALNAME"):  # the standard's name (RFC 7986), and the one that most programs read
        calendar.add(name, vText(clean(title)))
    if kept:
        calendar.add("SOURCE", site.url + address, parameters={"VALUE": "URI"})
        calendar.add("REFRESH-INTERVAL", timedelta(days=1), parameters={"VALUE": "DURATION"})
    # A calendar needs a component: one without events still has a clock.
    for zone in sorted(zones) or ["UTC"]:
        calendar.add_component(_clock(zone, first or site.today.year, site.today.year + YEARS_AHEAD))
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def whole_day(site: Site, language: Language, name: str, day: date, said: date, title: str, page: str) -> Event:
    """An event of one day without a clock; `name` is its own for ever, `said` the day of the data's last word."""
    event = Event()
    event.add("UID", f"{name}@{urlsplit(site.url).hostname}")
    event.add("DTSTAMP", midnight(said))
    event.add("DTSTART", day)
    event.add("SUMMARY", vText(clean(title), params={"LANGUAGE": language.tag}))
    event.add("DESCRIPTION", page)
    event.add("URL", page)
    event.add("TRANSP", "TRANSPARENT")
    return event


def _event(site: Site, language: Language, chapter: Chapter) -> Event | None:
    """The meeting that comes back; None for a rule that never leads to a day."""
    meeting = chapter.meeting
    first = _first_day(meeting)
    if not first:
        return None
    words = site.words[language.locale]
    page = exchange.chapter_page(site, chapter, language)
    title = words.gettext("%(name)s: meeting") % {"name": chapter.name}
    where = [meeting.place, Renderer(site, language).place(chapter.place)]
    event = Event()
    event.add("UID", f"meeting-{chapter.slug}@{urlsplit(site.url).hostname}")
    event.add("DTSTAMP", midnight(_said_on(chapter)))
    # Programs count the first day as a meeting even if the rule does not, so it is one.
    event.add("DTSTART", datetime.combine(first, meeting.time, ZoneInfo(meeting.zone)))
    if meeting.minutes:
        event.add("DURATION", timedelta(minutes=meeting.minutes))
    event.add("RRULE", recurrence(meeting))
    event.add("SUMMARY", vText(clean(title), params={"LANGUAGE": language.tag}))
    event.add("LOCATION", vText(clean(words.gettext(", ").join(filter(None, where)))))
    text = "\n".join([*_notes(site, language, chapter), page])
    event.add("DESCRIPTION", vText(clean(text), params={"LANGUAGE": language.tag}))
    event.add("URL", page)
    event.add("TRANSP", "TRANSPARENT")  # a meeting one knows of does not make one busy
    return event


def _first_day(meeting: Meeting) -> date | None:
    for span in (A_MONTH, HORIZON):  # eight years of days only for a rule that needs them
        if days := meeting_days(meeting, meeting.starts, meeting.starts + span):
            return days[0]
    return None


def recurrence(meeting: Meeting) -> vRecur:
    """The rule as RFC 5545 wants it beside a start with a time zone: the end in UTC, and not a count beside an end."""
    parts = dict(part.split("=") for part in meeting.rule.split(";"))
    until = parts.pop("UNTIL", None)
    if parts["FREQ"] in ("DAILY", "WEEKLY") and "BYDAY" in parts:  # `1TU` has a sense in months and years only
        parts["BYDAY"] = re.sub(r"[-0-9]", "", parts["BYDAY"])
    if until:
        last = min(date.fromisoformat(until[:8]), LATEST)
        if parts.pop("COUNT", None):
            last = meeting_days(meeting, meeting.starts, last)[-1]
        end = datetime.combine(last, meeting.time, ZoneInfo(meeting.zone)).astimezone(timezone.utc)
        parts["UNTIL"] = f"{end:%Y%m%dT%H%M%SZ}"
    return vRecur.from_ical(";".join(map("=".join, parts.items())))


def _said_on(chapter: Chapter) -> date:
    """The day of the entry's last word: confirmed, or true by its source; otherwise when its meetings start."""
    return chapter.verified or (chapter.as_of and chapter.as_of.first_day) or chapter.meeting.starts


def _notes(site: Site, language: Language, chapter: Chapter) -> list[str]:
    """Who may come, and how sure the entry is."""
    words = site.words[language.locale]
    cycles = {
        "open": words.gettext("Anyone may come."),
        "closed": words.gettext("For members."),
        "mixed": words.gettext("Some meetings are for anyone, some for members."),
    }
    if chapter.verified:
        sure = words.gettext("Confirmed by the group: %(day)s.") % {"day": language.date(chapter.verified)}
    else:
        sure = words.gettext("The group has not confirmed this. Ask before you travel.")
    return [note for note in (cycles.get(chapter.meeting.cycle), sure) if note]


@lru_cache(maxsize=512)  # 15 ms each, and the same in every language
def _clock(zone: str, first: int, last: int) -> Timezone:
    """The changes of a zone's clock from the start of one year to the start of another."""
    return Timezone.from_tzinfo(ZoneInfo(zone), zone, first_date=date(first, 1, 1), last_date=date(last, 1, 1))
