"""Folded text -> the days it names, with their hours: years completed, ranges joined, deadlines left out. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sync.formats.webfeed_parts import date_words
from sync.formats.webfeed_parts.date_words import MONTHS, WEEKDAYS, Hours

BEFORE = timedelta(days=30)
AFTER = timedelta(days=335)
"""How long before and after its publication a text may speak of a day whose year it leaves out."""

_FAR = timedelta(days=730)
_LONGEST_RANGE = timedelta(days=366)
_PATTERNS = (date_words.DAY_FIRST, date_words.NUMERIC, date_words.ISO)
_NAMED = (date_words.DAY_FIRST, date_words.MONTH_FIRST)
_NUMBER = re.compile(r"\d+")
_MOST = 200


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or days from `first` to `last` (included), with hours when they are stated.

    `last_hours` are those of the last day of « du 3 à 18 h au 5 à 17 h »; `contradicts` when the weekday given is
    not that of the date.
    """

    first: date
    last: date
    hours: Hours | None = None
    last_hours: Hours | None = None
    contradicts: bool = False


@dataclass(slots=True)
class Seen:
    """What a text names: whole dates, and (month, day) that lack their year; `doubtful` when one has two meanings."""

    days: list[Day] = field(default_factory=list)
    partial: set[tuple[int, int]] = field(default_factory=set)
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Mention:
    """Days of one month as a text names them, from `start` to `end` of the text, hours included."""

    start: int
    end: int
    days: tuple[int, ...]
    month: int
    year: int | None
    weekday: int | None
    last_weekday: int | None = None
    is_range: bool = False
    doubtful: bool = False
    hours: Hours | None = None


def look(text: str, published: date | None) -> Seen:
    """All that a folded text names. Only the first 200 dates are looked at; a text with more is doubtful anyway."""
    seen = Seen()
    mentions = list(_mentions(text))[::-1]
    while mentions:
        mention = mentions.pop()
        joined = mentions and date_words.JOIN.fullmatch(text[mention.end : mentions[-1].start])
        other = mentions.pop() if joined else None
        before = text[max(0, mention.start - 60) : mention.start]
        if date_words.CLOSED.search(before):
            continue
        if other is not None:
            _add_joined(mention, other, published, seen)
        elif not date_words.NOT_WHEN.search(before):
            _add(mention, published, seen)
    return seen


def plausible(day: date, published: date | None) -> bool:
    """Whether a text of that day may announce it: not long past then, nor years ahead."""
    return published is None or -BEFORE <= day - published <= _FAR


def real_date(year: int, month: int, of_month: int) -> date | None:
    """The date, if there is such a day."""
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def _mentions(text: str) -> Iterator[_Mention]:
    """The dates of a text in their order, none within another: every one has a number, from which it is sought."""
    reached = found = 0
    for number in _NUMBER.finditer(text):
        match = _match(text, number.start()) if number.start() >= reached else None
        if match is None or match.start() < reached or (mention := _mention(match, text)) is None:
            continue
        reached, found = mention.end, found + 1
        yield mention
        if found == _MOST:
            return


def _match(text: str, at: int) -> re.Match[str] | None:
    month = date_words.MONTH_BEFORE.search(text, max(0, at - 12), at)
    if month and (match := date_words.MONTH_FIRST.match(text, month.start())):
        return match
    return next((match for pattern in _PATTERNS if (match := pattern.match(text, at))), None)


def _mention(match: re.Match[str], text: str) -> _Mention | None:
    start = match.start()
    before = date_words.WEEKDAY_BEFORE.search(text, max(0, start - 20), start)
    weekday = WEEKDAYS[before[1]] if before else None
    found = _named(match, text) if match.re in _NAMED else _numeric(match, weekday)
    if found is None:
        return None
    start = before.start() if before else start
    after = date_words.HOURS_AFTER.match(text, match.end())
    hours = date_words.hours(after) if after else None
    if after and hours:
        return replace(found, start=start, end=after.end(), weekday=weekday, hours=hours)
    told = date_words.HOURS_BEFORE.search(text, max(0, start - 40), start)
    hours = date_words.hours(told) if told else None
    return replace(found, start=start, weekday=weekday, hours=hours)


def _named(match: re.Match[str], text: str) -> _Mention | None:
    """« 22 novembre 2026 », « 3, 4 et 5 décembre », « 3-5 décembre », « December 3-5, 2026 »."""
    groups = match.groupdict()
    listed = [int(number) for number in re.findall(r"\d+", groups.get("days") or "")]
    ends = [int(groups[name]) for name in ("d1", "d") if groups.get(name)]
    days = (*listed, *ends)
    if not all(1 <= day <= 31 for day in days):
        return None
    separator = (groups["sep"] or "").strip()
    opened = re.search(r"(?:\bdu|\bfrom|\bles|[\n(:])\s?\Z|\A\Z", text[max(0, match.start() - 6) : match.start()])
    # « Atelier 3 - 5 décembre » may be the fifth of December.
    doubtful = separator == "-" and groups["sep"] != "-" and match.re is date_words.DAY_FIRST and not opened
    is_range = bool(separator) and separator not in ("et", "and", "&")
    weekday = WEEKDAYS[groups["w"]] if groups.get("w") else None
    year = int(groups["y"]) if groups["y"] else None
    month = MONTHS[groups["m"]]
    return _Mention(match.start(), match.end(), days, month, year, None, weekday, is_range, doubtful)


def _numeric(match: re.Match[str], weekday: int | None) -> _Mention | None:
    """« 22/11/2026 », « 2026-11-22 »; « 22/11 » only after a weekday, for it may be anything."""
    day, month, year = int(match["d"]), int(match["m"]), match["y"]
    if match.re is date_words.NUMERIC:
        if (year is None or len(year) == 2) and (match["s"] != "/" or weekday is None):
            return None
        if month > 12 >= day:
            day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    whole = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    return _Mention(match.start(), match.end(), (day,), month, whole, None)


def _add(mention: _Mention, published: date | None, seen: Seen) -> None:
    seen.doubtful |= mention.doubtful
    first, last = mention.days[0], mention.days[-1]
    weekdays = (mention.weekday, mention.last_weekday if len(mention.days) > 1 else None)
    year = mention.year or _year(mention, published, weekdays)
    if year is None:
        seen.partial |= {(mention.month, day) for day in mention.days}
        return
    dates = [real_date(year, mention.month, day) for day in mention.days]
    whole = [day for day in dates if day is not None]
    if len(whole) < len(dates) or not plausible(whole[-1], published):
        return
    contradicts = weekdays[0] not in (None, whole[0].weekday()) or weekdays[1] not in (None, whole[-1].weekday())
    if mention.is_range or list(mention.days) == list(range(first, last + 1)):
        seen.doubtful |= last < first
        seen.days.append(Day(whole[0], whole[-1], mention.hours, None, contradicts))
    else:
        seen.days += [Day(day, day, mention.hours) for day in whole]


def _year(mention: _Mention, published: date | None, weekdays: tuple[int | None, int | None]) -> int | None:
    """The only year near the publication in which the weekday fits."""
    if published is None or weekdays == (None, None):
        return None
    fitting = []
    for year in range(published.year - 1, published.year + 2):
        ends = (real_date(year, mention.month, mention.days[0]), real_date(year, mention.month, mention.days[-1]))
        fits = all(
            day is not None and weekday in (None, day.weekday()) for day, weekday in zip(ends, weekdays, strict=True)
        )
        if fits and ends[0] is not None and -BEFORE <= ends[0] - published <= AFTER:
            fitting.append(year)
    return fitting[0] if len(fitting) == 1 else None


def _add_joined(one: _Mention, other: _Mention, published: date | None, seen: Seen) -> None:
    """« du 3 décembre (2026) à 18 h au 5 décembre 2026 à 17 h »."""
    year = other.year or _year(other, published, (other.weekday, None))
    first_year = one.year or (year - ((one.month, one.days[0]) > (other.month, other.days[-1])) if year else None)
    first = real_date(first_year, one.month, one.days[0]) if first_year else None
    last = real_date(year, other.month, other.days[-1]) if year else None
    if first is None or last is None:
        seen.partial |= {(one.month, one.days[0]), (other.month, other.days[-1])}
    elif not first <= last <= first + _LONGEST_RANGE or len(one.days) + len(other.days) > 2:
        seen.doubtful = True
    elif plausible(last, published):
        contradicts = one.weekday not in (None, first.weekday()) or other.weekday not in (None, last.weekday())
        seen.days.append(Day(first, last, one.hours, other.hours, contradicts))
