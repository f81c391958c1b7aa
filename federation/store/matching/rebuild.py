"""Rebuilding: after a change, exactly those entries that it can touch; after everything, all of them.

`rebuild` is the increment. It costs a few probes of one tree for each occurrence that changed and, for those that share
a mark with others, the reading and comparing of these others: nothing depends on how much the store holds beside. It
gives the entries that rebuilding everything would give, whatever the order of the changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from federation.domain.happened import Kind
from federation.domain.marks import Voice, is_subject
from federation.domain.matching import Group, Match, Statement, match, regroup
from federation.store.bulk import chunks
from federation.store.decisions import Decided, decided
from federation.store.entries import draft, found_alone, lead_on, merged_ids, write
from federation.store.happened import untold
from federation.store.matching.groups import entry_of, leader
from federation.store.matching.postings import clear, post, posted, take_down
from federation.store.matching.shelf import StoreShelf
from federation.store.matching.voices import voices
from federation.store.models import OccurrenceRow, RecordRow, SourceRow
from federation.store.occurrences import New, Told, remark

_RENAME = (
    update(OccurrenceRow.__table__)  # type: ignore[arg-type]
    .where(OccurrenceRow.__table__.c.id == bindparam("occurrence"))
    .values(entry_id=bindparam("entry"))
)


def rebuild(session: Session, voice: Voice, added: Sequence[New], changed: Sequence[Told], now: datetime) -> int:
    """Bring the entries of what a source tells newly or differently up to date; returns how many look different."""
    if not added and not changed:
        return 0
    met = _met(session, voice, [*added, *changed])
    _repost(session, voice, [*added, *changed])
    return _rebuilt(session, voice, added, changed, met, now)


def redecide(session: Session, ids: Collection[str], now: datetime) -> int:
    """Bring the entries that a decision is about up to date, after it was written or undone."""
    return _regroup(session, dict.fromkeys(ids, ()), decided(session), now)


def rehouse(session: Session, site_id: str, now: datetime) -> int:
    """Bring the entries up to date that a site is still to hold, after it moved, has another place, or no longer."""
    coming = (
        select(OccurrenceRow.id)
        .join(RecordRow, RecordRow.id == OccurrenceRow.record_id)
        .join(SourceRow, SourceRow.id == RecordRow.source_id)
        .where(SourceRow.site_id == site_id, OccurrenceRow.over_at > now)
    )
    return redecide(session, session.scalars(coming).all(), now)


def revoice(session: Session, before: Mapping[int, Voice], now: datetime) -> int:
    """Bring the entries of sources up to date whose site, label or place in the network file changed since `before`."""
    after = voices(session, *before) if before else {}
    changed = [after[source] for source in sorted(before) if after[source] != before[source]]
    told = {voice.source_id: remark(session, voice) for voice in changed}
    met = {voice.source_id: _met(session, voice, told[voice.source_id]) for voice in changed}
    for voice in changed:
        _repost(session, voice, told[voice.source_id])
    for voice in changed:
        met[voice.source_id] |= _met(session, voice, told[voice.source_id])
    return sum(_rebuilt(session, voice, (), told[voice.source_id], met[voice.source_id], now) for voice in changed)


def rebuild_all(session: Session, now: datetime) -> int:
    """Draw all marks and rebuild all entries; returns how many look different: none, unless the rules changed.

    What only the rules changed is no news: nothing is told of it.
    """
    tellers = voices(session)
    clear(session)
    for source, voice in sorted(tellers.items()):
        post(session, source, {item.id: item.marks for item in remark(session, voice)})
    different = 0
    with untold(session, *Kind):
        for _, voice in sorted(tellers.items()):
            told = remark(session, voice)
            different += _rebuilt(session, voice, (), told, _met(session, voice, told), now)
    return different


def _met(session: Session, voice: Voice, touched: Sequence[New | Told]) -> set[str]:
    """Which of these share a mark with what another source tells, or repeat what their own does; now or before."""
    stored = posted(session, {mark for item in touched for mark in (*item.marks, *item.before)})
    subjects = Counter(mark for item in touched for mark in item.marks if is_subject(mark))
    shared = {mark for mark, rows in stored.items() if any(source != voice.source_id for _, source in rows)}
    shared |= {mark for mark, times in subjects.items() if times > 1}
    own = {mark: rows for mark, rows in stored.items() if is_subject(mark)}
    return {
        item.id
        for item in touched
        if not (shared.isdisjoint(item.marks) and shared.isdisjoint(item.before))
        or (own and any(id_ != item.id for mark in (*item.marks, *item.before) for id_, _ in own.get(mark, ())))
    }


def _repost(session: Session, voice: Voice, touched: Iterable[New | Told]) -> None:
    """Bring the marks of these up to date."""
    moved = [item for item in touched if item.before != item.marks]
    take_down(session, {item.id: set(item.before).difference(item.marks) for item in moved if item.before})
    new = {item.id: item.marks if not item.before else set(item.marks).difference(item.before) for item in moved}
    post(session, voice.source_id, new)


def _rebuilt(
    session: Session, voice: Voice, added: Sequence[New], changed: Sequence[Told], met: set[str], now: datetime
) -> int:
    people = decided(session)
    touching: list[New | Told] = [*added, *changed]
    if people.about:
        met |= people.about & {item.id for item in touching}
    if voice.teller.site in {*(one.site for one in people.moves), *(one.site for one in people.annexes)}:
        met |= {item.id for item in touching}
    met |= {item.id for item in changed if item.entry_id != item.id}
    met |= merged_ids(session, [item.id for item in changed])
    site, hidden = voice.teller.site, not voice.listed
    new = [item for item in added if item.id not in met]
    same = [draft(item, site, now, hidden=hidden) for item in changed if item.id not in met]
    different = found_alone(session, new, site, now, hidden=hidden) + write(session, same, now)
    touched = {item.id: (*item.marks, *item.before) for item in touching if item.id in met}
    return different + (_regroup(session, touched, people, now) if touched else 0)


def _regroup(session: Session, touched: Mapping[str, Collection[int]], people: Decided, now: datetime) -> int:
    """Group what these can touch anew, and write the entries of the groups that changed."""
    session.flush()
    shelf = StoreShelf(session)
    shelf.prepare(touched)
    near = shelf.sharing({mark for marks in touched.values() for mark in marks})
    partners = people.decisions.partners(touched)
    seeds = shelf.prepare({*touched, *(statement.id for statement in near), *partners})
    groups = regroup(seeds, (), shelf, people.decisions, _Compared(), shelf.keys)
    return _write(session, [group for group in groups if _changed(group, touched, shelf)], shelf, people, now)


class _Compared:
    """`match`, each two statements compared once."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], Match] = {}

    def __call__(self, a: Statement, b: Statement) -> Match:
        pair = (a.id, b.id) if a.id < b.id else (b.id, a.id)
        found = self.known.get(pair)
        if found is None:
            found = self.known[pair] = match(a, b)
        return found


def _changed(group: Group, touched: Collection[str], shelf: StoreShelf) -> bool:
    if any(member.id in touched for member in group):
        return True
    entries = {shelf.rows[member.id].entry_id for member in group}
    return len(entries) > 1 or len(shelf.members(group[0])) != len(group)


def _write(session: Session, groups: Sequence[Group], shelf: StoreShelf, people: Decided, now: datetime) -> int:
    leads = {member.id: lead for group in groups for lead in [leader(group, shelf)] for member in group}
    renamed = [{"occurrence": id_, "entry": lead} for id_, lead in leads.items() if shelf.rows[id_].entry_id != lead]
    different = write(session, [entry_of(group, shelf, people) for group in groups], now)
    different += lead_on(session, {id_: lead for id_, lead in leads.items() if id_ != lead}, now)
    for some in chunks(renamed):
        session.connection().execute(_RENAME, some)
    # What the session has read of them is no longer so.
    session.expire_all()
    return different
