"""Atom feeds (RFC 4287), made by an XML library from plain entries: of chapters, and of whatever has news."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from publisher.data.groups import Chapter
from publisher.generated.rendering import Renderer
from publisher.languages import Language
from publisher.pages.news import News
from publisher.site import Site, page_path
from publisher.web import exchange
from publisher.web.exchange import clean, midnight

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOST = 50  # entries in a feed of chapters, the newest


@dataclass(frozen=True)
class Entry:
    """One piece of news, or one chapter that is new or changed. All text is plain text."""

    id: str  # a URI that stays for ever, also when the title changes
    title: str
    url: str
    updated: date
    summary: str
    language: Language  # of its words
    author: str  # a group, never a person


@dataclass(frozen=True)
class Feed:
    """What readers subscribe to; the address is its identity."""

    url: str  # of the feed itself
    page: str  # of the page that shows the same to people
    title: str
    author: str
    language: Language
    updated: date  # used when there are no entries
    entries: tuple[Entry, ...] = ()


def newest(entries: Iterable[Entry], most: int = MOST) -> tuple[Entry, ...]:
    """The entries of a feed: the newest first, those of one day by their ids."""
    return tuple(sorted(entries, key=lambda entry: (-entry.updated.toordinal(), entry.id))[:most])


def atom(feed: Feed) -> bytes:
    """The feed as an Atom document; characters that XML cannot hold are left out."""
    root = ElementTree.Element("feed", {"xmlns": ATOM, XML_LANG: feed.language.tag})
    _text(root, "id", feed.url)
    _text(root, "title", feed.title)
    _text(root, "updated", _instant(max((entry.updated for entry in feed.entries), default=feed.updated)))
    ElementTree.SubElement(root, "link", rel="self", type="application/atom+xml", href=clean(feed.url))
    ElementTree.SubElement(root, "link", rel="alternate", type="text/html", href=clean(feed.page))
    _text(ElementTree.SubElement(root, "author"), "name", feed.author)
    _text(root, "rights", exchange.LICENCE)
    for entry in feed.entries:
        root.append(_entry(entry))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _entry(entry: Entry) -> ElementTree.Element:
    element = ElementTree.Element("entry", {XML_LANG: entry.language.tag})
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", _instant(entry.updated))
    ElementTree.SubElement(element, "link", rel="alternate", type="text/html", href=clean(entry.url))
    _text(ElementTree.SubElement(element, "author"), "name", entry.author)
    _text(element, "summary", entry.summary)
    return element


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = clean(text)


def _instant(day: date) -> str:
    return f"{midnight(day):%Y-%m-%dT%H:%M:%SZ}"


def chapters_feed(site: Site, language: Language) -> Feed:
    """The chapters whose entries are new or changed, in the words of one language."""
    words = site.words[language.locale]
    dated = [(chapter, changed_on(chapter)) for chapter in site.catalogue.chapters]
    return Feed(
        url=site.url + language.folder + exchange.FEED,
        page=site.absolute(exchange.DIRECTORY, language),
        title=words.gettext("%(site)s: new and changed chapters") % {"site": site.name},
        author=site.organisation,
        language=language,
        updated=site.today,
        entries=newest(_chapter_entry(site, language, chapter, day) for chapter, day in dated if day),
    )


def changed_on(chapter: Chapter) -> date | None:
    """The latest day for which the entry says anything.

    Of a month or year it is the first day, the earliest it can mean: an old record never looks like today's news.
    """
    partial = (chapter.since, chapter.founded, chapter.as_of, chapter.members and chapter.members.as_of)
    days = [chapter.verified, *(when and when.first_day for when in partial)]
    return max(filter(None, days), default=None)


def _chapter_entry(site: Site, language: Language, chapter: Chapter, day: date) -> Entry:
    page = exchange.chapter_page(site, chapter, language)
    return Entry(
        id=page,
        title=chapter.name,
        url=page,
        updated=day,
        summary=_summary(site, language, chapter),
        language=language,
        author=site.organisation,
    )


def _summary(site: Site, language: Language, chapter: Chapter) -> str:
    """Kind, place and state, how sure that is, and what the group says of itself in this language."""
    words, renderer = site.words[language.locale], Renderer(site, language)
    kinds = {"chapter": words.gettext("Chapter"), "affiliate": words.gettext("Affiliate")}
    states = {
        "forming": words.gettext("Forming"),
        "active": words.gettext("Active"),
        "paused": words.gettext("Paused"),
        "closed": words.gettext("Closed"),
    }
    parts = [kinds[chapter.kind], renderer.place(chapter.place), states[chapter.state]]
    if chapter.verified:
        parts.append(words.gettext("Confirmed by the group: %(day)s.") % {"day": language.date(chapter.verified)})
    elif chapter.as_of:
        parts.append(
            words.gettext("From a source of %(day)s; the group has not confirmed it.")
            % {"day": renderer.day(chapter.as_of)}
        )
    said = chapter.about.get(language.locale)
    return "\n".join(filter(None, [" · ".join(filter(None, parts)), said]))


def news_feeds(site: Site, language: Language) -> Iterator[Feed]:
    """The news of all, then of each chapter and each country that has any."""
    yield _news_feed(site, language, exchange.NEWS_FEED, "index.md", site.name, site.news)
    chapters = site.data_pages["chapters"]
    for slug in sorted({item.chapter for item in site.news if item.chapter}):
        items = [item for item in site.news if item.chapter == slug]
        yield _part_feed(site, language, "chapters", slug, chapters[slug].name, items)
    for slug, code in site.data_pages["countries"].items():
        items = [item for item in site.news if item.chapter and _country(chapters[item.chapter]) == code]
        if items:
            yield _part_feed(site, language, "countries", slug, language.country(code), items)


def _part_feed(site: Site, language: Language, folder: str, slug: str, name: str, items: Iterable[News]) -> Feed:
    address = exchange.PART_NEWS_FEED.format(folder=folder, slug=slug)
    return _news_feed(site, language, address, page_path(folder, slug), name, items)


def _country(chapter: Chapter) -> str | None:
    return chapter.place.country if chapter.place else None


def _news_feed(site: Site, language: Language, address: str, path: str, name: str, items: Iterable[News]) -> Feed:
    return Feed(
        url=site.url + language.folder + address,
        page=site.absolute(path, language),
        title=site.words[language.locale].gettext("%(name)s: news") % {"name": name},
        author=site.organisation,
        language=language,
        updated=site.today,
        entries=newest(_news_entry(site, language, item) for item in items),
    )


def _news_entry(site: Site, language: Language, item: News) -> Entry:
    page = site.overlay.page(item.path, language)
    url = site.absolute(item.path, language)
    chapter = site.data_pages["chapters"].get(item.chapter)
    return Entry(
        id=url,
        title=page.title,
        url=url,
        updated=item.date,
        summary=str(page.meta.get("description", "")),
        language=page.text_language,
        author=chapter.name if chapter else site.organisation,
    )
