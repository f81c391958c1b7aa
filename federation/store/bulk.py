"""Many rows at once: as many as one list of a question may hold, and new ones bound by the driver itself.

What a cold visit brings costs half as much so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Table
from sqlalchemy.orm import Session

from federation.store.columns import UtcDateTime, binder

T = TypeVar("T")
CHUNK = 400
"""Most values in one IN list, well under SQLite's limit."""


def chunks(items: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The items, so many at a time as one IN list may hold."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def insert_rows(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all tell the same columns, two or more of them; the others stay null."""
    if not rows:
        return
    names = tuple(rows[0])
    insert_values(session, table, names, _bound(session, table, names, list(map(itemgetter(*names), rows))))


def insert_values(session: Session, table: Table, names: Sequence[str], values: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows as the driver takes them; columns that are not told stay null."""
    if not values:
        return
    connection = session.connection()
    signs = ", ".join(["?" if connection.dialect.name == "sqlite" else "%s"] * len(names))
    # Names of ours; the values are bound.
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({signs})"  # noqa: S608
    connection.exec_driver_sql(statement, list(values))


def bind(session: Session) -> Callable[[datetime | None], Any]:
    """What turns a moment into what `insert_values` takes."""
    return binder(session.get_bind().dialect)


def bind_flag(session: Session) -> Callable[[bool], Any]:
    """What turns a truth into what `insert_values` takes: SQLite has none, and its driver looks for each in vain."""
    return int if session.get_bind().dialect.name == "sqlite" else bool


def _bound(
    session: Session, table: Table, names: Sequence[str], values: list[tuple[Any, ...]]
) -> Sequence[tuple[Any, ...]]:
    """The values as the driver takes them: only moments are told otherwise than here."""
    columns: list[Iterable[Any]] = list(zip(*values, strict=True))
    for at, name in enumerate(names):
        if isinstance(table.c[name].type, UtcDateTime):
            columns[at] = map(bind(session), columns[at])
    return list(zip(*columns, strict=True))
