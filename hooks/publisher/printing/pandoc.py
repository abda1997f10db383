"""Pandoc makes documents for word processors out of HTML. The only module that knows it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import pypandoc

from publisher.printing.engine import PrintFault

VERSION = version("pypandoc_binary")
MADE = "1388534400"  # a fixed moment, 2014-01-01, as in the PDFs: the same text gives the same bytes
FORMS = ("docx", "odt")


@dataclass(frozen=True)
class Draft:
    """All that a document is made from."""

    html: str
    title: str
    subtitle: str
    author: str
    footer: str
    lang: str  # with a region, as word processors want it: `ar-EG`
    direction: str  # ltr or rtl
    home: str  # the direction of the language whose readers get it: another one on a fallback

    def data(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()


def converted(root: Path, jobs: Iterable[tuple[Draft, tuple[str, ...]]]) -> Iterator[tuple[Draft, str, bytes]]:
    """(draft, form, content) for each form wanted of each draft, all made by one process. Raises PrintFault."""
    jobs = list(jobs)
    with TemporaryDirectory() as folder:
        for number, (draft, _) in enumerate(jobs):
            Path(folder, f"{number}.html").write_text(draft.html, "utf-8")
        listed = [{"name": str(number), "forms": forms, "meta": _meta(draft)} for number, (draft, forms) in enumerate(jobs)]
        Path(folder, "jobs.json").write_text(json.dumps(listed), "utf-8")
        _run(root / "toolkit" / "print" / "office" / "convert.lua", folder)
        for number, (draft, forms) in enumerate(jobs):
            for form in forms:
                yield draft, form, Path(folder, f"{number}.{form}").read_bytes()


def _meta(draft: Draft) -> dict[str, str]:
    return {"title": draft.title, "subtitle": draft.subtitle, "lang": draft.lang, "dir": draft.direction}


def _run(script: Path, folder: str) -> None:
    command = [pypandoc.get_pandoc_path(), "lua", str(script), folder]
    done = subprocess.run(command, env={**os.environ, "SOURCE_DATE_EPOCH": MADE}, capture_output=True, text=True)
    if done.returncode:
        raise PrintFault(f"{script.name}: {done.stderr.strip()}")
