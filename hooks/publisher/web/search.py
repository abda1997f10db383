"""The search index: Pagefind, one index per language, loaded by the browser on the first search.

Each language indexes its own pages, side by side with the others; merging is moving files, plus one list of languages.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from publisher.languages import Language

APOSTROPHES = str.maketrans("’ʼ", "''")  # else French "éducation" is not found in "l’éducation"; search.js does the same
UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")  # ready-made dialogs; ours is theme/assets/search.js
PARTS = ".pagefind"  # one folder a language, until they are merged
ARTICLE = re.compile(r"<article\b[^>]*\bdata-pagefind-body.*</article>", re.DOTALL)
ENTRY = "pagefind-entry.json"


def index_language(folder: Path, language: Language, languages: Sequence[Language]) -> None:
    """Indexes the pages of one language that mark a `data-pagefind-body`; raises RuntimeError with Pagefind's reason."""
    with TemporaryDirectory() as copies:
        if not _copy(folder, Path(copies), language, languages):
            return  # Pagefind refuses a site without pages
        # The command line: Pagefind's Python service waits a tenth of a second for each page.
        part = folder / PARTS / language.locale
        command = [sys.executable, "-m", "pagefind", "--site", copies, "--output-path", str(part), "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"Pagefind could not index {language.name}: {done.stderr or done.stdout}")


def _copy(folder: Path, copies: Path, language: Language, languages: Sequence[Language]) -> int:
    """Copies what is searched of the pages of one language, with plain apostrophes; their number."""
    count = 0
    for page in _pages(folder, language, languages):
        if article := ARTICLE.search(page.read_text(encoding="utf-8")):
            target = copies / page.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = article[0].translate(APOSTROPHES)
            target.write_text(f'<!doctype html><html lang="{language.tag}"><body>{text}</body></html>', encoding="utf-8")
            count += 1
    return count


def _pages(folder: Path, language: Language, languages: Sequence[Language]) -> Iterator[Path]:
    if not language.default:
        yield from sorted((folder / language.folder).rglob("index.html"))
        return
    others = {other.locale for other in languages if not other.default}
    yield folder / "index.html"
    for part in sorted(part for part in folder.iterdir() if part.is_dir() and part.name not in others):
        yield from sorted(part.rglob("index.html"))


def merge_indexes(folder: Path) -> None:
    """Puts the indexes of the languages together into `pagefind/`."""
    parts = sorted((folder / PARTS).iterdir()) if (folder / PARTS).exists() else []
    index, entry = folder / "pagefind", {"languages": {}}
    for part in parts:
        found = json.loads((part / ENTRY).read_bytes())
        entry = found | {"languages": entry["languages"] | found["languages"]}
        for file in sorted(path for path in part.rglob("*") if path.is_file()):
            target = index / file.relative_to(part)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
    shutil.rmtree(folder / PARTS, ignore_errors=True)
    if parts:
        (index / ENTRY).write_text(json.dumps(entry, sort_keys=True))  # Pagefind lists languages by chance
    for file in sorted(file for pattern in UNUSED for file in index.glob(pattern)):
        file.unlink()
