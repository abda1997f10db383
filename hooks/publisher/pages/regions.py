"""Makes rendered Markdown usable by keyboard and screen reader where Python-Markdown leaves it bare."""

from __future__ import annotations

import re

EMPTY_BOX = re.compile(r'<input type="checkbox" disabled(="")?\s*/?>\s*')
EMPTY_HEAD = re.compile(r"<th(?: [^>]*)?></th>")  # the head of a column to write in names nothing
HEADING_OR_TABLE = re.compile(r'<h[1-6][^>]* id="(?P<id>[^"]+)"|<table\b|</table>')


def without_dead_controls(html: str) -> str:
    """Empty boxes of task lists become marks of the style sheet: a control without name and use helps nobody."""
    return EMPTY_BOX.sub("", html)


def with_scrolling_tables(html: str) -> str:
    """Each table in a region that scrolls by keyboard too, named by the heading above it."""
    heading = ""
    named: set[str] = set()

    def framed(found: re.Match) -> str:
        nonlocal heading
        if found["id"]:
            heading = found["id"]
            return found[0]
        if found[0] == "</table>":
            return "</table></div>"
        role = "group" if heading in named else "region"  # two landmarks of one name could not be told apart
        named.add(heading)
        return f'<div class="scroll" role="{role}" aria-labelledby="{heading}" tabindex="0">{found[0]}'

    return HEADING_OR_TABLE.sub(framed, EMPTY_HEAD.sub("<td></td>", html))
