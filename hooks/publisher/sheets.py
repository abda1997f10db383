"""What the print room makes: every sheet of a language, every kit of a chapter, and where each file lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from publisher.data.groups import Chapter
from publisher.languages import Language
from publisher.pages.printtexts import PIECES
from publisher.site import Site

PAPERS = ("a4", "letter")
WIDE = "wide"  # of slides
COLOURED = ("booklet", "half-page", "poster", "trifold", "zine")  # there is a variant with little ink
WHOLE = ("book", "booklet", "booklet-pages")  # made from many pages

# Countries whose usual paper is Letter: CLDR 48, supplementalData, paperSize US-Letter.
LETTER = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())

# Pages of the booklet.
BOOKLET = ("vision/index.md", "mission.md", *(f"vision/{side}.md" for side in ("economy", "polity", "kinship", "culture", "ecology", "international")), "structure.md", "faq.md")

ROOM = "toolkit/give-away/print-room.md"
# What a chapter's kit holds: piece and item.
KIT = (
    ("half-page", ROOM),
    ("cards", ROOM),
    ("poster", ROOM),
    ("zine", ROOM),
    ("trifold", ROOM),
    ("sheet", "toolkit/reach/sign-up-sheet.md"),
    ("sheet", "toolkit/meet/agenda-and-minutes.md"),
)


@dataclass(frozen=True)
class Sheet:
    """One file for the printer, in one language, on one paper."""

    piece: str  # handout, one of PIECES, or one of WHOLE
    item: str = ""  # path of the toolkit item; empty for what is made from many
    paper: str = "a4"
    low_ink: bool = False
    chapter: Chapter | None = None

    @property
    def name(self) -> str:
        """The name of the file, without its ending: `start-here-zine-letter`."""
        stem = PurePosixPath(self.item).stem
        if self.chapter:
            what = stem if self.piece == "sheet" else {"half-page": "flier"}.get(self.piece, self.piece)
        elif self.piece in WHOLE:
            what = {"book": "toolkit"}.get(self.piece, self.piece)
        else:
            what = stem if self.piece == "handout" else f"{stem}-{self.piece}"
        return "-".join(filter(None, (what, "" if self.paper == WIDE else self.paper, "low-ink" if self.low_ink else "")))

    def folder(self, language: Language) -> str:
        if self.chapter:
            return kit_folder(self.chapter, language)
        return language.folder + (f"{self.item.removesuffix('.md')}/" if self.item else "toolkit/")

    def path(self, language: Language) -> str:
        """Where the file lies in the site."""
        return f"{self.folder(language)}{self.name}.pdf"

    def picture(self, language: Language) -> str:
        """Where its small picture lies."""
        return f"{self.folder(language)}{self.name}.png"


def kit_folder(chapter: Chapter, language: Language) -> str:
    return f"{language.folder}chapters/{chapter.slug}/kit/"


def sheets(site: Site) -> Iterator[Sheet]:
    """Every sheet that exists in each language, in the order of the toolkit."""
    for piece in WHOLE:
        if all(path in site.overlay.originals for path in (("toolkit/index.md",) if piece == "book" else BOOKLET)):
            yield from _on_papers(piece, "")
    for item in items(site):
        yield from of_item(site, item)


def items(site: Site) -> list[str]:
    """The paths of the toolkit items, by their numbers."""
    numbered = {path: page.meta["number"] for path, page in site.overlay.originals.items() if "number" in page.meta}
    return sorted(numbered, key=numbered.__getitem__)


def of_item(site: Site, item: str) -> Iterator[Sheet]:
    formats = site.overlay.originals[item].meta["formats"]
    for piece in ("handout", *(piece for piece in formats if piece in PIECES)):
        yield from _on_papers(piece, item)


def _on_papers(piece: str, item: str) -> Iterator[Sheet]:
    for low_ink in (False, True) if piece in COLOURED else (False,):
        for paper in (WIDE,) if piece == "slides" else PAPERS:
            yield Sheet(piece, item, paper, low_ink)


def archive_path(site: Site, language: Language) -> str:
    """The archive of everything in one language."""
    return f"{language.folder}toolkit/{site.name.lower()}-toolkit-{language.locale}.zip"


def book_path(site: Site, language: Language) -> str:
    """The e-book of the toolkit."""
    return f"{language.folder}toolkit/{site.name.lower()}-toolkit-{language.locale}.epub"


# Kits


def kit(site: Site, chapter: Chapter) -> Iterator[Sheet]:
    """A chapter's own sheets, on the paper of its country; nothing for a group that is not there today."""
    if not site.in_map(chapter):
        return
    paper = "letter" if chapter.place and chapter.place.country in LETTER else "a4"
    for piece, item in KIT:
        if item in site.overlay.originals and piece in site.overlay.originals[item].meta["formats"]:
            for low_ink in (False, True) if piece in COLOURED else (False,):
                yield Sheet(piece, item, paper, low_ink, chapter)


def kit_archive_path(chapter: Chapter, language: Language) -> str:
    return f"{kit_folder(chapter, language)}{chapter.slug}-{language.locale}.zip"


def kit_languages(site: Site, chapter: Chapter) -> tuple[Language, ...]:
    """Those of the site's languages that are spoken at its meetings; the default one if none is, or none is named."""
    spoken = {tag.split("-")[0] for tag in chapter.languages}
    spoken = {"nb" if tag in ("no", "nn") else tag for tag in spoken}
    return tuple(language for language in site.languages if language.locale in spoken) or (site.default,)


def kits_in(site: Site, language: Language) -> Iterator[Chapter]:
    """The chapters that have a kit in a language."""
    for chapter in site.catalogue.chapters:
        if language in kit_languages(site, chapter) and any(kit(site, chapter)):
            yield chapter
