"""Value types of RFC 5545 §3.3 as text -> Python: dates, date-times, durations, periods; and the repairs of dates."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from sync.formats.ics_parts.vevent import Stamp
from sync.quirks import LOOSE_DATE, OFFSET_AFTER_TIME, Quirk

_DURATION = re.compile(r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?")
_LOOSE = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]\s*(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    re.I | re.A,
)
_DATED = re.compile(r"\d{8}(?:T\d{6}Z?)?(?:[,/]|\Z)", re.A)
_LONGEST_ZONE = 200


@lru_cache(maxsize=16_384)
def stamp(value: str, zone: str = "") -> Stamp | None:
    """A DATE or DATE-TIME exactly as RFC 5545 writes it, with its TZID; None when it is anything else."""
    size = len(value)
    if not value.isascii() or not value[:8].isdigit():
        return None
    try:
        if size == 8:
            return Stamp(date.fromisoformat(value))
        if size == 15 and value[8] == "T" and value[9:].isdigit():
            return Stamp(datetime.fromisoformat(value), zone)
        if size == 16 and value[8] == "T" and value[15] == "Z" and value[9:15].isdigit():
            return Stamp(datetime.fromisoformat(value[:15]), "UTC", zone)
    except ValueError:
        return None
    return None


def repaired(value: str, zone: str = "") -> Stamp | None:
    """A date-time as some software writes it (`20120109T170000 +0000`, ISO 8601, 24:00, second 60), else None."""
    found = _LOOSE.fullmatch(value.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second, offset = found.groups()
    try:
        if hour is None:
            return Stamp(date(int(year), int(month), int(day)))
        wall = datetime(int(year), int(month), int(day))  # noqa: DTZ001 - wall clock
        if int(hour) > 24 or int(minute) > 59 or int(second or 0) > 60:
            return None
        wall += timedelta(hours=int(hour), minutes=int(minute), seconds=int(second or 0))
        if offset is None:
            return Stamp(wall, zone)
        return Stamp(wall - _offset(offset), "UTC")
    except (ValueError, OverflowError):
        return None


def unquoted_zone(zone: str, value: str) -> tuple[str, str] | None:
    """The TZID and the dates of a line that was split at a colon within its TZID, as that was not quoted; else None."""
    rest, _, dates = value.rpartition(":")
    if not rest or rest.isdigit() or len(rest) > _LONGEST_ZONE or not _DATED.match(dates):
        return None
    return f"{zone}:{rest.partition(';')[0]}", dates


def defect(value: str) -> Quirk:
    """What is wrong with a value that `repaired` reads."""
    return OFFSET_AFTER_TIME if re.fullmatch(r"\d{8}T\d{6} *[+-]\d{4}", value.strip(), re.A) else LOOSE_DATE


def of_other_kind(found: Stamp, kind: str) -> bool:
    """Whether a value is a date where its VALUE parameter says DATE-TIME, or the other way round."""
    return kind != "" and (kind.upper() == "DATE") == isinstance(found.wall, datetime)


def _offset(text: str) -> timedelta:
    if text[0] not in "+-":
        return timedelta(0)
    away = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return -away if text[0] == "-" else away


def duration(value: str) -> timedelta | None:
    """A DURATION (RFC 5545 §3.3.6), None when it is none."""
    found = _DURATION.fullmatch(value.strip())
    if found is None or not any(found.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length


def period(value: str, zone: str = "") -> tuple[Stamp, Stamp | timedelta | None] | None:
    """A PERIOD, start and end or start and duration (RFC 5545 §3.3.9), or a start alone; None when it is neither."""
    first, slash, second = value.partition("/")
    start = stamp(first, zone)
    if start is None:
        return None
    if not slash:
        return start, None
    end = duration(second) if second[:1] in "P+-" else stamp(second, zone)
    return None if end is None else (start, end)


def sorted_rule(value: str) -> str:
    """A recurrence rule with its parts in one order, so that the same rule is the same text."""
    parts = value.strip().rstrip(";").upper().split(";")
    return ";".join(sorted(part.strip() for part in parts))
