"""What all files for other programs have in common: licence, addresses, clean text."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone

from publisher.data.groups import Chapter
from publisher.languages import Language
from publisher.site import Site, page_path

LICENCE = "CC BY-SA 4.0"
LICENCE_LINK = "https://creativecommons.org/licenses/by-sa/4.0/"
DOCUMENTATION = "open-data.md"
DIRECTORY = "chapters/index.md"

# Where the files stand in the site. Programs of other people rely on these addresses: they never change.
JSON_FILE = "data/chapters.json"
GEOJSON_FILE = "data/chapters.geojson"
CSV_FILE = "data/chapters.csv"
CALENDAR = "data/meetings.ics"  # one for each language, in its folder
FEED = "feeds/chapters.xml"  # one for each language, in its folder
NEWS_FEED = "feeds/news.xml"  # the same
PART_NEWS_FEED = "{folder}/{slug}/news.xml"  # the same, for each chapter and country that has news
DEADLINES = "data/deadlines.ics"  # the same
DECISIONS_FEED = "feeds/decisions.xml"  # the same
TOUR_CALENDAR = "data/tour.ics"  # the same; only while the tour has days
CHAPTER_CALENDAR = "chapters/{slug}/meetings.ics"
MAP = "embed/map.svg"
MARKERS_FILE = "data/markers.json"
BADGE = "badges/markers.svg"  # one for each language, in its folder

# What neither XML 1.0 nor a calendar can hold, and line ends that programs disagree about.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

# A spreadsheet runs a text that starts so as a formula, also after a sign at which it may split the line.
FORMULA = re.compile(r"((?:^|[;,\t\r\n])\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


def clean(text: str) -> str:
    """`text` without control characters, lone surrogates and non-characters; tabs and line feeds stay."""
    return UNWRITABLE.sub("", text)


def inert(text: str) -> str:
    """`text` for a cell of a CSV file: clean, and no spreadsheet takes it for a formula."""
    return FORMULA.sub(r"\1'", clean(text))


def chapter_page(site: Site, chapter: Chapter, language: Language) -> str:
    """The whole address of a chapter's page."""
    return site.absolute(page_path("chapters", chapter.slug), language)


def midnight(day: date) -> datetime:
    """The start of a day in UTC: the data know days, and the formats want instants."""
    return datetime(day.year, day.month, day.day, tzinfo=timezone.utc)
