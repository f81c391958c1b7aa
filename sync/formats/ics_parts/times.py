"""The times of a VEVENT: what a Stamp means in its calendar, and an end that makes sense."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from federation.domain.event import Moment, Notice
from federation.domain.recurrence import at
from sync import quirks
from sync.formats.ics_parts import hints
from sync.formats.ics_parts.calendar import Calendar
from sync.formats.ics_parts.vevent import Stamp, Vevent
from sync.formats.ics_parts.zones import bare, defect_of

FIRST_YEAR, LAST_YEAR = 1900, 2199
_zone = lru_cache(maxsize=1024)(ZoneInfo)


def moment(stamp: Stamp, vevent: Vevent, calendar: Calendar) -> tuple[Moment, str]:
    """What a Stamp means, and the IANA zone it is told in.

    UTC and floating times are told in the calendar's zone; so are those of an unknown TZID, with a notice. A time
    with Z is UTC whatever TZID stands beside it, and told in the zone of that.
    """
    wall, tzid, beside = stamp
    if not isinstance(wall, datetime):
        return wall, calendar.zone
    if tzid == "":
        return at(wall, _zone(calendar.zone)), calendar.zone
    name = "UTC" if tzid == "UTC" else calendar.zone_named(tzid, wall.year)
    if name is None:
        vevent.notices.append(Notice("unknown-zone", vevent.number, "TZID", tzid[:200]))
        name = calendar.zone
    elif name != tzid and bare(tzid) not in calendar.declared:
        _tell_name(tzid, name, vevent)
    if name == "UTC":
        told_in = _beside(stamp, vevent, calendar) if beside else calendar.zone
        return wall.replace(tzinfo=UTC).astimezone(_zone(told_in)), told_in
    return at(wall, _zone(name)), name


def _beside(stamp: Stamp, vevent: Vevent, calendar: Calendar) -> str:
    """The zone that a TZID beside a time in UTC names, when it names another one; else the calendar's."""
    name = calendar.zone_named(stamp.beside, stamp.wall.year)
    if name == "UTC":
        return calendar.zone
    vevent.notices.append(quirks.UTC_WITH_ZONE.notice(vevent.number, "DTSTART", stamp.beside))
    return name or calendar.zone


def _tell_name(tzid: str, name: str, vevent: Vevent) -> None:
    quirk = defect_of(tzid)
    if quirk is not None:
        vevent.notices.append(quirk.notice(vevent.number, "TZID", f"{tzid[:150]} → {name}"))


def follows_utc(stamp: Stamp | None, calendar: Calendar) -> bool:
    """Whether repetitions of a time follow UTC, not the wall clock of a place.

    They do when it is told in UTC, unless the calendar states its zone, or the time one beside it: then it is a
    wall-clock time that some software has converted.
    """
    if not in_utc(stamp, calendar) or calendar.zone_stated:
        return False
    return stamp is None or not stamp.beside or calendar.zone_named(stamp.beside, stamp.wall.year) in (None, "UTC")


def in_utc(stamp: Stamp | None, calendar: Calendar) -> bool:
    """Whether a time is written in UTC, by its Z or by its TZID."""
    if stamp is None or not isinstance(stamp.wall, datetime) or not stamp.zone:
        return False
    return stamp.zone == "UTC" or calendar.zone_named(stamp.zone, stamp.wall.year) == "UTC"


def end_of(vevent: Vevent, calendar: Calendar, start: Moment, zone: str, text: str) -> Moment | None:
    """The end of an event that begins at `start` in `zone`; None when none is told, or one that cannot be.

    `text` is what people read of the event: it may prove that the end is its last day, or that its hours are others.
    """
    if vevent.end is not None:
        if vevent.duration is not None:
            vevent.notices.append(quirks.END_AND_DURATION.notice(vevent.number, "DURATION"))
        end = _like(start, vevent.end, vevent, calendar, zone)
    elif vevent.duration is not None:
        end = after(start, vevent.duration, zone)
    else:
        _tell_hours(vevent, start, None, text)
        return None
    name = "DURATION" if vevent.end is None else "DTEND"
    if end is None or end < start:
        seen = vevent.end.wall.isoformat() if vevent.end else str(vevent.duration)
        vevent.notices.append(
            Notice("property-broken", vevent.number, name, seen)
            if end is None  # in a year that cannot be
            else quirks.NEGATIVE_LENGTH.notice(vevent.number, name, seen)
        )
        return None
    if isinstance(start, datetime):
        _tell_hours(vevent, start, end, text)
    elif end == start:
        vevent.notices.append(quirks.END_IS_START.notice(vevent.number, name, end.isoformat()))
    elif vevent.end is not None and (last := hints.last_day_stated(text, start, end)):
        vevent.notices.append(quirks.INCLUSIVE_END.notice(vevent.number, name, last.isoformat()))
        return last + timedelta(days=1)
    return end if end > start else None


def _like(start: Moment, stamp: Stamp, vevent: Vevent, calendar: Calendar, zone: str) -> Moment | None:
    """DTEND as a Moment of the same kind as DTSTART, told in its zone; None when its year is impossible."""
    if not FIRST_YEAR <= stamp.wall.year <= LAST_YEAR + 1:
        return None
    if isinstance(start, datetime) == isinstance(stamp.wall, datetime):
        end, told_in = moment(stamp, vevent, calendar)
        return end if told_in == zone or not isinstance(end, datetime) else end.astimezone(_zone(zone))
    vevent.notices.append(quirks.END_OF_OTHER_KIND.notice(vevent.number, "DTEND", stamp.wall.isoformat()))
    if isinstance(start, datetime):
        return at(datetime.combine(stamp.wall, time()), _zone(zone))
    whole = stamp.wall.date() if isinstance(stamp.wall, datetime) else stamp.wall
    return whole if isinstance(stamp.wall, datetime) and stamp.wall.time() == time() else whole + timedelta(days=1)


def after(start: Moment, length: timedelta, zone: str) -> Moment | None:
    """A moment and a DURATION (RFC 5545 §3.3.6): days by the calendar, the rest by the clock; None when too far."""
    if abs(length) > timedelta(days=73_000):
        return None
    if not isinstance(start, datetime):
        days = length.days + (1 if length.seconds else 0)
        return start + timedelta(days=days)
    info = _zone(zone)
    nominal = at((start + timedelta(days=length.days)).replace(tzinfo=None), info) if length.days else start
    return (nominal.astimezone(UTC) + timedelta(seconds=length.seconds)).astimezone(info)


def _tell_hours(vevent: Vevent, start: Moment, end: Moment | None, text: str) -> None:
    """Tells of hours in the text that contradict those of the event."""
    if not isinstance(start, datetime) or not (end is None or isinstance(end, datetime)) or " à " not in text:
        return
    stated = hints.hours_that_differ(text, start, end)
    if stated:
        seen = f"{stated} / {start:%H:%M}" + (f"–{end:%H:%M}" if end else "")
        vevent.notices.append(quirks.HOURS_DIFFER.notice(vevent.number, "DTSTART", seen))


def wall_years_fit(wall: date) -> bool:
    """Whether a date of an RDATE or EXDATE is one that the hub keeps."""
    return FIRST_YEAR <= wall.year <= LAST_YEAR
