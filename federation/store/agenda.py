"""Entries for readers: what comes, one entry, its other dates, and where it came from."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, and_, func, not_, or_, select, union_all
from sqlalchemy.orm import Session

from federation.domain.entry import Entry
from federation.domain.query import AgendaQuery
from federation.domain.site import PUBLISHED
from federation.store.entry_rows import COLUMNS, told
from federation.store.models import CoHostRow, EntryRow, OccurrenceRow, RecordRow, SiteRow, SourceRow

TOMBSTONE = timedelta(days=30)
"""How long a withdrawn entry is still told to those who may have copied it."""

_ORDER = (EntryRow.starts_at, EntryRow.id)
_SHOWN = (EntryRow.hidden_at.is_(None),)
_OTHER_DATES = 100

Statement = Select[*tuple[Any, ...]]


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


def upcoming(session: Session, query: AgendaQuery) -> list[Entry]:
    """The entries a query asks for, soonest first; so those that began before its day come first of all.

    Asked in two parts, each in the order of an index: a page costs its entries, not all that is to come.
    """
    if not _readable(session, query):
        return []
    midnight = day_start(query.from_on, query.zone)
    begun = _ordered(session, query, (EntryRow.over_at > midnight, EntryRow.starts_at < midnight))
    skipped = 0 if query.size is None else (query.page - 1) * query.size
    rows = begun[skipped:]
    if query.size is None:
        rows += _ordered(session, query, (EntryRow.starts_at >= midnight,))
    elif len(rows) < query.size:
        rest = (query.size - len(rows), max(skipped - len(begun), 0))
        rows += _ordered(session, query, (EntryRow.starts_at >= midnight,), rest)
    return told(session, rows[: query.size])


def _ordered(
    session: Session, query: AgendaQuery, when: tuple[ColumnElement[bool], ...], part: tuple[int, int] | None = None
) -> list[Row[*tuple[Any, ...]]]:
    """Rows of a query in the order of the agenda; `part` is how many, after how many."""
    parts = [_matching(select(*COLUMNS), query, held).where(*when) for held in _held(query)]
    # Both parts of a union come in the order of an index, and are merged as far as they are read.
    asked = union_all(*parts).order_by("starts_at", "id") if len(parts) > 1 else parts[0].order_by(*_ORDER)
    if part is not None:
        asked = asked.limit(part[0]).offset(part[1])
    return list(session.execute(asked))


def count(session: Session, query: AgendaQuery) -> int:
    """How many entries a query asks for, all pages together."""
    if not _readable(session, query):
        return 0
    midnight = day_start(query.from_on, query.zone)
    parts = [_matching(select(func.count()).select_from(EntryRow), query, held) for held in _held(query)]
    return sum(session.scalar(part.where(EntryRow.over_at > midnight)) or 0 for part in parts)


def counts(session: Session, from_on: date, zone: str) -> dict[str, int]:
    """How many entries are to come at each site that holds any, labelled or not."""
    coming = (EntryRow.over_at > day_start(from_on, zone), *_SHOWN, EntryRow.withdrawn_at.is_(None))
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
    wanted = select(*COLUMNS).where(EntryRow.id == entry_id, *_SHOWN)
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
        .where(EntryRow.id.in_(twins), EntryRow.id != entry.id, EntryRow.withdrawn_at.is_(None), *_SHOWN)
        .where(EntryRow.over_at > day_start(from_on, entry.host.zone))
        .order_by(*_ORDER)
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


def day_start(day: date, zone: str) -> datetime:
    """Midnight of a day in a zone, as an aware moment."""
    return datetime.combine(day, time(), ZoneInfo(zone))


def _readable(session: Session, query: AgendaQuery) -> bool:
    """Whether there is a site that a query may show."""
    return session.scalar(select(SiteRow.id).where(*_told_by(query)).limit(1)) is not None


def _told_by(query: AgendaQuery) -> tuple[ColumnElement[bool], ...]:
    narrow = SiteRow.id == query.site if query.site else SiteRow.label.in_(sorted(PUBLISHED))
    return (SiteRow.archived_at.is_(None), narrow)


def _held(query: AgendaQuery) -> tuple[ColumnElement[bool], ...]:
    """Where the entries of a query are found: of one site, those it leads and those it holds with another apart."""
    if query.site:
        also = select(CoHostRow.entry_id).where(CoHostRow.site_id == query.site)
        return EntryRow.site_id == query.site, EntryRow.id.in_(also)
    # Said by those left out: they are few, and a list of those let in would draw planners to the index by site,
    # whose order is not the agenda's.
    return (EntryRow.site_id.not_in(select(SiteRow.id).where(not_(and_(*_told_by(query))))),)


def _matching(statement: Statement, query: AgendaQuery, held: ColumnElement[bool]) -> Statement:
    statement = statement.where(held, *_SHOWN)
    if not query.withdrawn:
        return statement.where(EntryRow.withdrawn_at.is_(None))
    since = day_start(query.from_on, query.zone) - TOMBSTONE
    return statement.where(or_(EntryRow.withdrawn_at.is_(None), EntryRow.withdrawn_at > since))


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
