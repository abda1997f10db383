"""The world map: land from Natural Earth (public domain) in the Equal Earth projection, as SVG path data.

Source of the land: world-atlas 2.0.2, land-110m.json (TopoJSON). Projection: Šavrič, Patterson and Jenny (2018),
"The Equal Earth map projection", https://doi.org/10.1080/13658816.2018.1504949
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = sqrt(3) / 2
WIDTH, HEIGHT = 600.0, 260.0  # of the drawing; the far south is cut off
TOP = 83.7  # degrees north at the upper edge
SOUTH = -60.0  # rings below are Antarctica, which has no chapters and half the points

SPECK = 1.0  # drawing units; smaller islands would not be seen

Point = tuple[float, float]


def project(longitude: float, latitude: float) -> Point:
    """Degrees to drawing units, x to the right and y downwards."""
    x, y = _equal_earth(longitude, latitude)
    half_width = _equal_earth(180, 0)[0]
    scale = WIDTH / (2 * half_width)
    return (x + half_width) * scale, (_equal_earth(0, TOP)[1] - y) * scale


def _equal_earth(longitude: float, latitude: float) -> Point:
    t = asin(M * sin(radians(latitude)))
    t2 = t * t
    t6 = t2 * t2 * t2
    x = radians(longitude) * cos(t) / (M * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)))
    return x, t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))


@lru_cache
def land() -> str:
    """The `d` of one path with all land, one decimal, relative steps to keep it small."""
    topology = json.loads(files("publisher.maps").joinpath("land-110m.json").read_text(encoding="utf-8"))
    rings = (part for ring in _rings(topology) if max(lat for _, lat in ring) > SOUTH for part in _cut(ring))
    drawn = ([project(*point) for point in ring] for ring in rings)
    return "".join(_path(points) for points in drawn if _extent(points) > SPECK)


def _rings(topology: dict) -> Iterator[list[Point]]:
    """Rings in degrees: TopoJSON keeps arcs as steps on a grid, and rings as arc numbers (~n is n reversed)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            points = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += arc[1:] if points else arc
            yield points


def _cut(ring: list[Point]) -> Iterable[list[Point]]:
    """A ring that crosses 180° as several, each on one side, so that no land is smeared over the map."""
    if all(abs(a[0] - b[0]) < 180 for a, b in zip(ring, ring[1:])):
        return [ring]
    pieces: list[list[Point]] = [[]]
    for a, b in zip(ring, ring[1:]):
        pieces[-1].append(a)
        if abs(a[0] - b[0]) >= 180:
            edge = 180.0 if a[0] > 0 else -180.0
            beyond = b[0] + 2 * edge
            latitude = a[1] + (b[1] - a[1]) * (edge - a[0]) / ((beyond - a[0]) or 1)
            pieces[-1].append((edge, latitude))
            pieces.append([(-edge, latitude)])
    first, *others, last = pieces
    return [piece for piece in (last + first, *others) if len(piece) > 2]


def _extent(points: list[Point]) -> float:
    xs, ys = zip(*points)
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _path(points: list[Point]) -> str:
    """Absolute start, then steps; each step from the rounded point before, so that errors do not add up."""
    x, y = (round(value, 1) for value in points[0])
    steps = [f"M{x:g},{y:g}l"]
    for px, py in points[1:]:
        dx, dy = round(px - x, 1), round(py - y, 1)
        if dx or dy:
            steps.append(f"{dx:g},{dy:g} ")
            x, y = x + dx, y + dy
    return "".join(steps).rstrip() + "z"
