"""Rules for records: markers, membership, glossary and the numbers that rules are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from publisher.data import known
from publisher.data.checks.chapters import outside_country, unknown_country
from publisher.data.models import Catalogue
from publisher.data.rounds import Amendment
from publisher.data.problems import Problem, did_you_mean, quoted

MARKERS = "data/markers.yml"
MEMBERSHIP = "data/membership.yml"
GLOSSARY = "data/glossary.yml"


def marker_has_a_target(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A marker asks for something: its target is above zero."""
    for place, round_ in enumerate(catalogue.markers):
        for at, marker in enumerate(round_.markers):
            if marker.target < 1:
                path = (place, "markers", at, "target")
                yield catalogue.sources.problem(
                    MARKERS, path, f"the target of {marker.measure} is 0; write the number to reach"
                )


def rounds_and_measures_stand_once(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Each round has its own id, and asks for each measure once."""
    for place in _repeated(round_.id for round_ in catalogue.markers):
        yield catalogue.sources.problem(
            MARKERS,
            (place, "id"),
            f"the round {quoted(catalogue.markers[place].id)} stands twice; give each its own id",
        )
    for place, round_ in enumerate(catalogue.markers):
        for at in _repeated(marker.measure for marker in round_.markers):
            path = (place, "markers", at, "measure")
            yield catalogue.sources.problem(
                MARKERS, path, f"{round_.markers[at].measure} stands twice in this round; keep one"
            )


def readings_are_in_order(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Readings stand with the oldest first, and none is from the future."""
    for place, round_ in enumerate(catalogue.markers):
        for at, reading in enumerate(round_.readings):
            path = (place, "readings", at, "date")
            if reading.date.first_day > today:
                yield catalogue.sources.problem(
                    MARKERS, path, f"the reading {reading.date} lies in the future; today is {today}"
                )
            if at and reading.date.first_day < (earlier := round_.readings[at - 1].date).first_day:
                yield catalogue.sources.problem(
                    MARKERS, path, f"the reading {reading.date} stands after {earlier}; put the oldest first"
                )


def reading_answers_the_markers(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A reading holds at least one number."""
    for place, round_ in enumerate(catalogue.markers):
        for at, reading in enumerate(round_.readings):
            if not reading.values:
                yield catalogue.sources.problem(
                    MARKERS,
                    (place, "readings", at, "values"),
                    "the reading has no number; add one, such as `chapters: 6`",
                )


def deadline_follows_the_decision(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A round was decided before its deadline, and not in the future."""
    for place, round_ in enumerate(catalogue.markers):
        decided = round_.decided.when
        if decided and decided.first_day > today:
            yield catalogue.sources.problem(
                MARKERS, (place, "decided", "when"), f"the decision {decided} lies in the future; today is {today}"
            )
        if decided and decided.first_day > round_.deadline:
            message = f"the deadline {round_.deadline} is before the decision ({decided}); correct one of them"
            yield catalogue.sources.problem(MARKERS, (place, "deadline"), message)


def counts_and_proposals_have_come(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Members were counted, and changes proposed, by today."""
    dates = {(MEMBERSHIP, "as_of"): catalogue.membership.as_of} | {
        (MARKERS, place, "amendments", at, "date"): amendment.date
        for place, round_ in enumerate(catalogue.markers)
        for at, amendment in enumerate(round_.amendments)
    }
    for (file, *path), day in dates.items():
        if day.first_day > today:
            yield catalogue.sources.problem(file, path, f"{path[-1]} {day} lies in the future; today is {today}")


def amendments_fit_the_round(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A change was decided after it was proposed; its deadline lies after that, its targets are the round's and above 0.

    A deadline in the past is no problem: time passes, and the page says what became of it.
    """
    for place, round_ in enumerate(catalogue.markers):
        measures = [marker.measure for marker in round_.markers]
        for at, amendment in enumerate(round_.amendments):
            for key, message in _amendment_faults(amendment, measures, today):
                yield catalogue.sources.problem(MARKERS, (place, "amendments", at, *key), message)


def _amendment_faults(amendment: Amendment, measures: list[str], today: date) -> Iterator[tuple[tuple, str]]:
    decided, deadline = amendment.decided, amendment.deadline
    known = decided or amendment.date
    if decided and amendment.state == "proposed":
        yield ("decided",), f"it was decided ({decided}) and is still 'proposed'; write 'adopted' or 'rejected'"
    if decided and decided.first_day > today:
        yield ("decided",), f"the decision {decided} lies in the future; today is {today}"
    if decided and decided.first_day < amendment.date.first_day:
        yield ("decided",), f"the decision {decided} is before the proposal ({amendment.date}); correct one of them"
    if deadline and deadline < known.first_day:
        yield ("deadline",), f"the new deadline {deadline} is before the change itself ({known}); correct one of them"
    for measure, target in amendment.targets.items():
        if measure not in measures:
            asked = ", ".join(measures)
            yield ("targets", measure), f"the round has no marker {quoted(measure)}; it asks for {asked}"
        if target < 1:
            yield ("targets", measure), f"the target of {measure} is {target}; write the number to reach"


def cities_add_up(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The stated total is the sum of the cities, each of which stands once."""
    membership = catalogue.membership
    total = sum(city.members for city in membership.cities)
    if membership.total is not None and membership.total != total:
        message = f"the total is {membership.total} but the cities add up to {total}; correct one of them"
        yield catalogue.sources.problem(MEMBERSHIP, ("total",), message)
    for place in _repeated((city.city, city.region, city.country) for city in membership.cities):
        yield catalogue.sources.problem(
            MEMBERSHIP, ("cities", place, "city"), f"{quoted(membership.cities[place].city)} stands twice; keep one"
        )


def city_country_is_known(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Each city lies in a country that CLDR names."""
    for place, city in enumerate(catalogue.membership.cities):
        if city.country not in known.countries():
            yield catalogue.sources.problem(MEMBERSHIP, ("cities", place, "country"), unknown_country(city.country))


def city_coordinates_fit(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The coordinates of a city come in pairs, lie near its country, and have a source."""
    membership, sources = catalogue.membership, catalogue.sources
    for place, city in enumerate(membership.cities):
        path = ("cities", place, "latitude")
        if (city.latitude is None) != (city.longitude is None):
            missing = "latitude" if city.latitude is None else "longitude"
            yield sources.problem(MEMBERSHIP, ("cities", place), f"{quoted(city.city)} has no {missing}; add it")
        elif message := outside_country(city.latitude, city.longitude, city.country):
            yield sources.problem(MEMBERSHIP, path, message)
        elif city.latitude is not None and not membership.coordinates:
            message = "nothing says where the coordinates come from; add `coordinates` at the top of the file"
            yield sources.problem(MEMBERSHIP, (), message)


def terms_stand_once(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Each id of the glossary stands once."""
    for place in _repeated(term.id for term in catalogue.glossary):
        yield catalogue.sources.problem(
            GLOSSARY, (place, "id"), f"the id {quoted(catalogue.glossary[place].id)} stands twice; keep one"
        )


def related_terms_are_known(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """`see` leads to other terms of the glossary."""
    ids = [term.id for term in catalogue.glossary]
    for place, term in enumerate(catalogue.glossary):
        for at, other in enumerate(term.see):
            if other not in ids or other == term.id:
                remedy = did_you_mean(other, [id for id in ids if id != term.id])
                message = f"related term {quoted(other)} is no other term of the glossary{remedy}"
                yield catalogue.sources.problem(GLOSSARY, (place, "see", at), message)


def translated_terms_are_known(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A translated term has an English one. Terms not yet translated are no problem: they stay English."""
    ids = [term.id for term in catalogue.glossary]
    for locale, terms in catalogue.translations.items():
        for id in terms:
            if id not in ids:
                file = f"translations/{locale}/data/glossary.yml"
                yield catalogue.sources.problem(
                    file, (id,), f"term {quoted(id)} is not in {GLOSSARY}{did_you_mean(id, ids)}"
                )


def works_are_in_order(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Each work of the library stands once, in a language that CLDR names, and was looked at by today."""
    file = "data/resources.yml"
    for place in _repeated(work.id for work in catalogue.resources):
        yield catalogue.sources.problem(file, (place, "id"), f"the id {quoted(catalogue.resources[place].id)} stands twice; keep one")
    for place, work in enumerate(catalogue.resources):
        if not known.is_language(work.language):
            message = f"language {quoted(work.language)} is not one we know; write its short code, such as es"
            yield catalogue.sources.problem(file, (place, "language"), message)
        if work.checked and work.checked > today:
            yield catalogue.sources.problem(file, (place, "checked"), f"checked {work.checked} lies in the future; today is {today}")


def months_grow(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An entry ages first, is unconfirmed later and expires last."""
    months = catalogue.freshness
    if not months.ageing < months.unconfirmed < months.expired:
        message = (
            f"the months must grow: ageing {months.ageing}, unconfirmed {months.unconfirmed}, expired {months.expired}"
        )
        yield catalogue.sources.problem("data/freshness.yml", ("ageing",), message)


def council_sizes_grow(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The smallest council is not larger than the largest."""
    sizes = catalogue.councils
    if sizes.min > sizes.max:
        yield catalogue.sources.problem(
            "data/councils.yml", ("min",), f"min {sizes.min} is above max {sizes.max}; correct one of them"
        )


def _repeated(keys: Iterable[object]) -> Iterator[int]:
    """The positions of what stood before."""
    seen = set()
    for place, key in enumerate(keys):
        if key in seen:
            yield place
        seen.add(key)
