"""The events of a native document -> records: identity, zones, recurrence. What is wrong becomes a Notice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from federation.domain.event import Event, Exception_, Moment, Notice, Record, Recurrence
from federation.domain.identity import digest, uid_key
from federation.domain.recurrence import at
from federation.domain.zones import zone_named
from sync.formats.json_document import shown
from sync.formats.native_parts.fields import Wall
from sync.formats.native_parts.notices import wrong_values
from sync.formats.native_parts.schema import EventSchema, stated
from sync.formats.parsed import Context, Parsed

_NEEDED = frozenset({"id", "title", "start", "recurrence"})
_BAD_ID = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_EVENT = EventSchema()
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


class Reading:
    """One reading of the list of events, into the `parsed` it is given."""

    def __init__(self, context: Context, parsed: Parsed) -> None:
        self.context = context
        self.known = context.known
        self.parsed = parsed
        self.unchanged: set[str] = set()
        self.unreadable: set[str] = set()

    def read(self, events: list[Any]) -> None:
        """Every event, those of one id together."""
        by_id: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        for index, raw in enumerate(events):
            uid = raw.get("id") if isinstance(raw, dict) else None
            uid = _BAD_ID.sub("", uid).strip() if isinstance(uid, str) else ""
            if uid:
                by_id.setdefault(uid, []).append((index, raw))
            else:
                self._lost(index, raw)
        for uid, same in by_id.items():
            for key, index, raw in _apart(uid, same, self.parsed.notices):
                self._take(key, uid, index, raw)
        self.parsed.unchanged = frozenset(self.unchanged)
        self.parsed.unreadable = frozenset(self.unreadable)

    def _lost(self, index: int, raw: Any) -> None:
        path, seen = f"$.events[{index}]", raw
        if isinstance(raw, dict):
            path, seen = f"{path}.id", raw.get("id")
        code = "missing-key" if seen is None else "bad-value"
        self.parsed.notices.append(Notice(code, path=path, value=shown(seen), lost=True))

    def _take(self, key: str, uid: str, index: int, raw: dict[str, Any]) -> None:
        """Adds the record of one event, or notes that it is unchanged."""
        said = {name: value for name, value in raw.items() if name != "updated"}
        fingerprint = digest(_canonical.encode(said), self.context.zone)
        if self.known.get(key) == fingerprint:
            self.unchanged.add(key)
            return
        path = f"$.events[{index}]"
        found, messages = stated(_EVENT, raw)
        lost = any(name in _NEEDED for name in messages)
        self.parsed.notices.extend(wrong_values(raw, messages, path, lost=lost))
        if lost:
            self.unreadable.add(key)
            return
        try:
            record = self._record(key, uid, path, found, fingerprint)
        except OverflowError:
            self.parsed.notices.append(Notice("bad-value", path=f"{path}.start", value=shown(raw["start"]), lost=True))
            self.unreadable.add(key)
            return
        self.parsed.records.append(record)

    def _record(self, key: str, uid: str, path: str, found: dict[str, Any], fingerprint: str) -> Record:
        zone = self._zone(found.pop("timezone", None), f"{path}.timezone")
        recurrence = found.pop("recurrence", None)
        found["id"] = uid
        event = _event(found, zone, path, self.parsed.notices)
        if not recurrence:
            return Record(key, event, None, fingerprint)
        told = _recurrence(recurrence, event, f"{path}.recurrence", self.parsed.notices)
        return Record(key, event, told, fingerprint)

    def _zone(self, name: str | None, path: str) -> str:
        if name is None or zone_named(name) is not None:
            return name or self.context.zone
        self.parsed.notices.append(Notice("unknown-zone", path=path, value=shown(name)))
        return self.context.zone


def _apart(
    uid: str, same: list[tuple[int, dict[str, Any]]], notices: list[Notice]
) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Events of one id told apart: the highest sequence counts, and of that one event for each start."""
    key = uid_key(uid)
    if len(same) == 1:
        yield key, *same[0]
        return
    highest = max(_sequence(raw) for _, raw in same)
    starts: set[str] = set()
    for index, raw in same:
        start = str(raw.get("start"))[:40]
        lost = _sequence(raw) < highest or start in starts
        if lost or starts:
            notices.append(Notice("duplicate-id", path=f"$.events[{index}].id", value=uid[:200], lost=lost))
        if not lost:
            yield key if not starts else uid_key(f"{uid}#{start}"), index, raw
            starts.add(start)


def _sequence(raw: dict[str, Any]) -> int:
    found = raw.get("sequence")
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def _moment(wall: Wall, zone: str) -> Moment:
    """A wall time told in its zone; a time that daylight saving skips is the one an hour later."""
    if not isinstance(wall, datetime):
        return wall
    place = zone_named(zone) or ZoneInfo("UTC")
    return at(wall, place) if wall.tzinfo is None else wall.astimezone(UTC).astimezone(place)


def _event(found: dict[str, Any], zone: str, path: str, notices: list[Notice]) -> Event:
    """An Event of what was stated; an end of the other kind (date or date-time) than the start is dropped."""
    found["uid"] = found.pop("id")
    found["zone"] = zone
    _tell(found, zone)
    end = found.get("end")
    if end is not None and isinstance(end, datetime) != isinstance(found["start"], datetime):
        notices.append(Notice("bad-value", path=f"{path}.end", value=shown(found.pop("end").isoformat())))
    return Event(**found)


def _tell(found: dict[str, Any], zone: str) -> None:
    for name in ("start", "end", "previous_start"):
        if name in found:
            found[name] = _moment(found[name], zone)


def _recurrence(found: dict[str, Any], event: Event, path: str, notices: list[Notice]) -> Recurrence:
    def moments(name: str) -> Iterable[Moment]:
        return (_planned(wall, event) for wall in found.get(name, ()))

    return Recurrence(
        rrules=tuple(rule.removeprefix("RRULE:") for rule in found.get("rrules", ())),
        exrules=tuple(rule.removeprefix("EXRULE:") for rule in found.get("exrules", ())),
        rdates=tuple((moment, None) for moment in moments("rdates")),
        exdates=tuple(moments("exdates")),
        exceptions=tuple(
            _exception(raw, event, f"{path}.exceptions[{index}]", notices)
            for index, raw in enumerate(found.get("exceptions", ()))
        ),
    )


def _planned(wall: Wall, event: Event) -> Moment:
    """A planned moment of a series: of a series with hours, a date alone means that day at the usual hour."""
    if isinstance(event.start, datetime):
        if not isinstance(wall, datetime):
            wall = datetime.combine(wall, event.start.time())
        return _moment(wall, event.zone)
    return wall.date() if isinstance(wall, datetime) else wall


def _exception(found: dict[str, Any], event: Event, path: str, notices: list[Notice]) -> Exception_:
    """The event with what the exception states instead; an hour moved without an end keeps the duration."""
    planned = _planned(found.pop("recurrence_id"), event)
    following = found.pop("this_and_future", False)
    _tell(found, event.zone)
    start = found.setdefault("start", planned)
    end = found.get("end")
    if end is not None and isinstance(end, datetime) != isinstance(start, datetime):
        notices.append(Notice("bad-value", path=f"{path}.end", value=shown(found.pop("end").isoformat())))
    if found.get("end") is None:
        found["end"] = _same_length(event, start)
    return Exception_(planned, replace(event, **found), following)


def _same_length(event: Event, start: Moment) -> Moment | None:
    if event.end is None or isinstance(start, datetime) == event.all_day:
        return None
    if isinstance(start, datetime) and isinstance(event.end, datetime) and isinstance(event.start, datetime):
        return (start.astimezone(UTC) + (event.end - event.start)).astimezone(start.tzinfo)
    return start + (event.end - event.start)
