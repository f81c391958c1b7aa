"""A record -> its dated occurrences within a window: the recurrence set with its exceptions. Pure, bounded in work.

Arithmetic is on the wall clock of the event's zone: what is at 18 h stays at 18 h. An occurrence has a *slot*, the
local date it was planned for (`2026-11-22`, the second of that date `2026-11-22.2`), so that moving the hour of a
series, or one of its occurrences, keeps what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from federation.domain import payload
from federation.domain.event import Event, Exception_, Moment, Notice, Occurrence, Record, Recurrence, duration
from federation.domain.recurrence_set import FIRST_YEAR as FIRST_YEAR
from federation.domain.recurrence_set import LAST_YEAR as LAST_YEAR
from federation.domain.recurrence_set import RecurrenceSet, plausible, slots
from federation.domain.recurrence_template import Template, titled
from federation.domain.zones import at as at

_MOST_REACH = timedelta(days=400)  # how far outside the window an occurrence that touches it may be planned
_Planned = Mapping[datetime, timedelta | None]
_Found = tuple[datetime, Occurrence]


@dataclass(slots=True)
class Expansion:
    """Occurrences sorted by start, what went wrong, and whether more follow after the window (`open_ended`)."""

    occurrences: list[Occurrence] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    open_ended: bool = False


def expand(record: Record, window_start: datetime, window_end: datetime, limit: int = 1000) -> Expansion:
    """The occurrences that touch [window_start, window_end) (aware), the soonest `limit` of them.

    A record without recurrence gives its one occurrence, slot "", whatever the window. So does a record with a
    rule that cannot be followed and no other date in the window, with a Notice. A record whose recurrence holds
    only exceptions, one of which is its event, has no occurrences but these. Dates before 1971 or after 2199 give
    a Notice and no occurrence.
    """
    if record.recurrence is None:
        if not plausible(record.event.start):
            return Expansion(notices=[_implausible(record.event.start)])
        return Expansion([Occurrence("", record.event)])
    return _Series(record.event, record.recurrence, window_start, window_end).expand(limit)


def _implausible(moment: Moment) -> Notice:
    return Notice("absurd-date", value=moment.isoformat(), lost=True)


@dataclass(frozen=True, slots=True)
class _Turn:
    """RANGE=THISANDFUTURE (RFC 5545 §3.2.13): what is planned after `planned` happens as `event`, so much later."""

    planned: datetime
    event: Event
    shift: timedelta


class _Series:
    """One record being expanded. Times inside are naive wall-clock times of the zone its rules follow."""

    def __init__(self, event: Event, recurrence: Recurrence, window_start: datetime, window_end: datetime) -> None:
        self.event = event
        self.set = RecurrenceSet(event, recurrence)
        self.low = self.set.wall(window_start)
        self.high = self.set.wall(window_end)
        self.exceptions = self._exceptions(recurrence.exceptions)
        self.turns = self._turns(recurrence.exceptions)
        self.notices = self.set.notices

    def _exceptions(self, items: Iterable[Exception_]) -> dict[datetime, Exception_]:
        """The exceptions by the time they replace.

        An EXDATE takes away an exception too: some software leaves it behind when the occurrence is deleted.
        """
        found: dict[datetime, Exception_] = {}
        for item in items:
            planned = self.set.planned_at(item.recurrence_id)
            known = found.get(planned)
            if not self.set.is_excluded(planned) and (known is None or _rank(item) > _rank(known)):
                found[planned] = item
        return found

    def _turns(self, items: Iterable[Exception_]) -> list[_Turn]:
        """In order. Of an occurrence that was deleted later those after it keep what it turned."""
        found = []
        for item in sorted((item for item in items if item.this_and_future), key=_rank):
            if plausible(item.event.start):
                planned = self.set.planned_at(item.recurrence_id)
                shift = self.set.wall(item.event.start) - self.set.unskipped(planned)
                found.append(_Turn(planned, item.event, shift))
        return sorted(found, key=lambda turn: turn.planned)

    def expand(self, limit: int) -> Expansion:
        low, high = self._range()
        planned = self.set.planned(low, high)
        taken = self._taken(planned)
        self._drop_stale(planned, taken, low, high)
        named = slots(planned, taken.values())
        found = [*self._exceptional(taken, named), *self._regular(planned, set(taken.values()), named)]
        if not found and self.set.refused and self._first_stands():
            found = [(self.set.first, Occurrence(self.set.first.date().isoformat(), self.event))]
        found.sort(key=lambda pair: (pair[0], pair[1].slot))
        if len(found) > limit:
            self.notices.append(Notice("occurrences-cut", value=str(limit)))
        return Expansion(
            [occurrence for _, occurrence in found[:limit]],
            self.notices,
            self.set.goes_on or len(found) > limit or self._is_planned_later(planned),
        )

    def _range(self) -> tuple[datetime, datetime]:
        """From when to when an occurrence may be planned that touches the window; whole days, for the slots."""
        back, ahead = max(duration(self.event), self.set.longest()), timedelta(0)
        moves = [(turn.shift, turn.event) for turn in self.turns]
        moves += [
            (self.set.wall(item.event.start) - planned, item.event)
            for planned, item in self.exceptions.items()
            if self._touches(item.event)
        ]
        for shift, event in moves:
            back = max(back, shift + max(duration(event), self.set.longest()))
            ahead = max(ahead, -shift)
        low = self.low - min(max(back, timedelta(0)), _MOST_REACH) - timedelta(days=1)
        high = self.high + min(ahead, _MOST_REACH)
        return datetime.combine(low, time()), datetime.combine(high, time(23, 59, 59))

    def _touches(self, event: Event) -> bool:
        start = self.set.wall(event.start)
        return start < self.high and (start >= self.low or start + duration(event) > self.low)

    def _taken(self, planned: _Planned) -> dict[datetime, datetime]:
        """The planned time that each exception takes; an orphan takes its own RECURRENCE-ID."""
        dated = {wall for wall, item in self.exceptions.items() if not isinstance(item.recurrence_id, datetime)}
        taken = {wall: wall for wall in self.exceptions}
        if dated.issubset(planned):
            return taken
        free: dict[date, datetime] = {}
        for wall in sorted(planned.keys() - self.exceptions.keys(), reverse=True):
            free[wall.date()] = wall
        return taken | {wall: free.get(wall.date(), wall) for wall in dated - planned.keys()}

    def _drop_stale(self, planned: _Planned, taken: dict[datetime, datetime], low: datetime, high: datetime) -> None:
        """Drops the exceptions older than the series for dates that it has given up since."""
        for wall, item in list(self.exceptions.items()):
            if item.event.sequence < self.event.sequence and taken[wall] not in planned and low <= wall <= high:
                del self.exceptions[wall], taken[wall]

    def _first_stands(self) -> bool:
        first = self.set.first
        return plausible(first) and first not in self.exceptions and not self.set.is_excluded(first)

    def _is_planned_later(self, planned: _Planned) -> bool:
        moved = (self.set.wall(item.event.start) for item in self.exceptions.values() if plausible(item.event.start))
        return max(planned, default=self.low) >= self.high or max(moved, default=self.low) >= self.high

    def _exceptional(self, taken: Mapping[datetime, datetime], named: Mapping[datetime, str]) -> Iterator[_Found]:
        for wall, item in self.exceptions.items():
            event = item.event
            if not plausible(event.start):
                self.notices.append(_implausible(event.start))
            elif self._touches(event):
                told = event if event.title else titled(event, self.event.title)
                yield self.set.wall(event.start), Occurrence(named[taken[wall]], told)

    def _regular(self, planned: _Planned, taken: set[datetime], named: Mapping[datetime, str]) -> Iterator[_Found]:
        gone = self.set.excluded(planned) | taken
        template, shift, turns = Template(self.event, self.set.zone), timedelta(0), list(reversed(self.turns))
        for wall in sorted(planned):
            while turns and turns[-1].planned < wall:
                turn = turns.pop()
                template, shift = Template(turn.event, self.set.zone, self.event.title), turn.shift
            if wall in gone:
                continue
            start, own = self.set.unskipped(wall) + shift if shift else wall, planned[wall]
            length = template.length if own is None else own
            if start < self.high and (start + length > self.low or start >= self.low):
                yield start, Occurrence(named[wall], template.starting(start, own))


def _rank(item: Exception_) -> tuple[int, bool, str]:
    """Of two exceptions for one occurrence the higher: the newer, the one for it alone, then any fixed order."""
    return item.event.sequence, not item.this_and_future, payload.dump(item.event)
