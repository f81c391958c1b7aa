"""Drawing what entries were found to be: facets, points and words, in batches outside of every landing.

A batch may be killed at any moment: what it did not write is still to be drawn. Reading and classifying take no lock;
what was written anew meanwhile is left for the next batch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from federation.domain.entry import Entry
from federation.domain.site import Location
from federation.domain.site_payload import load_site
from federation.domain.taxonomy import Classified, Taxonomy, classify
from federation.domain.taxonomy.facets import facets
from federation.store import words
from federation.store.entry_rows import COLUMNS, facet_names, told
from federation.store.facets import Drawn, point, write
from federation.store.models import EntryRow, IndexedRow, SiteRow
from federation.store.published import publish

BATCH = 500
"""Entries drawn in one transaction."""

_FORGOTTEN_AT_ONCE = 20_000
_HOME = Path(__file__).parent.parent
_CODE = ("domain/taxonomy/*.py", "domain/matching/*.py", "domain/searching/*.py", "store/facets.py", "store/words.py")
"""The code by which entries are drawn, and what it rests on."""

_STATE = (
    EntryRow.id,
    EntryRow.sequence,
    EntryRow.changed_at,
    EntryRow.starts_at,
    EntryRow.site_id,
    EntryRow.made_of,
    EntryRow.hidden_at,
)
"""What tells whether an entry was written since."""
_REST = (EntryRow.hidden_at, EntryRow.facets_at)


@dataclass(frozen=True, slots=True)
class Rules:
    """What entries are drawn by: the taxonomy, where sites are, and the digest of both and of the code."""

    taxonomy: Taxonomy
    homes: Mapping[str, Location]
    digest: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries to be drawn: as they stood when they were read, what they were found to be, those to be forgotten."""

    drawn: Sequence[Drawn]
    entries: Sequence[Entry]
    classified: Mapping[str, Classified]
    states: Mapping[str, tuple[Any, ...]]

    def __bool__(self) -> bool:
        """Whether there was anything to be drawn."""
        return bool(self.states)


def rules(session: Session, taxonomy: Taxonomy) -> Rules:
    """The rules in force."""
    sites = [load_site(payload) for payload in session.scalars(select(SiteRow.payload).order_by(SiteRow.id))]
    homes = {site.id: site.location for site in sites}
    places = [(id_, home.lat, home.lon) for id_, home in sorted(homes.items())]
    digest = hashlib.blake2b(f"{_code()} {taxonomy.digest} {places}".encode(), digest_size=8)
    return Rules(taxonomy, homes, digest.hexdigest())


@cache
def _code() -> str:
    """The digest of the code that draws entries; reads some thirty small files, once."""
    digest = hashlib.blake2b(digest_size=8)
    for pattern in _CODE:
        for file in sorted(_HOME.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def outdated(session: Session, by: Rules) -> bool:
    """Whether entries may be drawn by other rules than these."""
    return session.scalar(select(IndexedRow.rules)) != by.digest


def forget(session: Session, after: str) -> str | None:
    """Let some of the entries after an id be drawn again; returns the last of them, None when there are none left."""
    wanted = select(EntryRow.id).where(EntryRow.id > after).order_by(EntryRow.id).limit(_FORGOTTEN_AT_ONCE)
    last = session.scalar(select(wanted.subquery().c.id).order_by("id").offset(_FORGOTTEN_AT_ONCE - 1))
    some = (EntryRow.id > after,) if last is None else (EntryRow.id > after, EntryRow.id <= last)
    session.execute(update(EntryRow).where(*some, EntryRow.indexed_with.is_not(None)).values(indexed_with=None))
    return last


def now_by(session: Session, by: Rules) -> None:
    """Note that all entries that say to be drawn are drawn by these rules."""
    _indexed(session).rules = by.digest


def next_batch(session: Session, by: Rules, most: int = BATCH) -> Batch:
    """The next entries to be drawn, classified; empty when all are."""
    waiting = select(EntryRow.id).where(EntryRow.indexed_with.is_(None)).order_by(EntryRow.id).limit(most)
    ids = list(session.scalars(waiting))
    rows = session.execute(select(*COLUMNS, *_REST).where(EntryRow.id.in_(ids)).order_by(EntryRow.id)).all()
    entries = told(session, [row for row in rows if row.hidden_at is None])
    classified = {entry.id: classify(entry.event, by.taxonomy) for entry in entries}
    found = {entry.id: facets(entry, classified[entry.id]) for entry in entries}
    points = {entry.id: point(entry, by.homes.get(entry.host.id)) for entry in entries}
    drawn = [
        Drawn(row.id, row.starts_at, found.get(row.id, ()), points.get(row.id), facet_names(row.facets), row.facets_at)
        for row in rows
    ]
    states = {row.id: tuple(getattr(row, column.key) for column in _STATE) for row in rows}
    return Batch(drawn, entries, classified, states)


def land(session: Session, batch: Batch, by: Rules) -> tuple[int, int]:
    """Write what of a batch still stands as it was read; returns how many entries, and how many look different."""
    still = _still(session, batch)
    drawn = [item for item in batch.drawn if item.id in still]
    write(session, drawn, by.digest)
    entries = [entry for entry in batch.entries if entry.id in still]
    found = words.write(session, entries, batch.classified)
    lost = words.forget(session, still - {entry.id for entry in entries})
    different = found | lost | {item.id for item in drawn if item.different}
    if different:
        _indexed(session).unpublished = True
    return len(drawn), len(different)


def _still(session: Session, batch: Batch) -> set[str]:
    """Which entries of a batch nobody wrote since it was read; what somebody is writing now is not among them."""
    ids = sorted(batch.states)
    rows = select(*_STATE).where(EntryRow.id.in_(ids), EntryRow.indexed_with.is_(None)).order_by(EntryRow.id)
    found = session.execute(rows.with_for_update(skip_locked=True))
    return {row.id for row in found if batch.states[row.id] == tuple(row)}


def unpublished(session: Session) -> bool:
    """Whether something was drawn that readers have not seen."""
    return bool(session.scalar(select(IndexedRow.unpublished)))


def publish_drawn(session: Session, now: datetime) -> None:
    """Raise the published version: readers see what was drawn."""
    _indexed(session).unpublished = False
    publish(session, now)


def _indexed(session: Session) -> IndexedRow:
    row = session.get(IndexedRow, 1)
    if row is None:
        row = IndexedRow(id=1, rules="", unpublished=False)
        session.add(row)
    return row
