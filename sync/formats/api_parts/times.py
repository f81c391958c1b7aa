"""Times as APIs write them -> Moments told in a zone.

WordPress knows cities and bare offsets (`UTC+1`). An offset is what a site has whose owner never chose a city: UTC+0
is how WordPress is delivered, UTC+1 a winter's choice. Its clock times are those of the wall all the same, so they
are read in the site's zone when that has such an offset in some season; only a foreign offset is believed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from federation.domain.event import Moment
from federation.domain.recurrence import at
from federation.domain.zones import zone_named
from sync.formats.api_parts.item import Item

Wall = date | datetime
"""A date, a naive date-time (to be told in the event's zone) or an aware one."""

_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?(?:Z|[+-]\d\d:?\d\d))?)?\Z", re.ASCII
)
_OFFSET = re.compile(r"(?:UTC|GMT)([+-]\d{1,2})(?:[:.]0+)?\Z", re.ASCII)
_SEASONS = (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC))


def wall(text: str) -> Wall | None:
    """The date or date-time that a text states in RFC 3339's spelling, offset optional; None for any other text."""
    if not _MOMENT.match(text):
        return None
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text.replace(" +", "+").replace(" -", "-").replace(" Z", "Z")).replace(
            microsecond=0
        )
    except ValueError:
        return None


def moment(stated: Wall, zone: str) -> Moment:
    """A wall time told in its zone; a time that daylight saving skips is the one an hour later.

    Raises OverflowError at the ends of the calendar.
    """
    if not isinstance(stated, datetime):
        return stated
    place = zone_named(zone) or ZoneInfo("UTC")
    return at(stated, place) if stated.tzinfo is None else stated.astimezone(UTC).astimezone(place)


def span(item: Item, starts: tuple[str, ...], ends: tuple[str, ...]) -> tuple[Wall, Wall | None]:
    """Start and end as stated, of one kind; an end that cannot be read, or is of the other kind, is told.

    Raises Unusable without a start.
    """
    name, _ = item.find(*starts)
    start = wall(item.text(name))
    if start is None:
        raise item.unusable(name)
    name, stated = item.find(*ends)
    end = wall(item.text(name))
    if (end is None and stated is not None) or (end is not None and type(end) is not type(start)):
        item.tell("bad-value", name, stated)
        end = None
    return start, end


def zone_of(name: str, home: str, tell: Callable[[str, str], None]) -> str:
    """The IANA zone that an API's zone name means; `home` is the site's.

    `tell` is called with `fixed-offset` when an offset was read as the site's zone, `unknown-zone` when the name
    means nothing.
    """
    if not name or zone_named(name) is not None:
        return name or home
    found = _OFFSET.match(name)
    hours = int(found[1]) if found else None
    if hours is not None and (hours == 0 or hours in _offsets(home)):
        tell("fixed-offset", name)
        return home
    believed = "" if hours is None else f"Etc/GMT{-hours:+d}"  # POSIX counts the other way round
    if zone_named(believed) is None:
        tell("unknown-zone", name)
        return home
    return believed


def _offsets(zone: str) -> set[float]:
    place = zone_named(zone) or ZoneInfo("UTC")
    return {(season.astimezone(place).utcoffset() or timedelta()) / timedelta(hours=1) for season in _SEASONS}
