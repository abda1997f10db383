"""How hard a page is to read: its long sentences and one figure. It informs writers; nothing fails by it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from publisher.data.models import TermText
from publisher.pages.overlay import Manuscript

LONGEST = 25  # words of a sentence
ITEM_WORDS = range(600, 1001)  # of a sheet of the toolkit
LONG_WORD = 7  # letters

FENCE = re.compile(r"^\s*(```|~~~)")
COMMENT = re.compile(r"<!--.*?-->")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
PLACEHOLDER = re.compile(r"\{\{[^}]*\}\}")
ATTRIBUTES = re.compile(r"\{:?\s*[#.][^}]*\}")
TAG = re.compile(r"<[^>]+>")
MARK = re.compile(r"^\s*(>\s*)*([-*+]|\d+\.)?\s*(\[[ x]\]\s*)?|[*_`]|^!!!.*$|^\|?[\s:|-]+\|$")
END = re.compile(r"(?<=[.!?…。！？؟])[\"”’»)]*\s+|(?<=[。！？])")
WORD = re.compile(r"[^\W\d_][\w’'-]*|\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Sentence:
    line: int  # of the file
    text: str
    in_table: bool = False

    @cached_property
    def words(self) -> int:
        return len(WORD.findall(self.text))


@dataclass(frozen=True)
class Readability:
    """What was found in one page."""

    sentences: tuple[Sentence, ...]

    @cached_property
    def words(self) -> int:
        return sum(sentence.words for sentence in self.sentences)

    @cached_property
    def level(self) -> int:
        """LIX: words a sentence plus the share of words of more than six letters, in per cent.

        Below 30 is very easy, up to 40 easy, up to 50 like a newspaper. It needs no syllables, so it is the same
        sum in every language with an alphabet; texts of two languages cannot be compared by it. Tables do not count:
        their cells are no sentences, and would make any page look easy.
        https://en.wikipedia.org/wiki/Lix_(readability_test)
        """
        prose = [WORD.findall(sentence.text) for sentence in self.sentences if not sentence.in_table]
        words = sum(map(len, prose))
        long = sum(len(word) >= LONG_WORD for sentence in prose for word in sentence)
        return round(words / len(prose) + 100 * long / words) if words else 0

    @cached_property
    def worst(self) -> tuple[Sentence, ...]:
        """All sentences that are too long, the longest first."""
        return tuple(sorted((s for s in self.sentences if s.words > LONGEST), key=lambda s: (-s.words, s.line)))


def readability(body: str, first_line: int = 1) -> Readability:
    """Reads the prose of a page. Headings and code are no prose; each cell of a table is a text of its own."""
    return Readability(tuple(_sentences(body, first_line)))


def _sentences(body: str, first_line: int) -> Iterator[Sentence]:
    for number, line in _prose(body):
        in_table = line.startswith("|")
        cells = line.strip().strip("|").split("|") if in_table else [line]
        for cell in cells:
            for text in END.split(plain(cell)):
                if WORD.search(text):
                    yield Sentence(first_line + number, text.strip(), in_table)


def _prose(body: str) -> Iterator[tuple[int, str]]:
    """The lines with prose, by their place in the body."""
    in_code = False
    for number, line in enumerate(body.split("\n")):
        if FENCE.match(line):
            in_code = not in_code
        elif not in_code and line.strip() and not line.startswith("#"):
            yield number, line


def plain(text: str) -> str:
    """A piece of Markdown as it is read aloud. A placeholder stands for one word or number."""
    for pattern, instead in ((COMMENT, ""), (LINK, r"\1"), (PLACEHOLDER, "5"), (ATTRIBUTES, ""), (TAG, " "), (MARK, "")):
        text = pattern.sub(instead, text)
    return text.strip()


@dataclass(frozen=True)
class Unlinked:
    """A glossary term that a page uses before it links it, or without a link."""

    term: str
    line: int


def unlinked_terms(sheet: Manuscript, terms: Sequence[TermText]) -> list[Unlinked]:
    """The terms whose first use on a page is no link to the glossary, by line."""
    found = []
    for term in terms:
        word = re.compile(rf"(?<![\w-]){re.escape(term.term)}s?(?![\w-])", re.IGNORECASE)
        link = re.compile(rf"glossary\.md#{re.escape(term.id)}\)")
        for number, line in _prose(sheet.body):
            if link.search(line):
                break
            if word.search(plain(line)):
                found.append(Unlinked(term.term, sheet.body_line + number))
                break
    return sorted(found, key=lambda unlinked: (unlinked.line, unlinked.term))
