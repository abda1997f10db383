"""The blocks that Markdown pages ask for by name: `{{ glossary }}` alone on a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

from markupsafe import Markup

from publisher.data.library import Side
from publisher.generated.councils import federation_picture
from publisher.generated.downloads import downloads
from publisher.generated.decisions import decisions_context
from publisher.generated.directory import entries
from publisher.generated.figures import FIGURES
from publisher.generated.listing import form_context
from publisher.generated.markers import markers, markers_strip
from publisher.generated.membership import where_next_context
from publisher.generated.reach import reach_context
from publisher.generated.rendering import Renderer
from publisher.generated.tourpage import tour_context, tour_form_context
from publisher.generated.worksheets import TOOLS
from publisher.maps.worldmap import HEIGHT, WIDTH, land
from publisher.web.exports import embed_snippet, open_data_links

LISTED = 300  # chapters on the directory page itself; beyond, it lists countries, and the filter loads the rest
NEWEST = 5  # news on the home page


def block(renderer: Renderer, name: str, path: str) -> Markup:
    """A block as it stands in the page at `path`."""
    return renderer.render(f"{name}.html", path, **BLOCKS[name](renderer))


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
    """The newest of the organisation's own, for the home page; chapters' news too, for the page of all news."""
    news = renderer.site.news
    return {"own": [item for item in news if item.chapter is None][:NEWEST], "news": news}


def _resources(renderer: Renderer) -> dict:
    works = renderer.site.catalogue.resources
    spoken = sorted({work.language for work in works})
    return {
        "resources": works,
        "spoken": sorted(spoken, key=lambda tag: renderer.language.sort_key(renderer.language.language(tag))),
        "kinds": sorted({work.kind for work in works}),
        "sides": [side for side in get_args(Side) if any(side in work.sides for work in works)],
    }


def _voices(renderer: Renderer) -> dict:
    return {"voices": renderer.site.voices}


def _nothing(renderer: Renderer) -> dict:
    return {}


BLOCKS: Mapping[str, Callable[[Renderer], dict]] = {
    "chapter-example": _nothing,
    "chapter-form": form_context,
    "contact": _nothing,
    "councils-figure": _nothing,
    "decisions": decisions_context,
    "directory": _directory,
    "downloads": downloads,
    "embed-snippet": embed_snippet,
    "federation-picture": federation_picture,
    "glossary": _glossary,
    "markers": markers,
    "markers-strip": markers_strip,
    "news": _news,
    "news-strip": _news,
    "open-data-links": open_data_links,
    "resources": _resources,
    "tool-reach-calculator": reach_context,
    "toolkit-groups": _toolkit,
    "tour": tour_context,
    "tour-form": tour_form_context,
    "translation-status": _translation_status,
    "where-next": where_next_context,
    "voices": _voices,
    "world-map": world_map,
    **FIGURES,
    **TOOLS,
}
