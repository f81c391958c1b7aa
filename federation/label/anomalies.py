"""What is out of the ordinary in the evidence: set apart and shown to the committee, never counted silently.

- `burst`: far more happenings announced at once than the past of the site explains: none of them counts;
- `repeat`: the same title nearly every day for too long, or too often on one day: the first one counts;
- `late`: announced well after its end, though the hub had looked since: it does not count;
- `drip`: within a month far more than the months before explain, little by little: none of them counts;
- `jump`: a figure of the space multiplied by more than the factor within some months: the figure before it counts
  (see `jumps`).

An anomaly that the committee has accepted (its id is in the evidence) is still shown, and counts in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from zoneinfo import ZoneInfo

from federation.label.bursts import bursts
from federation.label.drips import drips
from federation.label.evidence import Evidence, Happening
from federation.label.repeats import repeats
from federation.label.rules import Rules
from federation.label.verdict import Anomaly
from federation.label.words import number, say


def out_of_the_ordinary(evidence: Evidence, rules: Rules, zone: ZoneInfo) -> tuple[Anomaly, ...]:
    """The anomalies among the happenings, in the order of their ids."""
    observed = evidence.observed_since or date.max
    happenings = [one for one in evidence.happenings if one.end_at.astimezone(zone).date() >= observed]
    after = rules.late_hours.hours
    late = [one for one in happenings if one.first_seen_at - one.end_at > after]
    late = [one for one in late if _looked_between(one, evidence, zone)]
    at_once = [*bursts(evidence, happenings, rules, zone)]
    told = frozenset(piece for one in at_once for piece in one.pieces)
    dripped = drips(evidence, [one for one in happenings if one.id not in told], rules, zone)
    found = [*at_once, *dripped, *repeats(happenings, rules, zone), *_late(late, zone)]
    return tuple(
        Anomaly(one.id, one.kind, one.said, one.pieces, one.id in evidence.accepted)
        for one in sorted(found, key=lambda one: one.id)
    )


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
