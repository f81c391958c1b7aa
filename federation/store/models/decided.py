"""What people decided, apart from all data."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from federation.store.models.base import Base


class DecisionRow(Base):
    """What somebody decided of entries: stronger than every rule, apart from all data, kept when undone.

    A `move` is about a site: `field` is its id, `value` the other place and the days.
    """

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), comment="merge, split, pin or hide")
    about: Mapped[str] = mapped_column(Text, comment="JSON: ids of occurrences; of a split, two lists of them")
    field: Mapped[str] = mapped_column(String(32), default="", comment="of a pin")
    value: Mapped[str] = mapped_column(Text, default="", comment="of a pin: JSON, as in payloads")
    author: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime]
    undone_at: Mapped[datetime | None] = mapped_column(comment="null: it holds")
    undone_by: Mapped[str] = mapped_column(Text, default="")
