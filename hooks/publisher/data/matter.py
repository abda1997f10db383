"""The front matter of Markdown files: what each kind of page says about itself."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from publisher.data.record import Record
from publisher.data.values import Day, Text

Format = Literal[
    "handout", "fields", "spreadsheet", "calendar", "document", "trifold", "half-page", "cards", "zine", "poster", "slides", "sheet"
]
Group = Literal["start", "reach", "meet", "agree", "act", "learn", "give-away"]


class PageMatter(Record):
    """The front matter of an English page."""

    description: Text = Field(max_length=170, description="One sentence for search engines and shared links.", examples=["What IOPS is for, and who decides."])
    language: str | None = Field(None, description="The language it was first written in, if not English.", examples=["es"])
    date: Day | None = Field(None, description="The day it tells of; a page with a date is news.", examples=["2026-11-21"])
    consent: Text | None = Field(None, description="That the author of a voice agrees to its publication.", examples=["The author agrees to publication."])
    licence: Text | None = Field(None, description="The licence of a voice, if it is not the site's.", examples=["CC BY 4.0"])
    template: str | None = Field(None, description="The theme's template, if not the usual one.", examples=["home.html"])


class ItemMatter(PageMatter):
    """The front matter of a toolkit item."""

    number: int = Field(ge=1, le=99, description="Its number in the toolkit.", examples=[4])
    group: Group = Field(description="The group it belongs to.", examples=["start"])
    purpose: Text = Field(description="What it is for, in a sentence.", examples=["Find out whether your group is a functional chapter."])
    when: Text = Field(description="When to use it, in a sentence.", examples=["In month 6."])
    minutes: int | str = Field(description="How long it takes: a number or a range.", examples=[40])
    people: str = Field(description="How many people it needs: a number or a range, in quotes.", examples=["3–12"])
    formats: tuple[Format, ...] = Field(description="The forms in which it is offered.", examples=[["handout"]])
    related: tuple[str, ...] = Field((), description="Items to read next, each as group/item.", examples=[["start/health-check"]])


class TranslationMatter(Record):
    """The front matter of a translation: the text of the English one, and where it stands."""

    description: Text = Field(max_length=200, description="The English description, translated.", examples=["Wofür IOPS da ist und wer entscheidet."])
    purpose: Text | None = Field(None, description="The English purpose, translated.", examples=["…"])
    when: Text | None = Field(None, description="The English 'when', translated.", examples=["…"])
    people: str | None = Field(None, description="The English number of people, in this language's way.", examples=["3–12"])
    source: str | None = Field(None, description="The hash of the English text it was made from; `publisher stamp` writes it.", examples=["3f2a9c81d05e"])
    state: Literal["draft", "reviewed"] = Field(description="draft, or reviewed once a person who speaks the language has read it against the English.", examples=["draft"])
