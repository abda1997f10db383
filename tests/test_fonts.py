"""The fonts of the printed sheets can write all our texts, and everyone can see where they come from."""

import hashlib
import importlib.util
import io
import sys
import tarfile
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

PROJECT = Path(__file__).parents[1]
FONTS = PROJECT / "toolkit" / "print" / "fonts"
FACES = {file.name: file.read_bytes() for file in sorted(FONTS.glob("*.ttf"))}
NEVER_PRINTED = {"\n": "it ends a line"}


def load_make():
    spec = importlib.util.spec_from_file_location("make_fonts", FONTS / "make.py")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


make = load_make()
SOURCES = make.read_sources((FONTS / "SOURCES").read_text("utf-8"))
COVERAGE = (FONTS / "coverage.txt").read_text("utf-8")


def test_every_character_of_our_texts_can_be_printed():
    """Whoever uses a new character hears which file has it, and what to run.

    Chapters write their names in any script; where the fonts lack it, a sheet prints the name in Latin letters.
    """
    covered = make.code_points(COVERAGE)
    missing = [
        f"{file}: {character} U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"
        for character, file in make.characters_of_texts(PROJECT).items()
        if ord(character) not in covered and character not in NEVER_PRINTED and not file.startswith(make.CHAPTERS)
    ]
    remedy = "no font has these; write otherwise, or widen WANTED in make.py and run it:\n"
    assert not missing, remedy + "\n".join(missing)


def test_coverage_is_what_the_fonts_cover():
    """Nothing promised that no font has, nothing kept silent; sorted, one range a line."""
    covered = set().union(*map(make.covered, FACES.values()))
    assert COVERAGE == "".join(f"{line}\n" for line in make.ranges(covered))
    assert make.code_points(COVERAGE) == covered


def test_every_font_names_its_source_and_has_a_licence():
    """A font is a line of SOURCES; the licence of its package stands beside it and names the font's own copyright."""
    assert {source.makes for source in SOURCES if source.makes.endswith(".ttf")} == set(FACES)
    licences = {source.package: source for source in SOURCES if source.makes.endswith(".txt")}
    for source in SOURCES:
        licence = (FONTS / licences[source.package].makes).read_bytes()
        assert hashlib.sha256(licence).hexdigest() == licences[source.package].sha256
        if source.makes in FACES:
            copyright_line = licence.decode().splitlines()[0]
            assert copyright_line.startswith("Copyright 20") and b"SIL OPEN FONT LICENSE Version 1.1" in licence
            owner = TTFont(io.BytesIO(FACES[source.makes]))["name"].getDebugName(0)
            assert owner.removeprefix("(c) ").rstrip(".").partition(" This Font Software")[0] in copyright_line


def test_the_faces_of_a_family_cover_the_same():
    """So bold or slanted type never sends a letter to another font; only the two badly drawn minus signs do."""
    families: dict[str, set[frozenset[int]]] = {}
    for name, body in FACES.items():
        covered = make.covered(body) | make.WRONGLY_DRAWN.get(name, set())
        families.setdefault(name.partition("-")[0], set()).add(frozenset(covered))
    assert families.keys() == make.WANTED.keys()
    assert {family: len(sets) for family, sets in families.items()} == dict.fromkeys(make.WANTED, 1)


@pytest.mark.parametrize("name", FACES)
def test_a_font_is_plain_and_keeps_its_layout(name):
    """One weight, no hints, no date of making; kerning, ligatures and marks are there."""
    font = TTFont(io.BytesIO(FACES[name]))
    assert not {"fvar", "gvar", "STAT", "fpgm", "prep", "cvt "} & set(font.keys())
    features = {record.FeatureTag for tag in ("GSUB", "GPOS") for record in font[tag].table.FeatureList.FeatureRecord}
    needed = {
        "NotoSans": {"kern", "liga", "mark", "mkmk", "ccmp", "tnum"},
        "Vazirmatn": {"kern", "liga", "rlig", "mark", "mkmk", "init", "medi", "fina", "calt"},
        "NotoSansSC": {"kern"},
        "NotoSansSymbols2": set(),
    }
    assert needed[name.partition("-")[0]] <= features


@pytest.mark.parametrize("name", [name for name in FACES if "SC" not in name])
def test_making_a_made_font_again_changes_no_byte(name):
    """What is kept in the project is what the settings of make.py give. (The Chinese faces take seconds each.)"""
    wanted = make.code_points(make.WANTED[name.partition("-")[0]]) - make.WRONGLY_DRAWN.get(name, set())
    assert make.subset(FACES[name], wanted) == FACES[name]


def test_another_file_than_the_one_we_checked_is_refused(tmp_path):
    """The message names file, package and both sums, and says what to do."""
    archive = tmp_path / "some-font-1.0.0.tgz"
    with tarfile.open(archive, "w:gz") as files:
        entry = tarfile.TarInfo("package/Some.ttf")
        entry.size = 5
        files.addfile(entry, io.BytesIO(b"other"))
    found = hashlib.sha256(b"other").hexdigest()
    expected = hashlib.sha256(b"right").hexdigest()
    assert make.unpacked(make.Source("Some.ttf", "some-font@1.0.0", "Some.ttf", found), archive) == b"other"
    with pytest.raises(SystemExit) as refusal:
        make.unpacked(make.Source("Some.ttf", "some-font@1.0.0", "Some.ttf", expected), archive)
    assert str(refusal.value) == (
        f"SOURCES: Some.ttf of some-font@1.0.0 has the SHA-256 {found}, not {expected}; nothing was written. "
        f"Delete {archive} and run again; if it stays so, the package is not the one we checked."
    )
