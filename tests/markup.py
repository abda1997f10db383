"""Reads built pages: just enough HTML for the tests."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict
    text: str = ""


@dataclass
class PageMarkup:
    elements: list[Element] = field(default_factory=list)

    def all(self, tag: str, **attributes) -> list[Element]:
        return [e for e in self.elements if e.tag == tag and all(e.attributes.get(k) == v for k, v in attributes.items())]

    def one(self, tag: str, **attributes) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} × <{tag} {attributes}>"
        return found[0]

    @property
    def ids(self) -> list[str]:
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]

    @property
    def references(self) -> list[str]:
        """Every address that the page names: links, pictures, scripts, style sheets."""
        return [e.attributes[name] for e in self.elements for name in ("href", "src", "action") if e.attributes.get(name)]


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.page, self.open = PageMarkup(), []

    def handle_starttag(self, tag, attributes):
        element = Element(tag, {name: value or "" for name, value in attributes})
        self.page.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        while self.open and self.open.pop().tag != tag:
            pass

    def handle_data(self, data):
        for element in self.open:
            element.text += data


def read(file: Path) -> PageMarkup:
    reader = _Reader()
    reader.feed(file.read_text("utf-8"))
    return reader.page


def broken_links(site: Path, address: str) -> list[str]:
    """Links between pages of a built site that lead nowhere, as `page → link`. `address` is the site's own, absolute."""
    pages = {file.relative_to(site).as_posix(): read(file) for file in sorted(site.rglob("*.html"))}
    ids = {name: {*page.ids} for name, page in pages.items()}
    found = []
    for name, page in pages.items():
        for reference in page.references:
            target = urlsplit(urljoin(address + name, reference))
            if f"{target.scheme}://{target.netloc}/" != address:
                continue
            path = unquote(target.path).lstrip("/")
            path += "index.html" if not path or path.endswith("/") else ""
            if not (site / path).is_file() or (target.fragment and unquote(target.fragment) not in ids.get(path, set())):
                found.append(f"{name} → {reference}")
    return found
