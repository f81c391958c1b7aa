"""What people decided of entries, kept apart from data: written, undone, and read for matching and merging.

Decisions are about occurrences by their ids, so they survive every pull; an entry's id is that of an occurrence too.
Whoever writes or undoes one rebuilds what it is about: `matching.rebuild.redecide`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, product
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.domain.event import Event
from federation.domain.matching import Decisions, pair
from federation.domain.payload import event_from
from federation.store.models import DecisionRow, OccurrenceRow

PINNED = frozenset(Event.__dataclass_fields__) - {"uid", "sequence", "links"}
"""The fields that people can pin."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions that hold: those that matching and merging know, and the occurrences whose entries are hidden."""

    decisions: Decisions
    hidden: frozenset[str] = frozenset()

    @property
    def about(self) -> frozenset[str]:
        """Every occurrence that some decision is about."""
        pairs = self.decisions.together | self.decisions.apart
        return frozenset().union(*pairs, self.decisions.pinned, self.hidden)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, for people to read; `about` are ids of occurrences, `undone_by` is "" while it holds."""

    id: int
    kind: str
    about: tuple[str, ...]
    field: str
    value: Any
    author: str
    reason: str
    decided_at: datetime
    undone_at: datetime | None
    undone_by: str = ""


def decide_merge(session: Session, ids: Collection[str], author: str, reason: str, now: datetime) -> int:
    """These occurrences are one event; returns the decision's number."""
    return _add(session, "merge", sorted(set(ids)), author, reason, now)


def decide_split(
    session: Session, ids: Collection[str], others: Collection[str], author: str, reason: str, now: datetime
) -> int:
    """No occurrence of `ids` is the same event as one of `others`; returns the decision's number."""
    return _add(session, "split", [sorted(set(ids)), sorted(set(others))], author, reason, now)


def decide_pin(
    session: Session, occurrence_id: str, field: str, value: Any, author: str, reason: str, now: datetime
) -> int:
    """A field of the entry of an occurrence is as given, in plain data as payloads hold it; raises ValueError."""
    if field not in PINNED:
        raise ValueError(f"nobody can pin {field!r}")
    _pinned({field: value})
    return _add(session, "pin", [occurrence_id], author, reason, now, field, json.dumps(value, ensure_ascii=False))


def decide_hide(session: Session, occurrence_id: str, author: str, reason: str, now: datetime) -> int:
    """The entry of an occurrence is shown to nobody; returns the decision's number."""
    return _add(session, "hide", [occurrence_id], author, reason, now)


def undo(session: Session, decision_id: int, author: str, now: datetime) -> tuple[str, ...]:
    """A decision no longer holds; returns the occurrences it was about, nothing when it did not hold any more."""
    row = session.get(DecisionRow, decision_id)
    if row is None or row.undone_at is not None:
        return ()
    row.undone_at, row.undone_by = now, author
    session.flush()
    return _ids(json.loads(row.about))


def decided(session: Session) -> Decided:
    """The decisions that hold."""
    together, apart, hidden = set(), set(), set()
    pinned: dict[str, dict[str, Any]] = {}
    for row in session.scalars(select(DecisionRow).where(DecisionRow.undone_at.is_(None)).order_by(DecisionRow.id)):
        about = json.loads(row.about)
        if row.kind == "merge":
            together |= {pair(a, b) for a, b in combinations(about, 2)}
        elif row.kind == "split":
            apart |= {pair(a, b) for a, b in product(*about) if a != b}
        elif row.kind == "pin":
            pinned.setdefault(about[0], {}).update(_pinned({row.field: json.loads(row.value)}))
        else:
            hidden |= set(about)
    return Decided(Decisions(frozenset(together), frozenset(apart), pinned), frozenset(hidden))


def decisions_about(session: Session, ids: Collection[str]) -> list[Decision]:
    """Every decision about one of these occurrences, undone ones too, the oldest first."""
    return [found for found in every_decision(session) if not set(ids).isdisjoint(found.about)]


def every_decision(session: Session) -> list[Decision]:
    """Every decision, undone ones too, the oldest first."""
    return [_decision(row) for row in session.scalars(select(DecisionRow).order_by(DecisionRow.id))]


def entries_about(session: Session, ids: Collection[str]) -> list[str]:
    """The ids of the entries that these occurrences are in now."""
    found = select(OccurrenceRow.entry_id).where(OccurrenceRow.id.in_(sorted(ids))).distinct()
    return sorted(session.scalars(found))


def _add(
    session: Session, kind: str, about: Any, author: str, reason: str, now: datetime, field: str = "", value: str = ""
) -> int:
    row = DecisionRow(
        kind=kind, about=json.dumps(about), field=field, value=value, author=author, reason=reason, decided_at=now,
        undone_at=None,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def _pinned(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Plain data of some fields as their values."""
    event = event_from({"title": "", "start": "2000-01-01", **plain})
    return {name: getattr(event, name) for name in plain}


def _ids(about: Any) -> tuple[str, ...]:
    return tuple(id_ for item in about for id_ in ([item] if isinstance(item, str) else item))


def _decision(row: DecisionRow) -> Decision:
    value = json.loads(row.value) if row.value else None
    about = _ids(json.loads(row.about))
    return Decision(
        row.id, row.kind, about, row.field, value, row.author, row.reason, row.decided_at, row.undone_at, row.undone_by
    )  # fmt: skip
