"""What is out of the ordinary in the evidence: set apart and shown to the committee, never counted silently.

- `burst`: far more happenings announced at once than the past of the site explains: none of them counts;
- `repeat`: the same title nearly every day for too long, or too often on one day: the first one counts;
- `late`: announced well after its end, though the hub had looked since: it does not count;
- `jump`: a figure of the space multiplied by more than the factor within some months: the figure before it counts.

An anomaly that the committee has accepted (its id is in the evidence) is still shown, and counts in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from federation.domain.reasons.words import Words
from federation.domain.space import Space
from federation.label.bursts import bursts
from federation.label.evidence import Evidence, Happening, Snapshot
from federation.label.repeats import repeats
from federation.label.rules import Rules
from federation.label.verdict import Anomaly
from federation.label.words import day, number, say

FIGURES = {
    "desks": say("Postes", "Desks"),
    "capacity": say("Capacité", "Capacity"),
    "rooms": say("Salles", "Rooms"),
    "largest_room": say("Places dans la plus grande salle", "Seats in the largest room"),
}
"""The parts of a space whose jumps are looked for."""

MEMORY = timedelta(days=90)
"""How far back the lowest believed figure is looked for: what doubles every day is a jump too."""


def out_of_the_ordinary(evidence: Evidence, rules: Rules, zone: ZoneInfo) -> tuple[Anomaly, ...]:
    """The anomalies among the happenings, in the order of their ids."""
    observed = evidence.observed_since or date.max
    happenings = [one for one in evidence.happenings if one.end_at.astimezone(zone).date() >= observed]
    after = rules.late_hours.hours
    late = [one for one in happenings if one.first_seen_at - one.end_at > after]
    late = [one for one in late if _looked_between(one, evidence, zone)]
    found = [*bursts(evidence, happenings, rules, zone), *repeats(happenings, rules, zone), *_late(late, zone)]
    return tuple(
        Anomaly(one.id, one.kind, one.said, one.pieces, one.id in evidence.accepted)
        for one in sorted(found, key=lambda one: one.id)
    )


def trusted(
    snapshots: Sequence[Snapshot], part: str, rules: Rules, accepted: Iterable[str], zone: ZoneInfo
) -> tuple[int | None, tuple[Anomaly, ...]]:
    """The figure of a part of one place that counts, and the jumps of it; snapshots in the order of their time.

    A figure is held against the lowest one believed within `MEMORY`, across snapshots that say nothing or 0.
    """
    agreed = frozenset(accepted)
    believed: list[tuple[datetime, int]] = []
    counts: int | None = None
    jumps: dict[str, Anomaly] = {}
    for snapshot in snapshots:
        value, at = figure(snapshot.space, part), snapshot.since_at
        if not value:
            counts = value
            continue
        lowest = _lowest(believed, at)
        if lowest is not None and value > lowest * rules.factor.value:
            name = f"jump:{part}:{snapshot.location or '-'}:{lowest}-{value}"
            said = _jump(part, lowest, value, at.astimezone(zone).date())
            jumps[name] = Anomaly(name, "jump", said, (snapshot.id,), name in agreed)
            if name not in agreed:
                counts = believed[-1][1]
                continue
            believed.clear()
        believed.append((at, value))
        counts = value
    return counts, tuple(jumps.values())


def figure(space: Space, part: str) -> int | None:
    """What a space says of one of `FIGURES`; None when it says nothing of it."""
    if part == "rooms":
        return len(space.rooms) or None
    if part == "largest_room":
        return max((room.capacity or 0 for room in space.rooms), default=None)
    value: int | None = getattr(space, part)
    return value


def together(part: str, values: Iterable[int | None]) -> int:
    """The figures of all places as one: added up, but for the largest room."""
    told = [value or 0 for value in values]
    return max(told, default=0) if part == "largest_room" else sum(told)


def _lowest(believed: Sequence[tuple[datetime, int]], at: datetime) -> int | None:
    """The lowest figure that held at some moment of the `MEMORY` before; None when there was none."""
    recent = [value for since, value in believed if since > at - MEMORY]
    older = [value for since, value in believed if since <= at - MEMORY]
    return min((*recent, *older[-1:]), default=None)


def _looked_between(one: Happening, evidence: Evidence, zone: ZoneInfo) -> bool:
    """Whether the hub had looked between the end of a happening and when it was first seen.

    After a silence, what was announced meanwhile is seen late through no fault of its own.
    """
    over, seen = one.end_at.astimezone(zone).date(), one.first_seen_at.astimezone(zone).date()
    days = [visit for log in evidence.logs if "events" in log.carries for visit in log.days]
    if not days or min(visit.on for visit in days) > over:
        return True  # nothing is known of the visits of that time
    return any(visit.successes and over < visit.on < seen for visit in days)


def _late(late: list[Happening], zone: ZoneInfo) -> Iterator[Anomaly]:
    by_month: dict[str, list[str]] = defaultdict(list)
    for one in late:
        by_month[f"{one.end_at.astimezone(zone).date():%Y-%m}"].append(one.id)
    for month, ids in by_month.items():
        count = number(Fraction(len(ids)))
        said = say(
            f"{count.fr} événements de {month} annoncés après leur date.",
            f"{count.en} events of {month} announced after their date.",
        )
        yield Anomaly(f"late:{month}", "late", said, tuple(sorted(ids)))


def _jump(part: str, before: int, after: int, on: date) -> Words:
    one, other, when = number(Fraction(before)), number(Fraction(after)), day(on)
    name = FIGURES[part]
    return say(
        f"{name.fr} : de {one.fr} à {other.fr} le {when.fr}.",
        f"{name.en}: from {one.en} to {other.en} on {when.en}.",
    )
