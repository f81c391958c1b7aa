"""First tables: the network, its sources and visits, records, occurrences, marks, entries, decisions, spaces."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Forward only."""
    op.create_table(
        "network",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network")),
    )
    op.create_table(
        "published",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published")),
    )
    op.create_table(
        "sites",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=16), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True, comment="null: in the file"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sites")),
    )
    op.create_table(
        "entries",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("site_id", sa.String(length=32), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True, comment="null: the source gives no end"),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("all_day", sa.Boolean(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("recurring", sa.Boolean(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column(
            "withdrawn_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="null: it takes place as far as sources say",
        ),
        sa.Column(
            "hidden_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="null: shown; else untold, merged or hidden by people",
        ),
        sa.Column("made_of", sa.Text(), nullable=True, comment="JSON: hosts, records, provenance…; null: one record"),
        sa.Column(
            "merged_into", sa.String(length=20), nullable=True, comment="the entry it became part of; null: none"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_entries_site_id_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
    )
    op.create_index(
        "ix_entries_over",
        "entries",
        ["over_at", "starts_at", "id", "site_id", "withdrawn_at", "hidden_at"],
        unique=False,
    )
    op.create_index(
        "ix_entries_site",
        "entries",
        ["site_id", "starts_at", "id", "over_at", "withdrawn_at", "hidden_at"],
        unique=False,
    )
    op.create_index("ix_entries_starts", "entries", ["starts_at", "id"], unique=False)
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="among the sources of its site, as in the file"),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False, comment="host:port, for the limit of visits at once"),
        sa.Column("format", sa.String(length=32), nullable=False),
        sa.Column("carries", sa.String(length=32), nullable=False, comment="events, space, or both with a comma"),
        sa.Column("every_seconds", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True, comment="null: in the file"),
        sa.Column("next_pull_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True, comment="null: nobody visits it now"),
        sa.Column("leased_by", sa.Text(), nullable=False),
        sa.Column("pages", sa.Text(), nullable=False, comment="JSON: address → what it said last, validators"),
        sa.Column("read_with", sa.String(length=64), nullable=False, comment="digest of what reading depended on"),
        sa.Column("outcome", sa.String(length=16), nullable=False, comment="of the last visit; empty: never visited"),
        sa.Column("reason", sa.String(length=64), nullable=False, comment="code of the last failure or suspicion"),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False, comment="failed visits in a row"),
        sa.Column("suspicions", sa.Integer(), nullable=False, comment="suspect visits in a row"),
        sa.Column("suspect_since", sa.DateTime(timezone=True), nullable=True, comment="null: not suspect"),
        sa.Column("drop_accepted", sa.Boolean(), nullable=False, comment="a person confirmed that events are gone"),
        sa.Column("last_pull_at", sa.DateTime(timezone=True), nullable=True, comment="null: never visited"),
        sa.Column("last_success_at", sa.DateTime(timezone=True), nullable=True, comment="null: never succeeded"),
        sa.Column("format_found", sa.String(length=32), nullable=False),
        sa.Column("producer", sa.Text(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False, comment="items lost in the last reading"),
        sa.Column("notices", sa.Integer(), nullable=False, comment="notices of the last reading, losses included"),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_sources_site_id_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("site_id", "key", name=op.f("uq_sources_site_id_key")),
    )
    op.create_index("ix_sources_due", "sources", ["archived_at", "next_pull_at"], unique=False)
    op.create_table(
        "pulls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("phase", sa.String(length=16), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True, comment="HTTP status; null: no answer"),
        sa.Column("received", sa.Integer(), nullable=False, comment="bytes over the network"),
        sa.Column("seen", sa.Integer(), nullable=False, comment="records in the answer"),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.Column("notices", sa.Text(), nullable=False, comment="JSON list of Notice values, at most 200"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_pulls_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulls")),
    )
    op.create_index("ix_pulls_age", "pulls", ["outcome", "started_at"], unique=False)
    op.create_index("ix_pulls_source", "pulls", ["source_id", "started_at"], unique=False)
    op.create_table(
        "records",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("recurrence", sa.Text(), nullable=True, comment="null: happens once"),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True, comment="null: the source still lists it"),
        sa.Column(
            "over_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="end of its last occurrence; null: it has none",
        ),
        sa.Column(
            "expanded_until", sa.DateTime(timezone=True), nullable=True, comment="null: all its occurrences are drawn"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_records_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_records")),
        sa.UniqueConstraint("source_id", "key", name=op.f("uq_records_source_id_key")),
    )
    op.create_index("ix_records_open", "records", ["expanded_until"], unique=False)
    op.create_table(
        "spaces",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_spaces_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spaces")),
    )
    op.create_index("ix_spaces_source", "spaces", ["source_id", "changed_at"], unique=False)
    op.create_table(
        "occurrences",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.String(length=20), nullable=False),
        sa.Column("slot", sa.String(length=32), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True, comment="null: the source gives no end"),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("all_day", sa.Boolean(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True, comment="null: the record's own, at these times"),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "withdrawn_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="null: it takes place as far as the source says",
        ),
        sa.Column("marks", sa.Text(), nullable=False, comment="its rows in marks: hexadecimal, a blank between"),
        sa.Column("entry_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["entries.id"],
            name=op.f("fk_occurrences_entry_id_entries"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_occurrences_record_id_records")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrences")),
        sa.UniqueConstraint("record_id", "slot", name=op.f("uq_occurrences_record_id_slot")),
    )
    op.create_index("ix_occurrences_entry", "occurrences", ["entry_id"], unique=False)
    op.create_table(
        "marks",
        sa.Column("mark", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("occurrence_id", sa.String(length=20), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("mark", "occurrence_id", name=op.f("pk_marks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "co_hosts",
        sa.Column("site_id", sa.String(length=32), nullable=False),
        sa.Column("entry_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_co_hosts_entry_id_entries")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_co_hosts_site_id_sites")),
        sa.PrimaryKeyConstraint("site_id", "entry_id", name=op.f("pk_co_hosts")),
    )
    op.create_index("ix_co_hosts_entry", "co_hosts", ["entry_id"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="merge, split, pin or hide"),
        sa.Column(
            "about", sa.Text(), nullable=False, comment="JSON: ids of occurrences; of a split, two lists of them"
        ),
        sa.Column("field", sa.String(length=32), nullable=False, comment="of a pin"),
        sa.Column("value", sa.Text(), nullable=False, comment="of a pin: JSON, as in payloads"),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True, comment="null: it holds"),
        sa.Column("undone_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
