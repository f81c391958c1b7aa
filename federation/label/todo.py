"""What to do next, in the order of urgency: which criterion, how far it is, by when, after what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction
from graphlib import TopologicalSorter

from federation.domain.reasons.words import Words
from federation.label.charter import Charter, Criterion
from federation.label.verdict import Ruling, Unit, Verdict


class Urgency(IntEnum):
    """Why something is to be done, the most pressing first."""

    OVERDUE = 1
    REQUIRED = 2
    UNDETERMINED = 3
    WATCH = 4
    RECOMMENDED = 5
    UPCOMING = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do. `found` says how far it is: what was measured, against what, and what that leads to. `gap` is
    how much is missing in `unit`, None when it is no number or nothing is; `by` the day it is due.

    `after` are the criteria it rests on that are to be mended first.
    """

    criterion: str
    urgency: Urgency
    ruling: Ruling
    found: Words
    gap: Fraction | None
    unit: Unit
    by: date | None
    after: tuple[str, ...]
    mend: Words


def tasks(charter: Charter, verdicts: Iterable[Verdict]) -> tuple[Task, ...]:
    """The tasks that the verdicts of a charter ask for; what others rest on comes before them."""
    urgent = {one.criterion: (one, urgency) for one in verdicts if (urgency := _urgency(one)) is not None}
    ordered = sorted(urgent, key=lambda id: _rank(*urgent[id]))
    criteria = {one.id: one for one in charter.criteria}
    return tuple(_task(criteria[id], *urgent[id], urgent) for id in _bases_first(ordered, criteria))


def _urgency(verdict: Verdict) -> Urgency | None:
    ruling = verdict.ruling
    if ruling in (Ruling.MET, Ruling.NOT_APPLICABLE, Ruling.DEROGATION):
        return None
    if not verdict.counts:
        return Urgency.UPCOMING if ruling is Ruling.UNMET else None
    if not verdict.required:
        return Urgency.RECOMMENDED
    if ruling is Ruling.UNMET:
        return Urgency.OVERDUE if verdict.overdue else Urgency.REQUIRED
    return Urgency.WATCH if ruling is Ruling.WATCH else Urgency.UNDETERMINED


def _rank(verdict: Verdict, urgency: Urgency) -> tuple[int, date, str]:
    until = verdict.grace.until if verdict.grace else None
    return urgency, until or date.max, verdict.criterion


def _bases_first(ordered: Sequence[str], criteria: Mapping[str, Criterion]) -> list[str]:
    """The order kept, but for what others rest on, which comes just before the first of them."""
    found: list[str] = []
    for id in ordered:
        graph = {id: [base for base in criteria[id].rests_on if base in ordered]}
        found += [one for one in TopologicalSorter(graph).static_order() if one not in found]
    return found


def _found(verdict: Verdict) -> Words:
    """What stands between a criterion and its being met, of all its measures; its explanation when none was taken."""
    asked = [one for one in verdict.readings if one.ruling is verdict.ruling]
    asked = asked or ([verdict.decisive] if verdict.decisive else [])
    if not asked:
        return verdict.explanation
    said = [words for one in asked for words in (one.said, one.follows) if words.fr]
    return Words(" ".join(one.fr for one in said), " ".join(one.en for one in said))


def _task(
    criterion: Criterion, verdict: Verdict, urgency: Urgency, urgent: Mapping[str, tuple[Verdict, Urgency]]
) -> Task:
    reading = verdict.decisive
    return Task(
        criterion=criterion.id,
        urgency=urgency,
        ruling=verdict.ruling,
        found=_found(verdict),
        gap=reading.gap if reading and verdict.ruling is Ruling.UNMET else None,
        unit=reading.unit if reading else Unit.COUNT,
        by=verdict.grace.until if verdict.grace else None,
        after=tuple(base for base in criterion.rests_on if base in urgent),
        mend=criterion.mend,
    )
