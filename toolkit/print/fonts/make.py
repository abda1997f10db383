"""Makes the fonts of the printed sheets from the packages that SOURCES lists: `python toolkit/print/fonts/make.py`.

Each font keeps the characters that our languages need, its kerning, ligatures and marks, and nothing else. The
same sources and texts give the same bytes. Needs npm, and fontTools as pyproject.toml pins it. No build runs
this: the files it makes are kept in the project. Run it again when tests/test_fonts.py says that a character of
our texts is missing.
"""

import hashlib
import io
import subprocess
import tarfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
PROJECT = HERE.parents[2]
KEPT_PACKAGES = PROJECT / ".cache" / "fonts"

LATIN = "0020-007E 00A0-024F 1E00-1EFF"
AFRICAN_LATIN = "0253-0254 0256-0257 0259 025B 0260 0263 0268-0269 026F 0272 0275 0289 028B 0292 0294"
# Not 0338, the stroke: ≠ would be put together from = and the stroke, and badly, instead of taken from Vazirmatn.
MARKS = "02B9-02BF 02C6-02DD 0300-0333 0339-0345 0358 035C-0361"
GREEK = "0370-03FF 1F00-1FFF"
CYRILLIC = "0400-052F"
ARABIC = "0600-06FF 0750-077F FB50-FDFF FE70-FEFC"
PUNCTUATION = "2000-2027 202A-205E 2060 2066-2069 25CC FFFD"  # 2066-2069 set off a run of the other direction
SIGNS = "2070-209C 20A0-20BF 2100-215F 2189 2200-22FF"  # raised figures, money, fractions, mathematics
CHINESE_MARKS = "2E3A-2E3B 3000-301F 3021-3029 303E-303F FE10-FE19 FE30-FE4F FF01-FF5E FFE0-FFE6"
SHAPES = "2190-2199 2460-2473 24EA 25A0-25FF"  # arrows, numbers in circles, squares and circles
DINGBATS = "25A0-2612 2619-2623 263C 267F 2690-26A1 2700-2709 270B-2727 2794-27BE 2B00-2B11 2B1B-2B1C"

# By the first part of a file's name. What a font lacks of its list is left out; coverage.txt says what there is.
WANTED = {
    "NotoSans": f"{LATIN} {AFRICAN_LATIN} {MARKS} {GREEK} {CYRILLIC} {PUNCTUATION} {SIGNS} FB00-FB06",
    "Vazirmatn": f"0020-007E 00A0-017F {ARABIC} {PUNCTUATION} {SIGNS}",
    "NotoSansSC": f"0020-007E {CHINESE_MARKS} {PUNCTUATION} {SIGNS} {SHAPES}",  # and what chinese() says
    "NotoSansSymbols2": DINGBATS,
}
# Noto Sans Italic 2.015 draws the minus sign as a hyphen; without it, Vazirmatn's is taken.
WRONGLY_DRAWN = {"NotoSans-Italic.ttf": {0x2212}, "NotoSans-BoldItalic.ttf": {0x2212}}
TEXTS = ("docs", "toolkit", "translations", "data")
SUFFIXES = (".md", ".yml", ".po", ".svg", ".typ")
CHAPTERS = "data/chapters/"  # written by chapters, in any script

NAMES_KEPT = (0, 1, 2, 3, 4, 5, 6, 13, 14)  # copyright, family, style, id, full name, version, PostScript name, licence
TABLES_LEFT_OUT = ("STAT", "gasp", "vhea", "vmtx", "BASE", "meta")  # for variable, hinted and vertical setting
FEATURES_ADDED = ("tnum", "lnum", "case", "sups", "subs", "ordn")  # beyond those that every text needs


@dataclass(frozen=True)
class Source:
    """One line of SOURCES: the file to make, and the file of an npm package that it is made from."""

    makes: str
    package: str
    path: str
    sha256: str


def read_sources(text: str) -> list[Source]:
    """The lines of SOURCES that are not comments."""
    return [Source(*line.split()) for line in text.splitlines() if line and not line.startswith("#")]


def packed(package: str, folder: Path) -> Path:
    """The archive of an npm package, `name@version`, fetched once into the folder."""
    name, version = package.removeprefix("@").rsplit("@", 1)
    archive = folder / f"{name.replace('/', '-')}-{version}.tgz"
    if not archive.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", "--silent", "--pack-destination", str(folder), package], check=True)
    return archive


def unpacked(source: Source, archive: Path) -> bytes:
    """The source's file in the archive; stops when it is not the one that SOURCES names."""
    with tarfile.open(archive) as files:
        body = files.extractfile(f"package/{source.path}").read()
    found = hashlib.sha256(body).hexdigest()
    if found != source.sha256:
        raise SystemExit(
            f"SOURCES: {source.path} of {source.package} has the SHA-256 {found}, not {source.sha256}; "
            f"nothing was written. Delete {archive} and run again; "
            "if it stays so, the package is not the one we checked."
        )
    return body


def code_points(text: str) -> set[int]:
    """The code points of a text such as `0020-007E 0259`, or of coverage.txt."""
    spans = (span.partition("-") for span in text.split())
    ends = [(int(first, 16), int(last or first, 16)) for first, _, last in spans]
    return {point for first, last in ends for point in range(first, last + 1)}


def ranges(points) -> list[str]:
    """Code points as sorted ranges, the other way round than code_points."""
    spans: list[list[int]] = []
    for point in sorted(points):
        if spans and spans[-1][1] == point - 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return [f"{first:04X}" if first == last else f"{first:04X}-{last:04X}" for first, last in spans]


def characters_of_texts(project: Path) -> dict[str, str]:
    """Every character of our texts and data, with the first file that has it. Files of chapters come last."""
    files = [file for folder in TEXTS for file in (project / folder).rglob("*") if file.suffix in SUFFIXES]
    paths = sorted((file.relative_to(project).as_posix() for file in files), key=lambda path: (CHAPTERS in path, path))
    found: dict[str, str] = {}
    for path in paths:
        for character in (project / path).read_text("utf-8"):
            found.setdefault(character, path)
    return found


def is_han(character: str) -> bool:
    return unicodedata.name(character, "").startswith(("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH"))


def chinese(texts) -> set[int]:
    """The 6,763 Chinese characters of the standard GB 2312, and any other that our texts use."""
    pairs = (bytes([first, second]) for first in range(0xB0, 0xF8) for second in range(0xA1, 0xFF))
    standard = {pair.decode("gb2312", "ignore") for pair in pairs} - {""}
    return {ord(character) for character in standard | set(filter(is_han, texts))}


def options() -> Options:
    """What a subset keeps. Typst neither hints nor sets vertically, so what serves only that is left out."""
    kept = Options()
    kept.hinting = False
    kept.harfbuzz_repacker = False  # present on some machines only, and its bytes differ
    kept.layout_features = [*Options._layout_features_default, *FEATURES_ADDED]
    for vertical in ("vert", "vrt2", "vkrn", "valt", "vatu", "vrtr"):
        if vertical in kept.layout_features:
            kept.layout_features.remove(vertical)
    kept.drop_tables = [*kept.drop_tables, *TABLES_LEFT_OUT]
    kept.name_IDs = list(NAMES_KEPT)
    kept.name_languages = [0x409]
    kept.notdef_outline = True
    return kept


def subset(body: bytes, wanted: set[int]) -> bytes:
    """The wanted part of a font. Its date of change stays that of the source."""
    font = TTFont(io.BytesIO(body), recalcTimestamp=False)
    subsetter = Subsetter(options())
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def covered(font: bytes) -> set[int]:
    """The code points that a font can write."""
    return set(TTFont(io.BytesIO(font)).getBestCmap())


def made(bodies: dict[str, bytes], texts) -> dict[str, bytes]:
    """Every file of this folder that is made: the fonts, their licences, coverage.txt."""
    files = dict(bodies)
    coverage: set[int] = set()
    for name, body in bodies.items():
        family = name.partition("-")[0]
        if family in WANTED:
            wanted = code_points(WANTED[family]) | (chinese(texts) if family == "NotoSansSC" else set())
            files[name] = subset(body, wanted - WRONGLY_DRAWN.get(name, set()))
            coverage |= covered(files[name])
    files["coverage.txt"] = "".join(f"{line}\n" for line in ranges(coverage)).encode()
    return files


def main() -> None:
    sources = read_sources((HERE / "SOURCES").read_text("utf-8"))
    bodies = {source.makes: unpacked(source, packed(source.package, KEPT_PACKAGES)) for source in sources}
    for name, body in made(bodies, characters_of_texts(PROJECT)).items():
        (HERE / name).write_bytes(body)
        print(f"{name}: {len(body):,} bytes")


if __name__ == "__main__":
    main()
