"""Figures of paper: how a zine and a leaflet are folded, how cards are cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from publisher.generated.drawing import Box, Dot, Line, Shape, Words, drawn, words
from publisher.generated.rendering import Renderer


def _drawing(renderer: Renderer, shapes: list[Shape], height: float, **more: object) -> dict:
    return drawn(shapes, height, renderer.language.direction) | more


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


# ---- How to fold a leaflet ----


def trifold_folding(renderer: Renderer) -> dict:
    """Three steps side by side: the inside, the narrow panel folded in, the other one over it."""
    _, number = renderer.words.gettext, renderer.language.number
    steps = (
        (_("Lay the sheet with the inside up. The narrow panel is at the end."), _open_leaflet),
        (_("Fold the narrow panel in."), _half_folded_leaflet),
        (_("Fold the other panel over it. The cover is on top."), _closed_leaflet),
    )
    shapes: list[Shape] = []
    y = 4.0
    for place, (said, picture) in enumerate(steps, 1):
        caption = words(190, y + 12, 164, said)
        shapes += [Dot(172, y + 25, 12, "stop"), Words(172, y + 30, (number(place),), "number", "middle"), caption]
        shapes += picture(4, y)
        y = max(y + 104, caption.bottom + 14)
    return _drawing(renderer, shapes, y - 6)


PANEL, LEAF = 50, 84  # width of a panel, height of the leaflet


def _open_leaflet(x: float, y: float) -> Iterator[Shape]:
    yield Box(x, y, 3 * PANEL - 4, LEAF, "paper")
    for column in (1, 2):
        yield Line(((x + column * PANEL, y), (x + column * PANEL, y + LEAF)), "fold")
    yield Line(((x + 2.7 * PANEL, y + 20), (x + 2.2 * PANEL, y + 8), (x + 1.6 * PANEL, y + 20)), "line", arrow=True)


def _half_folded_leaflet(x: float, y: float) -> Iterator[Shape]:
    yield Box(x, y, 2 * PANEL, LEAF, "paper")
    yield Box(x + PANEL + 4, y + 3, PANEL - 4, LEAF - 3, "question")
    yield Line(((x + PANEL, y), (x + PANEL, y + LEAF)), "fold")
    yield Line(((x + 0.3 * PANEL, y + 20), (x + 0.8 * PANEL, y + 8), (x + 1.4 * PANEL, y + 20)), "line", arrow=True)


def _closed_leaflet(x: float, y: float) -> Iterator[Shape]:
    left = x + PANEL
    yield Box(left + 5, y + 4, PANEL - 2, LEAF - 2, "paper")
    yield Box(left, y, PANEL, LEAF, "paper")
    yield Line(((left + PANEL, y), (left + PANEL, y + LEAF)), "spine")
    yield Line(((left + 10, y + 22), (left + 40, y + 22)), "line")
    yield Line(((left + 10, y + 32), (left + 32, y + 32)), "line")


# ---- How to cut cards ----


def cutting(renderer: Renderer) -> dict:
    """A sheet of ten cards with its marks: first the long lines, then across."""
    _, number = renderer.words.gettext, renderer.language.number
    x, y, width, height, mark = 26, 18, 62, 40, 9
    shapes: list[Shape] = [Box(x - 18, y - 14, 2 * width + 36, 5 * height + 28, "paper")]
    for column in range(3):
        at = x + column * width
        shapes += [Line(((at, y - mark - 2), (at, y - 2)), "edge"), Line(((at, y + 5 * height + 2), (at, y + 5 * height + mark + 2)), "edge")]
        shapes.append(Line(((at, y), (at, y + 5 * height)), "cut" if column == 1 else "fold"))
    for row in range(6):
        at = y + row * height
        shapes += [Line(((x - mark - 4, at), (x - 2, at)), "edge"), Line(((x + 2 * width + 2, at), (x + 2 * width + mark + 4, at)), "edge")]
        shapes.append(Line(((x, at), (x + 2 * width, at)), "fold"))
    top = y
    for place, said in enumerate((_("First cut the long lines, from mark to mark."), _("Then cut each column across.")), 1):
        caption = words(214, top + 12, 140, said)
        shapes += [Dot(196, top + 25, 12, "stop"), Words(196, top + 30, (number(place),), "number", "middle"), caption]
        top = caption.bottom + 26
    return _drawing(renderer, shapes, y + 5 * height + 20)


FOLDING: Mapping[str, Callable[[Renderer], dict]] = {
    "figure-cutting": cutting,
    "figure-trifold-folding": trifold_folding,
    "figure-zine-folding": zine_folding,
}
