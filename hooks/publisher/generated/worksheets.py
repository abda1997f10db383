"""The tools of the toolkit: what their scripts are told, and the words they say. They run in the reader's browser only.

The questions and boxes of a sheet stand in its Markdown alone; the script of a tool makes that very sheet work. So it
reads well on paper and without JavaScript, and is translated once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from publisher.data.outreach import AFTER, BACK, ONE_CALL, REMINDER
from publisher.generated.rendering import Renderer


def N_(text: str) -> str:
    """Marks a text for translation, which happens when the tool is rendered."""
    return text


SELF_TEST = {
    "status": N_("Points met: %(met)s of %(all)s"),
    "share": N_("Women: %(share)s"),
    "impossible": N_("Please check the count: there cannot be more women than people."),
    "people": N_("People"),
    "meetings": N_("Meetings"),
    "agreements": N_("Agreements and roles"),
    "women": N_("Women's participation"),
}
HEALTH_CHECK = {
    "score": N_("Score: %(question)s"),
    "none": N_("–"),
    "answered": N_("Answered: %(done)s of %(all)s"),
    "sum": N_("Sum: %(sum)s of %(most)s"),
    "scored": N_("%(question)s: %(score)s"),
}
ROTA = {
    "few": N_("Please write at least two names, one task and one meeting, each on a line of its own."),
    "twice": N_("Please write each name and each task once: %(name)s"),
    "made": N_("The rota is ready. Meetings: %(meetings)s. People: %(people)s."),
    "meeting": N_("Meeting"),
    "free": N_("Free"),
    "person": N_("Person"),
    "empowering": N_("Empowering tasks"),
    "routine": N_("Routine tasks"),
    "difference": N_("Difference"),
    "and": N_(", "),
}
TIMER = {
    "none": N_("Please write at least one line: minutes first, then the point."),
    "line": N_("This line needs its minutes first: %(line)s"),
    "total": N_("Points: %(points)s. Time: %(time)s."),
    "now": N_("Now: %(point)s. %(time)s."),
    "next": N_("Next: %(point)s (%(time)s)"),
    "last": N_("This is the last point."),
    "ends": N_("Expected end: %(clock)s"),
    "minute": N_("One minute left."),
    "up": N_("The time for this point is up."),
    "over": N_("over time"),
    "left": N_("left"),
    "pause": N_("Pause"),
    "go": N_("Go on"),
    "done": N_("The agenda is finished."),
    "start": N_("Start the timer"),
    "back": N_("Back to the timer"),
}
CHART = {"file": N_("campaign-chart")}
DATES = {
    "incomplete": N_("Please write both days."),
    "before": N_("The meeting is before the day you met. Please check both days."),
    "back": N_("Call back by"),
    "reminder": N_("Reminder call"),
    "one": N_("One call: call back and reminder together, by"),
    "text": N_("Text, in the morning"),
    "after": N_("Call after the meeting, by"),
    "about": N_("%(what)s: %(name)s"),
    "ready": N_("The dates are ready."),
    "file": N_("contact-dates"),
}


def _words(renderer: Renderer, words: Mapping[str, str]) -> dict[str, str]:
    return {key: renderer.words.gettext(text) for key, text in words.items()}


def _tool(words: Mapping[str, str], **more: object) -> Callable[[Renderer], dict]:
    return lambda renderer: {"settings": {"words": _words(renderer, words), **more}}


def self_test(renderer: Renderer) -> dict:
    """The rules of a functional chapter, so that a changed rule changes the test."""
    rules = renderer.site.catalogue.functional
    return _tool(SELF_TEST, people=rules.people, women=rules.women)(renderer)


def role_rota(renderer: Renderer) -> dict:
    """The tasks as the sheet sorts them; people change them as they see fit."""
    _ = renderer.words.gettext
    tasks = {
        "empowering": (_("Facilitator"), _("Note-taker"), _("Mood mediator")),
        "routine": (_("Room and food"), _("Timekeeper"), _("Door and calls")),
    }
    return _tool(ROTA)(renderer) | {"tasks": tasks}


HEALTHY, ALIVE, FIRST = 23, 14, 11  # the sums from which a chapter is well or alive; the question about safety

TOOLS: Mapping[str, Callable[[Renderer], dict]] = {
    "tool-agenda-timer": _tool(TIMER),
    "tool-campaign-chart": _tool(CHART),
    "tool-contact-dates": _tool(DATES, days={"back": BACK, "reminder": REMINDER, "after": AFTER, "oneCall": ONE_CALL}),
    "tool-health-check": _tool(HEALTH_CHECK, healthy=HEALTHY, alive=ALIVE, first=FIRST),
    "tool-role-rota": role_rota,
    "tool-self-test": self_test,
}
