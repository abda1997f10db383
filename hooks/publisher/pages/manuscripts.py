"""Reads the Markdown of docs/, toolkit/ and translations/ into an Overlay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from publisher.data.matter import ItemMatter, PageMatter, TranslationMatter
from publisher.data.record import Record
from publisher.data.problems import Problem
from publisher.data.reading import read_bytes, read_document
from publisher.languages import Language
from publisher.pages.overlay import Manuscript, Overlay

FOLDERS = ("docs", "toolkit")
FENCE = "---\n"


def read_overlays(root: Path, languages: Sequence[Language]) -> tuple[Overlay, Overlay, list[Problem]]:
    """Every page, and every print text, in every language, and what is wrong with any of them."""
    problems: list[Problem] = []
    originals = dict(_read_tree(root, "", problems))
    translations = {
        language.locale: dict(_read_tree(root, f"translations/{language.locale}/", problems))
        for language in languages
    }
    pages, texts = (_overlay(languages, originals, translations, wanted) for wanted in (False, True))
    return pages, texts, [*problems, *pages.problems(), *texts.problems()]


def _overlay(languages: Sequence[Language], originals: Mapping, translations: Mapping, texts: bool) -> Overlay:
    def chosen(manuscripts: Mapping[str, Manuscript]) -> dict[str, Manuscript]:
        return {path: manuscript for path, manuscript in manuscripts.items() if is_print_text(path) == texts}

    return Overlay(tuple(languages), chosen(originals), {locale: chosen(found) for locale, found in translations.items()})


def is_print_text(path: str) -> bool:
    """Whether a file holds the words of a printed piece: `toolkit/meet/role-cards.cards.md`."""
    return path.startswith("toolkit/") and "." in PurePosixPath(path).stem


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
    is_item = source.startswith("toolkit/") and not source.endswith("index.md") and not is_print_text(source)
    return ItemMatter if is_item else PageMatter


