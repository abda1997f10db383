"""The command that tells writers which sentences are hard to read."""

from __future__ import annotations

from pathlib import Path

import click

from publisher.cli_report import ROOT
from publisher.clock import today


@click.command()
@ROOT
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--worst", default=3, show_default=True, help="How many long sentences to show of each page; 0 for all.")
def readability(root: Path, files: tuple[Path, ...], worst: int) -> None:
    """Say how hard pages are to read, with their longest sentences. It never fails.

    Without FILES, reads all English pages. The level is LIX: below 30 is very easy, up to 40 easy, up to 50 like a
    newspaper. Chinese has no spaces between words, so its pages cannot be measured.
    """
    from publisher.pages.manuscripts import read_manuscript
    from publisher.pages.readability import LONGEST
    from publisher.data.reading import read_catalogue

    catalogue, _ = read_catalogue(root, ["en"], today())
    terms = catalogue.glossary if catalogue else ()
    paths = [_inside(file, root) for file in files] or [
        file.relative_to(root).as_posix() for folder in ("docs", "toolkit") for file in sorted((root / folder).rglob("*.md"))
    ]
    long = 0
    for path in paths:
        page, problems = read_manuscript(root, path)
        for problem in problems:
            click.echo(str(problem))
        if page:
            long += _tell(page, terms, worst or None)
    click.echo(f"{len(paths)} pages, {long} sentences of more than {LONGEST} words.")


def _inside(file: Path, root: Path) -> str:
    """The path from the project's folder, however the file was named."""
    whole = file.resolve()
    return whole.relative_to(root.resolve()).as_posix() if whole.is_relative_to(root.resolve()) and file.exists() else file.as_posix()


def _tell(page, terms: tuple, worst: int | None) -> int:
    """Writes what was found in a page; the number of its long sentences."""
    from publisher.pages.readability import ITEM_WORDS, LONGEST, readability, unlinked_terms

    found = readability(page.body, page.body_line)
    is_item = "number" in page.meta
    size = "" if not is_item or found.words in ITEM_WORDS else f" (a sheet has {ITEM_WORDS.start}–{ITEM_WORDS.stop - 1})"
    click.echo(f"{page.source}: {found.words} words{size}, level {found.level}, {len(found.worst)} sentences over {LONGEST} words")
    for sentence in found.worst[:worst]:
        click.echo(f"  {page.source}:{sentence.line}: {sentence.words} words: {sentence.text}")
    if is_item:
        for unlinked in unlinked_terms(page, terms):
            click.echo(f"  {page.source}:{unlinked.line}: '{unlinked.term}' is in the glossary; link it where it is first used")
    return len(found.worst)
