"""Every page of the built sample says the right things about itself."""

import json
import re
from urllib.parse import urljoin
from xml.etree import ElementTree

import markup
import pytest

ADDRESS = "https://iops.example/"


@pytest.fixture(scope="module")
def page(site):
    return lambda address: markup.read(site / address / "index.html")


@pytest.mark.parametrize(
    ("address", "lang", "dir"), [("mission", "en", "ltr"), ("ar/mission", "ar", "rtl"), ("el/mission", "el", "ltr")]
)
def test_language_and_direction(page, address, lang, dir):
    """A page is declared in its own language, and Arabic runs from right to left."""
    html = page(address).one("html").attributes
    assert (html["lang"], html["dir"]) == (lang, dir)


def test_translation_is_full_text(page):
    """A translated page holds its own words, with values from data in them."""
    article = page("el/mission").one("article")
    assert "Ένα συμβούλιο έχει 25–50 άτομα" in article.text
    assert "The sample shows" not in article.text


def test_headings_keep_their_ids(page):
    """A section has the same id in every language, so that links to it work everywhere."""
    ids = [[e.attributes.get("id") for e in page(address).all("h2")] for address in ("mission", "ar/mission", "el/mission")]
    assert ids[0][:2] == ["why-interim", "who-decides"]
    assert ids[0] == ids[1] == ids[2]


def test_head_of_a_translated_page(page):
    """Canonical and alternates are absolute; only real translations are listed, and x-default is English."""
    head = page("el/mission")
    assert head.one("link", rel="canonical").attributes["href"] == f"{ADDRESS}el/mission/"
    links = {e.attributes["hreflang"]: e.attributes["href"] for e in head.all("link") if "alternate" in e.attributes.get("rel", "") and "hreflang" in e.attributes}
    assert links == {
        "en": f"{ADDRESS}mission/",
        "ar": f"{ADDRESS}ar/mission/",
        "el": f"{ADDRESS}el/mission/",
        "x-default": f"{ADDRESS}mission/",
    }
    assert head.one("meta", name="description").attributes["content"] == "Για ποιο λόγο υπάρχει το δείγμα."
    assert head.one("title").text.strip() == "Αποστολή · IOPS"
    assert head.one("meta", property="og:title").attributes["content"]


def test_fallback_says_so(page):
    """A page that is missing in a language shows the English text, marked as English, under the reader's chrome."""
    fallback = page("el/join")
    assert fallback.one("html").attributes["lang"] == "el"
    assert fallback.one("link", rel="canonical").attributes["href"] == f"{ADDRESS}join/"
    assert any(e.attributes.get("lang") == "en" and e.attributes.get("dir") == "ltr" and "what happened in 2014" in e.text for e in fallback.elements)
    assert any("filename=translations%2Fel%2Fdocs%2Fjoin.md" in r for r in fallback.references)
    assert "data-pagefind-body" not in fallback.one("article").attributes


def test_drifted_page_keeps_links_alive(page):
    """A translation made from an older English text says so, and takes links to the sections it does not have."""
    drifted = page("el/history")
    assert "may-2014" in drifted.ids
    assert f"{ADDRESS}history/" in {*drifted.references} or any(r.endswith("../../history/") for r in drifted.references)


def test_switcher_stays_on_the_page(page):
    """The switcher leads to this page in each language, and says in which ones it does not exist."""
    switcher = [e for e in page("el/join").all("a") if e.attributes.get("hreflang")]
    assert [e.attributes["hreflang"] for e in switcher] == ["en", "en", "en"]  # the text that the link leads to
    assert [e.attributes["lang"] for e in switcher] == ["en", "ar", "el"]  # the name of the language
    translated = [e for e in page("el/mission").all("a") if e.attributes.get("hreflang")]
    assert [e.attributes["hreflang"] for e in translated][:3] == ["en", "ar", "el"]
    targets = [urljoin(f"{ADDRESS}el/join/", e.attributes["href"]) for e in switcher]
    assert targets == [f"{ADDRESS}join/", f"{ADDRESS}ar/join/", f"{ADDRESS}el/join/"]


def test_menu_is_in_the_readers_language(page):
    """Menu titles are the pages' own headings."""
    assert any(e.text.strip() == "Αποστολή" for e in page("el/history").all("a"))
    assert any(e.text.strip() == "المهمة" for e in page("ar").all("a"))


def test_not_found_page_in_each_language(site):
    """Each language has a 404 page of its own, whose links work from any depth."""
    for folder, lang in (("", "en"), ("ar", "ar"), ("el", "el")):
        page = markup.read(site / folder / "404.html")
        assert page.one("html").attributes["lang"] == lang
        assert all(r.startswith(("/", "https://", "#")) for r in page.references), [r for r in page.references if not r.startswith("/")]


def test_sitemap_lists_real_pages(site):
    """The sitemap has each page once in each language it exists in, with its alternates; fallbacks are out."""
    tree = ElementTree.parse(site / "sitemap.xml")
    places = [e.text for e in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(places) == len({*places})
    assert f"{ADDRESS}el/mission/" in places
    assert f"{ADDRESS}el/join/" not in places
    assert f"{ADDRESS}el/chapters/lima/" in places


def test_nothing_comes_from_elsewhere(site):
    """No page asks another host for anything, sets inline styles or runs handlers that the policy forbids."""
    for file in sorted(site.rglob("*.html")):
        page = markup.read(file)
        for element in page.elements:
            source = element.attributes.get("src") or (element.attributes.get("href") if element.tag == "link" else "") or ""
            own = element.attributes.get("rel", "").strip() in {"canonical", "alternate"}
            assert own or not re.match(r"(https?:)?//", source), f"{file}: {source}"
            assert "style" not in element.attributes, f"{file}: <{element.tag} style>"
            assert not any(name.startswith("on") for name in element.attributes), f"{file}: <{element.tag}>"
        assert not page.all("style"), file


def test_links_resolve(site):
    """Every internal link and anchor of the sample leads somewhere."""
    assert markup.broken_links(site, ADDRESS) == []


def test_ids_are_unique(site):
    """No page has the same id twice."""
    for file in sorted(site.rglob("*.html")):
        ids = markup.read(file).ids
        assert len(ids) == len({*ids}), f"{file}: {sorted(i for i in ids if ids.count(i) > 1)}"


def test_chapter_page_shows_what_the_file_says(page):
    """A chapter's page has its facts, in the reader's language where CLDR knows the words."""
    text = page("el/chapters/lima").one("article").text
    assert "Lima" in text
    assert "Περού" in text
    assert "Συναντιόμαστε στη βιβλιοθήκη." in text


def test_markup_in_data_is_text(page):
    """Tags and placeholders in a chapter's file appear as they were written; nothing of them runs."""
    chapter = page("chapters/angle-brackets")
    article = chapter.one("article")
    assert '<script>alert("x")</script> & *friends*' in article.text
    assert "Text with <b>markup</b> & {{ placeholders }} is shown" in article.text
    assert not [e for e in chapter.all("script") if "alert" in e.text]


def test_glossary_in_each_language(page):
    """A translated term stands in its language; one that is missing stays English."""
    text = page("el/glossary").one("article").text
    assert "αυτοδιαχείριση" in text
    assert "Caring how others fare" in text


def test_sheet_has_its_frame(page):
    """A toolkit item shows what it is for, when, time and people, and leads to its related sheets."""
    sheet = page("toolkit/start/start-here")
    text = sheet.one("article").text
    assert all(part in text for part in ("Show what a sheet looks like.", "Before the second sheet.", "30 minutes", "2–3", "5 people who meet once a month"))
    assert "../functional-chapter/" in sheet.references


def test_search_index_has_each_language(site):
    """Each language has an index of its own."""
    entry = json.loads((site / "pagefind" / "pagefind-entry.json").read_text("utf-8"))
    assert {*entry["languages"]} == {"en", "ar", "el"}
    assert entry["languages"]["en"]["page_count"] > entry["languages"]["el"]["page_count"]
