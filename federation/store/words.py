"""The words of entries, written: what they are found by, and how many of them say each offered word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from federation.domain.entry import Entry
from federation.domain.searching import Indexed, indexed
from federation.domain.taxonomy import Classified
from federation.store.bulk import chunks
from federation.store.models import OfferedRow, WordsRow

_UNKNOWN = Classified()
_INSERT = {
    "sqlite": "INSERT INTO words (entry_id, tokens, shown) VALUES (?, ?, ?)",
    "postgresql": "INSERT INTO words (entry_id, tokens, shown)"
    " VALUES (%s, array_to_tsvector(string_to_array(%s, ' ')), %s)",
}
# The spelling that sorts last: with accents, whatever was written first.
_COUNT = {
    "sqlite": "INSERT INTO offered (word, written, size, entries) VALUES (?, ?, ?, ?) ON CONFLICT (word) DO UPDATE"
    " SET entries = entries + excluded.entries, written = max(written, excluded.written)",
    "postgresql": "INSERT INTO offered (word, written, size, entries) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT (word) DO UPDATE SET entries = offered.entries + excluded.entries,"
    ' written = GREATEST(offered.written COLLATE "C", excluded.written COLLATE "C")',
}


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the store holds of an entry."""

    tokens: frozenset[str]
    shown: tuple[str, ...]


def write(session: Session, entries: Sequence[Entry], classified: Mapping[str, Classified]) -> set[str]:
    """Bring the words of these entries up to date; returns the ids of those that are found otherwise than before."""
    fresh = {entry.id: indexed(entry, classified.get(entry.id, _UNKNOWN)) for entry in entries}
    kept = _kept(session, fresh)
    different = {id_: item for id_, item in fresh.items() if id_ not in kept or kept[id_] != _Kept(*_told(item))}
    if not different:
        return set()
    gone = {id_: kept[id_] for id_ in different if id_ in kept}
    _take_down(session, gone)
    rows = [(id_, " ".join(item.tokens), " ".join(item.shown)) for id_, item in different.items()]
    connection = session.connection()
    connection.exec_driver_sql(_INSERT[connection.dialect.name], rows)
    _count(session, different.values(), gone.values())
    return set(different)


def forget(session: Session, ids: Iterable[str]) -> set[str]:
    """Let entries be found no more; returns the ids of those that were."""
    kept = _kept(session, ids)
    _take_down(session, kept)
    _count(session, (), kept.values())
    return set(kept)


def _told(item: Indexed) -> tuple[frozenset[str], tuple[str, ...]]:
    return frozenset(item.tokens), tuple(item.shown)


def _kept(session: Session, ids: Iterable[str]) -> dict[str, _Kept]:
    embedded = session.get_bind().dialect.name == "sqlite"
    tokens = WordsRow.tokens if embedded else func.array_to_string(func.tsvector_to_array(WordsRow.tokens), " ")
    found: dict[str, _Kept] = {}
    for some in chunks(sorted(ids)):
        rows = select(WordsRow.entry_id, tokens.label("tokens"), WordsRow.shown).where(WordsRow.entry_id.in_(some))
        for row in session.execute(rows):
            found[row.entry_id] = _Kept(frozenset(row.tokens.split()), tuple(row.shown.split()))
    return found


def _take_down(session: Session, ids: Iterable[str]) -> None:
    for some in chunks(sorted(ids)):
        session.execute(delete(WordsRow).where(WordsRow.entry_id.in_(some)))


def _count(session: Session, come: Iterable[Indexed], gone: Iterable[_Kept]) -> None:
    """Count which words some entries say now, and which they said."""
    written: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for item in come:
        numbers.update(item.shown.keys())
        for word, spelling in item.shown.items():
            written[word] = max(spelling, written.get(word, ""))
    for kept in gone:
        numbers.subtract(kept.shown)
    # In one order, so that two workers never wait for each other.
    rows = [(word, written.get(word, ""), len(word), number) for word, number in sorted(numbers.items()) if number]
    if not rows:
        return
    connection = session.connection()
    connection.exec_driver_sql(_COUNT[connection.dialect.name], rows)
    session.execute(delete(OfferedRow).where(OfferedRow.entries <= 0))
