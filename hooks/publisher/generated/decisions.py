"""Where each proposal stands, and what the page of decisions shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from publisher.data.records import Proposal
from publisher.data.values import PartialDate
from publisher.generated.rendering import Renderer
from publisher.site import Site

PAGE = "decisions.md"

Standing = Literal["draft", "open", "waiting", "adopted", "rejected", "withdrawn", "unknown"]


def standing(proposal: Proposal, today: date) -> Standing:
    """A result stands. Before it, members are asked until the deadline, and after that it waits for a decision."""
    stages = proposal.stages
    if proposal.result:
        return proposal.result.state
    if stages.deadline and stages.deadline < today:
        return "waiting"
    begun = stages.consultation.first_day <= today if stages.consultation else bool(stages.deadline)
    return "open" if begun else "draft"


def last_word(proposal: Proposal, today: date) -> date:
    """The latest day on record that has come; of a month or a year its first day, so that no record looks like news."""
    stages = proposal.stages
    partial = (stages.draft, stages.consultation, stages.decision, *(source.date for source in proposal.sources))
    days = [day.first_day for day in partial if day]
    return max((day for day in days if day <= today), default=min(days))


def anchor(proposal: Proposal) -> str:
    """The id of a proposal on the page; it cannot be that of a heading."""
    return f"decision-{proposal.slug}"


@dataclass(frozen=True)
class Shown:
    """A proposal as the page shows it."""

    proposal: Proposal
    id: str
    standing: Standing
    said: date
    stages: tuple[tuple[str, PartialDate | date | None], ...]
    more: str | None  # the page that says more, if somebody wrote one


def shown(site: Site) -> tuple[Shown, ...]:
    """All proposals: those that members can answer first, then by their last word, the newest first."""
    found = [_shown(site, proposal) for proposal in site.catalogue.decisions]
    return tuple(sorted(found, key=lambda one: (one.standing != "open", -one.said.toordinal(), one.proposal.slug)))


def _shown(site: Site, proposal: Proposal) -> Shown:
    more = f"decisions/{proposal.slug}.md"
    return Shown(
        proposal,
        anchor(proposal),
        standing(proposal, site.today),
        last_word(proposal, site.today),
        tuple((name, getattr(proposal.stages, name)) for name in type(proposal.stages).model_fields),
        more if more in site.overlay.originals else None,
    )


def decisions_context(renderer: Renderer) -> dict:
    """What templates/decisions.html shows."""
    return {"decisions": shown(renderer.site)}
