"""Days on which the demonstration plans nothing or little: French public holidays, Christmas, summer."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))


@lru_cache(maxsize=16)
def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of metropolitan France in a year."""
    sunday = easter(year)
    moving = (sunday + timedelta(days=shift) for shift in (1, 39, 50))
    return frozenset(date(year, month, day) for month, day in _FIXED) | frozenset(moving)


def idle(day: date) -> bool:
    """True when no place holds anything: a public holiday, or the days around Christmas and New Year."""
    christmas = (day.month, day.day) >= (12, 23) or (day.month, day.day) <= (1, 2)
    return christmas or day in public_holidays(day.year)


def liveliness(day: date) -> float:
    """How busy the week of that day is, 1 being ordinary: quiet in August, slower in July and before Christmas."""
    if day.month == 8:
        return 0.12
    if (day.month == 7 and day.day > 7) or (day.month == 12 and day.day > 14):
        return 0.45
    return 0.7 if day.month == 7 or (day.month == 1 and day.day < 8) else 1.12
