"""Chapters, affiliates and federations, as their files say it: the definition for checks, JSON Schema and web form.

A field that may be missing is None or empty when it is not known. Nothing here is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from publisher.data.record import Record
from publisher.data.values import LINK, Clock, Day, Email, Link, Name, Phone, Since, Slug, Text, refuse

Kind = Literal["chapter", "affiliate"]
State = Literal["forming", "active", "paused", "closed"]


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
