"""The HTML of a page as a small tree of lists and dictionaries, which becomes JSON for the layouts in toolkit/print/.

A node is a dictionary with `k`, its kind; `c`, what it holds, where it holds anything. Text is a plain string.

Blocks:  p · h (level, id) · list (ordered, start) of item (box: a box to tick) · table (head, rows, columns)
         quote · note (title) · terms of term and definition · picture (svg, alt) · block (name)
Inline:  b · i · code · link (to) · br · bdi
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree, html

Node: TypeAlias = dict[str, object]
Inline: TypeAlias = "str | Node"

HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
BETWEEN_HAN = re.compile(rf"(?<={HAN})\s+(?={HAN})")  # a line break of the source is no space in Chinese
SPACE = re.compile(r"[ \t\r\n]+")
MARKS = {"strong": "b", "b": "b", "em": "i", "i": "i", "bdi": "bdi"}
LEFT_OUT = ("form", "script", "style", "link", "button", "input", "nav", "template")
SVG_NAMES = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}  # the HTML parser writes them small


def tree(source: str) -> list[Node]:
    """The blocks of an HTML fragment. What only a screen can do, such as a form, is left out."""
    root = html.fragment_fromstring(source, create_parent="div")
    return list(_blocks(root))


def _blocks(parent: html.HtmlElement) -> Iterator[Node]:
    """The blocks in an element; text between them becomes paragraphs."""
    loose: list[Inline] = _text(parent.text)
    for child in parent:
        if _is_inline(child):
            loose += [*_inline(child), *_text(child.tail)]
            continue
        yield from _paragraph(loose)
        yield from _block(child)
        loose = _text(child.tail)
    yield from _paragraph(loose)


def _paragraph(found: list[Inline]) -> Iterator[Node]:
    if content := trimmed(found):
        yield {"k": "p", "c": content}


def _block(element: html.HtmlElement) -> Iterator[Node]:
    if not isinstance(element.tag, str):  # a comment that stands for a block which is filled on paper
        name = (element.text or "").removeprefix("block:")
        yield {"k": "block", "name": name}
    elif element.tag in LEFT_OUT or "data-screen" in element.attrib:
        return
    elif element.tag == "svg" and element.get("aria-hidden"):
        return
    elif make := BLOCKS.get(element.tag):
        yield make(element)
    elif element.tag == "div" and "admonition" in element.get("class", ""):
        title, *rest = element
        yield {"k": "note", "title": trimmed(_inlines(title)), "c": [node for child in rest for node in _block(child)]}
    else:
        yield from _blocks(element)


def _heading(element: html.HtmlElement) -> Node:
    return {"k": "h", "level": int(element.tag[1]), "id": element.get("id", ""), "c": trimmed(_inlines(element))}


def _plain(element: html.HtmlElement) -> Node:
    return {"k": "p", "c": trimmed(_inlines(element))}


def _list(element: html.HtmlElement) -> Node:
    items = [_item(child) for child in element if child.tag == "li"]
    return {"k": "list", "ordered": element.tag == "ol", "start": int(element.get("start", 1)), "c": items}


def _item(element: html.HtmlElement) -> Node:
    box = element.find(".//input[@type='checkbox']") is not None and "task-list-item" in element.get("class", "")
    return {"k": "item", "box": box, "c": list(_blocks(element))}


def _table(element: html.HtmlElement) -> Node:
    head = [_cells(row) for row in element.iterfind("thead/tr")]
    body = [_cells(row) for row in element.iterfind("tbody/tr")]
    return {"k": "table", "head": head, "rows": body, "columns": max(map(len, head + body), default=0)}


def _cells(row: html.HtmlElement) -> list[list[Inline]]:
    return [trimmed(_inlines(cell)) for cell in row if cell.tag in ("td", "th")]


def _quote(element: html.HtmlElement) -> Node:
    return {"k": "quote", "c": list(_blocks(element))}


def _terms(element: html.HtmlElement) -> Node:
    return {"k": "terms", "c": [{"k": "term" if one.tag == "dt" else "definition", "id": _id(one), "c": trimmed(_inlines(one))} for one in element.iter("dt", "dd")]}


def _id(element: html.HtmlElement) -> str:
    """The id of a term stands on the group that holds it and its definition."""
    parent = element.getparent()
    return parent.get("id", "") if element.tag == "dt" and parent is not None and parent.tag == "div" else ""


def _picture(element: html.HtmlElement) -> Node:
    """An SVG as text of its own, and in words for those who do not see it."""
    said = [part.text or "" for part in element.iterchildren("title", "desc")] or [element.get("aria-label", "")]
    for part in list(element.iterchildren("title", "desc")):
        element.remove(part)
    for one in element.iter():
        for name in [name for name in one.attrib if name in SVG_NAMES]:
            one.set(SVG_NAMES[name], one.attrib.pop(name))
    element.set("xmlns", "http://www.w3.org/2000/svg")
    tail, element.tail = element.tail, None
    svg = etree.tostring(element, encoding="unicode")
    element.tail = tail
    return {"k": "picture", "svg": svg, "alt": SPACE.sub(" ", ". ".join(filter(None, (part.strip(" .\n") for part in said))))}


BLOCKS = {
    **{f"h{level}": _heading for level in range(1, 7)},
    "p": _plain,
    "ul": _list,
    "ol": _list,
    "table": _table,
    "blockquote": _quote,
    "dl": _terms,
    "svg": _picture,
}


# Inline


def _is_inline(element: html.HtmlElement) -> bool:
    return isinstance(element.tag, str) and (element.tag in MARKS or element.tag in ("a", "code", "br", "span", "time", "sup", "sub", "abbr", "label"))


def _inlines(element: html.HtmlElement) -> list[Inline]:
    found: list[Inline] = _text(element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in LEFT_OUT:
            found += _inline(child)
        found += _text(child.tail)
    return found


def _inline(element: html.HtmlElement) -> list[Inline]:
    if element.tag == "br":
        return [{"k": "br"}]
    if element.tag == "a" and element.get("href"):
        return [{"k": "link", "to": element.get("href"), "c": _inlines(element)}]
    if element.tag == "code":
        return [{"k": "code", "text": element.text_content()}]
    if element.tag in MARKS:
        return [{"k": MARKS[element.tag], "c": _inlines(element)}]
    return _inlines(element)


def _text(text: str | None) -> list[Inline]:
    text = BETWEEN_HAN.sub("", SPACE.sub(" ", text or ""))
    return [text] if text else []


def trimmed(found: list[Inline]) -> list[Inline]:
    """Inline content without space at its ends; empty if there is nothing but space."""
    found = list(found)
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip(" ")
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip(" ")
    return [one for one in found if one != ""]


def plain_blocks(nodes: list[Node]) -> str:
    """The words of blocks that hold text and nothing else."""
    return " ".join(plain(node["c"]) for node in nodes if node["k"] == "p")


def plain(found: list) -> str:
    """The words of inline content."""
    return "".join(one if isinstance(one, str) else one.get("text") or plain(one.get("c", [])) for one in found)
