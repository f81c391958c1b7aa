"""A group of statements -> the draft of its entry: who counts, whose id it has, what it is made of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from federation.domain.drawn import span
from federation.domain.matching import Decisions, Group, Statement
from federation.domain.merging import Merged, merge
from federation.domain.payload import dump
from federation.store.decisions import Decided
from federation.store.entries import Draft
from federation.store.matching.shelf import StoreShelf
from federation.store.records import TIMES


def leader(group: Group, shelf: StoreShelf) -> str:
    """The member that founded the entry: the one seen first, then the least id. It gives the entry its id."""
    return min(group, key=lambda member: (shelf.rows[member.id].first_seen_at, member.id)).id


def entry_of(group: Group, shelf: StoreShelf, decided: Decided) -> Draft:
    """What the entry of a group should say.

    It says what sources of the network file say, as long as there is one among them; those that left the file only
    keep it what it was. Without any it is hidden.
    """
    listed = tuple(member for member in group if shelf.listed(member.id))
    heard, pins = listed or group, _pins(group, decided.decisions)
    hidden = not listed or not decided.hidden.isdisjoint(member.id for member in group)
    first_seen_at = min(shelf.rows[member.id].first_seen_at for member in group)
    if len(group) == 1 and not pins:
        return Draft(group[0].id, (group[0].teller.site,), _as_told(group[0], shelf), first_seen_at, hidden=hidden)
    merged = merge(heard, Decisions(pinned={heard[0].id: pins}))
    columns = _columns(merged, heard, shelf)
    return Draft(leader(group, shelf), merged.hosts, columns, first_seen_at, _made_of(merged), hidden)


def _pins(group: Group, decisions: Decisions) -> dict[str, Any]:
    pins: dict[str, Any] = {}
    for member in reversed(group):
        pins |= decisions.pinned.get(member.id, {})
    return pins


def _as_told(one: Statement, shelf: StoreShelf) -> dict[str, Any]:
    row = shelf.rows[one.id]
    columns = {name: getattr(row, name) for name in TIMES}
    return {**columns, "payload": row.payload or row.record_payload, "recurring": row.recurring}


def _columns(merged: Merged, heard: Sequence[Statement], shelf: StoreShelf) -> dict[str, Any]:
    when = span(merged.event)
    return {
        "starts_at": when.starts_at,
        "ends_at": when.ends_at,
        "over_at": when.over_at,
        "all_day": merged.event.all_day,
        "zone": merged.event.zone,
        "withdrawn_at": _withdrawn_at(merged, heard, shelf),
        "payload": dump(merged.event),
        "recurring": any(shelf.rows[member.id].recurring for member in heard),
    }


def _withdrawn_at(merged: Merged, heard: Sequence[Statement], shelf: StoreShelf) -> datetime | None:
    """When the last of its hosts withdrew it."""
    if not merged.withdrawn:
        return None
    rows = [shelf.rows[member.id] for member in heard if member.teller.site in merged.hosts]
    return max((row.withdrawn_at for row in rows if row.withdrawn_at is not None), default=None)


def _made_of(merged: Merged) -> str:
    parts = {
        "hosts": merged.hosts,
        "records": merged.records,
        "provenance": dict(sorted(merged.provenance.items())),
        "conflicts": [[conflict.code, *map(list, conflict.said)] for conflict in merged.conflicts],
    }
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
