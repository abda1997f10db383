"""Sentences that mix our words with people's: the same sentence for a terminal and for a comment on a forge.

Our words are the form; whatever comes from data is a value. Values are made harmless for the place where they
are shown: in Markdown they cannot ping anybody, refer to an issue, link, format or end the line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from publisher.data.problems import JOINERS, visible

LONGEST = 300  # characters of one value
MARKS = re.compile(r"[\\`*_{}\[\]()<>#!|~&$^=]")
LIST_MARK = re.compile(r"^(\d*)([-+.])(?=\s|$)")  # what starts a list, where a value starts a line
# GitHub looks for these after it has read the Markdown, so a backslash does not help; a space without width does.
# https://github.github.com/gfm/#autolinks-extension-
CALLS = re.compile(r"[@:]|\\#|(?i:\bwww(?=\.)|\bGH(?=-))")
COMMIT = re.compile(r"[0-9a-f]{7,}")
GAP = "&#8203;"
ISOLATE, POP = "\u2068", "\u2069"


@dataclass(frozen=True)
class Sentence:
    """A form of ours, such as `{name} joins`, and what stands in it."""

    form: str
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Link:
    """A value that leads to an address; without an address it is just the value."""

    text: object
    url: str | None


@dataclass(frozen=True)
class Strong:
    """A value that stands out."""

    text: object


@dataclass(frozen=True)
class Listing:
    """Values one after another."""

    items: tuple[object, ...]
    between: str = ", "


def say(form: str, **values: object) -> Sentence:
    return Sentence(form, tuple(values.items()))


def some(items: Iterable[object], most: int = 5) -> Sentence | Listing:
    """The first few of many: `a, b, c, d, e and 3 more`."""
    items = tuple(items)
    if len(items) <= most + 1:
        return Listing(items)
    return say("{items} and {count} more", items=Listing(items[:most]), count=len(items) - most)


def as_text(value: object) -> str:
    """A sentence for a terminal; hidden characters are written out."""
    match value:
        case Sentence():
            return value.form.format(**{name: as_text(part) for name, part in value.values})
        case Listing():
            return value.between.join(map(as_text, value.items))
        case Link(url=str()):
            return f"{as_text(value.text)} <{value.url}>"
        case Link() | Strong():
            return as_text(value.text)
    return _seen(value)


def as_markdown(value: object) -> str:
    """A sentence for a comment or an issue; what comes from data appears as it is written and does nothing."""
    match value:
        case Sentence():
            return value.form.format(**{name: as_markdown(part) for name, part in value.values})
        case Listing():
            return value.between.join(map(as_markdown, value.items))
        case Link(url=str()):
            return f"[{as_markdown(value.text)}](<{_address(value.url)}>)"
        case Link():
            return as_markdown(value.text)
        case Strong():
            return f"**{as_markdown(value.text)}**"
    return _harmless(_seen(value))


def _harmless(text: str) -> str:
    escaped = LIST_MARK.sub(r"\1\\\2", MARKS.sub(r"\\\g<0>", text))
    apart = COMMIT.sub(lambda found: GAP.join(re.findall(".{1,6}", found[0])), escaped)
    return CALLS.sub(rf"\g<0>{GAP}", apart)


def _seen(value: object) -> str:
    """One line, not too long, without tricks; a right-to-left value keeps to itself."""
    text = " ".join(str(value).split())
    text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    text = "".join(sign if sign in JOINERS else visible(sign) for sign in text)
    turns = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)
    return f"{ISOLATE}{text}{POP}" if turns else text


def _address(url: str) -> str:
    """An address that cannot end the link it stands in."""
    return re.sub(r"[\s<>\\]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)
