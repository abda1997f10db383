"""A hook for one test: renders every page made from data through MkDocs, as hooks/directory.py does with one only."""

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel
from publisher.generated.directory import imprint, index
from publisher.pages.overlay import address
from publisher.site import page_path


@event_priority(-200)
def on_files(files, *, config):
    site = config.extra["site"]
    language = site.language(config.theme["language"])
    for folder, pages in site.data_pages.items():
        for slug in pages:
            path = page_path(folder, slug)
            file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            file.dest_uri = f"{address(path, language)}index.html"
            file.imprint = imprint(config.extra["renderers"][language.locale], folder, slug)
            file.edit_uri = file.imprint.source
            files.append(file)
    return files


def on_page_markdown(markdown, *, page, config, files):
    if made := getattr(page.file, "imprint", None):
        page.meta = {"title": made.title, "description": made.description.unescape()}
    return markdown


def on_page_content(html, *, page, config, files):
    made = getattr(page.file, "imprint", None)
    return made.content if made else html


def on_post_build(*, config):
    renderer = config.extra["renderers"][config.theme["language"]]
    with open(f"{config.site_dir}/{address('chapters/index.md', renderer.language)}index.json", "wb") as file:
        file.write(index(renderer))
