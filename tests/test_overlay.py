"""Translations laid over English: every language has every page once, and links keep working."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from publisher.languages import Language
from publisher.pages.headings import headings, ids_of, with_ids
from publisher.pages.overlay import Manuscript, Overlay, address, stamped, written

CASES = Path(__file__).parent / "cases" / "overlay"
EN, AR, EL = Language("en", "English", True), Language("ar", "العربية"), Language("el", "Ελληνικά")

words = st.text(alphabet="abc αβγ ا_`-1", min_size=1, max_size=12).map(str.strip).filter(bool)
bodies = st.lists(st.tuples(st.integers(1, 6), words), max_size=6).map(
    lambda found: "\n\n".join(f"{'#' * level} {text}\n\nText." for level, text in found)
)
trees = st.dictionaries(st.sampled_from(["index.md", "a.md", "b/index.md", "toolkit/c.md"]), bodies, min_size=1)


def overlay_of(english, greek):
    return Overlay(
        (EN, AR, EL),
        {path: Manuscript(path, {"description": "d"}, body) for path, body in english.items()},
        {"el": {path: Manuscript(f"el/{path}", {"state": "draft"}, body) for path, body in greek.items() if path in english}},
    )


@given(trees, trees)
def test_every_language_has_every_page_once(english, greek):
    """Whatever is translated, each language has the same pages, each once, in its own words or in English."""
    overlay = overlay_of(english, greek)
    for language in overlay.languages:
        pages = list(overlay.pages(language))
        assert [page.path for page in pages] == sorted(english)
        assert all(page.text_language in (language, EN) for page in pages)
        assert all(page.is_fallback == (language not in overlay.languages_of(page.path)) for page in pages)


@given(bodies)
def test_ids_once_are_ids_for_ever(body):
    """Writing the ids into a page changes nothing the second time, and no id stands twice."""
    found = list(headings(body))
    ids = ids_of(found)
    assert len(ids) == len({*ids})
    once = with_ids(body, found, ids)
    again = list(headings(once))
    assert ids_of(again) == ids
    assert with_ids(once, again, ids) == once


@given(trees, trees)
def test_stamped_translation_has_not_drifted(english, greek):
    """A stamped translation is up to date; with the same outline it has the same ids, and no problem."""
    overlay = overlay_of(english, greek)
    for path, translation in overlay.translations["el"].items():
        original = overlay.originals[path]
        meta, body = stamped(translation, original)
        laid = Overlay((EN, EL), {path: original}, {"el": {path: Manuscript("el", meta, body)}})
        assert not laid.page(path, EL).drifted
        same_outline = [h.level for h in original.headings] == [h.level for h in translation.headings]
        assert bool(list(laid.problems())) == (not same_outline)


@pytest.mark.parametrize("case", yaml.safe_load((CASES / "problems.yml").read_text("utf-8")), ids=lambda case: case["case"])
def test_misfits(case):
    """What keeps a translation from being laid over its English page is said in a sentence each."""
    original = Manuscript("docs/a.md", {"description": "d"}, case["english"], body_line=4)
    meta = {"source": original.digest if case.get("fresh", True) else "000000000000", "state": "draft"}
    translation = Manuscript("translations/el/docs/a.md", meta | case.get("meta", {}), case["greek"], body_line=6)
    overlay = Overlay((EN, EL), {case.get("path", "a.md"): original}, {"el": {"a.md": translation}})
    assert [str(problem) for problem in overlay.problems()] == case["problems"]


def test_drifted_page_names_its_missing_sections():
    """Sections that only the English page has are known, so that links to them can be kept alive."""
    overlay = Overlay(
        (EN, EL),
        {"a.md": Manuscript("docs/a.md", {}, "# One\n\n## Two\n\n## Three")},
        {"el": {"a.md": Manuscript("el", {"source": "old", "state": "reviewed"}, "# Ένα {#one}\n\n## Τρία {#three}")}},
    )
    page = overlay.page("a.md", EL)
    assert page.drifted
    assert page.missing_ids == ("two",)
    assert page.title == "Ένα"


def test_digest_follows_the_text_only():
    """The hash changes with the words of a page, not with its number or its formats."""
    page = Manuscript("docs/a.md", {"description": "d", "number": 1}, "# One\n")
    assert Manuscript("docs/a.md", {"description": "d", "number": 2}, "# One").digest == page.digest
    assert Manuscript("docs/a.md", {"description": "e", "number": 1}, "# One\n").digest != page.digest
    assert Manuscript("docs/a.md", {"description": "d", "number": 1}, "# Two\n").digest != page.digest


@pytest.mark.parametrize(
    ("path", "language", "expected"),
    [
        ("index.md", EN, ""),
        ("index.md", EL, "el/"),
        ("mission.md", EN, "mission/"),
        ("vision/index.md", EL, "el/vision/"),
        ("toolkit/start/start-here.md", AR, "ar/toolkit/start/start-here/"),
    ],
)
def test_address(path, language, expected):
    """Addresses are the English paths in every language, below the language's folder."""
    assert address(path, language) == expected


def test_hash_of_digits_stays_text():
    """A hash without a letter is written so that it is read as text again."""
    assert "source: '089012345678'" in written({"source": "089012345678"}, "# A\n")


def test_code_holds_no_headings():
    """Lines in fenced code that look like headings are none."""
    assert [h.text for h in headings("# A\n\n```\n# no\n```\n\n~~~~\n## no\n~~~\n## no\n~~~~\n\n## B {#bee}")] == ["A", "B"]
