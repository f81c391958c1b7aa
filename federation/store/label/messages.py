"""The journal of what operators and the committee are to be told; each thing once. Nobody sends it from here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.label.reminders import Message
from federation.store.bulk import chunks
from federation.store.models import MessageRow


@dataclass(frozen=True, slots=True)
class Noted:
    """A message, when it was noted, and when it was sent: None as long as it is only shown."""

    message: Message
    noted_at: datetime
    sent_at: datetime | None = None


def note(session: Session, messages: Iterable[Message], now: datetime) -> tuple[Message, ...]:
    """Note what was not noted before, in the caller's transaction; returns what is new."""
    found = {(one.site, one.kind, one.key): one for one in messages}
    known: set[tuple[str, str, str]] = set()
    for some in chunks(sorted({site for site, _, _ in found})):
        rows = select(MessageRow.site_id, MessageRow.kind, MessageRow.key).where(MessageRow.site_id.in_(some))
        known |= set(session.execute(rows).all())
    fresh = tuple(one for name, one in found.items() if name not in known)
    for one in fresh:
        payload = json.dumps(dict(one.data), ensure_ascii=False)
        session.add(
            MessageRow(site_id=one.site, kind=one.kind, key=one.key, payload=payload, noted_at=now, sent_at=None)
        )
    session.flush()
    return fresh


def messages(session: Session, site_ids: Sequence[str] = (), most: int = 200) -> list[Noted]:
    """What was noted about these sites, or about all, the latest first."""
    rows = select(MessageRow).order_by(MessageRow.id.desc()).limit(most)
    rows = rows.where(MessageRow.site_id.in_(sorted(set(site_ids)))) if site_ids else rows
    return [
        Noted(Message(row.site_id, row.kind, row.key, json.loads(row.payload)), row.noted_at, row.sent_at)
        for row in session.scalars(rows)
    ]
