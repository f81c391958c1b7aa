"""What an entry was found to be: the facets that readers choose by, and where it takes place."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from federation.store.models.base import Base


class FacetRow(Base):
    """An entry under one of its facets, in the order of the agenda: what is chosen is read, never sorted."""

    __tablename__ = "facets"
    # The key is the whole row: one tree answers. No index by entry: an entry's row tells which rows are its own.
    __table_args__ = ({"sqlite_with_rowid": False},)

    facet: Mapped[str] = mapped_column(String(96), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(String(20), primary_key=True)


class PointRow(Base):
    """Where an entry takes place, in WGS 84 degrees: its own place, else that of its site."""

    __tablename__ = "points"
    __table_args__ = (Index("ix_points_near", "lat", "lon", "entry_id"),)  # what is within this box?

    entry_id: Mapped[str] = mapped_column(String(20), primary_key=True)
    lat: Mapped[float]
    lon: Mapped[float]


class IndexedRow(Base):
    """By which rules all entries are drawn that say to be drawn; one row. Other rules: all are to be drawn again."""

    __tablename__ = "indexed"

    id: Mapped[int] = mapped_column(primary_key=True)
    rules: Mapped[str] = mapped_column(String(16), comment="digest of taxonomy, code and places of sites")
    unpublished: Mapped[bool] = mapped_column(comment="something drawn is not in the published version yet")
    made_by: Mapped[str | None] = mapped_column(
        String(16), comment="digest of the rules that made the entries themselves; null: those of an older release"
    )
