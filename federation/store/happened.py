"""The journal of changes: what happened to entries, written as they are rewritten, read by those who follow changes.

An entry tells at most MOST rows in each of their spans, so that a source which says another thing at each visit does
not fill it; one writing tells at most MOST_AT_ONCE, so that a source which loses all its events does not either.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from federation.domain.event import Event, Moment
from federation.domain.happened import GRAVEST, Happened, Kind
from federation.domain.payload import moment
from federation.store.bulk import chunks, insert_rows
from federation.store.models import HappenedRow

KEPT = timedelta(days=400)
"""How long a change is remembered, as visits are."""

MOST = ((timedelta(days=1), 4), (timedelta(days=30), 12))
"""How many changes one entry may tell within a span; the agenda itself always says what holds."""

MOST_AT_ONCE = 500
"""How many changes one writing tells: the gravest and soonest."""

_TABLE = cast(Table, HappenedRow.__table__)
_UNTOLD = "untold changes"
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class News:
    """What happened to one entry: its leading site, what it is called and when it starts now."""

    entry_id: str
    site_id: str
    event: Event
    starts_at: datetime
    found: tuple[Happened, ...]


def note(session: Session, news: Sequence[News], now: datetime) -> int:
    """Write what happened to entries, as far as they may tell; returns how many rows that are."""
    kept = _untold(session)
    told = [(one, each) for one in news for each in one.found if each.kind not in kept]
    told.sort(key=lambda pair: (GRAVEST.index(pair[1].kind), pair[0].starts_at, pair[0].entry_id))
    room = _room(session, {one.entry_id for one, _ in told}, now)
    rows: list[dict[str, Any]] = []
    for one, each in told[:MOST_AT_ONCE]:
        if room[one.entry_id] > 0:
            room[one.entry_id] -= 1
            rows.append(_row(one.entry_id, one.site_id, each, _called(one.event), now))
    insert_rows(session, _TABLE, rows)
    return len(rows)


def note_site(session: Session, site_id: str, what: Happened, now: datetime) -> None:
    """Write what happened to all that a site announces."""
    insert_rows(session, _TABLE, [_row(None, site_id, what, {}, now)])


@contextmanager
def untold(session: Session, *kinds: Kind) -> Iterator[None]:
    """While entries are written within, these changes are not told of each: they are told of the whole."""
    session.info[_UNTOLD] = frozenset(kinds)
    try:
        yield
    finally:
        session.info.pop(_UNTOLD, None)


def forget_old_changes(session: Session, now: datetime) -> None:
    """Drop changes older than KEPT."""
    session.execute(delete(HappenedRow).where(HappenedRow.happened_at < now - KEPT))


def dump_former(start: Moment | None) -> str | None:
    """The first start of an entry that was moved, as its column keeps it."""
    return None if start is None else _encoder.encode({"start": start.isoformat()})


def load_former(text: str | None, zone: str) -> Moment | None:
    """The first start of an entry that was moved, told in a zone; None when it was not."""
    return None if text is None else moment(json.loads(text)["start"], zone)


def _untold(session: Session) -> frozenset[Kind]:
    found: frozenset[Kind] = session.info.get(_UNTOLD, frozenset())
    return found


def _called(event: Event) -> dict[str, str]:
    return {"title": event.title, "start": event.start.isoformat(), "zone": event.zone}


def _row(entry_id: str | None, site_id: str, what: Happened, called: dict[str, str], now: datetime) -> dict[str, Any]:
    details = called | {name: value for name, value in (("was", what.was), ("now", what.now)) if value}
    return {
        "entry_id": entry_id,
        "site_id": site_id,
        "kind": what.kind.value,
        "happened_at": now,
        "details": _encoder.encode(details),
    }


def _room(session: Session, ids: set[str], now: datetime) -> dict[str, int]:
    """How many changes more each of these entries may tell."""
    told: dict[str, list[datetime]] = {id_: [] for id_ in ids}
    for some in chunks(sorted(ids)):
        wanted = (HappenedRow.entry_id.in_(some), HappenedRow.happened_at > now - MOST[-1][0])
        for entry_id, at in session.execute(select(HappenedRow.entry_id, HappenedRow.happened_at).where(*wanted)):
            told[str(entry_id)].append(at)
    return {
        id_: min(most - sum(at > now - span for at in moments) for span, most in MOST) for id_, moments in told.items()
    }
