"""Entries for readers: what comes, one entry, its other dates, and where it came from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, and_, func, not_, or_, select
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
    EntryRow.site_id,
)
_ORDER = (EntryRow.starts_at, EntryRow.id)
_SHOWN = (EntryRow.hidden_at.is_(None),)
_OTHER_DATES = 100

Statement = Select[*tuple[Any, ...]]
Hosts = dict[str, Host]


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
    """The entries a query asks for, soonest first; so those that began before its day come first of all.

    Asked in two parts, each in the order of an index: a page costs its entries, not all that is to come.
    """
    hosts, midnight = _hosts(session, query), day_start(query.from_on, query.zone)
    if not hosts:
        return []
    asked = _matching(select(*_COLUMNS), query).order_by(*_ORDER)
    under_way = _matching(select(EntryRow.id), query).where(EntryRow.over_at > midnight, EntryRow.starts_at < midnight)
    begun = session.execute(asked.where(EntryRow.id.in_(session.scalars(under_way).all()))).all()
    skipped = 0 if query.size is None else (query.page - 1) * query.size
    rows = list(begun[skipped:])
    to_come = asked.where(EntryRow.starts_at >= midnight)
    if query.size is not None:
        to_come = to_come.limit(max(query.size - len(rows), 0)).offset(max(skipped - len(begun), 0))
    rows += session.execute(to_come)
    return [_entry(row, hosts) for row in rows[: query.size]]


def count(session: Session, query: AgendaQuery) -> int:
    """How many entries a query asks for, all pages together."""
    if not _hosts(session, query):
        return 0
    midnight = day_start(query.from_on, query.zone)
    statement = _matching(select(func.count()).select_from(EntryRow), query)
    return session.scalar(statement.where(EntryRow.over_at > midnight)) or 0


def counts(session: Session, from_on: date, zone: str) -> dict[str, int]:
    """How many entries are to come at each site that has any, labelled or not."""
    statement = (
        select(EntryRow.site_id, func.count().label("number"))
        .where(EntryRow.over_at > day_start(from_on, zone), *_SHOWN, EntryRow.withdrawn_at.is_(None))
        .group_by(EntryRow.site_id)
    )
    return {row.site_id: row.number for row in session.execute(statement)}


def find(session: Session, entry_id: str) -> Entry | None:
    """One entry of a site in the file, past and withdrawn ones too."""
    wanted = select(*_COLUMNS).where(EntryRow.id == entry_id, *_SHOWN)
    # PostgreSQL has no NUL in text, not even to look for.
    row = None if "\0" in entry_id else session.execute(wanted).first()
    if row is None:
        return None
    hosts = _hosts(session, AgendaQuery(date.min, site=row.site_id))
    return _entry(row, hosts) if hosts else None


def other_dates(session: Session, entry: Entry, from_on: date) -> list[Entry]:
    """The coming happenings of the same record as an entry, without the entry itself; at most a hundred."""
    own = select(OccurrenceRow.record_id).where(OccurrenceRow.entry_id == entry.id)
    twins = select(OccurrenceRow.entry_id).where(OccurrenceRow.record_id.in_(own))
    statement = (
        select(*_COLUMNS)
        .where(EntryRow.id.in_(twins), EntryRow.id != entry.id, EntryRow.withdrawn_at.is_(None), *_SHOWN)
        .where(EntryRow.over_at > day_start(from_on, entry.host.zone))
        .order_by(*_ORDER)
        .limit(_OTHER_DATES)
    )
    return [_entry(row, {entry.host.id: entry.host}) for row in session.execute(statement)]


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


def _hosts(session: Session, query: AgendaQuery) -> Hosts:
    """The sites a query may show: one that is in the file, or all that the label lets into the network's agenda."""
    statement = select(SiteRow.id, SiteRow.name, SiteRow.city, SiteRow.zone).where(*_told_by(query))
    return {row.id: Host(*row) for row in session.execute(statement)}


def _told_by(query: AgendaQuery) -> tuple[ColumnElement[bool], ...]:
    narrow = SiteRow.id == query.site if query.site else SiteRow.label.in_(sorted(PUBLISHED))
    return (SiteRow.archived_at.is_(None), narrow)


def _place(query: AgendaQuery) -> ColumnElement[bool]:
    if query.site:
        return EntryRow.site_id == query.site
    # Said by those left out: they are few, and a list of those let in would draw planners to the index by site,
    # whose order is not the agenda's.
    return EntryRow.site_id.not_in(select(SiteRow.id).where(not_(and_(*_told_by(query)))))


def _matching(statement: Statement, query: AgendaQuery) -> Statement:
    statement = statement.where(_place(query), *_SHOWN)
    if not query.withdrawn:
        return statement.where(EntryRow.withdrawn_at.is_(None))
    since = day_start(query.from_on, query.zone) - TOMBSTONE
    return statement.where(or_(EntryRow.withdrawn_at.is_(None), EntryRow.withdrawn_at > since))


def _entry(row: Row[*tuple[Any, ...]], hosts: Hosts) -> Entry:
    return Entry(
        id=row.id,
        event=_event(row),
        host=hosts[row.site_id],
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
