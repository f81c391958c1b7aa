"""Measures of the programme: how many happenings, which share of them, how regularly.

A happening counts when it is public, takes place, has ended within the window, and nothing sets it apart; one of a
series counts as one, one that is joint counts once for each host.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from federation.label import words
from federation.label import words_of_readings as tell
from federation.label.case import Case
from federation.label.evidence import Happening
from federation.label.measures.taking import Bar, against, ids_of, sources_of, undetermined
from federation.label.rules import Figure
from federation.label.verdict import Reading, Ruling, Unit, Window
from federation.label.words import Noun

EVENTS = words.noun(
    "événement public mesuré", "public event measured", "événements publics mesurés", "public events measured"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which happenings are meant; what is not stated does not matter. Unclassified ones match no list of words."""

    formats: frozenset[str] = frozenset()
    not_formats: frozenset[str] = frozenset()
    audience: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    hosts: int = 0
    """How many sites must hold it together."""
    open_to_all: bool | None = None
    free: bool | None = None
    accessible: bool = False
    """Whether something must be said of its accessibility."""
    told: frozenset[str] = frozenset()
    described: int = 0
    """How many characters its description must have."""

    def takes(self, one: Happening) -> bool:
        """Whether a happening is one of those meant."""
        return (
            (not self.formats or one.format in self.formats)
            and one.format not in self.not_formats
            and (not self.audience or not self.audience.isdisjoint(one.audience))
            and (not self.themes or not self.themes.isdisjoint(one.themes))
            and len(one.hosts) >= self.hosts
            and (self.open_to_all is None or one.members_only is (not self.open_to_all))
            and (self.free is None or one.free is self.free)
            and (not self.accessible or bool(one.accessibility))
            and self.told <= one.told
            and one.described >= self.described
        )

    def knows(self, one: Happening) -> bool:
        """Whether what is asked is stated of a happening at all, yes or no."""
        return (self.open_to_all is None or one.members_only is not None) and (
            self.free is None or one.free is not None
        )


ALL = Selection()


def counted(case: Case, window: Window, ahead: bool, among: Selection) -> tuple[list[Happening], list[str]]:
    """The happenings of a window that count, and the ids of those that would but are set apart."""
    found = [one for one in (case.coming(window) if ahead else case.held(window)) if among.takes(one)]
    return [one for one in found if one.id not in case.apart], [one.id for one in found if one.id in case.apart]


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """How many happenings there were in a window, or will be (`ahead`).

    The threshold is prorated to the days that count: those observed, less those declared closed. What lies ahead is
    not asked for on a day of declared closure. With `whole` the threshold is never prorated.
    """

    bar: Bar
    window: Figure
    ahead: bool = False
    whole: bool = False
    among: Selection = ALL
    what: Noun = EVENTS
    fed_by: str = field(default="events", init=False)

    @property
    def over_time(self) -> bool:
        """What lies ahead can be seen at once."""
        return not self.ahead

    def read(self, case: Case) -> Reading:
        """The count against its threshold."""
        days = int(self.window.value)
        window = case.ahead(days) if self.ahead else case.past(days)
        if self.ahead and (end := _closed_until(case)):
            return Reading(ruling=Ruling.NOT_APPLICABLE, said=tell.paused(end), window=window, next_on=end)
        found, apart = counted(case, window, self.ahead, self.among)
        threshold, shorter = self._threshold(case, window)
        return against(
            case,
            self.bar,
            Fraction(len(found)),
            self.what,
            window=window,
            prorated=threshold if shorter else None,
            pieces=ids_of(found),
            sources=sources_of(found),
            apart=apart,
        )

    def _threshold(self, case: Case, window: Window) -> tuple[int, bool]:
        if self.whole:
            return ceil(self.bar.threshold.value), False
        # A year is what the rules call a full one; a shorter window is its own whole.
        return case.prorated(self.bar.threshold, window, int(min(self.window.value, case.rules.full_days.value)))


def _closed_until(case: Case) -> date | None:
    """The last day of the declared closure that today is in, within what the rules allow."""
    far = int(case.rules.closed_days.value)
    days = case.closed_days(case.today - timedelta(days=far), case.today + timedelta(days=far))
    if case.today not in days:
        return None
    behind = sum(case.today - timedelta(days=n) in days for n in range(1, far + 1))
    if behind >= far:
        return None  # closed for longer than a closure may be
    end = case.today
    while end + timedelta(days=1) in days:
        end += timedelta(days=1)
    return end


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Which share of the happenings of a window is as asked (`being`), of those of which it is stated.

    Undetermined with fewer than `least_events`, or when it is stated of less than `least_known` of them.
    """

    bar: Bar
    window: Figure
    being: Selection
    what: Noun
    ahead: bool = False
    among: Selection = ALL
    least_events: Figure | None = None
    least_known: Figure | None = None
    fed_by: str = field(default="events", init=False)

    @property
    def over_time(self) -> bool:
        """What lies ahead can be seen at once."""
        return not self.ahead

    def read(self, case: Case) -> Reading:
        """The share against its threshold."""
        days = int(self.window.value)
        window = case.ahead(days) if self.ahead else case.past(days)
        found, apart = counted(case, window, self.ahead, self.among)
        known = [one for one in found if self.being.knows(one)]
        poor = too_few(found, known, self.least_events, self.least_known, window)
        if poor is not None:
            return poor
        good = [one for one in known if self.being.takes(one)]
        return against(
            case,
            self.bar,
            Fraction(len(good), len(known)),
            self.what,
            unit=Unit.SHARE,
            window=window,
            pieces=ids_of([one for one in known if not self.being.takes(one)]),
            sources=sources_of(found),
            apart=apart,
        )


def too_few(
    found: list[Happening], known: list[Happening], least: Figure | None, share: Figure | None, window: Window
) -> Reading | None:
    """A reading that cannot tell, when there are too few happenings or too few of them are classified."""
    need = max(Fraction(1), least.value) if least else Fraction(1)
    if len(found) < need:
        when = words.period(window)
        said = tell.measured(Fraction(len(found)), Unit.COUNT, EVENTS, when, tell.threshold(need, Unit.COUNT))
        return undetermined(said, tell.TOO_FEW, window=window, pieces=ids_of(found))
    stated, asked = Fraction(len(known), len(found)), share.value if share else Fraction(0)
    if not known or stated < asked:
        said = tell.too_few(words.quantity(stated, Unit.SHARE), words.quantity(asked, Unit.SHARE))
        return undetermined(said, window=window, pieces=ids_of([one for one in found if one not in known]))
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """In how many months, or quarters, of a window there were at least `each` happenings.

    Whole calendar months and quarters before today; those mostly declared closed, or not wholly observed, are left
    out, and the threshold is prorated to those that stay.
    """

    bar: Bar
    each: Figure
    spans: Figure
    what: Noun
    quarters: bool = False
    among: Selection = ALL
    fed_by: str = field(default="events", init=False)
    over_time: bool = field(default=True, init=False)

    def read(self, case: Case) -> Reading:
        """The number of lively months or quarters against its threshold."""
        spans = self._spans(case)
        asked = int(self.spans.value)
        if not spans:
            return undetermined(tell.too_soon(case.observed_days, case.rules.observation_days.value))
        window = case.past((case.today - spans[0][0]).days)
        if not window.cut:
            end = spans[-1][1]
            window = replace(window, last=end - timedelta(days=1), until_at=case.midnight(end))
        found, apart = counted(case, window, False, self.among)
        held: dict[date, int] = defaultdict(int)
        for one in found:
            held[self._begin(one.end_at.astimezone(case.zone).date())] += 1
        lively = sum(held[first] >= self.each.value for first, _ in spans)
        threshold, shorter = ceil(self.bar.threshold.value * len(spans) / asked), len(spans) < asked
        return against(
            case,
            self.bar,
            Fraction(lively),
            self.what,
            window=window,
            prorated=threshold if shorter else None,
            pieces=ids_of(found),
            sources=sources_of(found),
            apart=apart,
        )

    def _spans(self, case: Case) -> list[tuple[date, date]]:
        """First day and end of the whole months or quarters that count, soonest first."""
        observed = case.evidence.observed_since or case.today
        end = self._begin(case.today)
        found = []
        for _ in range(int(self.spans.value)):
            first = self._begin(end - timedelta(days=1))
            open_enough = 2 * len(case.closed_days(first, end)) < (end - first).days
            if first >= observed and open_enough:
                found.append((first, end))
            end = first
        return found[::-1]

    def _begin(self, on: date) -> date:
        month = on.month - (on.month - 1) % 3 if self.quarters else on.month
        return date(on.year, month, 1)


def most_common(keys: Iterable[str]) -> tuple[str, int]:
    """The commonest of some words and how often it comes, the first in the alphabet among equals."""
    counts: dict[str, int] = defaultdict(int)
    for key in keys:
        counts[key] += 1
    return min(counts.items(), key=lambda item: (-item[1], item[0]))
