"""The recurrence set (RFC 5545 §3.8.5): DTSTART, RRULE and RDATE say when, EXDATE and EXRULE when not.

All times are naive and of the wall clock of one zone. DTSTART counts as the first occurrence even when the rule does
not match it, as calendars show it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from federation.domain.event import Event, Moment, Notice, Recurrence
from federation.domain.recurrence_rules import RuleRefused, parse_rule
from federation.domain.recurrence_starts import starts
from federation.domain.recurrence_template import LONGEST
from federation.domain.zones import shown, wall_clock

FIRST_YEAR, LAST_YEAR = 1971, 2199  # beyond, dates are mistakes and zone rules unknown

_MOST_RULES = 10


def plausible(moment: date) -> bool:
    """Whether a date is of a year that the hub keeps."""
    return FIRST_YEAR <= moment.year <= LAST_YEAR


class RecurrenceSet:
    """When a series is planned. `notices` tell the rules that were `refused`, `goes_on` whether it has later dates."""

    def __init__(self, event: Event, recurrence: Recurrence) -> None:
        self.notices: list[Notice] = []
        self.refused = False
        self.goes_on = False
        self.zone = ZoneInfo(recurrence.zone or event.zone)
        self.first = self.wall(event.start)
        self._recurrence = recurrence
        self._all_day = event.all_day
        self._alone = any(item.event == event for item in recurrence.exceptions)
        self._excluded_walls = {self.wall(item) for item in recurrence.exdates if isinstance(item, datetime)}
        self._excluded_days = {item for item in recurrence.exdates if not isinstance(item, datetime)}
        if event.all_day:
            self._excluded_days |= {wall.date() for wall in self._excluded_walls}

    def wall(self, moment: Moment) -> datetime:
        """What the clock of the series shows at a moment; midnight of a date."""
        return wall_clock(moment, self.zone) if isinstance(moment, datetime) else datetime.combine(moment, time())

    def planned_at(self, moment: Moment) -> datetime:
        """The planned time that an RDATE or RECURRENCE-ID names: a date alone means that day, at DTSTART's hour."""
        wall = self.wall(moment)
        if self._all_day or not isinstance(moment, datetime):
            return self._shown(datetime.combine(wall, self.first.time()))
        return wall

    def unskipped(self, wall: datetime) -> datetime:
        """The hour of DTSTART where the clocks skip it and show this planned time instead, else that time.

        A series that moves (RANGE=THISANDFUTURE) moves from there: from 2 h 30 to 14 h on the day without 2 h 30, too.
        """
        usual = datetime.combine(wall, self.first.time())
        return usual if usual != wall and self._shown(usual) == wall else wall

    def is_excluded(self, wall: datetime) -> bool:
        """Whether an EXDATE names it; one that is a date alone takes away its whole day."""
        return wall in self._excluded_walls or wall.date() in self._excluded_days

    def planned(self, low: datetime, high: datetime) -> dict[datetime, timedelta | None]:
        """The times in [low, high], with the length that an RDATE gives to some; those excluded are among them."""
        recurrence = self._recurrence
        found, ended = self._starts(recurrence.rrules, low, high)
        planned: dict[datetime, timedelta | None] = dict.fromkeys(map(self._shown, found))
        # nothing but exceptions, or no rule that reaches DTSTART: all occurrences were deleted
        alone = self._alone and not (recurrence.rrules or recurrence.rdates)
        if not alone and not (recurrence.rrules and ended == len(recurrence.rrules)):
            self._add(planned, self.first, None, low, high)
        for start, end in recurrence.rdates:
            wall = self.planned_at(start)
            self._add(planned, wall, None if end is None else min(self.wall(end) - wall, LONGEST), low, high)
        return {wall: length for wall, length in planned.items() if plausible(wall)}

    def longest(self) -> timedelta:
        """How long the longest period of an RDATE lasts."""
        lengths = (self.wall(end) - self.wall(start) for start, end in self._recurrence.rdates if end is not None)
        return max(lengths, default=timedelta(0))

    def excluded(self, planned: Collection[datetime]) -> set[datetime]:
        """Those of the planned times that EXDATE and EXRULE take away."""
        excluded = {wall for wall in planned if self.is_excluded(wall)}
        if self._recurrence.exrules and planned:
            found, _ = self._starts(self._recurrence.exrules, min(planned), max(planned), "EXRULE")
            excluded.update(map(self._shown, found))
        return excluded

    def _add(
        self,
        planned: dict[datetime, timedelta | None],
        wall: datetime,
        length: timedelta | None,
        low: datetime,
        high: datetime,
    ) -> None:
        """Adds a single date; of several lengths the greatest counts."""
        self.goes_on |= wall > high
        if low <= wall <= high:
            known = planned.get(wall)
            planned[wall] = length if known is None else max(known, length or known)

    def _starts(
        self, rules: Iterable[str], low: datetime, high: datetime, name: str = "RRULE"
    ) -> tuple[list[datetime], int]:
        """The times of several rules, and how many of these end before DTSTART."""
        found: list[datetime] = []
        ended = 0
        for done, text in enumerate(rules):
            try:
                if done >= _MOST_RULES:
                    raise RuleRefused("rrule-too-many")
                rule = parse_rule(text)
                last = rule.last_wall(self.zone, self._all_day)
                ended += last is not None and last < self.first
                walls, more = starts(rule, self.first, last, low, high)
            except RuleRefused as refused:
                self.refused = True
                self.notices.append(Notice(refused.code, path=name, value=text[:200]))
                if done >= _MOST_RULES:
                    break
                continue
            found += walls
            self.goes_on |= more and name == "RRULE"
        return found, ended

    def _shown(self, wall: datetime) -> datetime:
        return wall if self._all_day else shown(wall, self.zone)


def slots(planned: Iterable[datetime], others: Iterable[datetime]) -> Mapping[datetime, str]:
    """The slot of each planned time, in order within its date; orphan exceptions come after those planned."""
    known = set(planned)
    counts: dict[date, int] = {}
    named: dict[datetime, str] = {}
    for wall in [*sorted(known), *sorted(set(others) - known)]:
        number = counts[wall.date()] = counts.get(wall.date(), 0) + 1
        named[wall] = wall.date().isoformat() + (f".{number}" if number > 1 else "")
    return named
