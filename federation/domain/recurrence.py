"""Recurrence sets (RFC 5545 §3.8.5): a record -> its dated occurrences within a window. Pure and bounded in work.

Arithmetic is on the wall clock of the event's zone: what is at 18 h stays at 18 h. DTSTART counts as the first
occurrence even when the rule does not match it, as calendars show it. An occurrence has a *slot*, the local date it
was planned for (`2026-11-22`, the second of that date `2026-11-22.2`), so that moving the hour of a series, or one
of its occurrences, keeps what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from federation.domain.event import Event, Exception_, Moment, Notice, Occurrence, Record, Recurrence, duration
from federation.domain.recurrence_rules import RuleRefused, parse_rule
from federation.domain.recurrence_starts import starts

FIRST_YEAR, LAST_YEAR = 1971, 2199  # beyond, dates are mistakes and zone rules unknown

_MOST_RULES = 10
_MOST_REACH = timedelta(days=400)  # how far outside the window an occurrence that touches it may be planned
_FIELDS = tuple(item.name for item in fields(Event))


@dataclass(slots=True)
class Expansion:
    """Occurrences sorted by start, what went wrong, and whether more follow after the window (`open_ended`)."""

    occurrences: list[Occurrence] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    open_ended: bool = False


def expand(record: Record, window_start: datetime, window_end: datetime, limit: int = 1000) -> Expansion:
    """The occurrences that touch [window_start, window_end) (aware), the soonest `limit` of them.

    A record without recurrence gives its one occurrence, slot "", whatever the window. So does a record with a
    rule that cannot be followed and no other date in the window, with a Notice. A record whose recurrence holds
    only exceptions, one of which is its event, has no occurrences but these. Dates before 1971 or after 2199 give
    a Notice and no occurrence.
    """
    if record.recurrence is None:
        if not _plausible(record.event.start):
            return Expansion(notices=[_implausible(record.event.start)])
        return Expansion([Occurrence("", record.event)])
    return _Series(record.event, record.recurrence, window_start, window_end).expand(limit)


def _plausible(moment: Moment) -> bool:
    return FIRST_YEAR <= moment.year <= LAST_YEAR


def _implausible(moment: Moment) -> Notice:
    return Notice("absurd-date", value=moment.isoformat(), lost=True)


def at(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment of a wall-clock time; one skipped by DST is read with the offset before it (RFC 5545 §3.3.5)."""
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


class _Series:
    """One record being expanded. All times inside are naive wall-clock times of the zone its rules follow."""

    def __init__(self, event: Event, recurrence: Recurrence, window_start: datetime, window_end: datetime) -> None:
        self.event = event
        self.recurrence = recurrence
        self.zone = ZoneInfo(recurrence.zone or event.zone)
        self.low = self.wall(window_start)
        self.high = self.wall(window_end)
        self.first = self.wall(event.start)
        exdates = recurrence.exdates
        self.excluded_walls = {self.wall(item) for item in exdates if isinstance(item, datetime)}
        self.excluded_days = {item for item in exdates if not isinstance(item, datetime)}
        if event.all_day:
            self.excluded_days |= {wall.date() for wall in self.excluded_walls}
        self.exceptions = self._exceptions()
        self.notices: list[Notice] = []
        self.more = False
        self.ended = 0  # RRULEs whose UNTIL is before DTSTART

    def wall(self, moment: Moment) -> datetime:
        if not isinstance(moment, datetime):
            return datetime.combine(moment, time())
        return moment.astimezone(self.zone).replace(tzinfo=None)

    def _exceptions(self) -> dict[datetime, Exception_]:
        """The exceptions by the wall time they replace; of two for the same one the higher SEQUENCE counts.

        An EXDATE takes away an exception too: some software leaves it behind when the occurrence is deleted.
        """
        found: dict[datetime, Exception_] = {}
        for item in self.recurrence.exceptions:
            planned = self.wall(item.recurrence_id)
            if self._is_excluded(planned):
                continue
            if planned not in found or item.event.sequence >= found[planned].event.sequence:
                found[planned] = item
        return found

    def expand(self, limit: int) -> Expansion:
        low, high = self._range()
        planned = self._planned(low, high)
        taken = self._taken(planned)
        for wall, item in list(self.exceptions.items()):
            # an older one, for a date that the series has given up since
            stale = item.event.sequence < self.event.sequence and taken[id(item)] not in planned
            if stale and low <= wall <= high:
                del self.exceptions[wall], taken[id(item)]
        slots = _slots(planned, taken.values())
        occurrences = list(self._exceptional(taken, slots))
        occurrences += self._regular(planned, taken, slots)
        if self.notices and not occurrences and _plausible(self.event.start):
            return Expansion([Occurrence(self.first.date().isoformat(), self.event)], self.notices, self.more)
        occurrences.sort(key=lambda pair: (pair[0], pair[1].slot))
        if len(occurrences) > limit:
            self.notices.append(Notice("occurrences-cut", value=str(limit)))
            self.more = True
        return Expansion([item for _, item in occurrences[:limit]], self.notices, self.more)

    # planned: what DTSTART, RRULE and RDATE say, EXDATE not yet applied: slots count on it

    def _planned(self, low: datetime, high: datetime) -> dict[datetime, datetime | None]:
        planned = dict.fromkeys(self._rules(self.recurrence.rrules, low, high, "RRULE"))
        if not self._begins_without_dtstart() and low <= self.first <= high:
            planned[self.first] = None
        for start, end in self.recurrence.rdates:
            wall = self._like_first(start)
            self.more |= wall >= self.high
            if low <= wall <= high:
                planned[wall] = None if end is None else self.wall(end)
        return {wall: end for wall, end in planned.items() if _plausible(wall)}

    def _begins_without_dtstart(self) -> bool:
        """Nothing but exceptions, or each rule has ended before DTSTART: all its occurrences were deleted."""
        return self._only_exceptions() or (bool(self.recurrence.rrules) and self.ended == len(self.recurrence.rrules))

    def _only_exceptions(self) -> bool:
        recurrence = self.recurrence
        return not (recurrence.rrules or recurrence.rdates) and any(
            item.event == self.event for item in recurrence.exceptions
        )

    def _like_first(self, moment: Moment) -> datetime:
        """The wall time of an RDATE: a date alone takes DTSTART's hour."""
        wall = self.wall(moment)
        return wall if isinstance(moment, datetime) else datetime.combine(wall, self.first.time())

    def _range(self) -> tuple[datetime, datetime]:
        """From when to when an occurrence may be planned that touches the window; whole days, for the slots."""
        back, ahead = duration(self.event), timedelta(0)
        for planned, item in self.exceptions.items():
            moved = self.wall(item.event.start) - planned
            if item.this_and_future or self._touches(item.event):
                back = max(back, moved + duration(item.event))
                ahead = max(ahead, -moved)
        low = self.low - min(max(back, timedelta(0)), _MOST_REACH) - timedelta(days=1)
        high = self.high + min(ahead, _MOST_REACH)
        return datetime.combine(low, time()), datetime.combine(high, time(23, 59, 59))

    def _rules(self, texts: Iterable[str], low: datetime, high: datetime, name: str) -> list[datetime]:
        found: list[datetime] = []
        for done, text in enumerate(texts):
            try:
                if done >= _MOST_RULES:
                    raise RuleRefused("rrule-too-many")
                rule = parse_rule(text)
                last = rule.last_wall(self.zone, self.event.all_day)
                self.ended += name == "RRULE" and last is not None and last < self.first
                walls, more = starts(rule, self.first, last, low, high)
            except RuleRefused as refused:
                self.notices.append(Notice(refused.code, path=name, value=text[:200]))
                if done >= _MOST_RULES:
                    break
                continue
            found += walls
            if name == "RRULE":
                self.more |= more or any(wall >= self.high for wall in walls[-1:])
        return found

    # what becomes of the planned

    def _is_excluded(self, wall: datetime) -> bool:
        return wall in self.excluded_walls or wall.date() in self.excluded_days

    def _excluded(self, planned: Mapping[datetime, Any]) -> set[datetime]:
        excluded = {wall for wall in planned if self._is_excluded(wall)}
        if self.recurrence.exrules and planned:
            excluded.update(self._rules(self.recurrence.exrules, min(planned), max(planned), "EXRULE"))
        return excluded

    def _taken(self, planned: dict[datetime, datetime | None]) -> dict[int, datetime]:
        """Which planned wall time each exception takes, by its identity; orphans take their own RECURRENCE-ID."""
        taken: dict[int, datetime] = {}
        by_day: dict[date, list[datetime]] = {}
        for wall in sorted(planned):
            by_day.setdefault(wall.date(), []).append(wall)
        for wall, item in self.exceptions.items():
            taken[id(item)] = wall
            loose = self.event.all_day or not isinstance(item.recurrence_id, datetime)
            if wall not in planned and loose:
                free = [other for other in by_day.get(wall.date(), ()) if other not in self.exceptions]
                taken[id(item)] = free[0] if free else wall
        return taken

    def _exceptional(
        self, taken: dict[int, datetime], slots: dict[datetime, str]
    ) -> Iterable[tuple[datetime, Occurrence]]:
        for item in self.exceptions.values():
            event = item.event
            if not _plausible(event.start):
                self.notices.append(_implausible(event.start))
                continue
            start = self.wall(event.start)
            self.more |= start >= self.high
            if self._touches(event):
                if not event.title:
                    event = _told(event, title=self.event.title)
                yield start, Occurrence(slots[taken[id(item)]], event)

    def _regular(
        self, planned: dict[datetime, datetime | None], taken: dict[int, datetime], slots: dict[datetime, str]
    ) -> Iterable[tuple[datetime, Occurrence]]:
        gone = self._excluded(planned) | set(taken.values())
        turns = sorted(
            ((wall, item.event) for wall, item in self.exceptions.items() if item.this_and_future),
            key=lambda turn: turn[0],
        )
        template, shift = _Template(self.event, self.zone), timedelta(0)
        for wall in sorted(planned):
            while turns and turns[0][0] < wall:
                planned_for, event = turns.pop(0)
                template, shift = _Template(event, self.zone, self.event.title), self.wall(event.start) - planned_for
            if wall in gone:
                continue
            start, end = wall + shift, planned[wall]
            length = template.length if end is None else end - wall
            if start < self.high and (start + length > self.low or start >= self.low):
                yield start, Occurrence(slots[wall], template.starting(start, None if end is None else length))

    def _touches(self, event: Event) -> bool:
        start = self.wall(event.start)
        return start < self.high and (start >= self.low or start + duration(event) > self.low)


class _Template:
    """An event to be told again at other times."""

    def __init__(self, event: Event, zone: ZoneInfo, title: str = "") -> None:
        self.values = {name: getattr(event, name) for name in _FIELDS}
        self.values["title"] = event.title or title
        self.zone = zone
        self.own_zone = ZoneInfo(event.zone)
        self.all_day = event.all_day
        self.length = duration(event)
        if isinstance(event.start, datetime) and isinstance(event.end, datetime):
            # by the wall clock: a night from 22 h to 6 h ends at 6 h also when DST begins
            self.length = event.end.astimezone(zone).replace(tzinfo=None) - event.start.astimezone(zone).replace(
                tzinfo=None
            )

    def starting(self, wall: datetime, length: timedelta | None = None) -> Event:
        self.values["start"] = self._moment(wall)
        if length is not None:
            return Event(**(self.values | {"end": self._moment(wall + length)}))
        if self.values["end"] is not None:
            self.values["end"] = self._moment(wall + self.length)
        return Event(**self.values)

    def _moment(self, wall: datetime) -> Moment:
        if self.all_day:
            return wall.date()
        moment = at(wall, self.zone)
        return moment if self.own_zone is self.zone else moment.astimezone(self.own_zone)


def _told(event: Event, **changes: Any) -> Event:
    return Event(**({name: getattr(event, name) for name in _FIELDS} | changes))


def _slots(planned: Iterable[datetime], others: Iterable[datetime]) -> dict[datetime, str]:
    """The slot of each planned start, in order within its date; orphan exceptions come after those planned."""
    known = set(planned)
    counts: dict[date, int] = {}
    slots: dict[datetime, str] = {}
    for wall in [*sorted(known), *sorted(set(others) - known)]:
        number = counts[wall.date()] = counts.get(wall.date(), 0) + 1
        slots[wall] = wall.date().isoformat() + (f".{number}" if number > 1 else "")
    return slots
