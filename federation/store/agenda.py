"""Entries for readers: what comes, one entry, its other dates, and where it came from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session

from federation.domain.entry import Entry, Host
from federation.domain.event import Event, Moment
from federation.domain.payload import event_from
from federation.domain.query import AgendaQuery
from federation.domain.site import PUBLISHED
from federation.store.models import EntryRow, OccurrenceRow, RecordRow, SiteRow, SourceRow

TOMBSTONE = timedelta(days=30)
"""How long a withdrawn entry is still told to those who may have copied it."""

_COLUMNS = (
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
    SiteRow.id.label("site_id"),
    SiteRow.name.label("site_name"),
    SiteRow.city,
    SiteRow.zone.label("site_zone"),
)


@dataclass(frozen=True, slots=True)
class Origin:
    """One source that says an entry: since when, when it was last seen saying it, and the page it names."""

    site_id: str
    site_name: str
    source_key: str
    source_url: str
    format: str
    first_seen_at: datetime
    last_seen_at: datetime | None
    url: str


def upcoming(session: Session, query: AgendaQuery) -> list[Entry]:
    """The entries a query asks for, soonest first; those under way come first of all."""
    statement = _matching(select(*_COLUMNS), query).order_by(EntryRow.starts_at, EntryRow.id)
    if query.size is not None:
        statement = statement.limit(query.size).offset((query.page - 1) * query.size)
    return [_entry(row) for row in session.execute(statement)]


def count(session: Session, query: AgendaQuery) -> int:
    """How many entries a query asks for, all pages together."""
    return session.scalar(_matching(select(func.count(EntryRow.id)), query)) or 0


def find(session: Session, entry_id: str) -> Entry | None:
    """One entry of a site in the file, past and withdrawn ones too."""
    statement = _joined(select(*_COLUMNS)).where(EntryRow.id == entry_id)
    row = session.execute(statement).first()
    return None if row is None else _entry(row)


def other_dates(session: Session, entry: Entry, from_on: date) -> list[Entry]:
    """The coming happenings of the same record as an entry, without the entry itself; at most 50."""
    own = select(OccurrenceRow.record_id).where(OccurrenceRow.entry_id == entry.id)
    twins = select(OccurrenceRow.entry_id).where(OccurrenceRow.record_id.in_(own))
    statement = (
        _joined(select(*_COLUMNS))
        .where(EntryRow.id.in_(twins), EntryRow.id != entry.id, EntryRow.withdrawn_at.is_(None))
        .where(EntryRow.over_at > day_start(from_on, entry.host.zone))
        .order_by(EntryRow.starts_at, EntryRow.id)
        .limit(50)
    )
    return [_entry(row) for row in session.execute(statement)]


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
            RecordRow.payload,
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


def _matching(statement: Select[*tuple[Any, ...]], query: AgendaQuery) -> Select[*tuple[Any, ...]]:
    statement = _joined(statement).where(EntryRow.over_at > day_start(query.from_on, query.zone))
    if query.site:
        statement = statement.where(EntryRow.site_id == query.site)
    else:
        statement = statement.where(SiteRow.label.in_(sorted(PUBLISHED)))
    if not query.withdrawn:
        return statement.where(EntryRow.withdrawn_at.is_(None))
    since = day_start(query.from_on, query.zone) - TOMBSTONE
    return statement.where(or_(EntryRow.withdrawn_at.is_(None), EntryRow.withdrawn_at > since))


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    shown = (SiteRow.archived_at.is_(None), EntryRow.hidden_at.is_(None))
    return statement.join(SiteRow, SiteRow.id == EntryRow.site_id).where(*shown)


def _entry(row: Row[*tuple[Any, ...]]) -> Entry:
    return Entry(
        id=row.id,
        event=_event(row),
        host=Host(row.site_id, row.site_name, row.city, row.site_zone),
        first_seen_at=row.first_seen_at,
        changed_at=row.changed_at,
        sequence=row.sequence,
        withdrawn_at=row.withdrawn_at,
        recurring=row.recurring,
    )


def _event(row: Row[*tuple[Any, ...]]) -> Event:
    # The dates of a series share one payload; the row's own times say which of them this is.
    start = told(row.starts_at, row.all_day, row.zone)
    end = None if row.ends_at is None else told(row.ends_at, row.all_day, row.zone)
    return event_from(json.loads(row.payload), (start, end))


def told(moment: datetime, all_day: bool, zone: str) -> Moment:
    """A stored UTC moment as the event tells it: a local date, or a local date-time."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.date() if all_day else local


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
    )
