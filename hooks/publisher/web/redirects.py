"""Redirects of the published site, in the form of Netlify's `_redirects` file."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.languages import Language


def redirects(languages: Iterable[Language]) -> str:
    """Unknown addresses get the 404 page of the language they lie in; no reader is sent elsewhere by language."""
    folders = [language.folder for language in languages if language.folder]
    return "".join(f"/{folder}* /{folder}404.html 404\n" for folder in folders) + "/* /404.html 404\n"
