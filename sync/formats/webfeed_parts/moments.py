"""Dates as feeds write them -> Moments: W3CDTF (RFC 3339), RFC 822, and the basic form of iCalendar."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from federation.domain.event import Moment
from federation.domain.recurrence import at

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[Tt ]\s?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?\s?(Z|z|[+-]\d\d:?(?:\d\d)?)?)?"
)
_LONGEST = 60


def moment(text: str, zone: ZoneInfo) -> Moment | None:
    """A date, or an aware date-time told in `zone` (whose wall clock it shows without an offset); None for no date."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    try:
        if found := _ISO.fullmatch(text):
            return _iso(found, zone)
        return _rfc822(text, zone)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def day(text: str, zone: ZoneInfo) -> date | None:
    """The day of a moment, as the clocks of `zone` tell it."""
    found = moment(text, zone)
    return found.date() if isinstance(found, datetime) else found


def _iso(found: re.Match[str], zone: ZoneInfo) -> Moment:
    year, month, of_month = int(found[1]), int(found[2]), int(found[3])
    if found[4] is None:
        return date(year, month, of_month)
    wall = datetime(year, month, of_month, int(found[4]), int(found[5]), int(found[6] or 0))  # noqa: DTZ001
    if found[7] is None:
        return at(wall, zone)
    offset = "+00:00" if found[7] in "Zz" else found[7]
    return datetime.fromisoformat(f"{wall.isoformat()}{offset}").astimezone(UTC).astimezone(zone)


def _rfc822(text: str, zone: ZoneInfo) -> Moment | None:
    told = parsedate_to_datetime(text)
    if told.tzinfo is None:
        return at(told, zone)
    return told.astimezone(UTC).astimezone(zone)
