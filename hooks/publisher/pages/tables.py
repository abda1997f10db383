"""The tables of Markdown pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

RULE = re.compile(r"^\|[\s:|-]+\|\s*$")  # the line under the head of a table


@dataclass(frozen=True)
class Table:
    """One table of a sheet."""

    line: int  # of its head, in the file
    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]  # the line and the cells of each row


def tables(lines: list[str], first_line: int = 1) -> list[Table]:
    """The tables of a text."""
    found = []
    for number, line in enumerate(lines[1:], 1):
        if RULE.match(line) and "-" in line and lines[number - 1].startswith("|"):
            rows = []
            for place in range(number + 1, len(lines)):
                if not lines[place].startswith("|"):
                    break
                rows.append((first_line + place, _cells(lines[place])))
            found.append(Table(first_line + number - 1, _cells(lines[number - 1]), tuple(rows)))
    return found


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
