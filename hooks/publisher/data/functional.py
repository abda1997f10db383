"""Is a chapter functional? The four criteria as New York described them by the record of 2014."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from publisher.data.meetings import meeting_days
from publisher.data.groups import Chapter
from publisher.data.models import FunctionalRules


class Answer(StrEnum):
    MET = "met"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Criterion:
    """One question of the test: what was needed, what was found (None where it is not known), the answer."""

    name: str  # people, meetings, agreements or women
    answer: Answer
    needed: int | None = None
    found: int | None = None
    decides: bool = True  # False: reported, but the test never fails by it


@dataclass(frozen=True)
class FunctionalTest:
    """The four criteria of one chapter, in the order of the record."""

    criteria: tuple[Criterion, ...]

    def __getitem__(self, name: str) -> Criterion:
        return next(criterion for criterion in self.criteria if criterion.name == name)

    @property
    def answer(self) -> Answer:
        """Met when all that decide are met. The share of women calls for support and never fails the test."""
        return _all(criterion.answer for criterion in self.criteria if criterion.decides)


def functional_test(chapter: Chapter, rules: FunctionalRules, today: date) -> FunctionalTest:
    """Tests one chapter; its meetings count in each of the twelve full months that lie ahead of `today`."""
    members = chapter.members.count if chapter.members else None
    meetings = fewest_meetings(chapter, today) if chapter.meeting else None
    return FunctionalTest(
        (
            Criterion("people", _at_least(members, rules.people), rules.people, members),
            Criterion("meetings", _at_least(meetings, rules.meetings), rules.meetings, meetings),
            Criterion("agreements", _all((_has_agreements(chapter), _has_roles(chapter)))),
            Criterion("women", _at_least(chapter.women, rules.women), rules.women, chapter.women, decides=False),
        )
    )


def fewest_meetings(chapter: Chapter, today: date) -> int:
    """The number of meetings in the month that has the fewest of them, of the twelve after this one."""
    start = max(today, chapter.meeting.starts)
    months = [divmod(start.year * 12 + start.month + ahead, 12) for ahead in range(13)]  # month 0 is January
    first, end = (date(year, month + 1, 1) for year, month in (months[0], months[-1]))
    held = Counter((day.year, day.month - 1) for day in meeting_days(chapter.meeting, first, end))
    return min(held[month] for month in months[:-1])


def _at_least(found: int | None, needed: int) -> Answer:
    if found is None:
        return Answer.UNKNOWN
    return Answer.MET if found >= needed else Answer.NOT_MET


def _has_agreements(chapter: Chapter) -> Answer:
    if chapter.agreements is None:
        return Answer.UNKNOWN
    return Answer.MET if chapter.agreements else Answer.NOT_MET


def _has_roles(chapter: Chapter) -> Answer:
    if chapter.roles is None:
        return Answer.UNKNOWN
    return Answer.MET if chapter.roles.names else Answer.NOT_MET


def _all(answers: Iterable[Answer]) -> Answer:
    """The weakest answer: one that is not met decides, then one that is unknown."""
    found = set(answers)
    return next((answer for answer in (Answer.NOT_MET, Answer.UNKNOWN) if answer in found), Answer.MET)
