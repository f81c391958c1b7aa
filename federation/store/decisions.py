"""What people decided of entries, kept apart from data: written, undone, and read for matching and merging.

Decisions are about occurrences by their ids, so they survive every pull; an entry's id is that of an occurrence too.
A decision may be about whole records instead (`series`): about every date of them, those to come that nobody knows yet
too. A move is about a site: about all that it will announce. Whoever writes or undoes a decision rebuilds what it is
about: `matching.rebuild.redecide`, of a move `rehouse`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations, product
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.domain.event import Event, Place
from federation.domain.matching import Decisions, pair
from federation.domain.payload import event_from, known_parts, to_plain
from federation.domain.site_annexes import Annexe
from federation.domain.site_moves import Move
from federation.store.annexes import annexes
from federation.store.bulk import chunks
from federation.store.models import DecisionRow, OccurrenceRow

_SERIES = "record "

PINNED = frozenset(Event.__dataclass_fields__) - {"uid", "sequence", "links"}
"""The fields that people can pin."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions that hold: those that matching and merging know, the occurrences whose entries are hidden, and
    the moves of sites, in the order they were decided; with the other places of sites, which are on file."""

    decisions: Decisions
    hidden: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()
    annexes: tuple[Annexe, ...] = ()

    @property
    def about(self) -> frozenset[str]:
        """Every occurrence that some decision is about."""
        pairs = self.decisions.together | self.decisions.apart
        return frozenset().union(*pairs, self.decisions.pinned, self.hidden)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, for people to read; `about` are ids of occurrences or `series`, `undone_by` is "" while it holds.

    Of a move `field` is the site, `value` its place and days.
    """

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


def series(record_id: str) -> str:
    """All dates of a record, as decisions are about them."""
    return _SERIES + record_id


def is_series(about: str) -> bool:
    """Whether a decision is about all dates of a record here."""
    return about.startswith(_SERIES)


def decide_merge(session: Session, ids: Collection[str], author: str, reason: str, now: datetime) -> int:
    """These occurrences are one event, of `series` those of each day; returns the decision's number."""
    return _add(session, "merge", sorted(set(ids)), author, reason, now)


def decide_split(
    session: Session, ids: Collection[str], others: Collection[str], author: str, reason: str, now: datetime
) -> int:
    """No occurrence of `ids` is the same event as one of `others`; returns the decision's number."""
    return _add(session, "split", [sorted(set(ids)), sorted(set(others))], author, reason, now)


def decide_pin(
    session: Session, ids: str | Collection[str], field: str, value: Any, author: str, reason: str, now: datetime
) -> int:
    """A field of the entries of these occurrences is as given, in plain data as payloads hold it; raises ValueError."""
    if field not in PINNED:
        raise ValueError(f"nobody can pin {field!r}")
    _pinned({field: value})
    return _add(session, "pin", _listed(ids), author, reason, now, field, json.dumps(value, ensure_ascii=False))


def decide_hide(session: Session, ids: str | Collection[str], author: str, reason: str, now: datetime) -> int:
    """The entries of these occurrences are shown to nobody; returns the decision's number."""
    return _add(session, "hide", _listed(ids), author, reason, now)


def decide_move(session: Session, move: Move, author: str, reason: str, now: datetime) -> int:
    """What a site announces at its own address takes place elsewhere; returns the decision's number."""
    until = None if move.until_on is None else move.until_on.isoformat()
    value = {"place": to_plain(move.place), "from": move.from_on.isoformat(), "until": until}
    return _add(session, "move", [], author, reason, now, move.site, json.dumps(value, ensure_ascii=False))


def undo(session: Session, decision_id: int, author: str, now: datetime) -> Decision | None:
    """A decision no longer holds; returns it as it stands now, None when it did not hold any more."""
    row = session.get(DecisionRow, decision_id)
    if row is None or row.undone_at is not None:
        return None
    row.undone_at, row.undone_by = now, author
    session.flush()
    return _decision(row)


def decided(session: Session) -> Decided:
    """The decisions that hold."""
    rows = session.scalars(select(DecisionRow).where(DecisionRow.undone_at.is_(None)).order_by(DecisionRow.id)).all()
    dates = _dates(session, (each for row in rows for each in _ids(json.loads(row.about))))
    together, apart, hidden = set(), set(), set()
    pinned: dict[str, dict[str, Any]] = {}
    moves: list[Move] = []
    for row in rows:
        about = json.loads(row.about)
        if row.kind == "merge":
            together |= {pair(a, b) for group in _by_day(about, dates) for a, b in combinations(group, 2)}
        elif row.kind == "split":
            one, other = (_every(side, dates) for side in about)
            apart |= {pair(a, b) for a, b in product(one, other) if a != b}
        elif row.kind == "pin":
            for id_ in _every(about, dates):
                pinned.setdefault(id_, {}).update(_pinned({row.field: json.loads(row.value)}))
        elif row.kind == "move":
            moves.append(_move(row))
        else:
            hidden |= set(_every(about, dates))
    people = Decisions(frozenset(together), frozenset(apart), pinned)
    return Decided(people, frozenset(hidden), tuple(moves), annexes(session))


def occurrences_of(session: Session, about: Collection[str]) -> tuple[str, ...]:
    """The occurrences that a decision is about now: of series all that are known."""
    return tuple(_every(about, _dates(session, about)))


def moves_of(session: Session, site_id: str) -> tuple[Move, ...]:
    """The moves of a site that hold, in the order they were decided."""
    holding = (DecisionRow.kind == "move", DecisionRow.field == site_id, DecisionRow.undone_at.is_(None))
    return tuple(_move(row) for row in session.scalars(select(DecisionRow).where(*holding).order_by(DecisionRow.id)))


def every_decision(session: Session) -> list[Decision]:
    """Every decision, undone ones too, the oldest first."""
    return [_decision(row) for row in session.scalars(select(DecisionRow).order_by(DecisionRow.id))]


def entries_about(session: Session, ids: Collection[str]) -> list[str]:
    """The ids of the entries that these occurrences, or those of these `series`, are in now."""
    found: set[str] = set()
    for some in chunks(sorted(set(occurrences_of(session, ids)))):
        found |= set(session.scalars(select(OccurrenceRow.entry_id).where(OccurrenceRow.id.in_(some))))
    return sorted(found)


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


Dates = Mapping[str, list[tuple[str, date]]]
"""The occurrences of series, each with its day (UTC: those of one evening share it)."""


def _dates(session: Session, about: Iterable[str]) -> Dates:
    records = sorted({each.removeprefix(_SERIES) for each in about if each.startswith(_SERIES)})
    found: dict[str, list[tuple[str, date]]] = {series(record): [] for record in records}
    for some in chunks(records):
        rows = select(OccurrenceRow.id, OccurrenceRow.record_id, OccurrenceRow.starts_at)
        for row in session.execute(rows.where(OccurrenceRow.record_id.in_(some)).order_by(OccurrenceRow.id)):
            found[series(row.record_id)].append((row.id, row.starts_at.date()))
    return found


def _every(about: Iterable[str], dates: Dates) -> list[str]:
    return [id_ for each in about for id_ in ([id_ for id_, _ in dates[each]] if each in dates else [each])]


def _by_day(about: Collection[str], dates: Dates) -> list[list[str]]:
    """What a merge unites: the occurrences it names, or those of its series day by day."""
    named = [each for each in about if each not in dates]
    days: dict[date, list[str]] = {}
    for each in about:
        for id_, day in dates.get(each, ()):
            days.setdefault(day, []).append(id_)
    return [named, *days.values()]


def _listed(ids: str | Collection[str]) -> list[str]:
    return [ids] if isinstance(ids, str) else sorted(set(ids))


def _move(row: DecisionRow) -> Move:
    value = json.loads(row.value)
    until = None if value["until"] is None else date.fromisoformat(value["until"])
    place = Place(**known_parts(Place, value["place"]))
    return Move(row.field, place, date.fromisoformat(value["from"]), until, row.id, row.reason)


def _ids(about: Any) -> tuple[str, ...]:
    return tuple(id_ for item in about for id_ in ([item] if isinstance(item, str) else item))


def _decision(row: DecisionRow) -> Decision:
    value = json.loads(row.value) if row.value else None
    about = _ids(json.loads(row.about))
    return Decision(
        row.id, row.kind, about, row.field, value, row.author, row.reason, row.decided_at, row.undone_at, row.undone_by
    )  # fmt: skip
