"""Reads the data files into one Catalogue. The only module that opens inputs.

Every problem of every file comes back at once; no bytes on disk make it raise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from publisher.data import documents
from publisher.data.checks import find_problems
from publisher.data.documents import Document
from publisher.data.explaining import problems_of
from publisher.data.library import Resource
from publisher.data.groups import Chapter, Federation
from publisher.data.models import Catalogue, Councils, Freshness, FunctionalRules, GlossaryTerm, TermText
from publisher.data.record import Record
from publisher.data.rounds import MarkerRound, Membership
from publisher.data.problems import Problem, Sources
from publisher.data.records import Proposal, Reach, Tour
from publisher.data.values import SLUG

FOLDERS = {  # the field of the Catalogue: the folder with one file each, and as what they are read
    "chapters": ("data/chapters", Chapter),
    "federations": ("data/federations", Federation),
    "decisions": ("data/decisions", Proposal),
}
NOT_DATA = ("README.md",)
FILES = {  # the field of the Catalogue: where it is read from, and as what
    "markers": ("data/markers.yml", tuple[MarkerRound, ...]),
    "membership": ("data/membership.yml", Membership),
    "glossary": ("data/glossary.yml", tuple[GlossaryTerm, ...]),
    "freshness": ("data/freshness.yml", Freshness),
    "functional": ("data/functional.yml", FunctionalRules),
    "councils": ("data/councils.yml", Councils),
}
OPTIONAL = {  # the same for files that a project may do without
    "reach": ("data/reach.yml", Reach),
    "tour": ("data/tour.yml", Tour),
    "resources": ("data/resources.yml", tuple[Resource, ...]),
}
TRANSLATION = "translations/{locale}/data/glossary.yml"


def read_catalogue(root: Path, locales: Sequence[str], today: date) -> tuple[Catalogue | None, list[Problem]]:
    """Reads and checks all data below `root`: a Catalogue without problems, or None and every problem, sorted.

    `locales` are the site's languages, the default one first; its glossary is data/glossary.yml.
    """
    reader = _Reader(root)
    parts = {field: reader.read(file, model) for field, (file, model) in FILES.items()}
    parts |= {field: reader.read(file, model) for field, (file, model) in OPTIONAL.items() if reader.has(file)}
    records = {field: reader.records(folder, model) for field, (folder, model) in FOLDERS.items()}
    translations = {locale: found for locale in locales[1:] if (found := reader.translation(locale)) is not None}
    if None in parts.values():
        return None, sorted(set(reader.problems))
    catalogue = Catalogue(
        locales=tuple(locales),
        **records,
        translations=translations,
        sources=Sources(reader.lines),
        **parts,
    )
    problems = sorted({*reader.problems, *find_problems(catalogue, today)})
    return (None, problems) if problems else (catalogue, [])


def read_bytes(root: Path, file: str) -> tuple[bytes | None, list[Problem]]:
    """The bytes of one file of the project, at most one more than are allowed; or the reason why there are none."""
    path = root / file
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            return None, [Problem(file, 0, "is a link out of the project; put the file itself here")]
        if not path.exists():
            return None, [Problem(file, 0, "is missing; add it")]
        if not path.is_file():
            return None, [Problem(file, 0, "is not a file; put a file here")]
        with path.open("rb") as stream:
            return stream.read(documents.LARGEST + 1), []
    except (OSError, RuntimeError, ValueError) as error:  # no right to read, a loop of links, a name that no disk takes
        return None, [Problem(file, 0, f"cannot be read: {getattr(error, 'strerror', None) or error}")]


def read_document(
    raw: bytes, file: str, model: object, **given: object
) -> tuple[object | None, Document | None, list[Problem]]:
    """Bytes as a model: the value, its document (for the lines) and the problems. Never raises, never opens a file.

    `given` are values that do not stand in the file, such as the slug of a chapter.
    """
    document, problems = documents.parse(raw, file)
    if document is None:
        return None, None, problems
    if given and not isinstance(document.value, dict):
        return None, document, [Problem(file, 1, "must be a block of keys, one on each line, such as `name: Lima`")]
    lines = Sources({file: document.lines})
    value = document.value if not given else {**document.value, **given}
    problems = [
        lines.problem(file, (key,), f"the {key} is the name of the file; delete this line")
        for key in given
        if key in document.value
    ]
    try:
        found = _adapter(model).validate_python(value)
    except ValidationError as error:
        return None, document, [*problems, *problems_of(error, document, model)]
    return (None, document, problems) if problems else (found, document, [])


@cache
def _adapter(model: object) -> TypeAdapter:
    return TypeAdapter(model)


class _Reader:
    """Reads files of one project and keeps their lines and problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.lines: dict[str, Mapping] = {}

    def has(self, file: str) -> bool:
        """Whether anything has this name, be it a broken link."""
        return (self.root / file).is_symlink() or (self.root / file).exists()

    def read(self, file: str, model: object, **given: object) -> object | None:
        raw, problems = read_bytes(self.root, file)
        value = document = None
        if raw is not None:
            value, document, problems = read_document(raw, file, model, **given)
        self.problems += problems
        self.lines[file] = document.lines if document else {}
        return value

    def records(self, folder: str, model: type[Record]) -> tuple:
        """One record for each file of a folder, by slug; says what else lies among them. No folder, no records."""
        if not (self.root / folder).exists():
            return ()
        try:
            names = sorted((path.name for path in (self.root / folder).iterdir()), key=lambda name: name.removesuffix(".yml"))
        except OSError as error:
            self.problems.append(Problem(folder, 0, f"cannot be read: {error.strerror}; put a folder here"))
            return ()
        return tuple(record for name in names if (record := self._record(folder, name, model)))

    def _record(self, folder: str, name: str, model: type[Record]) -> Record | None:
        file = f"{folder}/{name}"
        if name.endswith(".yml") and re.fullmatch(SLUG, name[:-4]):
            return self.read(file, model, slug=name[:-4])
        if not name.startswith(".") and name not in NOT_DATA:
            is_folder = (self.root / file).is_dir()
            fault = f"is a folder; put its files side by side into {folder}" if is_folder else _bad_name(name)
            self.problems.append(Problem(file, 0, fault))
        return None

    def translation(self, locale: str) -> Mapping[str, TermText] | None:
        """The glossary of one language; None when there is none yet, or none that can be read."""
        file = TRANSLATION.format(locale=locale)
        return self.read(file, Mapping[str, TermText]) if self.has(file) else None


def _bad_name(name: str) -> str:
    stem = re.sub(r"\.ya?ml(\.txt)?$", "", name, flags=re.IGNORECASE)
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    better = f"{slug or 'lima'}.yml"
    return f"the name must be small Latin letters, digits and hyphens, and end in .yml; rename it to {better}"
