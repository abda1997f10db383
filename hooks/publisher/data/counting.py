"""What the directory adds to the markers: functional chapters, their countries and their continents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from publisher.data.continents import CONTINENTS
from publisher.data.functional import Answer, Criterion, FunctionalTest, functional_test
from publisher.data.groups import Chapter
from publisher.data.models import Catalogue
from publisher.data.rounds import Measure


def obstacles(chapter: Chapter, catalogue: Catalogue, today: date, test: FunctionalTest | None = None) -> Iterator[str | Criterion]:
    """What keeps an entry from counting for the markers: nothing for a chapter that counts.

    `affiliate` (which says it all), the state if it is not active, `never-confirmed` or `expired`,
    then each criterion of the functional-chapter test that decides and is not met or not known.
    """
    if chapter.kind != "chapter":
        yield "affiliate"
        return
    if chapter.state != "active":
        yield chapter.state
    if chapter.verified is None:
        yield "never-confirmed"
    elif catalogue.freshness.age(chapter.verified, today) == "expired":
        yield "expired"
    test = test or functional_test(chapter, catalogue.functional, today)
    yield from (criterion for criterion in test.criteria if criterion.decides and criterion.answer != Answer.MET)


def counts(chapter: Chapter, catalogue: Catalogue, today: date, test: FunctionalTest | None = None) -> bool:
    """Whether a chapter counts for the markers: active, functional, and confirmed by its group in time.

    Affiliates never count; neither does an entry that no group has ever confirmed.
    """
    return next(obstacles(chapter, catalogue, today, test), None) is None


def counted(
    catalogue: Catalogue, today: date, tests: Mapping[str, FunctionalTest] = MappingProxyType({})
) -> Mapping[Measure, int]:
    """Functional chapters, and the countries and continents that have at least one.

    `tests` are those that the caller has at hand, by slug.
    """
    found = [chapter for chapter in catalogue.chapters if counts(chapter, catalogue, today, tests.get(chapter.slug))]
    countries = {chapter.place.country for chapter in found if chapter.place and chapter.place.country}
    return {
        "chapters": len(found),
        "countries": len(countries),
        "continents": len({CONTINENTS[country] for country in countries if country in CONTINENTS}),
    }
