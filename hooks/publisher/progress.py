"""How far each marker of a round has come, from the readings on record."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.models import MarkerRound, Measure, Reading
from publisher.values import Figure


@dataclass(frozen=True)
class Progress:
    """One marker at its latest reading."""

    measure: Measure
    target: int
    figure: Figure | None  # None when no reading has this measure
    reading: Reading | None

    @property
    def met(self) -> bool:
        return self.figure is not None and self.figure.reaches(self.target)

    @property
    def share(self) -> float:
        """0 to 1; a marker that is passed stays at 1."""
        return min(1.0, self.figure.number / self.target) if self.figure else 0.0


def progress(round: MarkerRound) -> tuple[Progress, ...]:
    """Each marker of the round with the last reading that counted it."""
    found = []
    for marker in round.markers:
        reading = next((r for r in reversed(round.readings) if marker.measure in r.values), None)
        figure = reading.values[marker.measure] if reading else None
        found.append(Progress(marker.measure, marker.target, figure, reading))
    return tuple(found)
