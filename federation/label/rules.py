"""The figures that hold for a whole charter: how long to observe, when data are stale, what is out of the ordinary.

Every figure of a charter is a `Figure`: a number and the name of where it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Figure:
    """An exact number, and which of the charter's origins it comes from."""

    value: Fraction
    origin: str

    @property
    def days(self) -> timedelta:
        """The figure, when it counts days, as a duration."""
        return timedelta(days=float(self.value))

    @property
    def hours(self) -> timedelta:
        """The figure, when it counts hours, as a duration."""
        return timedelta(hours=float(self.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What all criteria of a charter share.

    `observation_days` are needed before a verdict on activity; `full_days` make a whole year of it; a value under
    its threshold times `warn_ratio` is to be watched; a source is silent after `stale_hours` without a success.
    `reset_days` in a row of conformity end a time to mend; an attestation is to be watched `attestation_days` before
    it expires and holds as many after. At most `closed_days` of a window may be declared closed. With a rate of
    `mention_rate`, and every target reached, the label bears a mention.

    Out of the ordinary are more than `burst` happenings announced on one day, the same one nearly daily on more than
    `repeat_days` days, one announced `late_hours` after its end, a figure multiplied by more than `factor`.
    """

    observation_days: Figure
    full_days: Figure
    warn_ratio: Figure
    stale_hours: Figure
    reset_days: Figure
    attestation_days: Figure
    closed_days: Figure
    mention_rate: Figure
    burst: Figure
    repeat_days: Figure
    late_hours: Figure
    factor: Figure
