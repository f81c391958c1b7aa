"""Small calendars for the tests of the iCalendar reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sync.formats.ics import FORMAT
from sync.formats.parsed import Context, Parsed

HEAD = "VERSION:2.0\nPRODID:-//example//FR\n"


def event(*lines: str, uid: str = "a", start: str = ";TZID=Europe/Paris:20261207T180000", title: str = "T") -> str:
    """A VEVENT, one content line a line."""
    said = [f"UID:{uid}", "DTSTAMP:20261101T080000Z", f"DTSTART{start}", f"SUMMARY:{title}", *lines]
    return "\n".join(["BEGIN:VEVENT", *said, "END:VEVENT\n"])


def calendar(*parts: str, head: str = HEAD) -> bytes:
    """A whole VCALENDAR with CRLF line ends."""
    return ("BEGIN:VCALENDAR\n" + head + "".join(parts) + "END:VCALENDAR\n").replace("\n", "\r\n").encode()


def read(*parts: str, head: str = HEAD, known: Mapping[str, str] | None = None, **context: Any) -> Parsed:
    """What the reader makes of a calendar with these parts."""
    return FORMAT.read(calendar(*parts, head=head), Context(known=known or {}, **context))
