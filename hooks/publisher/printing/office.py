"""Items that people fill in or change on a computer, as documents for word processors: DOCX and ODT.

A document says what the handout says; see `_handout` in documents.py.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin

from babel.core import get_global
from lxml import etree

from publisher.languages import Language
from publisher.printing.documents import Composer, short
from publisher.printing.dressing import dressed
from publisher.printing.pandoc import FORMS, VERSION, Draft, converted
from publisher.printing.store import Store
from publisher.printing.tree import Node
from publisher.printing.xhtml import E, Markup
from publisher.sheets import Sheet, items
from publisher.site import Site

FORMAT = "document"  # in the front matter of an item


class Office:
    """The documents of one language. Those that nobody has kept are made together, when the first of them is wanted."""

    def __init__(self, composer: Composer, store: Store):
        self._composer, self._store = composer, store

    @cached_property
    def offers(self) -> Mapping[str, Callable[[], bytes]]:
        """Path in the site → how the file is made; that may raise PrintFault."""
        language = self._composer.language
        wanted = [(item, form) for item in editable(self._composer.site) for form in FORMS]
        return {document_path(item, language, form): partial(self._document, item, form) for item, form in wanted}

    def _document(self, item: str, form: str) -> bytes:
        drafts, made = self._made
        return made[drafts[item], form]

    @cached_property
    def _made(self) -> tuple[dict[str, Draft], dict[tuple[Draft, str], bytes]]:
        site = self._composer.site
        drafts = {item: draft(self._composer, item) for item in editable(site)}
        return drafts, documents(site.root, self._store, list(drafts.values()))


def editable(site: Site) -> list[str]:
    """The items that are offered as documents."""
    originals = site.overlay.originals
    return [item for item in items(site) if FORMAT in originals[item].meta["formats"]]


def document_path(item: str, language: Language, form: str) -> str:
    """`el/toolkit/meet/first-meeting/first-meeting.docx`"""
    stem = item.removesuffix(".md")
    return f"{language.folder}{stem}/{posixpath.basename(stem)}.{form}"


def draft(composer: Composer, item: str) -> Draft:
    """What the document of an item is made from."""
    handout = composer.document(Sheet("handout", item))
    site, home = composer.site, composer.language
    language = site.language(handout["text"]["lang"])
    address = site.absolute(item, home)
    markup = Markup(lambda node: web_address(composer, item, node), described, top=1)
    parts = [markup.facts(handout["facts"]), *markup.blocks(handout["body"])]
    if handout["notice"]:
        parts.insert(0, E.div(E.p(handout["notice"]), {"custom-style": "Notice", "lang": home.tag, "dir": home.direction}))
    parts.append(E.p(f"{handout['words']['licence']} ", E.a(short(address), href=address)))
    return Draft(
        html="".join(etree.tostring(part, encoding="unicode", method="html") for part in parts),
        title=handout["title"],
        subtitle=f"{handout['group']} · {handout['number']}",
        author=site.organisation,
        footer=f"{handout['footer']} · CC BY-SA 4.0",
        lang=with_region(language),
        direction=language.direction,
        home=home.direction,
    )


def web_address(composer: Composer, path: str, node: Node) -> str:
    """Where a link of the page at `path` leads, as a whole address; within the page, its anchor."""
    site, home = composer.site, composer.language
    to, _, anchor = str(node["to"]).partition("#")
    if page := node.get("page"):
        to = site.absolute(str(page), home)
    elif to:
        to = urljoin(site.absolute(path, home), to)
    return f"{to}#{anchor}" if anchor else to


def described(node: Node) -> etree._Element:
    """A picture in words: word processors do not all show SVG."""
    return E.p(E.em(str(node["alt"])))


def with_region(language: Language) -> str:
    """The language as word processors name it: `el-GR`."""
    likely = get_global("likely_subtags").get(language.locale, "").split("_")[-1]
    return f"{language.cldr.language}-{language.cldr.territory or likely}"


def documents(root: Path, store: Store, drafts: list[Draft]) -> dict[tuple[Draft, str], bytes]:
    """(draft, form) → the document. What is not in the store is made by one process. Raises PrintFault."""
    look = root / "toolkit" / "print" / "office"
    tools = _tools(look)
    made = {(one, form): store.found((tools, one.data()), form) for one in drafts for form in FORMS}
    missing = [(one, tuple(form for form in FORMS if made[one, form] is None)) for one in drafts]
    if jobs := [(one, forms) for one, forms in missing if forms]:
        for one, form, content in converted(root, jobs):
            made[one, form] = store.keep((tools, one.data()), form, dressed(look, one, form, content))
    return made


def _tools(look: Path) -> bytes:
    """The hash of Pandoc, of the look, and of what we do with them."""
    digest = sha256(VERSION.encode())
    for file in (*sorted(look.iterdir()), *(Path(__file__).with_name(name) for name in ("dressing.py", "packing.py", "pandoc.py"))):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.digest()
