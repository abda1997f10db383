"""How many people answer messages, and how many messages that takes: two sums with one share each."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.data.records import Reach
from publisher.generated.rendering import Renderer


def expected(messages: int, percent: int) -> int:
    """How many people answer, to the nearest whole person; a half counts up."""
    return (2 * messages * percent + 100) // 200


def needed(people: int, percent: int) -> int:
    """How many messages it takes until so many people answer, rounded up."""
    return -(-people * 100 // percent)


@dataclass(frozen=True)
class Range:
    """The lower and the higher number of a sum that was done with both shares."""

    low: int
    high: int


def answers(reach: Reach, messages: int) -> Range:
    return Range(expected(messages, reach.low), expected(messages, reach.high))


def messages(reach: Reach, people: int) -> Range:
    """The fewest messages go with the higher share."""
    return Range(needed(people, reach.high), needed(people, reach.low))


def reach_context(renderer: Renderer) -> dict:
    """What templates/tool-reach-calculator.html shows."""
    reach = renderer.site.catalogue.reach
    return {
        "reach": reach,
        "answers": [(number, answers(reach, number)) for number in reach.messages] if reach else [],
        "messages": [(number, messages(reach, number)) for number in reach.people] if reach else [],
    }
