"""The public holidays of France: the `PH` of opening hours (Code du travail, article L3133-1; not Alsace-Moselle)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)
"""Days from Easter Sunday to Easter Monday, Ascension Day and Whit Monday."""


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """The eleven public holidays of a year."""
    sunday = easter(year)
    movable = (sunday + timedelta(days=days) for days in _AFTER_EASTER)
    return frozenset(date(year, month, day) for month, day in _FIXED) | frozenset(movable)


def is_public_holiday(day: date) -> bool:
    """Whether a day is one of them; easter is reckoned in the Gregorian calendar, hence from 1583 on."""
    return 1583 <= day.year <= 4099 and day in public_holidays(day.year)
