"""What is open when: opening hours on a day, at a moment, and when that changes next.

An opening belongs to the day it begins: neither the closing of the morning after nor an exceptional closure then
cuts the end of a night. Later rules override earlier ones on their days, as the specification of `opening_hours` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from federation.domain.holidays import is_public_holiday
from federation.domain.opening_rules import DAY, Dates, Hours, Join, Rule, State, Weekday, Weeks
from federation.domain.recurrence import at
from federation.domain.space import Closure

HORIZON = timedelta(days=100)
"""How far ahead a change is looked for."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes after midnight of a day, `end` excluded and up to the end of the next day, in one state."""

    begin: int
    end: int
    state: State = State.OPEN
    comment: str = ""


def opening_of(hours: Hours, day: date, closures: Sequence[Closure] = ()) -> tuple[Stretch, ...]:
    """What opens on a day (or perhaps does), in its order; nothing on a day of exceptional closure."""
    if any(closure.first_on <= day <= closure.last_on for closure in closures):
        return ()
    found: list[Stretch] = []
    for rule in hours.rules:
        if not _selects(rule, day):
            continue
        if rule.join is Join.FALLBACK:
            found = _over(_stretches(rule), found)
            continue
        if rule.join is Join.NORMAL and rule.state is not State.CLOSED:
            found = []
        found = _over(found, _stretches(rule))
    return tuple(_joined(stretch for stretch in found if stretch.state is not State.CLOSED))


def state_at(hours: Hours, closures: Sequence[Closure], moment: datetime, zone: ZoneInfo) -> State:
    """The state at an aware moment: open before perhaps open, and that before closed."""
    today = moment.astimezone(zone).date()
    return _state(_periods(hours, closures, _days_around(today, today), zone), moment)


def is_open(hours: Hours, closures: Sequence[Closure], moment: datetime, zone: ZoneInfo) -> bool | None:
    """Whether it is open at an aware moment; None when the hours leave that open."""
    return {State.OPEN: True, State.CLOSED: False}.get(state_at(hours, closures, moment, zone))


def comment_at(hours: Hours, closures: Sequence[Closure], moment: datetime, zone: ZoneInfo) -> str:
    """What the hours add to the state at an aware moment, such as « sur rendez-vous »."""
    today = moment.astimezone(zone).date()
    periods = _periods(hours, closures, _days_around(today, today), zone)
    state = _state(periods, moment)
    here = (period for period in periods if period.begin <= moment < period.end and period.state is state)
    return next((period.comment for period in here if period.comment), "")


def next_change(hours: Hours, closures: Sequence[Closure], moment: datetime, zone: ZoneInfo) -> datetime | None:
    """When the state of a moment gives way to another, in `zone`; None when it does not within 100 days."""
    now = state_at(hours, closures, moment, zone)
    return _first(hours, closures, moment, zone, frozenset(State) - {now})


def next_opening(hours: Hours, closures: Sequence[Closure], moment: datetime, zone: ZoneInfo) -> datetime | None:
    """When it is next open after a moment at which it is not, in `zone`; None when it is not within 100 days."""
    return _first(hours, closures, moment, zone, frozenset({State.OPEN}))


def last_change(hours: Hours, closures: Sequence[Closure], moment: datetime, zone: ZoneInfo) -> datetime | None:
    """When the state of a moment began, in `zone`; None when it did not within 100 days."""
    today = moment.astimezone(zone).date()
    for far in (timedelta(days=8), HORIZON):
        periods = _periods(hours, closures, _days_around(today - far, today), zone)
        edges_before = {edge for period in periods for edge in (period.begin, period.end) if edge <= moment}
        began = None
        for edge in sorted(edges_before, reverse=True):
            if _state(periods, edge) is not _state(periods, moment):
                return began
            began = edge
    return None


def _first(
    hours: Hours, closures: Sequence[Closure], moment: datetime, zone: ZoneInfo, wanted: frozenset[State]
) -> datetime | None:
    today = moment.astimezone(zone).date()
    for far in (timedelta(days=8), HORIZON):  # nearly every place opens within a week
        periods = _periods(hours, closures, _days_around(today, today + far), zone)
        for edge in sorted({edge for period in periods for edge in (period.begin, period.end) if edge > moment}):
            if edge.date() <= today + far and _state(periods, edge) in wanted:
                return edge
    return None


def edges(hours: Hours, closures: Sequence[Closure], day: date, zone: ZoneInfo) -> Iterator[datetime]:
    """The moments, in and around a day, at which anything told of the hours may become another: midnights too."""
    for period in _periods(hours, closures, _days_around(day, day), zone):
        yield period.begin
        yield period.end
    for midnight in (day, day + timedelta(days=1)):
        yield at(datetime.combine(midnight, time()), zone)


@dataclass(frozen=True, slots=True)
class _Period:
    begin: datetime
    end: datetime
    state: State
    comment: str


def _days_around(first: date, last: date) -> Iterator[date]:
    """From the day before, whose night may last, to the day after."""
    for number in range(-1, (last - first).days + 2):
        yield first + timedelta(days=number)


def _periods(hours: Hours, closures: Sequence[Closure], days: Iterable[date], zone: ZoneInfo) -> list[_Period]:
    found = []
    for day in days:
        midnight = datetime.combine(day, time())
        for stretch in opening_of(hours, day, closures):
            begin, end = (at(midnight + timedelta(minutes=edge), zone) for edge in (stretch.begin, stretch.end))
            found.append(_Period(begin, end, stretch.state, stretch.comment))
    return found


def _state(periods: list[_Period], moment: datetime) -> State:
    states = {period.state for period in periods if period.begin <= moment < period.end}
    return State.OPEN if State.OPEN in states else State.UNKNOWN if states else State.CLOSED


def _stretches(rule: Rule) -> list[Stretch]:
    """What a rule says of a day it selects; a closed day leaves nothing for the night after it either."""
    if not rule.spans:
        return [Stretch(0, 2 * DAY if rule.state is State.CLOSED else DAY, rule.state, rule.comment)]
    found = []
    for span in rule.spans:
        if span.end > span.begin:
            found.append(Stretch(span.begin, span.end, rule.state, rule.comment))
        if span.open_end and span.end < DAY:
            state = State.UNKNOWN if rule.state is State.OPEN else rule.state
            found.append(Stretch(span.end, DAY, state, rule.comment))
    return found


def _over(under: list[Stretch], over: list[Stretch]) -> list[Stretch]:
    """Both in the order of the day; where they meet, what is over stays whole. Closed gives way from below."""
    found = [stretch for stretch in under if stretch.state is not State.CLOSED]
    for top in over:
        found = [part for stretch in found for part in _cut(stretch, top)]
        if top.state is not State.CLOSED:
            found.append(top)
    return sorted(found, key=lambda stretch: stretch.begin)


def _cut(stretch: Stretch, hole: Stretch) -> Iterator[Stretch]:
    if stretch.begin < min(stretch.end, hole.begin):
        yield Stretch(stretch.begin, min(stretch.end, hole.begin), stretch.state, stretch.comment)
    if max(stretch.begin, hole.end) < stretch.end:
        yield Stretch(max(stretch.begin, hole.end), stretch.end, stretch.state, stretch.comment)


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for stretch in stretches:
        last = found[-1] if found else None
        if last and (last.end, last.state, last.comment) == (stretch.begin, stretch.state, stretch.comment):
            found[-1] = Stretch(last.begin, stretch.end, last.state, last.comment)
        else:
            found.append(stretch)
    return found


def _selects(rule: Rule, day: date) -> bool:
    if rule.years and not any(first <= day.year <= (last or day.year) for first, last in rule.years):
        return False
    if rule.dates and not any(_within(dates, day) for dates in rule.dates):
        return False
    if rule.weeks and not any(_in_weeks(weeks, day) for weeks in rule.weeks):
        return False
    if not rule.weekdays and not rule.holidays:
        return True
    return any(_is_weekday(weekday, day) for weekday in rule.weekdays) or (rule.holidays and is_public_holiday(day))


def _within(dates: Dates, day: date) -> bool:
    here = day.month, day.day
    if dates.years:
        first, last = dates.years
        return (first, dates.first) <= (day.year, here) <= (last, dates.last)
    if dates.first <= dates.last:
        return dates.first <= here <= dates.last
    return here >= dates.first or here <= dates.last


def _in_weeks(weeks: Weeks, day: date) -> bool:
    number = day.isocalendar().week
    return weeks.first <= number <= weeks.last and (number - weeks.first) % weeks.step == 0


def _is_weekday(weekday: Weekday, day: date) -> bool:
    if weekday.number != day.weekday() or not weekday.nth:
        return weekday.number == day.weekday()
    next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    from_start, from_end = (day.day - 1) // 7 + 1, (day - next_month).days // 7
    return from_start in weekday.nth or from_end in weekday.nth
