"""The whole toolkit of a language as an e-book (EPUB 3): a cover, contents by groups, and a file for each item.

It is made from the same document as the printed book; see `_book` in documents.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import urldefrag
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from lxml.builder import ElementMaker

from publisher.languages import Language
from publisher.printing.documents import Composer, short
from publisher.printing.office import web_address
from publisher.printing.packing import packed
from publisher.printing.tree import Node
from publisher.printing.xhtml import EPUB, XHTML, E, Markup, ids
from publisher.sheets import Sheet

MADE = "2014-01-01T00:00:00Z"  # a fixed moment, as in all that we print: the same text gives the same bytes
MIMETYPE = "application/epub+zip"
PAGES, STYLE, COVER, CONTENTS = "application/xhtml+xml", "ebook.css", "cover.xhtml", "contents.xhtml"
INDEX = "toolkit/index.md"
DC, OPF, SVG = "http://purl.org/dc/elements/1.1/", "http://www.idpf.org/2007/opf", "http://www.w3.org/2000/svg"
XML_LANG, TYPE = "{http://www.w3.org/XML/1998/namespace}lang", f"{{{EPUB}}}type"
P = ElementMaker(namespace=OPF, nsmap={None: OPF, "dc": DC})
D = ElementMaker(namespace=DC, nsmap={"dc": DC})
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
C = ElementMaker(namespace=CONTAINER, nsmap={None: CONTAINER})
ACCESS = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
)


@dataclass(frozen=True)
class Chapter:
    """A file of the book."""

    name: str
    title: str
    group: str
    language: Language  # another one than the book's on a fallback
    item: dict  # as the printed book has it
    anchors: frozenset[str]


class EBook:
    """The e-book of one language; see `book_path` in sheets.py for its place in the site."""

    def __init__(self, composer: Composer):
        self._composer, self._site, self._language = composer, composer.site, composer.language
        self._document = composer.document(Sheet("book"))
        self._style = (self._site.root / "toolkit" / "print" / "office" / STYLE).read_bytes()
        self._gettext = composer.renderer.words.gettext

    def made(self) -> bytes:
        """The EPUB."""
        pages = {COVER: self._cover(), CONTENTS: self._contents()}
        pages |= {chapter.name: self._chapter(chapter) for chapter in self._chapters.values()}
        return packed(
            [
                ("mimetype", MIMETYPE.encode()),
                ("META-INF/container.xml", _xml(_container())),
                ("EPUB/package.opf", _xml(self._package(pages))),
                (f"EPUB/{STYLE}", self._style),
                *((f"EPUB/{name}", _xml(page)) for name, page in pages.items()),
            ]
        )

    @cached_property
    def _title(self) -> str:
        return self._gettext("%(name)s toolkit") % {"name": self._site.name}

    @cached_property
    def _chapters(self) -> dict[str, Chapter]:
        """Path of the item → its file, in the order of the book."""
        found = {}
        for part in self._document["parts"]:
            for item in part["items"]:
                name = f"{item['number']:02}-{PurePosixPath(item['path']).stem}.xhtml"
                language = self._site.language(item["text"]["lang"])
                found[item["path"]] = Chapter(name, item["title"], part["title"], language, item, frozenset(ids(item["body"])))
        return found

    @cached_property
    def _inside(self) -> dict[str, str]:
        """Web address of an item → its path; a link to it leads to the page of the book."""
        return {self._site.absolute(path, self._language): path for path in (*self._chapters, INDEX)}

    # Pages

    def _chapter(self, chapter: Chapter) -> etree._Element:
        item, home = chapter.item, self._language
        markup = Markup(lambda node: self._href(chapter, node), figure, top=2)
        body = [E.p(f"{chapter.group} · {home.number(item['number'])}", {"class": "group"}, _spoken(home)), E.h1(chapter.title)]
        if item["notice"]:
            body.append(E.p(item["notice"], {"class": "notice"}, _spoken(home)))
        body += [markup.facts(item["facts"]), *markup.blocks(item["body"])]
        return _page(chapter.language, chapter.title, body, "chapter")

    def _cover(self) -> etree._Element:
        words = self._document["words"]
        address = self._site.absolute(INDEX, self._language)
        body = E.div(
            E.p(words["organisation"]),
            E.h1(self._title),
            E.p(words["description"]),
            E.p(words["licence"], E.br(), E.a(short(address), href=address), {"class": "licence"}),
            {"class": "cover"},
        )
        return _page(self._language, self._title, [body], "titlepage")

    def _contents(self) -> etree._Element:
        """What programs show as contents, and readers as a page."""
        groups: dict[str, list[etree._Element]] = {}
        for chapter in self._chapters.values():
            link = E.a(chapter.title, _spoken(chapter.language), href=chapter.name)
            groups.setdefault(chapter.group, []).append(E.li(link))
        contents = self._gettext("Contents")
        listed = E.ol(*(E.li(E.span(group), E.ol(*links)) for group, links in groups.items()))
        return _page(self._language, contents, [E.nav(E.h1(contents), listed, {TYPE: "toc", "id": "toc"})])

    def _href(self, chapter: Chapter, node: Node) -> str:
        """A page of the book where it has the one that is meant, else the web."""
        address, anchor = urldefrag(web_address(self._composer, chapter.item["path"], node))
        if not address:
            return f"#{anchor}" if anchor in chapter.anchors else chapter.name
        path = self._inside.get(address)
        if path == INDEX:
            return CONTENTS
        if path:
            to = self._chapters[path]
            return f"{to.name}#{anchor}" if anchor in to.anchors else to.name
        return f"{address}#{anchor}" if anchor else address

    # The package

    def _package(self, pages: dict[str, etree._Element]) -> etree._Element:
        language = self._language
        return P.package(
            self._metadata(),
            P.manifest(*(_manifested(name, page) for name, page in pages.items()), P.item(id="style", href=STYLE, **{"media-type": "text/css"})),
            P.spine(*(P.itemref(idref=_id(name)) for name in pages), {"page-progression-direction": language.direction}),
            {"version": "3.0", "unique-identifier": "identifier", XML_LANG: language.tag, "dir": language.direction},
        )

    def _metadata(self) -> etree._Element:
        site, language = self._site, self._language
        return P.metadata(
            D.identifier(uuid5(NAMESPACE_URL, site.absolute(INDEX, language)).urn, id="identifier"),
            D.title(self._title),
            D.language(language.tag),
            D.creator(site.organisation),
            D.publisher(site.organisation),
            D.description(self._document["words"]["description"]),
            D.rights("CC BY-SA 4.0"),
            D.source(site.absolute(INDEX, language)),
            P.meta(MADE, property="dcterms:modified"),
            *(P.meta(value, property=f"schema:{name}") for name, value in ACCESS),
        )


def _page(language: Language, title: str, body: list, kind: str = "") -> etree._Element:
    head = E.head(E.title(title), E.link(rel="stylesheet", type="text/css", href=STYLE))
    return E.html(head, E.body(*body, {TYPE: kind} if kind else {}), _spoken(language))


def _spoken(language: Language) -> dict[str, str]:
    """Language and direction, as both XML and HTML want them."""
    return {"lang": language.tag, XML_LANG: language.tag, "dir": language.direction}


def figure(node: Node) -> etree._Element:
    """A drawing with its words for those who do not see it."""
    drawn = etree.fromstring(str(node["drawing"]))
    drawn.attrib.pop("aria-labelledby", None)  # the words it points to are in `alt` now
    drawn.set("role", "img")
    title, _, rest = str(node["alt"]).partition(". ")
    for place, (name, said) in enumerate((("title", title), ("desc", rest))):
        if said:
            words = etree.Element(f"{{{SVG}}}{name}")
            words.text = said
            drawn.insert(place, words)
    return E.figure(drawn)


def _manifested(name: str, page: etree._Element) -> etree._Element:
    item = P.item(id=_id(name), href=name, **{"media-type": PAGES})
    properties = ["nav"] * (name == CONTENTS) + ["svg"] * (page.find(f".//{{{SVG}}}svg") is not None)
    if properties:
        item.set("properties", " ".join(properties))
    return item


def _id(name: str) -> str:
    return "p" + name.removesuffix(".xhtml")


def _container() -> etree._Element:
    root = C.rootfile({"full-path": "EPUB/package.opf", "media-type": "application/oebps-package+xml"})
    return C.container(C.rootfiles(root), version="1.0")


def _xml(page: etree._Element) -> bytes:
    doctype = "<!DOCTYPE html>" if page.tag == f"{{{XHTML}}}html" else None
    return etree.tostring(page, encoding="UTF-8", xml_declaration=True, doctype=doctype)
