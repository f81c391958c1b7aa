"""How what is told of a place changed: snapshot after snapshot, part by part. Pure.

What moves with the day (open now, a message) is no history.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from federation.domain.space import LASTING, Space


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one source (`by`, its key) told of a place from a moment (aware UTC) on."""

    by: str
    space: Space
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class SpaceChange:
    """One part told otherwise than before by the same source; `before` is empty or None when it was not told."""

    part: str
    before: Any
    after: Any
    by: str
    changed_at: datetime


def space_changes(snapshots: Iterable[Snapshot]) -> list[SpaceChange]:
    """Every change of what lasts, the latest first; what a source tells at first is the beginning, not a change."""
    known: dict[str, Space] = {}
    found: list[SpaceChange] = []
    for snapshot in sorted(snapshots, key=lambda item: item.changed_at):
        before = known.get(snapshot.by)
        if before is not None:
            found += _between(before, snapshot)
        known[snapshot.by] = snapshot.space
    return found[::-1]


def _between(before: Space, snapshot: Snapshot) -> Iterator[SpaceChange]:
    for part in reversed(LASTING):
        old, new = getattr(before, part), getattr(snapshot.space, part)
        if old != new:
            yield SpaceChange(part, old, new, snapshot.by, snapshot.changed_at)
