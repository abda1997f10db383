"""Shapes of a figure, placed for left to right; a right-to-left language gets the mirror image.

A figure is 360 units wide, as wide as a phone, so that its words are as large as the text around it. Words are cut
into lines here, since SVG does not wrap them. templates/drawing.html draws the shapes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import atan2, cos, sin

WIDTH = 360
SIZE = 14  # of the words
LEADING = 19
PADDING = 9
HEAD = 8  # length of the head of an arrow

Point = tuple[float, float]

NARROW, BROAD = set("iljtfrI.,;:'’!|()[]-· "), set("mwMWΩΜмШ@%—…")
NOT_FIRST = set("，。、；：！？）》”’…%")  # Chinese lines do not begin with these
PIECE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+|\s+")


@dataclass(frozen=True)
class Box:
    """A rectangle; `kind` names its look in tools.css."""

    x: float
    y: float
    width: float
    height: float
    kind: str = "box"
    shape: str = "box"

    def mirrored(self) -> Box:
        return replace(self, x=WIDTH - self.x - self.width)

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    radius: float
    kind: str = "dot"
    shape: str = "dot"

    def mirrored(self) -> Dot:
        return replace(self, x=WIDTH - self.x)


@dataclass(frozen=True)
class Words:
    """Lines of words. `x` is where they start, or their middle; the browser knows on which side a language starts."""

    x: float
    y: float  # base line of the first line
    lines: tuple[str, ...]
    kind: str = "words"
    anchor: str = "start"
    turned: bool = False  # upside down
    shape: str = "words"

    def mirrored(self) -> Words:
        return replace(self, x=WIDTH - self.x)

    @property
    def bottom(self) -> float:
        return self.y + LEADING * (len(self.lines) - 1) + 5


@dataclass(frozen=True)
class Line:
    """A line through points, with the head of an arrow at its end if it has one."""

    points: tuple[Point, ...]
    kind: str = "line"
    arrow: bool = False
    shape: str = "line"

    def mirrored(self) -> Line:
        return replace(self, points=tuple((WIDTH - x, y) for x, y in self.points))

    @property
    def head(self) -> tuple[Point, ...]:
        (x0, y0), (x, y) = self.points[-2:]
        turn = atan2(y - y0, x - x0)
        sides = ((x - HEAD * cos(turn + side), y - HEAD * sin(turn + side)) for side in (0.45, -0.45))
        return ((x, y), *sides)


Shape = Box | Dot | Words | Line


def drawn(shapes: Sequence[Shape], height: float, direction: str) -> dict:
    """What the template needs: the shapes as this writing direction has them, and how high they stand."""
    return {"shapes": [shape.mirrored() for shape in shapes] if direction == "rtl" else list(shapes), "height": round(height)}


def words(x: float, y: float, width: float, text: str, kind: str = "words", anchor: str = "start") -> Words:
    """Words in lines of at most `width`; `y` is the upper edge of the first line."""
    bold = kind == "strong"
    found = lines(text, width, bold)
    if anchor == "middle":  # lines of about the same length, without a last one of one word
        while len(closer := lines(text, width := width - 6, bold)) == len(found) and width > LEADING:
            found = closer
    return Words(x, y + SIZE, tuple(found), kind, anchor)


def box(x: float, y: float, width: float, title: str, text: str = "", kind: str = "box") -> tuple[Box, list[Shape]]:
    """A box as high as its words: a strong line or two and, below, plain ones. The box, and all its shapes."""
    inner = width - 2 * PADDING
    found = [words(x + width / 2, y + PADDING, inner, title, "strong", "middle")]
    if text:
        found.append(words(x + width / 2, found[0].bottom + 1, inner, text, "words", "middle"))
    frame = Box(x, y, width, found[-1].bottom + PADDING - 2 - y, kind)
    return frame, [frame, *found]


def lines(text: str, width: float, bold: bool = False) -> list[str]:
    """`text` in lines that fit into `width`; Chinese breaks between any two characters."""
    found, line = [], ""
    for piece in PIECE.findall(text):
        if line and length(line + piece.rstrip(), bold) > width and piece not in NOT_FIRST:
            found.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*found, line.rstrip()] if line.strip() else found


def length(text: str, bold: bool = False) -> float:
    """About how wide a text is; fonts differ, so it is reckoned a little too wide."""
    return sum(map(_width, text)) * SIZE * (1.06 if bold else 1)


def _width(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1
    if sign in NARROW:
        return 0.34
    if sign in BROAD:
        return 0.9
    return 0.7 if sign.isupper() else 0.56
