"""What a change does: two states of the project compared. Said in words by `telling`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from publisher.data.counting import counted
from publisher.data.functional import FunctionalTest, functional_test
from publisher.data.groups import Chapter, Federation
from publisher.data.models import Catalogue
from publisher.data.record import Record
from publisher.data.rounds import Measure
from publisher.data.problems import Problem
from publisher.languages import Language
from publisher.pages.overlay import Manuscript, Overlay
from publisher.site import Site

Deed = Literal["added", "changed", "removed"]


@dataclass(frozen=True)
class ChapterChange:
    """One chapter or affiliate before and after; None where it does not exist. A new slug is a renaming."""

    before: Chapter | None
    after: Chapter | None
    tested_before: FunctionalTest | None
    tested: FunctionalTest | None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that differ, in the model's order; the slug is not one of them."""
        return changed_fields(self.before, self.after) if self.before and self.after else ()

    @property
    def renamed(self) -> bool:
        return bool(self.before and self.after and self.before.slug != self.after.slug)


@dataclass(frozen=True)
class FederationChange:
    deed: Deed
    federation: Federation


@dataclass(frozen=True)
class MarkerEffect:
    """One number that the directory gives to the markers, before and after."""

    measure: Measure
    before: int
    after: int
    target: int | None  # None where the last round of markers has no such marker


@dataclass(frozen=True)
class PageChange:
    """One page as it was first written, nearly always in English."""

    deed: Deed
    path: str
    title: str
    outdated: tuple[Language, ...] = ()  # translations that fitted before and no longer do


@dataclass(frozen=True)
class TranslationChange:
    """One page in one language. States are draft or reviewed, None where there is no page."""

    language: Language
    path: str
    title: str  # in English
    before: str | None
    after: str | None
    edited: bool = False  # its text differs
    current: bool = False  # it was out of date, and fits the English again

    @property
    def deed(self) -> Deed:
        return "added" if self.before is None else "removed" if self.after is None else "changed"


@dataclass(frozen=True)
class TermChange:
    """Terms of the glossary in one language."""

    language: Language
    deed: Deed
    terms: tuple[str, ...]  # in English


@dataclass(frozen=True)
class Report:
    """Everything that a change does. With problems nothing could be compared: they come first."""

    problems: tuple[Problem, ...] = ()
    inherited: frozenset[Problem] = frozenset()  # of the problems, those that were there before
    unreadable: int = 0  # how many problems the state before had; then nothing could be compared either
    chapters: tuple[ChapterChange, ...] = ()
    federations: tuple[FederationChange, ...] = ()
    markers: tuple[MarkerEffect, ...] = ()
    pages: tuple[PageChange, ...] = ()
    translations: tuple[TranslationChange, ...] = ()
    terms: tuple[TermChange, ...] = ()
    files: tuple[str, ...] = field(default=())  # changed files that nothing above speaks of


def compare(
    base: Site | None,
    head: Site | None,
    problems: Sequence[Problem] = (),
    base_problems: Sequence[Problem] = (),
    files: Iterable[str] = (),
) -> Report:
    """What leads from `base` to `head`; each is None when its problems say why it could not be read.

    `files` are the paths of all files that differ.
    """
    found = dict(problems=tuple(sorted(problems)), unreadable=0 if base else len(base_problems))
    if base is None or head is None:
        return Report(**found, inherited=_inherited(problems, base_problems), files=tuple(sorted(files)))
    return Report(
        **found,
        chapters=tuple(_chapters(base, head)),
        federations=tuple(_federations(base.catalogue, head.catalogue)),
        markers=tuple(_markers(base, head)),
        pages=tuple(_pages(base.overlay, head.overlay)),
        translations=tuple(_translations(base.overlay, head.overlay)),
        terms=tuple(_terms(base, head)),
        files=tuple(sorted(file for file in files if not _told(file, base, head))),
    )


def changed_fields(before: Record, after: Record) -> tuple[str, ...]:
    return tuple(
        name for name in type(after).model_fields if name != "slug" and getattr(before, name) != getattr(after, name)
    )


def _inherited(problems: Sequence[Problem], before: Sequence[Problem]) -> frozenset[Problem]:
    """The problems that were there before; a line may have moved."""
    known = {(problem.file, problem.message) for problem in before}
    return frozenset(problem for problem in problems if (problem.file, problem.message) in known)


# Data


def _chapters(base: Site, head: Site) -> Iterator[ChapterChange]:
    before = {chapter.slug: chapter for chapter in base.catalogue.chapters}
    after = {chapter.slug: chapter for chapter in head.catalogue.chapters}
    former = _renamings(before, after)
    for slug in sorted({*before, *after} - {*former.values()}):
        one, other = before.get(former.get(slug, slug)), after.get(slug)
        if one != other:
            yield ChapterChange(one, other, _test(base, one), _test(head, other))


def _renamings(before: Mapping[str, Chapter], after: Mapping[str, Chapter]) -> Mapping[str, str]:
    """New slug → old slug, for files that vanished while one that says nearly the same appeared."""
    gone = [before[slug] for slug in sorted(before.keys() - after.keys())]
    found = {}
    for slug in sorted(after.keys() - before.keys()):
        alike = [old for old in gone if old.name == after[slug].name or len(changed_fields(old, after[slug])) <= 2]
        if alike:
            nearest = min(alike, key=lambda old: len(changed_fields(old, after[slug])))
            gone.remove(nearest)
            found[slug] = nearest.slug
    return found


def _test(site: Site, chapter: Chapter | None) -> FunctionalTest | None:
    """The test that decides about chapters; affiliates do not take it."""
    if chapter is None or chapter.kind != "chapter":
        return None
    return functional_test(chapter, site.catalogue.functional, site.today)


def _federations(before: Catalogue, after: Catalogue) -> Iterator[FederationChange]:
    old = {federation.slug: federation for federation in before.federations}
    new = {federation.slug: federation for federation in after.federations}
    for slug, deed in _deeds(old, new):
        yield FederationChange(deed, new.get(slug) or old[slug])


def _markers(base: Site, head: Site) -> Iterator[MarkerEffect]:
    before, after = counted(base.catalogue, base.today), counted(head.catalogue, head.today)
    last = head.catalogue.markers[-1:]
    targets = {marker.measure: marker.target for round_ in last for marker in round_.markers}
    counts = base.catalogue.chapters != head.catalogue.chapters  # then the number of chapters is worth a line
    for measure in after:
        if before[measure] != after[measure] or (counts and measure == "chapters"):
            yield MarkerEffect(measure, before[measure], after[measure], targets.get(measure))


def _terms(base: Site, head: Site) -> Iterator[TermChange]:
    """Terms by language; English first."""
    names = {term.id: term.term for site in (base, head) for term in site.catalogue.glossary}
    for language in head.languages:
        old, new = (_glossary(site.catalogue, language) for site in (base, head))
        by_deed: dict[Deed, list[str]] = {}
        for id, deed in _deeds(old, new):
            by_deed.setdefault(deed, []).append(names.get(id, id))
        for deed, terms in sorted(by_deed.items()):
            yield TermChange(language, deed, tuple(terms))


def _glossary(catalogue: Catalogue, language: Language) -> Mapping[str, Record]:
    if language.default:
        return {term.id: term for term in catalogue.glossary}
    return catalogue.translations.get(language.locale, {})


# Pages


def _pages(before: Overlay, after: Overlay) -> Iterator[PageChange]:
    for path, deed in _deeds(_texts(before.originals), _texts(after.originals)):
        overlay = before if deed == "removed" else after
        yield PageChange(deed, path, _title(overlay, path), _outdated(before, after, path) if deed == "changed" else ())


def _outdated(before: Overlay, after: Overlay, path: str) -> tuple[Language, ...]:
    return tuple(
        language
        for language in after.languages
        if after.page(path, language).drifted and not (language in before.languages and before.page(path, language).drifted)
    )


def _translations(before: Overlay, after: Overlay) -> Iterator[TranslationChange]:
    for language in after.languages:
        old, new = (overlay.translations.get(language.locale, {}) for overlay in (before, after))
        for path in sorted({*old, *new}):
            change = _translation(before, after, language, path)
            if change.before != change.after or change.edited or change.current:
                yield change


def _translation(before: Overlay, after: Overlay, language: Language, path: str) -> TranslationChange:
    old, new = (overlay.translations.get(language.locale, {}).get(path) for overlay in (before, after))
    return TranslationChange(
        language,
        path,
        _title(after if path in after.originals else before, path),
        str(old.meta.get("state")) if old else None,
        str(new.meta.get("state")) if new else None,
        edited=bool(old and new and _said(old) != _said(new)),
        current=bool(old and new and _drifted(before, language, path) and not _drifted(after, language, path)),
    )


def _drifted(overlay: Overlay, language: Language, path: str) -> bool:
    return path in overlay.originals and overlay.page(path, language).drifted


def _said(manuscript: Manuscript) -> tuple:
    """What readers see of a translation."""
    meta = {key: value for key, value in manuscript.meta.items() if key not in ("source", "state")}
    return meta, manuscript.body


def _texts(manuscripts: Mapping[str, Manuscript]) -> Mapping[str, tuple]:
    return {path: (dict(manuscript.meta), manuscript.body) for path, manuscript in manuscripts.items()}


def _title(overlay: Overlay, path: str) -> str:
    return overlay.page(path, overlay.languages[0]).title if path in overlay.originals else path


def _deeds(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[tuple[str, Deed]]:
    """What was added, changed or removed, by key."""
    for key in sorted({*before, *after}):
        if key not in before:
            yield key, "added"
        elif key not in after:
            yield key, "removed"
        elif before[key] != after[key]:
            yield key, "changed"


def _told(file: str, base: Site, head: Site) -> bool:
    """Whether a changed file is one that the comparison speaks of."""
    for site in (base, head):
        catalogue, overlay = site.catalogue, site.overlay
        texts = [overlay.originals, *overlay.translations.values()]
        if any(manuscript.source == file for manuscripts in texts for manuscript in manuscripts.values()):
            return True
        if any(record.file == file for record in (*catalogue.chapters, *catalogue.federations)):
            return True
    return file.endswith("data/glossary.yml")
