"""Facets and points of entries, written: only what is different is touched, an entry's row tells what stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import cast

from sqlalchemy import Table, bindparam, delete, update
from sqlalchemy.orm import Session

from federation.domain.entry import Entry
from federation.domain.site import Location
from federation.store.bulk import chunks, insert_rows
from federation.store.entry_rows import joined_facets
from federation.store.models import EntryRow, FacetRow, PointRow

_ENTRIES = cast(Table, EntryRow.__table__)
_FACETS = cast(Table, FacetRow.__table__)
_POINTS = cast(Table, PointRow.__table__)
_TAKE_DOWN = delete(_FACETS).where(
    _FACETS.c.facet == bindparam("name"),
    _FACETS.c.starts_at == bindparam("at"),
    _FACETS.c.entry_id == bindparam("entry"),
)
_NOTE = (
    update(_ENTRIES)
    .where(_ENTRIES.c.id == bindparam("entry"))
    .values(facets=bindparam("told"), facets_at=bindparam("at"), indexed_with=bindparam("rules"))
)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What an entry is drawn as (`facets`, `starts_at`), and as what it stood until now (`before`, `before_at`)."""

    id: str
    starts_at: datetime
    facets: tuple[str, ...] = ()
    point: Point | None = None
    before: tuple[str, ...] = ()
    before_at: datetime | None = None

    @property
    def different(self) -> bool:
        """Whether readers could see a difference."""
        return self.before != self.facets


def write(session: Session, drawn: Sequence[Drawn], rules: str) -> None:
    """Bring facets and points of these entries up to date, and note the rules that they were drawn with."""
    gone, new = [], []
    for item in drawn:
        stood = set() if item.before_at is None else {(facet, item.before_at) for facet in item.before}
        stands = {(facet, item.starts_at) for facet in item.facets}
        gone += [{"name": facet, "at": at, "entry": item.id} for facet, at in sorted(stood - stands)]
        new += [{"facet": facet, "starts_at": at, "entry_id": item.id} for facet, at in sorted(stands - stood)]
    if gone:
        session.connection().execute(_TAKE_DOWN, gone)
    insert_rows(session, _FACETS, new)
    _place(session, drawn)
    notes = [
        {"entry": item.id, "told": joined_facets(item.facets), "at": item.starts_at, "rules": rules} for item in drawn
    ]
    if notes:
        session.connection().execute(_NOTE, notes)


def point(entry: Entry, home: Location | None) -> Point | None:
    """Where an entry takes place in degrees: its own place, else that of its site; None when nobody says."""
    place = entry.event.place
    if place is not None and (own := on_earth(place.lat, place.lon)) is not None:
        return own
    return on_earth(home.lat, home.lon) if home is not None else None


def on_earth(lat: float | None, lon: float | None) -> Point | None:
    """A latitude and a longitude, when both are stated and on this Earth."""
    if lat is None or lon is None or not (isfinite(lat) and isfinite(lon)):
        return None
    return (float(lat), float(lon)) if abs(lat) <= 90 and abs(lon) <= 180 else None


def _place(session: Session, drawn: Iterable[Drawn]) -> None:
    found = list(drawn)
    for some in chunks([item.id for item in found]):
        session.execute(delete(_POINTS).where(_POINTS.c.entry_id.in_(some)))
    rows = [
        {"entry_id": item.id, "lat": item.point[0], "lon": item.point[1]} for item in found if item.point is not None
    ]
    insert_rows(session, _POINTS, rows)
