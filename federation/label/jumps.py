"""Figures of the space that jump: at one place, or all places together when another one comes along.

What is believed counts: a figure that jumped counts as it was before, until the committee has accepted it. Another
place of a size that is known counts at once, and is shown to the committee when all together are far more than before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from federation.domain.reasons.words import Words
from federation.domain.space import Space
from federation.label.evidence import Snapshot
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

SETTLING = timedelta(days=7)
"""How long a site takes to be told for the first time: its places may be read one after the other."""

SIZES = {"desks": 50, "capacity": 300, "rooms": 10, "largest_room": 150}
"""Up to which figure another place is believed: twice and more of what the annexes and halls that are known have."""

_LONGEST = 64

Figures = Sequence[tuple[datetime, int]]


@dataclass(frozen=True, slots=True)
class _Said:
    """What counts at a place from a snapshot on; `agreed` when it jumped and the committee has accepted that."""

    snapshot: Snapshot
    counts: int
    agreed: bool = False


def trusted(
    places: Mapping[str, Sequence[Snapshot]], part: str, rules: Rules, accepted: Collection[str], zone: ZoneInfo
) -> tuple[int, tuple[Anomaly, ...]]:
    """The figure of a part that counts, all places together, and its jumps; snapshots in the order of their time."""
    jumps: dict[str, Anomaly] = {}
    said = {name: _at_one(own, part, rules, accepted, zone, jumps) for name, own in places.items()}
    changes: dict[datetime, dict[str, _Said]] = defaultdict(dict)
    for name, own in said.items():
        for one in own:
            changes[one.snapshot.since_at][name] = one
    counts: dict[str, int] = {}
    totals: list[tuple[datetime, int]] = []
    for at in sorted(changes):
        fresh = {name: one.counts for name, one in changes[at].items()}
        lowest, total = _lowest(totals, at), together(part, (counts | fresh).values())
        agreed = any(one.agreed for one in changes[at].values())
        far = lowest is not None and total > lowest * rules.factor.value
        if far and not agreed and len(said) > 1 and at >= min(changes) + SETTLING:
            grown = {name: value for name, value in sorted(fresh.items()) if value > counts.get(name, 0)}
            known = all(value <= SIZES[part] and not counts.get(name) for name, value in grown.items())
            pieces = tuple(sorted(changes[at][name].snapshot.id for name in grown))
            jump = _of_all(part, tuple(grown), known, (lowest or 0, total), at.astimezone(zone).date(), pieces)
            jumps[jump.id] = replace(jump, accepted=jump.id in accepted)
            agreed = not jumps[jump.id].apart
            if not agreed:
                fresh |= {name: counts.get(name, 0) for name in grown}
        if agreed:
            totals.clear()
        counts |= fresh
        if total := together(part, counts.values()):
            totals.append((at, total))
    return together(part, counts.values()), tuple(jumps.values())


def _at_one(
    snapshots: Sequence[Snapshot], part: str, rules: Rules, accepted: Collection[str], zone: ZoneInfo,
    jumps: dict[str, Anomaly],
) -> list[_Said]:  # fmt: skip
    """What counts at one place from each snapshot on; its jumps are added to `jumps`.

    A figure is held against the lowest one believed within `MEMORY`, across snapshots that say nothing or 0.
    """
    believed: list[tuple[datetime, int]] = []
    found = []
    for snapshot in snapshots:
        value, at, agreed = figure(snapshot.space, part), snapshot.since_at, False
        if not value:
            found.append(_Said(snapshot, 0))
            continue
        lowest = _lowest(believed, at)
        if lowest is not None and value > lowest * rules.factor.value:
            name = _id("jump", part, snapshot.location or "-", lowest, value)
            agreed = name in accepted
            said = _jump(FIGURES[part], lowest, value, at.astimezone(zone).date())
            jumps[name] = Anomaly(name, "jump", said, (snapshot.id,), agreed)
            if not agreed:
                found.append(_Said(snapshot, believed[-1][1]))
                continue
            believed.clear()
        believed.append((at, value))
        found.append(_Said(snapshot, value, agreed))
    return found


def figure(space: Space, part: str) -> int | None:
    """What a space says of one of `FIGURES`; None when it says nothing of it."""
    if part == "rooms":
        return len(space.rooms) or None
    if part == "largest_room":
        return max((room.capacity or 0 for room in space.rooms), default=None)
    value: int | None = getattr(space, part)
    return value


def together(part: str, values: Iterable[int]) -> int:
    """The figures of all places as one: added up, but for the largest room."""
    return max(values, default=0) if part == "largest_room" else sum(values)


def _lowest(believed: Figures, at: datetime) -> int | None:
    """The lowest figure that held at some moment of the `MEMORY` before; None when there was none."""
    recent = [value for since, value in believed if since > at - MEMORY]
    older = [value for since, value in believed if since <= at - MEMORY]
    return min((*recent, *older[-1:]), default=None)


def _of_all(
    part: str, grown: Sequence[str], known: bool, figures: tuple[int, int], on: date, pieces: tuple[str, ...]
) -> Anomaly:
    """What all places together became when some of them grew; `known` when these are new, and of a size seen before."""
    before, after = figures
    name, places = FIGURES[part], ", ".join(grown)
    whole = say(f"{name.fr}, tous lieux ensemble ({places})", f"{name.en}, all places together ({places})")
    kind = "place" if known else "jump"
    return Anomaly(_id(kind, part, f"+{'+'.join(grown)}", before, after), kind, _jump(whole, before, after, on), pieces)


def _id(kind: str, part: str, where: str, before: int, after: int) -> str:
    """An id that a statement can name: long names of places are cut."""
    room = _LONGEST - len(f"{kind}:{part}::{before}-{after}")
    return f"{kind}:{part}:{where[: max(0, room)]}:{before}-{after}"


def _jump(name: Words, before: int, after: int, on: date) -> Words:
    one, other, when = number(Fraction(before)), number(Fraction(after)), day(on)
    return say(
        f"{name.fr} : de {one.fr} à {other.fr} le {when.fr}.",
        f"{name.en}: from {one.en} to {other.en} on {when.en}.",
    )
