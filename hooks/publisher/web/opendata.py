"""The directory as open data: JSON with everything, GeoJSON for maps, CSV for spreadsheets.

Names of fields are those of the models and never change; what is not known is null or an empty list.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO

from babel import Locale

from publisher.data.continents import CONTINENTS
from publisher.data.functional import FunctionalTest, functional_test
from publisher.data.known import countries
from publisher.data.groups import Chapter, Headcount, Meeting, Place, Roles
from publisher.maps.geography import located
from publisher.site import Site
from publisher.web import exchange

COMPUTED = {  # what is added to the fields of Chapter
    "file": "the entry's file in the repository",
    "pages": "the page's address in each language of the site",
    "country_name": "the country's English name",
    "continent": "the continent's UN M49 code; AQ for Antarctica",
    "continent_name": "the continent's English name",
    "freshness": "fresh, ageing, unconfirmed or expired on the day of the file",
    "functional": "the functional-chapter test: its answer, and each criterion with what is needed and found",
    "next_meetings": "up to three meetings within a year, in the chapter's time zone",
    "calendar": "the address of the chapter's own calendar",
}
NESTED = {"place": Place, "members": Headcount, "meeting": Meeting, "roles": Roles}
FILE_COLUMNS = ("data_as_of", "licence")  # of the CSV file, the same on every line
BETWEEN = " | "  # between the items of a list in one cell


def chapters_json(site: Site) -> bytes:
    """Every chapter with every field, and what is computed from them."""
    return _json(_about(site) | {"chapters": [record(site, chapter) for chapter in site.catalogue.chapters]})


def chapters_geojson(site: Site) -> bytes:
    """The chapters with coordinates as points (RFC 7946: longitude first); `place_precision` says of what.

    The properties are the columns of the CSV file.
    """
    features = [
        {
            "type": "Feature",
            "id": chapter.slug,
            "geometry": {"type": "Point", "coordinates": [chapter.place.longitude, chapter.place.latitude]},
            "properties": row(site, chapter),
        }
        for chapter in located(site.catalogue.chapters)
    ]
    return _json({"type": "FeatureCollection"} | _about(site) | {"features": features})


def chapters_csv(site: Site) -> bytes:
    """One line for each chapter; UTF-8 with a byte order mark, without which spreadsheets garble names."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*columns(site), *FILE_COLUMNS])
    for chapter in site.catalogue.chapters:
        writer.writerow([*map(_cell, row(site, chapter).values()), site.today.isoformat(), exchange.LICENCE])
    return text.getvalue().encode("utf-8-sig", "replace")


def record(site: Site, chapter: Chapter) -> dict:
    """The fields of a chapter in the order of the model, then those of COMPUTED, all ready for JSON."""
    return _record(site, chapter, site.tests[chapter.slug])


def _record(site: Site, chapter: Chapter, test: FunctionalTest) -> dict:
    country = chapter.place.country if chapter.place else None
    code = CONTINENTS.get(country)
    computed = (
        chapter.file,
        {language.locale: exchange.chapter_page(site, chapter, language) for language in site.languages},
        countries().get(country),
        code,
        Locale("en").territories.get(code),
        site.catalogue.freshness.age(chapter.verified, site.today),
        _functional(test),
        [
            {
                "date": f"{start:%Y-%m-%d}",
                "time": f"{start:%H:%M}",
                "zone": chapter.meeting.zone,
                "starts": start.isoformat(),
            }
            for start in site.meetings.get(chapter.slug, ())[:3]
        ],
        site.url + exchange.CHAPTER_CALENDAR.format(slug=chapter.slug) if chapter.meeting else None,
    )
    return chapter.model_dump(mode="json") | dict(zip(COMPUTED, computed, strict=True))


def _functional(test: FunctionalTest) -> dict:
    """`{"answer": "met", "people": {"answer": "met", "needed": 5, "found": 12, "decides": true}, …}`."""
    criteria = {
        item.name: {"answer": item.answer.value, "needed": item.needed, "found": item.found, "decides": item.decides}
        for item in test.criteria
    }
    return {"answer": test.answer.value} | criteria


def columns(site: Site) -> list[str]:
    """The columns of the CSV file; they depend on the models and on the site's languages only."""
    blank = Chapter.model_construct(slug="", name="", kind="chapter", state="forming")
    test = functional_test(blank, site.catalogue.functional, site.today)
    return list(dict(_flat(site, _record(site, blank, test))))


def row(site: Site, chapter: Chapter) -> dict:
    """A record without depth: `place` with its `city` is `place_city`; lists stay lists of text or of numbers."""
    return dict(_flat(site, record(site, chapter)))


def _flat(site: Site, values: Mapping) -> Iterator[tuple[str, object]]:
    locales = [language.locale for language in site.languages]
    for name, value in values.items():
        if name in NESTED:
            yield from ((f"{name}_{part}", (value or {}).get(part)) for part in NESTED[name].model_fields)
        elif name in ("about", "pages"):
            yield from ((f"{name}_{locale}", value.get(locale)) for locale in locales)
        elif name == "functional":
            yield "functional", value["answer"]
            yield from ((f"functional_{part}", found["answer"]) for part, found in value.items() if part != "answer")
        elif name == "next_meetings":
            yield name, [meeting["starts"] for meeting in value]
        elif name in ("contacts", "links"):
            yield name, [" ".join(filter(None, item.values())) for item in value]
        else:
            yield name, value


def _cell(value: object) -> object:
    """A value as a spreadsheet takes it: text can be no formula, numbers stay numbers, unknown is empty."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return _cell(BETWEEN.join(map(str, value)))
    return exchange.inert(value) if isinstance(value, str) else value


def _about(site: Site) -> dict:
    """Who publishes the data, how they may be used, and the day for which they are true."""
    return {
        "title": f"{site.name} chapters",
        "publisher": site.organisation,
        "licence": exchange.LICENCE,
        "licence_link": exchange.LICENCE_LINK,
        "documentation": site.absolute(exchange.DOCUMENTATION, site.default),
        "as_of": site.today.isoformat(),
    }


def _json(value: object) -> bytes:
    # lone surrogates are no text: UTF-8 has no bytes for them
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
