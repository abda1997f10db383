"""Says in plain words what a Report found: for a terminal, or as the comment of a pull request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from publisher.data.functional import Answer, Criterion, FunctionalTest
from publisher.data.known import countries
from publisher.data.groups import Chapter
from publisher.forge.report import ChapterChange, PageChange, Report, TermChange, TranslationChange
from publisher.forge.sentences import Link, Listing, Sentence, Strong, as_markdown, as_text, say, some
from publisher.languages import Language
from publisher.pages.overlay import address
from publisher.printing.writable import printed_name
from publisher.site import Site, page_path

MARKER = "<!-- publisher:report -->"  # the comment that carries it is updated, so that there is only one
MOST = 12  # lines of one section; a comment is to be read
MOST_PROBLEMS = 25
DEEDS = {"added": "New", "changed": "Changed", "removed": "Removed"}
FIELDS = {  # the fields of a chapter in words; those in VALUES show what they were and are
    "name": "name",
    "kind": "kind",
    "state": "state",
    "since": "date of the state",
    "place": "place",
    "languages": "languages",
    "founded": "founding date",
    "members": "members",
    "meeting": "meeting",
    "agreements": "agreements",
    "roles": "roles",
    "women": "share of women",
    "contacts": "contacts",
    "links": "links",
    "about": "text about it",
    "part_of": "federation",
    "verified": "last confirmed",
    "source": "source",
    "as_of": "date of the source",
}
VALUES: dict[str, Callable[[Chapter], object]] = {
    "name": lambda chapter: chapter.name,
    "kind": lambda chapter: chapter.kind,
    "state": lambda chapter: chapter.state,
    "founded": lambda chapter: chapter.founded,
    "members": lambda chapter: chapter.members and chapter.members.count,
    "women": lambda chapter: None if chapter.women is None else f"{chapter.women}%",
    "part_of": lambda chapter: chapter.part_of,
    "verified": lambda chapter: chapter.verified,
}
MARKERS = {
    "chapters": "Functional chapters",
    "countries": "Countries with a functional chapter",
    "continents": "Continents with a functional chapter",
}
ON_ITS_LINE = say("Each problem also stands on its line under “Files changed”, where you can edit the file. This comment is then renewed.")
SHORT = {Answer.MET: "yes", Answer.NOT_MET: "no", Answer.UNKNOWN: "not known"}


@dataclass(frozen=True)
class Section:
    title: str
    lines: tuple[Sentence, ...]


@dataclass(frozen=True)
class Teller:
    """Tells of one report. `site` is the state after the change, or None when it cannot be read.

    `preview` is the address of a site built from this change; without one, only pages that exist today are links.
    """

    report: Report
    site: Site | None = None
    preview: str | None = None

    def text(self) -> str:
        parts = ["What this change does", " ".join(as_text(line) for line in self._opening())]
        for section in self._sections():
            parts.append("\n".join([section.title, *(f"- {as_text(line)}" for line in section.lines)]))
        return "\n\n".join(parts) + "\n"

    def markdown(self) -> str:
        opening = [*self._opening(), *([ON_ITS_LINE] if self.report.problems else [])]
        parts = [f"{MARKER}\n## What this change does", " ".join(map(as_markdown, opening))]
        for section in self._sections():
            parts.append(f"### {section.title}\n")
            parts[-1] += "".join(f"\n- {as_markdown(line)}" for line in section.lines)
        return "\n\n".join(parts) + "\n"

    def _opening(self) -> Iterator[Sentence]:
        report = self.report
        if report.problems:
            yield say("{count} to mend first.", count=Strong(_count(len(report.problems), "problem")))
            yield say("After that, this report says what the change does to the site.")
        elif report.unreadable:
            count = _count(report.unreadable, "problem")
            yield say("Before this change the project had {count} and could not be read, so there is nothing to compare with.", count=count)
            yield say("Now no problem is left.")
        elif not any(section.title != "Other files" for section in self._sections()):
            yield say("No chapter, page, translation or glossary term changes.")
        elif self.preview:
            yield say("No problems found. {preview}", preview=Link("See the preview.", self.preview))
        else:
            yield say("No problems found.")

    def _sections(self) -> Iterator[Section]:
        told = {
            "Problems": self._problems(),
            "Chapters": [*map(self._chapter, sorted(self.report.chapters, key=_new_first)), *self._printed(), *self._federations()],
            "Markers": self._markers(),
            "Pages": self._pages(),
            "Translations": self._translations(),
            "Glossary": self._terms(),
            "Other files": self._files(),
        }
        for title, lines in told.items():
            if lines := _shortened(list(lines), MOST_PROBLEMS if title == "Problems" else MOST):
                yield Section(title, lines)

    def _problems(self) -> Iterator[Sentence]:
        for problem in self.report.problems:
            place = f"{problem.file}, line {problem.line}" if problem.line else problem.file
            old = " (This was there before your change.)" if problem in self.report.inherited else ""
            yield say("{place}: {message}" + old, place=Strong(place), message=problem.message)

    # Chapters

    def _printed(self) -> Iterator[Sentence]:
        """Names that the fonts of the print room cannot write."""
        for chapter in (change.after for change in self.report.chapters if change.after and self.site):
            if (name := printed_name(self.site.root, chapter)) != chapter.name:
                yield say("On printed sheets {name} is called {latin}: our fonts lack some of its letters.", name=Strong(chapter.name), latin=Strong(name))

    def _chapter(self, change: ChapterChange) -> Sentence:
        if change.after is None:
            return say("Removed: {name} ({file})", name=Strong(change.before.name), file=change.before.file)
        name = self._link(change.after.name, page_path("chapters", change.after.slug), is_new=change.before is None or change.renamed)
        if change.before is None:
            return say("New: {name}{place}. {facts}", name=name, place=_place(change.after), facts=_facts(change))
        start = say("Changed: {name}", name=name)
        if change.renamed:
            start = say("Renamed: {name}; {old} is now {new}, and links to its old address break", name=name, old=change.before.file, new=change.after.file)
        details = Listing(tuple(_field(name, change) for name in change.fields), "; ")
        told = say("{start}: {details}.", start=start, details=details) if change.fields else say("{start}.", start=start)
        return say("{told}{functional}", told=told, functional=_functional_change(change))

    def _federations(self) -> Iterator[Sentence]:
        for change in self.report.federations:
            name = self._link(change.federation.name, page_path("federations", change.federation.slug), change.deed == "added", change.deed == "removed")
            yield say(DEEDS[change.deed] + ": {name} (federation)", name=name)

    def _markers(self) -> Iterator[Sentence]:
        for effect in self.report.markers:
            goal = "" if effect.target is None else f" of {effect.target}"
            change = say("{before} → {after}", before=effect.before, after=Strong(effect.after))
            if effect.before == effect.after:
                change, goal = say("{after}", after=effect.after), goal + ", as before"
            yield say(MARKERS[effect.measure] + ": {change}" + goal, change=change)

    # Texts

    def _pages(self) -> Iterator[Sentence]:
        for change in self.report.pages:
            name = self._link(change.title, change.path, change.deed == "added", change.deed == "removed")
            yield say(DEEDS[change.deed] + ": {name}{outdated}", name=name, outdated=self._outdated(change))

    def _outdated(self, change: PageChange) -> object:
        if not change.outdated:
            return ""
        names = some(map(self._name_of, change.outdated), most=10)
        return say(". Its translations are now out of date: {names}", names=names)

    def _translations(self) -> Iterator[Sentence]:
        """One line for each language and deed."""
        for language, changes in groupby(self.report.translations, key=lambda change: change.language):
            by_deed: dict[str, list[TranslationChange]] = {}
            for change in changes:
                by_deed.setdefault(_deed(change), []).append(change)
            for deed, alike in by_deed.items():
                pages = some(self._link(c.title, c.path, c.deed == "added", c.deed == "removed", c.language) for c in alike)
                count = "" if len(alike) == 1 else f" ({len(alike)} pages)"
                yield say("{language}, " + deed + count + ": {pages}", language=self._name_of(language), pages=pages)

    def _terms(self) -> Iterator[Sentence]:
        for change in self.report.terms:
            yield say("{language}, " + _deed(change) + ": {terms}", language=self._name_of(change.language), terms=some(change.terms))

    def _files(self) -> Iterator[Sentence]:
        if self.report.files and not self.report.problems:
            yield say("{files}", files=some(self.report.files))

    def _link(self, text: str, path: str, is_new: bool, is_gone: bool = False, language: Language | None = None) -> Strong | Link:
        root = self.preview or (None if is_new or self.site is None else self.site.url)
        if root is None or is_gone:
            return Strong(text)
        return Link(text, root.rstrip("/") + "/" + address(path, language or self.site.default))

    def _name_of(self, language: Language) -> str:
        return (self.site.default if self.site else language).language(language.locale)


def _deed(change: TranslationChange | TermChange) -> str:
    if isinstance(change, TermChange) or change.deed == "removed":
        return DEEDS[change.deed].lower()
    if change.before is None:
        return f"new, {change.after}"
    parts = [f"{change.before} → {change.after}"] if change.before != change.after else []
    parts += ["changed"] if change.edited else []
    return ", ".join(parts + (["up to date again"] if change.current else []))


def _new_first(change: ChapterChange) -> tuple:
    return change.before is not None, change.after is None, not change.renamed


def _place(chapter: Chapter) -> object:
    place = chapter.place
    country = place and countries().get(place.country, place.country)
    parts = [part for part in (place.city, place.region, country) if part and part != chapter.name] if place else []
    return say(" in {parts}", parts=Listing(tuple(parts))) if parts else ""


def _facts(change: ChapterChange) -> Sentence:
    """What a new entry says: kind, state, functional or not, confirmed or not."""
    chapter = change.after
    confirmed = say("Confirmed by the group on {day}", day=chapter.verified)
    if chapter.verified is None:
        confirmed = say("Not confirmed by the group; source: {source}", source=chapter.source or "none")
    functional = say(" Functional: {answer}.", answer=_answer(change.tested, chapter)) if change.tested else ""
    return say("{kind}, {state}.{functional} {confirmed}.", kind=chapter.kind.capitalize(), state=chapter.state, functional=functional, confirmed=confirmed)


def _field(name: str, change: ChapterChange) -> Sentence:
    if name not in VALUES:
        return say(FIELDS[name])
    before, after = (VALUES[name](chapter) for chapter in (change.before, change.after))
    shown = ["not given" if value is None else value for value in (before, after)]
    if shown[0] == shown[1]:
        return say(FIELDS[name])
    return say(FIELDS[name] + " {before} → {after}", before=shown[0], after=shown[1])


def _functional_change(change: ChapterChange) -> object:
    tests = ((change.tested_before, change.before), (change.tested, change.after))
    before, after = (_answer(test, chapter) if test else None for test, chapter in tests)
    if before == after or after is None:
        return ""
    if before is None or change.tested_before.answer == change.tested.answer:
        return say(" Functional: {after}.", after=after)
    return say(" Functional: {before} → {after}.", before=SHORT[change.tested_before.answer], after=after)


def _answer(test: FunctionalTest, chapter: Chapter) -> Sentence:
    """`yes`, or `no (3 of 5 people; meetings not given)`."""
    missing = [gap for criterion in test.criteria if criterion.decides for gap in _gaps(criterion, chapter)]
    women = test["women"]
    if women.answer == Answer.NOT_MET:
        missing.append(f"women are {women.found}%: below {women.needed}% the group gets support")
    detail = say(" ({missing})", missing=Listing(tuple(missing), "; ")) if missing else ""
    return say("{answer}{detail}", answer=Strong(SHORT[test.answer]), detail=detail)


def _gaps(criterion: Criterion, chapter: Chapter) -> Iterator[str]:
    """What a criterion still needs."""
    if criterion.name == "agreements":
        if not chapter.agreements:
            yield "agreements not given" if chapter.agreements is None else "no common agreements"
        if not (chapter.roles and chapter.roles.names):
            yield "roles not given" if chapter.roles is None else "no roles"
    elif criterion.answer == Answer.UNKNOWN:
        yield {"people": "number of people not given", "meetings": "meetings not given"}[criterion.name]
    elif criterion.answer == Answer.NOT_MET and criterion.name == "people":
        yield f"{criterion.found} of {criterion.needed} people"
    elif criterion.answer == Answer.NOT_MET:
        yield f"some months have {criterion.found or 'no'} meetings, {criterion.needed} needed"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _shortened(lines: Sequence[Sentence], most: int) -> tuple[Sentence, ...]:
    if len(lines) <= most + 1:
        return tuple(lines)
    return (*lines[:most], say("and {count} more", count=len(lines) - most))
