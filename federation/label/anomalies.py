"""What is out of the ordinary in the evidence: set apart and shown to the committee, never counted silently.

- `burst`: more happenings announced on one day than the rules allow: none of them counts;
- `repeat`: the same title nearly every day for too long: the first one counts;
- `late`: announced well after its end, though the hub had looked since: it does not count;
- `jump`: a figure of the space multiplied by more than the factor: the figure before it counts.

An anomaly that the committee has accepted (its id is in the evidence) is still shown, and counts in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from zoneinfo import ZoneInfo

from federation.domain.reasons.words import Words
from federation.label.evidence import Evidence, Happening, Snapshot
from federation.label.rules import Rules
from federation.label.verdict import Anomaly
from federation.label.words import day, number, say

FIGURES = {"desks": say("Postes", "Desks"), "capacity": say("Capacité", "Capacity")}
"""The parts of a space whose jumps are looked for."""

FRIDAY, WEEKEND = 4, 3


def out_of_the_ordinary(evidence: Evidence, rules: Rules, zone: ZoneInfo) -> tuple[Anomaly, ...]:
    """The anomalies among the happenings, in the order of their ids."""
    observed = evidence.observed_since or date.max
    happenings = [one for one in evidence.happenings if one.end_at.astimezone(zone).date() >= observed]
    after = rules.late_hours.hours
    late = [one for one in happenings if one.first_seen_at - one.end_at > after]
    late = [one for one in late if _looked_between(one, evidence, zone)]
    found = [*_bursts(happenings, rules, zone), *_repeats(happenings, rules, zone), *_late(late, zone)]
    return tuple(
        Anomaly(one.id, one.kind, one.said, one.pieces, one.id in evidence.accepted)
        for one in sorted(found, key=lambda one: one.id)
    )


def trusted(
    snapshots: Sequence[Snapshot], part: str, rules: Rules, accepted: Iterable[str], zone: ZoneInfo
) -> tuple[int | None, tuple[Anomaly, ...]]:
    """The figure of a part of one place that counts, and the jumps of it; snapshots in the order of their time."""
    believed: int | None = None
    jumps: dict[str, Anomaly] = {}
    for snapshot in snapshots:
        value: int | None = getattr(snapshot.space, part)
        if not value or not believed or value <= believed * rules.factor.value:
            believed = value
            continue
        name = f"jump:{part}:{snapshot.location or '-'}:{believed}-{value}"
        agreed = name in set(accepted)
        on = snapshot.since_at.astimezone(zone).date()
        jumps[name] = Anomaly(name, "jump", _jump(part, believed, value, on), (snapshot.id,), agreed)
        believed = value if agreed else believed
    return believed, tuple(jumps.values())


def _bursts(happenings: list[Happening], rules: Rules, zone: ZoneInfo) -> Iterator[Anomaly]:
    by_day: dict[date, list[str]] = defaultdict(list)
    for one in happenings:
        by_day[one.first_seen_at.astimezone(zone).date()].append(one.id)
    for on, ids in by_day.items():
        if len(ids) > rules.burst.value:
            count, when = number(Fraction(len(ids))), day(on)
            said = say(
                f"{count.fr} événements annoncés le seul {when.fr}.", f"{count.en} events announced on {when.en} alone."
            )
            yield Anomaly(f"burst:{on}", "burst", said, tuple(sorted(ids)))


def _repeats(happenings: list[Happening], rules: Rules, zone: ZoneInfo) -> Iterator[Anomaly]:
    by_title: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for one in happenings:
        if title := " ".join(one.title.casefold().split()):
            by_title[title].append((one.start_at.astimezone(zone).date(), one.id))
    titles = {one.id: one.title.strip() for one in happenings}
    for dated in by_title.values():
        for run in _runs(sorted(dated)):
            days, title = len({on for on, _ in run}), titles[run[0][1]]
            if days > rules.repeat_days.value:
                said = say(
                    f"« {title} » revient {days} jours de suite.",
                    f"“{title}” comes back {days} days running.",
                )
                yield Anomaly(f"repeat:{run[0][1]}", "repeat", said, tuple(sorted(id for _, id in run[1:])))


def _runs(dated: list[tuple[date, str]]) -> Iterator[list[tuple[date, str]]]:
    """The stretches of days in a row; from a Friday to a Monday is in a row."""
    run: list[tuple[date, str]] = []
    for on, id in dated:
        if run:
            before = run[-1][0]
            far = (on - before).days
            if far > 1 and not (before.weekday() == FRIDAY and far <= WEEKEND):
                yield run
                run = []
        run.append((on, id))
    if run:
        yield run


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
