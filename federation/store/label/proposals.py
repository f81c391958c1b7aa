"""A charter that somebody proposes: shown with what it would change, in force for nobody; one at a time.

It is replaced and taken back at will, and leaves no trace: what is decided is only what was adopted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from federation.errors import ConfigError, DecisionError
from federation.label.charter import Charter
from federation.store.label.charters import charter_name, read_charter, unfit
from federation.store.models import CharterProposalRow


@dataclass(frozen=True, slots=True)
class Proposal:
    """A charter with who proposes it, since an aware moment."""

    charter: Charter
    author: str
    proposed_at: datetime


def propose(session: Session, text: str, name: str, author: str, now: datetime) -> Charter:
    """Show a charter as proposed, in the place of the one proposed before; `name` is that of its file.

    Raises ConfigError for a file with a mistake, DecisionError for a charter that the network could never adopt.
    """
    charter = read_charter(text, name)
    if missing := unfit(session, charter):
        raise DecisionError(f"{charter.id} {charter.version}", missing, f"→ cantines label preview {name}")
    row = CharterProposalRow(id=charter.id, version=charter.version, text=text, author=author, proposed_at=now)
    session.merge(row)
    session.flush()
    return charter


def take_back(session: Session) -> str:
    """Show no charter as proposed any more; returns the version that was, "" when there was none."""
    row = session.get(CharterProposalRow, charter_name(session))
    if row is None:
        return ""
    session.execute(delete(CharterProposalRow).where(CharterProposalRow.id == row.id))
    return row.version


def proposed(session: Session, as_of: datetime) -> Proposal | None:
    """The charter proposed to the network at an aware moment; None too for one that this release cannot read."""
    row = session.get(CharterProposalRow, charter_name(session))
    if row is None or row.proposed_at > as_of:
        return None
    try:
        charter = read_charter(row.text)
    except ConfigError:
        # Another release took it. It binds nobody, and whoever proposes it again is told what to mend.
        return None
    return Proposal(charter, row.author, row.proposed_at)
