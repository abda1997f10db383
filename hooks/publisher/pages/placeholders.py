"""`{{ name }}` in Markdown: a value in a sentence, or on a line of its own a block that is made from data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import get_args

from publisher.data.rounds import Measure
from publisher.data.problems import Problem, did_you_mean
from publisher.data.progress import LIVE
from publisher.pages.overlay import Overlay

PLACEHOLDER = re.compile(r"\{\{ *(?P<name>[a-z][a-z0-9.-]*) *\}\}")
BLOCK = re.compile(r"<!--block:(?P<name>[a-z0-9.-]+)-->")

VALUES = (
    "council.max",
    "council.min",
    "freshness.ageing",
    "freshness.unconfirmed",
    "functional.meetings",
    "functional.people",
    "functional.women",
    "issues-url",
    *(f"markers.{measure}.{what}" for measure in get_args(Measure) for what in ("reading", "reading-date", "target")),
    *(f"markers.live.{what}" for what in (*LIVE, "date")),
    "markers.deadline",
    "markers.reading-date",
)
BLOCKS = (
    "chapter-example",
    "chapter-form",
    "contact",
    "councils-figure",
    "decisions",
    "directory",
    "downloads",
    "embed-snippet",
    "federation-picture",
    "figure-cutting",
    "figure-decision-flow",
    "figure-escalation-ladder",
    "figure-outreach-clock",
    "figure-splitting",
    "figure-trifold-folding",
    "figure-zine-folding",
    "glossary",
    "markers",
    "markers-strip",
    "news",
    "news-strip",
    "open-data-links",
    "resources",
    "tool-agenda-timer",
    "tool-campaign-chart",
    "tool-contact-dates",
    "tool-health-check",
    "tool-reach-calculator",
    "tool-role-rota",
    "tool-self-test",
    "toolkit-groups",
    "tour",
    "tour-form",
    "translation-status",
    "where-next",
    "voices",
    "world-map",
)


def problems(overlay: Overlay) -> Iterator[Problem]:
    """Placeholders that nothing fills."""
    known = {*VALUES, *BLOCKS}
    for manuscripts in (overlay.originals, *overlay.translations.values()):
        for manuscript in manuscripts.values():
            for number, line in enumerate(manuscript.body.split("\n"), manuscript.body_line):
                for found in PLACEHOLDER.finditer(line):
                    if found["name"] not in known:
                        hint = did_you_mean(found["name"], known)
                        yield Problem(manuscript.source, number, f"nothing fills the placeholder {found[0]}{hint or '; take it out'}")


def fill(body: str, values: Mapping[str, str]) -> str:
    """`body` with its values in place, and its blocks as comments, which Markdown leaves alone."""

    def filled(found: re.Match) -> str:
        name = found["name"]
        return f"<!--block:{name}-->" if name in BLOCKS else values[name]

    return PLACEHOLDER.sub(filled, body)


def fill_blocks(html: str, block: Callable[[str], str]) -> str:
    """`html` with each block's comment replaced by `block(name)`."""
    return BLOCK.sub(lambda found: block(found["name"]), html)
