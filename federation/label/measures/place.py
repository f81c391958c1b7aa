"""Measures of the place: its addresses, its opening, its desks, rooms and prices, and the age of what is said of it.

A site with several places (an annexe) is judged on all of them together: seats are added up, and a day on which one
of them opens is a day of opening.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from statistics import median_low
from unicodedata import normalize

from federation.domain.holidays import is_public_holiday
from federation.domain.opening_french import understood
from federation.domain.opening_rules import Hours, State
from federation.domain.opening_times import opening_of
from federation.domain.space import Closure
from federation.label import words
from federation.label import words_of_readings as tell
from federation.label.case import Case
from federation.label.evidence import Snapshot
from federation.label.jumps import FIGURES
from federation.label.measures.taking import Bar, against, undetermined
from federation.label.rules import Figure
from federation.label.verdict import Reading, Unit, Window
from federation.label.words import Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """How many permanent places have an address, a city and coordinates no further than `furthest` metres from it."""

    bar: Bar
    furthest: Figure
    what: Noun
    fed_by: str = field(default="", init=False)
    over_time: bool = field(default=False, init=False)

    def read(self, case: Case) -> Reading:
        """The number of such places against its threshold."""
        found = [
            place
            for place in case.evidence.premises
            if place.permanent and place.address and place.city and place.placed
            if place.strayed is None or place.strayed <= self.furthest.value
        ]
        return against(case, self.bar, Fraction(len(found)), self.what, pieces=sorted(place.name for place in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Days, or hours, of opening in a typical week: the median of the whole weeks of the window.

    A week that holds a declared closure or a public holiday is no typical one, unless all do. What was published at
    the time counts.
    """

    bar: Bar
    weeks: Figure
    what: Noun
    hours: bool = False
    fed_by: str = field(default="space", init=False)
    over_time: bool = field(default=False, init=False)

    def read(self, case: Case) -> Reading:
        """The typical week against its threshold."""
        said = [one for one in case.snapshots if one.space.hours]
        monday = case.today - timedelta(days=case.today.weekday())
        first = monday - timedelta(weeks=int(self.weeks.value))
        window = Window(first, case.today, (monday - first).days, case.midnight(first), case.midnight(monday))
        weeks = [self._week(case, first + timedelta(weeks=n)) for n in range(int(self.weeks.value))]
        told = [week for week in weeks if week is not None]
        if not told:
            return undetermined(tell.unreadable_hours(words.period(window)), window=window, pieces=_ids(said))
        typical = [minutes for minutes, ordinary in told if ordinary] or [minutes for minutes, _ in told]
        values = [Fraction(sum(week), 60) if self.hours else Fraction(sum(map(bool, week))) for week in typical]
        unit = Unit.HOURS if self.hours else Unit.COUNT
        pieces, sources = _ids(said), _sources(said)
        value = median_low(values)
        return against(case, self.bar, value, self.what, unit=unit, window=window, pieces=pieces, sources=sources)

    def _week(self, case: Case, monday: date) -> tuple[list[int], bool] | None:
        """Minutes of opening each day, all places together, and whether the week is ordinary; None when unknown."""
        days = [monday + timedelta(days=n) for n in range(7)]
        closed = case.closed_days(monday, monday + timedelta(days=7))
        found: list[list[int]] = []
        for place in case.places.values():
            held = [one for one in place if one.space.hours]
            # What is first said holds for the weeks before: nobody publishes hours on the day they begin.
            then = [one for one in held if one.since_at < case.midnight(days[-1])] or held[:1]
            hours = understood(then[-1].space.hours) if then else None
            if isinstance(hours, Hours):
                closures = then[-1].space.closures
                found.append([0 if day in closed else _minutes(hours, day, closures) for day in days])
        if not found:
            return None
        ordinary = not closed and not any(map(is_public_holiday, days))
        return [max(minutes) for minutes in zip(*found, strict=True)], ordinary


def _minutes(hours: Hours, on: date, closures: Sequence[Closure]) -> int:
    return sum(one.end - one.begin for one in opening_of(hours, on, closures) if one.state is State.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpacePart:
    """How much of a part of the space there is: `desks`, `capacity`, `rooms`, `largest_room`, `rates`, `amenities`.

    `among` names the units of rates, or the amenities, that count. A figure that jumped counts as it was before.
    """

    bar: Bar
    part: str
    what: Noun
    among: tuple[str, ...] = ()
    fed_by: str = field(default="space", init=False)
    over_time: bool = field(default=False, init=False)

    def read(self, case: Case) -> Reading:
        """The amount, over all places, against its threshold."""
        last = case.latest
        if not last:
            return undetermined(tell.unknown(words.on_day(case.today)))
        value, jumps = case.figures.get(self.part) or (self._count(last), ())
        reading = against(case, self.bar, Fraction(value), self.what, pieces=_ids(last), sources=_sources(last))
        apart = [jump for jump in jumps if jump.apart]
        follows = words.sentences([reading.follows, *(tell.not_believed(jump.said) for jump in apart)])
        return replace(reading, follows=follows, anomalies=tuple(jump.id for jump in jumps))

    def _count(self, last: Sequence[Snapshot]) -> int:
        spaces = [one.space for one in last]
        if self.part == "rates":
            return sum(rate.unit in self.among or not self.among for space in spaces for rate in space.rates)
        told = {_folded(name) for space in spaces for name in space.amenities}
        return sum(any(_folded(word) in name for name in told) for word in self.among)


PARTS = (*FIGURES, "rates", "amenities")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceAge:
    """How many days ago the space was last said or confirmed; the oldest of its places counts.

    Not suspended by the silence of its source: this is the measure of it.
    """

    bar: Bar
    what: Noun
    fed_by: str = field(default="", init=False)
    over_time: bool = field(default=False, init=False)

    def read(self, case: Case) -> Reading:
        """The age against its ceiling."""
        last = case.latest
        if not last:
            return undetermined(tell.unknown(words.on_day(case.today)))
        oldest = min(one.confirmed_at for one in last)
        age = Fraction(max(0, (case.today - oldest.astimezone(case.zone).date()).days))
        return against(case, self.bar, age, self.what, unit=Unit.DAYS, pieces=_ids(last), sources=_sources(last))


def _ids(snapshots: Sequence[Snapshot]) -> tuple[str, ...]:
    return tuple(one.id for one in snapshots)


def _sources(snapshots: Sequence[Snapshot]) -> tuple[str, ...]:
    return tuple(sorted({one.source for one in snapshots if one.source}))


def _folded(text: str) -> str:
    """Letters and digits alone, without accents: « Wi-Fi » is “wifi”."""
    return "".join(letter for letter in normalize("NFKD", text).casefold() if letter.isalnum())
