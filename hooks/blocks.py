"""Fills the placeholders of Markdown pages, and puts the frame around toolkit items."""

import re

from publisher.generated.blocks import block
from publisher.generated.downloads import item_offers
from publisher.generated.rendering import Renderer
from publisher.pages.placeholders import fill, fill_blocks
from publisher.workbooks.dates import calendar_form

ID = re.compile(r'\sid="([^"]+)"')


def on_files(files, *, config):
    """A renderer for each language that a page here may be written in; fallback pages are in another one."""
    site = config.extra["site"]
    home = site.language(config.theme["language"])
    config.extra["renderers"] = {text.locale: Renderer(site, text, home, config.extra["printed"]) for text in site.languages}
    return files


def on_page_markdown(markdown, *, page, config, files):
    if source := getattr(page.file, "source_page", None):
        renderer = config.extra["renderers"][source.text_language.locale]
        return renderer.admonitions(fill(markdown, renderer.values))
    return markdown


def on_page_content(html, *, page, config, files):
    source = getattr(page.file, "source_page", None)
    if source is None:
        return html
    renderer = config.extra["renderers"][source.text_language.locale]
    home = config.extra["renderers"][source.language.locale]
    frame = "{}"
    if source.is_fallback:  # blocks made from data are in the reader's language even here
        frame = f'<div lang="{source.language.tag}" dir="{source.language.direction}">{{}}</div>'
    filled = fill_blocks(html, lambda name: frame.format(block(home, name, source.path)))
    if "number" in source.meta:
        filled = filled.replace("</h1>", f"</h1>{renderer.item_header(source, item_offers(renderer, source.path))}", 1)
        filled += str(calendar_form(renderer, source) + renderer.item_footer(source))  # str: Markup would escape what is before it
    # Links to what blocks and drifted translations contain must resolve; MkDocs has looked at the Markdown only.
    page.present_anchor_ids |= {*ID.findall(filled), *source.missing_ids}
    return filled
