"""Markdown pages: the overlay of languages, headings, placeholders, news, the checks of toolkit items."""
