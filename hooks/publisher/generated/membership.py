"""Where a chapter could start next: cities by their members, and how far the nearest chapter is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from publisher.data.groups import Chapter
from publisher.data.rounds import CityCount, Membership
from publisher.data.records import Reach
from publisher.generated.reach import Range, answers
from publisher.generated.rendering import Renderer
from publisher.maps.geography import Neighbour, kilometres, located
from publisher.site import Site


@dataclass(frozen=True)
class Candidate:
    """A city with what speaks for a chapter there."""

    city: CityCount
    rank: int  # 1 has the most members; cities with as many share a rank
    members: int | None  # None where the number is below the threshold, and stays hidden
    reached: Range | None  # how many members would answer a message
    nearest: Neighbour | None


def candidates(membership: Membership, chapters: Sequence[Chapter], reach: Reach | None = None) -> tuple[Candidate, ...]:
    """All cities, those with the most members first, then by name.

    Hidden numbers count as equal: neither order nor rank tells them apart.
    """
    counts = [(city, _shown(city, membership)) for city in membership.cities]
    counts.sort(key=lambda row: (-(row[1] or 0), row[0].city, row[0].country))
    return tuple(
        Candidate(
            city,
            1 + sum((other or 0) > (members or 0) for _, other in counts),
            members,
            answers(reach, members) if reach and members is not None else None,
            nearest(city, chapters),
        )
        for city, members in counts
    )


def _shown(city: CityCount, membership: Membership) -> int | None:
    return city.members if city.members >= membership.threshold else None


def total(membership: Membership) -> int | None:
    """The sum that the source states; nothing where it would give a hidden number away."""
    hidden = any(_shown(city, membership) is None for city in membership.cities)
    return None if hidden else membership.total


def nearest(city: CityCount, chapters: Iterable[Chapter]) -> Neighbour | None:
    """The chapter nearest to a city, and the kilometres between them as the crow flies."""
    if city.latitude is None or city.longitude is None:
        return None
    found = (
        Neighbour(c, kilometres(city.latitude, city.longitude, c.place.latitude, c.place.longitude))
        for c in located(chapters)
    )
    return min(found, key=lambda neighbour: (neighbour.kilometres, neighbour.chapter.slug), default=None)


def measured_to(site: Site) -> tuple[tuple[Chapter, ...], tuple[Chapter, ...]]:
    """Today's chapters: those that distances are measured to, and those whose place is not known well enough.

    The middle of a region is near enough, and is said to be one; the middle of a country is not.
    """
    today = [
        chapter
        for chapter in site.catalogue.chapters
        if chapter.kind == "chapter" and chapter.state in ("forming", "active") and site.in_map(chapter)
    ]
    near = tuple(chapter for chapter in located(today) if chapter.place.precision != "country")
    return near, tuple(chapter for chapter in today if chapter not in near)


def _unconfirmed(site: Site, chapter: Chapter) -> bool:
    return site.catalogue.freshness.age(chapter.verified, site.today) in ("unconfirmed", "expired")


def where_next_context(renderer: Renderer) -> dict:
    """What templates/where-next.html shows."""
    site, membership = renderer.site, renderer.site.catalogue.membership
    near, unplaced = measured_to(site)
    found = candidates(membership, near, site.catalogue.reach)
    used = {candidate.nearest.chapter.slug for candidate in found if candidate.nearest}
    measured = [chapter for chapter in near if chapter.slug in used]
    return {
        "membership": membership,
        "total": total(membership),
        "candidates": found,
        "unplaced": unplaced,
        "reach": site.catalogue.reach,
        "organisers_known": any(city.organiser is not None for city in membership.cities),
        "regional": [chapter for chapter in measured if chapter.place.precision == "region"],
        "unconfirmed": [chapter for chapter in measured if _unconfirmed(site, chapter)],
    }
