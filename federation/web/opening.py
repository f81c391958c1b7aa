"""Opening hours in words: rules as a person would say them, and whether a place is open.

What has no plain words (every second week, say) is shown as the source wrote it: a wrong translation would be worse
than none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from babel.dates import format_date, get_day_names, get_month_names

from federation.domain.opening_french import understood
from federation.domain.opening_rules import DAY, WEEK, Dates, Hours, Join, Rule, Span, State, Weekday
from federation.domain.opening_writing import runs
from federation.domain.spaces import Now
from federation.publish.dates import hour, short_day
from federation.web.language import translated as _


@dataclass(frozen=True, slots=True)
class Opening:
    """Some days and their hours, both in words."""

    days: str
    hours: str


class _NoWords(Exception):  # noqa: N818  never leaves this module
    """A rule that is better shown as it is written."""


def opening_words(text: str, language: str, today: date) -> list[Opening] | None:
    """The rules of opening hours, those that are over left out; None when any of them has no plain words."""
    hours = understood(text)
    if not isinstance(hours, Hours):
        return None if text else []
    try:
        return [_rule(rule, language) for rule in hours.rules if not _over(rule, today)]
    except _NoWords:
        return None


def now_words(now: Now, moment: datetime, language: str) -> str:
    """« Ouvert jusqu’à 18 h », « Fermé, ouvre lundi à 9 h ». `moment` is told in the zone of the place."""
    if now.state is State.OPEN:
        return _("Ouvert") if now.until is None else _until(now.until, moment, language)
    words = _("Fermé")
    if now.state is State.UNKNOWN:
        words = _("Peut-être ouvert (%(comment)s)", comment=now.comment) if now.comment else _("Peut-être ouvert")
    return words if now.until is None else f"{words}, {_opens(now.until, moment, language)}"


def _until(end: datetime, moment: datetime, language: str) -> str:
    words, days = hour(end, language), (end.date() - moment.date()).days
    if days == 0 or (days == 1 and end.hour == end.minute == 0):
        return _("Ouvert jusqu’à %(hour)s", hour=words)
    if days == 1:
        return _("Ouvert jusqu’à demain, %(hour)s", hour=words)
    return _("Ouvert jusqu’au %(day)s, %(hour)s", day=short_day(end.date(), language), hour=words)


def _opens(begin: datetime, moment: datetime, language: str) -> str:
    words, days = hour(begin, language), (begin.date() - moment.date()).days
    if days == 0:
        return _("ouvre à %(hour)s", hour=words)
    if days == 1:
        return _("ouvre demain à %(hour)s", hour=words)
    if days < 7:
        return _("ouvre %(weekday)s à %(hour)s", weekday=_day_name(begin.weekday(), language), hour=words)
    return _("ouvre le %(day)s à %(hour)s", day=short_day(begin.date(), language), hour=words)


def _over(rule: Rule, today: date) -> bool:
    years = [last for _first, last in rule.years]
    if years and all(last is not None and last < today.year for last in years):
        return True
    ends = [(dates.years[1], *dates.last) if dates.years else None for dates in rule.dates]
    return bool(ends) and all(end is not None and end < (today.year, today.month, today.day) for end in ends)


def _rule(rule: Rule, language: str) -> Opening:
    if rule.weeks:
        raise _NoWords
    days = ", ".join(part for part in (_years(rule), _dates(rule, language), _weekdays(rule, language)) if part)
    if rule.join is Join.FALLBACK:
        days = _("sinon, %(days)s", days=days) if days else _("sinon")
    elif rule.join is Join.ADDITIONAL:
        days = _("%(days)s, en plus", days=days)
    return Opening(days, _hours(rule, language))


def _years(rule: Rule) -> str:
    words = [
        _("à partir de %(year)s", year=first) if last is None else f"{first}–{last}" if last > first else f"{first}"
        for first, last in rule.years
    ]
    return _listed(words)


def _dates(rule: Rule, language: str) -> str:
    return _listed([_date(dates, language) for dates in rule.dates])


def _date(dates: Dates, language: str) -> str:
    if dates.whole_months:
        first, last = (get_month_names("wide", locale=language)[month] for month, _day in (dates.first, dates.last))
        begin, end = (f" {year}" for year in dates.years) if dates.years else ("", "")
        if (first, begin) == (last, end):
            return f"{first}{begin}"
        return _("de %(first)s à %(last)s", first=f"{first}{begin}" if begin != end else first, last=f"{last}{end}")
    if dates.years:
        first, last = (
            short_day(date(year, *day), language)
            for year, day in zip(dates.years, (dates.first, dates.last), strict=True)
        )
    else:
        first, last = (_each_year(day, language) for day in (dates.first, dates.last))
    if first == last:
        return _("le %(day)s", day=first)
    return _("du %(first)s au %(last)s", first=first, last=last)


def _each_year(day: tuple[int, int], language: str) -> str:
    pattern = "'1er' MMMM" if day[1] == 1 and language == "fr" else "d MMMM"
    return format_date(date(2000, *day), pattern, locale=language)  # a leap year has them all


def _weekdays(rule: Rule, language: str) -> str:
    numbers = [day.number for day in rule.weekdays if not day.nth]
    whole_week = set(numbers) == WEEK
    parts = [_("tous les jours")] if whole_week else [_range(pair, language) for pair in runs(numbers)]
    if whole_week and (rule.dates or rule.years):
        parts = []
    parts += [_ranked(day, language) for day in rule.weekdays if day.nth]
    return _listed([*parts, _("jours fériés")] if rule.holidays else parts)


def _range(days: tuple[int, int], language: str) -> str:
    first, last = (_day_name(number, language) for number in days)
    return first if first == last else _("du %(first)s au %(last)s", first=first, last=last)


def _ranked(day: Weekday, language: str) -> str:
    ranks = {
        1: _("premier"),
        2: _("deuxième"),
        3: _("troisième"),
        4: _("quatrième"),
        5: _("cinquième"),
        -1: _("dernier"),
    }
    if not ranks.keys() >= set(day.nth):
        raise _NoWords
    # The last one of a month is said last.
    ordered = sorted(day.nth, key=lambda rank: rank if rank > 0 else 9)
    name = _day_name(day.number, language)
    return _("%(ranks)s %(weekday)s du mois", ranks=_listed([ranks[rank] for rank in ordered]), weekday=name)


def _day_name(number: int, language: str) -> str:
    return str(get_day_names("wide", locale=language)[number])


def _listed(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s et %(last)s", first=", ".join(parts[:-1]), last=parts[-1])


def _hours(rule: Rule, language: str) -> str:
    words = ", ".join(_span(span, language) for span in rule.spans)
    if rule.state is State.CLOSED:
        words = f"{words} {_('fermé')}".strip()
    elif rule.spans == (Span(0, DAY),):
        words = _("24 heures sur 24")
    elif not words and rule.state is State.OPEN:
        words = _("ouvert")
    elif rule.state is State.UNKNOWN and not rule.comment:
        words = f"{words} {_('à confirmer')}".strip()
    if rule.comment:
        return f"{words} ({rule.comment})" if words else rule.comment
    return words


def _span(span: Span, language: str) -> str:
    begin, end = _clock(span.begin, language), _clock(span.end, language)
    if span.begin == span.end:
        return _("à partir de %(hour)s", hour=begin)
    return _("%(begin)s – %(end)s ou plus tard", begin=begin, end=end) if span.open_end else f"{begin} – {end}"


def _clock(minutes: int, language: str) -> str:
    # Any day will do: what ends after midnight is said as on a clock.
    return hour(datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes), language)
