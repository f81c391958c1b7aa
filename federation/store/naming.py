"""Entries by whatever people call them: an id, the address of a page, a UID."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.domain.identity import public_uid
from federation.store.models import EntryRow

_ID = re.compile(r"(?:^|/evenements/)([0-9a-f]{20})(?:\.[a-z]+)?(?:[?#].*)?$")
_UID = re.compile(r"(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$")


def entry_named(session: Session, name: str) -> str | None:
    """The id of the entry that an id, the address of its page or the hub's UID names; None for none.

    Hidden entries count. What became part of another gives that other. A UID is a digest of an id, so it is looked for
    among all of them: half a second among 300 000.
    """
    name = name.strip().lower()
    if found := _UID.match(name):
        ids = session.scalars(select(EntryRow.id).execution_options(yield_per=5000))
        entry_id = next((id_ for id_ in ids if public_uid(id_) == found[1]), "")
    else:
        entry_id = found[1] if (found := _ID.search(name)) else ""
    return _in_the_end(session, entry_id)


def _in_the_end(session: Session, entry_id: str) -> str | None:
    """Where an entry went: merged ones lead on, one after the other."""
    row = session.get(EntryRow, entry_id)
    while row is not None and row.merged_into is not None:
        row = session.get(EntryRow, row.merged_into)
    return None if row is None else row.id
