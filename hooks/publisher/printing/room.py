"""The print room of one language: every file that it offers, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import PurePosixPath

from publisher.data.groups import Chapter
from publisher.generated.rendering import Renderer
from publisher.printing.bundles import Entry, archive, offline_index
from publisher.printing.documents import Composer
from publisher.printing.ebook import EBook
from publisher.printing.engine import Press
from publisher.printing.office import Office
from publisher.printing.store import Store
from publisher.sheets import ROOM, Sheet, archive_path, book_path, kit, kit_archive_path, kits_in, sheets
from publisher.workbooks.files import sheets_in

PICTURE = 240  # pixels
Make = Callable[[], bytes]


class PrintRoom:
    """All that is printed for the readers of one language. Whatever makes a file may raise PrintFault."""

    def __init__(self, renderer: Renderer):
        self._renderer, self._site, self.language = renderer, renderer.site, renderer.language
        self._press = Press(self._site.root)
        self._composer = Composer(renderer)
        self._office = Office(self._composer, Store(self._site.root))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Each file as its path in the site and its bytes."""
        for path, make in self.offers.items():
            yield path, make()

    @cached_property
    def offers(self) -> Mapping[str, Make]:
        """Path in the site → how the file is made."""
        made, titles = {}, {}
        for sheet in sheets(self._site):
            path = sheet.path(self.language)
            made[path], titles[path] = partial(self.printed, sheet), self._composer.title(sheet)
        files = {path: partial(bytes, content) for path, content in sheets_in(self._renderer)} | dict(self._office.offers)
        made |= files
        titles |= {path: self._title_of(path) for path in files}
        if ROOM in self._site.overlay.originals:
            book = book_path(self._site, self.language)
            made[book], titles[book] = self._ebook, self._composer.title(Sheet("book"))
            everything = partial(self._archive, dict(made), titles, f"{self.language.folder}toolkit/")
            made[archive_path(self._site, self.language)] = everything
        made |= {path: make for chapter in kits_in(self._site, self.language) for path, make in self._kit(chapter).items()}
        return made | dict(self._pictures())

    def printed(self, sheet: Sheet) -> bytes:
        """One sheet as PDF."""
        document = self._composer.document(sheet)
        if sheet.piece == "booklet":
            return self._press.imposed(document, self._renderer.words.gettext("Page %(page)s") % {"page": "#"})
        return self._press.pdf(document)

    def _ebook(self) -> bytes:
        return EBook(self._composer).made()

    def _pictures(self) -> Iterator[tuple[str, Make]]:
        """A small picture of each piece, once for all papers and inks."""
        seen = set()
        for sheet in sheets(self._site):
            if (sheet.item, sheet.piece) not in seen and sheet.piece != "booklet-pages":
                seen.add((sheet.item, sheet.piece))
                yield sheet.picture(self.language), partial(self._picture, sheet)

    def _picture(self, sheet: Sheet) -> bytes:
        return self._press.picture(self._composer.opening(sheet), PICTURE)

    def _kit(self, chapter: Chapter) -> dict[str, Make]:
        own = list(kit(self._site, chapter))
        made = {sheet.path(self.language): partial(self.printed, sheet) for sheet in own}
        titles = {sheet.path(self.language): self._composer.title(sheet) for sheet in own}
        packed = partial(self._archive, dict(made), titles, own[0].folder(self.language), chapter)
        return made | {kit_archive_path(chapter, self.language): packed}

    def _archive(self, made: Mapping[str, Make], titles: Mapping[str, str], folder: str, chapter: Chapter | None = None) -> bytes:
        entries = [Entry(path.removeprefix(folder), make(), titles[path]) for path, make in made.items()]
        return archive(entries, offline_index(self._renderer, entries, chapter))

    def _title_of(self, path: str) -> str:
        """The title of the item in whose folder a file lies."""
        return self._renderer.title(f"{PurePosixPath(path.removeprefix(self.language.folder)).parent}.md")
