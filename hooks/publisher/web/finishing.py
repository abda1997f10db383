"""What the languages share and what needs all their pages: sitemap, robots.txt, search, HTTP headers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publisher.site import Site
from publisher.web.exports import shared_files
from publisher.web.headers import headers
from publisher.web.redirects import redirects
from publisher.web.search import merge_indexes
from publisher.web.sitemap import robots, sitemap


def finish(site: Site, folder: Path) -> Iterator[str]:
    """Writes the shared files into a site whose pages are all there; names each step before it begins.

    The headers come last: they hash the pages.
    """
    yield "Data"
    for path, content in shared_files(site):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    yield "Search"
    merge_indexes(folder)
    yield "Headers"
    (folder / "sitemap.xml").write_bytes(sitemap(site))
    (folder / "robots.txt").write_text(robots(site), encoding="utf-8")
    (folder / "_redirects").write_text(redirects(site.languages), encoding="utf-8")
    pages = (page.read_bytes() for page in sorted(folder.rglob("*.html")))
    (folder / "_headers").write_text(headers(pages, site.languages), encoding="utf-8")
