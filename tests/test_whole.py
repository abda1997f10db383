"""The real site: all its links, its languages, its words, its documents."""

import re
from io import BytesIO

import conftest
import markup
import pytest
import yaml
from babel.messages.pofile import read_po
from publisher.cli_words import template_of
from publisher.clock import today
from publisher.data.groups import Chapter
from publisher.generated.blocks import BLOCKS
from publisher.generated.rendering import Renderer
from publisher.pages.placeholders import BLOCKS as KNOWN
from publisher.pages.placeholders import VALUES
from publisher.site import read_site

LOCALES = ("ar", "zh", "fr", "de", "el", "it", "nb", "pt", "es")
CORE = (
    "index mission structure programme history markers glossary join get-involved faq privacy accessibility translating add-a-chapter "
    "chapters/index vision/index vision/economy vision/polity vision/kinship vision/culture vision/ecology vision/international "
    "toolkit/index toolkit/start/start-here toolkit/start/short-definition toolkit/start/vision-and-mission "
    "toolkit/start/functional-chapter toolkit/start/checklist-and-timeline toolkit/start/directory-entry "
    "toolkit/start/health-check toolkit/start/handing-over"
).split()
FIELD = re.compile(r"%\(\w+\)s|\{\w+\}")


@pytest.fixture(scope="module")
def site():
    found, problems = read_site(conftest.PROJECT, today())
    assert problems == []
    return found


def test_every_link_and_anchor_resolves(real_site):
    """No link between pages of the published site leads nowhere, in any language."""
    assert markup.broken_links(real_site, "https://iops.example/") == []


def test_menu_names_pages_that_open_a_folder(real_site):
    """Only the first page of a section is its overview; news and voices stand in the menu by their own titles."""
    page = markup.read(real_site / "el/mission/index.html")
    menu = [element.text.strip() for element in page.all("a") if element.attributes.get("href", "").endswith("news/")]
    assert menu and "Επισκόπηση" not in menu
    assert any(reference.endswith("voices/") for reference in page.references)


@pytest.mark.parametrize("locale", LOCALES)
def test_core_pages_are_translated(site, locale):
    """The core pages, the landing page of the toolkit and its first group exist in every language."""
    language = site.language(locale)
    assert [path for path in CORE if site.overlay.page(f"{path}.md", language).is_fallback] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_hold_what_the_english_holds(site, locale):
    """A translation that has not drifted has the same links and the same placeholders as the English page."""
    language = site.language(locale)
    links = re.compile(r"\]\(([^)]+)\)|(\{\{ *[\w.-]+ *\}\})")
    for path, original in site.overlay.originals.items():
        page = site.overlay.page(path, language)
        if not page.is_fallback and not page.drifted:
            assert sorted(links.findall(page.body)) == sorted(links.findall(original.body)), page.source


@pytest.mark.parametrize("locale", LOCALES)
def test_words_are_translated(locale):
    """Every word of menus, buttons and generated pages has its translation, with the same placeholders."""
    catalog = read_po(BytesIO((conftest.PROJECT / f"translations/{locale}/ui.po").read_bytes()), locale=locale)
    for message in template_of(conftest.PROJECT):
        if not message.id:
            continue
        found = catalog.get(message.id, message.context)
        assert found and found.string and all([found.string] if isinstance(found.string, str) else found.string), message.id
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = {*FIELD.findall(english[-1])}
        for text in [found.string] if isinstance(found.string, str) else found.string:
            assert {*FIELD.findall(text)} <= wanted, (message.id, text)
        last = found.string if isinstance(found.string, str) else found.string[-1]
        assert {*FIELD.findall(last)} == wanted, (message.id, last)


@pytest.mark.parametrize("locale", LOCALES)
def test_glossary_is_translated(site, locale):
    """All 45 terms have a word and a definition in every language."""
    assert len(site.catalogue.glossary) == 45
    assert [*site.catalogue.translations[locale]] == [term.id for term in site.catalogue.glossary]


def test_placeholders_and_what_fills_them_agree(site):
    """Every known placeholder is filled, and nothing is filled that no page may ask for."""
    assert {*KNOWN} == {*BLOCKS}
    assert {*VALUES} == {*Renderer(site, site.default).values}


def test_toolkit_is_whole(site):
    """All 42 items are there, each with its number."""
    numbers = sorted(page.meta["number"] for page in site.overlay.originals.values() if "number" in page.meta)
    assert numbers == [*range(1, 43)]


def test_faq_answers_enough(site):
    """The questions and answers hold at least 25 answers."""
    assert sum(heading.level == 3 for heading in site.overlay.originals["faq.md"].headings) >= 25


def test_guide_names_every_field_of_a_chapter(site):
    """The page for contributors explains or shows every field of the model."""
    example = (conftest.PROJECT / "hooks/publisher/generated/templates/chapter-example.yml").read_text("utf-8")
    guide = site.overlay.originals["add-a-chapter.md"].body + example + site.overlay.originals["open-data.md"].body
    assert [name for name in Chapter.model_fields if not re.search(rf"\b{name}\b", guide)] == []


def test_readme_names_commands_that_exist():
    """What README, CONTRIBUTING and hooks/README tell people to type and to open is there."""
    makefile = (conftest.PROJECT / "Makefile").read_text("utf-8")
    for document in ("README.md", "CONTRIBUTING.md", "hooks/README.md"):
        text = (conftest.PROJECT / document).read_text("utf-8")
        for target in re.findall(r"`make ([a-z]+)", text):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), (document, target)
        for path in re.findall(r"`((?:publisher|theme|hooks|data|docs|translations)/[\w./-]+\.\w+)`", text):
            places = (conftest.PROJECT / path, conftest.PROJECT / "hooks" / path)
            assert "<" in path or any(place.exists() for place in places), (document, path)


def test_languages_are_listed_once():
    """The languages of the tests are those of mkdocs.yml."""
    (i18n,) = yaml.safe_load((conftest.PROJECT / "mkdocs.yml").read_text("utf-8"))["plugins"]
    assert [entry["locale"] for entry in i18n["i18n"]["languages"]] == ["en", *LOCALES]
