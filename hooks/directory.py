"""Makes the pages of chapters, countries and federations from data, stamped from one rendered page a folder.

And the files of a language that are made from the same data for other programs.
"""

from pathlib import Path

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel

from publisher.generated.directory import imprint, index
from publisher.pages.overlay import address
from publisher.pages.stencil import MARKS, Stencil
from publisher.site import page_path
from publisher.web.exports import files_in


@event_priority(-200)
def on_files(files, *, config):
    """One page a folder goes through MkDocs, with marks in place of its text; see publisher.pages.stencil."""
    site = config.extra["site"]
    language = site.language(config.theme["language"])
    config.extra["stencils"] = {}
    for folder, pages in site.data_pages.items():
        if pages:
            path = page_path(folder, MARKS.slug)
            file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            file.dest_uri = f"{address(path, language)}index.html"
            file.edit_uri = MARKS.source
            file.stencil = folder
            files.append(file)
    return files


def on_page_markdown(markdown, *, page, config, files):
    if hasattr(page.file, "stencil"):
        page.meta = {"title": MARKS.title, "description": MARKS.description}
    return markdown


def on_page_content(html, *, page, config, files):
    return MARKS.content if hasattr(page.file, "stencil") else html


@event_priority(-100)
def on_post_page(output, *, page, config):
    if folder := getattr(page.file, "stencil", None):
        config.extra["stencils"][folder] = Stencil(output)
        return ""  # MkDocs writes nothing
    return output


def on_post_build(*, config):
    site, language = config.extra["site"], config.extra["site"].language(config.theme["language"])
    renderer = config.extra["renderers"][language.locale]
    for folder, stencil in config.extra["stencils"].items():
        for slug in site.data_pages[folder]:
            page = stencil.stamp(imprint(renderer, folder, slug))
            _write(config, f"{address(page_path(folder, slug), language)}index.html", page.encode())
    _write(config, f"{address('chapters/index.md', language)}index.json", index(renderer))
    for path, content in files_in(site, language):
        _write(config, path, content)


def _write(config, path, content):
    target = Path(config.site_dir, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
