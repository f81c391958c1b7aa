"""A checked recurrence rule -> its starts on the wall clock within a range, with bounded work.

dateutil does the arithmetic, on naive wall-clock times, so that « 18 h every week » stays 18 h across DST. What it
does not do is stop: a rule that never matches (30 February) runs to the year 9999. So a rule is started close to
the range asked for, and stopped at its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from dateutil import rrule

from federation.domain.recurrence_rules import MOST_TIMES_A_DAY, Rule, RuleRefused

_MOST_STEPS = 20_000  # turns of the engine before the range, where COUNT asks for them; a daily rule takes one a day
_MOST_FINE_STEPS = 5_000  # of a rule finer than a day
_MOST_STARTS = 20_000  # generated for one rule, those before the range included


class _RangeEnd(Exception):  # noqa: N818 - the end of the range is no error
    """dateutil stepped past the end of the range."""


class _Enough(Exception):  # noqa: N818 - see above
    """So many starts that nobody can mean them."""


class _Interval(int):
    """An INTERVAL that lets dateutil step so many times: every turn of its loop adds or multiplies by it."""

    left: int
    refused: bool
    """Whether the rule is given up when no step is left; else the end of the range was reached."""

    def __radd__(self, other: int) -> int:
        self._step()
        return other + int(self)

    def __mul__(self, other: int) -> int:
        self._step()
        return int(self) * other

    def _step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise RuleRefused("rrule-too-fine") if self.refused else _RangeEnd


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
        return found, goes_on
    except _Enough:
        if found:
            return found, True
        raise RuleRefused("rrule-too-fine") from None
    return found, False


def _counted(rule: Rule, first: datetime, low: datetime, end: datetime) -> Iterator[datetime]:
    """What dateutil yields, as far as COUNT allows."""
    left = rule.count
    if left is not None and not rule.fine and left > ((end - first).days + 1) * MOST_TIMES_A_DAY:
        left = None  # it cannot be reached in the range
    plain = not rule.by and rule.freq in (rrule.DAILY, rrule.WEEKLY)
    start = _close_to(rule, first, low) if not rule.fine and (left is None or plain) else first
    if not rule.fine and _steps(rule, start, low) > _MOST_STEPS // _price(rule):
        raise RuleRefused("rrule-too-fine")
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
    interval.left = _MOST_FINE_STEPS // _price(rule) if rule.fine else _steps(rule, start, end)
    interval.refused = rule.fine
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


def _price(rule: Rule) -> int:
    """What a turn of the engine costs: BYSETPOS is looked up for each of its values."""
    return len(rule.by.get("bysetpos", (0,)))


def _steps(rule: Rule, start: datetime, end: datetime) -> int:
    """How many turns the engine takes from a start to an end."""
    days = (end - start).days + 1
    period = {rrule.YEARLY: 365, rrule.MONTHLY: 28, rrule.WEEKLY: 7, rrule.DAILY: 1}[rule.freq]
    return days // (period * rule.interval) + 2
