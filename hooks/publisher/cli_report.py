"""Commands around pull requests and freshness: report, nudges, confirm."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

import click

from publisher.clock import today
from publisher.data.values import SLUG

ROOT = click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    default=".",
    help="The project's folder, the one with mkdocs.yml.",
)


@click.command()
@ROOT
@click.option("--base", required=True, metavar="REV", help="The branch, tag or commit to compare with, such as main.")
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", help="For a terminal, or for a comment.")
@click.option("--preview", metavar="URL", help="The address of a site that was built from this change.")
def report(root: Path, base: str, form: str, preview: str | None) -> None:
    """Say in plain words what a change does: chapters, markers, pages, translations, problems.

    Compares the files as they lie here with REV at the point where this work left it.
    """
    from publisher.forge.report import compare  # here, so that `--help` stays quick
    from publisher.forge.revisions import NoSuchState, branching_point, changed_files, checked_out
    from publisher.site import read_site
    from publisher.forge.telling import Teller

    if preview and not re.fullmatch(r"https?://[^\s<>\"'`\\]+", preview):
        raise click.ClickException(f"the preview '{preview}' is no web address; write for example https://example.org/")
    head, problems = read_site(root, today())
    try:
        commit = branching_point(root, base)
        with checked_out(root, commit) as folder:
            before, base_problems = read_site(folder, today())
        found = compare(before, head, problems, base_problems, changed_files(root, commit))
    except NoSuchState as error:
        raise click.ClickException(str(error)) from None
    teller = Teller(found, head, preview or None)
    click.echo(teller.markdown() if form == "markdown" else teller.text(), nl=False)


@click.command()
@ROOT
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people, or for a workflow.")
@click.option("--all", "everything", is_flag=True, help="List entries of the historical record too; nobody is asked about them.")
def nudges(root: Path, form: str, everything: bool) -> None:
    """List the entries that their groups should confirm, with what to click and to paste."""
    from publisher.forge.nudges import nudges, told
    from publisher.forge.sentences import as_text

    found = nudges(_read(root), everything=everything)
    if form == "json":
        click.echo(json.dumps([asdict(nudge) for nudge in found], ensure_ascii=False, indent=2, default=str))
        return
    for nudge in found:
        click.echo(as_text(told(nudge)))
    asked = sum(not nudge.record for nudge in found)
    click.echo(f"{asked} entries to confirm." if asked != 1 else "1 entry to confirm.")


@click.command()
@ROOT
@click.argument("slug")
def confirm(root: Path, slug: str) -> None:
    """Set the day on which a group confirmed its entry to today. SLUG is the name of the file without .yml."""
    from publisher.forge.nudges import confirmed
    from publisher.data.problems import did_you_mean, quoted

    site = _read(root)
    slugs = [chapter.slug for chapter in site.catalogue.chapters]
    if not re.fullmatch(SLUG, slug) or slug not in slugs:
        raise click.ClickException(f"there is no chapter {quoted(slug)} in data/chapters{did_you_mean(slug, slugs)}")
    path = root / site.catalogue.chapter(slug).file
    path.write_text(confirmed(path.read_text("utf-8"), site.today), "utf-8")
    click.echo(f"{path.relative_to(root).as_posix()} says verified: {site.today}. Send it as a pull request.")


def _read(root: Path):
    """The site, or an end with every problem."""
    from publisher.site import read_site

    site, problems = read_site(root, today())
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        raise click.ClickException("mend this first; 'publisher check' says what is left")
    return site


COMMANDS = (report, nudges, confirm)
