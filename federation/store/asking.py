"""What a query reads of the agenda, as statements: where its entries are found, and in which order they are read.

A statement that nothing narrows is made once; the days that it asks for are told when it is executed (`moments_of`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, bindparam, not_, select
from sqlalchemy.orm import Session

from federation.domain.query import AgendaQuery, Sort
from federation.domain.site import PUBLISHED
from federation.store.columns import UtcDateTime
from federation.store.finding import NOTHING, Narrowing, arms
from federation.store.models import CoHostRow, EntryRow, FacetRow, SiteRow
from federation.store.models.agenda import LASTING

TOMBSTONE = timedelta(days=30)
"""How long a withdrawn entry is still told to those who may have copied it."""

ORDER = (EntryRow.starts_at, EntryRow.id)
NEWEST = (EntryRow.first_seen_at.desc(), EntryRow.id)
SHOWN = (EntryRow.hidden_at.is_(None),)
_DAY = timedelta(days=1)

_MIDNIGHT, _EVE, _LATELY = (bindparam(name, type_=UtcDateTime) for name in ("midnight", "eve", "lately"))
"""The beginning of the first day that is asked for, of the day before it, and of the time that tombstones are told."""
KEPT = 512
"""Statements that stay made: one that is made anew costs more than what it asks."""


Moments = dict[str, datetime]
Statement = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Ordered:
    """Statements that share no row, all in one order."""

    statements: list[Statement]
    order: tuple[Any, ...]


def whole(session: Session, query: AgendaQuery, narrow: Narrowing, *columns: Any) -> Ordered:
    """All that is not over on the first day, in the order asked for."""
    statements = [statement.where(EntryRow.over_at > _MIDNIGHT) for statement in _statements(query, narrow, *columns)]
    if query.sort is Sort.NEW:
        if narrow.facets and not narrow.many and not query.site:
            statements = [
                item.join(FacetRow, FacetRow.entry_id == EntryRow.id).where(*arm)
                for item in statements
                for arm in arms(session, narrow.facets)
            ]
        return Ordered(statements, NEWEST)
    return Ordered(statements, ORDER)


def begun(query: AgendaQuery, narrow: Narrowing, *columns: Any) -> list[Statement]:
    """What began before the first day and is not over: either the day before, or it lasts longer than a day.

    In no order: an order would draw planners to the index of all starts, and to all that ever was.
    """
    if _is_plain(query, narrow):
        return _begun_plainly(query.site, query.withdrawn, columns)
    return _begun_of(_statements(query, narrow, *columns))


@lru_cache(maxsize=KEPT)
def _begun_plainly(site: str, withdrawn: bool, columns: tuple[Any, ...]) -> list[Statement]:
    return _begun_of(_plain(site, withdrawn, columns))


def _begun_of(statements: Sequence[Statement]) -> list[Statement]:
    lately = (EntryRow.starts_at >= _EVE, EntryRow.starts_at < _MIDNIGHT, EntryRow.over_at > _MIDNIGHT)
    long_ago = (LASTING, EntryRow.over_at > _MIDNIGHT, EntryRow.starts_at < _EVE)
    return [item.where(*when) for when in (long_ago, lately) for item in statements]


def coming(session: Session, query: AgendaQuery, narrow: Narrowing, *columns: Any) -> Ordered:
    """What begins from the first day on, soonest first; by a facet of it where that is the shorter way."""
    if _is_plain(query, narrow):
        return _coming_plainly(query.site, query.withdrawn, columns)
    statements = _statements(query, narrow, *columns)
    if not narrow.facets or query.site:
        return _coming_of(statements)
    conditions = [FacetRow.starts_at >= _MIDNIGHT]
    if query.to_on is not None:
        conditions.append(FacetRow.starts_at < day_start(query.to_on + _DAY, query.zone))
    if query.after is not None:
        conditions.append(FacetRow.starts_at >= query.after[0])
    statements = [
        item.join(FacetRow, FacetRow.entry_id == EntryRow.id).where(*conditions, *arm)
        for item in statements
        for arm in arms(session, narrow.facets)
    ]
    return Ordered(statements, (FacetRow.starts_at, FacetRow.entry_id))


@lru_cache(maxsize=KEPT)
def _coming_plainly(site: str, withdrawn: bool, columns: tuple[Any, ...]) -> Ordered:
    return _coming_of(_plain(site, withdrawn, columns))


def _coming_of(statements: Sequence[Statement]) -> Ordered:
    return Ordered([item.where(EntryRow.starts_at >= _MIDNIGHT) for item in statements], ORDER)


def day_start(day: date, zone: str) -> datetime:
    """Midnight of a day in a zone, as an aware moment."""
    return datetime.combine(day, time(), ZoneInfo(zone))


def told_by(site: str) -> tuple[ColumnElement[bool], ...]:
    """The site of an id, or the sites of the network agenda."""
    narrow = SiteRow.id == site if site else SiteRow.label.in_(sorted(PUBLISHED))
    return (SiteRow.archived_at.is_(None), narrow)


def _is_plain(query: AgendaQuery, narrow: Narrowing) -> bool:
    """Whether nothing narrows a query but its first day: most readers ask so, for every site and every form."""
    return narrow is NOTHING and query.after is None and query.to_on is None


def _statements(query: AgendaQuery, narrow: Narrowing, *columns: Any) -> list[Statement]:
    """Where the entries of a query are found; of one site, those it leads and those it holds with another apart."""
    conditions = [*narrow.conditions, *narrow.worded]
    if narrow.ids is not None:
        conditions.append(EntryRow.id.in_(narrow.ids))
    if query.after is not None:
        at, id_ = query.after
        conditions.append((EntryRow.starts_at >= at) & ((EntryRow.starts_at > at) | (EntryRow.id > id_)))
    if query.to_on is not None:
        conditions.append(EntryRow.starts_at < day_start(query.to_on + _DAY, query.zone))
    plain = _plain(query.site, query.withdrawn, columns)
    return [item.where(*conditions) for item in plain] if conditions else list(plain)


@lru_cache(maxsize=KEPT)
def _plain(site: str, withdrawn: bool, columns: tuple[Any, ...]) -> tuple[Statement, ...]:
    """The same when nothing narrows the query, made once; its days are told when it is executed (`moments_of`)."""
    if site:
        also = select(CoHostRow.entry_id).where(CoHostRow.site_id == site)
        held: tuple[ColumnElement[bool], ...] = (EntryRow.site_id == site, EntryRow.id.in_(also))
    else:
        # Said by those left out: they are few, and a list of those let in would draw planners to the index by site,
        # whose order is not the agenda's.
        held = (EntryRow.site_id.not_in(select(SiteRow.id).where(not_(and_(*told_by(""))))),)
    told: ColumnElement[bool] = EntryRow.withdrawn_at.is_(None)
    if withdrawn:
        told = told | (EntryRow.withdrawn_at > _LATELY)
    return tuple(select(*columns).where(here, *SHOWN, told) for here in held)


def moments_of(query: AgendaQuery) -> Moments:
    """The days of a query as its statements name them."""
    midnight = day_start(query.from_on, query.zone)
    return {"midnight": midnight, "eve": midnight - _DAY, "lately": midnight - TOMBSTONE}
