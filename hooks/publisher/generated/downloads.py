"""What can be printed or taken away: the list of an item, of the whole toolkit, and of a chapter's kit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from publisher.data.groups import Chapter
from publisher.generated.rendering import Renderer
from publisher.languages import Language
from publisher.pages.printtexts import PIECES, text_path
from publisher.sheets import KIT, WHOLE, Sheet, archive_path, book_path, items, kit, kit_archive_path, kit_languages, of_item, sheets

ENDINGS = {"spreadsheet": ("xlsx", "csv"), "document": ("docx", "odt"), "calendar": ("ics",)}


@dataclass(frozen=True)
class Download:
    label: str  # A4, or XLSX
    path: str  # from the root of the site
    size: str  # 34 KB; empty where nobody has printed it yet


@dataclass(frozen=True)
class Offer:
    """One piece in all its forms."""

    label: str
    downloads: tuple[Download, ...]
    language: Language | None = None  # the language it is in, where that is not the page's
    picture: str | None = None
    piece: str = ""


def item_offers(renderer: Renderer, item: str) -> list[Offer]:
    """Every form of a toolkit item, the handout first."""
    site, language = renderer.site, renderer.home
    found = [_printed(renderer, piece, group) for piece, group in groupby(of_item(site, item), key=lambda sheet: sheet.piece)]
    stem = item.removesuffix(".md")
    name = stem.rpartition("/")[2]
    labels = _file_labels(renderer)
    foreign = _foreign(site.overlay.page(item, language).text_language, language)
    for form in ENDINGS.keys() & set(site.overlay.originals[item].meta["formats"]):
        paths = [(ending, f"{language.folder}{stem}/{name}.{ending}") for ending in ENDINGS[form]]
        made = tuple(Download(ending.upper(), path, _size(renderer, path)) for ending, path in paths if _is_made(renderer, path))
        if made:
            found.append(Offer(labels[form], made, foreign))
    return sorted(found, key=lambda offer: list(_labels(renderer).values()).index(offer.label))


def downloads(renderer: Renderer) -> dict:
    """What templates/downloads.html shows: everything in one file, then every item."""
    site, language = renderer.site, renderer.home
    whole = [_printed(renderer, piece, [sheet for sheet in sheets(site) if sheet.piece == piece]) for piece in WHOLE]
    gettext = renderer.words.gettext
    files = ((gettext("E-book"), "EPUB", book_path(site, language)), (gettext("All files in one archive"), "ZIP", archive_path(site, language)))
    whole += [Offer(label, (Download(ending, path, _size(renderer, path)),)) for label, ending, path in files if _is_made(renderer, path)]
    listed = [(item, site.overlay.page(item, language), item_offers(renderer, item)) for item in items(site)]
    groups = [(group, list(rows)) for group, rows in groupby(listed, key=lambda row: row[1].meta["group"])]
    return {"whole": [offer for offer in whole if offer.downloads], "groups": groups}


def kit_offers(renderer: Renderer, chapter: Chapter) -> list[tuple[Language, list[Offer], Download]]:
    """A chapter's kit in each of its languages, with the archive of all of it."""
    found = []
    for language in kit_languages(renderer.site, chapter):
        own = list(kit(renderer.site, chapter))
        offers = [_kit_offer(renderer, language, item, [sheet for sheet in own if (sheet.piece, sheet.item) == (piece, item)]) for piece, item in KIT]
        path = kit_archive_path(chapter, language)
        if own:
            found.append((language, [offer for offer in offers if offer.downloads], Download("ZIP", path, _size(renderer, path))))
    return found


def _kit_offer(renderer: Renderer, language: Language, item: str, own: list[Sheet]) -> Offer:
    if not own:
        return Offer("", ())
    piece = own[0].piece
    label = renderer.title(item) if piece == "sheet" else _labels(renderer)[piece]
    return Offer(label, tuple(_download(renderer, sheet, language) for sheet in own), piece=piece)


def _printed(renderer: Renderer, piece: str, found: Iterable[Sheet]) -> Offer:
    site, language, sheets_of_piece = renderer.site, renderer.home, list(found)
    if not sheets_of_piece:
        return Offer("", ())
    first = sheets_of_piece[0]
    foreign = None
    if first.item:
        source = site.texts.page(text_path(first.item, piece), language) if piece in PIECES else site.overlay.page(first.item, language)
        foreign = _foreign(source.text_language, language)
    picture = first.picture(language) if piece != "booklet-pages" else None
    return Offer(_labels(renderer)[piece], tuple(_download(renderer, sheet, language) for sheet in sheets_of_piece), foreign, picture, piece)


def _download(renderer: Renderer, sheet: Sheet, language: Language) -> Download:
    gettext = renderer.words.gettext
    paper = {"a4": "A4", "letter": "Letter"}.get(sheet.paper, "PDF")
    label = gettext("%(paper)s, low ink") % {"paper": paper} if sheet.low_ink else paper
    path = sheet.path(language)
    return Download(label, path, _size(renderer, path))


def _foreign(found: Language, language: Language) -> Language | None:
    return None if found == language else found


def _is_made(renderer: Renderer, path: str) -> bool:
    """Whether a file is there; while a page is only looked at (`make serve`), all are made on demand."""
    return not renderer.printed or path in renderer.printed


def _size(renderer: Renderer, path: str) -> str:
    size = renderer.printed.get(path)
    if size is None:
        return ""
    number, gettext = renderer.language.number, renderer.words.gettext
    if size < 1_000_000:
        return gettext("%(size)s KB") % {"size": number(max(1, round(size / 1000)))}
    return gettext("%(size)s MB") % {"size": number(round(size / 1_000_000, 1))}


def _labels(renderer: Renderer) -> dict[str, str]:
    """The name of each piece, in the order in which they are listed."""
    gettext = renderer.words.gettext
    return {
        "book": gettext("Book of all sheets"),
        "booklet": gettext("Vision and mission as a booklet to fold"),
        "booklet-pages": gettext("The same booklet to read on a screen"),
        "handout": gettext("Handout"),
        "sheet": gettext("Form to fill in with a pen"),
        "cards": gettext("Cards"),
        "half-page": gettext("Flier"),
        "trifold": gettext("Trifold"),
        "zine": gettext("Zine"),
        "poster": gettext("Poster"),
        "slides": gettext("Slides"),
        **_file_labels(renderer),
    }


def _file_labels(renderer: Renderer) -> dict[str, str]:
    gettext = renderer.words.gettext
    return {"document": gettext("Document to edit"), "spreadsheet": gettext("Spreadsheet"), "calendar": gettext("Calendar")}
