"""A group of statements -> the draft of its entry: who counts, whose id it has, what it is made of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from federation.domain.drawn import span
from federation.domain.event import Event, Place
from federation.domain.matching import Decisions, Group, Statement, Teller
from federation.domain.merging import PEOPLE, Merged, merge
from federation.domain.payload import dump, event_from, to_plain, undated
from federation.domain.site_annexes import housed
from federation.domain.site_moves import move_of
from federation.store.decisions import Decided
from federation.store.entries import Draft
from federation.store.matching.shelf import StoreShelf
from federation.store.occurrences import TIMES


def leader(group: Group, shelf: StoreShelf) -> str:
    """The member that founded the entry: the one seen first, then the least id. It gives the entry its id."""
    return min(group, key=lambda member: (shelf.rows[member.id].first_seen_at, member.id)).id


def entry_of(group: Group, shelf: StoreShelf, decided: Decided) -> Draft:
    """What the entry of a group should say.

    It says what sources of the network file say, as long as there is one among them; those that left the file only
    keep it what it was. Without any it is hidden. What its leading site hosts goes along when that has moved, and has
    the address of its other place when it is held there, unless people pinned the place.
    """
    listed = tuple(member for member in group if shelf.listed(member.id))
    heard, pins = listed or group, _pins(group, decided.decisions)
    hidden = not listed or not decided.hidden.isdisjoint(member.id for member in group)
    first_seen_at = min(shelf.rows[member.id].first_seen_at for member in group)
    if len(group) == 1 and not pins:
        told = Draft(group[0].id, (group[0].teller.site,), _as_told(group[0], shelf), first_seen_at, hidden=hidden)
        return _rehoused(told, group[0].event, heard, decided)
    merged = merge(heard, Decisions(pinned={heard[0].id: pins}))
    columns = _columns(merged, heard, shelf)
    told = Draft(leader(group, shelf), merged.hosts, columns, first_seen_at, _made_of(merged), hidden)
    return told if "place" in pins else _rehoused(told, merged.event, heard, decided)


def _rehoused(told: Draft, event: Event, heard: Sequence[Statement], decided: Decided) -> Draft:
    """The draft where its leading site holds it: at another place of it, or at the one that it has moved to."""
    tellers = [one.teller for one in heard if one.teller.site == told.hosts[0]]
    place = _place(event, tellers, decided) if tellers else None
    if place is None:
        return told
    payload = dump(event_from(json.loads(told.columns["payload"]) | {"place": to_plain(place)}))
    made_of = told.made_of
    if made_of is not None:
        parts = json.loads(made_of)
        provenance = dict(sorted((parts["provenance"] | {"place": PEOPLE}).items()))
        made_of = json.dumps(parts | {"provenance": provenance}, ensure_ascii=False, separators=(",", ":"))
    return replace(told, columns={**told.columns, "payload": payload}, made_of=made_of)


def _place(event: Event, tellers: Sequence[Teller], decided: Decided) -> Place | None:
    site, home, names = tellers[0].site, tellers[0].home, tellers[0].names
    annexes = [one for one in decided.annexes if one.site == site]
    if annexes and (place := housed(event, {one.source for one in tellers}, home, names, annexes)):
        return place
    move = move_of(event, home, names, [one for one in decided.moves if one.site == site])
    return None if move is None else move.place


def _pins(group: Group, decisions: Decisions) -> dict[str, Any]:
    pins: dict[str, Any] = {}
    for member in reversed(group):
        pins |= decisions.pinned.get(member.id, {})
    return pins


def _as_told(one: Statement, shelf: StoreShelf) -> dict[str, Any]:
    row = shelf.rows[one.id]
    columns = {name: getattr(row, name) for name in TIMES}
    return {**columns, "payload": undated(row.payload or row.record_payload), "recurring": row.recurring}


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
