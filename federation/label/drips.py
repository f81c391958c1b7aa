"""Far more announced within a month than the months before explain, though never much at once.

Months are those of the calendar. A season may be told in one week, once in three months; the first words of a source
and what a hub sees after a long blindness make no month heavy (see `bursts`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from statistics import median_low
from zoneinfo import ZoneInfo

from federation.label.bursts import NEAR, days_looked, news
from federation.label.evidence import Evidence, Happening
from federation.label.rules import Rules
from federation.label.verdict import Anomaly
from federation.label.words import number, say

LEAST = 50
"""As many in a month surprise nobody: six hundred a year, the busiest cantine that is known."""

YEAR = 12
SEASON = 3
"""In so many months one week may bring a season, whatever it holds."""

Month = tuple[int, int]


def drips(evidence: Evidence, happenings: Sequence[Happening], rules: Rules, zone: ZoneInfo) -> Iterator[Anomaly]:
    """The months among happenings that bring more than the bar; what a burst told already is not among them.

    The bar of a month is `LEAST`, or the median of the months before times the factor of the rules.
    """
    brought: dict[Month, dict[date, list[str]]] = defaultdict(dict)
    for on, ids in news(happenings, zone, days_looked(evidence)).items():
        brought[on.year, on.month][on] = ids
    if brought:
        # Happenings are gathered from the first day of a year on.
        first = date(min(one.end_at for one in happenings).astimezone(zone).year, 1, 1)
        observed = evidence.observed_since or first
        begin = max(first, observed)
        yield from _heavy(_Months(brought, (begin.year, begin.month), cut=observed < first), rules, evidence.accepted)


class _Months:
    """What each month brought; those from `begin` on are known in whole. `cut` when there were others before."""

    def __init__(self, brought: Mapping[Month, Mapping[date, list[str]]], begin: Month, *, cut: bool) -> None:
        self.ids = {month: [id for ids in days.values() for id in ids] for month, days in brought.items()}
        self.all = list(_from(min(begin, *brought), max(brought)))
        self.begin, self.cut = begin, cut
        self._days = brought

    def count(self, month: Month) -> int:
        """How much a month brought."""
        return len(self.ids.get(month, ()))

    def season(self, month: Month) -> int:
        """The most that a week of it brought."""
        days = {on: len(ids) for on, ids in self._days.get(month, {}).items()}
        return max((sum(days.get(first + timedelta(days=n), 0) for n in range(NEAR)) for first in days), default=0)

    def usual(self, month: Month, believed: Mapping[Month, int]) -> int:
        """The median of the twelve months before that are believed.

        Of a site that was known before the first month at hand, the months after that one tell it too.
        """
        past = [count for one, count in believed.items() if self.begin <= one < month][-YEAR:]
        if self.cut and len(past) < SEASON:
            past += [self.count(one) for one in self.all if max(self.begin, _after(month)) <= one][:YEAR]
        return median_low(past) if past else 0


def _heavy(months: _Months, rules: Rules, accepted: Collection[str]) -> Iterator[Anomaly]:
    believed: dict[Month, int] = {}
    rested, factor = -SEASON, rules.factor.value
    for number_, month in enumerate(months.all):
        count, usual = months.count(month), months.usual(month, believed)
        bar = max(Fraction(LEAST), usual * factor)
        if count > bar and number_ - rested >= SEASON and count - months.season(month) <= bar:
            rested, count = number_, count - months.season(month)
        if count <= bar:
            believed[month] = count
            continue
        found = _drip(month, months.ids[month], usual, _times(count, bar, factor), accepted)
        if found.accepted:
            believed[month] = count
        yield found


def _times(count: int, bar: Fraction, factor: Fraction) -> int:
    """How many times over the bar: 1, then the powers of the factor. Who accepted less has not accepted that."""
    times = Fraction(1)
    while factor > 1 and count > bar * times * factor:
        times *= factor
    return int(times)


def _drip(month: Month, ids: Sequence[str], usual: int, times: int, accepted: Collection[str]) -> Anomaly:
    first = date(*month, 1)
    name = f"drip:{first:%Y-%m}" + (f":{times}" if times > 1 else "")
    count, before = number(Fraction(len(ids))), number(Fraction(usual))
    said = say(
        f"{count.fr} événements annoncés peu à peu en {first:%m/%Y}, contre {before.fr} par mois d’ordinaire.",
        f"{count.en} events announced little by little in {first:%m/%Y}, against {before.en} a month as usual.",
    )
    return Anomaly(name, "drip", said, tuple(sorted(ids)), name in accepted)


def _after(month: Month) -> Month:
    year, number_ = month
    return (year, number_ + 1) if number_ < 12 else (year + 1, 1)


def _from(first: Month, last: Month) -> Iterator[Month]:
    while first <= last:
        yield first
        first = _after(first)
