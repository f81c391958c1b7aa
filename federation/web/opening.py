"""Opening hours in words: OpenStreetMap `opening_hours` as a person would say it.

Reads the everyday part of that language (days, ranges of days, hours, `off`, `24/7`, PH). Anything else is shown as
the source wrote it: a wrong translation would be worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from babel.dates import get_day_names

from federation.publish.dates import hour
from federation.web.language import translated as _

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_RULE = re.compile(r"^(?P<days>(?:[A-Z][a-z]|PH)(?:\s*[-,]\s*(?:[A-Z][a-z]|PH))*)?\s*(?P<hours>.*)$")
_SPAN = re.compile(r"^(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)$")


@dataclass(frozen=True, slots=True)
class Opening:
    """Some days of the week and their hours, both in words."""

    days: str
    hours: str


def opening_words(text: str, language: str) -> list[Opening] | None:
    """The rules of an `opening_hours` text; None when any of it is beyond us."""
    found = [_rule(part.strip(), language) for part in text.split(";") if part.strip()]
    return [item for item in found if item is not None] if None not in found else None


def _rule(text: str, language: str) -> Opening | None:
    if text == "24/7":
        return Opening(_("tous les jours"), _("24 heures sur 24"))
    match = _RULE.match(text)
    if match is None:
        return None
    days = _days(match["days"] or "Mo-Su", language)
    hours = _hours(match["hours"], language)
    return Opening(days, hours) if days and hours else None


def _days(text: str, language: str) -> str:
    parts = [_range(part.strip(), language) for part in text.split(",")]
    if not all(parts):
        return ""
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s et %(last)s", first=", ".join(parts[:-1]), last=parts[-1])


def _range(text: str, language: str) -> str:
    if text == "PH":
        return _("jours fériés")
    first, _dash, last = (part.strip() for part in text.partition("-"))
    if first not in DAYS or (last and last not in DAYS):
        return ""
    names = get_day_names("wide", locale=language)
    begin = str(names[DAYS.index(first)])
    if not last:
        return begin
    if (first, last) == ("Mo", "Su"):
        return _("tous les jours")
    return _("du %(first)s au %(last)s", first=begin, last=names[DAYS.index(last)])


def _hours(text: str, language: str) -> str:
    if text in ("off", "closed"):
        return _("fermé")
    spans = [_SPAN.match(part.strip()) for part in text.split(",")]
    words = []
    for span in spans:
        if span is None:
            return ""
        words.append(f"{_hour(span[1], span[2], language)} – {_hour(span[3], span[4], language)}")
    return ", ".join(words)


def _hour(hours: str, minutes: str, language: str) -> str:
    # Any day will do; 24:00 is how this language says midnight.
    return hour(datetime(2000, 1, 1, int(hours) % 24, int(minutes) % 60, tzinfo=UTC), language)
