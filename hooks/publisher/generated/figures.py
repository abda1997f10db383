"""The figures of the toolkit: what stands where, with its words in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import cos, pi, sin

from publisher.data.outreach import AFTER, BACK, REMINDER
from publisher.generated.drawing import WIDTH, Dot, Line, Shape, Words, box, drawn, words
from publisher.generated.folding import FOLDING
from publisher.generated.rendering import Renderer


def _drawing(renderer: Renderer, shapes: list[Shape], height: float, **more: object) -> dict:
    return drawn(shapes, height, renderer.language.direction) | more


# ---- When to call ----


def outreach_clock(renderer: Renderer) -> dict:
    """Stops on a line of time, from the sign-up to the calls after the meeting."""
    _, ngettext, number = renderer.words.gettext, renderer.words.ngettext, renderer.language.number
    back = ngettext("Within %(count)s day", "Within %(count)s days", BACK)
    reminder = ngettext("%(count)s day before the meeting", "%(count)s days before the meeting", REMINDER)
    after = ngettext("Within %(count)s day after it", "Within %(count)s days after it", AFTER)
    stops = (
        ("", _("Sign-up"), _("Somebody gives you a name and a number.")),
        (f"+{number(BACK)}", _("Call back"), back % {"count": number(BACK)}),
        (f"−{number(REMINDER)}", _("Reminder call"), reminder % {"count": number(REMINDER)}),
        (number(0), _("Text"), _("On the day, in the morning")),
        ("", _("Meeting"), _("Greet everyone you called by name.")),
        (f"+{number(AFTER)}", _("Calls afterwards"), after % {"count": number(AFTER)}),
    )
    shapes, y, axis = [], 8.0, 34
    for place, (day, title, text) in enumerate(stops):
        event = not day
        middle = y + 26
        strong = words(76, y + 4, 276, title, "strong")
        plain = words(76, strong.bottom + 1, 276, text)
        shapes += [Dot(axis, middle, 13 if event else 24, "event" if event else "stop"), strong, plain]
        if day:
            shapes.append(Words(axis, middle + 6, (day,), "number", "middle"))
        below = max(y + (96 if place == 1 else 74), plain.bottom + 22)
        if place + 1 < len(stops):
            start, end = middle + (17 if event else 28), below + 26 - (17 if not stops[place + 1][0] else 28)
            shapes.append(Line(((axis, start), (axis, end)), "gap" if place == 1 else "line", arrow=True))
        y = below
    told = "\n".join(_("%(title)s: %(text)s") % {"title": title, "text": text} for _day, title, text in stops)
    return _drawing(renderer, shapes, y - 12, description=told)


# ---- How actions rise ----


def escalation_ladder(renderer: Renderer) -> dict:
    """Rungs between two rails, the first one at the bottom; each is thicker than the one below."""
    _, number = renderer.words.gettext, renderer.language.number
    rungs = (
        (_("Ask"), _("Two people bring a letter with a date.")),
        (_("Count"), _("Signatures, or a survey from door to door")),
        (_("Tell"), _("Public meeting, letter to the paper, radio")),
        (_("Come together"), _("Many bring the demand; the public seats are full.")),
        (_("Gather in public"), _("Vigil, picket or march")),
        (_("Refuse"), _("Boycott, strike, rent strike, sit-in")),
    )
    shapes, y = [], 16.0
    for place, (title, text) in reversed(list(enumerate(rungs, 1))):
        strong = words(112, y + 2, 240, title, "strong")
        plain = words(112, strong.bottom + 1, 240, text)
        middle = y + 22
        shapes += [Line(((26, middle), (92, middle)), f"rung{place}"), Dot(59, middle, 15, "stop")]
        shapes += [Words(59, middle + 5, (number(place),), "number", "middle"), strong, plain]
        y = max(y + 62, plain.bottom + 18)
    rails = [Line(((x, y - 4), (x, 4)), "rail", arrow=True) for x in (26, 92)]
    frame, note = box(4, y + 6, 352, _("Up only when the answer is no"), _("and more people stand behind you than before."))
    return _drawing(renderer, [*rails, *shapes, *note], frame.bottom + 4)


# ---- How to decide ----


def decision_flow(renderer: Renderer) -> dict:
    """The way of a proposal down the start side; what an objection leads to stands at its side."""
    _ = renderer.words.gettext
    wide, side, beside = 196, 228, 130  # widths of the columns, and where the second one starts
    main, other = wide / 2 + 2, side + beside / 2

    asked, first = box(2, 2, wide, _("Who is affected?"), _("The most affected speak first."))
    talk, second = box(2, asked.bottom + 26, wide, _("Talk"), _("Questions, then worries and wishes"))
    change, aside = box(side, talk.y, beside, _("Change the proposal"), _("Ask what would be harmed."), "loop")
    test, third = box(2, max(talk.bottom + 34, change.bottom + 34), wide, _("Consensus?"), _("Can everyone support it or live with it?"), "question")
    vote, fourth = box(side, test.bottom + 40, beside, _("Vote"), _("by the rule in your agreements"), "loop")
    write, fifth = box(2, vote.y, wide, _("Write it down"), _("Who does what, and by when"))
    review, sixth = box(2, max(write.bottom, vote.bottom) + 26, wide, _("Review"), _("On a fixed date, look at it again."))

    level = test.middle
    no = words(other + 6, change.bottom + 8, 62, _("no"), "label")
    again = words(other + 6, level + 6, 60, _("still no"), "label")
    yes = words(main + 8, test.bottom + 10, 120, _("yes"), "label")
    arrows = [
        Line(((main, asked.bottom), (main, talk.y)), arrow=True),
        Line(((main, talk.bottom), (main, test.y)), arrow=True),
        Line(((main, test.bottom), (main, write.y)), arrow=True),
        Line(((main, write.bottom), (main, review.y)), arrow=True),
        Line(((test.x + wide, level), (other, level), (other, change.bottom)), arrow=True),
        Line(((side, talk.middle), (2 + wide, talk.middle)), arrow=True),
        Line(((other, level), (other, vote.y)), arrow=True),
        Line(((side, write.middle), (2 + wide, write.middle)), arrow=True),
    ]
    shapes = [*first, *second, *aside, *third, *fourth, *fifth, *sixth, *arrows, yes, no, again]
    return _drawing(renderer, shapes, review.bottom + 3)


# ---- How one council becomes two ----


def splitting(renderer: Renderer) -> dict:
    """One full circle above, two half as large below, and the people who keep them together."""
    _, number, councils = renderer.words.gettext, renderer.language.number, renderer.site.catalogue.councils
    half = councils.max // 2
    about = renderer.words.ngettext("%(count)s person", "%(count)s people", half) % {"count": number(half)}
    full = _("One chapter, %(count)s people: not everyone has a turn") % {"count": number(councils.max)}

    caption = words(WIDTH / 2, 2, 300, full, "strong", "middle")
    centre = caption.bottom + 92
    shapes: list[Shape] = [caption, *_circle(WIDTH / 2, centre, councils.max, (half, "dot"), (councils.max - half, "open"))]
    forked = centre + 88
    shapes += [Line(((WIDTH / 2 + side * 40, forked), (WIDTH / 2 + side * 78, forked + 34)), arrow=True) for side in (-1, 1)]
    below = forked + 100
    sides = ((84, "dot", _("Chapter one")), (276, "open", _("Chapter two")))
    bottoms = []
    for x, kind, name in sides:
        shapes += _circle(x, below, half, (half, kind))
        title = words(x, below + 68, 160, name, "strong", "middle")
        plain = words(x, title.bottom + 1, 160, about, "words", "middle")
        shapes += [title, plain]
        bottoms.append(plain.bottom)
    shapes += _bridge(below, half)
    together = words(WIDTH / 2, max(bottoms) + 12, 320, _("Each sends two delegates to a short monthly meeting. Once in three months all share a meal."), "words", "middle")
    return _drawing(renderer, [*shapes, together], together.bottom + 4, councils=councils, half=half)


def _circle(x: float, y: float, count: int, *kinds: tuple[int, str]) -> Iterator[Shape]:
    """People in two rings around a table; the outer ring has two thirds of them."""
    outer = -(-count * 2 // 3)
    radius = 30 + 0.9 * count
    looks = [kind for many, kind in kinds for _ in range(many)]
    # Both rings are walked from the top, so that each kind keeps to one side.
    places = [((place + 0.5) / ring, distance) for ring, distance in ((outer, radius), (count - outer, radius - 18)) for place in range(ring)]
    yield Dot(x, y, radius - 32, "table")
    for (turn, distance), kind in zip(sorted(places), reversed(looks), strict=True):
        angle = 2 * pi * turn - pi / 2
        yield Dot(x + distance * cos(angle), y + distance * sin(angle), 5.2, kind)


def _bridge(y: float, half: int) -> Iterator[Shape]:
    """Two delegates of each side at one table between the circles."""
    for side, kind in ((-1, "dot"), (1, "open")):
        for row in (-1, 1):
            yield Dot(WIDTH / 2 + side * 9, y + row * 9, 5.2, kind)
    yield Dot(WIDTH / 2, y, 20, "ring")


FIGURES: Mapping[str, Callable[[Renderer], dict]] = {
    "figure-decision-flow": decision_flow,
    "figure-escalation-ladder": escalation_ladder,
    "figure-outreach-clock": outreach_clock,
    "figure-splitting": splitting,
    **FOLDING,
}
