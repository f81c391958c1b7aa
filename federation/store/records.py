"""Records and occurrences of one source: what is known, and writing what a pull brought.

Every function works inside the caller's transaction and on one source's rows only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from federation.domain.changes import Known
from federation.domain.drawn import Drawn, Span
from federation.domain.event import Event, Moment, Occurrence, Record
from federation.domain.identity import told_id
from federation.domain.marks import Voice, marks
from federation.domain.payload import dump, event_from, load_event, load_recurrence, undated
from federation.store.bulk import bind, insert_values
from federation.store.models import OccurrenceRow, RecordRow

_RECORDS = cast(Table, RecordRow.__table__)
_OCCURRENCES = cast(Table, OccurrenceRow.__table__)
_REMARK = update(_OCCURRENCES).where(_OCCURRENCES.c.id == bindparam("occurrence")).values(marks=bindparam("numbers"))
T = TypeVar("T")
TIMES = ("starts_at", "ends_at", "over_at", "all_day", "zone", "withdrawn_at")
"""What an occurrence and its entry have in common."""

CHUNK = 400
"""Most values in one IN list, well under SQLite's limit."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The source whose rows are written."""

    id: int
    site_id: str
    key: str


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


def known(session: Session, source_id: int) -> dict[str, Known]:
    """Every record the store holds of a source, by key."""
    rows = session.execute(
        select(RecordRow.key, RecordRow.id, RecordRow.fingerprint, RecordRow.over_at, RecordRow.gone_at)
        .where(RecordRow.source_id == source_id)
        .order_by(RecordRow.key)
    )
    return {row.key: Known(row.id, row.fingerprint, row.over_at, row.gone_at is not None) for row in rows}


def events(session: Session, source_id: int, keys: Iterable[str]) -> dict[str, Event]:
    """The events of these records of a source, by key."""
    found: dict[str, Event] = {}
    for some in chunks(list(keys)):
        wanted = (RecordRow.source_id == source_id, RecordRow.key.in_(some))
        for row in session.execute(select(RecordRow.key, RecordRow.payload).where(*wanted)):
            found[row.key] = load_event(row.payload)
    return found


def add(session: Session, speaker: Speaker, voice: Voice, drawn: Sequence[Drawn], now: datetime) -> list[Told]:
    """Insert records that were not known, with their occurrences."""
    # All that a cold visit brings comes through here: rows are made as the driver takes them, at a third of the price.
    bound = bind(session)
    seen_at = bound(now)
    records, occurrences, told = [], [], []
    for item in drawn:
        record = item.record
        id_, payload = told_id(speaker.site_id, speaker.key, record.key), dump(record.event)
        series = None if record.recurrence is None else dump(record.recurrence)
        until = bound(item.until) if item.open_ended else None
        said = (speaker.id, record.key, record.fingerprint, payload, series)
        records.append((id_, *said, seen_at, seen_at, bound(item.over_at), until))
        for occurrence, when in item.occurrences:
            event = occurrence.event
            known_by = marks(event, occurrence.slot, voice)
            own = _own_payload(record.event, event)
            happening = told_id(speaker.site_id, speaker.key, record.key, occurrence.slot)
            times = (bound(when.starts_at), bound(when.ends_at), bound(when.over_at), event.all_day, event.zone)
            row = (happening, id_, occurrence.slot, *times, own, seen_at, dump_marks(known_by), happening)
            occurrences.append(row)
            columns = _times(when, event)
            told.append(Told(happening, happening, own or payload, series is not None, columns, known_by))
    insert_values(session, _RECORDS, _NEW_RECORD, records)
    insert_values(session, _OCCURRENCES, _NEW_OCCURRENCE, occurrences)
    return told


_NEW_RECORD = (
    *("id", "source_id", "key", "fingerprint", "payload", "recurrence", "first_seen_at", "changed_at", "over_at"),
    "expanded_until",
)
_NEW_OCCURRENCE = (
    *("id", "record_id", "slot", "starts_at", "ends_at", "over_at", "all_day", "zone", "payload", "first_seen_at"),
    *("marks", "entry_id"),
)


def change(session: Session, speaker: Speaker, voice: Voice, drawn: Sequence[Drawn], now: datetime) -> list[Told]:
    """Rewrite known records that the source now tells differently; tells what is different in occurrences too.

    An occurrence that is no longer drawn is withdrawn when it was to come; a past one is history and stays.
    """
    told: list[Told] = []
    for some in chunks(drawn):
        ids = {item.record.key: told_id(speaker.site_id, speaker.key, item.record.key) for item in some}
        stored = {row.id: row for row in session.scalars(select(RecordRow).where(RecordRow.id.in_(ids.values())))}
        happenings: dict[str, dict[str, OccurrenceRow]] = {}
        for row in session.scalars(select(OccurrenceRow).where(OccurrenceRow.record_id.in_(ids.values()))):
            happenings.setdefault(row.record_id, {})[row.slot] = row
        for item in some:
            record = stored[ids[item.record.key]]
            told += _rewrite(session, speaker, voice, record, happenings.get(record.id, {}), item, now)
    session.flush()
    return told


def _rewrite(
    session: Session,
    speaker: Speaker,
    voice: Voice,
    record: RecordRow,
    happenings: dict[str, OccurrenceRow],
    item: Drawn,
    now: datetime,
) -> list[Told]:
    columns = _record_columns(speaker, item, now)
    if all(undated(columns[name] or "") == undated(getattr(record, name) or "") for name in ("payload", "recurrence")):
        columns["changed_at"] = record.changed_at
    for name, value in columns.items():
        if getattr(record, name) != value:
            setattr(record, name, value)
    told = []
    for occurrence, when in item.occurrences:
        known_by = marks(occurrence.event, occurrence.slot, voice)
        before: tuple[int, ...] = ()
        fresh = _occurrence_columns(speaker, item.record, occurrence, when, known_by)
        row = happenings.pop(occurrence.slot, None)
        if row is None:
            fresh |= {"record_id": record.id, "first_seen_at": now, "entry_id": fresh["id"]}
            session.add(OccurrenceRow(**fresh))
        else:
            before = load_marks(row.marks)
            fresh |= {"id": row.id, "entry_id": row.entry_id}
            for name, value in fresh.items():
                if getattr(row, name) != value:
                    setattr(row, name, value)
        told.append(_told(fresh, record.payload, item.record, known_by, before))
    for row in happenings.values():
        if row.over_at > now and row.withdrawn_at is None:
            row.withdrawn_at = now
            told.append(_told_row(row, record))
    return told


def give_back(session: Session, keys: Iterable[str], speaker: Speaker, now: datetime) -> list[Told]:
    """Records that had gone are told again: what was withdrawn and is still to come takes place again."""
    told = []
    for record, rows in _with_occurrences(session, speaker, keys):
        record.gone_at = None
        for row in rows:
            if row.withdrawn_at is not None and row.over_at > now:
                row.withdrawn_at = None
                told.append(_told_row(row, record))
        record.over_at = max((row.over_at for row in rows if row.withdrawn_at is None), default=None)
    session.flush()
    return told


def withdraw(session: Session, keys: Iterable[str], speaker: Speaker, now: datetime) -> list[Told]:
    """Records the source no longer tells: their coming occurrences are withdrawn, past ones are history."""
    told = []
    for record, rows in _with_occurrences(session, speaker, keys):
        record.gone_at = now
        for row in rows:
            if row.withdrawn_at is None and row.over_at > now:
                row.withdrawn_at = now
                told.append(_told_row(row, record))
        record.over_at = max((row.over_at for row in rows if row.withdrawn_at is None), default=None)
    session.flush()
    return told


def open_series(session: Session, source_id: int, before: datetime) -> list[Record]:
    """Records that happen again after what was drawn of them, drawn no further than `before`."""
    rows = session.scalars(
        select(RecordRow).where(
            RecordRow.source_id == source_id, RecordRow.expanded_until < before, RecordRow.gone_at.is_(None)
        )
    )
    return [record_of(row.key, row.payload, row.recurrence, row.fingerprint) for row in rows]


def sources_to_draw(session: Session, before: datetime) -> list[int]:
    """Ids of the sources that hold such records."""
    statement = select(RecordRow.source_id).where(RecordRow.expanded_until < before, RecordRow.gone_at.is_(None))
    return list(session.scalars(statement.distinct().order_by(RecordRow.source_id)))


def remark(session: Session, voice: Voice) -> list[Told]:
    """Draw the marks of all that a source ever told anew; gives it as it stands, with the marks it had before."""
    told, different = [], []
    rows = (
        select(*_OCCURRENCES.c, RecordRow.payload.label("record_payload"), RecordRow.recurrence)
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


def told_times(row: Any) -> tuple[Moment, Moment | None]:
    """When an occurrence or entry starts and ends, as its event tells it: local dates, or local date-times."""
    start = told_moment(row.starts_at, row.all_day, row.zone)
    return start, None if row.ends_at is None else told_moment(row.ends_at, row.all_day, row.zone)


def told_moment(moment: datetime, all_day: bool, zone: str) -> Moment:
    """A stored UTC moment as the event tells it: a local date, or a local date-time."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.date() if all_day else local


def record_of(key: str, payload: str, recurrence: str | None, fingerprint: str) -> Record:
    """A Record from its columns."""
    event = load_event(payload)
    return Record(key, event, load_recurrence(recurrence, event.zone) if recurrence else None, fingerprint)


def _record_columns(speaker: Speaker, item: Drawn, now: datetime) -> dict[str, Any]:
    record = item.record
    return {
        "source_id": speaker.id,
        "key": record.key,
        "fingerprint": record.fingerprint,
        "payload": dump(record.event),
        "recurrence": None if record.recurrence is None else dump(record.recurrence),
        "changed_at": now,
        "gone_at": None,
        "over_at": item.over_at,
        "expanded_until": item.until if item.open_ended else None,
    }


def dump_marks(numbers: Iterable[int]) -> str:
    """Marks as they are kept with an occurrence."""
    return " ".join([f"{number:x}" for number in numbers])


def load_marks(text: str) -> tuple[int, ...]:
    """The marks that are kept with an occurrence."""
    return tuple([int(number, 16) for number in text.split()])


def _occurrence_columns(
    speaker: Speaker, record: Record, occurrence: Occurrence, when: Span, known_by: Iterable[int]
) -> dict[str, Any]:
    return {
        "id": told_id(speaker.site_id, speaker.key, record.key, occurrence.slot),
        "slot": occurrence.slot,
        **_times(when, occurrence.event),
        "payload": _own_payload(record.event, occurrence.event),
        "marks": dump_marks(known_by),
    }


def _times(when: Span, event: Event) -> dict[str, Any]:
    """The columns TIMES of an occurrence that takes place."""
    return {
        "starts_at": when.starts_at,
        "ends_at": when.ends_at,
        "over_at": when.over_at,
        "all_day": event.all_day,
        "zone": event.zone,
        "withdrawn_at": None,
    }


def _own_payload(master: Event, event: Event) -> str | None:
    """The event of an occurrence when it says more than another time, else None."""
    if event is master:
        return None
    return None if all(getattr(event, name) == getattr(master, name) for name in _SAID) else dump(event)


_SAID = tuple(name for name in Event.__dataclass_fields__ if name not in ("start", "end"))


def _told(
    columns: dict[str, Any], payload: str, record: Record, known_by: tuple[int, ...], before: tuple[int, ...] = ()
) -> Told:
    payload = columns["payload"] or payload
    recurring = record.recurrence is not None
    return Told(columns["id"], columns["entry_id"], payload, recurring, columns, known_by, before)


def _told_row(row: OccurrenceRow, record: RecordRow) -> Told:
    columns = {name: getattr(row, name) for name in TIMES}
    known_by = load_marks(row.marks)
    payload = row.payload or record.payload
    return Told(row.id, row.entry_id, payload, record.recurrence is not None, columns, known_by, known_by)


def _with_occurrences(
    session: Session, speaker: Speaker, keys: Iterable[str]
) -> Iterator[tuple[RecordRow, list[OccurrenceRow]]]:
    for some in chunks(list(keys)):
        wanted = (RecordRow.source_id == speaker.id, RecordRow.key.in_(some))
        records = list(session.scalars(select(RecordRow).where(*wanted)))
        rows: dict[str, list[OccurrenceRow]] = {}
        ids = [record.id for record in records]
        for row in session.scalars(select(OccurrenceRow).where(OccurrenceRow.record_id.in_(ids))):
            rows.setdefault(row.record_id, []).append(row)
        for record in records:
            yield record, rows.get(record.id, [])


def chunks(items: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The items, so many at a time as one IN list may hold."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
