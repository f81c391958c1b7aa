"""Rebuilding: after a change, exactly those entries that it can touch; after everything, all of them.

`rebuild` is the increment. It costs a few probes of one tree for each occurrence that changed and, for those that share
a mark with others, the reading and comparing of these others: nothing depends on how much the store holds beside. It
gives the entries that rebuilding everything would give, whatever the order of the changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

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


class Heard(NamedTuple):
    """What one source told in one visit that it had not told before: new occurrences, and those told differently."""

    voice: Voice
    added: Sequence[New] = ()
    changed: Sequence[Told] = ()

    @property
    def touched(self) -> list[New | Told]:
        """All of them."""
        return [*self.added, *self.changed]


def rebuild(session: Session, heard: Sequence[Heard], now: datetime) -> Counter[int]:
    """Bring the entries of what sources tell newly or differently up to date, of each source once.

    Returns how many of the entries that a source took part in look different, by its id.
    """
    heard = [one for one in heard if one.added or one.changed]
    if not heard:
        return Counter()
    met = _met(session, heard)
    _repost(session, heard)
    return _rebuilt(session, heard, met, now)


def redecide(session: Session, ids: Collection[str], now: datetime) -> int:
    """Bring the entries that a decision is about up to date, after it was written or undone."""
    return sum(times for _, times in _regroup(session, dict.fromkeys(ids, ()), decided(session), now))


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
    heard = [Heard(voice, (), remark(session, voice)) for voice in changed]
    met = _met(session, heard)
    _repost(session, heard)
    met |= _met(session, heard)
    return _rebuilt(session, heard, met, now).total()


def rebuild_all(session: Session, now: datetime) -> int:
    """Draw all marks and rebuild all entries; returns how many look different: none, unless the rules changed.

    What only the rules changed is no news: nothing is told of it.
    """
    tellers = voices(session)
    clear(session)
    for _, voice in sorted(tellers.items()):
        post(session, [(voice.source_id, item.id, item.marks) for item in remark(session, voice)])
    different = 0
    with untold(session, *Kind):
        for _, voice in sorted(tellers.items()):
            heard = [Heard(voice, (), remark(session, voice))]
            different += _rebuilt(session, heard, _met(session, heard), now).total()
    return different


def _met(session: Session, heard: Iterable[Heard]) -> set[str]:
    """Which of these share a mark with what another source tells, or repeat what their own does; now or before."""
    told = [(one.voice.source_id, item, (*item.marks, *item.before)) for one in heard for item in one.touched]
    sources: dict[int, int] = {}
    shared = {mark for source, _, marks in told for mark in marks if sources.setdefault(mark, source) != source}
    subjects = Counter((source, mark) for source, item, _ in told for mark in item.marks if is_subject(mark))
    stored = posted(session, sources)
    shared |= {mark for mark, rows in stored.items() if any(source != sources[mark] for _, source in rows)}
    repeated = {both for both, times in subjects.items() if times > 1}
    own = {mark: rows for mark, rows in stored.items() if is_subject(mark)}
    return {
        item.id
        for source, item, marks in told
        if not shared.isdisjoint(marks)
        or (repeated and any((source, mark) in repeated for mark in marks))
        or (own and any(id_ != item.id for mark in marks for id_, _ in own.get(mark, ())))
    }


def _repost(session: Session, heard: Iterable[Heard]) -> None:
    """Bring the marks of these up to date."""
    moved = [(one.voice.source_id, item) for one in heard for item in one.touched if item.before != item.marks]
    take_down(session, {item.id: set(item.before).difference(item.marks) for _, item in moved if item.before})
    post(
        session,
        [
            (source, item.id, item.marks if not item.before else set(item.marks).difference(item.before))
            for source, item in moved
        ],
    )


def _rebuilt(session: Session, heard: Sequence[Heard], met: set[str], now: datetime) -> Counter[int]:
    people = decided(session)
    met |= _people_met(people, heard)
    changed = [item for one in heard for item in one.changed]
    met |= {item.id for item in changed if item.entry_id != item.id}
    met |= merged_ids(session, [item.id for item in changed])
    different, drafts, tellers = Counter[int](), [], dict[str, int]()
    for voice, added, told in heard:
        site, hidden = voice.teller.site, not voice.listed
        new = [item for item in added if item.id not in met]
        different[voice.source_id] += found_alone(session, new, site, now, hidden=hidden)
        same = [draft(item, site, now, hidden=hidden) for item in told if item.id not in met]
        drafts += same
        tellers |= {item.id: voice.source_id for item in same}
    different.update(tellers[id_] for id_ in write(session, drafts, now))
    touched = {item.id: (*item.marks, *item.before) for one in heard for item in one.touched if item.id in met}
    if touched:
        # An entry of several sources that looks different is news of each of them that told something new.
        sources = {item.id: one.voice.source_id for one in heard for item in one.touched if item.id in met}
        for group, times in _regroup(session, touched, people, now):
            at_work = {sources[member.id] for member in group if member.id in sources} or set(sources.values())
            different.update(dict.fromkeys(at_work, times))
    return different


def _people_met(people: Decided, heard: Iterable[Heard]) -> set[str]:
    """Which of these a decision of people is about."""
    sites = {*(one.site for one in people.moves), *(one.site for one in people.annexes)}
    about = people.about
    return {
        item.id
        for one in heard
        if about or sites
        for item in one.touched
        if item.id in about or one.voice.teller.site in sites
    }


def _regroup(
    session: Session, touched: Mapping[str, Collection[int]], people: Decided, now: datetime
) -> list[tuple[Group, int]]:
    """Group what these can touch anew, and write the entries of the groups that changed.

    Returns these groups, each with how many of its entries look different.
    """
    session.flush()
    shelf = StoreShelf(session)
    shelf.prepare(touched)
    near = shelf.sharing({mark for marks in touched.values() for mark in marks})
    partners = people.decisions.partners(touched)
    seeds = shelf.prepare({*touched, *(statement.id for statement in near), *partners})
    groups = regroup(seeds, (), shelf, people.decisions, _Compared(), shelf.keys)
    changed = [group for group in groups if _changed(group, touched, shelf)]
    different = _write(session, changed, shelf, people, now)
    return [(group, sum(member.id in different for member in group)) for group in changed]


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


def _write(session: Session, groups: Sequence[Group], shelf: StoreShelf, people: Decided, now: datetime) -> set[str]:
    leads = {member.id: lead for group in groups for lead in [leader(group, shelf)] for member in group}
    renamed = [{"occurrence": id_, "entry": lead} for id_, lead in leads.items() if shelf.rows[id_].entry_id != lead]
    different = write(session, [entry_of(group, shelf, people) for group in groups], now)
    different |= lead_on(session, {id_: lead for id_, lead in leads.items() if id_ != lead}, now)
    for some in chunks(renamed):
        session.connection().execute(_RENAME, some)
    if renamed:
        # What the session has read of them is no longer so.
        for row in [row for row in session.identity_map.values() if isinstance(row, OccurrenceRow)]:
            session.expire(row)
    return different
