"""The published version: a number that rises whenever readers could see a difference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from federation.store.models import PublishedRow


@dataclass(frozen=True, slots=True)
class Published:
    """The version and the UTC moment it came into force; version 0 before anything was published."""

    version: int
    changed_at: datetime


NOTHING = Published(0, datetime(2000, 1, 1, tzinfo=UTC))


def published(session: Session) -> Published:
    """The version in force."""
    row = session.execute(select(PublishedRow.version, PublishedRow.changed_at)).first()
    return Published(row.version, row.changed_at) if row else NOTHING


_PUBLISHED = cast(Table, PublishedRow.__table__)
_RAISE = (
    update(_PUBLISHED).values(version=_PUBLISHED.c.version + 1, changed_at=bindparam("now")).where(_PUBLISHED.c.id == 1)
)


def publish(session: Session, now: datetime) -> int:
    """Raise the version by one, in the caller's transaction."""
    connection = session.connection()
    if not connection.execute(_RAISE, {"now": now}).rowcount:
        connection.execute(insert(_PUBLISHED).values(id=1, version=1, changed_at=now))
    return published(session).version
