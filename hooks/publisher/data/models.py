"""What the data files say, as frozen types: one definition for the checks, the JSON Schema and the web form.

A field that may be missing is None or empty when it is not known. Nothing here is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field

from publisher.data.groups import Chapter, Federation
from publisher.data.library import Resource
from publisher.data.problems import Sources
from publisher.data.record import Record
from publisher.data.records import Proposal, Reach, Tour
from publisher.data.rounds import MarkerRound, Membership
from publisher.data.values import Name, Slug, Text

Age = Literal["fresh", "ageing", "unconfirmed", "expired"]


class TermText(Record):
    """A term of the glossary in one language."""

    term: Name = Field(description="The word or words.", examples=["self-management"])
    definition: Text = Field(
        description="What it means, in plain words.", examples=["A say in proportion to how far one is affected."]
    )


class GlossaryTerm(TermText):
    """A term of the English glossary."""

    id: Slug = Field(description="Its name in addresses; the same in every language.", examples=["self-management"])
    see: tuple[Slug, ...] = Field((), description="The ids of related terms.", examples=["[solidarity, equity]"])


class Freshness(Record):
    """After how many months without a confirmation an entry changes its standing."""

    ageing: int = Field(ge=1, le=120, description="Months after which the group is asked to confirm.", examples=[9])
    unconfirmed: int = Field(
        ge=1, le=120, description="Months after which the entry is shown as unconfirmed.", examples=[12]
    )
    expired: int = Field(
        ge=1, le=120, description="Months after which it leaves the map and the calendars.", examples=[18]
    )

    def age(self, verified: date | None, today: date) -> Age:
        """The standing of an entry; one that was never verified is unconfirmed."""
        if verified is None:
            return "unconfirmed"
        months = (today.year - verified.year) * 12 + today.month - verified.month - (today.day < verified.day)
        return next((age for age in ("expired", "unconfirmed", "ageing") if months >= getattr(self, age)), "fresh")


class FunctionalRules(Record):
    """When a chapter counts as functional, as New York described it by the record of 2014."""

    people: int = Field(ge=1, le=1000, description="The fewest people.", examples=[5])
    meetings: int = Field(ge=1, le=31, description="The fewest meetings in each month.", examples=[1])
    women: int = Field(
        ge=0,
        le=100,
        description="The share of women in per cent below which a group gets support; it shuts nobody out.",
        examples=[30],
    )


class Councils(Record):
    """The size of a council."""

    min: int = Field(ge=1, le=10_000, description="The fewest people in a council.", examples=[25])
    max: int = Field(ge=1, le=10_000, description="The most people; a chapter that outgrows it splits.", examples=[50])


class Catalogue(Record):
    """Everything that the data files say, with the line of each value."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    locales: tuple[str, ...] = Field(description="The languages of the site.")
    chapters: tuple[Chapter, ...] = Field(description="Chapters and affiliates, by slug.")
    federations: tuple[Federation, ...] = Field(description="Federations and branches, by slug.")
    markers: tuple[MarkerRound, ...] = Field(description="The rounds of markers, the oldest first.")
    membership: Membership = Field(description="Members by city.")
    glossary: tuple[GlossaryTerm, ...] = Field(description="The English glossary, in its order.")
    translations: Mapping[str, Mapping[str, TermText]] = Field(
        description="The glossary in other languages: locale, then id."
    )
    freshness: Freshness = Field(description="When entries age.")
    functional: FunctionalRules = Field(description="When a chapter is functional.")
    councils: Councils = Field(description="How large councils are.")
    decisions: tuple[Proposal, ...] = Field(description="Proposals and decisions, by slug.")
    reach: Reach | None = Field(None, description="How many people answer messages.")
    tour: Tour | None = Field(None, description="The tour.")
    resources: tuple[Resource, ...] = Field((), description="Works for study, in the order of the file.")
    sources: Sources = Field(description="The file and line of every value.")

    def chapter(self, slug: str) -> Chapter | None:
        return next((chapter for chapter in self.chapters if chapter.slug == slug), None)

    def federation(self, slug: str) -> Federation | None:
        return next((federation for federation in self.federations if federation.slug == slug), None)

    def glossary_in(self, locale: str) -> tuple[GlossaryTerm, ...]:
        """The glossary in one language; a term that is not translated stays English."""
        known = self.translations.get(locale, {})
        return tuple(
            term.model_copy(update=dict(known[term.id])) if term.id in known else term for term in self.glossary
        )
