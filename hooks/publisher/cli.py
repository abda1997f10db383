"""The command line: what people run by hand. `make` calls it too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from publisher.cli_print import print_sheet
from publisher.cli_readability import readability
from publisher.cli_report import COMMANDS, ROOT
from publisher.cli_words import words
from publisher.clock import today

CACHE = ".cache"  # a site is built below it and takes its place only when it is whole


@click.group()
def main() -> None:
    """Tools for the people who keep this site."""


for command in (*COMMANDS, print_sheet, words, readability):
    main.add_command(command)


@main.command()
@ROOT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github"]),
    default="text",
    envvar="PUBLISHER_FORMAT",
    help="github: also as annotations on the lines of a pull request.",
)
def check(root: Path, form: str) -> None:
    """Say everything that is wrong in data, pages and translations."""
    site = _read(root, annotate=form == "github")
    files = (
        len(site.catalogue.sources.lines)
        + len(site.overlay.originals)
        + sum(map(len, site.overlay.translations.values()))
    )
    click.echo(f"{files} files checked, no problems.")


@main.command()
@ROOT
@click.option("--into", default="site", help="The folder for the site.")
def build(root: Path, into: str) -> None:
    """Build the site in all languages; the last one stays until the new one is whole."""
    started = time.monotonic()
    (root / CACHE).mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="build-", dir=root / CACHE) as folder:  # two builds at once do not meet
        stage = Path(folder).resolve() / "site"
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(stage)]
        quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}  # Material's end of life is known: hooks/README.md
        if subprocess.run(command, cwd=root, env=quiet).returncode:
            raise SystemExit(1)
        pages = sum(1 for _ in stage.rglob("*.html"))
        _put_in_place(stage, root / into)
    click.echo(f"{pages} pages in {time.monotonic() - started:.1f} s. Open {into}/index.html, or run 'make serve' and open http://127.0.0.1:8000/")


def _put_in_place(stage: Path, target: Path) -> None:
    former = stage.with_name("former")
    if target.exists():
        shutil.move(target, former)
    shutil.move(stage, target)


@main.command()
@ROOT
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def stamp(root: Path, files: tuple[Path, ...]) -> None:
    """Mark translations as made from the present English text.

    Writes its hash into the front matter and gives the headings the English ids. Without FILES, does so
    for every translation that has no hash yet; one that has drifted must be named.
    """
    from publisher.pages.manuscripts import read_manuscript
    from publisher.pages.overlay import original_path, stamped, written

    paths = [file.as_posix() for file in files] or [
        path.relative_to(root).as_posix()
        for path in sorted((root / "translations").rglob("*.md"))
        if path.name != "STYLE.md"
    ]
    done, problems = 0, []
    for path in paths:
        original, found = read_manuscript(root, original_path(path))
        translation, more = read_manuscript(root, path)
        problems += [*found, *more]
        if original and translation and (files or not translation.meta.get("source")):
            (root / path).write_text(written(*stamped(translation, original)), encoding="utf-8")
            done += 1
    _refuse(problems)
    click.echo(f"{done} translations stamped.")


@main.command()
@ROOT
def status(root: Path) -> None:
    """Show how far each translation is."""
    from rich.console import Console
    from rich.table import Table

    site = _read(root)
    table = Table("Language", "Reviewed", "Draft", "Out of date", "Not translated")
    for language in site.languages[1:]:
        count = site.overlay.count(language) + site.texts.count(language)
        table.add_row(language.name, *(str(count[key]) for key in ("reviewed", "draft", "drifted", "missing")))
    Console().print(table)


def _read(root: Path, annotate: bool = False):
    from publisher.forge.annotations import annotations  # here, so that `--help` stays quick
    from publisher.site import read_site

    site, problems = read_site(root, today())
    if annotate:
        click.echo(annotations(problems), nl=False)
    _refuse(problems)
    return site


def _refuse(problems: list) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        click.echo(f"{len(problems)} problems.", err=True)
        raise SystemExit(1)


if __name__ == "__main__":
    main()
