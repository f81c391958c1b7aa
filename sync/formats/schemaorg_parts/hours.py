"""Opening hours of schema.org -> text in OSM's `opening_hours` syntax, and exceptional closures.

Days told in several pieces are put together before they are written: in OSM's syntax a later rule for a day takes
the place of an earlier one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from federation.domain.event import Notice
from federation.domain.space import Closure
from sync.formats.json_document import shown
from sync.formats.schemaorg_parts.items import Item, last_word
from sync.formats.web_page_parts.moments import time_of_day, wall

MOST_SPECIFICATIONS = 400

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH")
_IN_FULL = (
    ("monday", "lundi"),
    ("tuesday", "mardi"),
    ("wednesday", "mercredi"),
    ("thursday", "jeudi"),
    ("friday", "vendredi"),
    ("saturday", "samedi"),
    ("sunday", "dimanche"),
    ("publicholidays", "publicholiday"),
)
_NAMES = {name: number for number, names in enumerate(_IN_FULL) for name in names}
_NAMES |= {name.lower(): index for index, name in enumerate(_DAYS)}
_NAMES |= {name[:3]: index for name, index in _NAMES.items() if len(name) > 3 and name[0] != "p"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY_TEXT = r"[A-Za-z]{2,9}(?:\s?[-–,]\s?[A-Za-z]{2,9}){0,8}"
_PIECE = re.compile(
    rf"\s*(?P<days>{_DAY_TEXT})?\s*(?P<times>(?:[\s,]*\d\d?[:hH]\d\d\s?[-–]\s?\d\d?[:hH]\d\d)+)?\s*(?P<off>off|closed|fermé)?[\s;,]*"
)
_SPAN = re.compile(r"(\d\d?)[:hH](\d\d)\s?[-–]\s?(\d\d?)[:hH](\d\d)")

Span = tuple[str, str]


@dataclass(slots=True)
class _Week:
    """What is open on which day (0 is Monday, 7 public holidays); an empty set is a day told to be closed."""

    days: dict[int, set[Span]] = field(default_factory=dict)

    def add(self, days: Iterable[int], span: Span | None) -> None:
        for day in days:
            spans = self.days.setdefault(day, set())
            if span is not None:
                spans.add(span)

    def written(self, prefix: str = "") -> Iterator[str]:
        """The rules, those days together that have the same hours; days that are not told are left out."""
        groups: dict[tuple[Span, ...], list[int]] = {}
        for day in sorted(self.days):
            groups.setdefault(tuple(sorted(self.days[day])), []).append(day)
        for spans, days in groups.items():
            times = ",".join(f"{opens}-{closes}" for opens, closes in spans) or "off"
            every = prefix and days == list(range(7))
            yield " ".join(part for part in (prefix, "" if every else _ranges(days), times) if part)


def hours(place: Item, notices: list[Notice]) -> tuple[str, tuple[Closure, ...]]:
    """The hours of a place from `openingHours`, `openingHoursSpecification` and its special ones, and its closures."""
    week = _Week()
    seasons: dict[tuple[date, date], _Week] = {}
    closures: list[Closure] = []
    unread = [text for text in place.texts("openingHours")[:MOST_SPECIFICATIONS] if not _read_text(text, week)]
    notices.extend(Notice("bad-value", place.line, place.path, shown(text)) for text in unread)
    for name in ("openingHoursSpecification", "specialOpeningHoursSpecification"):
        for told in place.items(name)[:MOST_SPECIFICATIONS]:
            _specified(told, week, seasons, closures, notices)
    rules = [
        *week.written(),
        *(rule for (first, last), one in sorted(seasons.items()) for rule in one.written(_dates(first, last))),
    ]
    # Words that are no hours for us may yet be for people.
    return "; ".join(rules or unread[:1]), tuple(
        sorted(set(closures), key=lambda closure: (closure.first_on, closure.last_on))
    )


def _read_text(text: str, week: _Week) -> bool:
    """Adds « Mo-Fr 09:00-18:00 », one or several of them; False when a part of it cannot be read."""
    if text.strip() == "24/7":
        week.add(range(7), ("00:00", "24:00"))
        return True
    pieces = list(_pieces(text))
    if not pieces or any(piece is None for piece in pieces):
        return False
    for piece in pieces:
        if piece is not None:
            days, spans = piece
            for span in spans or [None]:
                week.add(days, span)
    return True


def _pieces(text: str) -> Iterator[tuple[list[int], list[Span | None]] | None]:
    end = 0
    text = text.strip()[:500]
    while end < len(text):
        found = _PIECE.match(text, end)
        if found is None or found.end() == end or not (found["days"] or found["times"]):
            yield None
            return
        end = found.end()
        words = found["days"] or "Mo-Su"
        days = _days(words)
        if days is None:
            yield None
            return
        spans: list[Span | None] = [_span(*parts) for parts in _SPAN.findall(found["times"] or "")]
        if not spans and not found["off"]:
            spans = [("00:00", "24:00")]
        yield days, spans


def _span(hour: str, minute: str, to_hour: str, to_minute: str) -> Span:
    closes = f"{int(to_hour):02}:{to_minute}"
    return f"{int(hour):02}:{minute}", "24:00" if closes in ("00:00", "23:59") else closes


def _days(text: str) -> list[int] | None:
    """`Mo-Fr,Su` as numbers; None when a word is no day."""
    found: list[int] = []
    for part in re.split(r"\s?,\s?", text.strip()):
        ends = [_NAMES.get(word.strip().lower()) for word in re.split(r"\s?[-–]\s?", part)]
        first, last = ends[0], ends[-1]
        if first is None or last is None or len(ends) > 2:
            return None
        found += range(first, last + 1) if first <= last else [*range(first, 7), *range(last + 1)]
    return found


def _specified(
    told: Item, week: _Week, seasons: dict[tuple[date, date], _Week], closures: list[Closure], notices: list[Notice]
) -> None:
    """Adds one OpeningHoursSpecification; `opens` and `closes` alike, or none of them, mean closed."""
    names = [last_word(word.strip()) for text in told.texts("dayOfWeek") for word in text.split(",")]
    known = [_NAMES.get(name.lower()) for name in names]
    opens, closes = time_of_day(told.text("opens")), time_of_day(told.text("closes"))
    stated = (told.text("opens"), told.text("closes"))
    if None in known or (opens is None) != (closes is None) or (opens is None and any(stated)):
        notices.append(Notice("bad-value", told.line, told.path, shown(" ".join([*names, *stated]))))
        return
    days = [day for day in known if day is not None] or list(range(7))
    span = None
    if opens is not None and closes is not None and (opens != closes):
        span = (f"{opens:%H:%M}", "24:00" if (closes.hour, closes.minute) in ((0, 0), (23, 59)) else f"{closes:%H:%M}")
    period = _period(told)
    if period is None:
        if names or span is not None:
            week.add(days, span)
    elif span is None and (not names or period[0] == period[1] or len(set(days) & set(range(7))) == 7):
        closures.append(Closure(*period, told.text("name", "description")))
    else:
        seasons.setdefault(period, _Week()).add(days, span)


def _period(told: Item) -> tuple[date, date] | None:
    """The days from `validFrom` to `validThrough`; None unless both are told: one alone says nothing for sure."""
    first, last = (wall(told.text(name)) for name in ("validFrom", "validThrough"))
    if first is None or last is None:
        return None
    start, end = (when.date() if isinstance(when, datetime) else when for when in (first, last))
    return (start, end) if start <= end else None


def _ranges(days: list[int]) -> str:
    """`Mo-We,Fr,PH`."""
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1 and day < 7:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        _DAYS[run[0]] if len(run) == 1 else f"{_DAYS[run[0]]}{'-' if len(run) > 2 else ','}{_DAYS[run[-1]]}"
        for run in runs
    )


def _dates(first: date, last: date) -> str:
    """`2026 Jul 01-2026 Aug 31`, `2026 Dec 24`."""
    told = [f"{day.year} {_MONTHS[day.month - 1]} {day.day:02}" for day in dict.fromkeys((first, last))]
    return "-".join(told)
