"""The date that a text states, in French or English: exactly one, or none. Pure.

Unambiguous means: one date (or range of dates) in the title; else on a marked line (« Quand : »), in `<time>` elements
or on the first lines; else in the whole text. A year left out is known when the weekday fits only one year near the
publication. Dates of deadlines, of publication, of laws and prices, and of when a place is closed are no dates of an
event, nor are those long before publication, or those on which a report looks back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from federation.domain.event import Moment
from federation.domain.recurrence import at
from sync.formats.webfeed_parts import date_words
from sync.formats.webfeed_parts.dates_in_text import Day, Seen, look, plausible, real_date

LONGEST = 20_000
"""Characters of a text that are looked at."""

_MARKED = re.compile(
    r"^[\s*•·>-]{0,5}(?:quand|dates?|date et heure|dates? et horaires?|jour|when)\s?:\s{0,3}(\S.*)?$", re.MULTILINE
)
_HOURS_LINE = re.compile(r"^[\s*•·>-]{0,5}(?:horaires?|heures?|hours?|time)\s?:(.*)$", re.MULTILINE)
_FIRST_LINES = 3
_FIRST_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class Stated:
    """The one date that a text states. `end` is exclusive; `contradicts` as in `Day`."""

    start: Moment
    end: Moment | None
    contradicts: bool = False


class Ambiguous(Exception):  # noqa: N818  a finding, not a failure
    """A text names several dates, and none of them is plainly that of the event."""


def stated_date(
    title: str, text: str, published: date | None, zone: ZoneInfo, times: tuple[Day, ...] = ()
) -> Stated | None:
    """The date stated by a title and a text (plain, with its lines), told in `zone`; None when not exactly one is.

    `published` is the day of publication, without which no year can be left out; `times` are the dates of `<time>`
    elements of the text.
    """
    title, text = date_words.fold(title[:500]), date_words.fold(text[:LONGEST])
    try:
        found = _decided(title, text, published, times)
        return (
            None
            if found is None or _reported(found, title, text, published)
            else _moments(_with_hours(found, text, published), zone)
        )
    except (Ambiguous, OverflowError):
        return None


def _decided(title: str, text: str, published: date | None, times: tuple[Day, ...]) -> Day | None:
    partial: set[tuple[int, int]] = set()
    for seen in _levels(title, text, published, times):
        found = _one(seen)
        partial |= seen.partial
        if found is not None:
            if any(not _within(pair, found) for pair in partial):
                raise Ambiguous
            return found
    return None


def _reported(found: Day, title: str, text: str, published: date | None) -> bool:
    """Whether it is over when it is told, in a title or text that says so: a report is no event."""
    if published is None or found.last >= published:
        return False
    return any(date_words.REPORTS.match(told) for told in (title, text))


def _levels(title: str, text: str, published: date | None, times: tuple[Day, ...]) -> Iterator[Seen]:
    """The places where a date may stand, those first where it is most likely to be that of the event."""
    yield look(title, published)
    marked = [line[1] or _line_after(text, line.end()) for line in _MARKED.finditer(text)]
    yield look("\n".join(marked), published)
    yield Seen([day for day in times if plausible(day.first, published)], set())
    lines = [line for line in text[: _FIRST_CHARACTERS * 2].split("\n") if line.strip()]
    yield look("\n".join(lines[:_FIRST_LINES])[:_FIRST_CHARACTERS], published)
    yield look(text, published)


def _line_after(text: str, end: int) -> str:
    return text[end : end + 300].lstrip("\n ").partition("\n")[0]


def _one(seen: Seen) -> Day | None:
    """The one date of what was seen, its hours those that nothing contradicts; None when there is none."""
    if seen.doubtful:
        raise Ambiguous
    if not seen.days:
        return None
    whole = max(seen.days, key=lambda day: (day.last - day.first, day.first))
    if any(day.first < whole.first or day.last > whole.last for day in seen.days):
        raise Ambiguous
    if any(not _within(pair, whole) for pair in seen.partial):
        raise Ambiguous
    if whole.first == whole.last:
        return _agreed(whole, seen.days)
    return whole


def _agreed(whole: Day, days: list[Day]) -> Day:
    """The day, with the hours all agree on: of « 18 h 30 » and « 18 h 30 – 21 h » the second; of others none."""
    stated = {day.hours for day in days if day.hours is not None}
    ends = {hours for hours in stated if hours.end is not None}
    chosen = None
    if len({hours.start for hours in stated}) == 1 and len(ends) <= 1:
        chosen = next(iter(ends or stated))
    return Day(whole.first, whole.last, chosen, None, all(day.contradicts for day in days))


def _within(pair: tuple[int, int], whole: Day) -> bool:
    month, of_month = pair
    years = range(whole.first.year, whole.last.year + 1)
    return any(
        (found := real_date(year, month, of_month)) is not None and whole.first <= found <= whole.last for year in years
    )


def _with_hours(found: Day, text: str, published: date | None) -> Day:
    """The hours, when the place that states the date gives none: where the text names that day again, or on a line."""
    if found.hours is not None or found.first != found.last:
        return found
    same = [day for day in look(text, published).days if day.first == day.last == found.first]
    if same and (agreed := _agreed(found, [found, *same])).hours is not None:
        return Day(found.first, found.last, agreed.hours, None, found.contradicts)
    matches = (date_words.HOURS.match(line[1]) for line in _HOURS_LINE.finditer(text))
    lines = {told for match in matches if match and (told := date_words.hours(match)) is not None}
    if same or len(lines) != 1:
        return found
    return Day(found.first, found.last, lines.pop(), None, found.contradicts)


def _moments(day: Day, zone: ZoneInfo) -> Stated:
    if day.hours is None or (day.first != day.last and day.last_hours is None):
        after = day.last + timedelta(days=1)
        return Stated(day.first, after if day.last > day.first else None, day.contradicts)
    start = _at(day.first, day.hours.start, zone)
    last = day.hours.end if day.first == day.last else (day.last_hours.start if day.last_hours else None)
    if last is None:
        return Stated(start, None, day.contradicts)
    over_midnight = day.first == day.last and last <= day.hours.start
    return Stated(start, _at(day.last + timedelta(days=over_midnight), last, zone), day.contradicts)


def _at(day: date, clock: tuple[int, int], zone: ZoneInfo) -> datetime:
    return at(datetime(day.year, day.month, day.day, *clock), zone)  # noqa: DTZ001
