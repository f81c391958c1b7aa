"""What changed in the agenda, for those who follow changes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from federation.store.models.base import Base


class HappenedRow(Base):
    """One change that readers care for (`domain.happened`): of an entry, or of all that a site announces."""

    __tablename__ = "happened"
    __table_args__ = (
        Index("ix_happened_at", "happened_at", "id"),  # what changed last?
        Index("ix_happened_entry", "entry_id", "happened_at"),  # how often did this entry change?
        Index("ix_happened_site", "site_id", "happened_at"),  # what changed last at this place?
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[str | None] = mapped_column(String(20), comment="null: all entries of the site")
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), comment="which led the entry then")
    kind: Mapped[str] = mapped_column(String(16))
    happened_at: Mapped[datetime]
    details: Mapped[str] = mapped_column(Text, comment="JSON: title, start and zone then; was and now")
