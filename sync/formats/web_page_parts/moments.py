"""Dates, times and durations as web pages write them (ISO 8601, its basic and ordinal forms too) -> moments. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from federation.domain.event import Moment
from federation.domain.recurrence import at

Wall = date | datetime
"""A date, a naive date-time (to be told in the site's zone) or an aware one."""

Tell = Callable[[str, str], None]
"""Told the code of a Notice and the value seen."""

_MOMENT = re.compile(
    r"(\d{4})(?:-?(\d\d)-?(\d\d)|-(\d{3}))"
    r"(?:(?:T|\s+)(\d\d):?(\d\d)?(?::?(\d\d)(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE | re.ASCII,
)
_DURATION = re.compile(
    r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})(?:\.\d+)?S)?)?", re.I | re.ASCII
)
_TIME = re.compile(r"T?(\d\d?):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(?:Z|[+-]\d\d(?::?\d\d)?)?", re.I | re.ASCII)
_DAY = timedelta(days=1)


def wall(text: str) -> Wall | None:
    """The date or date-time in a text; None when it is none, or of a year beyond 2 and 9998."""
    found = _MOMENT.fullmatch(text.strip()[:60])
    if not found:
        return None
    year, month, day, ordinal, hour, minute, second, offset = found.groups()
    try:
        if not 1 < int(year) < 9999:
            return None
        on = (
            date(int(year), 1, 1) + timedelta(days=int(ordinal) - 1) if ordinal else date(*map(int, (year, month, day)))
        )
        if ordinal and on.year != int(year):
            return None
        if hour is None:
            return on
        zone = (
            f"{offset[:3]}:{offset[3:].lstrip(':') or '00'}" if offset and offset not in "Zz" else offset and "+00:00"
        )
        return datetime.fromisoformat(f"{on}T{hour}:{minute or '00'}:{second or '00'}{zone or ''}")
    except ValueError:
        return None


def time_of_day(text: str) -> time | None:
    """A time such as `18:30`, `18:30:00`, `T1830`; 24:00 is the last minute of the day. An offset is passed over."""
    found = _TIME.fullmatch(text.strip()[:40])
    if not found:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups())
    if (hour, minute, second) == (24, 0, 0):
        return time(23, 59)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def length(text: str) -> timedelta | None:
    """An ISO 8601 duration of weeks, days, hours, minutes and seconds; None for any other, and for none at all."""
    found = _DURATION.fullmatch(text.strip()[:40])
    if not found or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    total = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return total or None


def told(when: Wall, zone: ZoneInfo) -> Moment:
    """A wall time told in a zone; an aware one moved to it."""
    if not isinstance(when, datetime):
        return when
    return at(when, zone) if when.tzinfo is None else when.astimezone(UTC).astimezone(zone)


def span(
    start: Wall, end: Wall | None, lasts: timedelta | None, zone: ZoneInfo, tell: Tell
) -> tuple[Moment, Moment | None]:
    """Start and exclusive end of an event told as on web pages, where the last day of an end without hours counts.

    schema.org `endDate` and, since the dtend-issue of 2009, hCalendar and h-event say the last day. A day from
    00:00 to 23:59 is a whole day (The Events Calendar writes so). An end of the other kind than the start gives an
    `end-kind`.
    """
    if isinstance(start, datetime) and isinstance(end, datetime) and _whole_days(start, end):
        start, end = start.date(), end.date()
    begins = told(start, zone)
    if end is None:
        return begins, None if lasts is None else _after(begins, lasts)
    if isinstance(start, datetime) == isinstance(end, datetime):
        return begins, told(end, zone) if isinstance(end, datetime) else end + _DAY
    tell("end-kind", end.isoformat())
    if isinstance(end, datetime):
        return begins, _day_of(told(end, zone)) + _DAY
    if end == _day_of(begins):
        return begins, None
    return begins, at(datetime.combine(end + _DAY, time()), zone)


def _whole_days(start: datetime, end: datetime) -> bool:
    return (start.hour, start.minute, start.second) == (0, 0, 0) and (end.hour, end.minute) == (23, 59)


def _day_of(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _after(start: Moment, lasts: timedelta) -> Moment:
    """The end of what lasts so long; exact hours, as RFC 5545 §3.3.6 has it."""
    if isinstance(start, datetime):
        return (start.astimezone(UTC) + lasts).astimezone(start.tzinfo)
    return start + max(timedelta(days=lasts.days), _DAY)
