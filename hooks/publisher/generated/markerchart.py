"""The readings of a marker over time, with its target and deadline, as places in a drawing.

Places are in per cent of a drawing that has any width, so that its words keep their size on every screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from publisher.data.rounds import Reading
from publisher.data.progress import MarkerProgress, RoundProgress

LEFT, RIGHT = 3.0, 97.0
TOP, BOTTOM = 16.0, 84.0  # above stands the deadline's label, below stand the dates
HEADROOM = 1.15  # above the highest number, for its label
APART = 0.45  # of the width; labels of points that are nearer would run into each other
CELLS = 40  # a target up to this is drawn as so many boxes, a higher one as one bar

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Dot:
    """A reading. `labelled`: there is room for its number and date."""

    x: float
    y: float
    reading: Reading
    anchor: Anchor
    labelled: bool


@dataclass(frozen=True)
class Deadline:
    x: float
    day: date
    anchor: Anchor
    former: bool  # it was moved


@dataclass(frozen=True)
class Chart:
    dots: tuple[Dot, ...]
    deadlines: tuple[Deadline, ...]
    target_x: float  # of its label
    target_y: float
    target_anchor: Anchor

    @property
    def lines(self) -> Iterator[tuple[Dot, Dot]]:
        """From each reading to the next."""
        return zip(self.dots, self.dots[1:])


def chart(marker: MarkerProgress, found: RoundProgress, *, mirrored: bool) -> Chart:
    """All charts of a round have the same time axis. `mirrored`: time runs to the left, as in Arabic."""
    days = _days(found)
    numbers = [reading.values[marker.measure].number for reading in marker.readings]
    highest = max([marker.target, 1, *numbers]) * HEADROOM

    def along(day: date) -> float:
        return (day - days[0]).days / ((days[-1] - days[0]).days or 1) if days[0] != days[-1] else 0.5

    def x(share: float) -> float:
        return RIGHT - share * (RIGHT - LEFT) if mirrored else LEFT + share * (RIGHT - LEFT)

    def y(number: int) -> float:
        return BOTTOM - number / highest * (BOTTOM - TOP)

    places = [along(reading.date.first_day) for reading in marker.readings]
    labelled = _labelled(places)
    dots = tuple(
        Dot(x(place), y(number), reading, _anchor(place), at in labelled)
        for at, (place, number, reading) in enumerate(zip(places, numbers, marker.readings))
    )
    deadlines = tuple(
        Deadline(x(along(day)), day, _anchor(along(day)), former=day != found.deadline) for day in _deadlines(found)
    )
    crowded = any(place < APART and abs(y(number) - y(marker.target)) < 20 for place, number in zip(places, numbers))
    return Chart(dots, deadlines, x(1.0 if crowded else 0.0), y(marker.target), "end" if crowded else "start")


def cells(marker: MarkerProgress) -> list[tuple[float, float, bool]]:
    """(x, width, full) of each box of a small target, in per cent; nothing for a target too high for boxes."""
    if not 0 < marker.target <= CELLS:
        return []
    step = 100 / marker.target
    number = marker.figure.number if marker.figure else 0
    return [(at * step + 0.4, step - 0.8, at < number) for at in range(marker.target)]


def _days(found: RoundProgress) -> list[date]:
    """The first and the last day of all that a round's charts show."""
    decided = found.round.decided.when
    days = [*_deadlines(found), *(reading.date.first_day for reading in found.round.readings)]
    return sorted([*days, decided.first_day] if decided else days)


def _deadlines(found: RoundProgress) -> list[date]:
    """Each last day that the round had, the one in force included."""
    return sorted({found.round.deadline, *(c.deadline for c in found.round.adopted(found.as_of) if c.deadline)})


def _labelled(places: list[float]) -> set[int]:
    """The last point, and the first one if it is far enough away."""
    if not places:
        return set()
    last = len(places) - 1
    return {0, last} if places[last] - places[0] >= APART else {last}


def _anchor(place: float) -> Anchor:
    return "start" if place < 0.33 else "end" if place > 0.67 else "middle"
