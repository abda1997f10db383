"""The search index: Pagefind, one index per language, loaded by the browser on the first search."""

from __future__ import annotations

import asyncio
from pathlib import Path

from pagefind.index import PagefindIndex

APOSTROPHES = str.maketrans("’ʼ", "''")  # else French "éducation" is not found in "l’éducation"; search.js does the same

UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")  # ready-made dialogs; ours is theme/assets/search.js


def write_search_index(folder: Path) -> None:
    """Writes `pagefind/` for the pages of a site that mark a `data-pagefind-body`."""
    asyncio.run(_write(folder))
    for pattern in UNUSED:
        for file in folder.glob(f"pagefind/{pattern}"):
            file.unlink()


async def _write(folder: Path) -> None:
    async with PagefindIndex(config={"output_path": str(folder / "pagefind")}) as index:
        for page in sorted(folder.rglob("index.html")):
            html = page.read_text(encoding="utf-8")
            if "data-pagefind-body" in html:
                source = page.relative_to(folder).as_posix()
                await index.add_html_file(content=html.translate(APOSTROPHES), source_path=source)
