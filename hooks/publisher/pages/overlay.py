"""Lays each language's pages over the English ones: what exists, what falls back, what has drifted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType

import yaml

from publisher.data.problems import Keys, Problem
from publisher.languages import Language
from publisher.pages.headings import Heading, headings, ids_of, plain, with_ids

TRANSLATED = ("description", "purpose", "when", "people")  # front matter that is text; the rest is the English page's
STATES = ("draft", "reviewed")


@dataclass(frozen=True)
class Manuscript:
    """One Markdown file as it was read."""

    source: str  # path from the project folder: `translations/el/docs/mission.md`
    meta: Mapping[str, object]
    body: str
    body_line: int = 1  # the line of the file on which the body starts
    lines: Mapping[Keys, int] = field(default_factory=lambda: MappingProxyType({}))  # of the front matter, by key

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        return tuple(headings(self.body))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return ids_of(self.headings)

    @cached_property
    def digest(self) -> str:
        """What a translation of this text carries as `source`: 12 hex digits of SHA-256."""
        text = [str(self.meta.get(key, "")) for key in TRANSLATED] + [self.body.strip()]
        return sha256("\0".join(text).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Page:
    """One page as readers of one language get it."""

    path: str  # the same in every language: `vision/economy.md`
    language: Language  # whose site it stands in
    text_language: Language  # whose words it has; another one on a fallback page
    source: str  # the file it comes from, and where its edit link leads
    meta: Mapping[str, object]
    body: str  # Markdown in which every heading has its id
    state: str  # original, draft, reviewed or missing
    drifted: bool  # the English has changed since this translation was made
    missing_ids: tuple[str, ...]  # sections of the English that a drifted page does not have yet

    title: str  # its first heading

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """All of them with their ids."""
        return tuple(headings(self.body))

    @property
    def is_fallback(self) -> bool:
        return self.language != self.text_language

    @property
    def translation_source(self) -> str:
        """Where this page's translation lies, or would lie."""
        return translation_path(self.path, self.language.locale)


def source_path(path: str) -> str:
    """The English file of a page: `docs/mission.md`, `toolkit/index.md`."""
    return path if path.startswith("toolkit/") else f"docs/{path}"


def translation_path(path: str, locale: str) -> str:
    return f"translations/{locale}/{source_path(path)}"


def original_path(translation: str) -> str:
    """The English file that `translations/<locale>/…` mirrors."""
    return translation.split("/", 2)[2]


def address(path: str, language: Language) -> str:
    """Where a page stands in the site, from its root: `el/vision/economy/`."""
    stem = path.removesuffix(".md")
    if stem == "index":
        return language.folder
    return f"{language.folder}{stem.removesuffix('/index')}/"


@dataclass(frozen=True)
class Overlay:
    """All hand-written pages in all languages."""

    languages: tuple[Language, ...]  # the default one first
    originals: Mapping[str, Manuscript]  # path → the text as it was first written, nearly always English
    translations: Mapping[str, Mapping[str, Manuscript]] = field(default_factory=lambda: MappingProxyType({}))

    def original_language(self, path: str) -> Language:
        """The language a page was first written in: English, unless its front matter names another."""
        locale = self.originals[path].meta.get("language")
        return next((language for language in self.languages if language.locale == locale), self.languages[0])

    def languages_of(self, path: str) -> tuple[Language, ...]:
        """The languages in which a page really exists."""
        original = self.original_language(path)
        return tuple(
            language
            for language in self.languages
            if language == original or path in self.translations.get(language.locale, {})
        )

    def pages(self, language: Language) -> Iterator[Page]:
        """Every page once, sorted by path, translated where it can be."""
        for path in sorted(self.originals):
            yield self.page(path, language)

    def page(self, path: str, language: Language) -> Page:
        original, written_in = self.originals[path], self.original_language(path)
        translation = self.translations.get(language.locale, {}).get(path) if language != written_in else None
        text = translation or original
        state = "original" if language == written_in else "missing"
        if translation:
            state = str(translation.meta.get("state"))
        drifted = translation is not None and translation.meta.get("source") != original.digest
        return Page(
            path=path,
            language=language,
            text_language=language if translation else written_in,
            source=text.source,
            meta=_merged(original, translation),
            title=next((plain(heading.text) for heading in text.headings if heading.level == 1), path),
            body=with_ids(text.body, text.headings, text.ids),
            state=state,
            drifted=drifted,
            missing_ids=tuple(id for id in original.ids if id not in text.ids) if drifted else (),
        )

    def count(self, language: Language) -> Counter[str]:
        """How many pages are in each state, and how many have drifted."""
        pages = list(self.pages(language))
        return Counter([page.state for page in pages] + ["drifted" for page in pages if page.drifted])

    def problems(self) -> Iterator[Problem]:
        """Translations that cannot be laid over their page as they are, and languages that we do not have."""
        locales = [language.locale for language in self.languages]
        for _, original in sorted(self.originals.items()):
            if (locale := original.meta.get("language", locales[0])) not in locales:
                message = f"language {locale!r} is not one of the site's; it has {', '.join(locales)}"
                yield Problem(original.source, 1, message)
        for locale, manuscripts in sorted(self.translations.items()):
            for path, translation in sorted(manuscripts.items()):
                if original := self.originals.get(path):
                    yield from _misfits(original, translation)
                else:
                    yield Problem(
                        translation.source,
                        1,
                        f"there is no English page {source_path(path)}; rename this file to its English path, or delete it",
                    )


def _merged(original: Manuscript, translation: Manuscript | None) -> Mapping[str, object]:
    if translation is None:
        return original.meta
    own = {key: translation.meta[key] for key in TRANSLATED if key in translation.meta}
    return MappingProxyType({**original.meta, **own})


def _misfits(original: Manuscript, translation: Manuscript) -> Iterator[Problem]:
    """The front matter a translation must have and, while it has not drifted, the same headings and ids."""
    state, source = translation.meta.get("state"), translation.meta.get("source")
    if state not in STATES:
        yield Problem(translation.source, 1, f"state is {state!r}; write 'state: draft', or 'reviewed' once a person who speaks the language has read it")
    if not source:
        yield Problem(translation.source, 1, f"the hash of the English text is missing; run 'publisher stamp {translation.source}'")
    if source != original.digest:
        return
    ours, theirs = translation.headings, original.headings
    if [heading.level for heading in ours] != [heading.level for heading in theirs]:
        yield Problem(
            translation.source,
            1,
            f"has {len(ours)} headings ({_levels(ours)}), {original.source} has {len(theirs)} ({_levels(theirs)}); keep the same headings in the same order",
        )
        return
    for heading, here, id in zip(ours, translation.ids, original.ids, strict=True):
        if here != id:
            yield Problem(
                translation.source,
                translation.body_line + heading.line,
                f"this heading needs the id of the English one; end the line with {{#{id}}}, or run 'publisher stamp {translation.source}'",
            )


def _levels(found: tuple[Heading, ...]) -> str:
    return " ".join("#" * heading.level for heading in found)


def stamped(translation: Manuscript, original: Manuscript) -> tuple[dict[str, object], str]:
    """Front matter and body of a translation, marked as made from the present English text.

    Headings get the English ids when both pages have the same outline; otherwise they stay as they are,
    and the checks say what differs.
    """
    meta = {key: translation.meta[key] for key in TRANSLATED if key in translation.meta}
    meta |= {"source": original.digest, "state": translation.meta.get("state", "draft")}
    same = [h.level for h in translation.headings] == [h.level for h in original.headings]
    body = with_ids(translation.body, translation.headings, original.ids) if same else translation.body
    return meta, body


def written(meta: Mapping[str, object], body: str) -> str:
    """A Markdown file with this front matter."""
    return f"---\n{yaml.dump(dict(meta), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)}---\n{body}"


class _Dumper(yaml.SafeDumper):
    """Quotes text that is all digits, as one hash in 300 is; PyYAML thinks of `089` that nobody reads it as a number."""

    def represent_text(self, text: str) -> yaml.Node:
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="'" if text.isdigit() else None)


_Dumper.add_representer(str, _Dumper.represent_text)
