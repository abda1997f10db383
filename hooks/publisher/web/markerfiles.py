"""The markers for other programs and other sites: a JSON file, and a badge in each language.

Names of fields never change; what is not known is null or an empty list. FIELDS says what each field holds.
"""

from __future__ import annotations

import json
from datetime import date

from publisher.data.rounds import Reading
from publisher.data.progress import MarkerProgress, RoundProgress, beside, progress
from publisher.data.values import Figure
from publisher.generated.rendering import Renderer
from publisher.languages import Language
from publisher.site import Site
from publisher.web import exchange
from publisher.web.exchange import clean

WIDTH, ROW = 360, 42  # of the badge and of each marker in it
PAGE = "markers.md"

FIELDS = {
    "as_of": "the day of the file, on which the directory was counted and the rounds stood so",
    "directory": "what the directory counts that day: functional chapters, and countries and continents with one",
    "rounds": "the rounds of markers, the oldest first",
    "rounds.id": "a short name that stays",
    "rounds.state": "open, extended, met, missed, or unknown (ended, and the result is not on record)",
    "rounds.course": "the states so far, each with the day on which it began",
    "rounds.deadline": "the last day, with the changes in force; first_deadline is the one first set",
    "rounds.rule": "whether all markers are needed, or any one",
    "rounds.markers": "each number to reach; first_target is the one first set",
    "rounds.markers.reading": "the last reading; number with qualifier over, about, under or null",
    "rounds.markers.share": "0 to 1: how much of the target the last reading is",
    "rounds.markers.paces": "growth per month between one reading and the next",
    "rounds.markers.needed": "what was missing, from which day until the deadline, and the growth per month for it",
    "rounds.markers.forecast": "the day at the last pace, with its range; basis says why there is none",
    "rounds.readings": "all readings with their source",
    "rounds.amendments": "changes that were proposed, adopted or rejected",
    "rounds.outcome": "how the round ended, in the words of the record",
}


def markers_json(site: Site) -> bytes:
    """All rounds with readings, state, pace and forecast, and what the directory counts."""
    rounds = [progress(round, site.today) for round in site.catalogue.markers]
    value = {
        "title": f"{site.name} markers",
        "publisher": site.organisation,
        "licence": exchange.LICENCE,
        "licence_link": exchange.LICENCE_LINK,
        "documentation": site.absolute(exchange.DOCUMENTATION, site.default),
        "as_of": site.today.isoformat(),
        "fields": FIELDS,
        "directory": dict(site.live),
        "rounds": [_round(site, found) for found in rounds],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _round(site: Site, found: RoundProgress) -> dict:
    round = found.round
    first = {marker.measure: marker.target for marker in round.markers}
    return {
        "id": round.id,
        "title": round.title,
        "decided": round.decided.model_dump(mode="json"),
        "first_deadline": round.deadline.isoformat(),
        "deadline": found.deadline.isoformat(),
        "rule": round.rule,
        "follows": round.follows,
        "state": found.state,
        "course": [{"state": step.state, "from": _text(step.when)} for step in found.steps],
        "markers": [_marker(marker) | {"first_target": first[marker.measure]} for marker in found.markers],
        "beside_the_directory": [
            {"measure": row.measure, "directory": row.count, "reading": _figure(row.figure), "difference": row.difference}
            for row in beside(round, site.live)
        ],
        "readings": [_reading(reading) for reading in round.readings],
        "amendments": [change.model_dump(mode="json") for change in round.amendments],
        "outcome": round.outcome.model_dump(mode="json") if round.outcome else None,
    }


def _marker(marker: MarkerProgress) -> dict:
    need, forecast = marker.need, marker.forecast
    return {
        "measure": marker.measure,
        "target": marker.target,
        "reading": _figure(marker.figure) | {"date": str(marker.reading.date)} if marker.figure else None,
        "met": marker.met,
        "share": round(marker.share, 4),
        "paces": [
            {"from": str(pace.start.date), "to": str(pace.end.date), "monthly": round(pace.monthly, 2)}
            for pace in marker.paces
        ],
        "needed": {
            "missing": need.missing,
            "from": need.start.isoformat(),
            "to": need.end.isoformat(),
            "monthly": round(need.monthly, 2),
        }
        if need
        else None,
        "forecast": {
            "basis": forecast.basis,
            "day": _text(forecast.day),
            "earliest": _text(forecast.earliest),
            "latest": _text(forecast.latest),
        },
    }


def _reading(reading: Reading) -> dict:
    return {
        "date": str(reading.date),
        "values": {measure: _figure(figure) for measure, figure in reading.values.items()},
        "source": reading.source,
        "note": reading.note,
    }


def _figure(figure: Figure | None) -> dict | None:
    return {"number": figure.number, "qualifier": figure.qualifier} if figure else None


def _text(day: object | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else str(day) if day else None


def badge(site: Site, language: Language) -> bytes:
    """The latest round as a small picture: each marker's last reading, the state, and the date of the reading."""
    renderer = Renderer(site, language)
    found = progress(site.catalogue.markers[-1], site.today)
    last = found.round.last_reading
    gettext = renderer.words.gettext
    picture = renderer.render(
        "badge.svg",
        PAGE,
        found=found,
        title=clean(gettext("%(name)s: markers") % {"name": site.name}),
        reading=gettext("Reading of %(day)s.") % {"day": renderer.day(last.date)} if last else gettext("not on record"),
        deadline=gettext("Deadline: %(day)s") % {"day": language.date(found.deadline)},
        of=gettext("%(figure)s of %(target)s"),
        width=WIDTH,
        height=92 + ROW * len(found.markers),
        row=ROW,
        mirrored=language.direction == "rtl",
    )
    return picture.encode()
