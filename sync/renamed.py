"""Events that come back under another name: some software gives each event a new UID at every answer. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from federation.domain.event import Event, Record, Recurrence


def recognised(records: list[Record], missing: Mapping[str, Event], held: Collection[str]) -> list[Record]:
    """The records, those that only their key makes new told under the key and UID they had.

    `missing` are the events that the answer no longer holds, `held` all keys that were known. What has the same
    title and start is the same event, when there is one of it on each side.
    """
    before = _alone((key, event) for key, event in missing.items())
    since = _alone((record.key, record.event) for record in records if record.key not in held)
    names = {since[same]: before[same] for same in since.keys() & before.keys()}
    return [_named(record, names[record.key], missing) if record.key in names else record for record in records]


def _alone(events: Iterable[tuple[str, Event]]) -> dict[tuple[str, str], str]:
    """The key of each title and start that stand once."""
    told = [((event.title, event.start.isoformat()), key) for key, event in events]
    times = Counter(same for same, _ in told)
    return {same: key for same, key in told if times[same] == 1}


def _named(record: Record, key: str, missing: Mapping[str, Event]) -> Record:
    uid = missing[key].uid
    return replace(
        record,
        key=key,
        event=replace(record.event, uid=uid),
        recurrence=None if record.recurrence is None else _with_uid(record.recurrence, uid),
    )


def _with_uid(recurrence: Recurrence, uid: str) -> Recurrence:
    exceptions = tuple(replace(item, event=replace(item.event, uid=uid)) for item in recurrence.exceptions)
    return replace(recurrence, exceptions=exceptions)
