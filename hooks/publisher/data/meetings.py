"""The days on which a chapter meets, from its rule."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from publisher.data.groups import Meeting
from publisher.data.problems import quoted

# The part of RFC 5545 that a meeting needs. Rules by hour or second, or without end in one day, stay out.
NUMBER = r"-?[1-9][0-9]{0,2}"
DAYS = r"(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)"
PARTS = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": "[1-9][0-9]?",
    "COUNT": "[1-9][0-9]{0,3}",
    "UNTIL": "[0-9]{8}(?:T[0-9]{6}Z?)?",
    "BYDAY": f"{DAYS}(?:,{DAYS})*",
    "BYMONTHDAY": f"{NUMBER}(?:,{NUMBER})*",
    "BYMONTH": "(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*",
    "BYSETPOS": f"{NUMBER}(?:,{NUMBER})*",
    "WKST": "MO|TU|WE|TH|FR|SA|SU",
}
EXAMPLE = "write for example FREQ=MONTHLY;BYDAY=1TU, every first Tuesday"
HORIZON = timedelta(days=366 * 8)  # a rule for 29 February comes back within eight years


def rule_fault(rule: str) -> str | None:
    """What is wrong with an RRULE, in words that follow it; None for a rule that we can follow."""
    parts = [part.partition("=") for part in rule.split(";")]
    names = [name for name, _, _ in parts]
    if "FREQ" not in names:
        return f"has no FREQ; {EXAMPLE}"
    for name, _, value in parts:
        if name not in PARTS:
            return f"has a part {quoted(name)}, which is not one of {', '.join(PARTS)}"
        if not re.fullmatch(PARTS[name], value):
            return f"gives {name} a value that we cannot follow; {EXAMPLE}"
        if names.count(name) > 1:
            return f"has {name} twice; keep one"
    values = {name: value for name, _, value in parts}
    if values["FREQ"] in ("DAILY", "WEEKLY") and re.search("[0-9]", values.get("BYDAY", "")):
        return f"counts weekdays, which only months and years have; {EXAMPLE}"
    if values["FREQ"] == "WEEKLY" and "BYMONTHDAY" in values:
        return f"asks for days of the month in each week; {EXAMPLE}"
    return None


def meeting_days(meeting: Meeting, first: date, last: date) -> list[date]:
    """The days from `first` to `last`, both included, on which the chapter meets; none for a rule at fault.

    The chapter's own calendar counts: the time zone plays no part.
    """
    from dateutil.rrule import rrulestr  # only where a meeting is read: most commands need none

    if rule_fault(meeting.rule):
        return []
    parts = dict(part.split("=") for part in meeting.rule.split(";"))
    count = int(parts.pop("COUNT", 0)) or None  # counted here: RFC 5545 allows no COUNT beside the UNTIL below
    # Every search ends on the last day, also one that finds nothing.
    parts["UNTIL"] = min(parts.get("UNTIL", "99999999")[:8], f"{last:%Y%m%d}")
    try:
        days = rrulestr(";".join(map("=".join, parts.items())), dtstart=datetime.combine(meeting.starts, time()))
        return [day.date() for day in islice(days, count) if day.date() >= first]
    except ValueError:  # a day that no calendar has, such as UNTIL=20261399
        return []


def ever_meets(meeting: Meeting) -> bool:
    """Whether the rule has a day at all, in the eight years after it starts."""
    return bool(meeting_days(meeting, meeting.starts, meeting.starts + HORIZON))


def next_meetings(meeting: Meeting, today: date, most: int = 4) -> tuple[datetime, ...]:
    """The next meetings from `today` on, within a year, as times in the meeting's own zone."""
    zone = ZoneInfo(meeting.zone)
    days = meeting_days(meeting, today, today + timedelta(days=366))
    return tuple(datetime.combine(day, meeting.time, zone) for day in days[:most])
