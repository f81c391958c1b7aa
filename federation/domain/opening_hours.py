"""OpenStreetMap `opening_hours` text -> rules; `opening_writing` writes them back, in their normal form.

Read are weekdays with their rank in the month, public holidays, dates, months, years, weeks, spans of hours also past
midnight or without an end, states, comments, and rules joined by `;`, `,` and `||`; also what schema.org's
`openingHours` looks like, which is of the same family. School holidays, the sun and all else give Unsupported, and so
does what people write and mean otherwise than the specification: a wrong hour is worse than none.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from federation.domain.opening_rules import (
    DAY,
    MONTH_DAYS,
    WEEK,
    Dates,
    Hours,
    Join,
    Rule,
    Span,
    State,
    Unsupported,
    Weekday,
    Weeks,
)
from federation.domain.opening_tokens import Beyond, Tokens

LONGEST = 1000
"""Characters of a text that is looked at."""

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_NUMBERS = {name[:size]: number for number, name in enumerate(_DAY_NAMES) for size in (2, 3, len(name))}
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY_NUMBERS |= {"tues": 1, "thur": 3, "thurs": 3}
_MONTH_NUMBERS = {name[:size]: number for number, name in enumerate(_MONTH_NAMES, 1) for size in (3, len(name))}
_MONTH_NUMBERS |= {"sept": 9}
_STATES = {"open": State.OPEN, "off": State.CLOSED, "closed": State.CLOSED, "unknown": State.UNKNOWN}
_JOINS = {";": Join.NORMAL, ",": Join.ADDITIONAL, "||": Join.FALLBACK}


@lru_cache(maxsize=1024)
def parse(text: str) -> Hours | Unsupported:
    """The rules of a text, in their normal form; Unsupported when any of it is beyond us."""
    if len(text) > LONGEST:
        return Unsupported(text[:40])
    try:
        return Hours(_normal(_Reader(text).rules()))
    except Beyond as beyond:
        return Unsupported(str(beyond))


class _Reader(Tokens):
    """Reads tokens from left to right; raises Beyond at the first that is not expected."""

    def rules(self) -> list[Rule]:
        found: list[Rule] = []
        join = Join.NORMAL
        while True:
            while found and join is Join.NORMAL and self.sign(";"):
                pass  # `Mo 09:00-12:00;;` and a `;` at the end
            if found and join is Join.NORMAL and self.peek()[0] == "end":
                return found
            found.append(self.rule(join, found))
            kind, text = self.peek()
            if kind == "end":
                return found
            if kind != "sign" or text not in _JOINS:
                raise self.beyond()
            join = _JOINS[self.take()]

    def rule(self, join: Join, before: list[Rule]) -> Rule:
        start = self.peek()[1]
        if self.peek()[0] == "always":
            self.take()
            rule = Rule(join=join, spans=(Span(0, DAY),))
        else:
            years, dates = self.dates()
            weeks = self.weeks()
            if years or dates or weeks:
                self.sign(":")
            weekdays, holidays = self.weekdays()
            if weekdays or holidays:
                self.sign(":")
            rule = Rule(join=join, years=years, dates=dates, weeks=weeks, weekdays=weekdays, holidays=holidays)
            rule = replace(rule, spans=self.spans())
        rule, stated = self.modifier(rule)
        if not rule.spans and not stated:
            raise self.beyond()  # `Mo-Fr` alone means day and night, and nobody who writes it does.
        besides = join is Join.FALLBACK or (join is Join.ADDITIONAL and before[-1].everyday)
        if rule.everyday and before and not besides:
            # `Mo-Fr 09:00-12:00; 14:00-16:00`: by the specification the second replaces the first.
            raise Beyond(start)
        return rule

    def modifier(self, rule: Rule) -> tuple[Rule, bool]:
        """The rule with its state and comment, and whether it has one; a comment alone leaves open whether."""
        state = _STATES.get(self.peek()[1].lower()) if self.peek()[0] == "word" else None
        if state is not None:
            self.take()
        comment = " ".join(self.take()[1:-1].split()) if self.peek()[0] == "comment" else ""
        if state is None and not comment:
            return rule, False
        return replace(rule, state=state or State.UNKNOWN, comment=comment), True

    def dates(self) -> tuple[tuple[tuple[int, int | None], ...], tuple[Dates, ...]]:
        years: list[tuple[int, int | None]] = []
        dates: list[Dates] = []
        while True:
            if self.is_year() and not self.is_word(_MONTH_NUMBERS, 1):
                years.append(self.years())
            elif self.is_year() or self.is_word(_MONTH_NUMBERS):
                year = self.number(1900, 9999) if self.is_year() else None
                dates += self.days(year)
            else:
                break
            if self.peek() == ("sign", ",") and (self.is_year(1) or self.is_word(_MONTH_NUMBERS, 1)):
                self.take()
        if dates and any(first == last for first, last in years):
            raise Beyond(str(years[0][0]))  # `2026,2027 Jul`: of which years is that July?
        return tuple(years), tuple(dict.fromkeys(dates))

    def years(self) -> tuple[int, int | None]:
        first = self.number(1900, 9999)
        if self.sign("+"):
            return first, None
        return first, self.number(first, 9999) if self.sign("-") else first

    def days(self, year: int | None) -> list[Dates]:
        """`Dec 24-26`, `Dec 24-Jan 02`, `Jul-Aug`, `Dec 24,31`, after their year when they have one."""
        found = [self.stretch(year, self.month())]
        while self.peek() == ("sign", ",") and self.is_day(1):
            self.take()
            last = found[-1]
            found.append(self.stretch(last.years[1] if last.years else None, last.last[0]))
        return found

    def month(self) -> int:
        if not self.is_word(_MONTH_NUMBERS):
            raise self.beyond()
        return _MONTH_NUMBERS[self.take().lower()]

    def stretch(self, year: int | None, month: int) -> Dates:
        day = self.number(1, MONTH_DAYS[month - 1]) if self.is_day() else None
        last_month, last_day, last_year = month, day, None
        if self.sign("-"):
            if self.is_day() and day is not None:
                last_day = self.number(1, MONTH_DAYS[month - 1])
            else:
                last_year = self.number(1900, 9999) if self.is_year() and year is not None else None
                last_month = self.month()
                last_day = self.number(1, MONTH_DAYS[last_month - 1]) if self.is_day() else None
        if (day is None) != (last_day is None):
            raise self.beyond()
        first, last = (month, day or 1), (last_month, last_day or MONTH_DAYS[last_month - 1])
        if year is None:
            return Dates(first, last)
        last_year = last_year or (year if first <= last else year + 1)
        if (last_year, last) < (year, first):
            raise Beyond(str(last_year))
        return Dates(first, last, (year, last_year))

    def weeks(self) -> tuple[Weeks, ...]:
        found: list[Weeks] = []
        if self.peek()[0] != "word" or self.peek()[1].lower() != "week":
            return ()
        self.take()
        while True:
            first = self.number(1, 53)
            last = self.number(first, 53) if self.sign("-") else first
            found.append(Weeks(first, last, self.number(1, 53) if self.sign("/") else 1))
            if not (self.peek() == ("sign", ",") and self.is_day(1)):
                return tuple(found)
            self.take()

    def weekdays(self) -> tuple[tuple[Weekday, ...], bool]:
        found: set[Weekday] = set()
        holidays = False
        while True:
            if self.is_holiday():
                self.take()
                holidays = True
            elif self.is_word(_DAY_NUMBERS):
                found |= self.some_weekdays()
            else:
                return _whole(found), holidays
            if self.peek() != ("sign", ",") or not (self.is_holiday(1) or self.is_word(_DAY_NUMBERS, 1)):
                return _whole(found), holidays
            self.take()

    def is_holiday(self, ahead: int = 0) -> bool:
        kind, text = self.peek(ahead)
        return kind == "word" and text.upper() == "PH"

    def some_weekdays(self) -> set[Weekday]:
        first = _DAY_NUMBERS[self.take().lower()]
        if self.peek() == ("sign", "-"):
            self.take()
            if not self.is_word(_DAY_NUMBERS):
                raise self.beyond()
            last = _DAY_NUMBERS[self.take().lower()]
            return {Weekday((first + step) % 7) for step in range((last - first) % 7 + 1)}
        return {Weekday(first, self.nth())}

    def nth(self) -> tuple[int, ...]:
        if not self.sign("["):
            return ()
        found: set[int] = set()
        while True:
            if self.sign("-"):
                found.add(-self.number(1, 5))
            else:
                first = self.number(1, 5)
                found.update(range(first, (self.number(first, 5) if self.sign("-") else first) + 1))
            if self.sign("]"):
                return tuple(sorted(found))
            if not self.sign(","):
                raise self.beyond()

    def spans(self) -> tuple[Span, ...]:
        found: list[Span] = []
        while self.peek()[0] == "time":
            found.append(self.span())
            if self.peek() != ("sign", ",") or self.peek(1)[0] != "time":
                break
            self.take()
        return _apart(found)

    def span(self) -> Span:
        begin = self.minutes(DAY - 1)
        if self.sign("+"):
            return Span(begin, begin, True)
        if not self.sign("-") or self.peek()[0] != "time":
            raise self.beyond()
        seen = self.peek()[1]
        end = self.minutes(2 * DAY)
        if end < begin or begin == end == 0:
            end += DAY
        if end == begin or end - begin > DAY - (begin > 0):  # from 10 to 10 says nothing, from 0 to 24 does
            raise Beyond(seen)
        return Span(begin, end, self.sign("+"))

    def minutes(self, most: int) -> int:
        hours, minutes = self.peek()[1].split(":")[:2]
        told = int(hours) * 60 + int(minutes)
        if int(minutes) > 59 or told > most:
            raise self.beyond()
        self.take()
        return told


def _whole(days: set[Weekday]) -> tuple[Weekday, ...]:
    """In the order of the week; a weekday of every week makes its ranks needless."""
    every = {day.number for day in days if not day.nth}
    return tuple(sorted(day for day in days if not day.nth or day.number not in every))


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """In the order of the day, those that touch made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and not found[-1].open_end and span.begin <= found[-1].end and span.end > span.begin:
            if span.end >= found[-1].end:
                found[-1] = Span(found[-1].begin, span.end, span.open_end)
            if found[-1].end - found[-1].begin > DAY - (found[-1].begin > 0):
                raise Beyond("")  # around the clock and further
        else:
            found.append(span)
    return tuple(found)


def _normal(rules: list[Rule]) -> tuple[Rule, ...]:
    """Rules that say the same of different weekdays, one after the other, made one; every day told by its name."""
    found: list[Rule] = []
    for rule in rules:
        if rule.everyday and rule.join is not Join.FALLBACK:
            rule = replace(rule, weekdays=tuple(map(Weekday, sorted(WEEK))))
        last = found[-1] if found else None
        if last is not None and rule.join is last.join is Join.NORMAL and _alike(rule, last):
            days = _whole({*last.weekdays, *rule.weekdays})
            found[-1] = replace(last, weekdays=days, holidays=last.holidays or rule.holidays)
        else:
            found.append(rule)
    return tuple(found)


def _alike(one: Rule, other: Rule) -> bool:
    days = (one.weekdays or one.holidays) and (other.weekdays or other.holidays)
    return bool(days) and replace(one, weekdays=(), holidays=False) == replace(other, weekdays=(), holidays=False)
