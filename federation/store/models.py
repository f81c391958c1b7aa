"""The tables: a nullable column says what null means, an index says which question it serves.

Ids of records, occurrences and entries are digests of where they were first said (`domain.identity`), so that
a row can be written without asking the database for its number. Event values are one JSON text
(`domain.payload`); what is queried is a column beside it.
"""

from __future__ import annotations

from datetime import datetime

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

from federation.store.columns import UtcDateTime


class Base(DeclarativeBase):
    """Constraints get names, so that SQLite's batch migrations can drop them."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={datetime: UtcDateTime},
    )


db = SQLAlchemy(model_class=Base)


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


class EntryRow(Base):
    """What the agenda shows: one dated happening, whole in its row, so that reading never joins events."""

    __tablename__ = "entries"
    __table_args__ = (
        # What comes in the network, in order?
        Index("ix_entries_starts", "starts_at", "id"),
        # What is under way, and how much is to come? Answered without looking at the rows.
        Index("ix_entries_over", "over_at", "starts_at", "id", "site_id", "withdrawn_at", "hidden_at"),
        # The same for one place.
        Index("ix_entries_site", "site_id", "starts_at", "id", "over_at", "withdrawn_at", "hidden_at"),
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


class CoHostRow(Base):
    """A site that holds an entry together with the leading one, which stands in the entry itself."""

    __tablename__ = "co_hosts"
    __table_args__ = (Index("ix_co_hosts_entry", "entry_id"),)  # who else holds this entry?

    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("entries.id"), primary_key=True)


class DecisionRow(Base):
    """What somebody decided of entries: stronger than every rule, apart from all data, kept when undone."""

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


class SpaceRow(Base):
    """What a source says of the place: a row per change, the latest one counts."""

    __tablename__ = "spaces"
    __table_args__ = (Index("ix_spaces_source", "source_id", "changed_at"),)  # what does it say now?

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    payload: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class PublishedRow(Base):
    """The published version: one row, one number that rises whenever readers could see a difference."""

    __tablename__ = "published"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    changed_at: Mapped[datetime]
