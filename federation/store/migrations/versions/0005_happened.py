"""What changed in the agenda."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Forward only."""
    op.create_table(
        "happened",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(length=20), nullable=True, comment="null: all entries of the site"),
        sa.Column("site_id", sa.String(length=32), nullable=False, comment="which led the entry then"),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("details", sa.Text(), nullable=False, comment="JSON: title, start and zone then; was and now"),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_happened_site_id_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_happened")),
    )
    op.create_index("ix_happened_at", "happened", ["happened_at", "id"])
    op.create_index("ix_happened_entry", "happened", ["entry_id", "happened_at"])
    op.create_index("ix_happened_site", "happened", ["site_id", "happened_at"])
