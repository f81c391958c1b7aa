"""Why an entry is what it is: who says what of it, why that was taken for one event, and whose word counts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.domain.event import Event, Moment
from federation.domain.matching import Match, Reason, Statement, Verdict, match
from federation.domain.merging import Conflict
from federation.domain.payload import event_from
from federation.domain.site_moves import moved_by
from federation.store.agenda import Origin, origins
from federation.store.decisions import Decision, every_decision, moves_of, series
from federation.store.matching.shelf import StoreShelf
from federation.store.models import EntryRow
from federation.store.occurrences import told_times

MOST_COMPARED = 24
"""How many statements of one entry are compared with each other: a source may say the very same ten thousand times."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of an entry, in its own words. `id` is the occurrence's, `record` its record's.

    `listed`: its source is in the network file; `withdrawn`: its source dropped it.
    """

    id: str
    record: str
    origin: Origin
    title: str
    start: Moment
    listed: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """Why a statement is in the entry: what it has in common with one that was there before it."""

    said: Said
    other: Said
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An entry explained: what it says, and why. `hidden`: shown to nobody.

    `matches` are the comparisons of every two of the first MOST_COMPARED of `said`, by their ids; `provenance` maps
    fields to records' ids (or to `merging.PEOPLE`); `hosts` are ids of sites, the leading one first; `decisions` are
    all about it, undone ones too.
    """

    entry_id: str
    event: Event
    hidden: bool
    said: tuple[Said, ...]
    matches: Mapping[tuple[str, str], Match]
    hosts: tuple[str, ...]
    provenance: Mapping[str, str]
    conflicts: tuple[Conflict, ...]
    decisions: tuple[Decision, ...]

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Each statement that was compared, but the first, with the one before it that it resembles most."""
        compared = self.said[:MOST_COMPARED]
        return tuple(self._tie(said, compared[:rank]) for rank, said in enumerate(compared) if rank)

    def _tie(self, said: Said, before: tuple[Said, ...]) -> Tie:
        best = max(before, key=lambda other: self._match(said, other).score)
        for decision in self.decisions:
            if decision.kind != "merge" or decision.undone_at is not None or not _is_about(decision, said):
                continue
            if tied := [other for other in before if _is_about(decision, other)]:
                return Tie(said, tied[0], (Reason("decided"),))
        found = self._match(said, best)
        return Tie(said, best, found.reasons if found.verdict is not Verdict.APART else ())

    def _match(self, one: Said, other: Said) -> Match:
        first, second = sorted((one.id, other.id))
        return self.matches[first, second]


def _is_about(decision: Decision, said: Said) -> bool:
    return said.id in decision.about or series(said.record) in decision.about


def contested(session: Session, now: datetime) -> list[str]:
    """The ids of entries to come that are shown and whose sources contradict each other, soonest first."""
    rows = (
        select(EntryRow.id)
        .where(EntryRow.over_at > now, EntryRow.hidden_at.is_(None), EntryRow.withdrawn_at.is_(None))
        # As `matching.groups` writes it; read so that only those which are contested leave the database.
        .where(EntryRow.made_of.like('%"conflicts":[[%'))
        .order_by(EntryRow.starts_at, EntryRow.id)
    )
    return list(session.scalars(rows))


def explain(session: Session, entry_id: str, each: int | None = None) -> Explanation | None:
    """Why an entry is what it is, hidden ones too; None for none, or for one that became part of another.

    With `each`, only so many statements of each source are read: what a page can show of a flood.
    """
    row = None if "\0" in entry_id else session.get(EntryRow, entry_id)
    if row is None or row.merged_into is not None:
        return None
    shelf = StoreShelf(session)
    told = origins(session, entry_id)
    shown = told if each is None else _first_of_each(told, each)
    statements = {one.id: one for one in shelf.prepare(origin.occurrence_id for origin in shown)}
    made_of = json.loads(row.made_of) if row.made_of is not None else {}
    said = tuple(_said(statements[origin.occurrence_id], origin, shelf) for origin in shown)
    compared = sorted(item.id for item in said[:MOST_COMPARED])
    event, hosts = event_from(json.loads(row.payload), told_times(row)), made_of.get("hosts", (row.site_id,))
    about = {origin.occurrence_id for origin in told} | {series(item.record) for item in said}
    return Explanation(
        entry_id=entry_id,
        event=event,
        hidden=row.hidden_at is not None,
        said=said,
        matches={(a, b): match(statements[a], statements[b]) for a, b in combinations(compared, 2)},
        hosts=tuple(hosts),
        provenance=made_of.get("provenance") or _all_of_one(row, statements),
        conflicts=tuple(_conflict(item) for item in made_of.get("conflicts", ())),
        decisions=_decisions(session, about, event, hosts[0]),
    )


def _decisions(session: Session, about: set[str], event: Event, site_id: str) -> tuple[Decision, ...]:
    """All about it, undone ones too, and the move of its site that took it along."""
    move = moved_by(event, moves_of(session, site_id))
    return tuple(
        each
        for each in every_decision(session)
        if not about.isdisjoint(each.about) or (move is not None and each.id == move.number)
    )


def _first_of_each(told: Iterable[Origin], most: int) -> list[Origin]:
    """The statements seen first, at most so many of each source."""
    heard: Counter[tuple[str, str]] = Counter()
    shown = []
    for origin in told:
        source = (origin.site_id, origin.source_key)
        heard[source] += 1
        if heard[source] <= most:
            shown.append(origin)
    return shown


def _said(statement: Statement, origin: Origin, shelf: StoreShelf) -> Said:
    event = statement.event
    listed = shelf.listed(statement.id)
    return Said(statement.id, statement.record, origin, event.title, event.start, listed, statement.withdrawn)


def _all_of_one(row: EntryRow, statements: Mapping[str, Statement]) -> dict[str, str]:
    record = next((statement.record for statement in statements.values()), "")
    return dict.fromkeys(sorted(json.loads(row.payload)), record)


def _conflict(item: list[Any]) -> Conflict:
    code, *said = item
    return Conflict(code, tuple((record, value) for record, value in said))
