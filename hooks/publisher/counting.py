"""What the directory adds to the markers: functional chapters, their countries and their continents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from publisher.continents import CONTINENTS
from publisher.functional import Answer, functional_test
from publisher.models import Catalogue, Chapter, Measure


def counts(chapter: Chapter, catalogue: Catalogue, today: date) -> bool:
    """Whether a chapter counts for the markers: active, functional, and confirmed by its group in time.

    Affiliates never count; neither does an entry that no group has ever confirmed.
    """
    return (
        chapter.kind == "chapter"
        and chapter.state == "active"
        and chapter.verified is not None
        and catalogue.freshness.age(chapter.verified, today) != "expired"
        and functional_test(chapter, catalogue.functional, today).answer == Answer.MET
    )


def counted(catalogue: Catalogue, today: date) -> Mapping[Measure, int]:
    """Functional chapters, and the countries and continents that have at least one."""
    found = [chapter for chapter in catalogue.chapters if counts(chapter, catalogue, today)]
    countries = {chapter.place.country for chapter in found if chapter.place and chapter.place.country}
    return {
        "chapters": len(found),
        "countries": len(countries),
        "continents": len({CONTINENTS[country] for country in countries if country in CONTINENTS}),
    }
