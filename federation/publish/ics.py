"""Entries -> iCalendar (RFC 5545, RFC 7986): a calendar to subscribe to.

The components are written by icalendar; the bytes of each VEVENT are kept while its entry does not change, so that a
calendar of thousands is written again by joining them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard, vText

from federation.domain.entry import Entry
from federation.publish.feed import REFRESH, Feed
from federation.publish.text import cleaned, one_line
from federation.publish.vevent import VeventMemo

PRODID = "-//Cantines numériques//Agenda//FR"
_END = b"END:VCALENDAR\r\n"
_FIRST_YEAR, _LAST_YEAR = 1970, 2099
"""The years VTIMEZONE may list: an event in the year 9000 must not bring seven thousand changes of clocks."""

_memo = VeventMemo()


def ics(feed: Feed, entries: Iterable[Entry], memo: VeventMemo = _memo) -> bytes:
    """The entries, in the order given, as one calendar: CRLF, lines folded at 75 octets, VTIMEZONE for each zone used.

    The zone of the feed is always described, so that an empty calendar has the component RFC 5545 §3.6 asks for.
    """
    feed = cleaned(feed)
    shown = list(entries)
    years = _years(feed, shown)
    head = _head(feed).to_ical().removesuffix(_END)
    clocks = [vtimezone(zone, *years) for zone in sorted(_zones(feed, shown))]
    return b"".join([head, *clocks, *(memo.block(feed, entry) for entry in shown), _END])


def _head(feed: Feed) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # Of these icalendar does not know that they are TEXT, whose commas are escaped (RFC 7986 §5.1, RFC 5545 §3.3.11).
    calendar.add("name", vText(feed.name))
    calendar.add("x-wr-calname", vText(feed.name))
    calendar.add("x-wr-timezone", feed.zone)
    if about := one_line(feed.about):
        calendar.add("description", about)
        calendar.add("x-wr-caldesc", vText(about))
    calendar.add("url", feed.home_url)
    calendar.add("source", feed.self_url, parameters={"VALUE": "URI"})
    calendar.add("last-modified", feed.updated_at.astimezone(UTC).replace(microsecond=0))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH.seconds // 3600}H")
    return calendar


def _zones(feed: Feed, entries: Sequence[Entry]) -> set[str]:
    used = {entry.event.zone for entry in entries if not entry.event.all_day}
    return used - {"UTC"} | {feed.zone}  # UTC is written with a Z, which needs no description


def _years(feed: Feed, entries: Sequence[Entry]) -> tuple[int, int]:
    """The first and last year that VTIMEZONE must cover.

    Whole decades: readers that store each event with its VTIMEZONE (vdirsyncer) would take every event for changed
    whenever one event is added a year later than the others.
    """
    years = [feed.updated_at.year]
    for entry in entries:
        years.append(entry.event.start.year)
        if entry.event.end is not None:
            years.append(entry.event.end.year)
    first, last = (min(years) - 1) // 10 * 10, (max(years) + 1) // 10 * 10 + 9
    return max(_FIRST_YEAR, min(first, _LAST_YEAR)), min(_LAST_YEAR, max(last, _FIRST_YEAR))


@lru_cache(maxsize=64)
def vtimezone(zone: str, first_year: int, last_year: int) -> bytes:
    """The VTIMEZONE (RFC 5545 §3.6.5) of an IANA zone, from the start of one year to the end of another."""
    clocks = ZoneInfo(zone)
    component = Timezone.from_tzinfo(
        clocks, tzid=zone, first_date=date(first_year, 1, 1), last_date=date(last_year + 1, 1, 1)
    )
    for part in component.subcomponents:
        if isinstance(part, TimezoneStandard | TimezoneDaylight):
            _mend_onsets(part, clocks)
    return bytes(component.to_ical())


def _mend_onsets(part: TimezoneStandard | TimezoneDaylight, clocks: ZoneInfo) -> None:
    """Puts onsets at the hour shown before the change (RFC 5545 §3.6.5): icalendar 7.3 says 3:00 for spring's 2:00."""
    shift = part.TZOFFSETTO - part.TZOFFSETFROM

    def onset(stated: datetime) -> datetime:
        late = shift and stated.replace(tzinfo=clocks).utcoffset() == part.TZOFFSETTO
        return stated - shift if late and shift.days >= 0 else stated

    part.DTSTART = onset(part.DTSTART)
    if "RDATE" in part:
        stated = [item.dt for item in part.pop("RDATE").dts]
        part.add("rdate", [onset(moment) for moment in stated])
