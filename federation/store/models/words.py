"""The words of entries that readers search."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from federation.store.models.base import Base

_WORD = String(40).with_variant(String(40, collation="C"), "postgresql")


class WordsRow(Base):
    """What one entry is found by: tokens of `domain.searching`, never the text itself.

    SQLite looks them up in an FTS5 table beside this one, `words_index`, which triggers fill; PostgreSQL in an index.
    """

    __tablename__ = "words"
    __table_args__ = (
        Index("ix_words_entry", "entry_id", unique=True),  # what is this entry found by?
        # Which entries hold these tokens?
        Index("ix_words_tokens", "tokens", postgresql_using="gin").ddl_if(dialect="postgresql"),
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("entries.id"))
    tokens: Mapped[str] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"), comment="a blank between")
    shown: Mapped[str] = mapped_column(Text, comment="its offered words, a blank between")


class OfferedRow(Base):
    """A word that titles, places or organisers say: what is offered while typing, and what a slip may have meant."""

    __tablename__ = "offered"
    __table_args__ = (Index("ix_offered_size", "size", "entries"),)  # which words are about that long?

    word: Mapped[str] = mapped_column(_WORD, primary_key=True, comment="folded")
    written: Mapped[str] = mapped_column(Text, comment="as titles write it, in small letters")
    size: Mapped[int] = mapped_column(comment="its letters")
    entries: Mapped[int] = mapped_column(comment="how many entries say it")
