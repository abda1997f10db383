"""Made country-boxes.json: `python -m publisher.data.boxes_from_atlas countries-50m.json > country-boxes.json`.

The input is world-atlas 2.0.2 (Natural Earth, public domain). Every piece of land of a country gets a box in whole
degrees, grown by one degree, since a chapter gives the centre of its city. So does every town of the time zone
database, because the atlas lacks small islands. Boxes inside others are left out.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from math import ceil, floor
from pathlib import Path

from babel.core import get_global

MARGIN = 1


def boxes(topology: dict) -> dict[str, list[list[int]]]:
    """Country → [west, south, east, north] of each piece of its land."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [_points(arc, sx, sy, tx, ty) for arc in topology["arcs"]]
    codes = get_global("territory_aliases")
    found: dict[str, list[list[int]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = codes.get(geometry.get("id", ""), [None])[0]
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        for outer, *_ in polygons if code else ():
            points = [point for number in outer for point in arcs[number if number >= 0 else ~number]]
            found.setdefault(code, []).extend(_box(points))
    for code, longitude, latitude in _towns():
        found.setdefault(code, []).extend(_box([(longitude, latitude)]))
    return {code: _outermost(found[code]) for code in sorted(found)}


def _towns() -> Iterator[tuple[str, float, float]]:
    """(country, longitude, latitude) of each town that a time zone is named after."""
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, spot = line.split("\t")[:2]
            latitude, longitude = (_degrees(angle) for angle in re.findall(r"[+-]\d+", spot))
            yield code, longitude, latitude


def _degrees(angle: str) -> float:
    """Degrees from `+4042` (40 degrees, 42 minutes) or `-0740023`; seconds do not matter."""
    whole = len(angle) - (4 if len(angle) > 6 else 2)
    value = int(angle[1:whole]) + int(angle[whole : whole + 2]) / 60
    return -value if angle[0] == "-" else value


def _points(arc: list, sx: float, sy: float, tx: float, ty: float) -> list[tuple[float, float]]:
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def _box(points: list[tuple[float, float]]) -> list[list[int]]:
    """One box, or one on each side of 180° for land that lies across it."""
    xs, ys = zip(*points)
    if max(xs) - min(xs) > 180:
        sides = [[p for p in points if p[0] < 0], [p for p in points if p[0] >= 0]]
        return [box for side in sides for box in _box(side)]
    return [[floor(min(xs)) - MARGIN, floor(min(ys)) - MARGIN, ceil(max(xs)) + MARGIN, ceil(max(ys)) + MARGIN]]


def _outermost(found: list[list[int]]) -> list[list[int]]:
    unique = [list(box) for box in sorted({tuple(box) for box in found})]
    return [a for a in unique if not any(a is not b and _inside(a, b) for b in unique)]


def _inside(a: list[int], b: list[int]) -> bool:
    return b[0] <= a[0] and b[1] <= a[1] and a[2] <= b[2] and a[3] <= b[3]


if __name__ == "__main__":
    made = boxes(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    lines = ",\n".join(f"{json.dumps(code)}: {json.dumps(value, separators=(',', ':'))}" for code, value in made.items())
    print(f"{{\n{lines}\n}}")
