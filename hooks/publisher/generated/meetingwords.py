"""When a chapter meets, in words: `the first Tuesday of the month, 18:30`."""

from __future__ import annotations

from collections.abc import Callable

from babel.dates import format_time, get_day_names

from publisher.data.meetings import next_meetings
from publisher.data.groups import Meeting
from publisher.generated.rendering import Renderer

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def meeting_words(renderer: Renderer, meeting: Meeting) -> str:
    """The rule in words where a short phrase says it, otherwise the next dates; then the time."""
    days = _days(renderer, meeting) or _dates(renderer, meeting)
    time = format_time(meeting.time, "short", locale=renderer.language.cldr)
    return renderer.words.gettext("%(days)s, %(time)s") % {"days": days, "time": time}


def _days(renderer: Renderer, meeting: Meeting) -> str | None:
    parts = dict(part.split("=") for part in meeting.rule.split(";"))
    parts.pop("WKST", None)
    if {"UNTIL", "COUNT", "BYMONTH"} & parts.keys() or parts["FREQ"] not in ("WEEKLY", "MONTHLY"):
        return None
    say: Callable = _weekly if parts["FREQ"] == "WEEKLY" else _monthly
    return say(renderer, parts, meeting)


def _weekly(renderer: Renderer, parts: dict[str, str], meeting: Meeting) -> str | None:
    if "BYSETPOS" in parts:
        return None
    codes = parts.get("BYDAY", DAYS[meeting.starts.weekday()]).split(",")
    count = int(parts.get("INTERVAL", 1))
    if count == 1:
        return renderer.language.listing(_every(renderer)[code] for code in codes)
    names = get_day_names("wide", locale=renderer.language.cldr)
    days = renderer.language.listing(names[DAYS.index(code)] for code in codes)
    return renderer.words.ngettext("%(days)s, every %(count)s week", "%(days)s, every %(count)s weeks", count) % {"days": days, "count": renderer.language.number(count)}


def _monthly(renderer: Renderer, parts: dict[str, str], meeting: Meeting) -> str | None:
    if "BYDAY" in parts and "BYMONTHDAY" in parts:
        return None
    if "BYDAY" in parts:
        found = [_of_month(renderer, code, parts.get("BYSETPOS", "")) for code in parts["BYDAY"].split(",")]
        if None in found or ("BYSETPOS" in parts and len(found) > 1):
            return None
        days = renderer.language.listing(found)
    else:
        numbers = parts.get("BYMONTHDAY", str(meeting.starts.day)).split(",")
        if "BYSETPOS" in parts or any(number.startswith("-") for number in numbers):
            return None
        said = renderer.words.ngettext("each month on day %(days)s", "each month on days %(days)s", len(numbers))
        days = said % {"days": renderer.language.listing(numbers)}
    count = int(parts.get("INTERVAL", 1))
    if count == 1:
        return days
    return renderer.words.ngettext("%(days)s, every %(count)s month", "%(days)s, every %(count)s months", count) % {"days": days, "count": renderer.language.number(count)}


def _of_month(renderer: Renderer, code: str, position: str) -> str | None:
    which, day = code[:-2] or position, code[-2:]
    return _every(renderer)[day] if not which else _nth(renderer).get((which, day))


def _dates(renderer: Renderer, meeting: Meeting) -> str:
    return renderer.language.listing(renderer.language.date(day.date()) for day in next_meetings(meeting, renderer.site.today, most=2))


def _every(renderer: Renderer) -> dict[str, str]:
    _ = renderer.words.gettext
    days = (_("every Monday"), _("every Tuesday"), _("every Wednesday"), _("every Thursday"), _("every Friday"), _("every Saturday"), _("every Sunday"))
    return dict(zip(DAYS, days, strict=True))


def _nth(renderer: Renderer) -> dict[tuple[str, str], str]:
    """Whole phrases, since the words for first and last bend with the day in many languages."""
    _ = renderer.words.gettext
    phrases = {
        "1": (
            _("the first Monday of the month"),
            _("the first Tuesday of the month"),
            _("the first Wednesday of the month"),
            _("the first Thursday of the month"),
            _("the first Friday of the month"),
            _("the first Saturday of the month"),
            _("the first Sunday of the month"),
        ),
        "2": (
            _("the second Monday of the month"),
            _("the second Tuesday of the month"),
            _("the second Wednesday of the month"),
            _("the second Thursday of the month"),
            _("the second Friday of the month"),
            _("the second Saturday of the month"),
            _("the second Sunday of the month"),
        ),
        "3": (
            _("the third Monday of the month"),
            _("the third Tuesday of the month"),
            _("the third Wednesday of the month"),
            _("the third Thursday of the month"),
            _("the third Friday of the month"),
            _("the third Saturday of the month"),
            _("the third Sunday of the month"),
        ),
        "4": (
            _("the fourth Monday of the month"),
            _("the fourth Tuesday of the month"),
            _("the fourth Wednesday of the month"),
            _("the fourth Thursday of the month"),
            _("the fourth Friday of the month"),
            _("the fourth Saturday of the month"),
            _("the fourth Sunday of the month"),
        ),
        "-1": (
            _("the last Monday of the month"),
            _("the last Tuesday of the month"),
            _("the last Wednesday of the month"),
            _("the last Thursday of the month"),
            _("the last Friday of the month"),
            _("the last Saturday of the month"),
            _("the last Sunday of the month"),
        ),
    }
    return {(which, day): phrase for which, days in phrases.items() for day, phrase in zip(DAYS, days, strict=True)}
