"""Where chapters are to each other: neighbours, and points that would overlap on the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import asin, cos, hypot, radians, sin, sqrt

from publisher.data.groups import Chapter
from publisher.maps.worldmap import project

CELL = 5.0  # degrees; neighbours are looked for in a chapter's own cell and those around it
EARTH = 6371.0  # kilometres


@dataclass(frozen=True)
class Neighbour:
    chapter: Chapter
    kilometres: float


@dataclass(frozen=True)
class Cluster:
    """Chapters that share one point of the map."""

    x: float  # drawing units, see worldmap
    y: float
    chapters: tuple[Chapter, ...]

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple(sorted({chapter.place.country for chapter in self.chapters if chapter.place.country}))


def located(chapters: Iterable[Chapter]) -> list[Chapter]:
    """The chapters whose coordinates are known."""
    return [c for c in chapters if c.place and c.place.latitude is not None and c.place.longitude is not None]


def distance(one: Chapter, other: Chapter) -> float:
    """Kilometres on the globe between two located chapters."""
    return kilometres(one.place.latitude, one.place.longitude, other.place.latitude, other.place.longitude)


def kilometres(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Kilometres on the globe between two places in degrees, as the crow flies."""
    lat, lon, to_lat, to_lon = map(radians, (latitude, longitude, to_latitude, to_longitude))
    chord = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, chord)))


def neighbours(chapters: Iterable[Chapter], most: int = 3) -> Mapping[str, tuple[Neighbour, ...]]:
    """Slug → the nearest chapters that are not closed, the nearest first, from up to some 500 km around."""
    cells: defaultdict[tuple[int, int], list[Chapter]] = defaultdict(list)
    places = [chapter for chapter in located(chapters) if chapter.place.precision == "city"]
    for chapter in places:
        cells[_cell(chapter)].append(chapter)
    return {chapter.slug: _nearest(chapter, cells, most) for chapter in places}


def _cell(chapter: Chapter) -> tuple[int, int]:
    return int(chapter.place.latitude // CELL), int(chapter.place.longitude // CELL)


def _nearest(chapter: Chapter, cells: Mapping, most: int) -> tuple[Neighbour, ...]:
    row, column = _cell(chapter)
    columns = int(360 / CELL)
    around = {(row + r, (column + c + columns // 2) % columns - columns // 2) for r in (-1, 0, 1) for c in (-1, 0, 1)}
    found = [
        Neighbour(other, distance(chapter, other))
        for cell in sorted(around)
        for other in cells.get(cell, ())
        if other is not chapter and other.state != "closed"
    ]
    return tuple(sorted(found, key=lambda neighbour: (neighbour.kilometres, neighbour.chapter.slug))[:most])


def clusters(chapters: Iterable[Chapter], apart: float = 12.0) -> tuple[Cluster, ...]:
    """Points of the map at least `apart` drawing units from each other; each takes the chapters nearest to it."""
    grid: defaultdict[tuple[int, int], list[list[Chapter]]] = defaultdict(list)
    found: list[tuple[float, float, list[Chapter]]] = []
    for chapter in sorted(located(chapters), key=lambda chapter: chapter.slug):
        x, y = project(chapter.place.longitude, chapter.place.latitude)
        row, column = int(y // apart), int(x // apart)
        near = [cluster for r in (-1, 0, 1) for c in (-1, 0, 1) for cluster in grid[row + r, column + c]]
        if here := min(near, key=lambda cluster: hypot(cluster[0] - x, cluster[1] - y), default=None):
            if hypot(here[0] - x, here[1] - y) < apart:
                here[2].append(chapter)
                continue
        found.append((x, y, [chapter]))
        grid[row, column].append(found[-1])
    return tuple(Cluster(x, y, tuple(members)) for x, y, members in found)


