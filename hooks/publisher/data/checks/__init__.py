"""What the data must hold beyond its form. CHECKS is the list of rules; each one's docstring is the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from publisher.data.checks import chapters, contacts, decisions, records, tours
from publisher.data.models import Catalogue
from publisher.data.problems import Problem

Check = Callable[[Catalogue, date], Iterator[Problem]]

CHECKS: list[Check] = [
    chapters.each_chapter_once,
    chapters.standing_is_known,
    chapters.country_is_known,
    chapters.coordinates_come_in_pairs,
    chapters.coordinates_lie_in_the_country,
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
    records.city_coordinates_fit,
    records.terms_stand_once,
    records.related_terms_are_known,
    records.translated_terms_are_known,
    records.works_are_in_order,
    records.months_grow,
    records.council_sizes_grow,
    decisions.stages_follow_each_other,
    decisions.the_past_has_come,
    decisions.result_fits_its_day,
    decisions.options_stand_once,
    decisions.tally_adds_up,
    tours.reach_grows,
    tours.plan_has_happened,
    tours.work_is_paid,
    tours.currency_is_known,
    tours.costs_stand_once,
    tours.stops_stand_once,
    tours.spots_are_where_they_say,
    tours.one_training_a_day,
]


def find_problems(catalogue: Catalogue, today: date) -> list[Problem]:
    """Every problem of every check, sorted."""
    return sorted({problem for check in CHECKS for problem in check(catalogue, today)})
