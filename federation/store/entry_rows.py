"""Rows of entries as Entry values: which columns are read, who holds them, how they are told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from federation.domain.entry import Entry, Host
from federation.domain.happened import as_moved
from federation.domain.payload import event_from
from federation.store.bulk import chunks
from federation.store.happened import load_former
from federation.store.models import EntryRow, SiteRow
from federation.store.occurrences import told_times

COLUMNS = (
    EntryRow.id,
    EntryRow.payload,
    EntryRow.starts_at,
    EntryRow.ends_at,
    EntryRow.all_day,
    EntryRow.zone,
    EntryRow.recurring,
    EntryRow.first_seen_at,
    EntryRow.changed_at,
    EntryRow.sequence,
    EntryRow.withdrawn_at,
    EntryRow.site_id,
    EntryRow.made_of,
    EntryRow.former,
    EntryRow.facets,
)
"""What an Entry is told from."""

Rows = list[Row[*tuple[Any, ...]]]


def told(session: Session, rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Entry]:
    """The entries of rows with these columns, in their order."""
    hosts = _hosts(session, rows)
    return [_entry(row, hosts) for row in rows]


def by_id(session: Session, ids: Sequence[str]) -> list[Entry]:
    """Entries by their ids, in the order of the ids; those that are hidden or unknown are left out."""
    found: dict[str, Entry] = {}
    for some in chunks(ids):
        rows = session.execute(select(*COLUMNS).where(EntryRow.id.in_(some), EntryRow.hidden_at.is_(None))).all()
        found |= {entry.id: entry for entry in told(session, rows)}
    return [found[id_] for id_ in ids if id_ in found]


def facet_names(column: str | None) -> tuple[str, ...]:
    """The facets in a row of an entry."""
    return tuple(column.split("\n")[1:-1]) if column else ()


def joined_facets(names: Sequence[str]) -> str:
    """Facets as a row of an entry tells them: each in a line, so that one is found with its ends; "" for none."""
    return "\n".join(("", *names, "")) if names else ""


def _hosts(session: Session, rows: Iterable[Row[*tuple[Any, ...]]]) -> dict[str, Host]:
    """The sites that hold these entries."""
    ids = {site for row in rows for site in (row.site_id, *_made_of(row).get("hosts", ()))}
    found = select(SiteRow.id, SiteRow.name, SiteRow.city, SiteRow.zone).where(SiteRow.id.in_(sorted(ids)))
    return {row.id: Host(*row) for row in session.execute(found)}


def _entry(row: Row[*tuple[Any, ...]], hosts: dict[str, Host]) -> Entry:
    made_of = _made_of(row)
    return Entry(
        id=row.id,
        event=as_moved(event_from(json.loads(row.payload), told_times(row)), load_former(row.former, row.zone)),
        host=hosts[row.site_id],
        hosts=tuple(hosts[site] for site in made_of.get("hosts", (row.site_id,))),
        records=tuple(made_of.get("records", ())),
        first_seen_at=row.first_seen_at,
        changed_at=row.changed_at,
        sequence=row.sequence,
        withdrawn_at=row.withdrawn_at,
        recurring=row.recurring,
        facets=facet_names(row.facets),
    )


def _made_of(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    return {} if row.made_of is None else json.loads(row.made_of)
