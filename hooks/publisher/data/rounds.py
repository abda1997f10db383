"""Rounds of markers with their readings and amendments, and the members by city.

A field that may be missing is None or empty when it is not known. Nothing here is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from publisher.data.record import Record
from publisher.data.values import Counted, Day, Name, Since, Slug, Text

Measure = Literal["members", "chapters", "continents", "countries"]


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
