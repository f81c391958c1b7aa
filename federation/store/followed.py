"""Entries in the order of their last change, for those who keep a copy of the agenda."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from federation.domain.entry import Entry
from federation.domain.site import PUBLISHED
from federation.store.entry_rows import COLUMNS, told
from federation.store.models import EntryRow, SiteRow

_REST = (EntryRow.hidden_at, EntryRow.merged_into)
_ORDER = (EntryRow.changed_at, EntryRow.id)


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry and when it last changed (aware UTC); `entry` is None when it is not in the agenda of the network.

    `merged_into` is the entry that it became part of, "" when it did not.
    """

    id: str
    changed_at: datetime
    entry: Entry | None
    merged_into: str


def members(session: Session) -> tuple[str, ...]:
    """The sites whose entries make the agenda of the network."""
    rows = select(SiteRow.id).where(SiteRow.archived_at.is_(None), SiteRow.label.in_(sorted(PUBLISHED)))
    return tuple(sorted(session.scalars(rows)))


def digest_of(sites: Sequence[str]) -> str:
    """A short name of a set of sites."""
    return hashlib.blake2b(" ".join(sites).encode(), digest_size=6).hexdigest()


def changed_after(session: Session, sites: Sequence[str], after: tuple[datetime, str], most: int) -> list[Changed]:
    """What changed after an entry (when it changed, its id), the oldest change first; at most so many."""
    return _changed(session, sites, after, most)


def agenda_after(
    session: Session, sites: Sequence[str], after: tuple[datetime, str], most: int, now: datetime
) -> list[Changed]:
    """The entries that are shown and not over, in the same order."""
    shown = (
        EntryRow.hidden_at.is_(None),
        EntryRow.withdrawn_at.is_(None),
        EntryRow.over_at > now,
        EntryRow.site_id.in_(sites),
    )
    return _changed(session, sites, after, most, *shown)


def _changed(
    session: Session, sites: Sequence[str], after: tuple[datetime, str], most: int, *only: object
) -> list[Changed]:
    statement = select(*COLUMNS, *_REST).where(tuple_(*_ORDER) > after, *only).order_by(*_ORDER).limit(most)  # type: ignore[arg-type]
    rows = session.execute(statement).all()
    among = set(sites)
    shown = [row for row in rows if row.hidden_at is None and row.site_id in among]
    entries = {entry.id: entry for entry in told(session, shown)}
    return [Changed(row.id, row.changed_at, entries.get(row.id), row.merged_into or "") for row in rows]
