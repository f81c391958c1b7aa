"""schema.org Schedule -> starts, ends and rules of recurrence in RFC 5545's words.

A Schedule is told in days and times of day apart; `repeatFrequency` is an ISO 8601 duration or a word (`weekly`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from federation.domain.event import Moment, Recurrence
from federation.domain.recurrence_rules import RuleRefused, parse_rule
from federation.domain.recurrence_starts import starts
from federation.domain.zones import zone_named
from sync.formats.schemaorg_parts.items import Item, last_word
from sync.formats.web_page_parts.moments import Tell, Wall, length, span, time_of_day, told, wall

MOST_SCHEDULES = 400
"""Of one event."""

_DAYS = {
    name: name[:2].upper() for name in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
}
_NUMBERED = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_EVERY = re.compile(r"P(\d{1,3})([DWMY])", re.IGNORECASE)
_LETTERS = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
_WORDS = {"daily": "DAILY", "weekly": "WEEKLY", "monthly": "MONTHLY", "yearly": "YEARLY", "annually": "YEARLY"}
_NUMBERS = (("byMonth", "BYMONTH"), ("byMonthDay", "BYMONTHDAY"))
_FAR = timedelta(days=4 * 366)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Timing:
    """When an event happens, and happens again; its zone is an IANA name."""

    start: Moment
    end: Moment | None
    zone: str
    recurrence: Recurrence | None = None


def timings(event: Item, zone: str, tell: Tell) -> list[Timing]:
    """The schedules of an event, each that repeats by itself, the single dates as one with RDATEs.

    A schedule without a start takes that of the event; one without any is told (`start-missing`).
    """
    single: list[Timing] = []
    found: list[Timing] = []
    for schedule in event.items("eventSchedule")[:MOST_SCHEDULES]:
        timing = _timing(schedule, event, zone, tell)
        if timing is not None:
            (single if timing.recurrence is None else found).append(timing)
    return found + _together(single)


def _together(single: list[Timing]) -> list[Timing]:
    """Dates of one kind and zone as one series of the first and its RDATEs."""
    groups: dict[tuple[bool, str], list[Timing]] = {}
    for timing in single:
        groups.setdefault((isinstance(timing.start, datetime), timing.zone), []).append(timing)
    found = []
    for group in groups.values():
        first, *others = sorted({timing.start: timing for timing in group}.values(), key=lambda timing: timing.start)
        dates = tuple((timing.start, timing.end) for timing in others)
        found.append(Timing(first.start, first.end, first.zone, Recurrence(rdates=dates) if dates else None))
    return found


def _timing(schedule: Item, event: Item, zone: str, tell: Tell) -> Timing | None:
    begins = wall(schedule.text("startDate")) or wall(event.text("startDate"))
    if begins is None:
        tell("start-missing", event.text("name"))
        return None
    zone = _zone(schedule.text("scheduleTimezone"), zone, tell)
    start = _clocked(begins, time_of_day(schedule.text("startTime")))
    place = zone_named(zone) or ZoneInfo("UTC")
    rule = _rule(schedule, event)
    if not rule:
        last = wall(schedule.text("endDate"))
        end = _end(start, schedule, last)
        return Timing(*span(start, end, _lasts(schedule, event), place, tell), zone)
    try:
        start = _first(rule, start, place)
    except RuleRefused as refused:
        tell(refused.code, rule)
        rule = ""
    opens, closes = span(start, _end(start, schedule, None), _lasts(schedule, event), place, tell)
    if not rule:
        return Timing(opens, closes, zone)
    return Timing(opens, closes, zone, Recurrence((rule,), exdates=_excepted(schedule, start, place)))


def _zone(name: str, default: str, tell: Tell) -> str:
    if not name or zone_named(name) is not None:
        return name or default
    tell("unknown-zone", name)
    return default


def _clocked(on: Wall, hour: time | None) -> Wall:
    if hour is None:
        return on
    return datetime.combine(on.date() if isinstance(on, datetime) else on, hour)


def _end(start: Wall, schedule: Item, last: Wall | None) -> Wall | None:
    """The end of the first happening: `endTime` that day or the next, on the `last` day when that is another."""
    hour = time_of_day(schedule.text("endTime"))
    if not isinstance(start, datetime):
        return last
    if hour is None:
        return last if isinstance(last, datetime) else None
    day = start.date() if last is None else last.date() if isinstance(last, datetime) else last
    end = datetime.combine(day, hour, start.tzinfo)
    return end if end > start or last is not None else end + _DAY


def _lasts(schedule: Item, event: Item) -> timedelta | None:
    return length(schedule.text("duration")) or length(event.text("duration"))


def _rule(schedule: Item, event: Item) -> str:
    """The text after RRULE: of a schedule; "" when it does not repeat."""
    raw = schedule.word("repeatFrequency")
    if "FREQ=" in raw.upper():
        return raw.upper().removeprefix("RRULE:")
    days = _weekdays(schedule)
    weeks = _whole(schedule, "byMonthWeek")
    every, freq = _frequency(raw)
    if not freq:
        freq = "MONTHLY" if weeks or schedule.values("byMonthDay") else "WEEKLY" if days else ""
    if not freq:
        return ""
    parts = [f"FREQ={freq}", *([f"INTERVAL={every}"] if every > 1 else [])]
    if weeks and days:
        days = [f"{week}{day}" for week in weeks for day in days if len(day) == 2]
    if days:
        parts.append("BYDAY=" + ",".join(days))
    for name, part in _NUMBERS:
        if numbers := _whole(schedule, name):
            parts.append(f"{part}=" + ",".join(numbers))
    return ";".join(parts + _limit(schedule, event))


def _frequency(raw: str) -> tuple[int, str]:
    if found := _EVERY.fullmatch(raw):
        return int(found[1]) or 1, _LETTERS[found[2].upper()]
    return 1, _WORDS.get(raw.lower(), "")


def _limit(schedule: Item, event: Item) -> list[str]:
    """COUNT, else UNTIL: the schedule's last day, or the event's when it has one of its own later."""
    if counts := _whole(schedule, "repeatCount"):
        return [f"COUNT={counts[0]}"]
    last = wall(schedule.text("endDate"))
    if last is None and (whole := wall(event.text("endDate"))) is not None:
        start = wall(event.text("startDate"))
        last = whole if start is None or whole.isoformat()[:10] > start.isoformat()[:10] else None
    return [] if last is None else [f"UNTIL={last.year:04}{last:%m%d}"]


def _weekdays(schedule: Item) -> list[str]:
    """`https://schema.org/Monday`, `Monday`, `2MO` as in RFC 5545."""
    words = [last_word(word.strip()) for text in schedule.texts("byDay") for word in text.split(",")]
    named = (_DAYS.get(word.lower(), word.upper()) for word in words)
    return list(dict.fromkeys(day for day in named if _NUMBERED.fullmatch(day)))


def _whole(schedule: Item, name: str) -> list[str]:
    words = [word.strip() for text in schedule.texts(name) for word in text.split(",")]
    return list(dict.fromkeys(word for word in words if re.fullmatch(r"-?[1-9]\d{0,3}", word)))[:50]


def _first(rule: str, start: Wall, zone: ZoneInfo) -> Wall:
    """The first start that the rule matches: `startDate` is when a schedule takes effect, not its first happening."""
    clock = start if isinstance(start, datetime) else datetime.combine(start, time())
    if clock.tzinfo is not None:
        clock = clock.astimezone(zone).replace(tzinfo=None)
    matched, _ = starts(parse_rule(rule), clock, None, clock, clock + _FAR)
    first = matched[0] if matched else clock
    return first if isinstance(start, datetime) else first.date()


def _excepted(schedule: Item, start: Wall, zone: ZoneInfo) -> tuple[Moment, ...]:
    """EXDATEs: an `exceptDate` without hours means that day at the usual hour."""
    found: list[Moment] = []
    for text in schedule.texts("exceptDate"):
        when = wall(text)
        if when is None:
            continue
        if not isinstance(start, datetime):
            found.append(when.date() if isinstance(when, datetime) else when)
        else:
            found.append(told(when if isinstance(when, datetime) else datetime.combine(when, start.time()), zone))
    return tuple(dict.fromkeys(found))
