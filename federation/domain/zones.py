"""Time zones: the names that mean the same on every machine, and what a wall clock shows in them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

_OF_THE_MACHINE = {"Factory", "localtime"}


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """The IANA names, as written.

    Not what a machine adds to them, though `zoneinfo` loads it: `localtime`, `posix/…`, `right/…` with leap seconds.
    """
    return frozenset(available_timezones()) - _OF_THE_MACHINE


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo | None:
    """The zone of an IANA name; None for any other name."""
    return ZoneInfo(name) if name in zone_names() else None


def at(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment of a wall-clock time.

    One that the clocks skip is read with the offset before (RFC 5545 §3.3.5), one they show twice is the first.
    """
    moment = wall.replace(tzinfo=zone)
    return moment.astimezone(UTC).astimezone(zone) if _may_skip(wall.date(), zone) else moment


def wall_clock(moment: datetime, zone: tzinfo) -> datetime:
    """What the clocks of a zone show at an aware moment; the time as written where that is before 1 or after 9999."""
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        return moment.replace(tzinfo=None)


def shown(wall: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks of a zone show at a wall-clock time: another one where they skip it."""
    return wall_clock(at(wall, zone), zone) if _may_skip(wall.date(), zone) else wall


@lru_cache(maxsize=8192)
def _may_skip(day: date, zone: ZoneInfo) -> bool:
    """Whether the clocks of a zone may change on a day; finding the moment of a time costs more where they do."""
    if not 1 < day.year < 9999:
        return True
    noon = datetime.combine(day, time(12), zone)
    return (noon - timedelta(days=1)).utcoffset() != (noon + timedelta(days=1)).utcoffset()
