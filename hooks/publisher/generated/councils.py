"""The federation as it is on record: councils within councils, as a tree and as circles that lie in each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import cos, pi, sin

from publisher.data.groups import Chapter, Federation
from publisher.generated.rendering import Renderer
from publisher.site import Site, page_path

SIZE = 400.0  # of the drawing, both ways
EDGE = 8.0  # around the drawing, for the number on the edge of the widest circle
SMALLEST = 7.5  # a circle with less than this radius holds no number that people can read
SPLITTING = "toolkit/meet/splitting.md"
LISTED = 300  # councils on the page; beyond, only the federations are shown


@dataclass(frozen=True)
class Council:
    """A chapter or a federation, with the councils that belong to it."""

    record: Chapter | Federation
    parts: tuple[Council, ...]

    @property
    def is_federation(self) -> bool:
        return isinstance(self.record, Federation)

    @property
    def path(self) -> str:
        return page_path("federations" if self.is_federation else "chapters", self.record.slug)

    @property
    def people(self) -> int | None:
        """Who sits in it: the members of a chapter as last counted, one delegate from each part of a federation."""
        if self.is_federation:
            return len(self.parts)
        return self.record.members.count if self.record.members else None

    def all(self) -> Iterator[Council]:
        """Itself and every council in it, in the order of the list."""
        yield self
        for part in self.parts:
            yield from part.all()


@dataclass(frozen=True)
class Circle:
    """A council in the drawing. `number` is the one that the list gives it."""

    council: Council
    number: int
    x: float
    y: float
    radius: float


def federation_picture(renderer: Renderer) -> dict:
    """What templates/federation-picture.html shows."""
    site = renderer.site
    roots = councils(site, renderer.language.sort_key)
    number = {council.path: at for at, council in enumerate((c for root in roots for c in root.all()), 1)}
    return {
        "roots": roots if len(number) <= LISTED else (),
        "count": len(number),
        "number_of": number,
        "federations": len(site.catalogue.federations),
        "circles": drawn(tuple(root for root in roots if root.is_federation), number),
        "size": int(SIZE),
        "most": site.catalogue.councils.max,
        "splitting": SPLITTING,
    }


def councils(site: Site, sort_key: Callable[[str], object] = str) -> tuple[Council, ...]:
    """The councils that belong to no other, each with its own: the federations first, then by name.

    Affiliates sit in no council. Closed chapters and entries whose confirmation has run out are left out,
    with all that is said to belong to them standing on its own.
    """
    records = [*site.catalogue.federations, *(c for c in site.catalogue.chapters if c.kind == "chapter" and site.in_map(c))]
    slugs = {record.slug for record in records}
    below: dict[str | None, list[Chapter | Federation]] = {}
    for record in records:
        below.setdefault(record.part_of if record.part_of in slugs else None, []).append(record)

    def gathered(above: str | None) -> tuple[Council, ...]:
        found = sorted(below.get(above, ()), key=lambda r: (isinstance(r, Chapter), sort_key(r.name), r.slug))
        return tuple(Council(record, gathered(record.slug)) for record in found)

    return gathered(None)


def drawn(roots: tuple[Council, ...], number: dict[str, int]) -> tuple[Circle, ...]:
    """Circles within circles, the wider before those in it; nothing where one would be too small for a number."""
    middle, radius = SIZE / 2, SIZE / 2 - EDGE
    if len(roots) == 1:
        circles = tuple(_around(roots[0], number, middle, middle, radius))
    else:
        circles = tuple(_ring(roots, number, middle, middle, radius))
    return circles if min((circle.radius for circle in circles), default=0) >= SMALLEST else ()


def _around(council: Council, number: dict[str, int], x: float, y: float, radius: float) -> Iterator[Circle]:
    """The circle of a council, and all that lie in it."""
    yield Circle(council, number[council.path], x, y, radius)
    yield from _ring(council.parts, number, x, y, radius * 0.96)


def _ring(councils: tuple[Council, ...], number: dict[str, int], x: float, y: float, radius: float) -> Iterator[Circle]:
    """Equal circles side by side within a circle, the first one at the upper right; the top stays free for a number."""
    count = len(councils)
    small = radius * sin(pi / count) / (1 + sin(pi / count)) if count > 1 else radius * 0.82
    for at, council in enumerate(councils):
        turn = pi * (2 * at + 1) / count - pi / 2
        x_, y_ = x + (radius - small) * cos(turn), y + (radius - small) * sin(turn)
        yield from _around(council, number, x_, y_, small * 0.94)
