"""Entries from occurrences: rewrites only those whose occurrences a pull touched.

An entry is drawn from the occurrence that founded it. `sequence` and `changed_at` move only when readers could see a
difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, insert, select, update
from sqlalchemy.orm import Session

from federation.store.models import EntryRow, OccurrenceRow, RecordRow
from federation.store.records import CHUNK, TIMES, Told

_ENTRIES = cast(Table, EntryRow.__table__)


def found(session: Session, site_id: str, told: Sequence[Told], now: datetime) -> int:
    """Insert the entries of occurrences that were never told before; returns how many."""
    rows = [
        {
            "id": item.entry_id,
            "site_id": site_id,
            "first_seen_at": now,
            "changed_at": now,
            "sequence": 0,
            **_columns(item),
        }
        for item in told
    ]
    if rows:
        session.execute(insert(_ENTRIES), rows)
    return len(rows)


def rebuild(session: Session, site_id: str, told: Sequence[Told], now: datetime) -> int:
    """Bring the entries of these occurrences up to date; returns how many readers see differently."""
    different, missing = 0, []
    for start in range(0, len(told), CHUNK):
        some = told[start : start + CHUNK]
        ids = [item.entry_id for item in some]
        rows = {row.id: row for row in session.scalars(select(EntryRow).where(EntryRow.id.in_(ids)))}
        for item in some:
            if item.entry_id not in rows:
                missing.append(item)
            elif _rewrite(rows[item.entry_id], _columns(item), now):
                different += 1
    session.flush()
    return different + found(session, site_id, missing, now)


def hide(session: Session, source_ids: Sequence[int], now: datetime) -> None:
    """Keep back the entries of sources that are no longer in the network file; nobody withdrew them."""
    _set_hidden(session, source_ids, now)


def show(session: Session, source_ids: Sequence[int]) -> None:
    """Show the entries of sources that are in the network file again."""
    _set_hidden(session, source_ids, None)


def _set_hidden(session: Session, source_ids: Sequence[int], hidden_at: datetime | None) -> None:
    if source_ids:
        told = (
            select(OccurrenceRow.entry_id)
            .join(RecordRow, RecordRow.id == OccurrenceRow.record_id)
            .where(RecordRow.source_id.in_(source_ids))
        )
        session.execute(update(_ENTRIES).where(_ENTRIES.c.id.in_(told)).values(hidden_at=hidden_at))


def _columns(item: Told) -> dict[str, Any]:
    return {
        "payload": item.payload,
        "recurring": item.recurring,
        **{name: item.columns[name] for name in TIMES},
    }


def _rewrite(row: EntryRow, columns: dict[str, Any], now: datetime) -> bool:
    # A withdrawn entry keeps its first date of withdrawal.
    if columns["withdrawn_at"] is not None and row.withdrawn_at is not None:
        columns["withdrawn_at"] = row.withdrawn_at
    different = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    if different:
        row.sequence += 1
        row.changed_at = now
    return bool(different)
