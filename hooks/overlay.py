"""Gives MkDocs the hand-written pages of one language, the missing ones in English.

static-i18n never sees a page: its file work costs more than linearly, takes only files below docs_dir and
lists fallbacks as translations. It keeps the configuration of each language and the look-up of links.
"""

from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File

from publisher.pages.overlay import address


@event_priority(100)
def _take_out(files, *, config):
    for file in list(files.documentation_pages()):
        files.remove(file)
    return files


@event_priority(-200)
def _lay_over(files, *, config):
    site = config.extra["site"]
    for page in site.overlay.pages(site.language(config.theme["language"])):
        file = File.generated(config, page.path, content=page.body)
        file.dest_uri = f"{address(page.path, page.language)}index.html"
        file.edit_uri = page.source
        file.source_page = page
        files.append(file)
    return files


on_files = CombinedEvent(_take_out, _lay_over)


def on_page_markdown(markdown, *, page, config, files):
    if source := getattr(page.file, "source_page", None):
        page.meta = dict(source.meta)
    return markdown
