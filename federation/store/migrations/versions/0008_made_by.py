"""By which rules entries were made."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Forward only."""
    with op.batch_alter_table("indexed") as table:
        comment = "digest of the rules that made the entries themselves; null: those of an older release"
        table.add_column(sa.Column("made_by", sa.String(length=16), nullable=True, comment=comment))
    # From now on the row is always there, so that processes that start at once can take turns over it.
    op.execute(
        "INSERT INTO indexed (id, rules, unpublished) SELECT 1, '', false WHERE NOT EXISTS (SELECT 1 FROM indexed)"
    )
