"""Calendars and feeds of decisions and of the tour, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterator

from icalendar import Event

from publisher.generated.decisions import PAGE, anchor, last_word, standing
from publisher.generated.tour import PAGE as TOUR_PAGE
from publisher.languages import Language
from publisher.site import Site
from publisher.web import exchange
from publisher.web.calendars import calendar_file, whole_day
from publisher.web.feeds import Entry, Feed, atom, newest


def decision_files(site: Site, language: Language) -> Iterator[tuple[str, bytes]]:
    """The calendar of deadlines and the feed of decisions; they go with the page that tells of them."""
    if PAGE in site.overlay.originals:
        yield language.folder + exchange.DEADLINES, deadlines(site, language)
        yield language.folder + exchange.DECISIONS_FEED, atom(decisions_feed(site, language))


def tour_files(site: Site, language: Language) -> Iterator[tuple[str, bytes]]:
    """The calendar of the tour's trainings, if any has a day."""
    tour = site.catalogue.tour
    if tour and TOUR_PAGE in site.overlay.originals and any(stop.date for stop in tour.stops):
        yield language.folder + exchange.TOUR_CALENDAR, tour_calendar(site, language)


def deadlines(site: Site, language: Language) -> bytes:
    """The days until which members can answer, and those on which a decision comes up again."""
    title = site.words[language.locale].gettext("%(site)s: deadlines of decisions") % {"site": site.name}
    return calendar_file(site, language, language.folder + exchange.DEADLINES, title, _deadlines(site, language))


def _deadlines(site: Site, language: Language) -> Iterator[Event]:
    words = site.words[language.locale]
    for proposal in site.catalogue.decisions:
        page, said = f"{site.absolute(PAGE, language)}#{anchor(proposal)}", last_word(proposal, site.today)
        if proposal.stages.deadline and standing(proposal, site.today) in ("open", "draft"):
            title = words.gettext("Last day for answers: %(title)s") % {"title": proposal.title}
            name = f"deadline-{proposal.slug}"
            yield whole_day(site, language, name, proposal.stages.deadline, said, title, page)
        review = proposal.stages.review
        if review and review.day:
            title = words.gettext("Review: %(title)s") % {"title": proposal.title}
            yield whole_day(site, language, f"review-{proposal.slug}", review.first_day, said, title, page)


def decisions_feed(site: Site, language: Language) -> Feed:
    """The proposals and decisions, the newest first, each dated by its last word on record."""
    page = site.absolute(PAGE, language)
    entries = (
        Entry(
            id=f"{page}#{anchor(proposal)}",
            title=proposal.title,
            url=f"{page}#{anchor(proposal)}",
            updated=last_word(proposal, site.today),
            summary="\n".join(filter(None, [proposal.proposal, proposal.result and proposal.result.text])),
            language=site.default,  # records are kept in the default language
            author=site.organisation,
        )
        for proposal in site.catalogue.decisions
    )
    return Feed(
        url=site.url + language.folder + exchange.DECISIONS_FEED,
        page=page,
        title=site.words[language.locale].gettext("%(site)s: decisions and proposals") % {"site": site.name},
        author=site.organisation,
        language=language,
        updated=site.today,
        entries=newest(entries),
    )


def tour_calendar(site: Site, language: Language) -> bytes:
    """The trainings that have a day."""
    tour, words = site.catalogue.tour, site.words[language.locale]
    page = site.absolute(TOUR_PAGE, language)
    events = [
        whole_day(
            site,
            language,
            f"training-{number}-{stop.date:%Y%m%d}",
            stop.date,
            tour.as_of.first_day,
            words.gettext("%(tour)s: training in %(city)s") % {"tour": tour.title, "city": stop.city},
            page,
        )
        for number, stop in enumerate(tour.stops, 1)
        if stop.date
    ]
    return calendar_file(site, language, language.folder + exchange.TOUR_CALENDAR, tour.title, events)
