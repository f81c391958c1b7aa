"""An event of a series told again at other times: by the wall clock, so that 18 h stays 18 h when the clocks change."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from federation.domain.event import Event, Moment, duration
from federation.domain.zones import at, wall_clock

LONGEST = timedelta(days=36_500)
"""What lasts longer is cut to it, lest it end after the last year that can be told."""

_FIELDS = tuple(item.name for item in fields(Event))


class Template:
    """An event to be told at other times of the wall clock of `zone`; without a title of its own it takes `title`."""

    def __init__(self, event: Event, zone: ZoneInfo, title: str = "") -> None:
        self.length = _length(event, zone)
        self._event = event if event.title else titled(event, title)
        self._first = wall_clock(event.start, zone) if isinstance(event.start, datetime) else None
        self._values = _values(self._event)
        self._zone = zone
        self._own_zone = ZoneInfo(event.zone)
        self._all_day = event.all_day

    def starting(self, wall: datetime, length: timedelta | None = None) -> Event:
        """The event at a wall-clock time. `length` is that of an RDATE's period, None that of the event.

        What begins in an hour that the clocks skip begins later, and lasts as long as it always does.
        """
        if wall == self._first and length is None:
            return self._event
        start = self._moment(wall)
        told = self._values | {"start": start}
        if length is not None or told["end"] is not None:
            if isinstance(start, datetime):
                wall = wall_clock(start, self._zone)
            told["end"] = self._moment(wall + (self.length if length is None else length))
        return Event(**told)

    def _moment(self, wall: datetime) -> Moment:
        if self._all_day:
            return wall.date()
        moment = at(wall, self._zone)
        return moment if self._own_zone is self._zone else moment.astimezone(self._own_zone)


def titled(event: Event, title: str) -> Event:
    """The event under another title."""
    return Event(**(_values(event) | {"title": title}))


def _values(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in _FIELDS}


def _length(event: Event, zone: ZoneInfo) -> timedelta:
    """How long an event lasts by the wall clock: a night from 22 h to 6 h ends at 6 h also when DST begins.

    By the clock of physics where the wall clock would say that it ends before it starts, at the end of DST.
    """
    if not (isinstance(event.start, datetime) and isinstance(event.end, datetime)):
        return min(duration(event), LONGEST)
    length = wall_clock(event.end, zone) - wall_clock(event.start, zone)
    if length <= timedelta(0):
        length = wall_clock(event.end, UTC) - wall_clock(event.start, UTC)
    return min(length, LONGEST)
