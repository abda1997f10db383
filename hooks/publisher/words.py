"""The words of generated pages and of the theme: gettext, from translations/<locale>/ui.po."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from publisher.data.problems import Problem
from publisher.data.reading import read_bytes
from publisher.languages import Language


def read_words(root: Path, languages: Sequence[Language]) -> tuple[Mapping[str, NullTranslations], list[Problem]]:
    """The words of each language by locale; a word without translation stays English."""
    words: dict[str, NullTranslations] = {}
    problems: list[Problem] = []
    for language in languages:
        file = f"translations/{language.locale}/ui.po"
        words[language.locale] = NullTranslations()
        if language.default or not (root / file).exists():
            continue
        raw, found = read_bytes(root, file)
        problems += found
        if raw is not None:
            try:
                words[language.locale] = _compiled(raw, language.locale)
            except (PoFileError, ValueError) as error:
                problems.append(Problem(file, getattr(error, "lineno", 0), f"cannot be read: {error}"))
    return words, problems


def _compiled(raw: bytes, locale: str) -> GNUTranslations:
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(raw), locale=locale, abort_invalid=True))
    compiled.seek(0)
    return GNUTranslations(compiled)
