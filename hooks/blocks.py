"""Fills the placeholders of Markdown pages, and puts the frame around toolkit items."""

import re

from mkdocs.plugins import event_priority

from publisher.placeholders import fill, fill_blocks
from publisher.rendering import Renderer

ID = re.compile(r'\sid="([^"]+)"')


@event_priority(0)
def on_files(files, *, config):
    site = config.extra["site"]
    config.extra["renderer"] = Renderer(site, site.language(config.theme["language"]))
    return files


def on_page_markdown(markdown, *, page, config, files):
    return fill(markdown, config.extra["renderer"].values)


def on_page_content(html, *, page, config, files):
    renderer = config.extra["renderer"]
    source = getattr(page.file, "source_page", None)
    if source is None:
        return html
    filled = fill_blocks(html, lambda name: renderer.block(name, source.path))
    if "number" in source.meta:
        filled = filled.replace("</h1>", f"</h1>{renderer.item_header(source)}", 1) + renderer.item_footer(source)
    # Links to what blocks and drifted translations contain must resolve; MkDocs has looked at the Markdown only.
    page.present_anchor_ids |= {*ID.findall(filled), *source.missing_ids}
    return filled
