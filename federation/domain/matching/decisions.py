"""What people decided of entries: which statements belong together or apart, what is pinned. Values only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Pair = frozenset[str]
"""The ids of two statements, in no order."""


def pair(a: str, b: str) -> Pair:
    """Two statements that a decision is about."""
    return frozenset((a, b))


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided, by ids of statements. Stronger than every rule; of two that contradict, `apart` holds.

    `pinned` maps the id of a statement of an entry to the fields that shall be as given, whatever sources say.
    """

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    pinned: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def forces(self, a: str, b: str) -> bool:
        """Whether somebody decided that the two are one event."""
        return pair(a, b) in self.together and not self.forbids(a, b)

    def forbids(self, a: str, b: str) -> bool:
        """Whether somebody decided that the two are two events."""
        return pair(a, b) in self.apart

    def partners(self, ids: Iterable[str]) -> frozenset[str]:
        """The statements that decisions tie to any of these."""
        asked = set(ids)
        tied = (couple for couple in self.together if couple & asked)
        return frozenset().union(*tied) - asked


NONE = Decisions()
