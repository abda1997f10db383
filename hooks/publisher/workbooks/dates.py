"""Calendars of toolkit items: steps counted from a day that people choose.

A calendar file cannot count from a day that is not known yet. So there are two files of the same steps. On the page,
people give their day, and the browser makes the file with their own dates: that is the one to use. For paper kits and
readers without scripts there is a fixed file, which people import and move. In it the group meets on the third
Thursday, as in the examples of the pages. What comes again comes again every month, from January of this year on.
What happens once, the first year of a chapter, begins in the January that comes, so that nothing in it is past.
So a fixed file changes once a year and not with every build.

The call back within two days of a sign-up hangs on each contact and not on the meeting: the tool on the contact
tracker's page makes a file for one contact, with that call in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from icalendar import Alarm, Event, vRecur
from markupsafe import Markup

from publisher.data.outreach import AFTER, REMINDER
from publisher.generated.rendering import Renderer
from publisher.pages.overlay import Page
from publisher.web.calendars import calendar_file, whole_day
from publisher.workbooks.words import Words

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEK, THURSDAY = 3, 3  # the third Thursday
ALARM = timedelta(days=-2, hours=-15)  # before the day begins: at nine in the morning, three days ahead


@dataclass(frozen=True)
class Step:
    """What happens so many days after the first day, or months later on the same weekday of the month."""

    summary: str
    days: int = 0
    months: int = 0
    every: int = 0  # comes again after so many months; 0: it does not
    alarm: bool = False  # a reminder three days before


@dataclass(frozen=True)
class Plan:
    asks: str  # which day people choose
    steps: tuple[Step, ...]
    once: bool = False  # on the page, one round of what the fixed file repeats


def checklist(words: Words) -> Plan:
    rows = zip(words.rows("tasks"), words.numbers("tasks"), strict=True)
    return Plan(words.head("ours")[0], tuple(Step(task, days=numbers[0]) for (_day, task, *_more), numbers in rows))


def outreach(words: Words) -> Plan:
    """The three steps around one meeting; another meeting has other contacts."""
    reminder, text, after = (row[1] for row in words.rows("clock")[1:])
    steps = Step(reminder, days=-REMINDER, every=1), Step(text, every=1), Step(after, days=AFTER, every=1)
    return Plan(words.gettext("Day of the meeting"), steps, once=True)


def role_rota(words: Words) -> Plan:
    _ = words.gettext
    return Plan(_("First meeting"), (Step(_("Meeting: look at the role rota"), every=1, alarm=True),))


def open_and_closed(words: Words) -> Plan:
    """Two meetings for members, and the third open."""
    _, kinds = words.gettext, [row[2] for row in words.rows("meetings")[:3]]
    titles = [_("%(what)s: %(name)s") % {"what": _("Meeting"), "name": kind} for kind in kinds]
    return Plan(_("First meeting"), tuple(Step(title, months=at, every=len(kinds), alarm=True) for at, title in enumerate(titles)))


PLANS: Mapping[str, Callable[[Words], Plan]] = {
    "start/checklist-and-timeline": checklist,
    "reach/outreach-system": outreach,
    "meet/role-rota": role_rota,
    "meet/open-and-closed": open_and_closed,
}


def calendar_form(renderer: Renderer, page: Page) -> Markup:
    """The part of an item's page that asks for the day and makes the file in the browser; of most items, nothing."""
    item = page.path.removeprefix("toolkit/").removesuffix(".md")
    if item not in PLANS:
        return Markup()
    words = Words(renderer, item)
    plan = PLANS[item](words)
    steps = [asdict(step) | ({"every": 0} if plan.once else {}) for step in plan.steps]
    said = {"ready": words.gettext("The dates are ready.")}
    settings = {"words": said, "steps": steps, "file": f"{item.rpartition('/')[2]}.ics"}
    return words.renderer.render("item-calendar.html", page.path, settings=settings, asks=plan.asks)


def fixed_calendar(words: Words, item: str) -> bytes:
    """The file to import and to move."""
    site, language, plan = words.renderer.site, words.language, PLANS[item](words)
    comes_again = any(step.every for step in plan.steps)
    first = weekday_in(date(site.today.year + (not comes_again), 1, 1))
    page = site.absolute(words.page.path, language)
    said = date(site.today.year, 1, 1)
    name = item.replace("/", "-")
    events = []
    for number, step in enumerate(plan.steps, 1):
        day = weekday_in(first, step.months) + timedelta(days=step.days)
        event = whole_day(site, language, f"{name}-{number}", day, said, step.summary, page)
        events.append(_completed(event, step, day))
    return calendar_file(site, language, "", words.title, events, kept=False)


def weekday_in(month: date, later: int = 0) -> date:
    """The third Thursday of a month, or of one so many months later."""
    years, at = divmod(month.month - 1 + later, 12)
    first = date(month.year + years, at + 1, 1)
    return first + timedelta(days=(THURSDAY - first.weekday()) % 7 + 7 * (WEEK - 1))


def _completed(event: Event, step: Step, day: date) -> Event:
    if step.every:
        event.add("RRULE", vRecur.from_ical(rule(step, day)))
    if step.alarm:
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", step.summary)
        alarm.add("TRIGGER", ALARM)
        event.add_component(alarm)
    return event


def rule(step: Step, day: date) -> str:
    """`FREQ=MONTHLY;BYDAY=3TH`. A day that is counted from it is that weekday within seven days of the month."""
    weekday, interval = WEEKDAYS[day.weekday()], f"FREQ=MONTHLY;INTERVAL={step.every}"
    if not step.days:
        return f"{interval};BYDAY={WEEK}{weekday}"
    earliest = 7 * (WEEK - 1) + 1 + step.days
    return f"{interval};BYDAY={weekday};BYMONTHDAY={','.join(map(str, range(earliest, earliest + 7)))}"
