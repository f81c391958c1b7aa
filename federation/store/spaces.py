"""What sources say of the places: the latest word counts, every change stays as history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.domain.payload import dump
from federation.domain.site_payload import load_space
from federation.domain.space import Space
from federation.store.models import SourceRow, SpaceRow


@dataclass(frozen=True, slots=True)
class SpaceSeen:
    """A space as a source last told it: since when it is so, and when it was last seen to be."""

    space: Space
    seen_at: datetime
    changed_at: datetime
    source_key: str


def note(session: Session, source_id: int, space: Space, now: datetime) -> bool:
    """Keep what a source says of its place; returns whether that is news."""
    payload = dump(space)
    latest = session.scalar(
        select(SpaceRow)
        .where(SpaceRow.source_id == source_id)
        .order_by(SpaceRow.changed_at.desc(), SpaceRow.id.desc())
        .limit(1)
    )
    if latest is not None and latest.payload == payload:
        latest.seen_at = now
        return False
    session.add(SpaceRow(source_id=source_id, payload=payload, changed_at=now, seen_at=now))
    return True


def space(session: Session, site_id: str) -> SpaceSeen | None:
    """The freshest space of a site's sources; None when no source says anything of it."""
    row = session.execute(
        select(SpaceRow, SourceRow.key, SourceRow.last_success_at)
        .join(SourceRow, SourceRow.id == SpaceRow.source_id)
        .where(SourceRow.site_id == site_id, SourceRow.archived_at.is_(None))
        .order_by(SpaceRow.changed_at.desc(), SpaceRow.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    found, key, success = row
    return SpaceSeen(load_space(found.payload), max(found.seen_at, success or found.seen_at), found.changed_at, key)
