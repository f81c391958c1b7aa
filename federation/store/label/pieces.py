"""What the pieces of verdicts are called: happenings by their titles."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.store.bulk import chunks
from federation.store.models import EntryRow


def titles(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """The titles of those of these ids that are entries shown to readers."""
    found: dict[str, str] = {}
    for some in chunks(sorted(set(ids))):
        rows = select(EntryRow.id, EntryRow.payload).where(EntryRow.id.in_(some), EntryRow.hidden_at.is_(None))
        found |= {row.id: json.loads(row.payload)["title"] for row in session.execute(rows)}
    return found
