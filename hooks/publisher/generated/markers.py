"""What the blocks of the markers show."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.data.counting import obstacles
from publisher.data.functional import Answer, Criterion
from publisher.data.groups import Chapter
from publisher.data.progress import MarkerProgress, RoundProgress, beside, progress
from publisher.generated.markerchart import Chart, cells, chart
from publisher.generated.rendering import Renderer

LISTED = 300  # entries on the markers page; the directory has them all


def markers(renderer: Renderer) -> dict:
    """What templates/markers.html shows: all rounds, what the directory counts, and what keeps entries out."""
    site = renderer.site
    found = rounds(renderer)
    entries = [(chapter, reasons(renderer, chapter)) for chapter in site.catalogue.chapters[:LISTED]]
    return {
        "rounds": [(one, _pictures(renderer, one)) for one in found],
        "live": beside(found[-1].round, site.live) if found else (),
        "entries": sorted(entries, key=lambda entry: (renderer.language.sort_key(entry[0].name), entry[0].slug)),
        "unlisted": max(0, len(site.catalogue.chapters) - LISTED),
        "values": renderer.values,
    }


def markers_strip(renderer: Renderer) -> dict:
    """What templates/markers-strip.html shows: the latest round, in short."""
    found = rounds(renderer)[-1:]
    return {"rounds": [(one, _pictures(renderer, one)) for one in found]}


def rounds(renderer: Renderer) -> list[RoundProgress]:
    return [progress(round, renderer.site.today) for round in renderer.site.catalogue.markers]


@dataclass(frozen=True)
class Picture:
    """A marker with its boxes (none for a high target) and its chart."""

    marker: MarkerProgress
    cells: list[tuple[float, float, bool]]
    chart: Chart


def _pictures(renderer: Renderer, found: RoundProgress) -> list[Picture]:
    mirrored = renderer.language.direction == "rtl"
    return [Picture(marker, cells(marker), chart(marker, found, mirrored=mirrored)) for marker in found.markers]


def reasons(renderer: Renderer, chapter: Chapter) -> list[str]:
    """What keeps an entry from counting, each in a few words; nothing for a chapter that counts."""
    site = renderer.site
    found = obstacles(chapter, site.catalogue, site.today, site.tests[chapter.slug])
    return [_in_words(renderer, chapter, obstacle) for obstacle in found]


def _in_words(renderer: Renderer, chapter: Chapter, obstacle: str | Criterion) -> str:
    gettext, language = renderer.words.gettext, renderer.language
    if isinstance(obstacle, Criterion):
        return _criterion_in_words(renderer, obstacle)
    if obstacle == "expired":
        return gettext("last confirmed on %(day)s") % {"day": language.date(chapter.verified)}
    return {
        "affiliate": gettext("an affiliate, not a chapter"),
        "forming": gettext("still forming"),
        "paused": gettext("paused"),
        "closed": gettext("closed"),
        "never-confirmed": gettext("no group has confirmed the entry"),
    }[obstacle]


def _criterion_in_words(renderer: Renderer, criterion: Criterion) -> str:
    gettext, number = renderer.words.gettext, renderer.language.number
    known = criterion.answer != Answer.UNKNOWN
    if criterion.name == "people" and known:
        values = {"found": number(criterion.found), "needed": number(criterion.needed)}
        return gettext("%(found)s people of %(needed)s") % values
    return {
        ("people", False): gettext("number of people not known"),
        ("meetings", True): gettext("too few meetings"),
        ("meetings", False): gettext("meetings not known"),
        ("agreements", True): gettext("no common agreements or no roles"),
        ("agreements", False): gettext("agreements or roles not known"),
    }[criterion.name, known]
