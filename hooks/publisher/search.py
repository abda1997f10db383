"""The search index: Pagefind, one index per language, loaded by the browser on the first search."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

APOSTROPHES = str.maketrans("’ʼ", "''")  # else French "éducation" is not found in "l’éducation"; search.js does the same
UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")  # ready-made dialogs; ours is theme/assets/search.js


def write_search_index(folder: Path) -> None:
    """Writes `pagefind/` for the pages of a site that mark a `data-pagefind-body`; raises RuntimeError with its reason."""
    index = folder / "pagefind"
    with TemporaryDirectory() as copies:
        if not _copy(folder, Path(copies)):
            return  # Pagefind refuses a site without pages
        # The command line: Pagefind's Python service waits a tenth of a second for each page.
        command = [sys.executable, "-m", "pagefind", "--site", copies, "--output-path", str(index), "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"Pagefind could not index the site: {done.stderr or done.stdout}")
    entry = index / "pagefind-entry.json"
    entry.write_text(json.dumps(json.loads(entry.read_bytes()), sort_keys=True))  # Pagefind lists languages by chance
    for file in sorted(file for pattern in UNUSED for file in index.glob(pattern)):
        file.unlink()


def _copy(folder: Path, copies: Path) -> int:
    """Copies the pages that are searched, with plain apostrophes; their number."""
    count = 0
    for page in sorted(folder.rglob("index.html")):
        html = page.read_text(encoding="utf-8")
        if "data-pagefind-body" in html:
            target = copies / page.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(html.translate(APOSTROPHES), encoding="utf-8")
            count += 1
    return count
