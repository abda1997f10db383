"""How far a round of markers has come, and how it stands, by the readings and decisions on record.

All of it follows from the data and one day; nothing is guessed, and what cannot be said is None or a reason why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from publisher.data.rounds import MarkerRound, Measure, Reading
from publisher.data.values import Figure, PartialDate

MONTH = 365.25 / 12  # days
FARTHEST = 36_525  # days from the last reading; a forecast of more than a century says nothing
LIVE: tuple[Measure, ...] = ("chapters", "countries", "continents")  # what the directory can count

State = Literal["open", "extended", "met", "missed", "unknown"]
Basis = Literal["pace", "met", "too-few-readings", "no-growth", "too-far"]


@dataclass(frozen=True)
class Step:
    """A round comes into a state on a day; None where the day is not on record."""

    state: State
    when: PartialDate | None


@dataclass(frozen=True)
class Pace:
    """What came between two readings. A date known to the month counts from its first day."""

    start: Reading
    end: Reading
    growth: int

    @property
    def days(self) -> int:
        return (self.end.date.first_day - self.start.date.first_day).days

    @property
    def monthly(self) -> float:
        return self.growth / self.days * MONTH


@dataclass(frozen=True)
class Need:
    """What is missing, and the pace that would bring it by the deadline."""

    missing: int
    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def monthly(self) -> float:
        return self.missing / self.days * MONTH


@dataclass(frozen=True)
class Forecast:
    """When a target is met at the pace between the last two readings, or why nobody can say (`basis`).

    `earliest` and `latest` are the days at the fastest and the slowest pace between readings;
    `latest` is None where the slowest does not get there within a century.
    """

    basis: Basis
    day: date | None = None
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True)
class MarkerProgress:
    """One marker of a round, with the readings that counted it, the oldest first, one a day."""

    measure: Measure
    target: int
    readings: tuple[Reading, ...]
    reading: Reading | None  # the last one; of a round that has ended, the last one in time
    need: Need | None  # None when it is met, or when no time is or was left

    @property
    def figure(self) -> Figure | None:
        """What the last reading counted; None when no reading has this measure."""
        return self.reading.values[self.measure] if self.reading else None

    @property
    def met(self) -> bool:
        return self.figure is not None and self.figure.reaches(self.target)

    @property
    def share(self) -> float:
        """0 to 1; a marker that is passed stays at 1."""
        if self.figure is None:
            return 0.0
        return min(1.0, self.figure.number / self.target) if self.target else 1.0

    @cached_property
    def paces(self) -> tuple[Pace, ...]:
        numbers = [reading.values[self.measure].number for reading in self.readings]
        pairs = zip(self.readings, self.readings[1:], numbers, numbers[1:])
        return tuple(Pace(start, end, after - before) for start, end, before, after in pairs)

    @property
    def pace(self) -> Pace | None:
        """The one between the last two readings."""
        return self.paces[-1] if self.paces else None

    @cached_property
    def forecast(self) -> Forecast:
        if self.met:
            return Forecast("met")
        if not self.pace:
            return Forecast("too-few-readings")
        if self.pace.growth <= 0:
            return Forecast("no-growth")
        day = self._reached_at(self.pace)
        if day is None:
            return Forecast("too-far")
        by_speed = sorted(self.paces, key=lambda pace: pace.growth / pace.days)
        return Forecast("pace", day, self._reached_at(by_speed[-1]), self._reached_at(by_speed[0]))

    def _reached_at(self, pace: Pace) -> date | None:
        """The day at this pace, counted from the last reading of all; None if never, or too far away."""
        last = self.readings[-1]
        missing = _missing(last.values[self.measure], self.target)
        days = -(-missing * pace.days // pace.growth) if pace.growth > 0 else FARTHEST + 1  # rounded up
        try:
            return last.date.first_day + timedelta(days) if days <= FARTHEST else None
        except OverflowError:  # after the year 9999
            return None


@dataclass(frozen=True)
class RoundProgress:
    """A round on a day."""

    round: MarkerRound
    as_of: date
    deadline: date  # with the changes in force
    steps: tuple[Step, ...]  # the last one is the present state
    markers: tuple[MarkerProgress, ...]

    @property
    def state(self) -> State:
        return self.steps[-1].state

    @property
    def running(self) -> bool:
        return self.state in ("open", "extended")


@dataclass(frozen=True)
class Live:
    """What the directory counts beside the last reading of the same measure."""

    measure: Measure
    count: int
    reading: Reading | None

    @property
    def figure(self) -> Figure | None:
        return self.reading.values[self.measure] if self.reading else None

    @property
    def difference(self) -> int | None:
        return self.count - self.figure.number if self.figure else None


def progress(round: MarkerRound, today: date) -> RoundProgress:
    """How the round and each of its markers stand on a day."""
    steps = tuple(_course(round, today))
    deadline = round.deadline_on(today)
    running = steps[-1].state in ("open", "extended")
    found = []
    for measure, target in round.targets_on(today).items():
        readings = readings_of(round, measure)
        in_time = [reading for reading in readings if running or reading.date.first_day <= deadline]
        reading = in_time[-1] if in_time else None
        need = _need(reading, measure, target, today if running else None, deadline)
        found.append(MarkerProgress(measure, target, readings, reading, need))
    return RoundProgress(round, today, deadline, steps, tuple(found))


def beside(round: MarkerRound, counted: Mapping[Measure, int]) -> tuple[Live, ...]:
    """What the directory counts, each measure beside its last reading in the round."""
    last = {measure: (readings_of(round, measure) or (None,))[-1] for measure in LIVE}
    return tuple(Live(measure, counted[measure], last[measure]) for measure in LIVE if measure in counted)


def readings_of(round: MarkerRound, measure: Measure) -> tuple[Reading, ...]:
    """The readings that counted a measure, the oldest first; of several on one day, the last one stands."""
    by_day = {reading.date.first_day: reading for reading in round.readings if measure in reading.values}
    return tuple(by_day[day] for day in sorted(by_day))


def _need(reading: Reading | None, measure: Measure, target: int, today: date | None, deadline: date) -> Need | None:
    """`today` is None once the round has ended: then the last reading in time is where it started from."""
    figure = reading.values[measure] if reading else Figure(0)
    start = today or (reading.date.first_day if reading else None)
    if figure.reaches(target) or start is None or start >= deadline:
        return None
    return Need(_missing(figure, target), start, deadline)


def _missing(figure: Figure, target: int) -> int:
    """At least 1: `under 20` lacks one of 20."""
    return max(1, target - figure.number)


def _course(round: MarkerRound, today: date) -> Iterator[Step]:
    """open → met, or missed; missed or still open → extended by a change that members adopted, and so on.

    What members recorded as the outcome goes before what the readings say, but for a deadline that was moved since.
    """
    yield Step("open", round.decided.when)
    deadline, extended = round.deadline, None
    for change in round.adopted(today):
        if change.deadline is None or _reached(round, min(deadline, change.takes_effect - timedelta(1))):
            continue
        if change.takes_effect > deadline:
            yield Step("missed", _exactly(deadline))
        if change.deadline > deadline:
            extended = change.decided or change.date
            yield Step("extended", extended)
        deadline = change.deadline
    yield from _end(round, today, deadline, extended)


def _end(round: MarkerRound, today: date, deadline: date, extended: PartialDate | None) -> Iterator[Step]:
    """The last step, if the round is over. `extended`: since when it has this deadline, if it had another one."""
    for_this_deadline = round.outcome and not (extended and today <= deadline)
    result = round.outcome.result if for_this_deadline else None
    reading = _reached(round, min(deadline, today))
    over = today > deadline
    if result == "missed":
        yield Step("missed", _exactly(deadline) if over else None)
    elif result == "reached" or reading:
        days = [day for day in (reading and reading.date, reading and extended) if day]
        yield Step("met", max(days, key=lambda day: day.first_day, default=None))
    elif over and any(reading.date.first_day >= deadline for reading in round.readings):
        yield Step("missed", _exactly(deadline))
    elif over or result == "unknown":
        yield Step("unknown", _exactly(deadline) if over else None)


def _reached(round: MarkerRound, day: date) -> Reading | None:
    """The first reading up to a day that meets the rule, by the targets of that day."""
    targets = round.targets_on(day)
    readings = sorted(round.readings, key=lambda reading: reading.date.first_day)
    return next((r for r in readings if r.date.first_day <= day and round.reached(r, targets)), None)


def _exactly(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
