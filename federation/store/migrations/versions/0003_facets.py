"""What an entry was found to be."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forward only."""
    with op.batch_alter_table("entries") as table:
        table.add_column(
            sa.Column("facets", sa.Text(), nullable=True, comment="its rows in facets, one a line; null: never drawn")
        )
        table.add_column(
            sa.Column(
                "facets_at", sa.DateTime(timezone=True), nullable=True, comment="the start they stand under; null: none"
            )
        )
    op.create_index("ix_entries_seen", "entries", ["first_seen_at", "id"])
    op.create_index(
        "ix_entries_lasting",
        "entries",
        ["over_at", "starts_at", "id"],
        sqlite_where=sa.text("julianday(over_at) - julianday(starts_at) > 1.0"),
        postgresql_where=sa.text("over_at - starts_at > interval '1 day'"),
    )
    op.create_table(
        "facets",
        sa.Column("facet", sa.String(length=96), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entry_id", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("facet", "starts_at", "entry_id", name=op.f("pk_facets")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "points",
        sa.Column("entry_id", sa.String(length=20), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_points")),
    )
    op.create_index("ix_points_near", "points", ["lat", "lon", "entry_id"])
    op.create_table(
        "indexed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "rules", sa.String(length=16), nullable=False, comment="digest of taxonomy, code and places of sites"
        ),
        sa.Column(
            "unpublished",
            sa.Boolean(),
            nullable=False,
            comment="something drawn is not in the published version yet",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indexed")),
    )
