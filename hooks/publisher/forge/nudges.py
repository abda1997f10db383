"""Asks groups to confirm their entries before they age, with everything that a click needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations
from urllib.parse import urlencode

from dateutil.relativedelta import relativedelta

from publisher.data.groups import Chapter
from publisher.data.models import Age
from publisher.forge.sentences import Link, Sentence, as_markdown, as_text, say
from publisher.languages import Language
from publisher.site import Site, page_path

FORM = "confirm.yml"  # in .github/ISSUE_TEMPLATE; its field `chapter` takes the slug
VERIFIED = re.compile(r"^verified:.*$", re.MULTILINE)


@dataclass(frozen=True)
class Nudge:
    """The question to one group whether its entry is still right. Title and body are Markdown for an issue."""

    slug: str
    age: Age
    verified: date | None
    record: bool  # from the historical record: nobody can confirm it, so nobody is asked
    marker: str  # hidden in the body: one question for a chapter and a date, never two
    title: str
    body: str
    edit: str  # the page of the forge that edits the file
    line: str  # what to paste there
    confirm: str  # the filled-in form; a workflow makes the pull request


def nudges(site: Site, *, everything: bool = False) -> tuple[Nudge, ...]:
    """One for each entry that is no longer fresh, the oldest confirmation first.

    Closed groups are not asked, nor are entries from the historical record, unless `everything` is wanted.
    """
    due = [
        chapter
        for chapter in site.catalogue.chapters
        if chapter.state != "closed"
        and site.catalogue.freshness.age(chapter.verified, site.today) != "fresh"
        and (everything or not _is_record(chapter))
    ]
    return tuple(_nudge(site, chapter) for chapter in sorted(due, key=lambda c: (c.verified or date.min, c.slug)))


def confirmed(text: str, today: date) -> str:
    """The text of a chapter's file, confirmed today; everything else stays as it is, comments too."""
    line = f"verified: {today}"
    if VERIFIED.search(text):
        return VERIFIED.sub(line, text, count=1)
    return f"{text.rstrip()}\n{line}\n"


def _is_record(chapter: Chapter) -> bool:
    return chapter.verified is None and chapter.source is not None


def _nudge(site: Site, chapter: Chapter) -> Nudge:
    title = as_text(say("Please confirm the entry of {name}", name=chapter.name))
    line = f"verified: {site.today}"
    asked = urlencode({"template": FORM, "title": f"Confirm {chapter.slug}", "chapter": chapter.slug})
    marker = f"<!-- publisher:nudge {chapter.slug} {chapter.verified or 'never'} -->"
    edit, confirm = site.edit_link(chapter.file), f"{site.issues_link}/new?{asked}"
    parts = ["\n\n".join(_words(site, chapter, language, edit, confirm, line)) for language in _languages(site, chapter)]
    return Nudge(
        slug=chapter.slug,
        age=site.catalogue.freshness.age(chapter.verified, site.today),
        verified=chapter.verified,
        record=_is_record(chapter),
        marker=marker,
        title=title,
        body=f"{marker}\n" + "\n\n---\n\n".join(parts) + "\n",
        edit=edit,
        line=line,
        confirm=confirm,
    )


def _languages(site: Site, chapter: Chapter) -> Iterator[Language]:
    """English, then the chapter's languages in which every sentence exists."""
    yield site.default
    spoken = {tag.split("-")[0] for tag in chapter.languages}
    for language in site.languages:
        if not language.default and language.locale in spoken and _is_translated(site.words[language.locale]):
            yield language


def _is_translated(words: NullTranslations) -> bool:
    english = _forms(NullTranslations())
    return all(form != english[name] for name, form in _forms(words).items())


def _forms(words: NullTranslations) -> Mapping[str, str]:
    """The sentences of a nudge in one language."""
    return {
        "last": words.gettext("The group last confirmed the entry of %(name)s on %(day)s. Is it still right?"),
        "never": words.gettext("Nobody has confirmed the entry of %(name)s yet. Is it right?"),
        "yes": words.gettext("All is right: %(confirm)s, and send it as it is. A pull request is made for you."),
        "form": words.gettext("open this filled-in form"),
        "edit": words.gettext("Something has changed: %(edit)s, correct it, and set the date to this line:"),
        "file": words.gettext("open the file"),
        "stopped": words.gettext("The group has stopped: write “state: closed” in the same file. It stays on record."),
        "later": words.gettext("Without an answer, the entry is shown as unconfirmed from %(unconfirmed)s. From %(expired)s it is off the map and does not count for the markers."),
    }


def _words(site: Site, chapter: Chapter, language: Language, edit: str, confirm: str, line: str) -> Iterator[str]:
    forms = _forms(site.words[language.locale])
    name = Link(chapter.name, site.absolute(page_path("chapters", chapter.slug), language))
    if chapter.verified:
        yield _markdown(forms["last"], name=name, day=language.date(chapter.verified))
    else:
        yield _markdown(forms["never"], name=name)
    yield "- " + _markdown(forms["yes"], confirm=Link(forms["form"], confirm))
    yield "- " + _markdown(forms["edit"], edit=Link(forms["file"], edit)) + f"\n\n  ```yaml\n  {line}\n  ```"
    yield "- " + _markdown(forms["stopped"])
    if chapter.verified:
        months = site.catalogue.freshness
        days = {age: chapter.verified + relativedelta(months=getattr(months, age)) for age in ("unconfirmed", "expired")}
        if site.today < days["expired"]:
            yield _markdown(forms["later"], **{age: language.date(day) for age, day in days.items()})


def _markdown(form: str, **values: object) -> str:
    """A translated form, with `%(name)s` where values stand, as Markdown."""
    return form % {name: as_markdown(value) for name, value in values.items()}


def told(nudge: Nudge) -> Sentence:
    """A nudge as one line of a terminal."""
    when = say("last confirmed {day}", day=nudge.verified) if nudge.verified else say("never confirmed")
    note = " (historical record: nobody is asked)" if nudge.record else ""
    return say("{slug}: {age}, {when}" + note + "\n    {edit}\n    {line}", slug=nudge.slug, age=nudge.age, when=when, edit=nudge.edit, line=nudge.line)
