"""Records and occurrences of one source: what is known, and writing what a pull brought.

Every function works inside the caller's transaction and on one source's rows only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from federation.domain.changes import Known
from federation.domain.drawn import Drawn, Span
from federation.domain.event import Event, Occurrence, Record
from federation.domain.identity import namer, told_id
from federation.domain.marks import Voice, marks
from federation.domain.payload import dump, load_event, load_recurrence, undated
from federation.store.bulk import bind, bind_flag, chunks, insert_values
from federation.store.models import OccurrenceRow, RecordRow
from federation.store.occurrences import New, Told, dump_marks, load_marks, own_payload, times_of, told_row

_RECORDS = cast(Table, RecordRow.__table__)
_OCCURRENCES = cast(Table, OccurrenceRow.__table__)


@dataclass(frozen=True, slots=True)
class Speaker:
    """The source whose rows are written."""

    id: int
    site_id: str
    key: str


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


def add(session: Session, speaker: Speaker, voice: Voice, drawn: Sequence[Drawn], now: datetime) -> list[New]:
    """Insert records that were not known, with their occurrences."""
    # All that a cold visit brings comes through here: rows are made as the driver takes them, at a third of the price.
    bound, flag, named = bind(session), bind_flag(session), namer(speaker.site_id, speaker.key)
    seen_at = bound(now)
    records, occurrences, told = [], [], []
    for item in drawn:
        record = item.record
        id_, payload = named(record.key), dump(record.event)
        series = None if record.recurrence is None else dump(record.recurrence)
        over_at = None
        for occurrence, when in item.occurrences:
            event, slot = occurrence.event, occurrence.slot
            ends = bound(when.ends_at)
            over = ends if when.over_at is when.ends_at else bound(when.over_at)
            over_at = over if over_at is None or over > over_at else over_at
            times = (bound(when.starts_at), ends, over, flag(event.all_day), event.zone)
            known_by = marks(event, slot, voice)
            own = own_payload(record.event, event)
            happening = named(record.key, slot)
            occurrences.append((happening, id_, slot, *times, own, seen_at, dump_marks(known_by), happening))
            told.append(New(happening, own or payload, series is not None, times, known_by))
        until = bound(item.until) if item.open_ended else None
        said = (speaker.id, record.key, record.fingerprint, payload, series)
        records.append((id_, *said, seen_at, seen_at, over_at, until))
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
    _put(record, columns)
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
            _put(row, fresh)
        told.append(_told(fresh, record.payload, item.record, known_by, before))
    return told + _withdrawn(record, happenings.values(), now)


def _put(row: RecordRow | OccurrenceRow, columns: dict[str, Any]) -> None:
    """Write what is different."""
    for name, value in columns.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _withdrawn(record: RecordRow, rows: Iterable[OccurrenceRow], now: datetime) -> list[Told]:
    """Withdraw what was to come of these; the others are history, or withdrawn already."""
    told = []
    for row in rows:
        if row.over_at > now and row.withdrawn_at is None:
            row.withdrawn_at = now
            told.append(told_row(row, record))
    return told


def give_back(session: Session, keys: Iterable[str], speaker: Speaker, now: datetime) -> list[Told]:
    """Records that had gone are told again: what was withdrawn and is still to come takes place again."""
    told = []
    for record, rows in _with_occurrences(session, speaker, keys):
        record.gone_at = None
        for row in rows:
            if row.withdrawn_at is not None and row.over_at > now:
                row.withdrawn_at = None
                told.append(told_row(row, record))
        record.over_at = _over_at(rows)
    session.flush()
    return told


def withdraw(session: Session, keys: Iterable[str], speaker: Speaker, now: datetime) -> list[Told]:
    """Records the source no longer tells: their coming occurrences are withdrawn, past ones are history."""
    told = []
    for record, rows in _with_occurrences(session, speaker, keys):
        record.gone_at = now
        told += _withdrawn(record, rows, now)
        record.over_at = _over_at(rows)
    session.flush()
    return told


def _over_at(rows: Iterable[OccurrenceRow]) -> datetime | None:
    """When the last one that takes place is over."""
    return max((row.over_at for row in rows if row.withdrawn_at is None), default=None)


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


def _occurrence_columns(
    speaker: Speaker, record: Record, occurrence: Occurrence, when: Span, known_by: tuple[int, ...]
) -> dict[str, Any]:
    return {
        "id": told_id(speaker.site_id, speaker.key, record.key, occurrence.slot),
        "slot": occurrence.slot,
        **times_of(when, occurrence.event),
        "payload": own_payload(record.event, occurrence.event),
        "marks": dump_marks(known_by),
    }


def _told(
    columns: dict[str, Any], payload: str, record: Record, known_by: tuple[int, ...], before: tuple[int, ...] = ()
) -> Told:
    payload = columns["payload"] or payload
    recurring = record.recurrence is not None
    return Told(columns["id"], columns["entry_id"], payload, recurring, columns, known_by, before)


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
