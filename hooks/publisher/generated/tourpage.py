"""What the page of the tour and its form show."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_currency

from publisher.data import known
from publisher.data.records import Stop
from publisher.generated.reach import Range, answers
from publisher.generated.rendering import Renderer
from publisher.generated.tour import budget, drawing, legs, members_in, route
from publisher.maps.worldmap import land
from publisher.web import exchange


@dataclass(frozen=True)
class Visit:
    """A stop in its place on the way."""

    stop: Stop
    number: int
    kilometres: float  # from the stop before
    members: int | None
    reached: Range | None  # how many of them would answer a message


def tour_context(renderer: Renderer) -> dict:
    """What templates/tour.html shows; without data/tour.yml, nothing."""
    catalogue, language = renderer.site.catalogue, renderer.language
    tour, reach = catalogue.tour, catalogue.reach
    if tour is None:
        return {"tour": None}
    stops = route(tour.start, tour.stops)
    ways = legs(tour.start, stops)
    counts = [members_in(stop, catalogue.membership) for stop in stops]
    visits = [
        Visit(stop, number, way, count, answers(reach, count) if reach and count is not None else None)
        for number, (stop, way, count) in enumerate(zip(stops, ways[:-1], counts, strict=True), 1)
    ]
    online = sum(counts) if None not in counts else None
    return {
        "tour": tour,
        "visits": visits,
        "home": ways[-1],
        "whole": sum(ways),
        "members": online,
        "reached": answers(reach, online) if reach and online is not None else None,
        "reach": reach,
        "membership": catalogue.membership,
        "budget": budget(tour),
        "map": drawing(tour.start, stops),
        "land": land(),
        "calendar": language.folder + exchange.TOUR_CALENDAR if any(stop.date for stop in stops) else None,
        "money": lambda amount: money(renderer, amount, tour.currency),
    }


def money(renderer: Renderer, amount: Decimal, currency: str) -> str:
    """`$1,530.00`, as the language writes it."""
    return format_currency(amount, currency, locale=renderer.language.cldr)


def tour_form_context(renderer: Renderer) -> dict:
    """What templates/tour-form.html needs: names to choose from, and the cities whose coordinates are known."""
    catalogue, language = renderer.site.catalogue, renderer.language
    countries = [(code, language.country(code)) for code in known.countries()]
    return {
        "countries": sorted(countries, key=lambda row: language.sort_key(row[1])),
        "cities": [city for city in catalogue.membership.cities if city.latitude is not None],
        "reach": catalogue.reach,
        "tour": catalogue.tour,
    }
