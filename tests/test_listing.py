"""Listing without help: the JSON Schema of a chapter file, and the form that is made from it."""

import json
import re
import shutil
from datetime import date

import conftest
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from publisher.data import documents
from publisher.data.groups import Chapter
from publisher.data.reading import read_document
from publisher.generated import listing
from publisher.generated.listing_words import CHOICES, FIELDS, IN_OTHER_WORDS, MESSAGES
from publisher.generated.rendering import Renderer
from publisher.site import read_site
from publisher.web import schema

LOCALES = ("en", "ar", "el", "es", "nb")  # the languages of the cases, and Greek
CASES = conftest.HERE / "cases" / "reading"
# What no schema can say: it sees one file, no calendar, no map and no other entry.
BEYOND_A_SCHEMA = {
    "dates in the future and out of order",
    "a meeting that never happens",
    "a meeting that ends before it starts",
    "swapped coordinates and a lost sign",
    "one chapter in two files",
    "part of nothing, and in circles",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The sample project without translations of pages, with a few Greek words, as read on 21 November 2026."""
    folder = conftest.lay_out(tmp_path_factory.mktemp("listing") / "project", LOCALES)
    shutil.rmtree(folder / "translations")
    (folder / "translations/el").mkdir(parents=True)
    (folder / "translations/el/ui.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Country"\nmsgstr "Χώρα"\n', "utf-8"
    )
    found, problems = read_site(folder, date(2026, 11, 21))
    assert not problems
    return found


@pytest.fixture(scope="module")
def validator(site):
    return Draft202012Validator(schema.schema(site))


def plain(value):
    """A read document as JSON has it."""
    return json.loads(json.dumps(value))


def faults(validator, text):
    document, problems = documents.parse(text.encode(), "data/chapters/lima.yml")
    assert not problems
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(plain(document.value))]


def test_schema_is_one(site):
    """The schema is a JSON Schema of 2020-12 under its published address, and the same at every build."""
    found = schema.schema(site)
    Draft202012Validator.check_schema(found)
    assert found["$id"] == "https://iops.example/schema/chapter.schema.json"
    assert json.loads(schema.schema_bytes(site)) == found
    assert schema.schema_bytes(site) == schema.schema_bytes(site)


def test_schema_names_every_key(site):
    """The keys are those of the model, in its order, each with its description; the file's name is no key."""
    found = schema.schema(site)
    assert list(found["properties"]) == [name for name in Chapter.model_fields if name != "slug"]
    for path, rules, _ in listing.leaves(found):
        assert rules["title"] and rules["description"], path
        assert rules.get("examples"), path


def test_examples_are_good_ones(site):
    """What the schema shows as an example, it accepts."""
    found = schema.schema(site)
    for path, rules, _ in listing.leaves(found):
        part = Draft202012Validator({**rules, "$defs": found["$defs"]})
        for example in rules["examples"]:
            assert part.is_valid(plain(example)), path


FILES = sorted([*(conftest.PROJECT / "data/chapters").glob("*.yml"), *(conftest.HERE / "sample/data/chapters").glob("*.yml")])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_files_follow_the_schema(validator, file):
    """The entries of this repository and of the sample are right by the schema too."""
    assert faults(validator, file.read_text("utf-8")) == []


def cases():
    for file in ("fields.yml", "rules.yml"):
        for case in yaml.safe_load((CASES / file).read_text("utf-8")):
            files = case.get("files") or {"data/chapters/lima.yml": case["text"]}
            for name, text in files.items():
                if name.startswith("data/chapters/") and not documents.parse(text.encode(), name)[1]:
                    broken = f"{name}:" in case.get("problems", "")
                    yield pytest.param(case["case"], text, broken, id=f"{case['case']}: {name}")


@pytest.mark.parametrize("case, text, broken", list(cases()))
def test_schema_finds_what_the_checks_find(validator, case, text, broken):
    """A file is wrong by the schema exactly when it is by the checks, but for what no schema can say."""
    found = faults(validator, text)
    assert bool(found) == (broken and case not in BEYOND_A_SCHEMA), found


texts = st.text(max_size=15) | st.sampled_from(["Lima", "PE", "es", "2014", "2014-05-08", "18:30", "https://a.example/b"])
values = st.recursive(
    texts | st.none() | st.booleans() | st.integers(-200, 3000) | st.floats(-200, 200),
    lambda inner: st.lists(inner, max_size=2),
)
chapters = st.fixed_dictionaries(
    {"name": texts, "kind": st.just("chapter"), "state": st.just("active"), "source": st.just("A letter"), "as_of": st.just(2014)},
    optional={name: values for name in ("since", "founded", "languages", "agreements", "women", "part_of", "verified")}
    | {"place": st.dictionaries(st.sampled_from(["city", "region", "latitude", "longitude", "precision"]), values)}
    | {"roles": st.dictionaries(st.sampled_from(["names", "rotating"]), values)}
    | {"contacts": st.lists(st.dictionaries(st.sampled_from(["role", "email", "url", "phone"]), texts), max_size=2)}
    | {"about": st.dictionaries(st.sampled_from(["en", "ar", "el"]), texts)},
)


@settings(deadline=None)
@given(chapter=chapters)
def test_schema_refuses_nothing_good(validator, site, chapter):
    """Whatever the models and the checks of single files accept, the schema accepts."""
    raw = yaml.safe_dump(chapter, allow_unicode=True).encode("utf-8", "surrogatepass")
    value, document, _ = read_document(raw, "data/chapters/lima.yml", Chapter, slug="lima")
    if value is None or any((c.email or c.url or c.phone) is None for c in value.contacts):
        return
    place = value.place
    known = set(value.languages) <= {"es"} and len(set(value.languages)) == len(value.languages)
    if known and not (place and (place.latitude is None) != (place.longitude is None)):
        assert validator.is_valid(plain(document.value))


def test_first_line_names_the_schema(site):
    """Each entry of this repository tells editors where the schema is, under the address of mkdocs.yml."""
    line = schema.FIRST_LINE.format(address=schema.address(site))
    for file in sorted((conftest.PROJECT / "data/chapters").glob("*.yml")):
        assert file.read_text("utf-8").split("\n")[0] == line, file.name
    page = Renderer(site, site.default).render("chapter-example.html", "add-a-chapter.md")
    assert line in page


@pytest.mark.parametrize(
    "pattern, expected",
    [
        (r"[0-9 ()-]+", r"[0-9 \(\)\-]+"),
        (r"[^\s<>\"'`{}|\\^]", r"[^\s<>" + r'"' + r"'`\{\}\|\\^]"),
        (r"[A-Za-z0-9.-]{1,2}\.[a-z]", r"[A-Za-z0-9.\-]{1,2}\.[a-z]"),
        (r"(?:a|b)?\[", r"(?:a|b)?\["),
    ],
)
def test_portable_patterns(pattern, expected):
    """Signs that a browser's `v` flag reserves are written with a backslash, and nothing else changes."""
    assert schema.portable(pattern) == expected


def test_every_field_is_asked(site):
    """Each key of the model has its words, and those are the model's own but where the form asks otherwise."""
    found = {path: rules for path, rules, _ in listing.leaves(schema.schema(site))}
    assert set(FIELDS) == {*found, "slug"}
    for path, rules in found.items():
        if path not in IN_OTHER_WORDS:
            assert FIELDS[path][1] == rules["description"], f"{path}: bring listing_words.py up to date"


def test_choices_are_those_of_the_schema(site):
    """Each word that a field may hold has its words in the form, and no other."""
    enums = {path: rules["enum"] for path, rules, _ in listing.leaves(schema.schema(site)) if "enum" in rules}
    short = {path: list(enum) for path, enum in enums.items() if len(enum) <= listing.LONGEST_LIST}
    assert {path: list(words) for path, words in CHOICES.items()} == short


def test_messages_need_no_percent():
    """The script puts values into %(name)s and knows no other form."""
    for text in MESSAGES.values():
        assert "%" not in re.sub(r"%\([a-z]+\)s", "", text)


def page(site, locale):
    renderer = Renderer(site, site.language(locale))
    return str(renderer.render("chapter-form.html", "add-a-chapter.md", **listing.form_context(renderer)))


def test_form_is_whole_without_script(site):
    """Every key has a control with a label; ids stand once; what describes a control is there."""
    html = page(site, "en")
    names = set(re.findall(r'\sname="([^"]+)"', html))
    singles = {path for path in FIELDS if not path.startswith(("contacts.", "links.", "about"))}
    assert singles - {"languages"} <= names
    assert {"languages", "contacts.0.email", "contacts.1.email", "links.0.url", "about.el", "form-name", "file"} <= names
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {label for label in re.findall(r'<label[^>]*\sfor="([^"]+)"', html)} <= set(ids)
    described = " ".join(re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', html)).split()
    assert set(described) <= set(ids)


def test_form_suits_the_content_policy(site):
    """No style and no handler stands in the markup; the script element that holds data cannot be closed by it."""
    html = page(site, "el")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", html)
    data = re.search(r'<script type="application/json" id="listing-settings">(.*?)</script>', html, re.DOTALL)[1]
    assert "<" not in data
    assert list(json.loads(data)["rules"]["properties"])[:3] == ["name", "kind", "state"]


def test_form_speaks_the_language_of_its_page(site):
    """Labels come from gettext; countries, languages, cities and weekdays from CLDR, in their order."""
    html = page(site, "el")
    for words in ("Χώρα", "Περού", "Νορβηγικά", "Λίμα", "Δευτέρα"):
        assert words in html
    countries = re.findall(r'<optgroup label="([^"]+)"', html)
    assert countries == sorted(countries, key=site.language("el").sort_key)


def test_links_from_a_page_in_a_folder(site):
    """Files are named from the page's own place, and the form is sent to the page's own address."""
    html = page(site, "ar")
    assert 'src="../../assets/chapter-form.js"' in html
    assert 'action="/ar/add-a-chapter/#listing-sent"' in html
    assert '"entries":"../../data/chapters.json"' in html
    assert '"page":"../../ar/chapters/0slug0/"' in html
