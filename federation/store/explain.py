"""Why an entry is what it is: who says what of it, why that was taken for one event, and whose word counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.domain.event import Moment
from federation.domain.matching import Match, Statement, match
from federation.domain.merging import Conflict
from federation.store.agenda import Origin, origins
from federation.store.decisions import Decision, decisions_about
from federation.store.matching.shelf import StoreShelf
from federation.store.models import EntryRow, OccurrenceRow


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of an entry, in its own words. `id` is the occurrence's, `record` its record's."""

    id: str
    record: str
    origin: Origin
    title: str
    start: Moment
    listed: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """An entry explained.

    `matches` are the comparisons of every two of `said`, by their ids; `provenance` maps fields to records' ids (or to
    `merging.PEOPLE`); `hosts` are ids of sites, the leading one first; `decisions` are all about it, undone ones too.
    """

    entry_id: str
    said: tuple[Said, ...]
    matches: Mapping[tuple[str, str], Match]
    hosts: tuple[str, ...]
    provenance: Mapping[str, str]
    conflicts: tuple[Conflict, ...]
    decisions: tuple[Decision, ...]


def explain(session: Session, entry_id: str) -> Explanation | None:
    """Why an entry is what it is, hidden ones too; None for none, or for one that became part of another."""
    row = None if "\0" in entry_id else session.get(EntryRow, entry_id)
    if row is None or row.merged_into is not None:
        return None
    shelf = StoreShelf(session)
    ids = session.scalars(select(OccurrenceRow.id).where(OccurrenceRow.entry_id == entry_id)).all()
    statements = {statement.id: statement for statement in shelf.prepare(ids)}
    made_of = json.loads(row.made_of) if row.made_of is not None else {}
    return Explanation(
        entry_id=entry_id,
        said=tuple(_said(statements[origin.occurrence_id], origin, shelf) for origin in origins(session, entry_id)),
        matches={(a, b): match(statements[a], statements[b]) for a, b in combinations(sorted(statements), 2)},
        hosts=tuple(made_of.get("hosts", (row.site_id,))),
        provenance=made_of.get("provenance") or _all_of_one(row, statements),
        conflicts=tuple(_conflict(item) for item in made_of.get("conflicts", ())),
        decisions=tuple(decisions_about(session, ids)),
    )


def _said(statement: Statement, origin: Origin, shelf: StoreShelf) -> Said:
    event = statement.event
    return Said(statement.id, statement.record, origin, event.title, event.start, shelf.listed(statement.id))


def _all_of_one(row: EntryRow, statements: Mapping[str, Statement]) -> dict[str, str]:
    record = next((statement.record for statement in statements.values()), "")
    return dict.fromkeys(sorted(json.loads(row.payload)), record)


def _conflict(item: list[Any]) -> Conflict:
    code, *said = item
    return Conflict(code, tuple((record, value) for record, value in said))
