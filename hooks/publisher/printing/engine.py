"""Typst, in process: a document as data becomes a PDF, or pictures of its pages. The only module that knows the engine.

What has been made once is kept; see store.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import pikepdf
import typst

from publisher.printing.fields import with_fields
from publisher.printing.store import Store

MADE = 1388534400  # a fixed moment, 2014-01-01: the same text gives the same bytes; sheets print their own dates
SPARSE = 0.3  # of a page's height: a last page with less on it is avoided where that is possible


class PrintFault(Exception):
    """A document that cannot be laid out; says which and why."""


class Press:
    """Prints documents with the layouts and fonts of one project. One a process."""

    def __init__(self, root: Path):
        self._root, self._store = root, Store(root)

    @cached_property
    def _compiler(self) -> typst.Compiler:
        folder = self._root / "toolkit" / "print"
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder / "fonts")])
        return typst.Compiler(root=str(self._root), font_paths=fonts, ignore_system_fonts=True)

    @cached_property
    def _tools(self) -> bytes:
        """The hash of layouts, fonts and engine, and of what we do with what it gives."""
        digest = sha256(version("typst").encode())
        for file in sorted((self._root / "toolkit" / "print").rglob("*")):
            if file.suffix in (".typ", ".ttf"):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
        for name in ("engine.py", "fields.py"):
            digest.update(Path(__file__).with_name(name).read_bytes())
        return digest.digest()

    def pdf(self, document: Mapping) -> bytes:
        """A tagged PDF (PDF/UA-1). Raises PrintFault."""
        return self._kept(document, "pdf", lambda data: self._finished(document, self._well_filled(document, data)))

    def imposed(self, document: Mapping, alt: str) -> bytes:
        """The pages of a booklet on sheets to print and fold. `alt` says which page is seen, with # for its number."""
        pages = self.pdf(document)
        same = {key: document[key] for key in ("source", "paper", "points", "low-ink", "kit", "title", "description", "author", "text")}
        file = "/" + self._store.place(self._parts(document), "pdf").relative_to(self._root).as_posix()
        return self.pdf(same | {"layout": "imposed", "file": file, "pages": page_count(pages), "alt": alt})

    def picture(self, document: Mapping, width: int) -> bytes:
        """The first page as a PNG of about `width` pixels. Raises PrintFault."""

        def first(data: str) -> bytes:
            pages = self._compile(document, data, format="png", ppi=72 * width / document["points"])
            return pages[0] if isinstance(pages, list) else pages

        return self._kept(document, f"{width}.png", first)

    def _finished(self, document: Mapping, pdf: bytes) -> bytes:
        """With its form fields, if it has any, and small."""
        if document.get("tickable"):
            try:
                pdf = with_fields(pdf, document["text"]["lang"], self._sans)
            except ValueError as error:
                raise PrintFault(f"{document['source']}: {error}") from error
        return _slim(pdf)

    @cached_property
    def _sans(self) -> bytes:
        return (self._root / "toolkit/print/fonts/NotoSans-Regular.ttf").read_bytes()

    def _well_filled(self, document: Mapping, data: str) -> bytes:
        """The PDF; set a little tighter where that saves a last page with only a few lines."""
        made, pages, fill = self._measured(document, data)
        if pages > 1 and fill < SPARSE:
            tighter, fewer, _ = self._measured(document, _data({**document, "tight": True}))
            return tighter if fewer < pages else made
        return made

    def _measured(self, document: Mapping, data: str) -> tuple[bytes, int, float]:
        """The PDF, its pages and how full the last one is; one full page for all but handouts."""
        # Sheets of a booklet show pages of another PDF, which the engine cannot tag; people read that other one.
        standards = [] if document["layout"] == "imposed" else ["ua-1"]
        made = self._compile(document, data, format="pdf", pdf_standards=standards, timestamp=MADE)
        if document["layout"] != "handout":
            return made, 1, 1
        ends = json.loads(self._compiler.query("<end>", field="value"))
        return made, ends[0]["page"], ends[0]["fill"]

    def _compile(self, document: Mapping, data: str, **how: object) -> bytes | list[bytes]:
        try:
            made, warnings = self._compiler.compile_with_warnings(input=str(self._root / "toolkit/print/main.typ"), sys_inputs={"doc": data}, **how)
        except typst.TypstError as error:
            raise PrintFault(f"{document['source']}: {document['layout']} on {document['paper']}: {_said(error)}") from error
        if warnings:
            raise PrintFault(f"{document['source']}: {document['layout']} on {document['paper']}: {warnings[0].message}")
        return made

    def _parts(self, document: Mapping) -> tuple[bytes, ...]:
        return self._tools, _data(document).encode()

    def _kept(self, document: Mapping, ending: str, make: Callable[[str], bytes]) -> bytes:
        return self._store.kept(self._parts(document), ending, lambda: make(_data(document)))


def _slim(pdf: bytes) -> bytes:
    """The same file with its small objects packed together: a third of the size, since tags are many small objects."""
    packed = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file:
        file.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def page_count(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as file:
        return len(file.pages)


def _data(document: Mapping) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _said(error: typst.TypstError) -> str:
    """A panic's own words, or what the engine says, in one line."""
    return " ".join(str(error.message).removeprefix("panicked with: ").strip('"').split())
