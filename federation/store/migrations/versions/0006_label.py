"""The life of labels."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Forward only."""
    op.create_table(
        "charters",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("in_force_on", sa.Date(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", "version", name=op.f("pk_charters")),
    )
    op.create_table(
        "assessments",
        sa.Column("site_id", sa.String(length=32), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False, comment="in the zone of the charter"),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("charter", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False, comment="label, mention, or empty"),
        sa.Column("conforming", sa.Integer(), nullable=False),
        sa.Column("applicable", sa.Integer(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False, comment="JSON: criterion → [ruling, value, threshold, unit]"),
        sa.Column("report", sa.LargeBinary(), nullable=True, comment="JSON, zlib; null: too old to be kept whole"),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_assessments_site_id_sites")),
        sa.PrimaryKeyConstraint("site_id", "assessed_on", name=op.f("pk_assessments")),
    )
    op.create_table(
        "label_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3… for each site"),
        sa.Column("transition", sa.String(length=32), nullable=False),
        sa.Column("before", sa.String(length=16), nullable=False),
        sa.Column("after", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False, comment="operator, committee or system"),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False, comment="in the zone of the charter"),
        sa.Column("votes", sa.Text(), nullable=False, comment="JSON: [[member, choice, tie], …]"),
        sa.Column("effects", sa.Text(), nullable=False, comment="JSON list"),
        sa.Column("term_ends_on", sa.Date(), nullable=True, comment="null: it begins no term"),
        sa.Column("apply_again_on", sa.Date(), nullable=True, comment="null: at any time"),
        sa.Column("appealable_until", sa.Date(), nullable=True, comment="null: the site asked for it itself"),
        sa.Column("suspensive", sa.Boolean(), nullable=False, comment="holds only once the time to appeal is over"),
        sa.Column("freeze_until", sa.Date(), nullable=True, comment="null: no freeze"),
        sa.Column("charter", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False, comment="JSON: what it rests on"),
        sa.Column("report", sa.LargeBinary(), nullable=True, comment="JSON, zlib; null: there was none"),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_label_decisions_site_id_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_decisions")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_label_decisions_site_id_number")),
    )
    op.create_table(
        "label_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="see federation/label/reminders.py"),
        sa.Column("key", sa.String(length=128), nullable=False, comment="what makes it be told once"),
        sa.Column("payload", sa.Text(), nullable=False, comment="JSON: what its words need"),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True, comment="null: shown, and sent to nobody"),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_label_messages_site_id_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_messages")),
        sa.UniqueConstraint("site_id", "kind", "key", name=op.f("uq_label_messages_site_id_kind_key")),
    )
    op.create_table(
        "rulings",
        sa.Column("site_id", sa.String(length=32), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "spans", sa.Text(), nullable=False, comment="JSON: criterion → [[ruling, first moment, last moment], …]"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_rulings_site_id_sites")),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_rulings")),
    )
    op.create_table(
        "sightings",
        sa.Column("site_id", sa.String(length=32), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False, comment="badge, link, or both with a comma"),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True, comment="null: never read"),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False, comment="code of the last failure"),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_sightings_site_id_sites")),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_sightings")),
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="see federation/store/label/statements.py"),
        sa.Column("name", sa.String(length=64), nullable=False, comment="what it is about, by the charter's word"),
        sa.Column("payload", sa.Text(), nullable=False, comment="JSON, by kind"),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=True, comment="null: from the day it was stated"),
        sa.Column("last_on", sa.Date(), nullable=True, comment="null: without end"),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False, comment="in the zone of the charter"),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True, comment="null: it holds"),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_statements_site_id_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index("ix_statements_site", "statements", ["site_id", "kind"], unique=False)
    op.create_table(
        "visit_days",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False, comment="in the zone of the charter"),
        sa.Column("successes", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False, comment="read in the fullest answer of the day"),
        sa.Column("rejected", sa.Integer(), nullable=False, comment="of that answer"),
        sa.Column(
            "leaks", sa.Integer(), nullable=True, comment="personal data of the last answer read; null: none was read"
        ),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "succeeded_at", sa.DateTime(timezone=True), nullable=True, comment="null: no visit of the day succeeded"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_visit_days_source_id_sources")),
        sa.PrimaryKeyConstraint("source_id", "visited_on", name=op.f("pk_visit_days")),
    )
