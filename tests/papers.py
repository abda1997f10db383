"""Reads PDFs with PDFium, a program that had no part in making them."""

import ctypes
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import zxingcpp

POINT = 72 / 25.4  # points in a millimetre


@dataclass(frozen=True)
class Paper:
    """A PDF as it was read: sizes in millimetres."""

    sizes: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join("\n".join(self.texts).replace("\ufffe", "").split())


def read(source: Path | bytes) -> Paper:
    with _open(source) as file:
        pages = [page for page in file]
        sizes = tuple((round(page.get_width() / POINT), round(page.get_height() / POINT)) for page in pages)
        return Paper(sizes, tuple(page.get_textpage().get_text_range() for page in pages))


def place_of_heading(source: Path | bytes, heading: str, page: int = 0) -> tuple[float, float]:
    """Where a heading stands that may go over several lines: the place of its first words."""
    words = heading.split()
    for count in range(len(words), 0, -1):
        if found := place_of(source, " ".join(words[:count]), page):
            return found
    raise AssertionError(f"{heading!r} is not on the page")


def page_marks(source: Path | bytes) -> dict[int, tuple[float, float]]:
    """The numbers of the small pages of a zine, at the outer edges of the sheet, and where each stands."""
    found = {}
    with _open(source) as file:
        page = file[0]
        text = page.get_textpage()
        for place in range(text.count_chars()):
            sign = chr(pdfium.raw.FPDFText_GetUnicode(text, place))
            left, bottom, right, top = text.get_charbox(place)
            x, y = (left + right) / 2 / page.get_width(), 1 - (bottom + top) / 2 / page.get_height()
            if sign in "12345678" and not 0.06 < y < 0.94:
                found[int(sign)] = (x, y)
    return found


def place_of(source: Path | bytes, words: str, page: int = 0) -> tuple[float, float] | None:
    """Where words stand in the largest letters: shares of the page's width from the left and of its height from the top."""
    with _open(source) as file:
        sheet = file[page]
        textpage = sheet.get_textpage()
        search, boxes = textpage.search(words), []
        while found := search.get_next():
            boxes.append(textpage.get_charbox(found[0], loose=True))
        if not boxes:
            return None
        left, bottom, right, top = max(boxes, key=lambda box: box[3] - box[1])
        return (left + right) / 2 / sheet.get_width(), 1 - (bottom + top) / 2 / sheet.get_height()


def codes(source: Path | bytes, page: int = 0) -> list[str]:
    """What the QR codes on a page lead to, read off its picture."""
    with _open(source) as file:
        picture = file[page].render(scale=3).to_pil().convert("L")
        return [code.text for code in zxingcpp.read_barcodes(picture)]


def outside(source: Path | bytes, margin: float) -> list[str]:
    """The characters that stand nearer to the left or right edge than `margin` millimetres."""
    found = []
    with _open(source) as file:
        for page in file:
            text, edge = page.get_textpage(), page.get_width() - margin * POINT
            for place in range(text.count_chars()):
                left, _, right, _ = text.get_charbox(place)
                sign = chr(pdfium.raw.FPDFText_GetUnicode(text, place))
                if sign.strip() and right > left and (left < margin * POINT or right > edge):
                    found.append(sign)
    return found


def smallest(source: Path | bytes) -> float:
    """The size of the smallest letter, in points."""
    matrix, sizes = pdfium.raw.FS_MATRIX(), []
    with _open(source) as file:
        for page in file:
            text = page.get_textpage()
            for place in range(text.count_chars()):
                if chr(pdfium.raw.FPDFText_GetUnicode(text, place)).strip():
                    pdfium.raw.FPDFText_GetMatrix(text, place, ctypes.byref(matrix))
                    scale = (matrix.b**2 + matrix.d**2) ** 0.5
                    sizes.append(pdfium.raw.FPDFText_GetFontSize(text, place) * scale)
    return min(sizes)


def _open(source: Path | bytes) -> pdfium.PdfDocument:
    return pdfium.PdfDocument(source)
