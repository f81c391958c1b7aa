"""What an entry was found to be."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forward only."""
