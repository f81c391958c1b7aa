"""A demonstration programme as a Ruby library wrote iCalendar around 2012, its defects included.

Zones after a space in DTSTART (RFC 5545 §3.3.5 knows none), DTSTAMP without Z, no STATUS, no URL but a UID that is
the address of the page, the name of the house as LOCATION whatever the room, registration in a COMMENT, spaces at the
end of titles, lines of 77 octets folded inside words. Properties come in the order of the alphabet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from federation.demo.announced import ZONE, Programme, chance
from federation.demo.facts import place
from federation.demo.happenings import Happening, coming
from federation.domain.event import Attendance, Moment

MEDIA_TYPE = "text/calendar; charset=utf-8"
_FOLD = 77
_SIGN_UP = "Inscription"


def write_ruby_ics(programme: Programme) -> bytes:
    """The calendar of what is not over; equal programmes give equal bytes."""
    lines = ["BEGIN:VCALENDAR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "PRODID:iCalendar-Ruby", "VERSION:2.0"]
    for found in coming(programme):
        lines += ["BEGIN:VEVENT", *sorted(_properties(programme, found)), "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _properties(programme: Programme, found: Happening) -> Iterator[str]:
    event = found.event
    told, sign_up = _parted(event.description)
    if sign_up:
        yield f"COMMENT:{_text(sign_up)}"
    yield f"DESCRIPTION:{_text(told)}"
    if event.end is not None:
        yield _stamped("DTEND", event.end)
    yield f"DTSTAMP:{found.item.changed_at.astimezone(ZONE):%Y%m%dT%H%M%S}"
    yield _stamped("DTSTART", event.start)
    yield f"LAST-MODIFIED:{found.item.changed_at.astimezone(ZONE):%Y%m%dT%H%M%S %z}"
    if event.attendance is not Attendance.ONLINE:
        yield f"LOCATION:{_text(place(programme.site_id).name)}"
    yield "SEQUENCE:0"
    yield f"SUMMARY:{_text(event.title)}{' ' * chance(found.slug, 'spaces').choice((0, 0, 1))}"
    yield f"UID:{event.url}"


def _parted(description: str) -> tuple[str, str]:
    """The text, and the paragraph on signing up that this calendar keeps apart."""
    paragraphs = description.split("\n\n")
    sign_up = [part for part in paragraphs if part.startswith(_SIGN_UP)]
    return "\n\n".join(part for part in paragraphs if part not in sign_up), "".join(sign_up)


def _stamped(name: str, at: Moment) -> str:
    if not isinstance(at, datetime):
        return f"{name};VALUE=DATE:{at:%Y%m%d}"
    return f"{name}:{at.astimezone(UTC):%Y%m%dT%H%M%S} +0000"


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 77 octets, none of them half a character."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > _FOLD:
            yield piece
            piece = " "
        piece += letter
    yield piece
