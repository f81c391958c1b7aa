"""From a value to a reading: the ruling and the sentence that every measure of a number has in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from federation.domain.reasons.words import Words
from federation.label import words
from federation.label import words_of_readings as tell
from federation.label.case import Case
from federation.label.evidence import Happening
from federation.label.rules import Figure
from federation.label.verdict import SILENCE, Reading, Ruling, Unit, Window, compared
from federation.label.words import Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What a value is held against: at least `threshold` (with an optional target), or at most.

    `warn_ratio` None takes that of the charter; 1 never warns, for what is declared once and does not move.
    """

    threshold: Figure
    target: Figure | None = None
    at_most: bool = False
    warn_ratio: Figure | None = None


def against(
    case: Case,
    bar: Bar,
    value: Fraction,
    what: Noun,
    *,
    unit: Unit = Unit.COUNT,
    window: Window | None = None,
    prorated: int | None = None,
    pieces: Sequence[str] = (),
    sources: Sequence[str] = (),
    apart: Sequence[str] = (),
) -> Reading:
    """The reading of a value; `prorated` is the threshold of a shorter window, `apart` happenings set apart."""
    threshold = bar.threshold.value if prorated is None else Fraction(prorated)
    ratio = (bar.warn_ratio or case.rules.warn_ratio).value
    ruling = compared(value, threshold, ratio, bar.at_most)
    when = words.on_day(case.today) if window is None else words.period(window)
    limit = tell.threshold(threshold, unit, prorated is not None, bar.at_most)
    follows = [tell.set_apart(len(apart))]
    if ruling is Ruling.UNMET:
        gap = value - threshold if bar.at_most else threshold - value
        follows.append(tell.shortfall(gap, unit, bar.at_most))
    elif ruling is Ruling.WATCH:
        follows.append(tell.near(ratio))
    return Reading(
        ruling=ruling,
        said=tell.measured(value, unit, what, when, limit),
        follows=words.sentences(follows),
        value=value,
        threshold=threshold,
        target=bar.target.value if bar.target else None,
        origin=bar.threshold.origin,
        at_most=bar.at_most,
        unit=unit,
        window=window,
        pieces=tuple(pieces),
        sources=tuple(sources),
        anomalies=case.named(apart),
    )


def undetermined(
    said: Words,
    follows: Words = SILENCE,
    *,
    window: Window | None = None,
    pieces: Sequence[str] = (),
    sources: Sequence[str] = (),
) -> Reading:
    """A reading that cannot tell."""
    return Reading(
        ruling=Ruling.UNDETERMINED,
        said=said,
        follows=follows,
        window=window,
        pieces=tuple(pieces),
        sources=tuple(sources),
    )


def sources_of(happenings: Sequence[Happening]) -> tuple[str, ...]:
    """The sources that tell of some happenings."""
    return tuple(sorted({source for one in happenings for source in one.sources}))


def ids_of(happenings: Sequence[Happening]) -> tuple[str, ...]:
    """The ids of some happenings, in the order of their time."""
    return tuple(one.id for one in happenings)
