"""Far more announced at once than the site's own past explains: on one day, or on several days close to each other.

The first day on which a source speaks, or is read again after two months without a visit, is no burst below the `burst`
of the rules: it brings a whole year along.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

from federation.label.evidence import Evidence, Happening
from federation.label.rules import Rules
from federation.label.verdict import Anomaly
from federation.label.words import day, number, say

NEAR = 7
"""Days that are looked at together: thirty a night for a week is two hundred at once."""

YEAR = 365
LEAST = 100
"""As many in a week surprise nobody: a season of two weekly series, told in one go."""

SHARE = 2
"""More in a week than this part (a half) of what the twelve months before announced is out of the ordinary.

After days on which nothing was seen, as much is added as those days usually bring: perhaps nobody looked.
"""


BLIND = 60
"""Days after which a hub that saw nothing and did not visit looks as if for the first time."""


def bursts(evidence: Evidence, happenings: Sequence[Happening], rules: Rules, zone: ZoneInfo) -> Iterator[Anomaly]:
    """The bursts among happenings: days that are close to each other make one, those agreed on stand for themselves."""
    looked = days_looked(evidence)
    nights: dict[date, list[str]] = defaultdict(list)
    for one in happenings:
        nights[_seen(one, zone)].append(one.id)
    burst = int(rules.burst.value)
    heavy = _heavy(happenings, burst, zone, looked)
    agreed = {on: name for name in sorted(evidence.accepted) for on in heavy if _covers(name, on)}
    if agreed:
        heavy = _heavy(happenings, burst, zone, looked, frozenset(agreed))
    held: dict[str, list[date]] = defaultdict(list)
    for on in sorted(agreed):
        held[agreed[on]].append(on)
    for days in (*_together(sorted(heavy)), *held.values()):
        yield _burst(days, [id for on in days for id in nights[on]])


def days_looked(evidence: Evidence) -> frozenset[date]:
    """The days on which a visit to a source of events succeeded."""
    logs = [log for log in evidence.logs if "events" in log.carries]
    return frozenset(visit.on for log in logs for visit in log.days if visit.successes)


def news(happenings: Sequence[Happening], zone: ZoneInfo, looked: frozenset[date]) -> dict[date, list[str]]:
    """What each day brought that no first look explains: not the first words of a source, nor the end of blindness."""
    found: dict[date, list[str]] = defaultdict(list)
    begun, days = _begun(happenings, zone), set(looked)
    for one in happenings:
        on = _seen(one, zone)
        days.add(on)
        if all(begun[source] < on for source in one.sources):
            found[on].append(one.id)
    for before, on in pairwise(sorted(days)):
        if (on - before).days >= BLIND:
            found.pop(on, None)
    return found


def _heavy(
    happenings: Sequence[Happening],
    burst: int,
    zone: ZoneInfo,
    looked: frozenset[date],
    agreed: frozenset[date] = frozenset(),
) -> set[date]:
    """The days that bring too much; what they bring is not the past that later days are held against."""
    counts = Counter(_seen(one, zone) for one in happenings)
    new = {on: len(ids) for on, ids in news(happenings, zone, looked).items()}
    found = {on for on, count in counts.items() if count > burst and on not in agreed}
    for last in sorted(new):
        first = last - timedelta(days=NEAR - 1)
        week = {on for n in range(NEAR) if (on := first + timedelta(days=n)) in new} - agreed
        if sum(new[on] for on in week) <= LEAST:
            continue
        year = first - timedelta(days=YEAR)
        past = sum(count for on, count in counts.items() if year <= on < first and on not in found)
        quiet = (first - max((on for on in counts if year <= on < first), default=first)).days
        bar = max(LEAST, past // SHARE + past * quiet // YEAR)
        if sum(new[on] for on in week) > bar:
            found |= {on for on in week if new[on] * NEAR > bar}
    return found


def _begun(happenings: Iterable[Happening], zone: ZoneInfo) -> dict[str, date]:
    """The day on which each source first told anything."""
    begun: dict[str, date] = {}
    for one in happenings:
        on = _seen(one, zone)
        for source in one.sources:
            if on < begun.get(source, date.max):
                begun[source] = on
    return begun


def _together(days: Sequence[date]) -> Iterator[list[date]]:
    stretch: list[date] = []
    for on in days:
        if stretch and (on - stretch[-1]).days >= NEAR:
            yield stretch
            stretch = []
        stretch.append(on)
    if stretch:
        yield stretch


def _covers(name: str, on: date) -> bool:
    """Whether the id of a burst, of one day or from a day to another, covers a day."""
    kind, *days = name.split(":")
    return kind == "burst" and bool(days) and days[0] <= str(on) <= days[-1]


def _seen(one: Happening, zone: ZoneInfo) -> date:
    return one.first_seen_at.astimezone(zone).date()


def _burst(days: Sequence[date], ids: Sequence[str]) -> Anomaly:
    count, first, last = number(Fraction(len(ids))), day(days[0]), day(days[-1])
    if len(days) == 1:
        said = say(
            f"{count.fr} événements annoncés le seul {first.fr}.", f"{count.en} events announced on {first.en} alone."
        )
        return Anomaly(f"burst:{days[0]}", "burst", said, tuple(sorted(ids)))
    said = say(
        f"{count.fr} événements annoncés en {len(days)} jours, du {first.fr} au {last.fr}.",
        f"{count.en} events announced on {len(days)} days, from {first.en} to {last.en}.",
    )
    return Anomaly(f"burst:{days[0]}:{days[-1]}", "burst", said, tuple(sorted(ids)))
