"""Series drawn over thirteen months, beside recurring-ical-events on the same calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from statistics import median

import icalendar
import recurring_ical_events

from bench.bare import cost
from bench.result import Row, Skipped
from bench.workshop import Workshop
from federation.domain.event import Moment, Record
from federation.domain.recurrence import expand
from sync.formats import ics
from sync.formats.parsed import Context

_MOST = 1.5
_FROM, _TO = datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 12, 1, tzinfo=UTC)
_RULES = (
    ("FREQ=WEEKLY", 7),
    ("FREQ=WEEKLY;BYDAY=MO,WE", 7),
    ("FREQ=MONTHLY;BYDAY=1MO", 0),
    ("FREQ=MONTHLY;BYDAY=-1FR", 0),
    ("FREQ=WEEKLY;INTERVAL=2;UNTIL=20270630T220000Z", 14),
)
"""Rules, and after how many days each happens again at the latest; 0: not by a number of days."""
_FIRST = date(2026, 10, 5)  # the first Monday of its month


def recurrence(shop: Workshop) -> Iterator[Row | Skipped]:
    """Weekly and monthly series, some with deleted and moved occurrences, until both sides have their dates."""
    body = calendar(shop.sizes.series)
    records = ics.read(body, Context()).records
    known = icalendar.Calendar.from_ical(body)
    if _drawn(records) != _found(known):
        raise RuntimeError("the two sides find other dates")
    ours, theirs = [], []
    for _ in range(shop.sizes.rounds):
        ours.append(cost(partial(_drawn, records)).cpu)
        theirs.append(cost(partial(_found, known)).cpu)
    cpu = median(ours)
    yield Row(
        name="recurrence", what=f"{shop.sizes.series} series drawn over 13 months, processor", ours=cpu, unit="s",
        reference=median(theirs), beside="recurring-ical-events", aim="≤ 1.5 s", met=cpu <= _MOST,
    )  # fmt: skip


def calendar(series: int) -> bytes:
    """A calendar of that many series."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//FR"]
    for number in range(series):
        rule, days = _RULES[number % len(_RULES)]
        first = datetime.combine(_FIRST, datetime.min.time()) + timedelta(hours=9 + number % 10)
        lines += _event(number, first, f"RRULE:{rule}", *_deleted(first, days))
        if days:
            planned = first + timedelta(days=70)
            lines += _event(number, planned + timedelta(hours=25), f"RECURRENCE-ID{_at(planned)}")
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _deleted(first: datetime, days: int) -> list[str]:
    return [f"EXDATE{_at(first + timedelta(days=days * times))}" for times in (6, 8) if days]


def _event(number: int, start: datetime, *more: str) -> list[str]:
    times = [f"DTSTART{_at(start)}", f"DTEND{_at(start + timedelta(hours=2))}"]
    return ["BEGIN:VEVENT", f"UID:serie-{number}", "DTSTAMP:20261101T080000Z", *times, "SUMMARY:Permanence", *more,
            "END:VEVENT"]  # fmt: skip


def _at(wall: datetime) -> str:
    return f";TZID=Europe/Paris:{wall:%Y%m%dT%H%M%S}"


def _drawn(records: list[Record]) -> list[str]:
    return sorted(
        _told(occurrence.event.start) for record in records for occurrence in expand(record, _FROM, _TO).occurrences
    )


def _found(known: icalendar.Component) -> list[str]:
    return sorted(_told(component["DTSTART"].dt) for component in recurring_ical_events.of(known).between(_FROM, _TO))


def _told(moment: Moment) -> str:
    return moment.isoformat()
