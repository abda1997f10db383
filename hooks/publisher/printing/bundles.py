"""Archives: the whole toolkit of a language, and the kit of a chapter, each with a page that lists it offline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publisher.data.groups import Chapter
from publisher.generated.rendering import Renderer
from publisher.printing.packing import packed

@dataclass(frozen=True)
class Entry:
    """One file of an archive."""

    path: str  # in the archive
    content: bytes
    title: str  # under which the list shows it


def archive(entries: Sequence[Entry], index: str) -> bytes:
    """A ZIP of the entries, with `index.html` first."""
    return packed([("index.html", index.encode()), *((entry.path, entry.content) for entry in entries)])


def offline_index(renderer: Renderer, entries: Sequence[Entry], chapter: Chapter | None = None) -> str:
    """The page that lists an archive, for a browser without a network."""
    groups: dict[str, list[str]] = {}
    for entry in entries:
        groups.setdefault(entry.title, []).append(entry.path)
    return renderer.render("archive-index.html", "index.md", groups=groups, chapter=chapter)
