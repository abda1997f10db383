"""The words of printed pieces: `toolkit/meet/role-cards.cards.md` holds the cards of that item, one section a card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from publisher.data.problems import Problem, did_you_mean
from publisher.pages.overlay import Manuscript, Overlay

# Piece → how many sections (##) its text has; None: as many as it needs.
PIECES: Mapping[str, int | None] = {
    "cards": None,
    "half-page": 2,  # front, back
    "poster": None,
    "sheet": None,
    "slides": None,
    "trifold": 6,  # cover, flap, three inside, back
    "zine": 8,
}


def text_path(item: str, piece: str) -> str:
    """`toolkit/meet/role-cards.md` and `cards` → `toolkit/meet/role-cards.cards.md`."""
    return f"{item.removesuffix('.md')}.{piece}.md"


def item_and_piece(text: str) -> tuple[str, str]:
    """The item that a print text belongs to, and the piece it is for."""
    stem, _, piece = text.removesuffix(".md").rpartition(".")
    return f"{stem}.md", piece


def problems(overlay: Overlay, texts: Overlay) -> Iterator[Problem]:
    """Texts without an item, items without the text of a piece that they promise, texts with too many or too few sections."""
    for path, text in sorted(texts.originals.items()):
        item, piece = item_and_piece(path)
        if piece not in PIECES:
            hint = did_you_mean(piece, PIECES) or f"; use one of {', '.join(PIECES)}"
            yield Problem(text.source, 1, f"'{piece}' in the name of the file is no printed piece{hint}")
        elif item not in overlay.originals:
            yield Problem(text.source, 1, f"there is no item {item}; name this file after its item, or delete it")
        else:
            if piece not in overlay.originals[item].meta.get("formats", ()):
                yield Problem(text.source, 1, f"its item does not offer it; add '- {piece}' to the formats of {item}")
            yield from _sections(text, piece)
    for path, item in sorted(overlay.originals.items()):
        for piece in item.meta.get("formats", ()):
            if piece in PIECES and text_path(path, piece) not in texts.originals:
                name = PurePosixPath(text_path(path, piece)).name
                yield Problem(item.source, item.lines.get(("formats",), 1), f"offers '{piece}', but {name} is not beside it; write it, or take the format out")


def _sections(text: Manuscript, piece: str) -> Iterator[Problem]:
    found, needed = sum(heading.level == 2 for heading in text.headings), PIECES[piece]
    if needed and found != needed:
        yield Problem(text.source, text.body_line, f"has {found} sections (##); a {piece} has {needed}")
    if piece in ("cards", "slides") and not found:
        yield Problem(text.source, text.body_line, f"has no section; begin each of the {piece} with '## '")
