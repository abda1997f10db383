"""Rules for decisions: their days follow each other, and their numbers add up."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from publisher.data.models import Catalogue
from publisher.data.problems import Problem, quoted
from publisher.data.records import Proposal
from publisher.data.values import PartialDate

STAGES = ("draft", "consultation", "deadline", "decision", "review")  # in their order


def stages_follow_each_other(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Draft, consultation, its deadline, decision and review come in this order, as far as their days are known."""
    for proposal in catalogue.decisions:
        days = [(name, day) for name in STAGES if (day := getattr(proposal.stages, name))]
        for (before, first), (name, day) in zip(days, days[1:]):
            if _last(day) < _first(first):
                message = f"the {name} {day} is before the {before} {first}; correct one of them"
                yield catalogue.sources.problem(proposal.file, ("stages", name), message)


def the_past_has_come(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A proposal was drafted, and its sources were written, by today."""
    for proposal in catalogue.decisions:
        days = {("stages", "draft"): proposal.stages.draft}
        days |= {("sources", place, "date"): source.date for place, source in enumerate(proposal.sources)}
        for path, day in days.items():
            if day and _first(day) > today:
                message = f"{path[-1]} {day} lies in the future; today is {today}"
                yield catalogue.sources.problem(proposal.file, path, message)


def result_fits_its_day(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """What has a result was decided by today and after its deadline; what was decided says its result."""
    for proposal in catalogue.decisions:
        decided, deadline = proposal.stages.decision, proposal.stages.deadline
        message = None
        if proposal.result and decided and _first(decided) > today:
            message = f"there is a result, but the decision {decided} lies in the future; today is {today}"
        elif proposal.result and proposal.result.state != "withdrawn" and deadline and deadline >= today:
            message = f"there is a result, but people may answer until {deadline}; take the result out until then"
        elif not proposal.result and decided and _last(decided) < today:
            message = f"the decision was {decided}; add `result`, with the state unknown if it is not on record"
        if message:
            yield catalogue.sources.problem(proposal.file, ("result",), message)


def options_stand_once(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Each option of a tally says something else."""
    for proposal in catalogue.decisions:
        texts = [option.text for option in proposal.tally.options] if proposal.tally else []
        for place, text in enumerate(texts):
            if text in texts[:place]:
                path = ("tally", "options", place, "text")
                yield catalogue.sources.problem(proposal.file, path, f"the option {quoted(text)} stands twice; keep one")


def tally_adds_up(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Votes, abstentions and no replies make up all who were asked, and never more."""
    for proposal in catalogue.decisions:
        if (message := _miscount(proposal)) is not None:
            yield catalogue.sources.problem(proposal.file, ("tally", "asked"), message)


def _miscount(proposal: Proposal) -> str | None:
    tally = proposal.tally
    if not tally or tally.asked is None:
        return None
    known = [number for number in tally.parts if number is not None]
    if sum(known) > tally.asked or (len(known) == len(tally.parts) and sum(known) < tally.asked):
        return f"{tally.asked} were asked, but votes, abstentions and no replies add up to {sum(known)}; correct them"
    return None


def _first(day: PartialDate | date) -> date:
    return day if isinstance(day, date) else day.first_day


def _last(day: PartialDate | date) -> date:
    """The latest day that it can mean."""
    if isinstance(day, date):
        return day
    month = day.month or 12
    return date(day.year, month, day.day or monthrange(day.year, month)[1])
