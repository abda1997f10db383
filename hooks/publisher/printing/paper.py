"""What only paper needs of a page's tree: widths of columns, labels of empty cells, pictures apart from their words."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable

from publisher.printing.figures import on_paper
from publisher.printing.tree import Node, plain, plain_blocks

LINE = 88  # characters on a line of a table that fills the page
CROWDED = 70  # characters of the longest words side by side; heads are bold, and letters differ
UNBROKEN = re.compile(r"[^\s\u2e80-\uffef]+")  # Chinese breaks after any sign
SHORT = 12  # characters of a table's column that needs no more room than its words


def for_paper(nodes: list[Node], path: str) -> list[Node]:
    """The blocks of the page at `path`, without its title and what only a screen shows, ready for the layouts."""
    kept = (node for node in _without_screens(nodes) if not (node["k"] == "h" and node["level"] == 1))
    return [_aimed(_prepared(node), path) for node in kept]


def sections_of(body: Iterable[Node]) -> tuple[list[Node], list[dict]]:
    """What stands before the first heading, and the sections."""
    intro: list[Node] = []
    sections: list[dict] = []
    for node in body:
        if node["k"] == "h" and node["level"] == 2:
            sections.append({"title": node["c"], "name": plain(node["c"]), "body": []})
        else:
            (sections[-1]["body"] if sections else intro).append(node)
    return intro, sections


def _without_screens(nodes: list[Node]) -> list[Node]:
    """Without the list of downloads, and without a section that holds nothing else."""
    kept: list[Node] = []
    for place, node in enumerate(nodes):
        listed = node["k"] == "block" and node["name"] == "downloads"
        if listed and kept and kept[-1]["k"] == "h" and nodes[place + 1 :][:1] and nodes[place + 1]["k"] == "h":
            kept.pop()
        elif not listed:
            kept.append(node)
    return kept


def _prepared(node: Node) -> Node:
    """A node with what only paper needs: widths of columns, labels of empty cells, pictures with their look."""
    if node["k"] == "table":
        return _table(node)
    if node["k"] == "picture":
        return node | on_paper(node["svg"])
    if node["k"] == "item":
        return node | {"label": plain_blocks(node["c"]), "c": [_prepared(one) for one in node["c"]]}
    if node["k"] in ("note", "quote", "list"):
        return node | {"c": [_prepared(one) for one in node["c"]]}
    return node


def _aimed(node: object, path: str) -> object:
    """Links to other pages of ours say which page they lead to, by its path."""
    if isinstance(node, list):
        return [_aimed(one, path) for one in node]
    if not isinstance(node, dict):
        return node
    aimed = {key: _aimed(value, path) for key, value in node.items()}
    target = str(node.get("to", "")).partition("#")[0]
    if node.get("k") == "link" and target.endswith(".md") and "://" not in target:
        aimed["page"] = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return aimed


def _table(node: Node) -> Node:
    head = node["head"][-1] if node["head"] else []
    names = [plain(cell) for cell in head] + [""] * node["columns"]

    def cell(content: list, row: list, column: int) -> dict:
        label = " · ".join(filter(None, (plain(row[0]) if column else "", names[column]))) or str(column + 1)
        return {"c": content, "label": label, "length": _length(plain(content))}

    def cells(rows: list) -> list:
        return [[cell(content, row, column) for column, content in enumerate(row)] for row in rows]

    widths, crowded = _widths(node)
    return node | {"head": cells(node["head"]), "rows": cells(node["rows"]), "widths": widths, "crowded": crowded}


def _widths(node: Node) -> tuple[list[float | None], bool]:
    """A share of the width for each column, by how much it says; None for one that is short throughout.

    No share is smaller than the longest word of its column, as far as the line has room for all of them. Whether it
    has not is the second answer: then words must break.
    """
    rows = [*node["head"], *node["rows"]]
    wanted: list[float | None] = []
    words: list[int] = []
    for column in range(node["columns"]):
        cells = [plain(row[column]) for row in rows if column < len(row)]
        lengths = [_length(cell) for cell in cells]
        written = [bool(row[column]) for row in node["rows"] if column < len(row)]
        words.append(2 + max((_length(word) for cell in cells for word in UNBROKEN.findall(cell)), default=0))
        if max(lengths, default=0) <= SHORT and all(written):
            wanted.append(None)
        else:
            usual = sum(lengths) / max(len(lengths), 1)
            room = 10 if any(written) else max(LINE // node["columns"], max(lengths, default=0))  # a column to write in
            wanted.append(max(usual, max(lengths, default=0) / 3, room) ** 0.6)
    free = LINE - sum(word for word, share in zip(words, wanted, strict=True) if share is None)
    total = sum(filter(None, wanted))
    widths = [share and round(max(share / total * free, word), 2) for share, word in zip(wanted, words, strict=True)]
    return widths, sum(words) > CROWDED


def _length(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
