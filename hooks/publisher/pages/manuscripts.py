"""Reads the Markdown of docs/, toolkit/ and translations/ into an Overlay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from publisher.data.matter import ItemMatter, PageMatter, TranslationMatter
from publisher.data.models import Record
from publisher.data.problems import Problem
from publisher.data.reading import read_bytes, read_document
from publisher.languages import Language
from publisher.pages.overlay import Manuscript, Overlay

FOLDERS = ("docs", "toolkit")
FENCE = "---\n"


def read_overlay(root: Path, languages: Sequence[Language]) -> tuple[Overlay, list[Problem]]:
    """Every page in every language, and what is wrong with any of them."""
    problems: list[Problem] = []
    originals = dict(_read_tree(root, "", problems))
    translations = {
        language.locale: dict(_read_tree(root, f"translations/{language.locale}/", problems))
        for language in languages
    }
    overlay = Overlay(tuple(languages), originals, translations)
    return overlay, [*problems, *overlay.problems()]


def read_manuscript(root: Path, source: str) -> tuple[Manuscript | None, list[Problem]]:
    """One Markdown file with its front matter checked; None when it cannot be used."""
    raw, problems = read_bytes(root, source)
    if raw is None:
        return None, problems
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [Problem(source, line, "is not UTF-8 from here on; save the file as UTF-8")]
    if not text.startswith(FENCE) or FENCE not in text[len(FENCE) :]:
        return None, [Problem(source, 1, "must begin with front matter: a line of ---, 'description: …', a line of ---")]
    matter, body = text[len(FENCE) :].split(FENCE, 1)
    found, document, problems = read_document(("\n" + matter).encode(), source, _model(source))  # a line keeps its number
    if found is None:
        return None, problems
    meta = found.model_dump(exclude_none=True)
    return Manuscript(source, meta, body, body_line=matter.count("\n") + 3, lines=document.lines), []


def _read_tree(root: Path, prefix: str, problems: list[Problem]) -> Iterator[tuple[str, Manuscript]]:
    for folder in FOLDERS:
        for file in sorted((root / prefix / folder).rglob("*.md")):
            source = file.relative_to(root).as_posix()
            manuscript, found = read_manuscript(root, source)
            problems += found
            if manuscript:
                yield source.removeprefix(prefix).removeprefix("docs/"), manuscript


def _model(source: str) -> type[Record]:
    if source.startswith("translations/"):
        return TranslationMatter
    is_item = source.startswith("toolkit/") and not source.endswith("index.md")
    return ItemMatter if is_item else PageMatter


