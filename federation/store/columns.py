"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine


@lru_cache(maxsize=4096)
def _text(moment: datetime) -> str:
    # Moments come in flocks: those of an occurrence are those of its entry, and a visit has one of its own. Only ever
    # asked with UTC: in a zone, the two hours of a change to winter time would be one and the same key.
    return moment.isoformat(" ", "microseconds")[:26]


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC moment: `timestamptz` on PostgreSQL; on SQLite, which has no zones, UTC text that sorts by time.

    The text is what SQLAlchemy itself would write, `2026-11-22 17:30:00.000000`, made several times faster: a cold
    run binds half a million of them.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite."""
        return dialect.type_descriptor(String(26) if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse naive moments at the door; store UTC."""
        return binder(dialect)(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Always aware, always UTC."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        moment: datetime = value
        return moment.astimezone(UTC)


def binder(dialect: Dialect) -> Callable[[datetime | None], Any]:
    """What turns a moment into what the driver of a database stores; raises ValueError for a naive one."""
    return _as_text if dialect.name == "sqlite" else _as_utc


def _as_text(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return _text(moment if moment.tzinfo is UTC else _in_utc(moment))


def _as_utc(moment: datetime | None) -> datetime | None:
    return moment if moment is None or moment.tzinfo is UTC else _in_utc(moment)


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"naive date-time {moment!r} for a UTC column")
    return moment.astimezone(UTC)
