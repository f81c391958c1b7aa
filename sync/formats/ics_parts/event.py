"""A decoded VEVENT -> an Event: zones settled, ends made sense of, private events refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from federation.domain.event import Event, Image, Moment, Notice, Organiser, Place, Status
from federation.domain.recurrence import at
from sync import quirks
from sync.formats.ics_parts import hints
from sync.formats.ics_parts.calendar import Calendar
from sync.formats.ics_parts.places import Where, joined, where
from sync.formats.ics_parts.text import MOST_TEXT
from sync.formats.ics_parts.vevent import Stamp, Vevent
from sync.formats.ics_parts.zones import defect_of

_MOST_SEQUENCE = 2**31 - 1  # RFC 5545 §3.3.8
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_STATUS = {"CANCELLED": Status.CANCELLED, "CANCELED": Status.CANCELLED, "TENTATIVE": Status.TENTATIVE}
_PRIVATE = ("PRIVATE", "CONFIDENTIAL")

_NEEDLESS = re.compile(r"\\(['\":])")  # some software escapes what RFC 5545 does not
_BREAK = re.compile(r"(?<![:\\])\\n")
_TAG = re.compile(r"</?(?:p|br|a|b|i|u|em|strong|ul|ol|li|div|span|h[1-6]|img|table)\b[^<>]*>", re.I)
_GOOGLE_PART = re.compile(r"_R\d{8}(?:T\d{6}Z?)?@google\.com$", re.A)
_PERSONAL = {
    "ATTENDEE": quirks.ATTENDEES,
    "ORGANIZER": quirks.PERSONAL_ORGANISER,
    "CONTACT": quirks.PERSONAL_CONTACT,
}
_zone = lru_cache(maxsize=1024)(ZoneInfo)


def is_private(vevent: Vevent) -> bool:
    """Whether CLASS forbids to publish it (RFC 5545 §3.8.1.3)."""
    return vevent.klass.upper() in _PRIVATE


def event_from(vevent: Vevent, calendar: Calendar) -> Event | None:
    """The event; None when it has no date that can be used. What was repaired or lost goes to `vevent.notices`."""
    _tell_persons(vevent)
    stamp = vevent.start or vevent.recurrence_id
    if stamp is None:
        vevent.notices.append(quirks.EMPTY_START.notice(vevent.line, "DTSTART", vevent.summary, lost=True))
        return None
    if not _FIRST_YEAR <= stamp.wall.year <= _LAST_YEAR:
        vevent.notices.append(Notice("absurd-date", vevent.line, "DTSTART", stamp.wall.isoformat(), lost=True))
        return None
    start, zone = moment(stamp, vevent, calendar)
    title, description = _title(vevent), _description(vevent)
    end = _end(vevent, calendar, start, zone, title + "\n" + description)
    spot = _where(vevent, title)
    organiser = vevent.organiser or vevent.contact
    uid = vevent.uid.strip()
    url = _known_by(vevent, uid)
    return Event(
        title=title,
        start=start,
        end=end,
        zone=zone,
        uid=uid,
        url=url,
        description=description,
        status=Status.CANCELLED if calendar.method == "CANCEL" else _status(vevent),
        attendance=spot.attendance,
        place=spot.place,
        online_url=spot.online_url,
        categories=_categories(vevent) if vevent.categories else (),
        registration_url=_registration(vevent, description),
        organiser=Organiser(organiser) if organiser else None,
        image=_image(vevent) if vevent.images else None,
        sequence=min(vevent.sequence, _MOST_SEQUENCE),
        links=tuple(dict.fromkeys(link for text in vevent.links if (link := _link(text)))) if vevent.links else (),
    )


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
        vevent.notices.append(Notice("unknown-zone", vevent.line, "TZID", tzid[:200]))
        name = calendar.zone
    elif name != tzid and tzid not in calendar.declared:
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
    vevent.notices.append(quirks.UTC_WITH_ZONE.notice(vevent.line, "DTSTART", stamp.beside))
    return name or calendar.zone


def _tell_name(tzid: str, name: str, vevent: Vevent) -> None:
    quirk = defect_of(tzid)
    if quirk is not None:
        vevent.notices.append(quirk.notice(vevent.line, "TZID", f"{tzid[:150]} → {name}"))


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


def _end(vevent: Vevent, calendar: Calendar, start: Moment, zone: str, text: str) -> Moment | None:
    if vevent.end is not None:
        if vevent.duration is not None:
            vevent.notices.append(quirks.END_AND_DURATION.notice(vevent.line, "DURATION"))
        end = _like(start, vevent.end, vevent, calendar, zone)
    elif vevent.duration is not None:
        end = after(start, vevent.duration, zone)
    else:
        _tell_hours(vevent, start, None, text)
        return None
    name = "DURATION" if vevent.end is None else "DTEND"
    if end is None or end < start:
        seen = vevent.end.wall.isoformat() if vevent.end else str(vevent.duration)
        vevent.notices.append(quirks.NEGATIVE_LENGTH.notice(vevent.line, name, seen))
        return None
    if isinstance(start, datetime):
        _tell_hours(vevent, start, end, text)
    elif end == start:
        vevent.notices.append(quirks.END_IS_START.notice(vevent.line, name, end.isoformat()))
    elif vevent.end is not None and (last := hints.last_day_stated(text, start, end)):
        vevent.notices.append(quirks.INCLUSIVE_END.notice(vevent.line, name, last.isoformat()))
        return last + timedelta(days=1)
    return end if end > start else None


def _like(start: Moment, stamp: Stamp, vevent: Vevent, calendar: Calendar, zone: str) -> Moment | None:
    """DTEND as a Moment of the same kind as DTSTART, told in its zone; None when its year is impossible."""
    if not _FIRST_YEAR <= stamp.wall.year <= _LAST_YEAR + 1:
        return None
    if isinstance(start, datetime) == isinstance(stamp.wall, datetime):
        end, told_in = moment(stamp, vevent, calendar)
        return end if told_in == zone or not isinstance(end, datetime) else end.astimezone(_zone(zone))
    vevent.notices.append(quirks.END_OF_OTHER_KIND.notice(vevent.line, "DTEND", stamp.wall.isoformat()))
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
        vevent.notices.append(quirks.HOURS_DIFFER.notice(vevent.line, "DTSTART", seen))


def _tell_persons(vevent: Vevent) -> None:
    for name, times in vevent.personal.items():
        vevent.notices.append(_PERSONAL[name].notice(vevent.line, name, f"{name} × {times}" if times > 1 else name))


def _title(vevent: Vevent) -> str:
    title = _cut(vevent.summary, vevent, "SUMMARY")
    bare = title.strip()
    if len(bare) != len(title) and bare:
        vevent.notices.append(quirks.TRAILING_BLANKS.notice(vevent.line, "SUMMARY", bare))
    return bare


def _description(vevent: Vevent) -> str:
    if vevent.html:
        return _cut(_unbroken(vevent.html, vevent, "X-ALT-DESC"), vevent, "DESCRIPTION")
    text = vevent.description
    if "\\n" in text and "\n" not in text:
        text = _unbroken(text, vevent, "DESCRIPTION")
    if "<" in text and (tag := _TAG.search(text)):
        vevent.notices.append(quirks.HTML_IN_DESCRIPTION.notice(vevent.line, "DESCRIPTION", tag[0]))
    return _cut(text, vevent, "DESCRIPTION")


def _unbroken(text: str, vevent: Vevent, name: str) -> str:
    """A text whose line breaks were escaped twice, with its line breaks; `C:\\new` is none."""
    if "\\n" not in text:
        return text
    found, times = _BREAK.subn("\n", text)
    if times:
        vevent.notices.append(quirks.LITERAL_BREAKS.notice(vevent.line, name, "\\n"))
    return found


def _cut(text: str, vevent: Vevent, name: str) -> str:
    if "\\" in text:
        text, times = _NEEDLESS.subn(r"\1", text)
        if times:
            vevent.notices.append(quirks.NEEDLESS_ESCAPES.notice(vevent.line, name, text[:80]))
    if len(text) <= MOST_TEXT:
        return text
    vevent.notices.append(Notice("too-long", vevent.line, name, str(len(text))))
    return text[:MOST_TEXT]


def _status(vevent: Vevent) -> Status:
    if not vevent.status:
        return Status.SCHEDULED
    name = vevent.status.upper()
    if name == "CANCELED":
        vevent.notices.append(quirks.STATUS_MISSPELT.notice(vevent.line, "STATUS", vevent.status))
    return _STATUS.get(name, Status.SCHEDULED)


def _where(vevent: Vevent, title: str) -> Where:
    location = _cut(vevent.location, vevent, "LOCATION")
    spot = joined(vevent.spot, vevent.venues[0]) if vevent.venues else vevent.spot
    found = where(location, vevent.geo, spot, _first_link(sorted(vevent.conferences)) if vevent.conferences else "")
    if found.was_link:
        vevent.notices.append(quirks.PLACE_IS_LINK.notice(vevent.line, "LOCATION", location.strip()))
    if found.place is None and title[:1] == "[" and found.attendance is None and (town := hints.town_in(title)):
        vevent.notices.append(quirks.TOWN_IN_TITLE.notice(vevent.line, "SUMMARY", town))
        return Where(Place(city=town))
    return found


def _known_by(vevent: Vevent, uid: str) -> str:
    """The link of an event: its URL, else its UID when that is one. Tells what is odd with UID and DTSTAMP."""
    line, notices = vevent.line, vevent.notices
    if not uid:
        notices.append(quirks.NO_UID.notice(line, "UID", vevent.summary.strip()))
    elif "_R" in uid and _GOOGLE_PART.search(uid):
        notices.append(quirks.SERIES_IN_PARTS.notice(line, "UID", uid))
    if not vevent.dtstamp:
        notices.append(quirks.REQUIRED_MISSING.notice(line, "DTSTAMP", "DTSTAMP"))
    elif vevent.dtstamp[-1] not in "Zz":
        notices.append(quirks.STAMP_NOT_UTC.notice(line, "DTSTAMP", vevent.dtstamp))
    if (link := _link(vevent.url)) or uid[:4] != "http" or not _link(uid):
        return link
    notices.append(quirks.UID_IS_LINK.notice(line, "UID", uid))
    return _link(uid)


def _registration(vevent: Vevent, description: str) -> str:
    for comment in vevent.comments:
        if link := hints.registration_in(comment):
            vevent.notices.append(quirks.REGISTRATION_IN_COMMENT.notice(vevent.line, "COMMENT", link))
            return _link(link)
    if "lique" in description and hints.registration_is_lost(description):
        vevent.notices.append(quirks.REGISTRATION_LOST.notice(vevent.line, "DESCRIPTION", vevent.summary.strip()))
    return ""


def _link(text: str) -> str:
    return text[:2000] if text[:8].lower().startswith(("http://", "https://")) else ""


def _first_link(texts: list[str]) -> str:
    return next((link for text in texts if (link := _link(text))), "")


def _categories(vevent: Vevent) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for raw in vevent.categories[:100] if (name := raw.strip()[:200])))


def _image(vevent: Vevent) -> Image | None:
    link = _first_link([link for _, link in sorted(vevent.images, key=lambda image: image[0])])
    return Image(link) if link else None


def wall_years_fit(wall: date) -> bool:
    """Whether a date of an RDATE or EXDATE is one that the hub keeps."""
    return _FIRST_YEAR <= wall.year <= _LAST_YEAR
