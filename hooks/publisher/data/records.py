"""Decisions, the reach of messages, and tours: what their data files say, as frozen types.

A number or a day that is not on record is left out, and the pages say so. Nothing here is guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from publisher.data.record import Record
from publisher.data.values import Counted, Day, Name, Since, Slug, Text, refuse

AMOUNT = r"[0-9]{1,9}(?:\.[0-9]{1,2})?"
MOST_STOPS = 40

CostKind = Literal["vehicle", "fuel", "lodging", "food", "room", "materials", "follow-ups", "other"]


def _amount(value: object) -> Decimal:
    text = str(value)
    if isinstance(value, bool) or not isinstance(value, int | float | str) or not re.fullmatch(AMOUNT, text):
        raise refuse("must be an amount with at most two decimals, such as 12.75")
    return Decimal(text)


Amount = Annotated[
    Decimal,
    BeforeValidator(_amount),
    PlainSerializer(str),
    WithJsonSchema({"type": "number", "minimum": 0, "multipleOf": 0.01}),
]
People = Annotated[int, Field(ge=0, le=10_000_000)]


class Stages(Record):
    """The days of a proposal's way. A stage that is not reached, or not on record, has no day."""

    draft: Since | None = Field(None, description="When it was proposed.", examples=["2014-05"])
    consultation: Since | None = Field(None, description="When members were first asked.", examples=["2026-12-01"])
    deadline: Day | None = Field(None, description="The last day for answers.", examples=["2026-12-31"])
    decision: Since | None = Field(None, description="When it was decided.", examples=["2027-01-15"])
    review: Since | None = Field(
        None,
        description="When members look at it again; a whole day goes into the calendar.",
        examples=["2028-01-15"],
    )


class Option(Record):
    """One of the answers that could be given."""

    text: Text = Field(description="What the option says.", examples=["Yes, on these terms."])
    votes: People | None = Field(None, description="How many chose it.", examples=[31])


class Tally(Record):
    """How people answered: everyone who was asked is in one of the numbers."""

    options: tuple[Option, ...] = Field(min_length=1, description="The options.")
    abstentions: People | None = Field(None, description="How many answered and chose no option.", examples=[4])
    no_reply: People | None = Field(None, description="How many were asked and did not answer.", examples=[12])
    asked: People | None = Field(None, description="How many were asked.", examples=[50])

    @property
    def parts(self) -> tuple[int | None, ...]:
        """The numbers that make up all who were asked."""
        return (*(option.votes for option in self.options), self.abstentions, self.no_reply)


class Result(Record):
    """What became of a proposal."""

    state: Literal["adopted", "rejected", "withdrawn", "unknown"] = Field(
        description="adopted, rejected, withdrawn, or unknown where it is not on record.", examples=["unknown"]
    )
    text: Text = Field(description="What is known of it, in a sentence or two.", examples=["The record ends before it."])


class Source(Record):
    """Where something is on record."""

    text: Text = Field(description="Which document says it.", examples=["Record of 8 May 2014"])
    date: Since = Field(description="When that document was true.", examples=["2014-05-08"])


class Proposal(Record):
    """A proposal and what was decided: the file data/decisions/<slug>.yml."""

    slug: Slug = Field(description="The name of the file without .yml; part of its address.", examples=["markers-poll"])
    title: Name = Field(description="What it is about.", examples=["Markers for the founding conference"])
    proposal: Text = Field(description="What is proposed.", examples=["Plan the conference once three markers are met."])
    affected: Text = Field(
        description="Who is affected, and so has a say in proportion.", examples=["All members, wherever they live."]
    )
    stages: Stages = Field(Stages(), description="The days of its way.")
    tally: Tally | None = Field(None, description="How people answered; missing while nobody has been asked.")
    result: Result | None = Field(None, description="What became of it; missing while it is open.")
    concerns: tuple[Text, ...] = Field((), description="Questions and concerns raised.", examples=["[By when?]"])
    sources: tuple[Source, ...] = Field(min_length=1, description="Where all this is on record.")

    @property
    def file(self) -> str:
        return f"data/decisions/{self.slug}.yml"


class Reach(Record):
    """How many people answer messages."""

    low: int = Field(ge=1, le=100, description="The lower share of messages that are answered, in per cent.", examples=[5])
    high: int = Field(ge=1, le=100, description="The higher share, in per cent.", examples=[10])
    what: Text = Field(description="Which messages these were.", examples=["Messages through the website"])
    source: Text = Field(description="Where the shares come from.", examples=["Record of 2014"])
    as_of: Since = Field(description="When they were so.", examples=["2014"])
    messages: tuple[Annotated[int, Field(ge=1, le=1_000_000)], ...] = Field(
        (), description="Numbers of messages for which the page shows the answers.", examples=["[10, 50, 100]"]
    )
    people: tuple[Annotated[int, Field(ge=1, le=10_000)], ...] = Field(
        (), description="Numbers of people for which the page shows the messages.", examples=["[5, 10]"]
    )


class Spot(Record):
    """A city on a tour."""

    city: Name = Field(description="The city.", examples=["Boston"])
    country: str = Field(description="The country, as its two-letter ISO 3166 code.", examples=["US"])
    latitude: float = Field(ge=-90, le=90, description="Degrees north of the city's centre.", examples=[42.36])
    longitude: float = Field(ge=-180, le=180, description="Degrees east of the city's centre.", examples=[-71.06])
    note: Text | None = Field(None, description="What else is known.", examples=["A bookstore offered its room."])


class Stop(Spot):
    """A city with a training."""

    standing: Literal["planned", "possible"] = Field(
        "planned", description="planned, or possible where it is not sure.", examples=["possible"]
    )
    date: Day | None = Field(None, description="The day of the training.", examples=["2027-06-12"])
    organiser: bool | None = Field(None, description="Whether somebody there promotes the training.", examples=[True])
    beds: int | None = Field(None, ge=0, le=1000, description="For how many trainers there is a bed.", examples=[3])
    room: bool | None = Field(None, description="Whether there is a room for the training.", examples=[True])


class Cost(Record):
    """A cost besides the trainers' work."""

    kind: CostKind = Field(description="What it is for.", examples=["fuel"])
    amount: Amount | None = Field(None, description="How much; left out when it is not on record.", examples=[120.5])
    note: Text | None = Field(None, description="What else is known.", examples=["Members were asked to lend a car."])


class Tour(Record):
    """Trainings in several cities: the file data/tour.yml."""

    title: Name = Field(description="What the tour is called.", examples=["Chapter-building tour"])
    state: Literal["proposed", "agreed", "done", "cancelled", "unknown"] = Field(
        description="How it stands; unknown where its end is not on record.", examples=["proposed"]
    )
    aim: Text = Field(description="What is true when it has worked.", examples=["A chapter in each of the cities."])
    period: Text | None = Field(None, description="When it is meant to be.", examples=["Weekends in June 2027"])
    note: Text | None = Field(None, description="What else is known.", examples=["It began a week late."])
    source: Text = Field(description="Where the plan comes from.", examples=["Record of 2014"])
    as_of: Since = Field(description="When it was so.", examples=["2014"])
    currency: str = Field(description="The currency of all amounts, as its three-letter ISO 4217 code.", examples=["USD"])
    wage: Amount = Field(description="What a trainer gets for an hour.", examples=[12.75])
    hours: Counted = Field(description="The hours of one training.", examples=["about 8"])
    trainers: int = Field(ge=0, le=1000, description="How many trainers go to each city.", examples=[3])
    costs: tuple[Cost, ...] = Field((), description="What it costs besides the trainers' work.")
    start: Spot = Field(description="Where the trainers set out and come back to.")
    stops: tuple[Stop, ...] = Field(
        min_length=1, max_length=MOST_STOPS, description="The cities, in any order; the page sorts them by distance."
    )
