"""Occurrences as they stand in the store: their times, their marks, the event of each; what entries are made of.

Every function works inside the caller's transaction.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, NamedTuple, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from federation.domain.drawn import Span
from federation.domain.event import Event, Moment
from federation.domain.marks import Voice, marks
from federation.domain.payload import dump, event_from
from federation.store.models import OccurrenceRow, RecordRow

_TABLE = cast(Table, OccurrenceRow.__table__)
_REMARK = update(_TABLE).where(_TABLE.c.id == bindparam("occurrence")).values(marks=bindparam("numbers"))
_SAID = tuple(name for name in Event.__dataclass_fields__ if name not in ("start", "end"))

TIMES = ("starts_at", "ends_at", "over_at", "all_day", "zone", "withdrawn_at")
"""What an occurrence and its entry have in common."""


class New(NamedTuple):
    """An occurrence that was never told before: what its entry is founded by when nobody else tells it.

    `times` are when it takes place (TIMES but the last) as the driver takes them.
    """

    id: str
    payload: str
    recurring: bool
    times: tuple[Any, ...]
    marks: tuple[int, ...]
    before: tuple[int, ...] = ()


class Told(NamedTuple):
    """An occurrence as it now stands in the store, with the payload of its event: what entries are made of.

    `marks` are what it is known by now, `before` what it was known by until now (nothing when it is new).
    """

    id: str
    entry_id: str
    payload: str
    recurring: bool
    columns: dict[str, Any]
    marks: tuple[int, ...]
    before: tuple[int, ...] = ()


def told_row(row: OccurrenceRow, record: RecordRow) -> Told:
    """An occurrence as its rows tell it, known by what it was known by."""
    columns = {name: getattr(row, name) for name in TIMES}
    known_by = load_marks(row.marks)
    payload = row.payload or record.payload
    return Told(row.id, row.entry_id, payload, record.recurrence is not None, columns, known_by, known_by)


def times_of(when: Span, event: Event) -> dict[str, Any]:
    """The columns TIMES of an occurrence that takes place."""
    return {
        "starts_at": when.starts_at,
        "ends_at": when.ends_at,
        "over_at": when.over_at,
        "all_day": event.all_day,
        "zone": event.zone,
        "withdrawn_at": None,
    }


def own_payload(master: Event, event: Event) -> str | None:
    """The event of an occurrence when it says more than another time, else None."""
    if event is master:
        return None
    return None if all(getattr(event, name) == getattr(master, name) for name in _SAID) else dump(event)


def told_times(row: Any) -> tuple[Moment, Moment | None]:
    """When an occurrence or entry starts and ends, as its event tells it: local dates, or local date-times."""
    start = told_moment(row.starts_at, row.all_day, row.zone)
    return start, None if row.ends_at is None else told_moment(row.ends_at, row.all_day, row.zone)


def told_moment(moment: datetime, all_day: bool, zone: str) -> Moment:
    """A stored UTC moment as the event tells it: a local date, or a local date-time."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.date() if all_day else local


def dump_marks(numbers: tuple[int, ...]) -> str:
    """Marks as they are kept with an occurrence."""
    return ("%x " * len(numbers) % numbers).rstrip()


def load_marks(text: str) -> tuple[int, ...]:
    """The marks that are kept with an occurrence."""
    return tuple([int(number, 16) for number in text.split()])


def remark(session: Session, voice: Voice) -> list[Told]:
    """Draw the marks of all that a source ever told anew; gives it as it stands, with the marks it had before."""
    told, different = [], []
    rows = (
        select(*_TABLE.c, RecordRow.payload.label("record_payload"), RecordRow.recurrence)
        .join(RecordRow, RecordRow.id == OccurrenceRow.record_id)
        .where(RecordRow.source_id == voice.source_id)
        .order_by(OccurrenceRow.id)
    )
    for row in session.execute(rows):
        payload = row.payload or row.record_payload
        event = event_from(json.loads(payload), told_times(row))
        known_by, before = marks(event, row.slot, voice), load_marks(row.marks)
        columns = {name: getattr(row, name) for name in TIMES}
        told.append(Told(row.id, row.entry_id, payload, row.recurrence is not None, columns, known_by, before))
        if known_by != before:
            different.append({"occurrence": row.id, "numbers": dump_marks(known_by)})
    if different:
        session.connection().execute(_REMARK, different)
    return told
