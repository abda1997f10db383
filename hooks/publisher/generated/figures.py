"""The figures of the toolkit: what stands where, with its words in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import cos, pi, sin

from publisher.data.outreach import AFTER, BACK, REMINDER
from publisher.generated.drawing import WIDTH, Box, Dot, Line, Shape, Words, box, drawn, words
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


# ---- How to fold a zine ----

TOP, BOTTOM = (7, 6, 5, 4), (8, 1, 2, 3)  # pages on the sheet from left to right; the top row stands on its head


def zine_folding(renderer: Renderer) -> dict:
    """The sheet with its pages, and four steps. Mirrored, it is the sheet of a right-to-left language."""
    _, number = renderer.words.gettext, renderer.language.number
    steps = (
        _("Print one side only. Fold along all the lines and open the sheet again."),
        _("Fold it in half, short side on short side. Cut from the fold to the middle."),
        _("Open it. Fold it in half, long side on long side. Push both ends together."),
        _("The cut opens. The sheet stands as a cross."),
        _("Lay the four arms together, with page 1 in front."),
    )
    shapes, y = [], 4.0
    for row in ((0,), (1, 2), (3, 4)):
        captions = [words(_start(place) + 34, y, (356 if place == 0 else 172) - 34, steps[place]) for place in row]
        pictured = max(caption.bottom for caption in captions) + 14
        for place, caption in zip(row, captions, strict=True):
            x = _start(place) + 13
            shapes += [Dot(x, y + 13, 12, "stop"), Words(x, y + 18, (number(place + 1),), "number", "middle"), caption]
            shapes += PICTURES[place](renderer, _start(place), pictured)
        y = pictured + (220 if row == (0,) else 116) + 22
    return _drawing(renderer, shapes, y - 14, rtl=renderer.language.direction == "rtl")


def _start(place: int) -> float:
    """Where a step begins: the first one has a row of its own, then there are two in each row."""
    return 186 if place in (2, 4) else 2


def _sheet(renderer: Renderer, x: float, y: float) -> Iterator[Shape]:
    """Eight pages, the lines to fold and the line to cut."""
    width, height = 80, 110
    _, number = renderer.words.gettext, renderer.language.number
    x += 18
    yield Box(x, y, 4 * width, 2 * height, "paper")
    for column in (1, 2, 3):
        yield Line(((x + column * width, y), (x + column * width, y + 2 * height)), "fold")
    yield Line(((x, y + height), (x + width, y + height)), "fold")
    yield Line(((x + 3 * width, y + height), (x + 4 * width, y + height)), "fold")
    yield from _cut(x + width, x + 3 * width, y + height)
    for row, pages in enumerate((TOP, BOTTOM)):
        for column, page in enumerate(pages):
            middle = x + (column + 0.5) * width
            yield Words(middle, y + (row + 0.5) * height + (-9 if row == 0 else 9), (number(page),), "page", "middle", turned=row == 0)
            if page in (1, 8):
                yield Words(middle, y + 2 * height - 14, (_("front") if page == 1 else _("back"),), "label", "middle")


def _halved(renderer: Renderer, x: float, y: float) -> Iterator[Shape]:
    """The sheet folded in half, its fold at the end side."""
    x += 42
    yield Box(x + 6, y + 4, 84, 108, "paper")
    yield Box(x, y, 84, 108, "paper")
    yield Line(((x + 42, y), (x + 42, y + 108)), "fold")
    yield Line(((x, y + 54), (x + 42, y + 54)), "fold")
    yield from _cut(x + 90, x + 42, y + 54)


def _pushed(renderer: Renderer, x: float, y: float) -> Iterator[Shape]:
    """A strip of four panels with the cut at its upper edge, pushed from both ends."""
    left, top, width, height = x + 26, y + 38, 30, 48
    yield Box(left, top, 4 * width, height, "paper")
    for column in (1, 2, 3):
        yield Line(((left + column * width, top), (left + column * width, top + height)), "fold")
    yield Line(((left + width, top), (left + 2 * width, top - 14), (left + 3 * width, top)), "edge")
    yield Line(((left + width, top), (left + 2 * width, top + 8), (left + 3 * width, top)), "edge")
    yield Line(((x, top + height / 2), (left - 4, top + height / 2)), "line", arrow=True)
    yield Line(((left + 4 * width + 26, top + height / 2), (left + 4 * width + 4, top + height / 2)), "line", arrow=True)


def _cross(renderer: Renderer, x: float, y: float) -> Iterator[Shape]:
    """The sheet from above: four arms of two leaves each."""
    middle, centre, gap, arm = x + 86, y + 56, 5, 50
    for sign in (-1, 1):
        yield Line(((middle - arm, centre + sign * gap), (middle - gap, centre + sign * gap), (middle - gap, centre + sign * arm)), "edge")
        yield Line(((middle + arm, centre + sign * gap), (middle + gap, centre + sign * gap), (middle + gap, centre + sign * arm)), "edge")
        yield Line(((middle + sign * arm, centre - gap), (middle + sign * arm, centre + gap)), "edge")
        yield Line(((middle - gap, centre + sign * arm), (middle + gap, centre + sign * arm)), "edge")


def _booklet(renderer: Renderer, x: float, y: float) -> Iterator[Shape]:
    """The zine with page 1 in front, its spine at the start side."""
    left, width, height = x + 50, 74, 104
    for leaf in (9, 6, 3):
        yield Box(left, y + 4 + leaf / 2, width + leaf, height - leaf, "paper")
    yield Box(left, y + 4, width, height, "paper")
    yield Line(((left, y + 4), (left, y + 4 + height)), "spine")
    yield Words(left + width / 2, y + 66, (renderer.language.number(1),), "page", "middle")


PICTURES = (_sheet, _halved, _pushed, _cross, _booklet)


def _cut(start: float, end: float, y: float) -> Iterator[Shape]:
    """A thick line with scissors where it begins; they are drawn, since fonts make a coloured picture of the sign."""
    way = 1 if end > start else -1
    yield Line(((start, y), (end, y)), "cut")
    for side in (-1, 1):
        yield Line(((start - way * 12, y + side * 6), (start + way * 4, y - side * 5)), "edge")
        yield Dot(start - way * 15, y + side * 8, 4, "ring")


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
    "figure-zine-folding": zine_folding,
}
