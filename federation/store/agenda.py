"""Entries for readers: what comes, one entry, its other dates, and where it came from."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Subquery, func, select, union_all
from sqlalchemy.orm import Session

from federation.domain.entry import Entry
from federation.domain.query import AgendaQuery, Sort
from federation.store.asking import (
    NEWEST,
    ORDER,
    SHOWN,
    Moments,
    Ordered,
    begun,
    coming,
    day_start,
    moments_of,
    told_by,
    whole,
)
from federation.store.entry_rows import COLUMNS, Rows, told
from federation.store.finding import Narrowing, narrowing
from federation.store.models import CoHostRow, EntryRow, OccurrenceRow, RecordRow, SiteRow, SourceRow

_OTHER_DATES = 100

Part = tuple[int, int] | None
"""How many rows, after how many; None for all."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One source that says an entry: since when, when it was last seen saying it, and the page it names of it."""

    site_id: str
    site_name: str
    source_key: str
    source_url: str
    format: str
    first_seen_at: datetime
    last_seen_at: datetime | None
    url: str
    occurrence_id: str = ""


def upcoming(session: Session, query: AgendaQuery, narrow: Narrowing | None = None) -> list[Entry]:
    """The entries a query asks for, in the order it asks for: by day, those that began before its day come first.

    A page costs its entries, not all that is to come: the agenda is read in the order of an index, in two parts.
    `narrow` is the narrowing of this query, given by whoever asks several things of it.
    """
    if query.site and not _readable(session, query):
        return []
    return told(session, _rows(session, query, narrow or narrowing(session, query)))


def _rows(session: Session, query: AgendaQuery, narrow: Narrowing) -> Rows:
    """The rows of a page; with `after`, those that follow that entry."""
    skipped = 0 if query.size is None else (query.page - 1) * query.size
    if query.sort is Sort.RELEVANCE and narrow.worded:
        return _best(session, query, narrow, None if query.size is None else skipped + query.size)[skipped:]
    moments = moments_of(query)
    if query.sort is not Sort.DATE or narrow.ids is not None:
        part = None if query.size is None else (query.size, skipped)
        return _read(session, whole(session, query, narrow, *COLUMNS), part, moments)
    if query.after is not None and query.after[0] >= moments["midnight"]:
        part = None if query.size is None else (query.size, 0)
        return _read(session, coming(session, query, narrow, *COLUMNS), part, moments)
    under_way = [row for item in begun(query, narrow, *COLUMNS) for row in session.execute(item, moments)]
    under_way.sort(key=lambda row: (row.starts_at, row.id))
    rows = under_way[skipped:]
    if query.size is None:
        return rows + _read(session, coming(session, query, narrow, *COLUMNS), None, moments)
    if len(rows) < query.size:
        rest = (query.size - len(rows), max(skipped - len(under_way), 0))
        rows += _read(session, coming(session, query, narrow, *COLUMNS), rest, moments)
    return rows[: query.size]


def _best(session: Session, query: AgendaQuery, narrow: Narrowing, most: int | None) -> Rows:
    """So many rows, those that fit the words best first; the others are not looked at when these are enough."""
    rows: Rows = []
    for worded in narrow.ranked:
        room = None if most is None else most - len(rows)
        if room == 0:
            break
        part = replace(query, sort=Sort.DATE, page=1, size=room)
        rows += _rows(session, part, replace(narrow, worded=worded))
    return rows


def _read(session: Session, asked: Ordered, part: Part, moments: Moments) -> Rows:
    """The rows of these statements, in their order."""
    if len(asked.statements) == 1:
        asking: Any = asked.statements[0].order_by(*asked.order)
    else:
        # Each comes in the order of an index, and is read only as far as this part of the whole may need.
        most = None if part is None else part[0] + part[1]
        parts = [select(item.order_by(*asked.order).limit(most).subquery()) for item in asked.statements]
        joined = union_all(*parts).subquery()
        asking = select(joined).order_by(*_outside(joined, asked.order))
    if part is not None:
        asking = asking.limit(part[0]).offset(part[1])
    return list(session.execute(asking, moments))


def _outside(joined: Subquery, order: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same order, told by the columns of statements joined together."""
    return (joined.c.first_seen_at.desc() if order is NEWEST else joined.c.starts_at, joined.c.id)


def count(session: Session, query: AgendaQuery, most: int | None = None, narrow: Narrowing | None = None) -> int:
    """How many entries a query asks for, all pages together; no more than `most` are counted."""
    if query.site and not _readable(session, query):
        return 0
    narrow = narrow or narrowing(session, query)
    if narrow.facets:
        parts = [*begun(query, narrow, EntryRow.id), *coming(session, query, narrow, EntryRow.id).statements]
    else:
        parts = whole(session, replace(query, sort=Sort.DATE), narrow, EntryRow.id).statements
    total = 0
    for statement in parts:
        some = statement if most is None else statement.limit(most - total)
        total += session.scalar(select(func.count()).select_from(some.subquery()), moments_of(query)) or 0
    return total


def counts(session: Session, from_on: date, zone: str) -> dict[str, int]:
    """How many entries are to come at each site that holds any, labelled or not."""
    coming = (EntryRow.over_at > day_start(from_on, zone), *SHOWN, EntryRow.withdrawn_at.is_(None))
    led = select(EntryRow.site_id, func.count()).where(*coming).group_by(EntryRow.site_id)
    also = (
        select(CoHostRow.site_id, func.count())
        .join(EntryRow, EntryRow.id == CoHostRow.entry_id)
        .where(*coming)
        .group_by(CoHostRow.site_id)
    )
    found: Counter[str] = Counter()
    for statement in (led, also):
        for site, number in session.execute(statement):
            found[site] += number
    return dict(found)


def find(session: Session, entry_id: str) -> Entry | None:
    """One entry of a site in the file, past and withdrawn ones too."""
    wanted = select(*COLUMNS).where(EntryRow.id == entry_id, *SHOWN)
    # PostgreSQL has no NUL in text, not even to look for.
    row = None if "\0" in entry_id else session.execute(wanted).first()
    if row is None or not _readable(session, AgendaQuery(date.min, site=row.site_id)):
        return None
    return told(session, [row])[0]


def merged_into(session: Session, entry_id: str) -> str | None:
    """The entry that one became part of; None when it did not, or there is no such entry."""
    if "\0" in entry_id:
        return None
    return session.scalar(select(EntryRow.merged_into).where(EntryRow.id == entry_id))


def other_dates(session: Session, entry: Entry, from_on: date) -> list[Entry]:
    """The coming happenings of the same record as an entry, without the entry itself; at most a hundred."""
    own = select(OccurrenceRow.record_id).where(OccurrenceRow.entry_id == entry.id)
    twins = select(OccurrenceRow.entry_id).where(OccurrenceRow.record_id.in_(own))
    statement = (
        select(*COLUMNS)
        .where(EntryRow.id.in_(twins), EntryRow.id != entry.id, EntryRow.withdrawn_at.is_(None), *SHOWN)
        .where(EntryRow.over_at > day_start(from_on, entry.host.zone))
        .order_by(*ORDER)
        .limit(_OTHER_DATES)
    )
    rows = list(session.execute(statement))
    return told(session, rows)


def origins(session: Session, entry_id: str) -> list[Origin]:
    """The sources that say an entry, the first to say it first."""
    statement = (
        select(
            SiteRow.id,
            SiteRow.name,
            SourceRow.key,
            SourceRow.url,
            SourceRow.format_found,
            OccurrenceRow.first_seen_at,
            OccurrenceRow.withdrawn_at,
            SourceRow.last_success_at,
            OccurrenceRow.id.label("occurrence_id"),
            func.coalesce(OccurrenceRow.payload, RecordRow.payload).label("payload"),
        )
        .join(RecordRow, RecordRow.id == OccurrenceRow.record_id)
        .join(SourceRow, SourceRow.id == RecordRow.source_id)
        .join(SiteRow, SiteRow.id == SourceRow.site_id)
        .where(OccurrenceRow.entry_id == entry_id)
        .order_by(OccurrenceRow.first_seen_at, OccurrenceRow.id)
    )
    return [_origin(row) for row in session.execute(statement)]


def _readable(session: Session, query: AgendaQuery) -> bool:
    """Whether there is a site that a query may show."""
    return session.scalar(select(SiteRow.id).where(*told_by(query.site)).limit(1)) is not None


def _origin(row: Row[*tuple[Any, ...]]) -> Origin:
    seen = row.withdrawn_at or row.last_success_at
    return Origin(
        site_id=row.id,
        site_name=row.name,
        source_key=row.key,
        source_url=row.url,
        format=row.format_found,
        first_seen_at=row.first_seen_at,
        last_seen_at=seen,
        url=json.loads(row.payload).get("url", ""),
        occurrence_id=row.occurrence_id,
    )
