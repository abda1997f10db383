"""What the data files say, as frozen types: one definition for the checks, the JSON Schema and the web form.

A field that may be missing is None or empty when it is not known. Nothing here is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from publisher.data.library import Resource
from publisher.data.problems import Sources
from publisher.data.record import Record
from publisher.data.records import Proposal, Reach, Tour
from publisher.data.values import (
    LINK,
    Clock,
    Counted,
    Day,
    Email,
    Link,
    Name,
    Phone,
    Since,
    Slug,
    Text,
    refuse,
)

Kind = Literal["chapter", "affiliate"]
State = Literal["forming", "active", "paused", "closed"]
Measure = Literal["members", "chapters", "continents", "countries"]
Age = Literal["fresh", "ageing", "unconfirmed", "expired"]


def _yes_or_link(value: object) -> object:
    if isinstance(value, bool) or (isinstance(value, str) and re.fullmatch(LINK, value)):
        return value
    raise refuse("must be true, false or the link to the text, such as https://example.org/agreements")


Agreements = Annotated[
    bool | str,
    BeforeValidator(_yes_or_link),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"type": "string", "format": "uri"}]}),
]


class Place(Record):
    """Where a chapter is: as much as is known."""

    city: Name | None = Field(None, description="The city or town.", examples=["Lima"])
    region: Name | None = Field(
        None, description="The state, province or region within the country.", examples=["Montana"]
    )
    country: str | None = Field(None, description="The country, as its two-letter ISO 3166 code.", examples=["PE"])
    latitude: float | None = Field(
        None,
        ge=-90,
        le=90,
        description="Degrees north of the equator; south is below zero. Two decimals are enough.",
        examples=[-12.05],
    )
    longitude: float | None = Field(
        None,
        ge=-180,
        le=180,
        description="Degrees east of Greenwich; west is below zero. Two decimals are enough.",
        examples=[-77.04],
    )
    precision: Literal["city", "region", "country"] = Field(
        "city", description="What the coordinates are the centre of.", examples=["region"]
    )


class Headcount(Record):
    """How many people belong, and when that was so."""

    count: int = Field(ge=0, le=100_000, description="How many people belong to the chapter.", examples=[12])
    as_of: Since = Field(description="When they were counted.", examples=["2026-10"])


class Meeting(Record):
    """A meeting that comes back by a rule."""

    rule: str = Field(
        max_length=200,
        description="When it comes back, as an RRULE (RFC 5545); FREQ=MONTHLY;BYDAY=1TU is every first Tuesday.",
        examples=["FREQ=MONTHLY;BYDAY=1TU"],
    )
    starts: Day = Field(description="The day from which the rule counts.", examples=["2026-10-06"])
    time: Clock = Field(description="When it begins, by the clock of the place.", examples=["18:30"])
    zone: str = Field(description="The time zone, by its IANA name.", examples=["America/Lima"])
    place: Text | None = Field(
        None, description="Where it is; never somebody's home.", examples=["Public library, second floor"]
    )
    cycle: Literal["open", "closed", "mixed"] | None = Field(
        None,
        description="Who may come: anyone (open), members (closed), or some meetings each (mixed).",
        examples=["open"],
    )
    minutes: int | None = Field(None, ge=5, le=1440, description="How long it lasts, in minutes.", examples=[90])


class Roles(Record):
    """The roles of a chapter's meetings and work."""

    names: tuple[Name, ...] = Field(
        (), description="The roles, without the names of people.", examples=["[facilitator, note-taker]"]
    )
    rotating: bool | None = Field(None, description="Whether people take turns in them.", examples=[True])


class Contact(Record):
    """A way to reach a role, never a private person."""

    role: Name | None = Field(None, description="Who answers, as a role.", examples=["newcomers"])
    email: Email | None = Field(
        None, description="An e-mail address that belongs to the role.", examples=["info@example.org"]
    )
    url: Link | None = Field(
        None, description="A page with a contact form or chat.", examples=["https://example.org/contact"]
    )
    phone: Phone | None = Field(
        None,
        description="A phone number that belongs to the role, with the country's code.",
        examples=["+51 1 555 0100"],
    )


class WebLink(Record):
    """A page of the chapter's own."""

    title: Name = Field(description="What the page is.", examples=["Our news"])
    url: Link = Field(description="Its address.", examples=["https://example.org/news"])


class Chapter(Record):
    """One chapter or affiliate: the file data/chapters/<slug>.yml."""

    slug: Slug = Field(
        description="The name of the file without .yml; it is part of the page's address.", examples=["new-york-city"]
    )
    name: Name = Field(description="The group's name, as it writes it.", examples=["Lima"])
    kind: Kind = Field(
        description="A chapter, or an affiliate: an organisation that works by the principles without being a chapter.",
        examples=["chapter"],
    )
    state: State = Field(description="How the group stands: forming, active, paused or closed.", examples=["active"])
    since: Since | None = Field(None, description="When it came into this state.", examples=["2026-10"])
    place: Place | None = Field(None, description="Where the group is.")
    languages: tuple[str, ...] = Field(
        (), description="Languages spoken at meetings, as short codes (BCP 47).", examples=["[es, qu]"]
    )
    founded: Since | None = Field(None, description="When it began: year, month or day.", examples=["2026-05"])
    members: Headcount | None = Field(None, description="How many people belong to it, and when that was counted.")
    meeting: Meeting | None = Field(None, description="When and where it meets.")
    agreements: Agreements | None = Field(
        None,
        description="Whether it has common agreements; a link to them is better.",
        examples=["https://example.org/agreements"],
    )
    roles: Roles | None = Field(None, description="Its roles.")
    women: int | None = Field(
        None, ge=0, le=100, description="The share of women among those who take part, in per cent.", examples=[40]
    )
    contacts: tuple[Contact, ...] = Field((), description="How to reach the group, by roles.")
    links: tuple[WebLink, ...] = Field((), description="The group's own pages.")
    about: Mapping[str, Text] = Field(
        {},
        description="A few sentences for each language of the site that you can write, by its code.",
        examples=["{en: We meet every month.}"],
    )
    part_of: Slug | None = Field(
        None,
        description="The federation or larger chapter that this one belongs to, by the name of its file.",
        examples=["lima"],
    )
    verified: Day | None = Field(
        None, description="The day on which the group last confirmed this entry.", examples=["2026-11-21"]
    )
    source: Text | None = Field(
        None, description="Where the entry comes from when the group did not write it.", examples=["Record of 2014"]
    )
    as_of: Since | None = Field(None, description="When that source was true.", examples=["2014"])

    @property
    def file(self) -> str:
        return f"data/chapters/{self.slug}.yml"


class Federation(Record):
    """Several chapters or federations that work together: the file data/federations/<slug>.yml."""

    slug: Slug = Field(description="The name of the file without .yml; it is part of the page's address.", examples=["new-york-city"])
    name: Name = Field(description="The federation's name, as it writes it.", examples=["Andean chapters"])
    level: Literal["city", "region", "country", "international"] = Field(description="How far it reaches.", examples=["region"])
    country: str | None = Field(None, description="Its country, if it lies in one, as the two-letter ISO 3166 code.", examples=["PE"])
    part_of: Slug | None = Field(None, description="The wider federation that it belongs to, by the name of its file.", examples=["peru"])
    links: tuple[WebLink, ...] = Field((), description="Its own pages.")
    about: Mapping[str, Text] = Field({}, description="A few sentences for each language of the site that you can write, by its code.", examples=["{en: We meet twice a year.}"])
    verified: Day | None = Field(None, description="The day on which the federation last confirmed this entry.", examples=["2026-11-21"])
    source: Text | None = Field(None, description="Where the entry comes from when the federation did not write it.", examples=["Record of 2014"])

    @property
    def file(self) -> str:
        return f"data/federations/{self.slug}.yml"


class Decision(Record):
    """How members decided on a round of markers."""

    how: Text = Field(description="In which way it was decided.", examples=["Online poll of the members"])
    when: Since | None = Field(None, description="When it was decided.", examples=["2013-05"])


class Marker(Record):
    """One number to reach."""

    measure: Measure = Field(
        description="What is counted: members, chapters, continents or countries.", examples=["chapters"]
    )
    target: int = Field(ge=0, le=10_000_000, description="The number to reach.", examples=[20])


class Reading(Record):
    """What the numbers were on a date."""

    date: Since = Field(description="When the numbers were so.", examples=["2014-05-08"])
    values: Mapping[Measure, Counted] = Field(
        description="The number of each measure, with over, about or under where the record says so.",
        examples=["{members: over 3500, chapters: 6}"],
    )
    source: Text = Field(description="Where the numbers come from.", examples=["Record of 8 May 2014"])
    note: Text | None = Field(
        None,
        description="What else the record says of that date.",
        examples=["Two chapters had dissolved in the year before."],
    )


class Amendment(Record):
    """A proposal to change a round of markers."""

    date: Since = Field(description="When it was proposed.", examples=["2014-05"])
    state: Literal["proposed", "adopted", "rejected"] = Field(
        description="What became of it, as far as is known.", examples=["proposed"]
    )
    text: Text = Field(description="What it says.", examples=["Move the deadline by six months."])
    source: Text = Field(description="Where this is on record.", examples=["Proposal of May 2014"])
    decided: Since | None = Field(
        None, description="When members adopted or rejected it, if that is on record.", examples=["2014-07"]
    )
    deadline: Day | None = Field(
        None, description="The new last day that it sets; it counts once adopted.", examples=["2014-12-12"]
    )
    targets: Mapping[Measure, Annotated[int, Field(ge=0, le=10_000_000)]] = Field(
        {}, description="The new numbers that it sets; they count once adopted.", examples=["{chapters: 10}"]
    )

    @property
    def takes_effect(self) -> date | None:
        """The day from which it counts, at the earliest; None for one that was not adopted."""
        return (self.decided or self.date).first_day if self.state == "adopted" else None


class Outcome(Record):
    """How a round of markers ended."""

    result: Literal["reached", "missed", "unknown"] = Field(
        description="Reached, missed, or not on record (unknown).", examples=["unknown"]
    )
    text: Text = Field(
        description="What is known, in a sentence or two with dates.",
        examples=["No reading after May 2014 is on record."],
    )


class MarkerRound(Record):
    """Numbers that members chose to reach by a day, and what they found on the way."""

    id: Slug = Field(description="A short name for addresses and files.", examples=["founding-2014"])
    title: Name = Field(description="The round's title.", examples=["Markers for the founding conference"])
    decided: Decision = Field(description="How and when members decided it.")
    deadline: Day = Field(description="The last day.", examples=["2014-06-12"])
    rule: Literal["all", "any"] = Field(description="Whether all the markers are needed, or any one.", examples=["all"])
    follows: Text = Field(
        description="What happens once the markers are reached.", examples=["Plan the founding conference."]
    )
    markers: tuple[Marker, ...] = Field(min_length=1, description="The numbers to reach.")
    readings: tuple[Reading, ...] = Field((), description="The numbers found, the oldest first.")
    amendments: tuple[Amendment, ...] = Field((), description="Proposals to change the round, the oldest first.")
    outcome: Outcome | None = Field(None, description="How the round ended; missing while it runs.")

    @property
    def last_reading(self) -> Reading | None:
        return self.readings[-1] if self.readings else None

    def adopted(self, day: date) -> tuple[Amendment, ...]:
        """The changes in force on a day, in the order in which they came into force."""
        found = [change for change in self.amendments if change.takes_effect and change.takes_effect <= day]
        return tuple(sorted(found, key=lambda change: change.takes_effect))

    def targets_on(self, day: date) -> Mapping[Measure, int]:
        """The numbers to reach as they stood on a day."""
        targets = {marker.measure: marker.target for marker in self.markers}
        for change in self.adopted(day):
            targets |= {measure: target for measure, target in change.targets.items() if measure in targets}
        return targets

    def deadline_on(self, day: date) -> date:
        """The last day as it stood on a day."""
        return next((change.deadline for change in reversed(self.adopted(day)) if change.deadline), self.deadline)

    def reached(self, reading: Reading, targets: Mapping[Measure, int] | None = None) -> bool:
        """Whether a reading meets the rule; a measure that was not read is not met. Without targets: the first ones."""
        if targets is None:
            targets = {marker.measure: marker.target for marker in self.markers}
        met = [
            (value := reading.values.get(measure)) is not None and value.reaches(target)
            for measure, target in targets.items()
        ]
        return all(met) if self.rule == "all" else any(met)


class CityCount(Record):
    """Online members in one city."""

    city: Name = Field(description="The city.", examples=["Chicago"])
    country: str = Field(description="The country, as its two-letter ISO 3166 code.", examples=["US"])
    region: Name | None = Field(
        None, description="The part of the country, as the source groups it.", examples=["East coast"]
    )
    members: int = Field(ge=0, le=10_000_000, description="How many members.", examples=[30])
    latitude: float | None = Field(
        None, ge=-90, le=90, description="Degrees north of the city's centre.", examples=[41.88]
    )
    longitude: float | None = Field(
        None, ge=-180, le=180, description="Degrees east of the city's centre.", examples=[-87.63]
    )
    organiser: bool | None = Field(
        None, description="Whether an organiser lives there; left out when not on record.", examples=[True]
    )
    note: Text | None = Field(None, description="What the source adds.", examples=["11 with the county"])


class Membership(Record):
    """Members by city, as counted once."""

    as_of: Since = Field(description="When they were counted.", examples=["2014-03"])
    source: Text = Field(description="Where the count comes from.", examples=["Record of March 2014"])
    threshold: int = Field(
        ge=1,
        le=1000,
        description="A smaller number is shown as fewer than this one, so that nobody can be singled out.",
        examples=[4],
    )
    total: int | None = Field(None, ge=0, description="The sum that the source states.", examples=[315])
    coordinates: Text | None = Field(
        None, description="Where the coordinates come from.", examples=["City centres, to two decimals"]
    )
    cities: tuple[CityCount, ...] = Field(description="The cities.")


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
