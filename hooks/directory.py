"""Adds the page of each chapter, made from its file; none of them passes through static-i18n."""

from markupsafe import escape
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel

from publisher.overlay import address


@event_priority(-200)
def on_files(files, *, config):
    site = config.extra["site"]
    language = site.language(config.theme["language"])
    for path, chapter in site.chapters.items():
        file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.dest_uri = f"{address(path, language)}index.html"
        file.edit_uri = chapter.file
        file.chapter = chapter
        files.append(file)
    return files


def on_page_markdown(markdown, *, page, config, files):
    if chapter := getattr(page.file, "chapter", None):
        renderer = config.extra["renderers"][config.theme["language"]]
        page.meta = {"title": escape(chapter.name), "description": renderer.chapter_description(chapter)}
    return markdown


def on_page_content(html, *, page, config, files):
    if chapter := getattr(page.file, "chapter", None):
        return config.extra["renderers"][config.theme["language"]].chapter(page.file.src_uri, chapter)
    return html
