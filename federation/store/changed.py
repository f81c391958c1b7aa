"""The journal of changes for readers: the newest first, of the network or of one place; and what was withdrawn lately.

Only of entries that are shown: what became part of another, or is hidden, tells nothing.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from federation.domain.entry import Host
from federation.domain.event import Event
from federation.domain.happened import Kind
from federation.domain.journal import Change, Removed
from federation.domain.payload import moment
from federation.domain.query import AgendaQuery
from federation.domain.site import PUBLISHED
from federation.store.asking import TOMBSTONE, day_start
from federation.store.finding import Narrowing, narrowing
from federation.store.models import CoHostRow, EntryRow, HappenedRow, SiteRow

MOST_REMOVED = 200
"""How many withdrawn entries one feed names: the last ones."""

_COLUMNS = (
    HappenedRow.kind,
    HappenedRow.happened_at,
    HappenedRow.entry_id,
    HappenedRow.details,
    SiteRow.id,
    SiteRow.name,
    SiteRow.city,
    SiteRow.zone,
)
_ORDER = (HappenedRow.happened_at.desc(), HappenedRow.id.desc())

_SITE = "site:"

Statement = Select[*tuple[Any, ...]]


def changes(
    session: Session, *, sites: tuple[str, ...] = (), query: AgendaQuery | None = None, size: int, skip: int = 0
) -> list[Change]:
    """So many changes of these sites (none: of the network agenda), after so many; the newest first.

    Of a query the facets count: what an entry has to be, and what it may not be.
    """
    narrow = [] if query is None else _narrowing(query)
    statement = _told(select(*_COLUMNS), sites).where(*narrow).order_by(*_ORDER).limit(size).offset(skip)
    return [_change(row) for row in session.execute(statement)]


def removed(
    session: Session,
    now: datetime,
    *,
    sites: tuple[str, ...] = (),
    query: AgendaQuery | None = None,
    narrow: Narrowing | None = None,
) -> tuple[Removed, ...]:
    """The entries that were withdrawn within the time that tombstones are told; the last ones first.

    Of a query, those that it could have shown before they were withdrawn; `narrow` is its narrowing, where it is known.
    """
    held = () if query is None else (*(narrow or narrowing(session, query)).holding, *_within_days(query))
    statement = (
        select(EntryRow.id, EntryRow.payload, EntryRow.withdrawn_at, EntryRow.changed_at, SiteRow.name)
        .join(SiteRow, SiteRow.id == EntryRow.site_id)
        .where(EntryRow.withdrawn_at > now - TOMBSTONE, EntryRow.hidden_at.is_(None), *_of(sites), *held)
        .order_by(EntryRow.withdrawn_at.desc(), EntryRow.id)
        .limit(MOST_REMOVED)
    )
    return tuple(
        Removed(row.id, json.loads(row.payload)["title"], row.name, max(row.withdrawn_at, row.changed_at))
        for row in session.execute(statement)
    )


def _within_days(query: AgendaQuery) -> list[ColumnElement[bool]]:
    """The days that are asked for, as far as they do not move on by themselves: what was due yesterday was shown."""
    days = []
    if query.to_on is not None:
        days.append(EntryRow.starts_at < day_start(query.to_on + timedelta(days=1), query.zone))
    if first := dict(query.asked).get("from"):
        days.append(EntryRow.over_at > day_start(date.fromisoformat(first), query.zone))
    return days


def _told(statement: Statement, sites: tuple[str, ...]) -> Statement:
    """Changes of entries that are shown, and of whole sites; the site is the one that leads the entry now."""
    shown = or_(HappenedRow.entry_id.is_(None), and_(EntryRow.id.is_not(None), EntryRow.hidden_at.is_(None)))
    return (
        statement.select_from(HappenedRow)
        .outerjoin(EntryRow, EntryRow.id == HappenedRow.entry_id)
        .join(SiteRow, SiteRow.id == func.coalesce(EntryRow.site_id, HappenedRow.site_id))
        .where(shown, *_of(sites))
    )


def _narrowing(query: AgendaQuery) -> list[ColumnElement[bool]]:
    """An entry's row tells its facets, one a line; of a whole site only its place is known."""
    wanted = [or_(*map(_has, group), _whole(group)) for group in query.groups]
    return wanted + [not_(or_(_has(facet), _whole((facet,)))) for facet in query.without]


def _has(facet: str) -> ColumnElement[bool]:
    lines = func.coalesce("\n" + EntryRow.facets + "\n", "")
    return lines.contains(f"\n{facet}\n", autoescape=True)


def _whole(group: tuple[str, ...]) -> ColumnElement[bool]:
    sites = [facet.removeprefix(_SITE) for facet in group if facet.startswith(_SITE)]
    return and_(HappenedRow.entry_id.is_(None), HappenedRow.site_id.in_(sites))


def _of(sites: tuple[str, ...]) -> tuple[ColumnElement[bool], ...]:
    if not sites:
        return SiteRow.archived_at.is_(None), SiteRow.label.in_(sorted(PUBLISHED))
    shared = select(CoHostRow.entry_id).where(CoHostRow.site_id.in_(sites))
    return SiteRow.archived_at.is_(None), or_(SiteRow.id.in_(sites), EntryRow.id.in_(shared))


def _change(row: Row[*tuple[Any, ...]]) -> Change:
    details = json.loads(row.details)
    event = None
    if row.entry_id is not None:
        event = Event(title=details["title"], start=moment(details["start"], details["zone"]), zone=details["zone"])
    return Change(
        kind=Kind(row.kind),
        happened_at=row.happened_at,
        host=Host(row.id, row.name, row.city, row.zone),
        entry_id=row.entry_id or "",
        event=event,
        was=details.get("was", ""),
        now=details.get("now", ""),
    )
