"""What readers see: entries, who holds them together, and the published version."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ColumnElement, ForeignKey, Index, String, Text, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.visitors import InternalTraversal

from federation.store.models.base import Base


class _Lasting(ColumnElement[bool]):
    """Whether an entry lasts longer than a day, in the very words of the index of those that do."""

    type = Boolean()
    inherit_cache = True
    # It has no parts: without saying so it is compiled anew with each question.
    _traverse_internals: list[tuple[str, InternalTraversal]] = []  # noqa: RUF012  SQLAlchemy declares it so
    # Without it SQLite would be asked « … = 1 », which are not the words of the index.
    _is_implicitly_boolean = True


@compiles(_Lasting, "sqlite")
def _lasting_sqlite(*_: Any, **__: Any) -> str:
    return _LASTING_SQLITE


@compiles(_Lasting, "postgresql")
def _lasting_postgresql(*_: Any, **__: Any) -> str:
    return _LASTING_POSTGRESQL


_LASTING_SQLITE = "julianday(entries.over_at) - julianday(entries.starts_at) > 1.0"
_LASTING_POSTGRESQL = "entries.over_at - entries.starts_at > interval '1 day'"
LASTING = _Lasting()
"""Of an entry: that it lasts longer than a day."""


class EntryRow(Base):
    """What the agenda shows: one dated happening, whole in its row, so that reading never joins events."""

    __tablename__ = "entries"
    __table_args__ = (
        # What comes in the network, in order?
        Index("ix_entries_starts", "starts_at", "id"),
        # What is under way, and how much is to come? Answered without looking at the rows.
        Index("ix_entries_over", "over_at", "starts_at", "id", "site_id", "withdrawn_at", "hidden_at"),
        # What began days ago and is not over yet?
        Index(
            "ix_entries_lasting",
            "over_at",
            "starts_at",
            "id",
            sqlite_where=text(_LASTING_SQLITE.replace("entries.", "")),
            postgresql_where=text(_LASTING_POSTGRESQL.replace("entries.", "")),
        ),
        # The same for one place.
        Index("ix_entries_site", "site_id", "starts_at", "id", "over_at", "withdrawn_at", "hidden_at"),
        # What did the hub see last for the first time?
        Index("ix_entries_seen", "first_seen_at", "id"),
        # What changed last?
        Index("ix_entries_changed", "changed_at", "id"),
        # Whose facets and words are still to be drawn?
        Index(
            "ix_entries_to_index",
            "id",
            sqlite_where=text("indexed_with IS NULL"),
            postgresql_where=text("indexed_with IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None] = mapped_column(comment="null: the source gives no end")
    over_at: Mapped[datetime]
    all_day: Mapped[bool]
    zone: Mapped[str] = mapped_column(String(64))
    payload: Mapped[str] = mapped_column(Text)
    recurring: Mapped[bool] = mapped_column(default=False)
    first_seen_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    sequence: Mapped[int] = mapped_column(default=0)
    withdrawn_at: Mapped[datetime | None] = mapped_column(comment="null: it takes place as far as sources say")
    hidden_at: Mapped[datetime | None] = mapped_column(comment="null: shown; else untold, merged or hidden by people")
    made_of: Mapped[str | None] = mapped_column(Text, comment="JSON: hosts, records, provenance…; null: one record")
    merged_into: Mapped[str | None] = mapped_column(String(20), comment="the entry it became part of; null: none")
    former: Mapped[str | None] = mapped_column(Text, comment="JSON: the start it had before it was moved; null: none")
    indexed_with: Mapped[str | None] = mapped_column(
        String(16), comment="digest of the rules its facets and words were drawn with; null: to be drawn"
    )
    facets: Mapped[str | None] = mapped_column(Text, comment="its rows in facets, one a line; null: never drawn")
    facets_at: Mapped[datetime | None] = mapped_column(comment="the start they stand under; null: none")


class CoHostRow(Base):
    """A site that holds an entry together with the leading one, which stands in the entry itself."""

    __tablename__ = "co_hosts"
    __table_args__ = (Index("ix_co_hosts_entry", "entry_id"),)  # who else holds this entry?

    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("entries.id"), primary_key=True)


class PublishedRow(Base):
    """The published version: one row, one number that rises whenever readers could see a difference."""

    __tablename__ = "published"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    changed_at: Mapped[datetime]
