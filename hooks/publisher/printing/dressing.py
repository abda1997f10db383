"""What Pandoc's documents lack: our look, a footer, tables to write in, and the direction from right to left throughout.

The look lies in toolkit/print/office/. Pandoc (3.9) marks paragraphs of a DOCX as right-to-left, but not its tables,
titles and pages, and nothing at all in an ODT; its ODT tables have no borders.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from lxml import etree
from lxml.builder import ElementMaker

from publisher.printing.packing import packed, unpacked
from publisher.printing.pandoc import Draft

Parts = dict[str, bytes]

ROOM = 510, "0.9cm"  # the height of a row with cells to write in, in twentieths of a point and in words
BOX = "☐"


def dressed(look: Path, draft: Draft, form: str, content: bytes) -> bytes:
    """The document as it is offered. `look` is the folder toolkit/print/office/."""
    parts = dict(unpacked(content))
    DRESS[form](look, draft, parts)
    return packed(parts.items())


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _is_empty(cell: etree._Element) -> bool:
    return not "".join(cell.itertext()).strip()


# ---- DOCX ----

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE_WORD = "http://schemas.microsoft.com/office/word"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = ElementMaker(namespace=WORD, nsmap={"w": WORD, "r": RELATION})
FOOTER = "footer1.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"


def _w(name: str) -> str:
    return f"{{{WORD}}}{name}"


def _values(**values: str) -> dict[str, str]:
    return {_w(name): value for name, value in values.items()}


def _dress_docx(look: Path, draft: Draft, parts: Parts) -> None:
    parts["word/styles.xml"] = _xml(_docx_styles(look, draft))
    parts["word/fontTable.xml"] = (look / "docx-fonts.xml").read_bytes()
    parts["word/document.xml"] = _xml(_docx_text(etree.fromstring(parts["word/document.xml"]), draft))
    parts[f"word/{FOOTER[0]}"] = _xml(_docx_footer(draft))
    types = etree.fromstring(parts["[Content_Types].xml"])
    etree.SubElement(types, f"{{{types.nsmap[None]}}}Override", PartName=f"/word/{FOOTER[0]}", ContentType=FOOTER[1])
    parts["[Content_Types].xml"] = _xml(types)
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    etree.SubElement(relations, f"{{{relations.nsmap[None]}}}Relationship", Id="footer", Type=f"{RELATION}/footer", Target=FOOTER[0])
    parts["word/_rels/document.xml.rels"] = _xml(relations)
    settings = etree.fromstring(parts["word/settings.xml"])
    settings.find(_w("rsids")).addprevious(W.compat(W.compatSetting(_values(name="compatibilityMode", uri=OFFICE_WORD, val="15"))))
    parts["word/settings.xml"] = _xml(settings)
    core = etree.fromstring(parts["docProps/core.xml"])
    core.find("{*}creator").text = draft.author
    parts["docProps/core.xml"] = _xml(core)


def _docx_styles(look: Path, draft: Draft) -> etree._Element:
    styles = etree.parse(look / "docx-styles.xml").getroot()
    lang, fonts = styles.find(f".//{_w('lang')}"), styles.find(f".//{_w('rFonts')}")
    script = "bidi" if draft.direction == "rtl" else "eastAsia" if draft.lang.startswith("zh") else "val"
    lang.set(_w(script), draft.lang)
    if script == "eastAsia":
        fonts.set(_w("hint"), "eastAsia")  # quotation marks as Chinese writes them
    return styles


def _docx_text(document: etree._Element, draft: Draft) -> etree._Element:
    rtl = draft.direction == "rtl"
    for table in document.iter(_w("tbl")):
        _docx_table(table, rtl)
    for paragraph in document.iter(_w("p")) if rtl else ():
        _turned(paragraph)
    ending = document.find(f".//{_w('sectPr')}")
    ending[:] = [
        W.footerReference(_values(type="default"), {f"{{{RELATION}}}id": "footer"}),
        W.pgSz(_values(w="11906", h="16838")),
        W.pgMar(_values(top="1134", right="1134", bottom="1134", left="1134", header="567", footer="567", gutter="0")),
        *([W.bidi()] if rtl else []),
    ]
    return document


def _docx_table(table: etree._Element, rtl: bool) -> None:
    look = table.find(_w("tblPr"))
    for fixed in look.findall(_w("tblLayout")):
        look.remove(fixed)  # a column grows when somebody writes a long word into it
    if rtl:
        look.insert(1, W.bidiVisual())  # after tblStyle, as the schema has it
    for row in table.iterfind(_w("tr")):
        settings = row.find(_w("trPr"))
        if settings is None:
            row.insert(0, settings := W.trPr())
        settings.insert(0, W.cantSplit())
        if any(_is_empty(cell) for cell in row.iterfind(_w("tc"))):
            settings.insert(1, W.trHeight(_values(val=str(ROOM[0]), hRule="atLeast")))
    widths = [int(column.get(_w("w"))) for column in table.iterfind(f"{_w('tblGrid')}/{_w('gridCol')}")]
    for row in table.iterfind(_w("tr")):
        for cell, width in zip(row.iterfind(_w("tc")), widths, strict=False):
            cell.find(_w("tcPr")).insert(0, W.tcW(_values(w=str(round(5000 * width / sum(widths))), type="pct")))


def _turned(paragraph: etree._Element) -> None:
    """Marks a paragraph as right-to-left, where Pandoc has not."""
    settings = paragraph.find(_w("pPr"))
    if settings is None:
        paragraph.insert(0, settings := W.pPr())
    if settings.find(_w("bidi")) is None:
        settings.append(W.bidi())


def _docx_footer(draft: Draft) -> etree._Element:
    side = [W.rtl()] if draft.direction == "rtl" else []
    settings = W.pPr(W.pStyle(_values(val="Footer")), *([W.bidi()] if side else []))
    return W.ftr(
        W.p(
            settings,
            W.r(W.rPr(*side), W.t(f"{draft.footer} · ", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})),
            W.fldSimple(W.r(W.t("1")), _values(instr="PAGE")),
        )
    )


# ---- ODT ----

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE, TEXT, TABLE = (f"{{{OASIS}{name}:1.0}}" for name in ("office", "style", "text", "table"))
FO = f"{{{OASIS}xsl-fo-compatible:1.0}}"
MODES = {"ltr": "lr-tb", "rtl": "rl-tb"}
SIDES = {"ltr": "left", "rtl": "right"}  # LibreOffice takes "start" for the left in both
ROOMY = "Roomy"


def _dress_odt(look: Path, draft: Draft, parts: Parts) -> None:
    parts["styles.xml"] = _xml(_odt_styles(look, draft))
    content = etree.fromstring(parts["content.xml"])
    _odt_tables(content, draft)
    _odt_boxes(content)
    parts["content.xml"] = _xml(content)
    meta = etree.fromstring(parts["meta.xml"])
    for creator in (*meta.iter("{*}creator"), *meta.iter("{*}initial-creator")):
        creator.text = draft.author
    parts["meta.xml"] = _xml(meta)


def _odt_styles(look: Path, draft: Draft) -> etree._Element:
    styles = etree.parse(look / "odt-styles.xml").getroot()
    language, _, country = draft.lang.partition("-")
    usual = styles.find(f".//{STYLE}default-style/{STYLE}text-properties")
    place, suffix = (STYLE, "-complex") if draft.direction == "rtl" else (STYLE, "-asian") if language == "zh" else (FO, "")
    usual.set(f"{place}language{suffix}", language)
    usual.set(f"{place}country{suffix}", country)
    for aimed in styles.iter(f"{STYLE}paragraph-properties", f"{STYLE}page-layout-properties"):
        if f"{STYLE}writing-mode" in aimed.attrib:
            aimed.set(f"{STYLE}writing-mode", MODES[draft.direction])
        if f"{FO}text-align" in aimed.attrib:
            aimed.set(f"{FO}text-align", SIDES[draft.direction])
    notice = styles.find(f".//{STYLE}style[@{STYLE}name='Notice']")
    notice.insert(0, etree.Element(f"{STYLE}paragraph-properties", {f"{STYLE}writing-mode": MODES[draft.home], f"{FO}text-align": SIDES[draft.home]}))
    footer = styles.find(f".//{STYLE}footer/{TEXT}p")
    footer.text = f"{draft.footer} · "
    etree.SubElement(footer, f"{TEXT}page-number").text = "1"
    return styles


def _odt_tables(content: etree._Element, draft: Draft) -> None:
    styles = content.find(f"{OFFICE}automatic-styles")
    for cell in styles.iter(f"{STYLE}table-cell-properties"):
        cell.set(f"{FO}border", "0.5pt solid #857a69")
        cell.set(f"{FO}padding", "0.12cm")
        if cell.getparent().get(f"{STYLE}name") == "TableHeaderRowCell":
            cell.set(f"{FO}background-color", "#f1eadc")
    for table in styles.iter(f"{STYLE}table-properties"):
        table.set(f"{STYLE}writing-mode", MODES[draft.direction])
        table.set(f"{FO}margin-bottom", "0.3cm")
    roomy = etree.SubElement(styles, f"{STYLE}style", {f"{STYLE}name": ROOMY, f"{STYLE}family": "table-row"})
    etree.SubElement(roomy, f"{STYLE}table-row-properties", {f"{STYLE}min-row-height": ROOM[1], f"{FO}keep-together": "always"})
    for row in content.iter(f"{TABLE}table-row"):
        empty = [cell for cell in row.iterfind(f"{TABLE}table-cell") if _is_empty(cell)]
        for cell in empty:
            cell[:] = [etree.Element(f"{TEXT}p", {f"{TEXT}style-name": "Table_20_Contents"})]
        if empty:
            row.set(f"{TABLE}style-name", ROOMY)


def _odt_boxes(content: etree._Element) -> None:
    """Lists of boxes to tick get the box as their bullet, as Pandoc does it in a DOCX."""
    styles = content.find(f"{OFFICE}automatic-styles")
    bullets = {style.get(f"{STYLE}name"): style for style in styles.iter(f"{TEXT}list-style")}
    for made in content.iter(f"{TEXT}list"):
        firsts = [item[0] for item in made if len(item)]
        if not firsts or not all((one.text or "").startswith(BOX) for one in firsts):
            continue
        for one in firsts:
            one.text = one.text.removeprefix(BOX).lstrip()
        name = f"{made.get(f'{TEXT}style-name')}Boxes"
        if name not in bullets:
            bullets[name] = deepcopy(bullets[made.get(f"{TEXT}style-name")])
            bullets[name].set(f"{STYLE}name", name)
            bullets[name][0].set(f"{TEXT}bullet-char", BOX)
            styles.append(bullets[name])
        made.set(f"{TEXT}style-name", name)


DRESS: dict[str, Callable[[Path, Draft, Parts], None]] = {"docx": _dress_docx, "odt": _dress_odt}
