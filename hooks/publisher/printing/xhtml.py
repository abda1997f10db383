"""The tree of a page as XHTML: what goes into e-books, and what Pandoc reads for documents.

The tree is the one that sheets are printed from (see tree.py and paper.py), so that
every form of an item says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree
from lxml.builder import ElementMaker

from publisher.printing.tree import Node

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
E = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": EPUB})
BOX = "☐ "
MARKS = {"b": E.strong, "i": E.em, "bdi": E.bdi}
LEAST = 4  # characters for which the narrowest column has room

Href = Callable[[Node], "str | None"]  # where a link leads in this form; None if nowhere
Drawn = Callable[[Node], etree._Element]  # how a picture stands in this form


class Markup:
    """Turns nodes into elements. Links and pictures differ from form to form."""

    def __init__(self, href: Href, drawn: Drawn, top: int):
        self._href = href
        self._shift = top - 2  # the level that sections get; in the tree it is 2
        self._makers = {
            "p": lambda node: E.p(*self.inline(node["c"])),
            "h": self._heading,
            "list": self._list,
            "table": self._table,
            "quote": lambda node: E.blockquote(*self.blocks(node["c"])),
            "note": self._note,
            "terms": self._terms,
            "picture": drawn,
        }

    def blocks(self, nodes: list[Node]) -> Iterator[etree._Element]:
        """Blocks that only the layouts of sheets can fill are left out."""
        for node in nodes:
            if make := self._makers.get(node["k"]):
                yield make(node)

    def inline(self, content: list) -> Iterator[str | etree._Element]:
        for one in content:
            if isinstance(one, str):
                yield one
            elif one["k"] == "br":
                yield E.br()
            elif one["k"] == "code":
                yield E.code(one["text"])
            elif one["k"] == "link":
                yield self._link(one)
            else:
                yield MARKS[one["k"]](*self.inline(one["c"]))

    def facts(self, facts: list[tuple[str, object]]) -> etree._Element:
        """What an item is for, when, how long and for whom."""
        rows = [E.tr(E.th(E.strong(name), scope="row"), E.td(str(value))) for name, value in facts]
        return E.table(_columns([22, 78]), E.tbody(*rows), {"class": "facts"})

    def _link(self, node: Node) -> etree._Element:
        href = self._href(node)
        return E.a(*self.inline(node["c"]), href=href) if href else E.span(*self.inline(node["c"]))

    def _heading(self, node: Node) -> etree._Element:
        made = E(f"h{node['level'] + self._shift}", *self.inline(node["c"]))
        if node["id"]:
            made.set("id", node["id"])
        return made

    def _list(self, node: Node) -> etree._Element:
        made = (E.ol if node["ordered"] else E.ul)(*(self._item(item) for item in node["c"]))
        if node["ordered"] and node["start"] != 1:
            made.set("start", str(node["start"]))
        if all(item["box"] for item in node["c"]):
            made.set("class", "boxes")
        return made

    def _item(self, node: Node) -> etree._Element:
        box = [BOX] if node["box"] else []
        first, rest = node["c"][:1], node["c"][1:]
        if first and first[0]["k"] == "p" and all(one["k"] == "list" for one in rest):  # its text needs no paragraph
            return E.li(*box, *self.inline(first[0]["c"]), *self.blocks(rest))
        return E.li(*box, *self.blocks(node["c"]))

    def _table(self, node: Node) -> etree._Element:
        made = E.table(_columns(_shares(node)))
        if node["head"]:
            made.append(E.thead(*(self._row(row, node["columns"], E.th, {"scope": "col"}) for row in node["head"])))
        made.append(E.tbody(*(self._row(row, node["columns"], E.td, {}) for row in node["rows"])))
        return made

    def _row(self, row: list[dict], columns: int, cell: Callable, attributes: Mapping[str, str]) -> etree._Element:
        row = row + [{"c": []}] * (columns - len(row))
        return E.tr(*(cell(*self.inline(one["c"]), attributes) for one in row))

    def _note(self, node: Node) -> etree._Element:
        return E.blockquote(E.p(E.strong(*self.inline(node["title"]))), *self.blocks(node["c"]), {"class": "note"})

    def _terms(self, node: Node) -> etree._Element:
        made = E.dl()
        for one in node["c"]:
            made.append((E.dt if one["k"] == "term" else E.dd)(*self.inline(one["c"])))
            if one["id"]:
                made[-1].set("id", one["id"])
        return made


def _columns(shares: list[float]) -> etree._Element:
    return E.colgroup(*(E.col(style=f"width: {share:.1f}%") for share in shares))


def _shares(node: Node) -> list[float]:
    """The columns' widths in per cent: as on paper; a column without a share takes what its longest cell needs."""
    rows = [*node["head"], *node["rows"]]
    wanted = [
        width or 2 + max((row[column]["length"] for row in rows if column < len(row)), default=LEAST)
        for column, width in enumerate(node["widths"])
    ]
    return [100 * share / sum(wanted) for share in wanted]


def ids(nodes: list[Node]) -> Iterator[str]:
    """The anchors of a page: its headings and its terms."""
    for node in nodes:
        if node["k"] == "h" and node["id"]:
            yield node["id"]
        elif node["k"] == "terms":
            yield from (one["id"] for one in node["c"] if one["id"])
