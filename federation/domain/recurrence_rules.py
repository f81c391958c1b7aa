"""The text of a recurrence rule (RFC 5545 §3.3.10) -> a rule that was checked, or the reason why it is refused.

A rule finer than a day (HOURLY, MINUTELY, SECONDLY) is followed when it is in truth a daily one (« hourly, at 9 and
10 »), or when it ends by itself (COUNT or UNTIL) and takes few steps; any other is a mistake or a joke.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

from dateutil import rrule

from federation.domain.zones import wall_clock

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
MOST_TIMES_A_DAY = 48


class RuleRefused(ValueError):  # noqa: N818 - « refused » says it
    """A rule that cannot be followed. `code` is that of a Notice: rrule-invalid, rrule-unsupported, rrule-too-fine."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        super().__init__(f"{code}: {detail}" if detail else code)


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
        calendars do not comply). Of an all-day series it is the day, also where Outlook writes midnight in UTC.
        """
        if self.until is None:
            return None
        day, hour, utc = self.until
        wall = datetime.strptime(day + (hour or "235959"), "%Y%m%d%H%M%S")  # noqa: DTZ007 - wall clock
        told = wall_clock(wall.replace(tzinfo=UTC), zone) if utc and hour else wall
        if all_day:
            return (told if told.time() == time() else wall).replace(hour=23, minute=59, second=59)
        return told


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
    day, hour, utc = found[1], found[2] or ("000000" if found[3] else ""), found[3]
    try:
        datetime.strptime(day + (hour or "000000"), "%Y%m%d%H%M%S")  # noqa: DTZ007 - wall clock
    except ValueError:
        raise RuleRefused("rrule-invalid", f"UNTIL={raw}") from None
    return day, hour, utc


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
    in_month = freq == "MONTHLY" or (freq == "YEARLY" and by_month)
    most = 5 if in_month else 53
    found: list[tuple[str, int | None]] = []
    for raw in sorted(set(value.split(",", _MOST_VALUES))):
        day = _BYDAY.fullmatch(raw)
        number = int(day[1]) if day and day[1] else None
        if day is None or number == 0 or abs(number or 1) > most:
            raise RuleRefused("rrule-invalid", f"BYDAY={value}")
        found.append((day[2], number))
    if freq in ("YEARLY", "MONTHLY") and len({number is None for _, number in found}) == 2:
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
    times = 1
    for part in ("byhour", "byminute", "bysecond"):
        times *= len(rule.by.get(part, (0,)))
    if times > MOST_TIMES_A_DAY or (rule.fine and rule.count is None and rule.until is None):
        raise RuleRefused("rrule-too-fine")
