"""The statements that a change can touch, read from the store as matching asks for them.

Everything is read in flocks: the marks of what is asked for, who else has them, and what those say. A mark that one
source gives to more than CROWD occurrences tells nothing of that source, else whoever floods a day would make
everybody's changes dear.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from federation.domain.marks import Voice, is_subject
from federation.domain.matching import Statement, block_keys
from federation.domain.matching.blocks import repeat_key
from federation.domain.matching.teller import Teller
from federation.domain.payload import event_from
from federation.store.bulk import chunks
from federation.store.matching.postings import Posted, posted
from federation.store.matching.voices import voices
from federation.store.models import OccurrenceRow, RecordRow
from federation.store.occurrences import TIMES, load_marks, told_moment

CROWD = 200
"""Most occurrences of one source that one mark can lead others to."""

KEPT = 8192
"""Statements whose traits stay known from one landing to the next: sites of one city read one another each time."""

_OCCURRENCES = (
    select(
        *(getattr(OccurrenceRow, name) for name in (*TIMES, "id", "record_id", "slot", "payload", "first_seen_at")),
        OccurrenceRow.entry_id,
        OccurrenceRow.marks,
        RecordRow.source_id,
        RecordRow.payload.label("record_payload"),
        RecordRow.recurrence.is_not(None).label("recurring"),
    )
    .join(RecordRow, RecordRow.id == OccurrenceRow.record_id)
    .where(OccurrenceRow.id.in_(bindparam("ids", expanding=True)))
)
_MEMBERS = (
    select(OccurrenceRow.id, OccurrenceRow.entry_id)
    .where(OccurrenceRow.entry_id.in_(bindparam("ids", expanding=True)))
    .order_by(OccurrenceRow.id)
)


class StoreShelf:
    """A `domain.matching.Shelf` over the store as it stands in a session. `rows` are the occurrences read so far."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.voices: dict[int, Voice] = {}
        self.rows: dict[str, Row[*tuple[Any, ...]]] = {}
        self.marks: dict[str, tuple[int, ...]] = {}
        self._statements: dict[str, Statement] = {}
        self._kept: dict[str, _Kept] = {}
        self._posted: dict[int, Posted] = {}
        self._entries: dict[str, list[str]] = {}
        self._blocks: defaultdict[str, list[Statement]] = defaultdict(list)
        self._given: set[str] = set()
        self._repeats: defaultdict[str, dict[str, Statement]] = defaultdict(dict)
        self._repeated: set[tuple[int, int]] = set()

    def prepare(self, ids: Iterable[str]) -> list[Statement]:
        """Read these occurrences, with all that shares a mark or an entry with them; gives them as statements."""
        wanted = sorted(set(ids))
        self._read(wanted)
        known = [id_ for id_ in wanted if id_ in self.rows]
        self._look_up(mark for id_ in known for mark in self.marks[id_])
        self._read_repetitions(known)
        self._read_entries(self.rows[id_].entry_id for id_ in known)
        return [self._statements[id_] for id_ in known]

    def sharing(self, marks: Iterable[int]) -> list[Statement]:
        """The statements that one of these marks leads to."""
        wanted = set(marks)
        self._look_up(wanted)
        ids = {id_ for mark in wanted for id_ in self._led_to(mark)}
        return [self._statements[id_] for id_ in sorted(ids)]

    def block(self, key: str) -> Collection[Statement]:
        """All statements of a finer block (see `keys`), or of one source that say the very same."""
        repeated = self._repeats.get(key)
        return list(repeated.values()) if repeated is not None else self._blocks.get(key, [])

    def mates(self, statement: Statement) -> Collection[Statement]:
        """The statements that stand in one entry with this one until now, told once; reads on from here."""
        self.prepare([statement.id])
        entry = self.rows[statement.id].entry_id
        if entry in self._given:
            return ()
        self._given.add(entry)
        return [self._statements[id_] for id_ in self._entries[entry]]

    def members(self, statement: Statement) -> Collection[str]:
        """The ids of the statements that stand in one entry with this one until now."""
        return self._entries[self.rows[statement.id].entry_id]

    def listed(self, statement_id: str) -> bool:
        """Whether the source of a statement that was read is in the network file and carries events."""
        return self.voices[self.rows[statement_id].source_id].listed

    def find(self, statement_id: str) -> Statement | None:
        """The statement of an occurrence; None when there is none."""
        self._read([statement_id])
        return self._statements.get(statement_id)

    def keys(self, statement: Statement) -> Iterable[str]:
        """The keys of a statement's blocks in which it is not alone, each within one of its marks.

        So what is never read is in no block.
        """
        own = self._keys_of(statement.id)
        shared = [mark for mark in self.marks[statement.id] if len(self._posted[mark]) > 1]
        keys = [f"{mark:x} {key}" for mark in shared for key in own]
        return [key for key in keys if len(self._blocks.get(key, ())) > 1]

    def _keys_of(self, statement_id: str) -> Collection[str]:
        kept = self._kept[statement_id]
        if kept.keys is None:
            kept.keys = block_keys(kept.statement)
        return kept.keys

    def _read(self, ids: Iterable[str]) -> None:
        missing = sorted({id_ for id_ in ids if id_ not in self.rows})
        for some in chunks(missing):
            rows = self.session.execute(_OCCURRENCES, {"ids": some}).all()
            if unheard := sorted({row.source_id for row in rows} - self.voices.keys()):
                self.voices |= voices(self.session, *unheard)
            for row in rows:
                self.rows[row.id] = row
                self.marks[row.id] = load_marks(row.marks)
                kept = self._kept[row.id] = _kept(row, self.voices[row.source_id])
                self._statements[row.id] = kept.statement

    def _look_up(self, marks: Iterable[int]) -> None:
        """Read who has these marks, and what they say; fill their blocks."""
        fresh = {mark for mark in marks if mark not in self._posted}
        if not fresh:
            return
        found = posted(self.session, fresh)
        for mark in fresh:
            self._posted[mark] = found.get(mark, [])
        self._read(id_ for mark in fresh for id_ in self._led_to(mark))
        for mark in sorted(fresh):
            led_to = self._led_to(mark)
            for id_ in led_to if len(led_to) > 1 else ():
                for key in self._keys_of(id_):
                    self._blocks[f"{mark:x} {key}"].append(self._statements[id_])

    def _led_to(self, mark: int) -> list[str]:
        rows = self._posted[mark]
        if len(rows) < 2:
            return [id_ for id_, _ in rows]
        crowds = Counter(source for _, source in rows)
        return sorted(id_ for id_, source in rows if crowds[source] <= CROWD)

    def _read_repetitions(self, ids: Iterable[str]) -> None:
        """Read what may say the very same as one of these: a crowd as well, for it is one source's own affair."""
        subjects = {(mark, self.rows[id_].source_id) for id_ in ids for mark in self.marks[id_] if is_subject(mark)}
        fresh = subjects - self._repeated
        if not fresh:
            return
        self._repeated |= fresh
        alike = sorted({id_ for mark, own in fresh for id_, source in self._posted[mark] if source == own})
        self._read(alike)
        for id_ in alike:
            self._repeats[repeat_key(self._statements[id_])][id_] = self._statements[id_]

    def _read_entries(self, ids: Iterable[str]) -> None:
        missing = sorted({id_ for id_ in ids if id_ not in self._entries})
        for some in chunks(missing):
            self._entries |= {id_: [] for id_ in some}
            for member in self.session.execute(_MEMBERS, {"ids": some}):
                self._entries[member.entry_id].append(member.id)
        self._read(id_ for entry in missing for id_ in self._entries[entry])


class _Kept:
    """A statement, and the keys of its blocks once they were asked for."""

    __slots__ = ("keys", "statement")

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.keys: Collection[str] | None = None


def _kept(row: Row[*tuple[Any, ...]], voice: Voice) -> _Kept:
    return _read_once(
        (row.id, row.record_id, row.slot),
        row.payload or row.record_payload,
        (row.starts_at, row.ends_at, row.all_day, row.zone),
        row.withdrawn_at is not None,
        voice.teller,
    )


@lru_cache(maxsize=KEPT)
def _read_once(
    names: tuple[str, str, str],
    payload: str,
    times: tuple[datetime, datetime | None, bool, str],
    withdrawn: bool,
    teller: Teller,
) -> _Kept:
    starts_at, ends_at, all_day, zone = times
    end = None if ends_at is None else told_moment(ends_at, all_day, zone)
    event = event_from(json.loads(payload), (told_moment(starts_at, all_day, zone), end))
    id_, record, slot = names
    changed = event.updated
    one = Statement(
        id=id_, record=record, teller=teller, event=event, slot=slot, updated_at=changed, withdrawn=withdrawn
    )
    return _Kept(one)
