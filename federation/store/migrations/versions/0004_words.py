"""The words of entries, to search."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Forward only."""
