"""Entries made by other rules than these: seen by a digest of the code that makes them, and made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.store.matching.rebuild import rebuild_all
from federation.store.models import IndexedRow, OccurrenceRow
from federation.store.published import publish

_HOME = Path(__file__).parents[2]
_CODE = ("domain/marks.py", "domain/matching/*.py", "domain/merging/*.py", "store/matching/*.py")


def renew(session: Session, now: datetime) -> int | None:
    """Make every entry anew when other rules made them, and publish that; returns how many look different.

    None when these rules made them, or there are none. What one release drew marks by, another would look for in vain.
    """
    row = session.get(IndexedRow, 1, with_for_update=True)
    if row is not None and row.made_by == _rules():
        return None
    if session.scalar(select(OccurrenceRow.id).limit(1)) is None:
        note_rules(session)
        return None
    return renew_anyway(session, now)


def renew_anyway(session: Session, now: datetime) -> int:
    """The same, whoever made them."""
    different = rebuild_all(session, now)
    note_rules(session)
    if different:
        publish(session, now)
    return different


def note_rules(session: Session) -> None:
    """Note that these rules made all entries."""
    row = session.get(IndexedRow, 1)
    if row is None:
        row = IndexedRow(id=1, rules="", unpublished=False)
        session.add(row)
    row.made_by = _rules()
    session.flush()


@cache
def _rules() -> str:
    """The digest of the rules; reads some sixty small files, once."""
    digest = hashlib.blake2b(digest_size=8)
    for file in _files():
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _files() -> Iterable[Path]:
    return (file for pattern in _CODE for file in sorted(_HOME.glob(pattern)))
