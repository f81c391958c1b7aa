"""What tells two of a series, of a day or of a house apart: numbers, parts, levels, audiences. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from federation.domain.matching.reasons import Reason
from federation.domain.matching.title import Title
from federation.domain.matching.traits import Traits


def other_part(a: Traits, b: Traits, when: Reason) -> Reason | None:
    """What tells two of a series, of a day or of a house apart: numbers, parts, audiences."""
    mine, yours = a.title, b.title
    if mine.series and yours.series and mine.series.isdisjoint(yours.series):
        return Reason("other-number", f"{listed(mine.series)} / {listed(yours.series)}", -100)
    if mine.series.isdisjoint(yours.series):
        one, other = ({*told.numbers, *map(str, told.series)} - _amounts(told) for told in (mine, yours))
        if one - other and other - one:
            return Reason("other-number", f"{listed(one - other)} / {listed(other - one)}", -100)
    ours, theirs = _by_kind(mine.parts), _by_kind(yours.parts)
    for kind in sorted(ours.keys() & theirs.keys()):
        if ours[kind].isdisjoint(theirs[kind]) and not (kind == "daytime" and when.code == "same-minute"):
            return Reason("other-part", f"{listed(ours[kind])} / {listed(theirs[kind])}", -100)
    return None


def _amounts(told: Title) -> set[str]:
    """The numbers that count something else: « 3 témoins » is no third evening."""
    return {number for _, number in told.parts}


def _by_kind(parts: frozenset[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, member in parts:
        found.setdefault(kind, set()).add(member)
    return found


def listed(values: Iterable[object]) -> str:
    """Values as a reason shows them."""
    return ", ".join(sorted(map(str, values)))
