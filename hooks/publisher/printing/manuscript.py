"""A Markdown page as the tree that is printed: the same HTML as on the site, without what only a screen can do."""

from __future__ import annotations

import re

from markdown import Markdown

from publisher.generated.blocks import block
from publisher.generated.rendering import Renderer
from publisher.pages.overlay import Page
from publisher.pages.placeholders import fill, fill_blocks
from publisher.printing.tree import Node, tree

ON_PAPER = ("contact", "downloads")  # blocks that the layouts fill, or leave out
TOOL = re.compile(r"tool-")


class Manuscripts:
    """Turns pages into trees, for the site of one language. Markdown is set up once, with the extensions of mkdocs.yml."""

    def __init__(self, home: Renderer):
        self.home = home
        self._renderers = {home.language.locale: home}
        extensions, configs = home.site.markdown
        self._markdown = Markdown(extensions=list(extensions), extension_configs=dict(configs))

    def renderer(self, page: Page) -> Renderer:
        """The renderer of the language that a page is written in: another one on a fallback page."""
        locale = page.text_language.locale
        if locale not in self._renderers:
            self._renderers[locale] = Renderer(self.home.site, page.text_language, self.home.language)
        return self._renderers[locale]

    def tree(self, page: Page) -> list[Node]:
        """The blocks of a page; its first heading is among them."""
        return tree(self.html(page))

    def html(self, page: Page) -> str:
        renderer = self.renderer(page)
        source = renderer.admonitions(fill(page.body, renderer.values))
        self._markdown.reset()
        return fill_blocks(self._markdown.convert(source), lambda name: self._block(renderer, name, page.path))

    def _block(self, renderer: Renderer, name: str, path: str) -> str:
        if TOOL.match(name):
            return ""
        return f"<!--block:{name}-->" if name in ON_PAPER else block(renderer, name, path)
