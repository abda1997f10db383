"""`publisher print`: one sheet, without building the site."""

from __future__ import annotations

from pathlib import Path

import click

from publisher.cli_report import ROOT
from publisher.clock import today


@click.command("print")
@ROOT
@click.argument("item")
@click.option("--locale", default="en", help="The language, by its code.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4")
@click.option("--piece", default="handout", help="handout, or another piece that the item offers: cards, zine, poster …")
@click.option("--low-ink", is_flag=True, help="Without dark areas.")
@click.option("--chapter", metavar="SLUG", help="With the details of this chapter, by the name of its file.")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=".", help="The folder for the PDF.")
def print_sheet(root: Path, item: str, locale: str, paper: str, piece: str, low_ink: bool, chapter: str | None, into: Path) -> None:
    """Print one ITEM of the toolkit as PDF: its number, its name (start-here), its path, or book or booklet."""
    from publisher.generated.rendering import Renderer  # here, so that `--help` stays quick
    from publisher.printing.engine import PrintFault
    from publisher.printing.room import PrintRoom
    from publisher.site import read_site

    site, problems = read_site(root, today())
    if site is None:
        raise click.ClickException("\n".join(map(str, problems)))
    language = _known(locale, {one.locale: one for one in site.languages}, "language")
    own = _known(chapter, {one.slug: one for one in site.catalogue.chapters}, "chapter") if chapter else None
    sheet = _sheet(site, item, paper, piece, low_ink, own)
    try:
        content = PrintRoom(Renderer(site, language)).printed(sheet)
    except PrintFault as fault:
        raise click.ClickException(str(fault)) from fault
    file = into / f"{sheet.name}-{locale}.pdf"
    into.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    click.echo(f"{file}: {len(content) // 1000} KB")


def _sheet(site, item: str, paper: str, piece: str, low_ink: bool, chapter):
    from publisher.sheets import WHOLE, WIDE, Sheet, items

    if item in WHOLE:
        return Sheet(item, "", paper, low_ink)
    known = {}
    for path in items(site):
        meta = site.overlay.originals[path].meta
        known |= {name: (path, meta) for name in (path, str(meta["number"]), Path(path).stem)}
    path, meta = _known(item, known, "item")
    _known(piece, {form: form for form in meta["formats"] if form not in ("fields", "spreadsheet", "calendar", "document")}, f"piece of {path}")
    return Sheet(piece, path, WIDE if piece == "slides" else paper, low_ink, chapter)


def _known(name: str, known: dict, kind: str):
    from publisher.data.problems import did_you_mean

    if name not in known:
        listed = ", ".join(list(known)[:12])
        raise click.ClickException(f"there is no {kind} '{name}'{did_you_mean(name, known) or f'; choose one of {listed}'}")
    return known[name]
