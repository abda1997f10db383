"""The small values that data files are written with: dates, times, figures, names and addresses.

Each type says in one sentence what it takes; the sentence reaches the contributor behind the name of the field:
`founded` must be a year, a month or a day, such as 2014, 2014-05 or 2014-05-08.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from publisher.data.problems import character, hidden_in_name

REMEDY = "remedy"  # the type of pydantic errors whose message is a whole sentence of ours


def refuse(sentence: str) -> PydanticCustomError:
    """The error that a validator raises; `sentence` follows the field's name."""
    return PydanticCustomError(REMEDY, "{sentence}", {"sentence": sentence})


@dataclass(frozen=True)
class PartialDate:
    """A date known to the year, the month or the day. What is not known is None, never a guess."""

    year: int
    month: int | None = None
    day: int | None = None

    FORM: ClassVar = re.compile(r"([12][0-9]{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Reads `2014`, `2014-05` or `2014-05-08`; raises ValueError for anything else."""
        match = cls.FORM.fullmatch(text)
        if not match:
            raise ValueError(text)
        return cls(*(int(part) if part else None for part in match.groups()))

    def __post_init__(self) -> None:
        date(self.year, self.month or 1, self.day or 1)  # raises ValueError for 30 February

    @property
    def first_day(self) -> date:
        """The earliest day that it can mean: what to sort and compare by."""
        return date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])


@dataclass(frozen=True)
class Figure:
    """A counted number with the word that the record puts before it: `over 3500`."""

    number: int
    qualifier: Literal["over", "about", "under"] | None = None

    FORM: ClassVar = re.compile(r"(?:(over|about|under) )?([0-9]{1,9})")

    @classmethod
    def parse(cls, text: str) -> Figure:
        """Reads `6` or `over 3500`; raises ValueError for anything else."""
        match = cls.FORM.fullmatch(text)
        if not match:
            raise ValueError(text)
        return cls(int(match[2]), match[1])

    def reaches(self, target: int) -> bool:
        """Whether the target is met; `under 20` never meets 20."""
        return self.number >= target and not (self.qualifier == "under" and self.number == target)

    def __str__(self) -> str:
        return f"{self.qualifier} {self.number}" if self.qualifier else str(self.number)


def _read(parse: Callable[[str], object], sentence: str, form: str) -> tuple:
    """The metadata of a type that is written as text: how to read it, how to write it, its JSON Schema."""

    def read(value: object) -> object:
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise refuse(sentence)
        try:
            return parse(str(value))
        except ValueError:
            raise refuse(sentence) from None

    return BeforeValidator(read), PlainSerializer(str), WithJsonSchema({"type": "string", "pattern": f"^{form}$"})


def _day(text: str) -> date:
    if not re.fullmatch(DAY, text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _clock(text: str) -> time:
    if not re.fullmatch(CLOCK, text):
        raise ValueError(text)
    return time.fromisoformat(text)


def _matching(form: str, sentence: str) -> tuple:
    def check(text: str) -> str:
        if not re.fullmatch(form, text):
            raise refuse(sentence)
        return text

    return AfterValidator(check), WithJsonSchema({"type": "string", "pattern": f"^{form}$"})


def _seen(name: str) -> str:
    if not name.strip():
        raise refuse("must not be blank; write a name or delete the line")
    if name != name.strip():
        raise refuse("must not start or end with a space")
    if sign := hidden_in_name(name):
        raise refuse(f"holds {character(sign)}; delete it")
    if len(name) > LONGEST_NAME:
        raise refuse(f"must have at most {LONGEST_NAME} characters")
    return name


def _said(text: str) -> str:
    if not text.strip():
        raise refuse("must not be blank; write a sentence or delete the line")
    return text.strip()


LONGEST_NAME = 120
DAY = "[12][0-9]{3}-[0-9]{2}-[0-9]{2}"
CLOCK = "[0-9]{2}:[0-9]{2}"
SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
LINK = r"https?://[^\s<>\"'`{}|\\^]{1,2000}"
EMAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,180}\.[A-Za-z]{2,24}"
PHONE = r"\+[0-9][0-9 ()-]{5,20}[0-9]"

Name = Annotated[str, AfterValidator(_seen)]
Text = Annotated[str, AfterValidator(_said)]
Slug = Annotated[str, *_matching(SLUG, "must be small Latin letters and digits with hyphens, such as new-york-city")]
Day = Annotated[date, *_read(_day, "must be a day: year-month-day, such as 2026-11-21", DAY)]
Clock = Annotated[time, *_read(_clock, "must be a time of day from 00:00 to 23:59, such as 18:30", CLOCK)]
Since = Annotated[
    PartialDate,
    *_read(
        PartialDate.parse,
        "must be a year, a month or a day, such as 2014, 2014-05 or 2014-05-08",
        PartialDate.FORM.pattern,
    ),
]
Counted = Annotated[
    Figure,
    *_read(
        Figure.parse,
        "must be a number, or over, about or under and a number, such as 6 or over 3500",
        Figure.FORM.pattern,
    ),
]
Link = Annotated[str, *_matching(LINK, "must be a web address, such as https://example.org/lima")]
Email = Annotated[str, *_matching(EMAIL, "must be an e-mail address, such as info@example.org")]
Phone = Annotated[str, *_matching(PHONE, "must be a phone number with the country's code, such as +51 1 555 0100")]
