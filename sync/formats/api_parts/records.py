"""The items of an API's list -> records: what they share whatever the platform, from identity to known fingerprints."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from federation.domain.event import Event, Notice, Record, Recurrence
from federation.domain.identity import digest, uid_key
from sync.formats.api_parts.addresses import origin
from sync.formats.api_parts.item import Item, Unusable
from sync.formats.json_document import shown
from sync.formats.parsed import Context, Parsed, few

MOST_EVENTS = 20_000

Read = tuple[Event, Recurrence | None]

_LAST = ("title", "name", "start_date", "start_datetime", "startTime", "beginsOn", "timings")
"""What identifies an item without any id: its title and its dates."""

_OF_THE_SITE = frozenset({"fixed-offset", "unknown-zone", "personal-address", "personal-phone"})

_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How the items of one platform are read.

    `uid` identifies an item ("" when nothing does), `start` and `revision` tell two items of one uid apart, `said` is
    all that the hub reads of it (what moves at each answer left out). `event` reads it, raises Unusable when that
    cannot be, and gives None for what is not meant to be published. Of items that `repeat`, as in an outbox, the
    newest alone counts and nobody is told.
    """

    uid: Callable[[Item, Context], str]
    start: str
    revision: tuple[str, ...]
    said: Callable[[dict[str, Any]], Any]
    event: Callable[[Item, Context], Read | None]
    repeat: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    item: Item
    fingerprint: str
    start: str
    revision: str


def take(items: Iterable[tuple[str, Any]], shape: Shape, context: Context, parsed: Parsed) -> Parsed:
    """Reads the items, each with its path, into `parsed`: the same records whatever their order."""
    by_uid: dict[str, list[_Found]] = {}
    for done, (path, raw) in enumerate(items):
        if done >= MOST_EVENTS:
            parsed.notices.append(Notice("too-many-events", path=path, value=f"> {MOST_EVENTS}", lost=True))
            parsed.cut = True
            break
        try:
            uid, found = _identified(path, raw, shape, context, parsed.notices)
        except Unusable as refusal:
            parsed.notices.append(refusal.notice)
        else:
            by_uid.setdefault(uid, []).append(found)
    unchanged: set[str] = set()
    unreadable: set[str] = set()
    for uid, same in by_uid.items():
        for key, found in _apart(uid, same, shape, parsed.notices):
            if context.known.get(key) == found.fingerprint:
                unchanged.add(key)
            elif not _read(key, found, shape, context, parsed):
                unreadable.add(key)
    parsed.unchanged, parsed.unreadable = frozenset(unchanged), frozenset(unreadable)
    parsed.records.sort(key=lambda record: record.key)
    parsed.notices = few(list(_once(parsed.notices)))
    return parsed


def _once(notices: list[Notice]) -> Iterator[Notice]:
    """The notices, those on the whole site (its zone, its organiser) told at the first event that shows them."""
    told: set[tuple[str, str]] = set()
    for notice in notices:
        if notice.code not in _OF_THE_SITE or (notice.code, notice.value) not in told:
            told.add((notice.code, notice.value))
            yield notice


def _identified(path: str, raw: Any, shape: Shape, context: Context, notices: list[Notice]) -> tuple[str, _Found]:
    if not isinstance(raw, dict):
        raise Unusable(Notice("bad-value", path=path, value=shown(raw), lost=True))
    try:
        said = _canonical.encode(shape.said(raw))
    except RecursionError:
        raise Unusable(Notice("bad-value", path=path, value="[[[…", lost=True)) from None
    silent = Item(raw, path, [])
    fingerprint = digest(said, context.zone, origin(context.url))
    start, revision = silent.text(shape.start)[:40], silent.text(*shape.revision)[:40]
    uid = shape.uid(silent, context).strip() or "text:" + digest(_canonical.encode([raw.get(name) for name in _LAST]))
    return uid, _Found(Item(raw, path, notices), fingerprint, start, revision)


def _apart(uid: str, same: list[_Found], shape: Shape, notices: list[Notice]) -> list[tuple[str, _Found]]:
    """Items of one uid: the newest of those that start together; different starts are different events."""
    if len(same) == 1:
        return [(uid_key(uid), same[0])]
    newest_first = sorted(same, key=lambda found: (found.revision, found.fingerprint), reverse=True)
    kept: dict[str, _Found] = {}
    for found in newest_first:
        first = kept.setdefault("" if shape.repeat else found.start, found)
        if not shape.repeat and (first is not found or len(kept) > 1):
            lost = first is not found and first.fingerprint != found.fingerprint
            notices.append(Notice("duplicate-id", path=found.item.path, value=shown(uid), lost=lost))
    if len(kept) == 1:
        return [(uid_key(uid), found) for found in kept.values()]
    return [(uid_key(f"{uid}#{start}"), found) for start, found in kept.items()]


def _read(key: str, found: _Found, shape: Shape, context: Context, parsed: Parsed) -> bool:
    """Whether the item could be read; what its source does not mean to publish counts as read."""
    try:
        read = shape.event(found.item, context)
    except Unusable as refusal:
        parsed.notices.append(refusal.notice)
        return False
    except OverflowError:
        parsed.notices.append(Notice("bad-value", path=found.item.at(shape.start), value=shown(found.start), lost=True))
        return False
    if read is not None:
        parsed.records.append(Record(key, *read, found.fingerprint))
    return True
