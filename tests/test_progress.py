"""How a round of markers stands: pace, forecast, states, and what pages, files and the badge say of it."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import conftest
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from publisher.data.counting import counted, counts
from publisher.data.groups import Chapter, Federation
from publisher.data.rounds import MarkerRound
from publisher.data.progress import beside, progress
from publisher.data.reading import read_catalogue
from publisher.generated.councils import SIZE, councils, drawn, federation_picture
from publisher.generated.markerchart import cells, chart
from publisher.generated.markers import markers, reasons
from publisher.generated.rendering import Renderer
from publisher.languages import languages
from publisher.pages.placeholders import VALUES
from publisher.site import read_site
from publisher.web.markerfiles import FIELDS, badge, markers_json
from pydantic import TypeAdapter

TODAY = date(2026, 11, 21)
CASES = Path(__file__).parent / "cases" / "progress"
ALL_CASES = [
    pytest.param(case, id=f"{file.stem}: {case['case']}")
    for file in sorted(CASES.glob("*.yml"))
    for case in yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # dates stay text, as in the data files
]
SVG = "{http://www.w3.org/2000/svg}"


def basic(target="20", readings=(), also=(), decided=None, outcome=None, amendments=(), **fields):
    """A round that asks for chapters, from the few words of a case."""
    pairs = readings.items() if isinstance(readings, dict) else readings
    given = {
        "id": "case",
        "title": "A case",
        "decided": {"how": "By hand."} | ({"when": decided} if decided else {}),
        "deadline": "2026-12-31",
        "rule": "all",
        "follows": "Nothing.",
        "markers": [{"measure": "chapters", "target": target}, *({"measure": m, "target": t} for m, t in dict(also).items())],
        "readings": [{"date": day, "values": {"chapters": number}, "source": "The case"} for day, number in pairs],
        "amendments": [{"text": "A change.", "source": "The case"} | change for change in amendments],
        **fields,
    }
    if outcome:
        given["outcome"] = {"result": outcome, "text": "So it was."}
    return TypeAdapter(MarkerRound).validate_python(_numbers(given))


def _numbers(value):
    """Targets are numbers; figures and dates stay text."""
    if isinstance(value, dict):
        return {
            key: {m: int(t) for m, t in found.items()} if key == "targets" else int(found) if key == "target" else _numbers(found)
            for key, found in value.items()
        }
    return tuple(map(_numbers, value)) if isinstance(value, list) else value


def as_said(found, marker):
    """All that a case may expect, as it would write it."""
    text = lambda day: day.isoformat() if day else "null"  # noqa: E731
    need, forecast = marker.need, marker.forecast
    return {
        "state": found.state,
        "course": [" ".join(filter(None, (step.state, step.when and str(step.when)))) for step in found.steps],
        "deadline": text(found.deadline),
        "target": str(marker.target),
        "figure": str(marker.figure) if marker.figure else "null",
        "share": str(marker.share),
        "met": str(marker.met).lower(),
        "paces": [str(round(pace.monthly, 2)) for pace in marker.paces],
        "need": {"missing": str(need.missing), "start": text(need.start), "monthly": str(round(need.monthly, 2))} if need else "null",
        "forecast": {
            "basis": forecast.basis,
            "day": text(forecast.day),
            "earliest": text(forecast.earliest),
            "latest": text(forecast.latest),
        },
    }


@pytest.mark.parametrize("case", ALL_CASES)
def test_case(case):
    """A round on a day stands as was worked out by hand."""
    found = progress(basic(**case["round"]), date.fromisoformat(case["today"]))
    said = as_said(found, found.markers[0])
    assert {key: said[key] for key in case["expect"]} == case["expect"]


# Laws

days = st.dates(date(1950, 1, 1), date(2150, 1, 1)).map(date.isoformat)
partly = days.flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))
figures = st.tuples(st.sampled_from(["", "over ", "about ", "under "]), st.integers(0, 999_999_999)).map(lambda f: f"{f[0]}{f[1]}")
changes = st.fixed_dictionaries(
    {"date": partly, "state": st.sampled_from(["proposed", "adopted", "rejected"])},
    optional={"decided": partly, "deadline": days, "targets": st.dictionaries(st.just("chapters"), st.integers(0, 10_000_000))},
)
absurd = st.fixed_dictionaries(
    {
        "target": st.integers(0, 10_000_000).map(str),
        "deadline": days,
        "rule": st.sampled_from(["all", "any"]),
        "readings": st.lists(st.tuples(partly, figures), max_size=6),
        "amendments": st.lists(changes, max_size=3),
    },
    optional={"decided": partly, "outcome": st.sampled_from(["reached", "missed", "unknown"])},
)


@given(absurd, st.dates(date(1900, 1, 1), date(2200, 1, 1)))
@settings(deadline=None, max_examples=300)
def test_laws(fields, today):
    """Whatever the readings, targets and dates, in whatever order: shares, places and forecasts stay in their bounds."""
    found = progress(basic(**fields), today)
    assert found.steps[0].state == "open"
    for marker in found.markers:
        forecast = marker.forecast
        assert 0 <= marker.share <= 1
        assert not marker.met or marker.share == 1
        assert (forecast.day is not None) == (forecast.basis == "pace")
        if forecast.day:
            assert marker.readings[-1].date.first_day < forecast.earliest <= forecast.day
            assert forecast.latest is None or forecast.day <= forecast.latest
        assert marker.need is None or (marker.need.missing > 0 and marker.need.days > 0)
        assert len(cells(marker)) in (0, marker.target)
        for mirrored in (False, True):
            drawing = chart(marker, found, mirrored=mirrored)
            assert all(0 <= dot.x <= 100 and 0 <= dot.y <= 100 for dot in drawing.dots)
            assert all(0 <= line.x <= 100 for line in drawing.deadlines)
            assert sum(not line.former for line in drawing.deadlines) == 1


@given(st.lists(st.integers(0, 100), min_size=1, max_size=5), st.integers(0, 400))
def test_time_alone_undoes_nothing(numbers, later):
    """A round that was reached stays reached, and one that has ended never opens again by itself."""
    start = date(2026, 1, 1)
    round = basic(readings=[[(start + timedelta(30 * at)).isoformat(), str(number)] for at, number in enumerate(numbers)], deadline="2026-06-30")
    before, after = (progress(round, start + timedelta(days)).state for days in (200, 200 + later))
    assert before in ("met", "unknown", "missed", "open")
    assert after == before or before == "open"


# The record


@pytest.fixture(scope="module")
def real():
    """The data of this repository on 21 November 2026."""
    config = yaml.safe_load((conftest.PROJECT / "mkdocs.yml").read_text("utf-8"))
    catalogue, problems = read_catalogue(conftest.PROJECT, [language.locale for language in languages(config)], TODAY)
    assert problems == []
    return catalogue


def test_round_of_2014(real):
    """3,500 members, 20 chapters, 3 continents by 12 June 2014: missed, with 6 chapters at the last reading."""
    found = progress(real.markers[0], TODAY)
    members, chapters, continents = found.markers
    assert [(m.measure, m.target, str(m.figure), m.met) for m in found.markers] == [
        ("members", 3500, "over 3500", True),
        ("chapters", 20, "6", False),
        ("continents", 3, "3", True),
    ]
    assert as_said(found, chapters)["course"] == ["open", "missed 2014-06-12"]
    assert chapters.share == 0.3
    assert (chapters.forecast.basis, continents.forecast.basis) == ("too-few-readings", "met")
    assert (chapters.need.missing, chapters.need.days) == (14, 35)  # from 8 May to 12 June
    assert round(chapters.need.monthly, 1) == 12.2  # 14 / 35 × 30.4375
    assert round(members.pace.monthly, 1) == 84.7  # 2,050 in the 737 days from 1 May 2012 × 30.4375


@pytest.mark.parametrize("today", [date(2014, 5, 10), date(2014, 6, 12), date(2014, 6, 13), date(2050, 1, 1)])
def test_record_stays_missed(real, today):
    """What members know of 2014 does not change with the day on which the page is built."""
    assert progress(real.markers[0], today).state == "missed"


def test_checks_stay_green_as_time_passes():
    """The real data have no problem ten years on, even if nobody touches the markers again."""
    _, problems = read_catalogue(conftest.PROJECT, ["en"], date(2036, 11, 21))
    assert [str(problem) for problem in problems if "markers" in problem.file] == []


def test_directory_beside_the_record(real):
    """What the directory counts stands beside the last reading of the same measure, with the difference."""
    rows = {row.measure: (row.count, str(row.figure), row.difference) for row in beside(real.markers[0], counted(real, TODAY))}
    assert rows == {"chapters": (0, "6", -6), "countries": (0, "76", -76), "continents": (0, "3", -3)}


# What pages, sentences and files say


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """The sample project as it was read, on 21 November 2026."""
    folder = conftest.lay_out(tmp_path_factory.mktemp("progress") / "project")
    assert conftest.run("publisher.cli", "stamp", cwd=folder).returncode == 0
    found, problems = read_site(folder, TODAY)
    assert problems == []
    return found


def with_catalogue(site, **fields):
    return replace(site, catalogue=site.catalogue.model_copy(update=fields))


def test_every_placeholder_has_a_value(read):
    """Sentences can use each value, also in a project without rounds or readings."""
    for rounds in (read.catalogue.markers, (basic(),), ()):
        values = Renderer(with_catalogue(read, markers=rounds), read.default).values
        assert {*VALUES} <= {*values}
    values = Renderer(read, read.default).values
    assert values["markers.chapters.reading"] == "6"
    assert values["markers.members.reading"] == "over 3,500"
    assert values["markers.live.chapters"] == "1"
    assert values["markers.live.date"] == read.default.date(TODAY)


def test_reasons_agree_with_the_count(read):
    """A chapter counts exactly when nothing keeps it from counting."""
    renderer = Renderer(read, read.default)
    for chapter in read.catalogue.chapters:
        assert counts(chapter, read.catalogue, TODAY) == (reasons(renderer, chapter) == [])
    assert read.live == counted(read.catalogue, TODAY)


LIMA = {"slug": "lima", "name": "Lima", "kind": "chapter", "state": "active", "verified": "2026-11-01"}


@pytest.mark.parametrize(
    "fields, said",
    [
        ({"kind": "affiliate"}, ["an affiliate, not a chapter"]),
        ({"state": "paused"}, ["paused", "number of people not known", "meetings not known", "agreements or roles not known"]),
        ({"verified": None, "members": {"count": 3, "as_of": "2026-10"}}, ["no group has confirmed the entry", "3 people of 5", "meetings not known", "agreements or roles not known"]),
        ({"agreements": False}, ["number of people not known", "meetings not known", "no common agreements or no roles"]),
    ],
)
def test_reasons_in_words(read, fields, said):
    chapter = TypeAdapter(Chapter).validate_python(LIMA | fields)
    site = with_catalogue(read, chapters=(chapter,))
    assert reasons(Renderer(site, site.default), chapter) == said


@pytest.mark.parametrize("case", ALL_CASES)
def test_page_of_any_round(read, case):
    """The block renders for every round that the cases know, with each chart's words and no empty label."""
    site = replace(with_catalogue(read, markers=(basic(**case["round"]),)), today=date.fromisoformat(case["today"]))
    renderer = Renderer(site, site.default)
    html = renderer.render("markers.html", "markers.md", **markers(renderer))
    assert 'aria-current="step"' in html
    assert "None" not in re.sub("None is a count", "", re.sub("<[^>]*>", "", html))
    for drawing in re.findall(r"<svg class=\"chart.*?</svg>", html, re.DOTALL):
        assert ElementTree.fromstring(drawing).get("aria-label").startswith("Chapters. ") or case["round"].get("also")


def test_json(read):
    """The data file names its fields, and holds the sample's round as the page shows it."""
    data = json.loads(markers_json(read))
    assert data["as_of"] == "2026-11-21"
    assert data["directory"] == {"chapters": 1, "countries": 1, "continents": 1}
    (round,) = data["rounds"]
    for field in FIELDS:
        place = data
        for part in field.split("."):
            place = place[part][0] if isinstance(place[part], list) and place[part] else place[part]
    chapters = next(marker for marker in round["markers"] if marker["measure"] == "chapters")
    assert (chapters["target"], chapters["share"], chapters["reading"]["number"]) == (20, 0.3, 6)
    assert markers_json(with_catalogue(read, markers=())).startswith(b"{")


@pytest.mark.parametrize("locale", conftest.LOCALES)
def test_badge(read, locale):
    """The badge is a picture with a name, holds no script, and begins where the language begins."""
    language = read.language(locale)
    picture = ElementTree.fromstring(badge(read, language))
    assert picture.get("direction") == language.direction
    assert len(picture.findall(f"{SVG}g")) == 3
    assert picture.find(f"{SVG}title").text
    assert not picture.findall(f".//{SVG}script")
    start = int(picture.find(f"{SVG}text").get("x"))
    assert (start > 180) == (language.direction == "rtl")


def test_real_pages(real_site):
    """The published page says 6 of 20, the state and the day of the count; the home page says it in short."""
    page, home = ((real_site / path / "index.html").read_text("utf-8") for path in ("markers", "."))
    for html in (page, home):
        assert "6 of 20" in html
        assert "Missed" in html
    assert page.count('class="chart__drawing"') == 3
    assert "6 (8 May 2014)" in page
    assert "no group has confirmed the entry" in page
    assert (real_site / "badges/markers.svg").is_file()
    assert (real_site / "el/badges/markers.svg").is_file()


# The federation


def federation(slug, level, part_of=None):
    return Federation(slug=slug, name=slug.title(), level=level, part_of=part_of)


def member(slug, part_of, count=None, **fields):
    members = {"count": count, "as_of": "2026-10"} if count else None
    return TypeAdapter(Chapter).validate_python(LIMA | {"slug": slug, "name": slug.title(), "part_of": part_of, "members": members, **fields})


@pytest.fixture
def nested(read):
    federations = (federation("city", "city", "country"), federation("country", "country", "world"), federation("world", "international"))
    chapters = (member("one", "city", 51), member("two", "city", 50), member("alone", None), member("gone", "city", state="closed"), member("shop", "city", kind="affiliate"))
    return with_catalogue(read, federations=federations, chapters=chapters)


def outline(councils):
    return {council.record.slug: outline(council.parts) for council in councils}


def test_councils_nest(nested):
    """Each council stands in the one that it belongs to; affiliates and closed chapters stand in none."""
    assert outline(councils(nested)) == {"world": {"country": {"city": {"one": {}, "two": {}}}}, "alone": {}}


def test_large_councils_are_flagged(nested):
    """A council above the largest size leads to the guide for splitting; one of just that size does not."""
    renderer = Renderer(nested, nested.default)
    html = renderer.render("federation-picture.html", "federation.md", **federation_picture(renderer))
    assert html.count("toolkit/meet/splitting/") == 1
    assert re.search(r"51 people.*?splitting", html, re.DOTALL)


def test_no_federation_is_said(read):
    """Without federations on record the page says so, and draws no circles."""
    renderer = Renderer(read, read.default)
    html = renderer.render("federation-picture.html", "federation.md", **federation_picture(renderer))
    assert "No federation or branch is on record." in html
    assert "<svg" not in html
    assert "Lima" in html


@given(st.lists(st.integers(0, 12), min_size=1, max_size=12))
def test_circles_lie_in_each_other(sizes):
    """Every circle lies in the drawing and overlaps no neighbour; too many councils are not drawn at all."""
    from publisher.generated.councils import Council

    parts = tuple(
        Council(federation(f"f{at}", "city"), tuple(Council(member(f"c{at}-{i}", f"f{at}"), ()) for i in range(size)))
        for at, size in enumerate(sizes)
    )
    roots = (Council(federation("world", "international"), parts),)
    number = {council.path: at for at, council in enumerate(roots[0].all(), 1)}
    circles = drawn(roots, number)
    assert len(circles) in (0, len(number))
    for circle in circles:
        assert circle.radius <= min(circle.x, circle.y, SIZE - circle.x, SIZE - circle.y)
    neighbours = [circle for circle in circles if circle.council in parts]
    for at, one in enumerate(neighbours):
        for other in neighbours[at + 1 :]:
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 > (one.radius + other.radius) ** 2
