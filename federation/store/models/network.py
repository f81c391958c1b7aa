"""The network, its sites and their sources, as loaded and as visited; the journal of visits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from federation.store.models.base import Base


class NetworkRow(Base):
    """The network as last loaded from `sites.yaml`; one row."""

    __tablename__ = "network"

    id: Mapped[int] = mapped_column(primary_key=True)
    payload: Mapped[str] = mapped_column(Text)
    loaded_at: Mapped[datetime]


class SiteRow(Base):
    """A cantine. Taken out of the file it is archived, never erased."""

    __tablename__ = "sites"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    city: Mapped[str] = mapped_column(Text)
    region: Mapped[str] = mapped_column(Text)
    zone: Mapped[str] = mapped_column(String(64))
    label: Mapped[str] = mapped_column(String(16))
    payload: Mapped[str] = mapped_column(Text)
    archived_at: Mapped[datetime | None] = mapped_column(comment="null: in the file")


class SourceRow(Base):
    """One address that a site declares, and what the hub knows of its visits."""

    __tablename__ = "sources"
    __table_args__ = (
        UniqueConstraint("site_id", "key"),
        Index("ix_sources_due", "archived_at", "next_pull_at"),  # which sources are due?
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"))
    key: Mapped[str] = mapped_column(String(64))
    position: Mapped[int] = mapped_column(default=0, comment="among the sources of its site, as in the file")
    url: Mapped[str] = mapped_column(Text)
    authority: Mapped[str] = mapped_column(Text, comment="host:port, for the limit of visits at once")
    format: Mapped[str] = mapped_column(String(32))
    carries: Mapped[str] = mapped_column(String(32), comment="events, space, or both with a comma")
    every_seconds: Mapped[int]
    archived_at: Mapped[datetime | None] = mapped_column(comment="null: in the file")

    next_pull_at: Mapped[datetime]
    leased_until: Mapped[datetime | None] = mapped_column(comment="null: nobody visits it now")
    leased_by: Mapped[str] = mapped_column(Text, default="")
    pages: Mapped[str] = mapped_column(Text, default="", comment="JSON: address → what it said last, validators")
    read_with: Mapped[str] = mapped_column(String(64), default="", comment="digest of what reading depended on")
    outcome: Mapped[str] = mapped_column(String(16), default="", comment="of the last visit; empty: never visited")
    reason: Mapped[str] = mapped_column(String(64), default="", comment="code of the last failure or suspicion")
    detail: Mapped[str] = mapped_column(Text, default="")
    failures: Mapped[int] = mapped_column(default=0, comment="failed visits in a row")
    suspicions: Mapped[int] = mapped_column(default=0, comment="suspect visits in a row")
    suspect_since: Mapped[datetime | None] = mapped_column(comment="null: not suspect")
    drop_accepted: Mapped[bool] = mapped_column(default=False, comment="a person confirmed that events are gone")
    last_pull_at: Mapped[datetime | None] = mapped_column(comment="null: never visited")
    last_success_at: Mapped[datetime | None] = mapped_column(comment="null: never succeeded")
    format_found: Mapped[str] = mapped_column(String(32), default="")
    producer: Mapped[str] = mapped_column(Text, default="")
    lost: Mapped[int] = mapped_column(default=0, comment="items lost in the last reading")
    notices: Mapped[int] = mapped_column(default=0, comment="notices of the last reading, losses included")


class PullRow(Base):
    """The journal: one row a visit."""

    __tablename__ = "pulls"
    __table_args__ = (
        Index("ix_pulls_source", "source_id", "started_at"),  # what happened to this source?
        Index("ix_pulls_age", "outcome", "started_at"),  # which rows are old enough to forget?
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(64), default="")
    phase: Mapped[str] = mapped_column(String(16), default="")
    detail: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[int | None] = mapped_column(comment="HTTP status; null: no answer")
    received: Mapped[int] = mapped_column(default=0, comment="bytes over the network")
    seen: Mapped[int] = mapped_column(default=0, comment="records in the answer")
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    withdrawn: Mapped[int] = mapped_column(default=0)
    notices: Mapped[str] = mapped_column(Text, default="[]", comment="JSON list of Notice values, at most 200")
