"""The words of one item's files: those of its page, and gettext for what no page says."""

from __future__ import annotations

import re
from functools import cached_property

from publisher.generated.rendering import Renderer
from publisher.languages import Language
from publisher.pages.headings import plain
from publisher.pages.overlay import Page
from publisher.pages.placeholders import fill
from publisher.pages.wanted import words_of

NUMBER = re.compile(r"[-−]?\d[\d,]*")


class Words:
    """All in one language: the page's own, or English where the page has not all that the files need."""

    def __init__(self, renderer: Renderer, item: str):
        site, path = renderer.site, f"toolkit/{item}.md"
        english, page = site.overlay.page(path, site.default), site.overlay.page(path, renderer.language)
        original = words_of(english, english, item)
        parts = words_of(page, english, item)
        if parts is None:
            page, parts = english, original
        self.page: Page = page
        own = page.text_language == renderer.language
        self.renderer = renderer if own else Renderer(site, page.text_language, renderer.home)
        self.gettext = self.renderer.words.gettext
        self._parts, self._original = parts, original

    @property
    def language(self) -> Language:
        return self.page.text_language

    @cached_property
    def title(self) -> str:
        return self.page.title

    def head(self, name: str) -> list[str]:
        """The head of a table, or the words of a heading, without Markdown."""
        return [self._plain(cell) for cell in self._parts[name].head]

    def rows(self, name: str) -> list[list[str]]:
        return [[self._plain(cell) for cell in row] for row in self._parts[name].rows]

    def numbers(self, name: str) -> list[list[int | str]]:
        """The whole numbers in the cells of a table; all languages have those of the English page."""
        return [[whole(self._plain(cell)) for cell in row] for row in self._original[name].rows]

    def lines(self, name: str) -> list[str]:
        return [row[0] for row in self.rows(name)]

    def heading(self, name: str) -> str:
        return self.head(name)[0]

    def _plain(self, cell: str) -> str:
        return plain(fill(cell, self.renderer.values) if "{{" in cell else cell).replace("&nbsp;", "\u00a0").strip()


def whole(cell: str) -> int | str:
    """A whole number as people write it: `3,500`, `−14`; an empty cell stays empty."""
    found = NUMBER.search(cell)
    if not found:
        return ""
    digits = re.sub(r"\D", "", found[0])
    return -int(digits) if found[0][0] in "-−" else int(digits)


def without_letter(head: list[str]) -> list[str]:
    """Heads that begin with the letter of their column, without it: the program shows the letters itself."""
    return [re.sub(rf"^{chr(65 + place)}[.:]?\s+", "", cell) for place, cell in enumerate(head)]
