"""The files of toolkit items for spreadsheets and calendars. WORKBOOKS and PLANS are the lists of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from publisher.generated.rendering import Renderer
from publisher.workbooks import fundraising, money, reaching, sharing
from publisher.workbooks.dates import PLANS, fixed_calendar
from publisher.workbooks.plan import Book
from publisher.workbooks.words import Words
from publisher.workbooks.writing import csv_file, xlsx

REACH = "reach/reach-calculator"  # only with data/reach.yml

WORKBOOKS: Mapping[str, Callable[[Words], Book]] = {
    "start/checklist-and-timeline": reaching.checklist,
    "reach/sign-up-sheet": reaching.sign_up,
    "reach/contact-tracker": reaching.contact_tracker,
    REACH: reaching.reach_calculator,
    "meet/role-rota": sharing.role_rota,
    "agree/skills-inventory": sharing.skills_inventory,
    "agree/mutual-support": sharing.mutual_support,
    "act/participatory-budgeting": money.participatory_budgeting,
    "learn/tour-planner": money.tour_planner,
    "learn/fundraising": fundraising.fundraising,
}


def sheets_in(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """The files of every item in one language, beside its page: `<item>.xlsx`, `.csv` and `.ics`.

    An item without translation has them in English, as its page is.
    """
    site, folder = renderer.site, renderer.language.folder
    for item in sorted({*WORKBOOKS, *PLANS}):
        if f"toolkit/{item}.md" not in site.overlay.originals:
            continue
        words = Words(renderer, item)
        stem = f"{folder}toolkit/{item}/{item.rpartition('/')[2]}"
        if item in WORKBOOKS and (item != REACH or site.catalogue.reach):
            book = WORKBOOKS[item](words)
            yield f"{stem}.xlsx", xlsx(book, words.language)
            yield f"{stem}.csv", csv_file(book)
        if item in PLANS:
            yield f"{stem}.ics", fixed_calendar(words, item)
