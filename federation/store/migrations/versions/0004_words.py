"""The words of entries, to search."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0004"
down_revision = "0003"

# The tokens stand in `words`; FTS5 keeps its index alone, and is told of each change as it asks (FTS5 §4.4.3).
FTS5 = (
    "CREATE VIRTUAL TABLE words_index USING fts5(tokens, content='words', content_rowid='number', detail=none,"
    " columnsize=0, prefix='4', tokenize=\"ascii tokenchars '-'\")",
    "CREATE TRIGGER words_inserted AFTER INSERT ON words BEGIN"
    " INSERT INTO words_index(rowid, tokens) VALUES (new.number, new.tokens); END",
    "CREATE TRIGGER words_deleted AFTER DELETE ON words BEGIN"
    " INSERT INTO words_index(words_index, rowid, tokens) VALUES ('delete', old.number, old.tokens); END",
)


def upgrade() -> None:
    """Forward only."""
    embedded = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "words",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(length=20), nullable=False),
        sa.Column("tokens", sa.Text() if embedded else TSVECTOR(), nullable=False, comment="a blank between"),
        sa.Column("shown", sa.Text(), nullable=False, comment="its offered words, a blank between"),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_words_entry_id_entries")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_words")),
    )
    op.create_index("ix_words_entry", "words", ["entry_id"], unique=True)
    word = sa.String(length=40) if embedded else sa.String(length=40, collation="C")
    op.create_table(
        "offered",
        sa.Column("word", word, nullable=False, comment="folded"),
        sa.Column("written", sa.Text(), nullable=False, comment="as titles write it, in small letters"),
        sa.Column("size", sa.Integer(), nullable=False, comment="its letters"),
        sa.Column("entries", sa.Integer(), nullable=False, comment="how many entries say it"),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_offered")),
    )
    op.create_index("ix_offered_size", "offered", ["size", "entries"])
    if embedded:
        for statement in FTS5:
            op.execute(statement)
    else:
        op.create_index("ix_words_tokens", "words", ["tokens"], postgresql_using="gin")
