"""Before a charter changes: which sites would move, on which criterion, by how much, and from which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from federation.domain.reasons.words import Words
from federation.domain.site import LabelStatus
from federation.label.audit import Report, assess
from federation.label.charter import Charter
from federation.label.evidence import Evidence
from federation.label.history import NOTHING, History
from federation.label.verdict import ELIGIBLE, Reading, Ruling, Unit, Verdict
from federation.label.words import day, say, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One verdict that would be another. `before` None for a criterion that is new, `after` None for one given up.

    `gap` is how far the value is from the new threshold; `on` the day from which it counts, today for one that would
    as soon as the charter is adopted; `overdue_on` the day on which the time to mend would be over, for a required one
    that would be unmet.
    """

    site: str
    criterion: str
    before: Ruling | None
    after: Ruling | None
    value: Fraction | None
    old_threshold: Fraction | None
    new_threshold: Fraction | None
    gap: Fraction | None
    unit: Unit
    on: date
    overdue_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """All moves, by site and criterion, and the sites that would stop, or start, being eligible; as of `today`."""

    today: date
    moves: tuple[Move, ...]
    losing: tuple[str, ...]
    gaining: tuple[str, ...]
    at_risk: Mapping[str, date]
    """The labelled sites that would go to probation if nothing changes, each with its day."""


def preview(
    old: Charter,
    new: Charter,
    evidences: Iterable[Evidence],
    as_of: datetime,
    histories: Mapping[str, History] | None = None,
) -> Preview:
    """What a new charter would change, were its criteria all in force on what is known today."""
    today = as_of.astimezone(new.zone).date()
    whole = replace(new, criteria=tuple(replace(one, in_force_on=min(one.in_force_on, today)) for one in new.criteria))
    moves: list[Move] = []
    losing: list[str] = []
    gaining: list[str] = []
    sites = sorted(evidences, key=lambda one: one.site)
    for evidence in sites:
        history = (histories or {}).get(evidence.site, NOTHING)
        before, after = assess(old, evidence, as_of, history), assess(whole, evidence, as_of, history)
        moves += _moves(before, after, new, today)
        if before.eligible != after.eligible:
            (losing if before.eligible else gaining).append(evidence.site)
    labelled = {one.site for one in sites if one.status is LabelStatus.LABELLED}
    at_risk = _at_risk(move for move in moves if move.site in labelled)
    return Preview(today=today, moves=tuple(moves), losing=tuple(losing), gaining=tuple(gaining), at_risk=at_risk)


def announced(preview: Preview) -> Words:
    """« 2 sites passeraient en surveillance le 1er avril 2027 : brest, tours. » One sentence for each day."""
    told = []
    for on in sorted(set(preview.at_risk.values())):
        sites = sorted(site for site, when in preview.at_risk.items() if when == on)
        names, when, many = ", ".join(sites), day(on), len(sites) > 1
        go, places = ("sites passeraient", "sites") if many else ("site passerait", "site")
        fr = f"{len(sites)} {go} en surveillance le {when.fr} : {names}."
        en = f"{len(sites)} {places} would go to probation on {when.en}: {names}."
        told.append(say(fr, en))
    return sentences(told or [Words("Aucun site ne passerait en surveillance.", "No site would go to probation.")])


def begins(move: Move, today: date) -> Words:
    """From when a move counts: « le 1er janvier 2027 », or « dès l’adoption » where no day to come is named."""
    if move.on <= today:
        return Words("dès l’adoption", "as soon as it is adopted")
    on = day(move.on)
    return Words(f"le {on.fr}", f"on {on.en}")


def notice_asked(days: int, earliest: date) -> Words:
    """What keeps a charter from being adopted as it is: the day it names leaves too little notice."""
    on = day(earliest)
    return say(
        f"Pour être adoptée aujourd’hui, elle laisserait {days} jours de préavis : au plus tôt le {on.fr}.",
        f"To be adopted today, it would leave a notice of {days} days: on {on.en} at the earliest.",
    )


def _moves(before: Report, after: Report, new: Charter, today: date) -> list[Move]:
    old = {one.criterion: one for one in before.verdicts if one.counts}
    fresh = {one.criterion: one for one in after.verdicts}
    names = sorted({*old, *fresh})
    pairs = [(name, old.get(name), fresh.get(name)) for name in names]
    return [
        _move(before.site, name, one, other, new, today)
        for name, one, other in pairs
        if (one.ruling if one else None) is not (other.ruling if other else None)
    ]


def _move(site: str, name: str, before: Verdict | None, after: Verdict | None, new: Charter, today: date) -> Move:
    criterion = new.criterion(name)
    on = max(today, new.in_force_on, criterion.in_force_on if criterion else new.in_force_on)
    was, now = _decisive(before), _decisive(after)
    overdue = None
    if criterion and criterion.required and after and after.ruling is Ruling.UNMET:
        spent = after.grace.elapsed if after.grace and before and before.ruling is Ruling.UNMET else timedelta(0)
        overdue = on + max(criterion.grace.days - spent, timedelta(0)) + timedelta(days=1)
    return Move(
        site=site,
        criterion=name,
        before=before.ruling if before else None,
        after=after.ruling if after else None,
        value=now.value if now else None,
        old_threshold=was.threshold if was else None,
        new_threshold=now.threshold if now else None,
        gap=now.gap if now else None,
        unit=now.unit if now else Unit.COUNT,
        on=on,
        overdue_on=overdue,
    )


def _decisive(verdict: Verdict | None) -> Reading | None:
    return verdict.decisive if verdict else None


def _at_risk(moves: Iterable[Move]) -> dict[str, date]:
    found: dict[str, date] = {}
    for move in moves:
        if move.overdue_on is not None and (move.before is None or move.before in ELIGIBLE):
            found[move.site] = min(found.get(move.site, date.max), move.overdue_on)
    return found
