"""What sources say: records, their occurrences, what these are known by, and places."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from federation.store.models.base import Base


class RecordRow(Base):
    """What one source says of one event."""

    __tablename__ = "records"
    __table_args__ = (
        UniqueConstraint("source_id", "key"),
        Index("ix_records_open", "expanded_until"),  # which series must be drawn further?
    )

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    key: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(String(64))
    payload: Mapped[str] = mapped_column(Text)
    recurrence: Mapped[str | None] = mapped_column(Text, comment="null: happens once")
    first_seen_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    gone_at: Mapped[datetime | None] = mapped_column(comment="null: the source still lists it")
    over_at: Mapped[datetime | None] = mapped_column(comment="end of its last occurrence; null: it has none")
    expanded_until: Mapped[datetime | None] = mapped_column(comment="null: all its occurrences are drawn")


class OccurrenceRow(Base):
    """One dated happening of a record. Times in UTC beside the event's own zone."""

    __tablename__ = "occurrences"
    __table_args__ = (
        UniqueConstraint("record_id", "slot"),
        Index("ix_occurrences_entry", "entry_id"),  # which occurrences make this entry?
    )

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"))
    slot: Mapped[str] = mapped_column(String(32))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None] = mapped_column(comment="null: the source gives no end")
    over_at: Mapped[datetime]
    all_day: Mapped[bool]
    zone: Mapped[str] = mapped_column(String(64))
    payload: Mapped[str | None] = mapped_column(Text, comment="null: the record's own, at these times")
    first_seen_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None] = mapped_column(comment="null: it takes place as far as the source says")
    marks: Mapped[str] = mapped_column(Text, default="", comment="its rows in marks: hexadecimal, a blank between")
    # Deferred: an occurrence and the entry it founds land together, in either order.
    entry_id: Mapped[str] = mapped_column(ForeignKey("entries.id", deferrable=True, initially="DEFERRED"))


class MarkRow(Base):
    """What an occurrence is known by at a glance (`domain.marks`): which others might speak of the same event?"""

    __tablename__ = "marks"
    # The key is the whole row but for its source: one probe of one tree answers.
    __table_args__ = ({"sqlite_with_rowid": False},)

    mark: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    occurrence_id: Mapped[str] = mapped_column(String(20), primary_key=True)
    source_id: Mapped[int]


class SpaceRow(Base):
    """What a source says of the place: a row per change, the latest one counts."""

    __tablename__ = "spaces"
    __table_args__ = (Index("ix_spaces_source", "source_id", "changed_at"),)  # what does it say now?

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    payload: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
    seen_at: Mapped[datetime]
