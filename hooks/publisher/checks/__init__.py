"""What the data must hold beyond its form. CHECKS is the list of rules; each one's docstring is the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from publisher.checks import chapters, contacts, records
from publisher.models import Catalogue
from publisher.problems import Problem

Check = Callable[[Catalogue, date], Iterator[Problem]]

CHECKS: list[Check] = [
    chapters.each_chapter_once,
    chapters.standing_is_known,
    chapters.country_is_known,
    chapters.coordinates_come_in_pairs,
    chapters.coordinates_lie_near_the_country,
    chapters.languages_are_known,
    chapters.about_is_in_our_languages,
    chapters.part_of_is_known,
    chapters.federation_has_its_own_name,
    chapters.dates_have_come,
    chapters.dates_follow_each_other,
    chapters.zone_is_known,
    chapters.meeting_happens,
    contacts.can_be_reached,
    contacts.contact_is_a_role,
    records.marker_has_a_target,
    records.rounds_and_measures_stand_once,
    records.readings_are_in_order,
    records.reading_answers_the_markers,
    records.deadline_follows_the_decision,
    records.counts_and_proposals_have_come,
    records.amendments_fit_the_round,
    records.cities_add_up,
    records.city_country_is_known,
    records.small_cities_are_left_out,
    records.terms_stand_once,
    records.related_terms_are_known,
    records.translated_terms_are_known,
    records.months_grow,
    records.council_sizes_grow,
]


def find_problems(catalogue: Catalogue, today: date) -> list[Problem]:
    """Every problem of every check, sorted."""
    return sorted({problem for check in CHECKS for problem in check(catalogue, today)})
