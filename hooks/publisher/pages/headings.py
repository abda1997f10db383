"""The headings of a Markdown page, and the ids that are the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown.extensions.toc import slugify, unique

HEADING = re.compile(r"^(?P<hashes>#{1,6})\s+(?P<text>.*?)(?:\s+\{:?\s*#(?P<id>[\w-]+)\s*\})?\s*#*\s*$")
FENCE = re.compile(r"^\s*(```+|~~~+)")
MARKUP = re.compile(r"[`*_]|\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Heading:
    line: int  # counted from 0, in the body
    level: int  # 1 to 6
    text: str
    id: str | None  # only if written in the file


def headings(body: str) -> Iterator[Heading]:
    """The headings of `body` in order; lines that look like headings inside fenced code are none."""
    fence = ""
    for number, line in enumerate(body.split("\n")):
        if opening := FENCE.match(line):
            mark = opening[1]
            if not fence:
                fence = mark
            elif mark.startswith(fence):
                fence = ""
        elif not fence and (found := HEADING.match(line)):
            yield Heading(number, len(found["hashes"]), found["text"], found["id"])


def plain(text: str) -> str:
    """A heading without its Markdown."""
    return MARKUP.sub(r"\1", text)


def ids_of(found: Sequence[Heading]) -> tuple[str, ...]:
    """One id a heading: the written one, or one made from the text as Python-Markdown would."""
    used = {heading.id for heading in found if heading.id}
    return tuple(
        heading.id or unique(slugify(plain(heading.text), "-") or "section", used)
        for heading in found
    )


def with_ids(body: str, found: Sequence[Heading], ids: Sequence[str]) -> str:
    """`body` with an explicit id at each heading, so that no theme and no language changes them."""
    lines = body.split("\n")
    for heading, id in zip(found, ids, strict=True):
        lines[heading.line] = f"{'#' * heading.level} {heading.text} {{#{id}}}"
    return "\n".join(lines)
