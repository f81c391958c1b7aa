"""One recurrence rule (RFC 5545 §3.3.10): from its text to starts on the wall clock, with bounded work.

dateutil does the arithmetic, on naive wall-clock times, so that « 18 h every week » stays 18 h across DST. What it
does not do is stop: a rule that never matches (30 February) runs to the year 9999, `INTERVAL=0` runs for ever. So a
rule is checked before, started close to the range asked for, and stopped at its end.

A rule finer than a day (HOURLY, MINUTELY, SECONDLY) is expanded only when it ends by itself (COUNT or UNTIL) and
takes few steps; anything else of that kind is a mistake or a joke, and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

from dateutil import rrule

_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
_WEEKDAYS = {"MO": rrule.MO, "TU": rrule.TU, "WE": rrule.WE, "TH": rrule.TH, "FR": rrule.FR, "SA": rrule.SA}
_WEEKDAYS["SU"] = rrule.SU
_NUMBERS = {  # part: (dateutil's name, least, most, may count from the end)
    "BYSECOND": ("bysecond", 0, 59, False),
    "BYMINUTE": ("byminute", 0, 59, False),
    "BYHOUR": ("byhour", 0, 23, False),
    "BYMONTHDAY": ("bymonthday", 1, 31, True),
    "BYYEARDAY": ("byyearday", 1, 366, True),
    "BYWEEKNO": ("byweekno", 1, 53, True),
    "BYMONTH": ("bymonth", 1, 12, False),
    "BYSETPOS": ("bysetpos", 1, 366, True),
}
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6}))?(Z?)")
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")

_MOST_INTERVAL = 100_000  # days: more than 270 years, beyond any date the hub keeps
_MOST_VALUES = 400  # of one BY part; no part has more different values
_MOST_TIMES_A_DAY = 48
_MOST_FINE_STEPS = 10_000  # of a rule finer than a day
_MOST_STARTS = 20_000  # generated for one rule, those before the range included


class RuleRefused(ValueError):  # noqa: N818 - « refused » says it
    """A rule that cannot be followed. `code` is that of a Notice: rrule-invalid, rrule-unsupported, rrule-too-fine."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        super().__init__(f"{code}: {detail}" if detail else code)


class _RangeEnd(Exception):  # noqa: N818 - the end of the range is no error
    """dateutil stepped past the end of the range."""


class _Enough(Exception):  # noqa: N818 - see above
    """So many starts that nobody can mean them."""


class _Interval(int):
    """An INTERVAL that lets dateutil step so many times: every turn of its loop adds or multiplies by it."""

    left: int

    def __radd__(self, other: int) -> int:
        self._step()
        return other + int(self)

    def __mul__(self, other: int) -> int:
        self._step()
        return int(self) * other

    def _step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _RangeEnd


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that was checked. `by` holds dateutil's arguments; `until` is (day, time, UTC mark) as written."""

    freq: Literal[0, 1, 2, 3, 4, 5, 6]
    interval: int
    count: int | None
    until: tuple[str, str, str] | None
    by: MappingProxyType[str, Any]

    @property
    def fine(self) -> bool:
        """True when it repeats within a day."""
        return self.freq > rrule.DAILY

    def last_wall(self, zone: ZoneInfo, all_day: bool) -> datetime | None:
        """The last wall-clock start that UNTIL allows, None without UNTIL.

        A UTC UNTIL is told in the zone; a date means the whole day (RFC 5545 asks for the type of DTSTART, many
        calendars do not comply).
        """
        if self.until is None:
            return None
        day, time, utc = self.until
        if not time or all_day:
            return datetime.strptime(day + "235959", "%Y%m%d%H%M%S")  # noqa: DTZ007 - wall clock
        wall = datetime.strptime(day + time, "%Y%m%d%H%M%S")  # noqa: DTZ007 - wall clock
        if utc and 1 < wall.year < 9999:
            return wall.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
        return wall


@lru_cache(maxsize=4096)
def parse_rule(text: str) -> Rule:
    """The rule in the text after `RRULE:`; raises RuleRefused when it is broken, not Gregorian, or too fine."""
    parts = _parts(text)
    freq = parts.pop("FREQ", "")
    if freq not in _FREQUENCIES:
        raise RuleRefused("rrule-invalid", f"FREQ={freq}")
    if parts.get("RSCALE", "GREGORIAN") != "GREGORIAN" or parts.get("SKIP", "OMIT") != "OMIT":
        raise RuleRefused("rrule-unsupported", text)
    parts, freq = _coarser(parts, freq)
    rule = Rule(
        freq=cast(Literal[0, 1, 2, 3, 4, 5, 6], _FREQUENCIES.index(freq)),
        interval=min(_whole(parts.get("INTERVAL", "1")), _MOST_INTERVAL),
        count=_whole(parts["COUNT"]) if "COUNT" in parts else None,
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        by=MappingProxyType(_by(parts, freq)),
    )
    _refuse_too_fine(rule)
    return rule


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.upper().replace(" ", "").rstrip(";").split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value or name in parts:
            raise RuleRefused("rrule-invalid", part)
        parts[name] = value
    return parts


def _whole(raw: str) -> int:
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 18 and int(raw) >= 1):
        raise RuleRefused("rrule-invalid", raw)
    return int(raw)


def _until(raw: str) -> tuple[str, str, str]:
    found = _UNTIL.fullmatch(raw)
    if found is None:
        raise RuleRefused("rrule-invalid", f"UNTIL={raw}")
    day, time, utc = found[1], found[2] or ("000000" if found[3] else ""), found[3]
    try:
        datetime.strptime(day + (time or "000000"), "%Y%m%d%H%M%S")  # noqa: DTZ007 - wall clock
    except ValueError:
        raise RuleRefused("rrule-invalid", f"UNTIL={raw}") from None
    return day, time, utc


def _by(parts: dict[str, str], freq: str) -> dict[str, Any]:
    by: dict[str, Any] = {}
    for name, value in parts.items():
        if name in _NUMBERS:
            by[_NUMBERS[name][0]] = _numbers(name, value)
        elif name == "BYDAY":
            by["byweekday"] = _weekdays(value, freq, "BYMONTH" in parts)
        elif name == "WKST":
            if value not in _WEEKDAYS:
                raise RuleRefused("rrule-invalid", f"WKST={value}")
            by["wkst"] = _WEEKDAYS[value]
    return by


def _numbers(name: str, value: str) -> tuple[int, ...]:
    _, least, most, from_end = _NUMBERS[name]
    raws = value.split(",", _MOST_VALUES)
    try:
        numbers = tuple(sorted({int(raw) for raw in raws if len(raw) < 5}))
    except ValueError:
        raise RuleRefused("rrule-invalid", f"{name}={value}") from None
    if not numbers or len(raws) > _MOST_VALUES:
        raise RuleRefused("rrule-invalid", f"{name}={value}")
    for number in numbers:
        if not (least <= number <= most or (from_end and -most <= number <= -least)):
            raise RuleRefused("rrule-invalid", f"{name}={value}")
    return numbers


def _weekdays(value: str, freq: str, by_month: bool) -> tuple[rrule.weekday, ...]:
    """BYDAY. In « every Monday and the last Friday » dateutil wants a number on each, or it finds no day at all."""
    found: list[tuple[str, int | None]] = []
    for raw in sorted(set(value.split(",", _MOST_VALUES))):
        day = _BYDAY.fullmatch(raw)
        number = int(day[1]) if day and day[1] else None
        if day is None or number == 0 or abs(number or 1) > 53:
            raise RuleRefused("rrule-invalid", f"BYDAY={value}")
        found.append((day[2], number))
    if freq in ("YEARLY", "MONTHLY") and len({number is None for _, number in found}) == 2:
        most = 53 if freq == "YEARLY" and not by_month else 5
        numbers = [(day, n) for day, number in found for n in ([number] if number else range(1, most + 1))]
        return tuple(_WEEKDAYS[day](n) for day, n in sorted(set(numbers)))
    return tuple(_WEEKDAYS[day](number) if number else _WEEKDAYS[day] for day, number in found)


def _coarser(parts: dict[str, str], freq: str) -> tuple[dict[str, str], str]:
    """A rule such as « hourly, at 9 and 10 » as the daily rule that it is, when that gives few times a day."""
    if freq not in _FREQUENCIES[4:] or parts.get("INTERVAL", "1") != "1" or "BYSETPOS" in parts:
        return parts, freq
    every = {"BYHOUR": 24} | ({"BYMINUTE": 60} if freq != "HOURLY" else {})
    every |= {"BYSECOND": 60} if freq == "SECONDLY" else {}
    spelled = {name: parts.get(name) or ",".join(map(str, range(most))) for name, most in every.items()}
    times = 1
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        times *= spelled.get(name, parts.get(name, "0")).count(",") + 1
    if times > 24 or (times == 24 and not parts.keys() & {"COUNT", "UNTIL"}):
        return parts, freq
    return parts | spelled, "DAILY"


def _refuse_too_fine(rule: Rule) -> None:
    if rule.fine:
        if rule.count is None and rule.until is None:
            raise RuleRefused("rrule-too-fine")
        return
    times = 1
    for part in ("byhour", "byminute", "bysecond"):
        times *= len(rule.by.get(part, (0,)))
    if times > _MOST_TIMES_A_DAY:
        raise RuleRefused("rrule-too-fine")


def starts(
    rule: Rule, first: datetime, last: datetime | None, low: datetime, high: datetime
) -> tuple[list[datetime], bool]:
    """The starts of a rule in [low, high] on the wall clock, and whether it goes on after `high`.

    `first` is DTSTART, `last` what UNTIL allows; all are naive wall-clock times of one zone. COUNT counts
    what the rule matches: a DTSTART that it does not match comes on top, as in libical, ical.js, dateutil and
    recurring-ical-events (RFC 5545 §3.3.10 would count it). Raises RuleRefused when it would take too many steps.
    """
    end = high if last is None else min(last, high)
    goes_on = last is None or last > high
    if end < first:
        return [], goes_on
    found: list[datetime] = []
    try:
        for wall in _counted(rule, first, low, end):
            if wall > end:
                return found, goes_on
            if wall >= low:
                found.append(wall)
    except _RangeEnd:
        if rule.fine:
            raise RuleRefused("rrule-too-fine") from None
        return found, goes_on
    except _Enough:
        if found:
            return found, True
        raise RuleRefused("rrule-too-fine") from None
    return found, False


def _counted(rule: Rule, first: datetime, low: datetime, end: datetime) -> Iterator[datetime]:
    """What dateutil yields, as far as COUNT allows."""
    left = rule.count
    if left is not None and not rule.fine and left > ((end - first).days + 1) * _MOST_TIMES_A_DAY:
        left = None  # it cannot be reached in the range
    plain = not rule.by and rule.freq in (rrule.DAILY, rrule.WEEKLY)
    start = _close_to(rule, first, low) if not rule.fine and (left is None or plain) else first
    if left is not None:
        left -= (start - first).days // (rule.interval * (7 if rule.freq == rrule.WEEKLY else 1)) if plain else 0
    for done, wall in enumerate(_engine(rule, first, start, end)):
        if left is not None:
            left -= 1
            if left < 0:
                return
        if done >= _MOST_STARTS:
            raise _Enough
        yield wall


def _engine(rule: Rule, first: datetime, start: datetime, end: datetime) -> rrule.rrule:
    interval = _Interval(rule.interval)
    interval.left = _MOST_FINE_STEPS if rule.fine else _steps(rule, start, end)
    try:
        return rrule.rrule(rule.freq, dtstart=start, interval=interval, **_spelled_out(rule, first))
    except ValueError as error:  # times that never come together, as BYHOUR=1 with INTERVAL=24 from 2 h on
        raise RuleRefused("rrule-invalid", str(error)) from error


def _spelled_out(rule: Rule, first: datetime) -> dict[str, Any]:
    """The BY parts with those that DTSTART implies, so that the engine may start on another day."""
    by = dict(rule.by)
    if not rule.fine:
        for part, value in (("byhour", first.hour), ("byminute", first.minute), ("bysecond", first.second)):
            by.setdefault(part, value)
    if not by.keys() & {"byweekno", "byyearday", "bymonthday", "byweekday"}:
        if rule.freq == rrule.YEARLY:
            by.setdefault("bymonth", first.month)
        if rule.freq in (rrule.YEARLY, rrule.MONTHLY):
            by["bymonthday"] = first.day
    return by


def _close_to(rule: Rule, first: datetime, low: datetime) -> datetime:
    """A start in step with the rule, one turn before `low` at least; DTSTART when that is near."""
    interval = rule.interval
    if rule.freq >= rrule.WEEKLY:
        days = interval * (7 if rule.freq == rrule.WEEKLY else 1)
        return first + timedelta(days=max((low - first).days // days - 1, 0) * days)
    if rule.freq == rrule.MONTHLY:
        months = (low.year - first.year) * 12 + low.month - first.month
        turns = months // interval - 1
        if turns <= 0:
            return first
        year, month = divmod(first.year * 12 + first.month - 1 + turns * interval, 12)
        return first.replace(year=year, month=month + 1, day=1, hour=0, minute=0, second=0)
    turns = (low.year - first.year) // interval - 1
    if turns <= 0:
        return first
    return first.replace(year=first.year + turns * interval, month=1, day=1, hour=0, minute=0, second=0)


def _steps(rule: Rule, start: datetime, end: datetime) -> int:
    days = (end - start).days + 1
    period = {rrule.YEARLY: 365, rrule.MONTHLY: 28, rrule.WEEKLY: 7, rrule.DAILY: 1}[rule.freq]
    return days // (period * rule.interval) + 2
