"""`publisher words`: brings translations/<locale>/ui.po up to date with the words of templates and code."""

from __future__ import annotations

import re
import tomllib
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from publisher.cli_report import ROOT

# Lines that change with every run and tell nobody anything.
RESTLESS = re.compile(rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|Report-Msgid-Bugs-To): .*\n', re.MULTILINE)


@click.command()
@ROOT
def words(root: Path) -> None:
    """Add new words to every translations/<locale>/ui.po and take out those that are gone."""
    template = template_of(root)
    for folder in sorted((root / "translations").iterdir()):
        file = folder / "ui.po"
        text = updated(file.read_bytes() if file.exists() else b"", folder.name, template)
        file.write_bytes(text)
        missing = sum(not message.string or not any(message.string) for message in read_po(BytesIO(text), locale=folder.name) if message.id)
        click.echo(f"{file.relative_to(root)}: {len(template)} words, {missing} to translate.")


def template_of(root: Path) -> Catalog:
    """Every word of the site, as pyproject.toml says where to look for them."""
    mappings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    template = Catalog(project="IOPS", charset="utf-8", fuzzy=False)
    for _, _, message, comments, context in sorted(extract_from_dir(root, methods), key=lambda found: str(found[2])):
        template.add(message, auto_comments=comments, context=context)
    return template


def updated(text: bytes, locale: str, template: Catalog) -> bytes:
    """A ui.po with the words of `template`, keeping what is translated; the same input gives the same bytes."""
    catalog = read_po(BytesIO(text), locale=locale) if text else Catalog(locale=locale, project="IOPS", fuzzy=False)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.fuzzy = False
    written = BytesIO()
    write_po(written, catalog, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    body = RESTLESS.sub(b"", written.getvalue())
    return re.sub(rb"\A(#.*\n)+", b"# The words of menus, buttons and generated pages. `make words` adds new ones.\n", body)
