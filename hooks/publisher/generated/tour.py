"""A tour of trainings: its order by distance, its budget, and what it still needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import hypot

from publisher.data.rounds import Membership
from publisher.data.records import Cost, Spot, Stop, Tour
from publisher.maps.geography import kilometres
from publisher.maps.worldmap import project

PAGE = "tour.md"
WIDTH = 400  # of the drawing
TALLEST, LOWEST = 320, 180
EDGE = 48  # between the drawing's edge and the nearest stop
APART = 24  # stops nearer to each other share a point


@dataclass(frozen=True)
class Budget:
    """What a tour costs. `known` is the sum of what is on record; `missing` are costs without an amount."""

    each: Decimal  # for the work of one trainer
    work: Decimal  # of all trainers
    costs: tuple[Cost, ...]

    @property
    def known(self) -> Decimal:
        return self.work + sum(cost.amount for cost in self.costs if cost.amount is not None)

    @property
    def missing(self) -> tuple[Cost, ...]:
        return tuple(cost for cost in self.costs if cost.amount is None)


def budget(tour: Tour) -> Budget:
    """Stops × hours × wage for each trainer, and the other costs as they stand."""
    each = len(tour.stops) * tour.hours.number * tour.wage
    return Budget(each, tour.trainers * each, tour.costs)


def route(start: Spot, stops: Sequence[Stop]) -> tuple[Stop, ...]:
    """The stops in an order that makes a short round trip from the start, the nearer end first.

    Always on to the nearest city, then turned round wherever that shortens the way. Not proven to be the shortest.
    """
    left, order = list(stops), [start]
    while left:
        following = min(left, key=lambda stop: (apart(order[-1], stop), stop.city, stop.country))
        left.remove(following)
        order.append(following)
    order = _untangled([*order, start])
    if apart(start, order[-2]) < apart(start, order[1]):
        order.reverse()
    return tuple(order[1:-1])


def _untangled(order: list[Spot]) -> list[Spot]:
    """2-opt: turns a part of the round trip round as long as that saves ten metres or more."""
    better = True
    while better:
        better = False
        for first in range(1, len(order) - 2):
            for last in range(first + 1, len(order) - 1):
                a, b, c, d = order[first - 1], order[first], order[last], order[last + 1]
                if apart(a, c) + apart(b, d) < apart(a, b) + apart(c, d) - 0.01:
                    order[first : last + 1] = order[first : last + 1][::-1]
                    better = True
    return order


def apart(one: Spot, other: Spot) -> float:
    """Kilometres as the crow flies."""
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)


def legs(start: Spot, stops: Sequence[Stop]) -> tuple[float, ...]:
    """The kilometres to each stop from the one before, and at the end back to the start."""
    return tuple(apart(one, other) for one, other in pairwise([start, *stops, start]))


@dataclass(frozen=True)
class Point:
    """One point of the drawing; the numbers of the stops at it, 0 for the start."""

    x: float
    y: float
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Drawing:
    """A map around the stops: how the world's map is moved and enlarged, the way, and its points."""

    height: float
    scale: float
    left: float
    top: float
    way: tuple[tuple[float, float], ...]
    points: tuple[Point, ...]


def drawing(start: Spot, stops: Sequence[Stop]) -> Drawing:
    """The part of the world's map that holds the start and all stops, with room around them."""
    spots = [project(spot.longitude, spot.latitude) for spot in (start, *stops)]
    (west, east), (north, south) = ((min(axis), max(axis)) for axis in zip(*spots, strict=True))
    scale = min((WIDTH - 2 * EDGE) / max(east - west, 1), (TALLEST - 2 * EDGE) / max(south - north, 1))
    height = min(TALLEST, max(LOWEST, (south - north) * scale + 2 * EDGE))
    left = WIDTH / 2 - (west + east) / 2 * scale
    top = height / 2 - (north + south) / 2 * scale
    way = [(left + x * scale, top + y * scale) for x, y in spots]
    return Drawing(height, scale, left, top, (*way, way[0]), _points(way))


def _points(way: Sequence[tuple[float, float]]) -> tuple[Point, ...]:
    found: list[Point] = []
    for number, (x, y) in enumerate(way):
        near = next((place for place, point in enumerate(found) if hypot(point.x - x, point.y - y) < APART), None)
        if near is None:
            found.append(Point(x, y, (number,)))
        else:
            found[near] = Point(found[near].x, found[near].y, (*found[near].numbers, number))
    return tuple(found)


def members_in(stop: Stop, membership: Membership) -> int | None:
    """The members on record in a city; None where there is no number, or one that stays hidden."""
    counts = (city.members for city in membership.cities if (city.city, city.country) == (stop.city, stop.country))
    count = next(counts, None)
    return count if count is not None and count >= membership.threshold else None
