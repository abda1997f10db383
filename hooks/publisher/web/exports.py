"""Every file of the site that is made for other programs and other sites."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.generated.rendering import Renderer
from publisher.languages import Language
from publisher.maps.worldmap import HEIGHT, WIDTH, land
from publisher.site import Site
from publisher.web import exchange, schema
from publisher.web.calendars import chapter_meetings, open_meetings
from publisher.web.decisionfiles import decision_files, tour_files
from publisher.web.exchange import clean
from publisher.web.feeds import atom, chapters_feed, news_feeds
from publisher.web.markerfiles import badge, markers_json
from publisher.web.opendata import chapters_csv, chapters_geojson, chapters_json


def prepare(site: Site) -> None:
    """Works out what all languages share, before they part into processes of their own."""
    site.prepare()
    open_meetings(site, site.default)  # for its time zones, which cost more than the events


def published(site: Site) -> Iterator[tuple[str, bytes]]:
    """Each file as its path in the site and its bytes; the same site gives the same files in the same order."""
    yield from shared_files(site)
    for language in site.languages:
        yield from files_in(site, language)


def shared_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The files that all languages share."""
    yield exchange.JSON_FILE, chapters_json(site)
    yield exchange.GEOJSON_FILE, chapters_geojson(site)
    yield exchange.CSV_FILE, chapters_csv(site)
    yield exchange.MAP, embedded_map(site)
    yield exchange.MARKERS_FILE, markers_json(site)
    yield schema.FILE, schema.schema_bytes(site)
    for chapter in site.catalogue.chapters:
        if chapter.meeting:
            yield exchange.CHAPTER_CALENDAR.format(slug=chapter.slug), chapter_meetings(site, chapter)


def files_in(site: Site, language: Language) -> Iterator[tuple[str, bytes]]:
    """The files with words of one language, in its folder."""
    yield language.folder + exchange.CALENDAR, open_meetings(site, language)
    if site.catalogue.markers:
        yield language.folder + exchange.BADGE, badge(site, language)
    for feed in (chapters_feed(site, language), *news_feeds(site, language)):
        yield feed.url.removeprefix(site.url), atom(feed)
    yield from decision_files(site, language)
    yield from tour_files(site, language)


def embedded_map(site: Site) -> bytes:
    """The map as a picture of its own, light or dark as the reader's system is.

    A full point holds a group with a confirmed entry, a hollow one only groups that nobody has confirmed of late.
    """
    freshness = site.catalogue.freshness
    points = [
        (
            f"{cluster.x:.1f}",
            f"{cluster.y:.1f}",
            any(freshness.age(chapter.verified, site.today) != "unconfirmed" for chapter in cluster.chapters),
        )
        for cluster in site.clusters
    ]
    picture = Renderer(site, site.default).render(
        "embed-map.svg",
        exchange.DIRECTORY,
        title=clean(site.organisation),
        width=WIDTH,
        height=HEIGHT,
        land=land(),
        points=points,
    )
    return picture.encode()


def open_data_links(renderer: Renderer) -> dict:
    """What templates/open-data-links.html shows: whole addresses with what each file is."""
    site, language, gettext = renderer.site, renderer.language, renderer.words.gettext
    files = [
        (exchange.JSON_FILE, gettext("All chapters with every field (JSON)")),
        (exchange.GEOJSON_FILE, gettext("Chapters on the map (GeoJSON)")),
        (exchange.CSV_FILE, gettext("Chapters as a table for spreadsheets (CSV)")),
        (language.folder + exchange.CALENDAR, gettext("Calendar of all open meetings (iCalendar)")),
        (language.folder + exchange.FEED, gettext("Feed of new and changed chapters (Atom)")),
        (language.folder + exchange.NEWS_FEED, gettext("Feed of the news (Atom)")),
        (exchange.MAP, gettext("World map (SVG)")),
        (exchange.MARKERS_FILE, gettext("Markers with readings, changes and state (JSON)")),
    ]
    if site.catalogue.markers:
        files.append((language.folder + exchange.BADGE, gettext("Badge with the last reading of the markers (SVG)")))
    return {"files": [(site.url + address, what) for address, what in files]}


def embed_snippet(renderer: Renderer) -> dict:
    """What templates/embed-snippet.html shows: HTML to copy, with whole addresses and no script."""
    site, language = renderer.site, renderer.language
    return {
        "map": site.url + exchange.MAP,
        "directory": site.absolute(exchange.DIRECTORY, language),
        "calendar": site.url + language.folder + exchange.CALENDAR,
        "feed": site.url + language.folder + exchange.FEED,
        "width": int(WIDTH),
        "height": int(HEIGHT),
    }
