"""A decoded VEVENT -> an Event: zones settled, ends made sense of, private events refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from federation.domain.event import Event, Image, Moment, Notice, Organiser, Place, Status
from federation.domain.recurrence import at
from sync.formats.ics_parts.calendar import Calendar
from sync.formats.ics_parts.text import MOST_TEXT
from sync.formats.ics_parts.vevent import Stamp, Vevent

_MOST_SEQUENCE = 2**31 - 1  # RFC 5545 §3.3.8
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_STATUS = {"CANCELLED": Status.CANCELLED, "CANCELED": Status.CANCELLED, "TENTATIVE": Status.TENTATIVE}
_PRIVATE = ("PRIVATE", "CONFIDENTIAL")

_NEEDLESS = re.compile(r"\\(['\":])")  # some software escapes what RFC 5545 does not
_zone = lru_cache(maxsize=1024)(ZoneInfo)


def is_private(vevent: Vevent) -> bool:
    """Whether CLASS forbids to publish it (RFC 5545 §3.8.1.3)."""
    return vevent.klass.upper() in _PRIVATE


def event_from(vevent: Vevent, calendar: Calendar) -> Event | None:
    """The event; None when it has no date that can be used. What was repaired or lost goes to `vevent.notices`."""
    stamp = vevent.start or vevent.recurrence_id
    if stamp is None:
        vevent.notices.append(Notice("start-missing", vevent.line, "DTSTART", vevent.summary[:200], lost=True))
        return None
    if not _FIRST_YEAR <= stamp.wall.year <= _LAST_YEAR:
        vevent.notices.append(Notice("absurd-date", vevent.line, "DTSTART", stamp.wall.isoformat(), lost=True))
        return None
    start, zone = moment(stamp, vevent, calendar)
    return Event(
        title=_cut(vevent.summary, vevent, "SUMMARY").strip(),
        start=start,
        end=_end(vevent, calendar, start, zone),
        zone=zone,
        uid=vevent.uid.strip(),
        url=_link(vevent.url),
        # a widespread WordPress plugin escapes its HTML twice
        description=_cut(vevent.html.replace("\\n", "\n") or vevent.description, vevent, "DESCRIPTION"),
        status=Status.CANCELLED if calendar.method == "CANCEL" else _status(vevent),
        place=_place(vevent),
        online_url=_first_link(sorted(vevent.conferences)),
        categories=_categories(vevent),
        organiser=_organiser(vevent.organiser),
        image=_image(vevent),
        sequence=min(vevent.sequence, _MOST_SEQUENCE),
    )


def moment(stamp: Stamp, vevent: Vevent, calendar: Calendar) -> tuple[Moment, str]:
    """What a Stamp means, and the IANA zone it is told in.

    UTC and floating times are told in the calendar's zone; so are those of an unknown TZID, with a notice.
    """
    wall, tzid = stamp
    if not isinstance(wall, datetime):
        return wall, calendar.zone
    if tzid == "":
        return at(wall, _zone(calendar.zone)), calendar.zone
    name = "UTC" if tzid == "UTC" else calendar.zone_named(tzid, wall.year)
    if name is None:
        vevent.notices.append(Notice("unknown-zone", vevent.line, "TZID", tzid[:200]))
        name = calendar.zone
    if name == "UTC":
        return wall.replace(tzinfo=UTC).astimezone(_zone(calendar.zone)), calendar.zone
    return at(wall, _zone(name)), name


def follows_utc(stamp: Stamp | None, calendar: Calendar) -> bool:
    """Whether repetitions of a time follow UTC, not the wall clock of a place.

    They do when it is told in UTC, unless the calendar states its zone: then it is a wall-clock time that some
    software has converted.
    """
    if stamp is None or not isinstance(stamp.wall, datetime) or not stamp.zone or calendar.zone_stated:
        return False
    return stamp.zone == "UTC" or calendar.zone_named(stamp.zone, stamp.wall.year) == "UTC"


def _end(vevent: Vevent, calendar: Calendar, start: Moment, zone: str) -> Moment | None:
    if vevent.end is not None:
        if vevent.duration is not None:
            vevent.notices.append(Notice("end-and-duration", vevent.line, "DURATION"))
        end = _like(start, vevent.end, vevent, calendar, zone)
    elif vevent.duration is not None:
        end = after(start, vevent.duration, zone)
    else:
        return None
    if end is None or end < start:
        seen = vevent.end.wall.isoformat() if vevent.end else str(vevent.duration)
        vevent.notices.append(Notice("end-before-start", vevent.line, "DTEND", seen))
        return None
    return end if end > start else None


def _like(start: Moment, stamp: Stamp, vevent: Vevent, calendar: Calendar, zone: str) -> Moment | None:
    """DTEND as a Moment of the same kind as DTSTART, told in its zone; None when its year is impossible."""
    if not _FIRST_YEAR <= stamp.wall.year <= _LAST_YEAR + 1:
        return None
    if isinstance(start, datetime) == isinstance(stamp.wall, datetime):
        end, told_in = moment(stamp, vevent, calendar)
        return end if told_in == zone or not isinstance(end, datetime) else end.astimezone(_zone(zone))
    vevent.notices.append(Notice("end-kind", vevent.line, "DTEND", stamp.wall.isoformat()))
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


def _cut(text: str, vevent: Vevent, name: str) -> str:
    if "\\" in text:
        text = _NEEDLESS.sub(r"\1", text)
    if len(text) <= MOST_TEXT:
        return text
    vevent.notices.append(Notice("too-long", vevent.line, name, str(len(text))))
    return text[:MOST_TEXT]


def _status(vevent: Vevent) -> Status:
    return _STATUS.get(vevent.status.upper(), Status.SCHEDULED) if vevent.status else Status.SCHEDULED


def _place(vevent: Vevent) -> Place | None:
    name = _cut(vevent.location, vevent, "LOCATION").strip()
    if vevent.geo is None:
        return Place(name) if name else None
    lat, lon = vevent.geo
    # NaN fails the comparisons too; 0;0 is what software writes that does not know
    known = -90 <= lat <= 90 and -180 <= lon <= 180 and (lat, lon) != (0, 0)
    if not known:
        return Place(name) if name else None
    return Place(name, lat=lat, lon=lon)


def _link(text: str) -> str:
    return text[:2000] if text[:8].lower().startswith(("http://", "https://")) else ""


def _first_link(texts: list[str]) -> str:
    return next((link for text in texts if (link := _link(text))), "")


def _categories(vevent: Vevent) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for raw in vevent.categories[:100] if (name := raw.strip()[:200])))


def _organiser(name: str) -> Organiser | None:
    """The CN of ORGANIZER, unless it is an address."""
    name = name.strip().strip("\"'").strip()
    return Organiser(name[:500]) if name and "@" not in name and "mailto:" not in name.lower() else None


def _image(vevent: Vevent) -> Image | None:
    link = _first_link(vevent.images) or _first_link(vevent.attached)
    return Image(link) if link else None


def wall_years_fit(wall: date) -> bool:
    """Whether a date of an RDATE or EXDATE is one that the hub keeps."""
    return _FIRST_YEAR <= wall.year <= _LAST_YEAR
