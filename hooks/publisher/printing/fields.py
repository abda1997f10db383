"""Fillable fields: boxes that a layout marks as links become fields of a PDF form, and the sheet stays PDF/UA-1.

The print engine makes no form fields. A layout draws each one as a link around an empty box; the link says the kind,
the name and, after the first question mark, the label as it is read aloud, in plain text, without URL codes:

    link("field:text/name?" + label, box(width: 60mm, height: 8mm, stroke: (bottom: 0.5pt)))
    link("field:check/agree?" + label, box(width: 4mm, height: 4mm, stroke: 0.5pt))

Typing was tried in November 2026 in PDFium 8149 (pypdfium2), in the viewer of Chromium 156 (PDFium with its own
choice of system fonts) and in pdf.js 6.5 (the viewer of Firefox, here run in Chromium), each time looking at the
picture, on one Linux machine:

- Latin scripts and Greek come out right in all three; PDFium writes them in the embedded Noto Sans. Cyrillic, or Greek
  in a Latin sheet, comes from the fonts of the reader's machine, squeezed or in bold italics; Chinese and Arabic in
  such a sheet stayed blank in Chromium, though the value is kept. A Type0 font was refused: PDFium writes wrong letters
  or none for characters that it lacks, and takes no other font instead.
- Chinese comes out right in all three with the font name STSong-Light, which is not embedded: readers take a font of
  the machine, so a machine without Chinese fonts shows blanks. Noto Sans alone left Chinese blank in Chromium;
  embedding Noto Sans SC added 1.4 MB to each sheet and made other scripts wrong letters.
- Arabic is right on the screen of pdf.js. PDFium writes its letters unjoined with Vazirmatn, and none without it. So a
  sheet in Arabic has no text fields; its check boxes stay.

Acrobat and Apple Preview were not tried; in poppler (Okular, Evince) nothing was typed, only the files that the others
had saved were looked at. After pdf.js saved letters that the font lacks, poppler draws all fields anew and leaves those
letters out. What a reader's program writes into a filled-in file is its own and may break PDF/UA-1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from babel.core import get_global
from fontTools import agl, subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Page, Pdf, Stream, String

LINK = re.compile(r"field:(?P<kind>text|check)/(?P<name>[a-z][a-z0-9-]*)\?(?P<label>.*\S.*)", re.DOTALL)
SIZE = 11  # points of typed text; smaller in low boxes
SEVERAL_LINES = 34  # points, 12 mm: a text field at least this high takes several lines

# PDFium asks the font of a field for any letter only if the resource has one of four names; under another name it takes
# letters that are not Western European from the machine, in bold italics. pdf.js and poppler do not mind the name.
# https://pdfium.googlesource.com/pdfium/+/refs/heads/main/core/fpdfdoc/cpdf_bafontmap.cpp (constructor)
TYPED = "/Webdings"
TICK = "/ZaDb"  # a reader that draws check boxes anew (poppler, after Firefox saved the file) looks for this name

FIRST = 0x20  # code of the first letter in the embedded font
_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_SIGNS = "–—‘’‚“”„…•·€£§°«»¡¿½×−"
_LATIN = (
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœ"  # our languages
    "ĄąĆćĘęŁłŃńŚśŹźŻżČčĎďĚěŇňŘřŠšŤťŮůŽžĐđĞğİıŞşȘșȚțŐő"  # names of neighbours
)
_GREEK = "ΆΈΉΊΌΎΏΪΫΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩάέήίόύώΐΰϊϋαβγδεζηθικλμνξοπρςστυφχψω" "ÄÅÆÇÉÑÖØÜßàáâäåæçèéêëíîïñóôöøúü"

LETTERS = {"Latn": _LATIN + _SIGNS, "Grek": _GREEK + _SIGNS, "Hans": ""}
"""Scripts that can be typed, each with the letters, besides ASCII, that the embedded font has. A font of one byte a letter
holds 129 of them. Simplified Chinese embeds none. A script that is not here has no text fields."""


def script(locale: str) -> str:
    """The script of a language by CLDR, such as `Latn` for `nb`; empty where CLDR has none."""
    return (get_global("likely_subtags").get(locale, "").split("_") + [""])[1]


def fillable(locale: str) -> bool:
    """Whether typed text of this language comes out right in the readers that were tried: else draw boxes without links."""
    return script(locale) in LETTERS


def with_fields(pdf: bytes, locale: str, sans: bytes) -> bytes:
    """The PDF with every `field:` link turned into a form field; the same bytes if it has none.

    `pdf` is tagged; `sans` is the TrueType file of Noto Sans Regular. Names stay unique: the second `name` is `name-2`.
    Raises ValueError for a link that is no field, for a field with content, and for a text field in a language that is not
    `fillable`. The same arguments give the same bytes.
    """
    with Pdf.open(BytesIO(pdf)) as document:
        marked = list(_marked(document))
        if not marked:
            return pdf
        kinds = {mark.kind for mark in marked}
        if "text" in kinds and not fillable(locale):
            raise ValueError(f"typing does not come out right in {locale!r}; draw its text boxes without a field: link")
        elements, taken = NumberTree(document.Root.StructTreeRoot.ParentTree), set()
        for mark in marked:
            _tag(mark, elements)
            _widget(document, mark, _unique(mark.name, taken))
        document.Root.AcroForm = document.make_indirect(_form(document, marked, _fonts(document, kinds, locale, sans)))
        out = BytesIO()
        document.save(out, deterministic_id=True)
        return out.getvalue()


@dataclass(frozen=True)
class _Mark:
    """One `field:` link of a layout: what it asks for and where it stands."""

    kind: str  # text or check
    name: str
    label: str
    annotation: Object
    page: Page

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        left, bottom, right, top = map(float, self.annotation.Rect)
        return round(right - left, 3), round(top - bottom, 3)


def _marked(document: Pdf) -> Iterator[_Mark]:
    """Every `field:` link, page by page in reading order."""
    for page in document.pages:
        for annotation in page.obj.get("/Annots", []):
            address = bytes(annotation.get("/A", {}).get("/URI", b"")).decode(errors="replace")
            if not address.startswith("field:"):
                continue
            if not (found := LINK.fullmatch(address)):
                raise ValueError(f"{address!r} is no field; write field:text/name?Label or field:check/name?Label")
            yield _Mark(found["kind"], found["name"], found["label"].strip(), annotation, page)


def _unique(name: str, taken: set[str]) -> str:
    """The name, or the name with the first number that is free; remembers it."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


def _tag(mark: _Mark, elements: NumberTree) -> None:
    """Makes the structure element of the link one of a form field, which may hold its annotation and nothing else."""
    element = elements[int(mark.annotation.StructParent)]
    content = element.K if isinstance(element.K, Array) else [element.K]
    if len(content) != 1 or not isinstance(content[0], Dictionary) or content[0].get("/Type") != Name.OBJR:
        raise ValueError(f"field {mark.name!r} has content; link an empty box and put the words beside it")
    element.S = Name.Form


def _widget(document: Pdf, mark: _Mark, name: str) -> None:
    """Makes the link annotation the field of this name, empty."""
    annotation, (width, height) = mark.annotation, mark.size
    for key in ("/A", "/Border", "/Contents"):
        if key in annotation:
            del annotation[key]
    annotation.Subtype = Name.Widget
    annotation.T, annotation.TU = String(name), String(mark.label)
    annotation.P = mark.page.obj
    if mark.kind == "text":
        annotation.FT = Name.Tx
        annotation.Ff = 1 << 12 if height >= SEVERAL_LINES else 0  # bit 13: several lines
        annotation.DA = String(f"{TYPED} {min(SIZE, round(height * 0.65, 1)):g} Tf 0 g")
        annotation.AP = Dictionary(N=_drawing(document, mark, "/Tx BMC EMC"))
        return
    side = min(width, height)
    left, bottom = (width - side) / 2, (height - side) / 2
    points = [(left + side * x, bottom + side * y) for x, y in ((0.2, 0.5), (0.42, 0.25), (0.8, 0.78))]
    (a, b), (c, d), (e, f) = points
    tick = f"{side * 0.12:.2f} w 1 J 1 j {a:.2f} {b:.2f} m {c:.2f} {d:.2f} l {e:.2f} {f:.2f} l S"
    annotation.FT = Name.Btn
    annotation.V = annotation.AS = Name.Off
    annotation.DA = String(f"{TICK} 0 Tf 0 g")
    annotation.MK = Dictionary(CA=String("4"))  # a tick, for readers that draw their own
    annotation.AP = Dictionary(N=Dictionary(Yes=_drawing(document, mark, tick), Off=_drawing(document, mark, "q Q")))


def _drawing(document: Pdf, mark: _Mark, content: str) -> Object:
    """What stands in the field, as a form XObject of its size. Never shared: PDFium writes typed text into this very stream."""
    stream = Stream(document, content.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, *mark.size]), Resources=Dictionary())
    return document.make_indirect(stream)


def _form(document: Pdf, marked: list[_Mark], fonts: Dictionary) -> Dictionary:
    """The form of the document, and the tab key in the reading order of its pages."""
    for mark in marked:
        mark.page.obj.Tabs = Name.S
    return Dictionary(Fields=Array([mark.annotation for mark in marked]), DR=Dictionary(Font=fonts), DA=String(f"{TYPED} {SIZE} Tf 0 g"))


def _fonts(document: Pdf, kinds: set[str], locale: str, sans: bytes) -> Dictionary:
    """The fonts that fields name: one for typed text, one for ticks."""
    fonts = Dictionary({TICK: Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats)})
    if "text" in kinds:
        letters = LETTERS[script(locale)]
        fonts[TYPED] = document.make_indirect(_embedded(document, _typing(sans, letters)) if letters else _song())
    return fonts


@dataclass(frozen=True)
class _Typing:
    """A cut of a TrueType font with one byte a letter; measures in thousandths of the type size."""

    name: str
    program: bytes
    text: str  # the letters of the codes from FIRST on
    widths: tuple[int, ...]  # of the same codes
    box: tuple[int, ...]
    ascent: int
    descent: int
    capitals: int


@lru_cache
def _typing(sans: bytes, letters: str) -> _Typing:
    """The font cut down to ASCII and these letters; about 0.1 s, so once for each script."""
    text = _ASCII + letters
    if len(text) > 256 - FIRST:
        raise ValueError(f"a font of one byte a letter holds 129 letters besides ASCII, not {len(letters)}")
    font = TTFont(BytesIO(sans), recalcTimestamp=False)
    cut = subset.Subsetter(subset.Options(layout_features=[], hinting=False, name_IDs=[6], notdef_outline=True))
    cut.populate(text=text)
    cut.subset(font)
    program = BytesIO()
    font.save(program)
    head, lines, cmap = font["head"], font["hhea"], font.getBestCmap()

    def measures(*units: int) -> tuple[int, ...]:
        return tuple(round(unit * 1000 / head.unitsPerEm) for unit in units)

    return _Typing(
        font["name"].getDebugName(6),
        program.getvalue(),
        text,
        measures(*(font["hmtx"][cmap[ord(letter)]][0] for letter in text)),
        measures(head.xMin, head.yMin, head.xMax, head.yMax),
        *measures(lines.ascent, lines.descent, font["OS/2"].sCapHeight),
    )


def _embedded(document: Pdf, font: _Typing) -> Dictionary:
    """A simple TrueType font: its codes name their glyphs, so every reader knows which letters it has.

    The name carries no mark of a subset: a reader may refuse to type in a font that calls itself one.
    """
    name = Name(f"/{font.name}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=1 << 5, FontBBox=Array(font.box), ItalicAngle=0, Ascent=font.ascent,
        Descent=font.descent, CapHeight=font.capitals, StemV=80, FontFile2=Stream(document, font.program, Length1=len(font.program)),
    )
    names = (Name(f"/{agl.UV2AGL.get(ord(letter), f'uni{ord(letter):04X}')}") for letter in font.text)
    encoding = Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array([FIRST, *names]))
    return Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=name, FirstChar=FIRST, LastChar=FIRST + len(font.text) - 1, Widths=Array(font.widths),
        FontDescriptor=document.make_indirect(descriptor), Encoding=encoding, ToUnicode=Stream(document, _letters_of_codes(font.text)),
    )


def _letters_of_codes(text: str) -> bytes:
    """The ToUnicode table of a font, by which typed text is copied, searched and read aloud."""
    lines = [f"<{code:02X}> <{ord(letter):04X}>" for code, letter in enumerate(text, FIRST)]
    blocks = (lines[start : start + 100] for start in range(0, len(lines), 100))  # a block holds 100 lines at most
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <00> <FF> endcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    ).encode()


def _song() -> Dictionary:
    """Chinese by name only: readers know STSong-Light and put a Chinese font of the machine in its place."""
    name = Name("/STSong-Light")
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=1 << 2, FontBBox=Array([-25, -254, 1000, 880]), ItalicAngle=0, Ascent=880,
        Descent=-120, CapHeight=880, StemV=93,
    )
    order = Dictionary(Registry=String("Adobe"), Ordering=String("GB1"), Supplement=4)
    half = Array([1, 95, 500])  # Latin letters are half as wide as Han characters
    character = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=name, CIDSystemInfo=order, DW=1000, W=half, FontDescriptor=descriptor
    )
    # Identity, that is, numbers of Adobe-GB1: with UniGB-UTF16-H poppler draws wrong signs when it writes the text anew.
    return Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"), DescendantFonts=Array([character]))
