"""News: dated pages of the organisation (docs/news/) and of its chapters (docs/chapters/<slug>/)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from publisher.data.problems import Problem, did_you_mean, quoted
from publisher.pages.overlay import Overlay

IN_NAME = re.compile(r"news/(?P<date>\d{4}-\d{2}-\d{2})-[a-z0-9-]+\.md")
OF_CHAPTER = re.compile(r"chapters/(?P<slug>[^/]+)/(?P<page>.+)\.md")


@dataclass(frozen=True)
class News:
    path: str
    date: date
    chapter: str | None  # the chapter whose news it is; None for the organisation's own


def news(overlay: Overlay) -> tuple[News, ...]:
    """Every dated page, the newest first."""
    found = []
    for path, manuscript in overlay.originals.items():
        of_chapter = OF_CHAPTER.fullmatch(path)
        written = manuscript.meta.get("date")
        day = date.fromisoformat(str(written)) if written else _day_in_name(path)
        if day and (of_chapter or path.startswith("news/")):
            found.append(News(path, day, of_chapter["slug"] if of_chapter else None))
    return tuple(sorted(found, key=lambda item: (item.date, item.path), reverse=True))


def voices(overlay: Overlay) -> tuple[News, ...]:
    """Members' own accounts, the newest first."""
    pages = {path: page for path, page in overlay.originals.items() if _is_voice(path)}
    found = [News(path, date.fromisoformat(str(page.meta["date"])), None) for path, page in pages.items() if "date" in page.meta]
    return tuple(sorted(found, key=lambda item: (item.date, item.path), reverse=True))


def _is_voice(path: str) -> bool:
    return path.startswith("voices/") and path != "voices/index.md"


def pages_of(overlay: Overlay, slug: str) -> tuple[str, ...]:
    """The pages that a chapter keeps of its own, by path."""
    return tuple(sorted(path for path in overlay.originals if path.startswith(f"chapters/{slug}/")))


def misplaced(overlay: Overlay, slugs: Sequence[str]) -> Iterator[Problem]:
    """Pages of chapters that do not exist, pages in the place of one that is made from data, news without a date."""
    for path, manuscript in sorted(overlay.originals.items()):
        if of_chapter := OF_CHAPTER.fullmatch(path):
            slug = of_chapter["slug"]
            if slug not in slugs:
                hint = did_you_mean(slug, slugs) or f"; add data/chapters/{slug}.yml first"
                yield Problem(manuscript.source, 0, f"there is no chapter {quoted(slug)}{hint}")
            elif of_chapter["page"] == "index":
                message = f"this page is made from data/chapters/{slug}.yml; give yours another name"
                yield Problem(manuscript.source, 0, message)
        elif _is_voice(path) and not {"date", "consent"} <= {*manuscript.meta}:
            yield Problem(manuscript.source, 1, "a voice needs its `date`, and `consent: The author agrees to publication.`")
        elif path.startswith("news/") and path != "news/index.md" and not _day_in_name(path):
            message = "the name of a news page begins with its day, such as 2026-11-21-first-meeting.md; rename it"
            yield Problem(manuscript.source, 0, message)


def _day_in_name(path: str) -> date | None:
    found = IN_NAME.fullmatch(path)
    try:
        return date.fromisoformat(found["date"]) if found else None
    except ValueError:
        return None
