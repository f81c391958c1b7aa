"""Whose place looked how, and when."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Forward only."""
