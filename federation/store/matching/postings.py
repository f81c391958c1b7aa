"""Marks in the store: which occurrences have a mark, as rows that one probe of one tree finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import cast

from sqlalchemy import Table, bindparam, delete
from sqlalchemy.orm import Session

from federation.store.bulk import chunks, insert_values
from federation.store.models import MarkRow

_MARKS = cast(Table, MarkRow.__table__)

_TAKE_DOWN = delete(_MARKS).where(_MARKS.c.mark == bindparam("number"), _MARKS.c.occurrence_id == bindparam("id"))

_PROBES = 2000

Posted = list[tuple[str, int]]
"""Occurrences with the sources that tell them."""


def post(session: Session, marks: Iterable[tuple[int, str, Iterable[int]]]) -> None:
    """Add the marks of occurrences, each told as its source, its id and its marks."""
    rows = [(mark, occurrence, source) for source, occurrence, numbers in marks for mark in numbers]
    if rows:
        # In the order of their tree: a page of it is looked for once.
        insert_values(session, _MARKS, ("mark", "occurrence_id", "source_id"), sorted(rows))


def take_down(session: Session, marks: Mapping[str, Iterable[int]]) -> None:
    """Remove marks of occurrences, by their ids."""
    rows = [{"number": mark, "id": occurrence} for occurrence, numbers in marks.items() for mark in numbers]
    if rows:
        session.connection().execute(_TAKE_DOWN, rows)


def clear(session: Session) -> None:
    """Remove every mark."""
    session.execute(delete(_MARKS))


def posted(session: Session, marks: Iterable[int]) -> dict[int, Posted]:
    """The occurrences of each mark that has any; as many probes of one tree as there are marks."""
    found: defaultdict[int, Posted] = defaultdict(list)
    connection = session.connection()
    for some in chunks(sorted(set(marks)), _PROBES):
        # Numbers of ours, spelt out: a statement with so many parameters costs more to make than to answer.
        wanted = f"SELECT mark, occurrence_id, source_id FROM marks WHERE mark IN ({','.join(map(str, some))})"  # noqa: S608
        for mark, occurrence, source in connection.exec_driver_sql(wanted):
            found[mark].append((occurrence, source))
    return found
