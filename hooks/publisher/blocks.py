"""The blocks that Markdown pages ask for by name: `{{ glossary }}` alone on a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from publisher.directory import entries
from publisher.exports import embed_snippet, open_data_links
from publisher.listing import form_context
from publisher.progress import progress
from publisher.rendering import Renderer
from publisher.worldmap import HEIGHT, WIDTH, land

LISTED = 300  # chapters on the directory page itself; beyond, it lists countries, and the filter loads the rest
NEWEST = 5  # news on the home page


def block(renderer: Renderer, name: str, path: str) -> Markup:
    """A block as it stands in the page at `path`."""
    return renderer.render(f"{name}.html", path, **BLOCKS[name](renderer))


def _markers(renderer: Renderer) -> dict:
    return {"rounds": [(round, progress(round)) for round in renderer.site.catalogue.markers]}


def world_map(renderer: Renderer) -> dict:
    return {"width": WIDTH, "height": HEIGHT, "land": land(), "clusters": renderer.site.clusters}


def _directory(renderer: Renderer) -> dict:
    """Countries by name in this language's order; all chapters as long as they are not too many for one page."""
    site, language = renderer.site, renderer.language
    found = entries(renderer, site.catalogue.chapters)
    codes = site.data_pages["countries"].values()
    counted = [(code, sum(entry.country == code for entry in found)) for code in codes]
    spoken = sorted({tag for entry in found for tag in entry.chapter.languages})
    return world_map(renderer) | {
        "entries": found[:LISTED] if len(found) <= LISTED else (),
        "total": len(found),
        "countries": sorted(counted, key=lambda row: language.sort_key(language.country(row[0]))),
        "spoken": sorted(spoken, key=lambda tag: language.sort_key(language.language(tag))),
        "federations": site.catalogue.federations,
    }


def _glossary(renderer: Renderer) -> dict:
    terms = renderer.site.catalogue.glossary_in(renderer.language.locale)
    return {"terms": terms, "names": {term.id: term.term for term in terms}}


def _toolkit(renderer: Renderer) -> dict:
    pages = (page for page in renderer.site.overlay.pages(renderer.language) if "number" in page.meta)
    return {"items": [(page.path, page.title, page.meta) for page in sorted(pages, key=lambda page: page.meta["number"])]}


def _translation_status(renderer: Renderer) -> dict:
    site = renderer.site
    return {"rows": [(language, site.overlay.count(language)) for language in site.languages if not language.default]}


def _news(renderer: Renderer) -> dict:
    return {"news": [item for item in renderer.site.news if item.chapter is None][:NEWEST]}


def _nothing(renderer: Renderer) -> dict:
    return {}


BLOCKS: Mapping[str, Callable[[Renderer], dict]] = {
    "chapter-example": _nothing,
    "chapter-form": form_context,
    "councils-figure": _nothing,
    "directory": _directory,
    "embed-snippet": embed_snippet,
    "glossary": _glossary,
    "markers": _markers,
    "markers-strip": _markers,
    "news": _news,
    "open-data-links": open_data_links,
    "toolkit-groups": _toolkit,
    "translation-status": _translation_status,
    "world-map": world_map,
}
