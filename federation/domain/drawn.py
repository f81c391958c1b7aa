"""A record drawn: its occurrences inside the window that the hub keeps, as UTC spans."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from federation.domain.event import Event, Moment, Occurrence, Record
from federation.domain.value import Value

PAST = timedelta(days=400)
FUTURE = timedelta(days=400)
_INSTANT = timedelta(minutes=1)


class Span(Value, frozen=True):
    """When an event takes place, in UTC. `ends_at` None: it says no end; `over_at`: when it is surely over."""

    starts_at: datetime
    ends_at: datetime | None
    over_at: datetime


class Drawn(Value, frozen=True):
    """A record and its occurrences, each with its span; `open_ended` when it happens again after `until`."""

    record: Record
    occurrences: tuple[tuple[Occurrence, Span], ...]
    until: datetime
    open_ended: bool = False

    @property
    def over_at(self) -> datetime | None:
        """When its last occurrence is over; None without occurrences."""
        return max((when.over_at for _, when in self.occurrences), default=None)


def window(now: datetime) -> tuple[datetime, datetime]:
    """The window around `now` in which occurrences are drawn: 400 days back, 400 ahead."""
    return now - PAST, now + FUTURE


def utc(moment: Moment, zone: str) -> datetime:
    """A Moment as an aware date-time; a date is its midnight in `zone`."""
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(), ZoneInfo(zone))


def span(event: Event) -> Span:
    """The span of an event. Without an end an all-day event lasts its day, a timed one a minute."""
    starts_at = utc(event.start, event.zone).astimezone(UTC)
    ends_at = None if event.end is None else utc(event.end, event.zone).astimezone(UTC)
    return Span(starts_at, ends_at, max(ends_at or starts_at, _least_end(event, starts_at)))


def _least_end(event: Event, starts_at: datetime) -> datetime:
    start: date = event.start
    return utc(start + timedelta(days=1), event.zone).astimezone(UTC) if event.all_day else starts_at + _INSTANT
