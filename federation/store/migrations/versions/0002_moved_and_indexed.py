"""Entries know the start they had before, and whether their facets and words are drawn."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward only."""
    with op.batch_alter_table("entries") as table:
        table.add_column(
            sa.Column(
                "former", sa.Text(), nullable=True, comment="JSON: the start it had before it was moved; null: none"
            )
        )
        table.add_column(
            sa.Column(
                "indexed_with",
                sa.String(length=16),
                nullable=True,
                comment="digest of the rules its facets and words were drawn with; null: to be drawn",
            )
        )
    op.create_index("ix_entries_changed", "entries", ["changed_at", "id"])
    unset = sa.text("indexed_with IS NULL")
    op.create_index("ix_entries_to_index", "entries", ["id"], sqlite_where=unset, postgresql_where=unset)
