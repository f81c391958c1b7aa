"""The life of labels."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Forward only."""
