"""What each sheet says, as data for its layout in toolkit/print/layouts/."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from textwrap import shorten

import segno
from babel.core import get_global

from publisher.data.groups import Chapter
from publisher.generated.meetingwords import meeting_words
from publisher.generated.rendering import Renderer
from publisher.languages import Language
from publisher.pages.overlay import Page
from publisher.pages.printtexts import PIECES, text_path
from publisher.printing.fields import fillable
from publisher.printing.manuscript import Manuscripts
from publisher.printing.paper import for_paper, sections_of
from publisher.printing.tree import Node
from publisher.printing.writable import printed_name, writable
from publisher.sheets import BOOKLET, Sheet
from publisher.site import Site, page_path

# What a picture of the first page needs of a long document: blocks of a body, sections, parts.
OPENING = {"body": 14, "sections": 1, "parts": 0}
SHORTENED = ("handout", "book", "booklet", "slides", "sheet")
LONGEST = 100  # characters of a line about a chapter
POINTS = {"a4": 595, "letter": 612, "wide": 720}  # width of the paper, for pictures of it
LANDSCAPE = 8  # columns from which a sheet lies on its side


class Composer:
    """Makes documents in the site of one language."""

    def __init__(self, renderer: Renderer):
        self.renderer, self.site, self.language = renderer, renderer.site, renderer.language
        self._manuscripts = Manuscripts(renderer)
        self._trees: dict[str, list[Node]] = {}

    def document(self, sheet: Sheet) -> dict:
        if sheet.piece == "book":
            return self._book(sheet)
        if sheet.piece in ("booklet", "booklet-pages"):
            return self._booklet(sheet)
        return self._handout(sheet) if sheet.piece == "handout" else self._piece(sheet)

    def opening(self, sheet: Sheet) -> dict:
        """A document cut after its first page or so: all that a small picture of it shows."""
        document = self.document(sheet)
        return document | {part: document[part][:count] for part, count in OPENING.items() if part in document and sheet.piece in SHORTENED}

    def page(self, sheet: Sheet) -> Page:
        """The page or print text that a sheet is made from."""
        if sheet.piece in PIECES:
            return self.site.texts.page(text_path(sheet.item, sheet.piece), self.language)
        return self.site.overlay.page(sheet.item, self.language)

    def title(self, sheet: Sheet) -> str:
        if sheet.piece in ("booklet", "booklet-pages"):
            return self.renderer.words.gettext("Vision and mission")
        return self.page(sheet).title if sheet.item else self.site.overlay.page("toolkit/index.md", self.language).title

    # Layouts

    def _handout(self, sheet: Sheet) -> dict:
        page = self.page(sheet)
        renderer, body = self._manuscripts.renderer(page), self._body(page)
        gettext = renderer.words.gettext
        return self._common(sheet, page) | {
            "number": page.meta["number"],
            "group": renderer.group(page.meta["group"]),
            "facts": [
                [gettext("What it is for"), page.meta["purpose"]],
                [gettext("When to use it"), page.meta["when"]],
                [gettext("Time"), gettext("%(minutes)s minutes") % {"minutes": page.meta["minutes"]}],
                [gettext("People"), page.meta["people"]],
            ],
            "body": body,
            "landscape": any(node["k"] == "table" and node["columns"] > LANDSCAPE for node in body),
            **self._fields(sheet, renderer),
            "related": [self._numbered(f"toolkit/{item}.md", renderer) for item in page.meta.get("related", ())],
            "words": {"related": gettext("Related sheets"), "licence": self._licence(renderer), "by-hand": self._by_hand(sheet, renderer)},
        }

    def _piece(self, sheet: Sheet) -> dict:
        page = self.page(sheet)
        renderer = self._manuscripts.renderer(page)
        intro, sections = sections_of(self._body(page))
        item = self.site.overlay.page(sheet.item, self.language)
        return self._common(sheet, page) | {
            "number": item.meta["number"],
            "intro": intro,
            "sections": sections,
            "contact": self._contact(renderer, sheet.chapter),
            **self._fields(sheet, renderer),
            "words": {"licence": self._licence(renderer), "organisation": self.site.organisation, "name": self.site.name},
        }

    def _book(self, sheet: Sheet) -> dict:
        pages = [page for page in self.site.overlay.pages(self.language) if "number" in page.meta]
        pages.sort(key=lambda page: page.meta["number"])
        cover = self.site.overlay.page("toolkit/index.md", self.language)
        gettext = self.renderer.words.gettext
        parts: list[dict] = []
        for page in pages:
            name = self.renderer.group(page.meta["group"])
            if not parts or parts[-1]["title"] != name:
                parts.append({"title": name, "items": []})
            parts[-1]["items"].append(self._chapter_of_book(page))
        return self._common(sheet, cover) | {
            "parts": parts,
            "words": {
                "contents": gettext("Contents"),
                "page": gettext("p. %(page)s") % {"page": "#"},
                "licence": self._licence(self.renderer),
                "organisation": self.site.organisation,
                "description": cover.meta["description"],
            },
        }

    def _chapter_of_book(self, page: Page) -> dict:
        handout = self._handout(Sheet("handout", page.path))
        return {key: handout[key] for key in ("title", "text", "notice", "number", "facts", "body")} | {"path": page.path}

    def _booklet(self, sheet: Sheet) -> dict:
        pages = [self.site.overlay.page(path, self.language) for path in BOOKLET]
        gettext = self.renderer.words.gettext
        return self._common(sheet, pages[0]) | {
            "title": gettext("Vision and mission"),
            "sections": [{"title": page.title, "body": self._body(page), "text": self._spoken(page.text_language)} for page in pages],
            "words": {
                "organisation": self.site.organisation,
                "contents": gettext("Contents"),
                "edition": gettext("First edition. Tell us what is wrong or missing."),
                "licence": self._licence(self.renderer),
            },
        }

    # What all documents hold

    def _common(self, sheet: Sheet, page: Page) -> dict:
        site, renderer = self.site, self._manuscripts.renderer(page)
        link = self._link(sheet)
        notice = self.renderer.words.gettext("This sheet is not translated yet.") if page.is_fallback else None
        return {
            "layout": "booklet" if sheet.piece == "booklet-pages" else sheet.piece,
            "source": page.source,
            "paper": sheet.paper,
            "points": POINTS[sheet.paper],
            "low-ink": sheet.low_ink,
            "kit": sheet.chapter is not None,
            "tickable": False,
            "fillable": False,
            "title": page.title,
            "description": page.meta["description"],
            "author": site.organisation,
            "text": self._spoken(page.text_language),
            "home": self._spoken(self.language),
            "notice": notice,
            "contact": None,
            "qr": {"svg": qr_code(link), "short": short(link), "alt": renderer.words.gettext("QR code that leads to %(address)s") % {"address": short(link)}},
            "footer": renderer.words.gettext("%(name)s toolkit") % {"name": site.name} + f" · {page.title}",
        }

    def _link(self, sheet: Sheet) -> str:
        """Where the QR code leads: the chapter, the item, or for what is given to strangers the home page."""
        if sheet.chapter:
            return self.site.absolute(page_path("chapters", sheet.chapter.slug), self.language)
        path = sheet.item if sheet.piece == "handout" else "toolkit/index.md" if sheet.piece == "book" else "index.md"
        return self.site.absolute(path, self.language)

    @staticmethod
    def _spoken(language: Language) -> dict:
        region = get_global("likely_subtags").get(language.locale, "").split("_")[-1].lower()
        return {"lang": language.locale, "region": region or None, "dir": language.direction}

    def _fields(self, sheet: Sheet, renderer: Renderer) -> dict:
        """Whether one can type into the sheet, and tick its boxes, on a screen."""
        offered = sheet.piece in ("handout", "sheet") and "fields" in self.site.overlay.originals[sheet.item].meta["formats"]
        return {"tickable": offered, "fillable": offered and fillable(renderer.language.locale)}

    def _by_hand(self, sheet: Sheet, renderer: Renderer) -> str | None:
        """Says that text is written by hand, where viewers cannot type this language."""
        fields = self._fields(sheet, renderer)
        if fields["tickable"] and not fields["fillable"]:
            return renderer.words.gettext("Boxes can be ticked on a screen. Write the rest by hand: PDF viewers do not join the letters of this language.")
        return None

    def _licence(self, renderer: Renderer) -> str:
        return renderer.words.gettext("Copy it, change it and pass it on (%(licence)s).") % {"licence": "CC BY-SA 4.0"}

    def _numbered(self, path: str, renderer: Renderer) -> list:
        page = self.site.overlay.page(path, renderer.language)
        return [page.meta.get("number", ""), page.title]

    def _body(self, page: Page) -> list[Node]:
        """The blocks of a page without its title, ready for paper. Each page is worked out once."""
        if page.source not in self._trees:
            self._trees[page.source] = for_paper(self._manuscripts.tree(page), page.path)
        return self._trees[page.source]

    def _contact(self, renderer: Renderer, chapter: Chapter | None) -> dict:
        """Who invites: a chapter as its entry has it, or lines to write on."""
        gettext = renderer.words.gettext
        labels = (gettext("Group"), gettext("When"), gettext("Where"), gettext("Contact"))
        group, when, where, reach = (gettext("%(label)s:") % {"label": label} for label in labels)
        if chapter is None:
            return {"name": None, "lines": [[group, None], [when, None], [where, None], [reach, None]], "note": None}
        meets = chapter.meeting if self.site.meets(chapter) else None
        place = renderer.place(chapter.place)
        room = gettext(", ").join(filter(None, (meets and meets.place, chapter.place and chapter.place.city)))
        known = [
            [when, meeting_words(renderer, meets) if meets else None],
            [where, meets and writable(self.site.root, room) or writable(self.site.root, place)],
            [reach, _reached(self.site, chapter)],
        ]
        known = [[label, value and shorten(value, LONGEST, placeholder=" …")] for label, value in known]
        confirmed = gettext("As of %(day)s") % {"day": renderer.language.date(chapter.verified)} if chapter.verified and meets else None
        return {"name": printed_name(self.site.root, chapter), "lines": known, "note": confirmed}


def _reached(site: Site, chapter: Chapter) -> str | None:
    for contact in chapter.contacts:
        if found := contact.email or contact.phone or contact.url:
            return writable(site.root, str(found))
    return None


@lru_cache(maxsize=None)
def qr_code(link: str) -> str:
    """The QR code of a link as SVG, with the quiet zone that scanners need."""
    file = BytesIO()
    segno.make(link, error="m", micro=False).save(file, kind="svg", border=4, xmldecl=False, dark="#000", light="#fff")
    return file.getvalue().decode()


def short(link: str) -> str:
    """A link as people type it."""
    return link.split("://")[-1].rstrip("/")
