"""ZIP files whose bytes depend on nothing but what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MADE = (2014, 1, 1, 0, 0, 0)  # a fixed moment, so that the same files give the same archive
PACKED = (".pdf", ".xlsx", ".docx", ".odt", ".epub", ".png")  # packing these again costs time and saves nothing
FIRST = "mimetype"  # ODF and EPUB say what they are in a first file that is not compressed


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive of (name, content), in that order."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in parts:
            info = ZipInfo(name, MADE)
            info.compress_type = ZIP_STORED if name == FIRST or name.endswith(PACKED) else ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return file.getvalue()


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)
