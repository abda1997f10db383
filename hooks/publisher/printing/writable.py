"""Whether the fonts of the print room can write a text."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from publisher.data.groups import Chapter


def writable(root: Path, text: str) -> str | None:
    """The text itself, or None if the fonts lack one of its characters."""
    ranges = _covered(root / "toolkit" / "print" / "fonts" / "coverage.txt")
    return text if text and all(any(first <= ord(sign) <= last for first, last in ranges) for sign in text) else None


def printed_name(root: Path, chapter: Chapter) -> str:
    """The chapter's name; in a script that our fonts lack, the name of its file, which is Latin."""
    return writable(root, chapter.name) or chapter.slug.replace("-", " ").title()


@lru_cache
def _covered(file: Path) -> tuple[tuple[int, int], ...]:
    """The ranges of code points in a file of lines such as `0020-007E`."""
    lines = (line.partition("-") for line in file.read_text("ascii").split() if not line.startswith("#"))
    return tuple((int(first, 16), int(last or first, 16)) for first, _, last in lines)
