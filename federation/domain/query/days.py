"""Words for days: today, the week-end, next month… as the days they mean. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from federation.domain.matching.folding import fold

Days = tuple[date, date]
"""The first and the last day."""

_DAY = timedelta(days=1)
_SATURDAY = 5


def _weekend(today: date) -> Days:
    saturday = today + max(_SATURDAY - today.weekday(), 0) * _DAY
    return saturday, today + (6 - today.weekday()) * _DAY


def _week(today: date) -> Days:
    return today, today + (6 - today.weekday()) * _DAY


def _next_week(today: date) -> Days:
    monday = today + (7 - today.weekday()) * _DAY
    return monday, monday + 6 * _DAY


def _month(today: date) -> Days:
    return today, _next_first(today) - _DAY


def _next_month(today: date) -> Days:
    first = _next_first(today)
    return first, _next_first(first) - _DAY


def _next_first(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


SPANS: dict[str, Callable[[date], Days]] = {
    "aujourdhui": lambda today: (today, today),
    "demain": lambda today: (today + _DAY, today + _DAY),
    "week-end": _weekend,
    "semaine": _week,
    "semaine-prochaine": _next_week,
    "mois": _month,
    "mois-prochain": _next_month,
}
"""The days that each word means; a week ends on Sunday, the week-end under way counts."""

_TWINS = {
    "today": "aujourdhui",
    "tomorrow": "demain",
    "weekend": "week-end",
    "thisweekend": "week-end",
    "ceweekend": "week-end",
    "week": "semaine",
    "thisweek": "semaine",
    "cettesemaine": "semaine",
    "nextweek": "semaine-prochaine",
    "month": "mois",
    "thismonth": "mois",
    "cemois": "mois",
    "nextmonth": "mois-prochain",
    "lemoisprochain": "mois-prochain",
    "lasemaineprochaine": "semaine-prochaine",
}
_SPELLINGS = {_word.replace("-", ""): _word for _word in SPANS} | _TWINS


def day_word(text: str) -> str | None:
    """The one spelling of a word for days, in French or English; None when it is none."""
    return _SPELLINGS.get(fold(text, 40).replace(" ", ""))
