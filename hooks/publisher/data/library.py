"""The library: books, guides, comics and films for study, and members' own accounts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from publisher.data.record import Record
from publisher.data.values import Day, Link, Name, Slug, Text

Kind = Literal["book", "guide", "article", "comic", "video", "film", "audio"]
Side = Literal["economy", "polity", "kinship", "culture", "ecology", "international"]


class Resource(Record):
    """One published work. What is not known of it is left out."""

    id: Slug = Field(description="A short name for addresses.", examples=["occupy-strategy"])
    title: Text = Field(max_length=200, description="The title, as it stands on the work.", examples=["Occupy Strategy"])
    series: Name | None = Field(None, description="The series that it belongs to.", examples=["Fanfare for the Future"])
    authors: tuple[Name, ...] = Field((), description="Who wrote or made it.", examples=["[Andrew Cornell]"])
    year: int | None = Field(None, ge=1000, le=2100, description="The year of this edition.", examples=[2013])
    language: str = Field(description="The language of the work, as a short code (BCP 47).", examples=["en"])
    kind: Kind = Field(description="What it is.", examples=["book"])
    sides: tuple[Side, ...] = Field((), description="The sides of life that it is about.", examples=["[economy]"])
    items: tuple[str, ...] = Field((), description="The toolkit items that use it, each as group/item.", examples=["[learn/study-plan]"])
    licence: Name | None = Field(None, description="The licence, where the work names one.", examples=["CC BY-SA 4.0"])
    link: Link | None = Field(None, description="Where it can be read or bought.", examples=["https://example.org/book"])
    archive: Link | None = Field(None, description="An archived copy of that page.", examples=["https://example.org/archive/book"])
    checked: Day | None = Field(None, description="The day on which somebody last looked at the link.", examples=["2026-11-21"])
    note: Text | None = Field(None, description="What helps to choose it, in English.", examples=["Short chapters, one for each meeting."])
