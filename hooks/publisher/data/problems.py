"""What is wrong, where, and what to do about it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

Keys = tuple[str | int, ...]  # the keys and positions that lead to a value: ("place", "country"), ("languages", 0)


@dataclass(frozen=True, order=True)
class Problem:
    """One sentence for a person: place, value and remedy."""

    file: str  # from the project folder, with slashes: `data/chapters/lima.yml`
    line: int  # 1 is the first line; 0 means the whole file
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return visible(f"{place}: {self.message}")


@dataclass(frozen=True)
class Sources:
    """The line of every value of every file that was read, so that each figure can be traced."""

    lines: Mapping[str, Mapping[Keys, int]]  # file → path → line; a file that could not be read has no paths

    def __contains__(self, file: str) -> bool:
        return file in self.lines

    def line(self, file: str, *path: str | int) -> int:
        """The line of a value or, where it has none, of the nearest value around it."""
        known = self.lines.get(file, {})
        return next((known[path[:end]] for end in range(len(path), -1, -1) if path[:end] in known), 0)

    def problem(self, file: str, path: Iterable[str | int], message: str) -> Problem:
        return Problem(file, self.line(file, *path), message)


def quoted(value: object, longest: int = 60) -> str:
    """A value as messages show it: in quotes, on one line, without hidden characters, not too long."""
    text = str(value)
    text = text if len(text) <= longest else text[: longest - 1] + "…"
    return f"'{visible(text)}'"


def visible(text: str) -> str:
    """Hidden characters written out (`\\u202e`): a message may end in a terminal or in a CI log."""
    return "".join(f"\\u{ord(sign):04x}" if unicodedata.category(sign) in HIDDEN else sign for sign in text)


def hidden_in_name(name: str) -> str | None:
    """The first character of a name that nobody can see, if any; words in Persian or Hindi may hold joiners."""
    for place, sign in enumerate(name):
        if unicodedata.category(sign) in HIDDEN and not (sign in JOINERS and _inside_a_word(name, place)):
            return sign
    return None


def _inside_a_word(name: str, place: int) -> bool:
    neighbours = name[max(place - 1, 0) : place] + name[place + 1 : place + 2]
    return len(neighbours) == 2 and all(
        ord(sign) > 127 and unicodedata.category(sign)[0] in "LM" for sign in neighbours
    )


def character(sign: str) -> str:
    """`the hidden character U+202E (RIGHT-TO-LEFT OVERRIDE)`."""
    return f"the hidden character U+{ord(sign):04X} ({unicodedata.name(sign, 'control')})"


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """`; did you mean 'active'?`, or nothing where no known word is near."""
    return suggestion(nearest(value, known))


def suggestion(word: str | None) -> str:
    return f"; did you mean '{word}'?" if word else ""


def nearest(value: str, known: Iterable[str]) -> str | None:
    """The known word that is most like a value, if one is."""
    words = {word.casefold(): word for word in known}
    near = get_close_matches(value[:80].casefold(), words, n=1, cutoff=0.6)
    return words[near[0]] if near else None


HIDDEN = frozenset(
    {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
)  # control, format, surrogate, private, line and paragraph marks
JOINERS = "\u200c\u200d"
