"""Rules for tours, and for the reach of messages that they are planned by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from babel.numbers import list_currencies

from publisher.data import known
from publisher.data.checks.chapters import outside_country, unknown_country
from publisher.data.models import Catalogue
from publisher.data.problems import Problem, quoted

TOUR = "data/tour.yml"
REACH = "data/reach.yml"


def reach_grows(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The lower share is not above the higher one, and was measured by today."""
    reach = catalogue.reach
    if reach and reach.low > reach.high:
        message = f"low {reach.low} is above high {reach.high}; correct one of them"
        yield catalogue.sources.problem(REACH, ("low",), message)
    if reach and reach.as_of.first_day > today:
        message = f"as_of {reach.as_of} lies in the future; today is {today}"
        yield catalogue.sources.problem(REACH, ("as_of",), message)


def plan_has_happened(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A plan was written by today; a tour that is done has no training ahead."""
    tour = catalogue.tour
    if tour and tour.as_of.first_day > today:
        message = f"as_of {tour.as_of} lies in the future; today is {today}"
        yield catalogue.sources.problem(TOUR, ("as_of",), message)
    for place, stop in enumerate(tour.stops if tour and tour.state == "done" else ()):
        if stop.date and stop.date > today:
            message = f"the tour is done, but this training is on {stop.date}; correct one of them"
            yield catalogue.sources.problem(TOUR, ("stops", place, "date"), message)


def work_is_paid(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Trainers, hours and wage are above zero: a budget without one of them says nothing."""
    tour = catalogue.tour
    if not tour:
        return
    for name, number in (("trainers", tour.trainers), ("hours", tour.hours.number), ("wage", tour.wage)):
        if not number:
            message = f"{name} is 0; write how many" if name != "wage" else "wage is 0; write what an hour is worth"
            yield catalogue.sources.problem(TOUR, (name,), message)


def currency_is_known(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The currency is one that CLDR names."""
    tour = catalogue.tour
    if tour and tour.currency not in _currencies():
        message = f"currency {quoted(tour.currency)} is not one we know; write its three letters, such as USD"
        yield catalogue.sources.problem(TOUR, ("currency",), message)


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())


def costs_stand_once(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Each kind of cost stands once; only `other` may come again, with a note that says what it is."""
    costs = catalogue.tour.costs if catalogue.tour else ()
    for place, cost in enumerate(costs):
        if cost.kind == "other" and not cost.note:
            message = "nothing says what this cost is for; add `note`"
            yield catalogue.sources.problem(TOUR, ("costs", place), message)
        elif cost.kind != "other" and cost.kind in [other.kind for other in costs[:place]]:
            message = f"{cost.kind} stands twice; add up the two"
            yield catalogue.sources.problem(TOUR, ("costs", place, "kind"), message)


def stops_stand_once(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Each city of a tour stands once."""
    names = [(stop.city, stop.country) for stop in catalogue.tour.stops] if catalogue.tour else []
    for place, name in enumerate(names):
        if name in names[:place]:
            path = ("stops", place, "city")
            yield catalogue.sources.problem(TOUR, path, f"{quoted(name[0])} stands twice; keep one")


def spots_are_where_they_say(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Start and stops lie in a country that CLDR names, and near it."""
    tour = catalogue.tour
    spots = [(("start",), tour.start), *((("stops", at), stop) for at, stop in enumerate(tour.stops))] if tour else []
    for path, spot in spots:
        if spot.country not in known.countries():
            yield catalogue.sources.problem(TOUR, (*path, "country"), unknown_country(spot.country))
        elif message := outside_country(spot.latitude, spot.longitude, spot.country):
            yield catalogue.sources.problem(TOUR, (*path, "latitude"), message)


def one_training_a_day(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The trainers go together, so that no two trainings are on one day."""
    stops = catalogue.tour.stops if catalogue.tour else ()
    for place, stop in enumerate(stops):
        other = next((other for other in stops[:place] if stop.date and other.date == stop.date), None)
        if other:
            message = f"{quoted(other.city)} has its training on {stop.date} too; choose another day"
            yield catalogue.sources.problem(TOUR, ("stops", place, "date"), message)
