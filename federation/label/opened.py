"""Since when a place is open, from what its profile says in words: « 3 février 2011 », « mai 2013 », « 2013 »."""

from __future__ import annotations

import re
from datetime import date

from federation.label.words import MONTHS

_ISO = re.compile(r"\s*(\d{4})-(\d{2})(?:-(\d{2}))?\b")
_WRITTEN = re.compile(r"\s*(?:(\d{1,2})(?:er)?\s+)?([^\W\d_]+)\s+(\d{4})\b")
_YEAR = re.compile(r"\s*(\d{4})\b")


def opened_on(told: str) -> date | None:
    """The day that a text begins with, or the first of the month or year; None when it begins with none of them."""
    if found := _ISO.match(told):
        return _day(int(found[1]), int(found[2]), int(found[3] or 1))
    if (found := _WRITTEN.match(told)) and found[2].casefold() in MONTHS:
        return _day(int(found[3]), MONTHS[found[2].casefold()], int(found[1] or 1))
    found = _YEAR.match(told)
    return _day(int(found[1]), 1, 1) if found else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
