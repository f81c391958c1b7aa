"""Entries as rows: writes what they should say, and touches only what is different.

An entry has the id of the occurrence that founded it, for ever. What becomes part of another keeps its row and says
where it went; when it comes back, it is the same entry. `sequence` and `changed_at` move only when readers could see a
difference in what it says. What readers must know of a change goes into the journal (`happened`), and the start that an
entry had before it was moved stays with it: only of entries that they saw, never of those that are founded.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from federation.domain.happened import FIELDS, Shown, former_start, happened
from federation.domain.merging import PEOPLE
from federation.domain.payload import event_from, undated
from federation.store.bulk import bind, bind_flag, chunks, insert_rows, insert_values
from federation.store.happened import News, dump_former, load_former, note
from federation.store.models import CoHostRow, EntryRow, OccurrenceRow
from federation.store.occurrences import TIMES, New, Told, told_times

_ENTRIES = cast(Table, EntryRow.__table__)
_CO_HOSTS = cast(Table, CoHostRow.__table__)


@dataclass(frozen=True, slots=True)
class Draft:
    """What an entry should say. `made_of` is None for one record; `hosts` begin with the leading site."""

    id: str
    hosts: tuple[str, ...]
    columns: Mapping[str, Any]
    first_seen_at: datetime
    made_of: str | None = None
    hidden: bool = False


def draft(told: Told, site_id: str, first_seen_at: datetime, *, hidden: bool = False) -> Draft:
    """The entry of an occurrence that nobody else tells."""
    columns = _shown(told, {name: told.columns[name] for name in TIMES})
    return Draft(told.id, (site_id,), columns, first_seen_at, hidden=hidden)


def write(session: Session, drafts: Sequence[Draft], now: datetime) -> set[str]:
    """Bring these entries up to date, the missing ones founded; returns those that readers see differently, by id."""
    different, missing, news = set[str](), list[Draft](), list[News]()
    for some in chunks(drafts):
        rows = _rows(session, [item.id for item in some])
        for item in some:
            if item.id not in rows:
                missing.append(item)
            else:
                before = _seen(rows[item.id])
                if _rewrite(session, rows[item.id], item, now):
                    different.add(item.id)
                news += _news(session, before, rows[item.id], now)
    session.flush()
    note(session, news, now)
    _found(session, missing, now)
    return different | {item.id for item in missing}


def _found(session: Session, drafts: Sequence[Draft], now: datetime) -> None:
    """Insert entries that were never there before."""
    bound = bind(session)
    at = bound(now)
    rows = []
    for item in drafts:
        told = item.columns
        seen = (item.hosts[0], bound(item.first_seen_at), at if item.hidden else None, item.made_of, at, 0)
        when = (bound(told["starts_at"]), bound(told["ends_at"]), bound(told["over_at"]), told["all_day"], told["zone"])
        rows.append((item.id, *seen, *when, bound(told["withdrawn_at"]), told["payload"], told["recurring"]))
    insert_values(session, _ENTRIES, _NEW_ENTRY, rows)
    _hold_together(session, drafts)


def found_alone(session: Session, new: Sequence[New], site_id: str, now: datetime, *, hidden: bool) -> int:
    """Insert the entries of new occurrences of a site that nobody else tells; returns how many."""
    # Of a cold visit nearly all are: no drafts are made of them, and only what they tell is bound.
    bound, flag = bind(session), bind_flag(session)
    at = bound(now)
    seen = (site_id, at, at, 0)
    rows = [(item.id, *seen, *item.times, undated(item.payload), flag(item.recurring)) for item in new]
    if hidden:
        insert_values(session, _ENTRIES, (*_ALONE, "hidden_at"), [(*row, at) for row in rows])
    else:
        insert_values(session, _ENTRIES, _ALONE, rows)
    return len(rows)


def _shown(told: Told, columns: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**columns, "payload": undated(told.payload), "recurring": told.recurring}


_TIMED = ("starts_at", "ends_at", "over_at", "all_day", "zone")
_ALONE = ("id", "site_id", "first_seen_at", "changed_at", "sequence", *_TIMED, "payload", "recurring")
_NEW_ENTRY = (
    *("id", "site_id", "first_seen_at", "hidden_at", "made_of", "changed_at", "sequence"),
    *(*_TIMED, "withdrawn_at", "payload", "recurring"),
)


def lead_on(session: Session, away: Mapping[str, str], now: datetime) -> set[str]:
    """Entries that became part of another (id → that one) lead there; returns the ids of those that did not before."""
    different = set()
    for some in chunks(sorted(away)):
        for id_, row in _rows(session, some).items():
            if row.merged_into != away[id_]:
                if _hosts(row.made_of)[1:]:
                    _leave(session, id_)
                row.merged_into, row.hidden_at, row.made_of = away[id_], row.hidden_at or now, None
                row.indexed_with, row.changed_at = None, now
                different.add(id_)
    session.flush()
    return different


def merged_ids(session: Session, ids: Iterable[str]) -> set[str]:
    """Which of these entries are made of several records, or became part of another."""
    found: set[str] = set()
    merged = EntryRow.made_of.is_not(None) | EntryRow.merged_into.is_not(None)
    for some in chunks(sorted(set(ids))):
        found |= set(session.scalars(select(EntryRow.id).where(EntryRow.id.in_(some), merged)))
    return found


def _rows(session: Session, ids: Sequence[str]) -> dict[str, EntryRow]:
    return {row.id: row for row in session.scalars(select(EntryRow).where(EntryRow.id.in_(ids)))}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What readers saw of an entry before it was rewritten."""

    payload: str
    starts_at: datetime
    ends_at: datetime | None
    all_day: bool
    zone: str
    withdrawn_at: datetime | None
    over_at: datetime
    hidden_at: datetime | None
    made_of: str | None

    @property
    def shown(self) -> Shown:
        """The entry as a value."""
        return Shown(event_from(json.loads(self.payload), told_times(self)), self.withdrawn_at is not None)


_SEEN = tuple(_Seen.__dataclass_fields__)
_TOLD = ("payload", "starts_at", "all_day", "zone", "withdrawn_at")


def _seen(row: EntryRow) -> _Seen:
    return _Seen(*(getattr(row, name) for name in _SEEN))


def _news(session: Session, before: _Seen, row: EntryRow, now: datetime) -> list[News]:
    """What readers must know of a rewritten entry; keeps the start it had, while it is to come."""
    after = _seen(row)
    if all(getattr(before, name) == getattr(after, name) for name in _TOLD):
        return []
    if before.over_at <= now:
        # Over: history that is corrected, or another happening under the same name.
        row.former = None
        return []
    if before.hidden_at is not None or after.hidden_at is not None:
        return []
    was, told = before.shown, after.shown
    same = _same_teller(session, row.id, before.made_of, after.made_of)
    if "start" in same:
        row.former = dump_former(former_start(load_former(row.former, row.zone), was.event, told.event))
    what = happened(was, told, same_teller=same)
    return [News(row.id, row.site_id, told.event, row.starts_at, what)] if what else []


def _same_teller(session: Session, entry_id: str, before: str | None, after: str | None) -> Collection[str]:
    """The fields that somebody tells now who told the entry before, or that people have set."""
    made_of = None if after is None else json.loads(after)
    told_before = None if before is None else set(json.loads(before)["records"])
    if made_of is None or (told_before is not None and told_before.issuperset(made_of["records"])):
        return FIELDS
    if told_before is None:
        # One record's until now; its occurrences say so until they are renamed.
        told_before = set(session.scalars(select(OccurrenceRow.record_id).where(OccurrenceRow.entry_id == entry_id)))
    return {field for field in FIELDS if made_of["provenance"].get(field) in told_before | {PEOPLE}}


def _rewrite(session: Session, row: EntryRow, item: Draft, now: datetime) -> bool:
    columns = {**item.columns, "site_id": item.hosts[0]}
    # A withdrawn entry keeps its first date of withdrawal.
    if columns["withdrawn_at"] is not None and row.withdrawn_at is not None:
        columns["withdrawn_at"] = row.withdrawn_at
    different = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    co_hosts = _hosts(row.made_of)[1:]
    if different or co_hosts != item.hosts[1:]:
        row.sequence += 1
        row.changed_at = now
    hidden_at = (row.hidden_at or now) if item.hidden else None
    if (row.hidden_at is None, row.merged_into) != (hidden_at is None, None):
        # Whoever follows changes must hear that it came or went, though it says the same.
        row.changed_at = now
    seen = bool(different) or (row.hidden_at, row.made_of, row.merged_into) != (hidden_at, item.made_of, None)
    row.hidden_at, row.made_of, row.merged_into = hidden_at, item.made_of, None
    if seen:
        row.indexed_with = None
    if co_hosts != item.hosts[1:]:
        _leave(session, row.id)
        _hold_together(session, [item])
    return seen


def _hosts(made_of: str | None) -> tuple[str, ...]:
    return () if made_of is None else tuple(json.loads(made_of)["hosts"])


def _leave(session: Session, entry_id: str) -> None:
    session.execute(delete(_CO_HOSTS).where(_CO_HOSTS.c.entry_id == entry_id))


def _hold_together(session: Session, drafts: Iterable[Draft]) -> None:
    rows = [{"site_id": site, "entry_id": item.id} for item in drafts for site in item.hosts[1:]]
    insert_rows(session, _CO_HOSTS, rows)
