"""Decisions, where to start next, the reach of messages and the tour: worked by hand, and absurd input."""

from datetime import date
from decimal import Decimal
from itertools import permutations, product
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from publisher.data import records
from publisher.data.groups import Chapter, Place
from publisher.data.rounds import CityCount, Membership
from publisher.data.reading import OPTIONAL, read_catalogue, read_document
from publisher.data.record import Record
from publisher.data.records import Cost, Option, Proposal, Reach, Result, Source, Spot, Stages, Stop, Tally, Tour
from publisher.data.values import Figure, PartialDate
from publisher.generated.decisions import last_word, standing
from publisher.generated.membership import candidates, total
from publisher.generated.reach import answers, expected, messages, needed
from publisher.generated.rendering import Renderer
from publisher.generated.tour import TALLEST, WIDTH, apart, budget, drawing, legs, members_in, route
from publisher.generated.tourpage import money, tour_context
from publisher.site import read_site
from publisher.web.decisionfiles import decisions_feed, deadlines, tour_calendar

from test_reading import LOCALES, lay_out, problems_in

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 21)
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['case']}")
    for file in sorted((ROOT / "tests/cases/records").glob("*.yml"))
    for case in yaml.safe_load(file.read_text("utf-8"))
]


@pytest.fixture(scope="module")
def real():
    """What the data of this repository say; pages and translations are not looked at."""
    catalogue, problems = read_catalogue(ROOT, ("en",), TODAY)
    assert problems == []
    return catalogue


@pytest.mark.parametrize("case", CASES)
def test_case(case, tmp_path):
    """The files of a case give its problems: all of them, in order, and no others."""
    assert problems_in(lay_out(tmp_path, case["files"])) == case.get("problems", "").splitlines()


def test_project_may_do_without(tmp_path):
    """Without decisions, reach and tour there is nothing of them, and no problem."""
    catalogue, _ = read_catalogue(lay_out(tmp_path, {}), LOCALES, TODAY)
    assert (catalogue.decisions, catalogue.reach, catalogue.tour) == ((), None, None)


@pytest.mark.parametrize("model", sorted(Record.__subclasses__(), key=lambda model: model.__name__), ids=lambda model: model.__name__)
def test_every_field_is_described(model):
    """Each field says what it is."""
    if model.__module__ == records.__name__:
        assert all(field.description and field.description.endswith(".") for field in model.model_fields.values())


@settings(deadline=None)
@pytest.mark.parametrize("model", [Proposal, *(model for _, model in OPTIONAL.values())], ids=lambda model: model.__name__)
@given(
    value=st.dictionaries(
        st.sampled_from(sorted({*Proposal.model_fields, *Tour.model_fields, *Reach.model_fields} - {"slug"})),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
            max_leaves=9,
        ),
        max_size=9,
    )
)
def test_any_value_has_an_answer(model, value):
    """Whatever the fields hold, reading gives a record or problems."""
    raw = yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "surrogatepass")
    found, _, problems = read_document(raw, "data/x.yml", model, **({"slug": "x"} if model is Proposal else {}))
    assert (found is None) == bool(problems)


# Decisions


def proposal(slug="p", **fields):
    given = {"title": "Markers", "proposal": "Plan.", "affected": "All.", "sources": (Source(text="Minutes", date="2026-03"),)}
    return Proposal(slug=slug, **given | fields)


@pytest.mark.parametrize(
    ("stages", "result", "expected"),
    [
        ({}, None, "draft"),
        ({"draft": "2026-11"}, None, "draft"),
        ({"consultation": "2026-12-01", "deadline": "2026-12-31"}, None, "draft"),
        ({"deadline": "2026-11-21"}, None, "open"),
        ({"consultation": "2026-11-21"}, None, "open"),
        ({"deadline": "2026-11-20"}, None, "waiting"),
        ({"decision": "2026-10"}, "rejected", "rejected"),
        ({}, "unknown", "unknown"),
    ],
)
def test_where_a_proposal_stands(stages, result, expected):
    """People can answer up to and including the last day; after it the proposal waits, until it has a result."""
    result = Result(state=result, text="Known.") if result else None
    assert standing(proposal(stages=Stages(**stages), result=result), TODAY) == expected


def test_last_word_never_looks_like_news():
    """A month counts as its first day, and a day to come does not count."""
    assert last_word(proposal(stages=Stages(draft="2026-05", decision="2027-01")), TODAY) == date(2026, 5, 1)


def test_the_record_names_its_gaps(real):
    """The two decisions of the record have no number that is not on record, and no day of a vote."""
    poll = next(one for one in real.decisions if one.slug == "markers-poll")
    tour = next(one for one in real.decisions if one.slug == "chapter-building-tour")
    assert {*poll.tally.parts, poll.tally.asked} == {None}
    assert not any(dict(poll.stages).values())
    assert (poll.result.state, tour.result.state, tour.tally) == ("adopted", "unknown", None)
    assert len(tour.concerns) == 7
    for one in (poll, tour):
        assert real.sources.line(one.file, "sources", 0, "date") > 1


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    """The sample project with the three pages, decisions, reach and a tour with days."""
    import conftest

    folder = conftest.lay_out(tmp_path_factory.mktemp("plans") / "project")
    for page, block in (("decisions", "decisions"), ("where-next", "where-next"), ("tour", "tour")):
        (folder / f"docs/{page}.md").write_text(f"---\ndescription: A page.\n---\n\n# A page\n\n{{{{ {block} }}}}\n", "utf-8")
    (folder / "data/decisions").mkdir()
    written = {
        "open": "stages: {deadline: 2026-12-31, review: 2027-12-31}",
        "month": "stages: {review: 2027-12}",
        "over": "stages: {deadline: 2026-10-01}",
        "marked": "concerns: ['<script>alert(1)</script> & {{ braces }}']",
    }
    for slug, lines in written.items():
        text = f"title: The {slug} one\nproposal: Plan.\naffected: All.\n{lines}\nsources: [{{text: Minutes, date: 2026-09}}]\n"
        (folder / f"data/decisions/{slug}.yml").write_text(text, "utf-8")
    (folder / "data/reach.yml").write_text("{low: 5, high: 10, what: Messages, source: Record, as_of: 2014, messages: [58], people: [5]}", "utf-8")
    (folder / "data/tour.yml").write_text((ROOT / "data/tour.yml").read_text("utf-8").replace("standing: possible", "date: 2027-06-12"), "utf-8")
    assert conftest.run("publisher.cli", "stamp", cwd=folder).returncode == 0
    site, problems = read_site(folder, TODAY)
    assert problems == []
    return site


def events(data):
    return {str(event["UID"]): event for event in Calendar.from_ical(data).walk("VEVENT")}


def test_calendar_has_what_is_ahead(planned):
    """The calendar holds last days that are not over, and reviews that have a whole day."""
    found = events(deadlines(planned, planned.default))
    assert {uid: event["DTSTART"].dt for uid, event in found.items()} == {
        "deadline-open@iops.example": date(2026, 12, 31),
        "review-open@iops.example": date(2027, 12, 31),
    }
    assert found["deadline-open@iops.example"]["URL"] == "https://iops.example/decisions/#decision-open"


def test_feed_of_decisions(planned):
    """Each language has the feed; a record is in English and dated by its last word."""
    feed = decisions_feed(planned, planned.language("el"))
    assert feed.url == "https://iops.example/el/feeds/decisions.xml"
    assert {entry.updated for entry in feed.entries} == {date(2026, 9, 1)}
    assert {entry.language.locale for entry in feed.entries} == {"en"}


def test_pages_render_in_every_language(planned):
    """Every block renders, and markup in data stays text."""
    from publisher.generated.blocks import block

    for language in planned.languages:
        renderer = Renderer(planned, language)
        for name in ("decisions", "where-next", "tour", "tour-form", "tool-reach-calculator"):
            assert block(renderer, name, f"{name}.md")
        page = block(renderer, "decisions", "decisions.md")
        assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_tour_with_days_has_a_calendar(planned):
    """A stop with a day is in the calendar of the tour; the tour of 2014 has none."""
    assert [event["DTSTART"].dt for event in events(tour_calendar(planned, planned.default)).values()] == [date(2027, 6, 12)]
    assert tour_context(Renderer(planned, planned.language("el")))["calendar"] == "el/data/tour.ics"


# Reach


def test_reach_by_hand():
    """58 messages at 5–10 % give 2.9 to 5.8, about 3 to 6 people; five people need 50 to 100 messages."""
    reach = Reach(low=5, high=10, what="Messages", source="Record", as_of="2014")
    assert (answers(reach, 58).low, answers(reach, 58).high) == (3, 6)
    assert (messages(reach, 5).low, messages(reach, 5).high) == (50, 100)
    assert (expected(30, 5), expected(10, 5), expected(9, 5), expected(0, 5)) == (2, 1, 0, 0)  # a half counts up
    assert (needed(1, 3), needed(1, 100), needed(0, 5)) == (34, 1, 0)


@given(people=st.integers(0, 10_000), percent=st.integers(1, 100))
def test_messages_are_enough_and_not_too_many(people, percent):
    """So many messages reach the people in full, and one message fewer does not."""
    found = needed(people, percent)
    assert found * percent >= people * 100
    assert not found or (found - 1) * percent < people * 100


def test_reach_of_the_record(real):
    """The shares and the worked numbers stand in the data."""
    assert (real.reach.low, real.reach.high) == (5, 10)
    assert real.sources.line("data/reach.yml", "low") == 2


# Where to start next


def membership(*counts, threshold=4, total=None):
    cities = tuple(CityCount(city=city, country="US", members=number) for city, number in counts)
    return Membership(as_of="2014", source="Record", threshold=threshold, total=total, cities=cities)


def test_ranking_by_hand():
    """Most members first, equal ones share a rank and go by name; hidden numbers are all equal."""
    found = candidates(membership(("Toledo", 4), ("Ames", 1), ("Boston", 19), ("Zion", 3), ("Austin", 19)), [])
    assert [(one.rank, one.city.city, one.members) for one in found] == [
        (1, "Austin", 19),
        (1, "Boston", 19),
        (3, "Toledo", 4),
        (4, "Ames", None),
        (4, "Zion", None),
    ]


def test_total_gives_no_hidden_number_away():
    """With the total, one hidden number could be reckoned from the others."""
    assert total(membership(("Ames", 1), ("Boston", 19), total=20)) is None
    assert total(membership(("Ames", 4), ("Boston", 19), total=23)) == 23


def test_nearest_chapter():
    """The nearest chapter as the crow flies: Boston lies some 306 km from New York, which is nearer than Montana."""
    def at(slug, latitude, longitude):
        return Chapter(slug=slug, name=slug, kind="chapter", state="active", place=Place(latitude=latitude, longitude=longitude))

    cities = membership().model_copy(update={"cities": (
        CityCount(city="Boston", country="US", members=19, latitude=42.36, longitude=-71.06),
        CityCount(city="Ames", country="US", members=6),
    )})
    boston, ames = candidates(cities, [at("montana", 47.0, -109.6), at("new-york", 40.71, -74.01)])
    assert (boston.nearest.chapter.slug, round(boston.nearest.kilometres)) == ("new-york", 306)
    assert ames.nearest is None


def test_cities_of_the_record(real):
    """30 cities with 315 members, none of them hidden; Chicago has the most."""
    found = candidates(real.membership, [])
    assert (len(found), sum(one.members for one in found), total(real.membership)) == (30, 315, 315)
    assert (found[0].city.city, found[0].members) == ("Chicago", 30)
    assert all(one.city.latitude is not None for one in found)


# Tour


def test_budget_of_2014(real):
    """5 × 8 × $12.75 = $510 for each of three trainers, $1,530 together; the rest is not on record."""
    found = budget(real.tour)
    assert (found.each, found.work, found.known) == (Decimal("510.00"), Decimal("1530.00"), Decimal("1530.00"))
    assert [cost.kind for cost in found.missing] == ["vehicle", "fuel", "lodging", "follow-ups"]
    assert real.sources.line("data/tour.yml", "wage") > 1
    assert sum(members_in(stop, real.membership) for stop in real.tour.stops) == 58


def tour(stops, **fields):
    given = {
        "title": "Tour", "state": "agreed", "aim": "Chapters.", "source": "Minutes", "as_of": "2026", "currency": "EUR",
        "wage": 0.1, "hours": "3", "trainers": 3, "start": Spot(city="Start", country="US", latitude=0.0, longitude=0.0),
    }
    return Tour(stops=tuple(stops), **given | fields)


def stop(city, latitude, longitude, **fields):
    return Stop(city=city, country="US", latitude=latitude, longitude=longitude, **fields)


def test_cents_add_up():
    """Amounts are decimal: three trainers for one training of three hours at 0.10 cost 0.90, with 0.20 petrol 1.10."""
    plan = tour((stop("A", 1.0, 1.0),), costs=(Cost(kind="fuel", amount=0.2), Cost(kind="food")))
    assert (budget(plan).work, budget(plan).known) == (Decimal("0.90"), Decimal("1.10"))
    assert [cost.kind for cost in budget(plan).missing] == ["food"]


def test_route_by_hand():
    """Along a line the stops come in its order, the nearer end first."""
    stops = [stop(city, 0.0, longitude) for city, longitude in (("C", 3.0), ("A", 1.0), ("B", 2.0))]
    start = tour(stops).start
    assert [one.city for one in route(start, stops)] == ["A", "B", "C"]
    assert [round(way / legs(start, [stops[1]])[0]) for way in legs(start, route(start, stops))] == [1, 1, 1, 3]


places = st.tuples(st.integers(-60, 60), st.integers(-170, 170))


@settings(deadline=None)
@given(st.lists(places, min_size=1, max_size=6, unique=True))
def test_route_has_each_stop_once(spots):
    """Every stop comes once; no part of the way can be turned round to shorten it; the order in the file is nothing."""
    stops = [stop(f"{spot}", float(spot[0]), float(spot[1])) for spot in spots]
    start = tour(stops).start
    found = route(start, stops)
    assert sorted(one.city for one in found) == sorted(one.city for one in stops)
    whole = sum(legs(start, found))
    for first, last in product(range(len(found)), repeat=2):
        turned = [*found[:first], *found[first : last + 1][::-1], *found[last + 1 :]]
        assert sum(legs(start, turned)) > whole - 0.02


def test_route_of_2014_is_the_shortest(real):
    """Of the 120 orders of the five cities, none is shorter."""
    start, stops = real.tour.start, real.tour.stops
    shortest = min(sum(legs(start, order)) for order in permutations(stops))
    assert sum(legs(start, route(start, stops))) == pytest.approx(shortest)
    assert apart(start, stops[1]) == pytest.approx(306, abs=1)


@settings(deadline=None)
@given(st.lists(places, min_size=1, max_size=9))
def test_map_holds_every_stop(spots):
    """Start and stops lie inside the drawing, and each has its number at one point."""
    stops = [stop("A", float(latitude), float(longitude)) for latitude, longitude in spots]
    found = drawing(tour(stops).start, stops)
    assert all(0 <= x <= WIDTH and 0 <= y <= found.height <= TALLEST for x, y in found.way)
    assert sorted(number for point in found.points for number in point.numbers) == list(range(len(stops) + 1))


def test_amounts_are_written_as_the_language_does(planned):
    """`$1,530.00` in English stands after the number in Greek."""
    assert "1,530.00" in money(Renderer(planned, planned.default), Decimal(1530), "USD")
    assert money(Renderer(planned, planned.language("el")), Decimal(1530), "USD") == "1.530,00\xa0$"


def test_values_keep_their_form():
    """`about 8` stays what the record says; dates of sources keep their precision."""
    assert tour((stop("A", 1.0, 1.0),), hours="about 8").hours == Figure(8, "about")
    assert proposal().sources[0].date == PartialDate(2026, 3)
    assert Tally(options=(Option(text="Yes"),)).parts == (None, None, None)
