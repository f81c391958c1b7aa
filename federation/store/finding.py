"""What narrows a query, as SQL that stays quick whatever is asked of however many entries.

A row of an entry tells its facets itself, so that they are checked where the row is read. What is rare is looked up
first, and only these entries are read; what is common is read in its own order, which is that of the agenda, until a
page is full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, not_, or_, select
from sqlalchemy.orm import Session

from federation.domain.query import AgendaQuery, Near, Sort, around
from federation.store.models import EntryRow, FacetRow, PointRow
from federation.store.search import Found, found

FEW = 1000
"""Entries so few that they are looked up one by one."""
MANY = 20_000
"""Entries so many that they are not sorted to show a page of them."""
MOST_ARMS = 12
"""Facets of one group that are read side by side."""

Conditions = tuple[ColumnElement[bool], ...]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What entries must hold; `ids` when few come into question, `facets` when they are best read by one of these.

    `many` stand under these facets when another order than theirs is better read in an index of its own. `worded` is
    that words are said, `ranked` the same in the place of it, by how well they are: who fits best first. `found` is
    what these words were understood to be.
    """

    conditions: Conditions = ()
    ids: tuple[str, ...] | None = None
    facets: tuple[str, ...] = ()
    many: bool = False
    worded: Conditions = ()
    ranked: tuple[Conditions, ...] = ()
    found: Found | None = None

    @property
    def holding(self) -> Conditions:
        """What an entry must hold, on whatever day."""
        return (*self.conditions, *self.worded)


NOTHING = Narrowing()
"""What a query narrows the agenda to that asks for a day and an order at most."""


def narrowing(session: Session, query: AgendaQuery) -> Narrowing:
    """What a query narrows the agenda to: looked up once for all that a request asks of the same query."""
    if not query.narrowed:
        return NOTHING
    hits = found(session, query.text) if query.text else None
    ids = _few(session, query, hits)
    facets, size = ((), 0) if ids is not None else _rarest(session, query)
    worded = () if hits is None else (EntryRow.id.in_(hits.entries),)
    ranked = () if hits is None else tuple((EntryRow.id.in_(some),) for _, some in hits.ranked)
    return Narrowing(_conditions(session, query), ids, facets, size >= MANY, worded, ranked, hits)


def _conditions(session: Session, query: AgendaQuery) -> Conditions:
    """What an entry must hold for a query to find it, but for the words that are looked for."""
    embedded = session.get_bind().dialect.name == "sqlite"
    conditions = [or_(*(_has(facet, embedded) for facet in group)) for group in query.groups]
    conditions += [not_(_has(facet, embedded)) for facet in query.without]
    if query.not_text:
        conditions.append(EntryRow.id.not_in(found(session, query.not_text).entries))
    conditions += [_there(near) for near in (query.near,) if near is not None]
    conditions += [not_(_there(near)) for near in (query.not_near,) if near is not None]
    return tuple(conditions)


def arms(session: Session, facets: Sequence[str]) -> list[Conditions]:
    """Conditions by which the entries under any of these facets are read, each entry once."""
    embedded = session.get_bind().dialect.name == "sqlite"
    return [
        (FacetRow.facet == facet, *(not_(_has(earlier, embedded)) for earlier in facets[:at]))
        for at, facet in enumerate(facets)
    ]


def _few(session: Session, query: AgendaQuery, hits: Found | None) -> tuple[str, ...] | None:
    """The few entries that come into question at all; None when they are not few."""
    candidates: list[Select[Any]] = [
        select(FacetRow.entry_id).where(FacetRow.facet.in_(group)) for group in query.groups
    ]
    if hits is not None:
        candidates.append(hits.entries)
    if query.near is not None:
        candidates.append(select(PointRow.entry_id).where(_within(query.near)))
    fewest: tuple[str, ...] | None = None
    for candidate in candidates:
        # One row tells that they are many: a thousand are not brought here to be counted.
        if session.scalar(candidate.limit(1).offset(FEW)) is None:
            ids = tuple(session.scalars(candidate))
            if fewest is None or len(ids) < len(fewest):
                fewest = tuple(sorted(set(ids)))
    return fewest


def _rarest(session: Session, query: AgendaQuery) -> tuple[tuple[str, ...], int]:
    """The facets of the group that fewest entries stand under, and how many do, as far as they were counted."""
    groups = [group for group in query.groups if len(group) <= MOST_ARMS]
    if not groups or (len(groups) == 1 and query.sort is Sort.DATE):
        return (groups[0] if groups else ()), 0
    sizes = []
    for group in groups:
        some = select(FacetRow.entry_id).where(FacetRow.facet.in_(group)).limit(MANY).subquery()
        sizes.append((session.scalar(select(func.count()).select_from(some)) or 0, group))
    size, group = min(sizes)
    return group, size


def _has(facet: str, embedded: bool) -> ColumnElement[bool]:
    place = func.instr if embedded else func.strpos
    return func.coalesce(place(EntryRow.facets, f"\n{facet}\n"), 0) > 0


def _there(near: Near) -> ColumnElement[bool]:
    # A value of each row, not EXISTS: PostgreSQL would look for all that is near before it reads a page of it.
    there = select(_within(near)).where(PointRow.entry_id == EntryRow.id).scalar_subquery()
    return func.coalesce(there, false())


def _within(near: Near) -> ColumnElement[bool]:
    """Within a circle: a box that an index finds, then the distance on a flat map, reckoned alike by both databases."""
    lat, lon = around(near)
    north, east = (PointRow.lat - near.lat) / lat, (PointRow.lon - near.lon) / lon
    box = (PointRow.lat.between(near.lat - lat, near.lat + lat), PointRow.lon.between(near.lon - lon, near.lon + lon))
    return and_(*box, north * north + east * east <= 1.0)
