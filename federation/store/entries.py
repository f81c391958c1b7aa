"""Entries as rows: writes what they should say, and touches only what is different.

An entry has the id of the occurrence that founded it, for ever. What becomes part of another keeps its row and says
where it went; when it comes back, it is the same entry. `sequence` and `changed_at` move only when readers could see a
difference in what it says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from federation.store.bulk import insert_rows
from federation.store.models import CoHostRow, EntryRow
from federation.store.records import TIMES, Told, chunks

_ENTRIES = cast(Table, EntryRow.__table__)
_CO_HOSTS = cast(Table, CoHostRow.__table__)


@dataclass(frozen=True, slots=True)
class Draft:
    """What an entry should say. `made_of` is None for one record; `hosts` begin with the leading site."""

    id: str
    hosts: tuple[str, ...]
    columns: Mapping[str, Any]
    first_seen_at: datetime
    made_of: str | None = None
    hidden: bool = False


def draft(told: Told, site_id: str, first_seen_at: datetime, *, hidden: bool = False) -> Draft:
    """The entry of an occurrence that nobody else tells."""
    columns = {"payload": told.payload, "recurring": told.recurring, **{name: told.columns[name] for name in TIMES}}
    return Draft(told.id, (site_id,), columns, first_seen_at, hidden=hidden)


def write(session: Session, drafts: Sequence[Draft], now: datetime) -> int:
    """Bring these entries up to date, the missing ones founded; returns how many readers see differently."""
    different, missing = 0, []
    for some in chunks(drafts):
        rows = _rows(session, [item.id for item in some])
        for item in some:
            if item.id not in rows:
                missing.append(item)
            elif _rewrite(session, rows[item.id], item, now):
                different += 1
    session.flush()
    return different + found(session, missing, now)


def found(session: Session, drafts: Sequence[Draft], now: datetime) -> int:
    """Insert entries that were never there before; returns how many."""
    rows = [
        {
            "id": item.id,
            "site_id": item.hosts[0],
            "first_seen_at": item.first_seen_at,
            "changed_at": now,
            "sequence": 0,
            "hidden_at": now if item.hidden else None,
            "made_of": item.made_of,
            **item.columns,
        }
        for item in drafts
    ]
    insert_rows(session, _ENTRIES, rows)
    _hold_together(session, drafts)
    return len(rows)


def lead_on(session: Session, away: Mapping[str, str], now: datetime) -> int:
    """Entries that became part of another (id → that one) lead there; returns how many did not before."""
    different = 0
    for some in chunks(sorted(away)):
        for id_, row in _rows(session, some).items():
            if row.merged_into != away[id_]:
                if _hosts(row.made_of)[1:]:
                    _leave(session, id_)
                row.merged_into, row.hidden_at, row.made_of = away[id_], row.hidden_at or now, None
                row.indexed_with = None
                different += 1
    session.flush()
    return different


def merged_ids(session: Session, ids: Iterable[str]) -> set[str]:
    """Which of these entries are made of several records, or became part of another."""
    found: set[str] = set()
    merged = EntryRow.made_of.is_not(None) | EntryRow.merged_into.is_not(None)
    for some in chunks(sorted(set(ids))):
        found |= set(session.scalars(select(EntryRow.id).where(EntryRow.id.in_(some), merged)))
    return found


def _rows(session: Session, ids: Sequence[str]) -> dict[str, EntryRow]:
    return {row.id: row for row in session.scalars(select(EntryRow).where(EntryRow.id.in_(ids)))}


def _rewrite(session: Session, row: EntryRow, item: Draft, now: datetime) -> bool:
    columns = {**item.columns, "site_id": item.hosts[0]}
    # A withdrawn entry keeps its first date of withdrawal.
    if columns["withdrawn_at"] is not None and row.withdrawn_at is not None:
        columns["withdrawn_at"] = row.withdrawn_at
    different = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    co_hosts = _hosts(row.made_of)[1:]
    if different or co_hosts != item.hosts[1:]:
        row.sequence += 1
        row.changed_at = now
    hidden_at = (row.hidden_at or now) if item.hidden else None
    seen = bool(different) or (row.hidden_at, row.made_of, row.merged_into) != (hidden_at, item.made_of, None)
    row.hidden_at, row.made_of, row.merged_into = hidden_at, item.made_of, None
    if seen:
        row.indexed_with = None
    if co_hosts != item.hosts[1:]:
        _leave(session, row.id)
        _hold_together(session, [item])
    return seen


def _hosts(made_of: str | None) -> tuple[str, ...]:
    return () if made_of is None else tuple(json.loads(made_of)["hosts"])


def _leave(session: Session, entry_id: str) -> None:
    session.execute(delete(_CO_HOSTS).where(_CO_HOSTS.c.entry_id == entry_id))


def _hold_together(session: Session, drafts: Iterable[Draft]) -> None:
    rows = [{"site_id": site, "entry_id": item.id} for item in drafts for site in item.hosts[1:]]
    insert_rows(session, _CO_HOSTS, rows)
