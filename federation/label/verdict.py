"""Verdicts and what they are made of: values that tell what was measured, against what, when, and from which pieces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from federation.domain.reasons.words import Words

PIECES_SHOWN = 50
"""How many pieces a verdict names; it tells how many there are."""


SILENCE = Words("", "")
"""Nothing to say."""


class Ruling(StrEnum):
    """What the evidence says of one criterion; undetermined is not unmet."""

    MET = "met"
    WATCH = "watch"
    UNMET = "unmet"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"
    DEROGATION = "derogation"


CONFORMING = frozenset({Ruling.MET, Ruling.WATCH})
ELIGIBLE = CONFORMING | {Ruling.NOT_APPLICABLE, Ruling.DEROGATION}
"""The rulings with which a required criterion lets a site be labelled."""

_SEVERITY = (Ruling.NOT_APPLICABLE, Ruling.MET, Ruling.WATCH, Ruling.UNDETERMINED, Ruling.UNMET)


class Unit(StrEnum):
    """What a value counts."""

    COUNT = "count"
    SHARE = "share"
    HOURS = "hours"
    DAYS = "days"
    METRES = "metres"


@dataclass(frozen=True, slots=True)
class Window:
    """The days that were looked at, from `first` to `last`; `days` of them count once closures are subtracted.

    Happenings count from `from_at` to `until_at`. `cut` when it ends with the last success of a silent source.
    """

    first: date
    last: date
    days: int
    from_at: datetime
    until_at: datetime
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one measure read: a value against a threshold, in words of both languages, with its pieces.

    `said` is what was measured, `follows` what that leads to. With `at_most` the threshold is a ceiling. `value` is
    None when there is nothing to measure.
    """

    ruling: Ruling
    said: Words
    follows: Words = SILENCE
    value: Fraction | None = None
    threshold: Fraction | None = None
    target: Fraction | None = None
    origin: str = ""
    at_most: bool = False
    unit: Unit = Unit.COUNT
    window: Window | None = None
    pieces: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    anomalies: tuple[str, ...] = ()
    next_on: date | None = None
    """When looking again may say something else, if not tomorrow."""

    @property
    def gap(self) -> Fraction | None:
        """How much is missing to the threshold, or too much above a ceiling; 0 when it is met."""
        if self.value is None or self.threshold is None:
            return None
        return max(Fraction(0), self.value - self.threshold if self.at_most else self.threshold - self.value)

    @property
    def on_target(self) -> bool:
        """Whether the target is reached; true of what has none."""
        return self.target is None or (self.value is not None and self.value >= self.target)


@dataclass(frozen=True, slots=True)
class Grace:
    """The time to mend: how much of it has passed, and when it ends if nothing changes; None while it stands still."""

    allowed: timedelta
    elapsed: timedelta
    until: date | None = None

    @property
    def over(self) -> bool:
        """Whether it has all passed."""
        return self.elapsed > self.allowed


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Something out of the ordinary, shown to the committee; what is set `apart` does not count before it is accepted.

    `pieces` are the happenings set apart, or the snapshots of a figure that jumped.
    """

    id: str
    kind: str
    said: Words
    pieces: tuple[str, ...] = ()
    accepted: bool = False

    @property
    def apart(self) -> bool:
        """Whether it keeps its pieces from counting."""
        return not self.accepted and self.kind not in SHOWN


SHOWN = frozenset({"place"})
"""The kinds of anomalies that the committee is shown while they count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the evidence says of one criterion.

    `readings` are those of its measures, `decisive` the one that the ruling rests on (None when none was taken);
    `counts` is False for a criterion that is not in force yet. `explanation` is whole: value, threshold, window,
    sources, next check and what to mend.
    """

    criterion: str
    pillar: str
    ruling: Ruling
    required: bool
    counts: bool
    explanation: Words
    readings: tuple[Reading, ...] = ()
    decisive: Reading | None = None
    grace: Grace | None = None
    next_check_on: date

    @property
    def on_target(self) -> bool:
        """Whether every target of the criterion is reached."""
        return all(reading.on_target for reading in self.readings)

    @property
    def overdue(self) -> bool:
        """Whether it is unmet and the time to mend it is over."""
        return self.ruling is Ruling.UNMET and self.grace is not None and self.grace.over


def worst(readings: tuple[Reading, ...]) -> Reading:
    """The reading that decides when all must be met; the first of the worst."""
    return max(readings, key=lambda reading: _SEVERITY.index(reading.ruling))


def best(readings: tuple[Reading, ...]) -> Reading:
    """The reading that decides when any suffices; the first of the best."""
    return min(readings, key=lambda reading: (reading.ruling is Ruling.NOT_APPLICABLE, _SEVERITY.index(reading.ruling)))


def compared(value: Fraction, threshold: Fraction, warn_ratio: Fraction, at_most: bool = False) -> Ruling:
    """Met, to be watched when less than the warning ratio away from the threshold, or unmet."""
    if at_most:
        return Ruling.UNMET if value > threshold else Ruling.MET
    if value < threshold:
        return Ruling.UNMET
    return Ruling.WATCH if value < threshold * warn_ratio else Ruling.MET
