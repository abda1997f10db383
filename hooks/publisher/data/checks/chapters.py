"""Rules for chapters: who and where they are, what they speak, when they meet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources
from pathlib import PurePosixPath

from publisher.data import known
from publisher.data.meetings import EXAMPLE, ever_meets, rule_fault
from publisher.data.groups import Chapter, Meeting
from publisher.data.models import Catalogue
from publisher.data.problems import Problem, did_you_mean, quoted, suggestion


def each_chapter_once(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """No two files have the same name in the same city."""
    first: dict[tuple, Chapter] = {}
    for chapter in catalogue.chapters:
        place = chapter.place
        key = (chapter.name.casefold(), place and (place.country, (place.city or place.region or "").casefold()))
        if (other := first.setdefault(key, chapter)) is not chapter:
            message = f"{quoted(chapter.name)} stands in {other.file} too; keep one file, or tell the names apart"
            yield catalogue.sources.problem(chapter.file, ("name",), message)


def standing_is_known(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An entry was confirmed by its group, or says which source it comes from and when that was true.

    What a group writes itself also says its country and languages; a record may not know them.
    """
    for chapter in catalogue.chapters:
        if chapter.source and not chapter.as_of:
            yield catalogue.sources.problem(
                chapter.file, ("source",), "the source has no date; add for example `as_of: 2014`"
            )
        if chapter.source:
            continue
        if not chapter.verified:
            message = (
                f"nobody has confirmed this entry; add `verified: {today}`, the day on which the group confirmed it"
            )
            yield catalogue.sources.problem(chapter.file, (), message)
        if not (chapter.place and chapter.place.country):
            yield catalogue.sources.problem(
                chapter.file, ("place",), "the country is missing; add for example `country: PE`"
            )
        if not chapter.languages:
            yield catalogue.sources.problem(
                chapter.file, ("languages",), "the languages are missing; add for example `languages: [es]`"
            )


def country_is_known(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A country is a two-letter code of ISO 3166 that CLDR names."""
    for chapter in catalogue.chapters:
        code = chapter.place and chapter.place.country
        if code and code not in known.countries():
            yield catalogue.sources.problem(chapter.file, ("place", "country"), unknown_country(code))


def unknown_country(code: str) -> str:
    remedy = suggestion(known.like_country(code)) or "; write its two letters, such as PE"
    return f"country {quoted(code)} is not one we know{remedy}"


def coordinates_come_in_pairs(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A place has both coordinates or none."""
    for chapter in catalogue.chapters:
        place = chapter.place
        if place and (place.latitude is None) != (place.longitude is None):
            missing = "latitude" if place.latitude is None else "longitude"
            yield catalogue.sources.problem(
                chapter.file, ("place",), f"the {missing} is missing; give both coordinates or none"
            )


def coordinates_lie_in_the_country(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Coordinates lie within the country's borders, give or take a degree; swapped ones and lost signs show up so."""
    for chapter in catalogue.chapters:
        place = chapter.place
        if place and (message := outside_country(place.latitude, place.longitude, place.country)):
            yield catalogue.sources.problem(chapter.file, ("place", "latitude"), message)


def outside_country(latitude: float | None, longitude: float | None, country: str | None) -> str | None:
    """What is wrong with coordinates outside their country; nothing where one of them is not known."""
    if latitude is None or longitude is None or country not in _boxes() or _inside(latitude, longitude, country):
        return None
    signs = [(-latitude, longitude), (latitude, -longitude), (-latitude, -longitude)]
    if _inside(longitude, latitude, country):
        remedy = "they look swapped"
    elif any(_inside(*spot, country) for spot in signs):
        remedy = "check their signs: south and west are below zero"
    else:
        remedy = "correct them, or the country"
    return f"latitude and longitude lie outside {known.countries()[country]}; {remedy}"


def _inside(latitude: float, longitude: float, country: str) -> bool:
    return any(west <= longitude <= east and south <= latitude <= north for west, south, east, north in _boxes()[country])


@cache
def _boxes() -> dict[str, list[list[int]]]:
    """Country → [west, south, east, north] of each piece of its land; some territories have none. See boxes_from_atlas."""
    return json.loads((resources.files("publisher.data") / "country-boxes.json").read_text("utf-8"))


def languages_are_known(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A language is a BCP 47 code of a language, script and region that CLDR names; each stands once."""
    for chapter in catalogue.chapters:
        for place, tag in enumerate(chapter.languages):
            if not known.is_language(tag):
                remedy = suggestion(known.like_language(tag, catalogue.locales)) or "; write its short code, such as es"
                message = f"language {quoted(tag)} is not one we know{remedy}"
                yield catalogue.sources.problem(chapter.file, ("languages", place), message)
            elif tag in chapter.languages[:place]:
                yield catalogue.sources.problem(
                    chapter.file, ("languages", place), f"language {quoted(tag)} stands twice; keep one"
                )


def about_is_in_our_languages(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """`about` has texts for languages of the site only: others would be shown nowhere."""
    for chapter in catalogue.chapters:
        for locale in chapter.about:
            if locale not in catalogue.locales:
                near = known.like_language(locale, catalogue.locales)
                remedy = (
                    suggestion(near if near in catalogue.locales else None)
                    or f"; the site has {', '.join(catalogue.locales)}"
                )
                yield catalogue.sources.problem(
                    chapter.file, ("about", locale), f"language {quoted(locale)} is not one of the site's{remedy}"
                )


def part_of_is_known(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A chapter or federation is part of a federation or of another chapter, and no circle leads back to it."""
    members = (*catalogue.federations, *catalogue.chapters)
    parents = {member.slug: member.part_of for member in members}
    files = [PurePosixPath(file).stem for file in catalogue.sources.lines if file.startswith(("data/chapters/", "data/federations/"))]
    for member in members:
        above, seen = member.part_of, []
        if above and above not in files:
            remedy = did_you_mean(above, files) or "; add it or delete the line"
            message = f"part_of {quoted(above)} is no file of data/federations or data/chapters{remedy}"
            yield catalogue.sources.problem(member.file, ("part_of",), message)
        while above and above not in seen:
            seen.append(above)
            above = parents.get(above)
        if member.slug in seen:
            message = f"part_of leads back to this entry ({' → '.join([member.slug, *seen])}); remove one of them"
            yield catalogue.sources.problem(member.file, ("part_of",), message)


def federation_has_its_own_name(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A federation and a chapter do not share a file name, since part_of names either; its country is known."""
    for federation in catalogue.federations:
        if catalogue.chapter(federation.slug):
            message = f"data/chapters/{federation.slug}.yml has the same name; rename one of the files"
            yield Problem(federation.file, 0, message)
        if federation.country and federation.country not in known.countries():
            yield catalogue.sources.problem(federation.file, ("country",), unknown_country(federation.country))
        if federation.verified and federation.verified > today:
            message = f"verified {federation.verified} lies in the future; today is {today}"
            yield catalogue.sources.problem(federation.file, ("verified",), message)


def dates_have_come(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """What a chapter says was so has happened: no date but a meeting's lies after today."""
    for chapter in catalogue.chapters:
        dates = {
            ("founded",): chapter.founded,
            ("since",): chapter.since,
            ("members", "as_of"): chapter.members and chapter.members.as_of,
            ("verified",): chapter.verified,
            ("as_of",): chapter.as_of,
        }
        for path, day in dates.items():
            if day and getattr(day, "first_day", day) > today:
                message = f"{path[-1]} {day} lies in the future; today is {today}"
                yield catalogue.sources.problem(chapter.file, path, message)


def dates_follow_each_other(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Nothing is confirmed, counted or changed before the year in which the group was founded."""
    for chapter in catalogue.chapters:
        if not chapter.founded:
            continue
        later = {
            ("since",): chapter.since and chapter.since.year,
            ("members", "as_of"): chapter.members and chapter.members.as_of.year,
            ("verified",): chapter.verified and chapter.verified.year,
        }
        for path, year in later.items():
            if year and year < chapter.founded.year:
                message = f"{path[-1]} {year} is before the group was founded ({chapter.founded}); correct one of them"
                yield catalogue.sources.problem(chapter.file, path, message)


def zone_is_known(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A time zone has its name in the IANA database."""
    for chapter in catalogue.chapters:
        if chapter.meeting and (zone := chapter.meeting.zone) not in known.zones():
            remedy = suggestion(known.like_zone(zone)) or "; write continent and city, such as America/Lima"
            yield catalogue.sources.problem(
                chapter.file, ("meeting", "zone"), f"time zone {quoted(zone)} is not one we know{remedy}"
            )


def meeting_happens(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A meeting's rule can be followed, ends after it starts, and leads to at least one day."""
    for chapter in catalogue.chapters:
        meeting = chapter.meeting
        if meeting and (fault := _meeting_fault(meeting)):
            yield catalogue.sources.problem(
                chapter.file, ("meeting", "rule"), f"the rule {quoted(meeting.rule)} {fault}"
            )


def _meeting_fault(meeting: Meeting) -> str | None:
    if fault := rule_fault(meeting.rule):
        return fault
    until = re.search("UNTIL=([0-9]{8})", meeting.rule)
    if until and until[1] < f"{meeting.starts:%Y%m%d}":
        return f"ends before the meetings start ({meeting.starts}); correct UNTIL or starts"
    return None if ever_meets(meeting) else f"never happens; {EXAMPLE}"
