"""Reading answers with a Catalogue or with Problems; a traceback is never an answer."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from publisher.data import documents, groups, models, rounds
from publisher.data.functional import Answer, functional_test
from publisher.data.groups import Chapter
from publisher.data.models import Catalogue, Freshness, FunctionalRules
from publisher.data.problems import Problem, Sources, visible
from publisher.data.reading import FILES, read_catalogue, read_document
from publisher.data.record import Record
from publisher.data.rounds import MarkerRound
from publisher.data.values import Figure, PartialDate
from publisher.languages import languages
from pydantic import BaseModel, TypeAdapter

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "reading"
PROJECT = yaml.safe_load((CASES / "project.yml").read_text("utf-8"))
LOCALES = ("en", "ar", "es", "nb")
TODAY = date(2026, 11, 21)


CASE_FILES = [file for file in sorted(CASES.glob("*.yml")) if file.name != "project.yml"]
ALL_CASES = [
    pytest.param(case, id=f"{file.stem}: {case['case']}")
    for file in CASE_FILES
    for case in yaml.safe_load(file.read_text("utf-8"))
]


def lay_out(root: Path, files: dict[str, str | bytes | None]) -> Path:
    """Writes the tiny project with these files laid over it; None takes a file away."""
    for name, text in {**PROJECT, **files}.items():
        if text is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def problems_in(root: Path) -> list[str]:
    catalogue, problems = read_catalogue(root, LOCALES, TODAY)
    assert (catalogue is None) == bool(problems)
    assert problems == sorted(problems)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("case", ALL_CASES)
def test_case(case, tmp_path):
    """The files of a case give its problems: all of them, in order, and no others."""
    files = case.get("files") or {"data/chapters/lima.yml": case["text"]}
    assert problems_in(lay_out(tmp_path, files)) == case.get("problems", "").splitlines()


def test_tiny_project_is_clean(tmp_path):
    """The project under every case has no problem of its own."""
    assert problems_in(lay_out(tmp_path, {})) == []


def test_real_data_is_clean():
    """The data of this repository has no problem, today and in the languages of the site."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    locales = [language.locale for language in languages(config)]
    catalogue, problems = read_catalogue(ROOT, locales, date.today())
    assert [str(problem) for problem in problems] == []
    assert sum(city.members for city in catalogue.membership.cities) == 315
    assert not any(round_.reached(round_.last_reading) for round_ in catalogue.markers)


@pytest.mark.parametrize(
    "raw, line",
    [
        (b"name: Lima\nabout: {en: \xff}\n", 2),
        ("name: Lima".encode("utf-16"), 1),
        (b"a: 1\n" * 1_000_000, 0),
        (b"\x00" * 10, 1),
    ],
    ids=["not UTF-8", "UTF-16", "5 MB", "zeros"],
)
def test_bytes_that_are_no_text(raw, line, tmp_path):
    """Bytes that cannot be a data file give one problem each, at their line."""
    root = lay_out(tmp_path, {"data/chapters/lima.yml": raw})
    assert [problem.line for problem in read_catalogue(root, LOCALES, TODAY)[1]] == [line]


def test_large_file_is_not_parsed(tmp_path, monkeypatch):
    """A file of 5 MB is refused by its size alone."""
    monkeypatch.setattr(documents.yaml, "parse", lambda *_, **__: pytest.fail("was parsed"))
    _, problems = documents.parse(b"a: 1\n" * 1_000_000, "data/x.yml")
    assert [str(problem) for problem in problems] == [
        "data/x.yml: is larger than 1000 kB and was not read; split it or shorten it"
    ]


def test_links_out_of_the_project(tmp_path):
    """A symbolic link may not bring in a file from elsewhere, nor lead in a circle."""
    root = lay_out(tmp_path / "project", {})
    (tmp_path / "secret.yml").write_text("name: Secret")
    (root / "data/chapters/secret.yml").symlink_to(tmp_path / "secret.yml")
    (root / "data/chapters/circle.yml").symlink_to("circle.yml")
    circle, secret = problems_in(root)
    assert circle.startswith("data/chapters/circle.yml: cannot be read: ")
    assert secret == "data/chapters/secret.yml: is a link out of the project; put the file itself here"


def test_folders_instead_of_files(tmp_path):
    """A folder with a file's name, and a chapter folder that is none, are problems."""
    root = lay_out(tmp_path / "one", {"data/markers.yml/x": ""} | {"data/markers.yml": None})
    assert problems_in(root) == ["data/markers.yml: is not a file; put a file here"]
    root = lay_out(tmp_path / "two", {"data/chapters/lima.yml": None, "data/chapters": "a file"})
    assert problems_in(root) == ["data/chapters: cannot be read: Not a directory; put a folder here"]


yaml_like = st.text(
    alphabet=st.sampled_from(list("name: kind\n\t-[]{}&*!?|>'\"%@#,~0123456789.é\u202e\x00\u2028")), max_size=200
)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=10) | st.sampled_from(list(Chapter.model_fields)), inner, max_size=6)
    ),
    max_leaves=20,
)
chapter_like = st.fixed_dictionaries({}, optional=dict.fromkeys(Chapter.model_fields, plain))


@settings(deadline=None)  # no test asserts a time
@pytest.mark.parametrize("model", [Chapter, *(model for _, model in FILES.values())], ids=str)
@given(
    raw=st.binary(max_size=300)
    | yaml_like.map(str.encode)
    | (plain | chapter_like).map(
        lambda value: yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "surrogatepass")
    )
)
@example(raw=b'about: {"\\r": []}')
@example(raw=b"# to do")
@example(raw=b"---")
@example(raw=b"[" * 100_000)
@example(raw=b"{a: " * 100_000)
@example(raw=b"- " * 100_000)
@example(raw=b"? " * 100_000)
@example(raw=b"name: " + b"9" * 100_000)
@example(raw=b"meeting: {rule: FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1}")
def test_any_bytes_have_an_answer(model, raw):
    """Whatever the bytes, reading gives a value or at least one problem that says where."""
    value, _, problems = read_document(raw, "data/x.yml", model, **({"slug": "x"} if model is Chapter else {}))
    assert (value is None) == bool(problems)
    for problem in problems:
        assert str(problem) == visible(str(problem)) and str(problem).startswith("data/x.yml")


rules = st.text(alphabet="FREQ=DAILYWKMONTH;BSU,-0123456789", max_size=40) | st.builds(
    "FREQ={};{}={}".format,
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.sampled_from(["COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "INTERVAL", "WKST"]),
    st.sampled_from(["1", "-1", "31", "99", "-5MO", "SU", "20261399", "20270101", "1,2,3"]),
)
names = st.text(min_size=1, max_size=30)
odd_chapters = st.fixed_dictionaries(
    {"name": names, "kind": st.just("chapter"), "state": st.just("active")},
    optional={
        "place": st.fixed_dictionaries(
            {},
            optional={
                "city": names,
                "country": names,
                "latitude": st.floats(-90, 90),
                "longitude": st.floats(-180, 180),
            },
        ),
        "languages": st.lists(names, max_size=3),
        "meeting": st.fixed_dictionaries(
            {
                "rule": rules,
                "zone": names,
                "starts": st.dates(date(1900, 1, 1)).map(str),
                "time": st.times().map(lambda t: f"{t:%H:%M}"),
            }
        ),
        "about": st.dictionaries(names, names, max_size=2),
        "part_of": st.sampled_from(["lima", "cusco", "nowhere"]),
        "contacts": st.lists(st.fixed_dictionaries({"email": st.emails()}), max_size=2),
        "founded": st.dates().map(str),
        "verified": st.dates().map(str),
    },
)


@settings(deadline=None)
@given(chapter=odd_chapters)
def test_any_chapter_has_an_answer(chapter, tmp_path_factory):
    """Whatever stands in well-formed fields, the checks end and give a catalogue or problems."""
    text = yaml.safe_dump(chapter, allow_unicode=True)
    root = lay_out(
        tmp_path_factory.mktemp("project"), {"data/chapters/lima.yml": text.encode("utf-8", "surrogatepass")}
    )
    problems_in(root)


def all_models() -> list[type[BaseModel]]:
    named = {name: found for module in (groups, rounds, models) for name, found in vars(module).items()}
    return [found for found in named.values() if isinstance(found, type) and issubclass(found, Record) and found is not Record]


@pytest.mark.parametrize("model", all_models(), ids=lambda model: model.__name__)
def test_every_field_is_described(model):
    """Each field of each model says what it is, and shows an example unless its parts do."""
    for name, field in model.model_fields.items():
        assert field.description and field.description.endswith("."), name
        assert field.examples or model is Catalogue or model_inside(field.annotation), name


def model_inside(annotation) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(model_inside(inner) for inner in get_args(annotation))


@pytest.mark.parametrize("model", [Chapter, tuple[MarkerRound, ...]], ids=str)
def test_models_have_a_schema(model):
    """The web form and editors get their JSON Schema from the same models."""
    assert TypeAdapter(model).json_schema()


def test_catalogue_does_not_change(tmp_path):
    """What was read stays as it is."""
    catalogue, _ = read_catalogue(lay_out(tmp_path, {}), LOCALES, TODAY)
    with pytest.raises(ValueError, match="frozen"):
        catalogue.chapters[0].name = "Cusco"


def test_each_figure_has_its_line(tmp_path):
    """A value leads back to its file and line, a missing one to what is around it."""
    catalogue, _ = read_catalogue(lay_out(tmp_path, {}), LOCALES, TODAY)
    assert catalogue.sources.line("data/markers.yml", 0, "markers", 0, "target") == 8
    assert catalogue.sources.line("data/markers.yml", 0, "outcome", "text") == 1
    assert catalogue.sources.line("data/nothing.yml") == 0


def test_glossary_falls_back_to_english(tmp_path):
    """A term without a translation stays English."""
    spanish = {"translations/es/data/glossary.yml": "equity: {term: equidad, definition: Una parte justa.}"}
    catalogue, _ = read_catalogue(lay_out(tmp_path, spanish), LOCALES, TODAY)
    assert [term.term for term in catalogue.glossary_in("es")] == ["solidarity", "equidad"]
    assert catalogue.glossary_in("nb") == catalogue.glossary


@pytest.mark.parametrize(
    "verified, age",
    [
        (None, "unconfirmed"),
        ("2026-11-21", "fresh"),
        ("2026-02-22", "fresh"),
        ("2026-02-21", "ageing"),
        ("2025-11-21", "unconfirmed"),
        ("2025-05-21", "expired"),
    ],
)
def test_entries_age(verified, age):
    """An entry ages by whole months since its confirmation."""
    freshness = Freshness(ageing=9, unconfirmed=12, expired=18)
    assert freshness.age(verified and date.fromisoformat(verified), TODAY) == age


@pytest.mark.parametrize("text", ["2014", "2014-05", "2014-05-08"])
def test_partial_dates_round_trip(text):
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize(
    "text, target, reached",
    [("over 3500", 3500, True), ("6", 20, False), ("20", 20, True), ("under 20", 20, False), ("about 20", 20, True)],
)
def test_figures_reach_targets(text, target, reached):
    """A figure keeps its word, and meets a target that it is not below."""
    assert str(Figure.parse(text)) == text
    assert Figure.parse(text).reaches(target) is reached


FULL = {
    "members": {"count": 5, "as_of": "2026-10"},
    "meeting": {"rule": "FREQ=MONTHLY;BYDAY=1TU", "starts": "2020-01-07", "time": "18:30", "zone": "America/Lima"},
    "agreements": True,
    "roles": {"names": ("facilitator",)},
    "women": 30,
}


@pytest.mark.parametrize(
    "changes, answers, functional",
    [
        ({}, "met met met met", "met"),
        ({"women": 0}, "met met met not-met", "met"),
        ({"women": None}, "met met met unknown", "met"),
        ({"members": {"count": 4, "as_of": "2026-10"}}, "not-met met met met", "not-met"),
        ({"members": None}, "unknown met met met", "unknown"),
        ({"meeting": None, "agreements": False}, "met unknown not-met met", "not-met"),
        ({"meeting": {**FULL["meeting"], "rule": "FREQ=MONTHLY;BYMONTHDAY=31"}}, "met not-met met met", "not-met"),
        ({"meeting": {**FULL["meeting"], "rule": "FREQ=WEEKLY;INTERVAL=2"}}, "met met met met", "met"),
        ({"meeting": {**FULL["meeting"], "rule": "FREQ=WEEKLY;COUNT=3"}}, "met not-met met met", "not-met"),
        ({"roles": {"names": ()}}, "met met not-met met", "not-met"),
        ({"roles": None}, "met met unknown met", "unknown"),
    ],
)
def test_functional_chapter(changes, answers, functional):
    """Three criteria decide; one that is not known leaves the answer open; the share of women never fails the test."""
    chapter = Chapter(slug="lima", name="Lima", kind="chapter", state="active", **{**FULL, **changes})
    result = functional_test(chapter, FunctionalRules(people=5, meetings=1, women=30), TODAY)
    assert [str(criterion.answer) for criterion in result.criteria] == answers.split()
    assert result.answer == Answer(functional)


def test_messages_stay_on_one_line():
    """A value cannot forge a second line or a command to a terminal or a CI log."""
    message = Problem("data/chapters/a\n::error::b.yml", 1, "broken")
    assert str(message) == "data/chapters/a\\u000a::error::b.yml:1: broken"
    assert Sources({}).problem("x.yml", ("a",), "m") == Problem("x.yml", 0, "m")
