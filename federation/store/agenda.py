"""Entries for readers: what comes, one entry, its other dates, and where it came from."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, Subquery, and_, func, not_, select, union_all
from sqlalchemy.orm import Session

from federation.domain.entry import Entry
from federation.domain.query import AgendaQuery, Sort
from federation.domain.site import PUBLISHED
from federation.store.entry_rows import COLUMNS, Rows, told
from federation.store.finding import Narrowing, arms, narrowing
from federation.store.models import CoHostRow, EntryRow, FacetRow, OccurrenceRow, RecordRow, SiteRow, SourceRow
from federation.store.models.agenda import LASTING

TOMBSTONE = timedelta(days=30)
"""How long a withdrawn entry is still told to those who may have copied it."""

_ORDER = (EntryRow.starts_at, EntryRow.id)
_NEWEST = (EntryRow.first_seen_at.desc(), EntryRow.id)
_SHOWN = (EntryRow.hidden_at.is_(None),)
_OTHER_DATES = 100
_DAY = timedelta(days=1)

Statement = Select[*tuple[Any, ...]]
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


def upcoming(session: Session, query: AgendaQuery) -> list[Entry]:
    """The entries a query asks for, in the order it asks for: by day, those that began before its day come first.

    A page costs its entries, not all that is to come: the agenda is read in the order of an index, in two parts.
    """
    if query.site and not _readable(session, query):
        return []
    return told(session, _rows(session, query, narrowing(session, query)))


def _rows(session: Session, query: AgendaQuery, narrow: Narrowing) -> Rows:
    """The rows of a page; with `after`, those that follow that entry."""
    skipped = 0 if query.size is None else (query.page - 1) * query.size
    if query.sort is Sort.RELEVANCE and narrow.worded:
        return _best(session, query, narrow, None if query.size is None else skipped + query.size)[skipped:]
    if query.sort is not Sort.DATE or narrow.ids is not None:
        part = None if query.size is None else (query.size, skipped)
        return _read(session, _whole(session, query, narrow, *COLUMNS), part)
    if query.after is not None and query.after[0] >= day_start(query.from_on, query.zone):
        return _read(
            session, _coming(session, query, narrow, *COLUMNS), None if query.size is None else (query.size, 0)
        )
    begun = [row for item in _begun(query, narrow, *COLUMNS) for row in session.execute(item)]
    begun.sort(key=lambda row: (row.starts_at, row.id))
    rows = begun[skipped:]
    if query.size is None:
        return rows + _read(session, _coming(session, query, narrow, *COLUMNS), None)
    if len(rows) < query.size:
        rest = (query.size - len(rows), max(skipped - len(begun), 0))
        rows += _read(session, _coming(session, query, narrow, *COLUMNS), rest)
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


@dataclass(frozen=True, slots=True)
class _Ordered:
    """Statements that share no row, all in one order."""

    statements: list[Statement]
    order: tuple[Any, ...]


def _whole(session: Session, query: AgendaQuery, narrow: Narrowing, *columns: Any) -> _Ordered:
    """All that is not over on the first day, in the order asked for."""
    over = EntryRow.over_at > day_start(query.from_on, query.zone)
    statements = [statement.where(over) for statement in _statements(query, narrow, *columns)]
    if query.sort is Sort.NEW:
        if narrow.facets and not narrow.many and not query.site:
            statements = [
                item.join(FacetRow, FacetRow.entry_id == EntryRow.id).where(*arm)
                for item in statements
                for arm in arms(session, narrow.facets)
            ]
        return _Ordered(statements, _NEWEST)
    return _Ordered(statements, _ORDER)


def _begun(query: AgendaQuery, narrow: Narrowing, *columns: Any) -> list[Statement]:
    """What began before the first day and is not over: either the day before, or it lasts longer than a day.

    In no order: an order would draw planners to the index of all starts, and to all that ever was.
    """
    midnight = day_start(query.from_on, query.zone)
    lately = (EntryRow.starts_at >= midnight - _DAY, EntryRow.starts_at < midnight, EntryRow.over_at > midnight)
    long_ago = (LASTING, EntryRow.over_at > midnight, EntryRow.starts_at < midnight - _DAY)
    statements = _statements(query, narrow, *columns)
    return [item.where(*when) for when in (long_ago, lately) for item in statements]


def _coming(session: Session, query: AgendaQuery, narrow: Narrowing, *columns: Any) -> _Ordered:
    """What begins from the first day on, soonest first; by a facet of it where that is the shorter way."""
    midnight = day_start(query.from_on, query.zone)
    statements = _statements(query, narrow, *columns)
    if not narrow.facets or query.site:
        return _Ordered([item.where(EntryRow.starts_at >= midnight) for item in statements], _ORDER)
    end = () if query.to_on is None else (FacetRow.starts_at < day_start(query.to_on + _DAY, query.zone),)
    if query.after is not None:
        midnight = max(midnight, query.after[0])
    statements = [
        item.join(FacetRow, FacetRow.entry_id == EntryRow.id).where(FacetRow.starts_at >= midnight, *end, *arm)
        for item in statements
        for arm in arms(session, narrow.facets)
    ]
    return _Ordered(statements, (FacetRow.starts_at, FacetRow.entry_id))


def _read(session: Session, asked: _Ordered, part: Part) -> Rows:
    """The rows of these statements, in their order."""
    if len(asked.statements) == 1:
        whole: Any = asked.statements[0].order_by(*asked.order)
    else:
        # Each comes in the order of an index, and is read only as far as this part of the whole may need.
        most = None if part is None else part[0] + part[1]
        parts = [select(item.order_by(*asked.order).limit(most).subquery()) for item in asked.statements]
        joined = union_all(*parts).subquery()
        whole = select(joined).order_by(*_outside(joined, asked.order))
    if part is not None:
        whole = whole.limit(part[0]).offset(part[1])
    return list(session.execute(whole))


def _outside(joined: Subquery, order: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same order, told by the columns of statements joined together."""
    return (joined.c.first_seen_at.desc() if order is _NEWEST else joined.c.starts_at, joined.c.id)


def count(session: Session, query: AgendaQuery, most: int | None = None) -> int:
    """How many entries a query asks for, all pages together; no more than `most` are counted."""
    if query.site and not _readable(session, query):
        return 0
    narrow = narrowing(session, query)
    if narrow.facets:
        parts = [*_begun(query, narrow, EntryRow.id), *_coming(session, query, narrow, EntryRow.id).statements]
    else:
        parts = _whole(session, replace(query, sort=Sort.DATE), narrow, EntryRow.id).statements
    total = 0
    for statement in parts:
        some = statement if most is None else statement.limit(most - total)
        total += session.scalar(select(func.count()).select_from(some.subquery())) or 0
    return total


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


def _statements(query: AgendaQuery, narrow: Narrowing, *columns: Any) -> list[Statement]:
    """Where the entries of a query are found; of one site, those it leads and those it holds with another apart."""
    if query.site:
        also = select(CoHostRow.entry_id).where(CoHostRow.site_id == query.site)
        held: tuple[ColumnElement[bool], ...] = (EntryRow.site_id == query.site, EntryRow.id.in_(also))
    else:
        # Said by those left out: they are few, and a list of those let in would draw planners to the index by site,
        # whose order is not the agenda's.
        held = (EntryRow.site_id.not_in(select(SiteRow.id).where(not_(and_(*_told_by(query))))),)
    conditions = [*_SHOWN, *narrow.conditions, *narrow.worded]
    if narrow.ids is not None:
        conditions.append(EntryRow.id.in_(narrow.ids))
    if query.after is not None:
        at, id_ = query.after
        conditions.append((EntryRow.starts_at >= at) & ((EntryRow.starts_at > at) | (EntryRow.id > id_)))
    if query.to_on is not None:
        conditions.append(EntryRow.starts_at < day_start(query.to_on + _DAY, query.zone))
    withdrawn: ColumnElement[bool] = EntryRow.withdrawn_at.is_(None)
    if query.withdrawn:
        withdrawn = withdrawn | (EntryRow.withdrawn_at > day_start(query.from_on, query.zone) - TOMBSTONE)
    return [select(*columns).where(here, *conditions, withdrawn) for here in held]


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
