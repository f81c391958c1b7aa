"""Schemas: made from nothing, refused when older, newer or foreign; models and migrations agree."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from federation.errors import StoreError
from federation.store.database import Store, check_schema, open_store, revision, upgrade
from federation.store.models import db


def test_an_empty_database_names_the_command(database_url: str) -> None:
    store = open_store(database_url)
    with pytest.raises(StoreError, match="cantines db upgrade"):
        check_schema(store)
    upgrade(store)
    check_schema(store)
    store.close()


@pytest.mark.parametrize(
    "url", ["foo", "mysql://x/y", "sqlite://", "sqlite:///:memory:", "postgresql+foo://x/y", "://"]
)
def test_what_is_no_database_of_ours_is_said_with_what_would_be(url: str) -> None:
    with pytest.raises(StoreError, match="postgresql://user@host/name"):
        open_store(url)


def test_a_folder_that_cannot_be_made_is_named() -> None:
    with pytest.raises(StoreError, match="/dev/null/x"):
        open_store("sqlite:////dev/null/x/cantines.sqlite")


def test_upgrading_twice_is_nothing(store: Store) -> None:
    before = revision(store)
    upgrade(store)
    assert revision(store) == before


def test_a_newer_schema_is_refused(store: Store) -> None:
    with store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer hub"):
        check_schema(store)


def test_somebody_elses_tables_are_refused(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE strangers (id integer)"))
    engine.dispose()
    store = open_store(database_url)
    with pytest.raises(StoreError, match="not a database of this hub"):
        check_schema(store)
    store.close()


def test_a_database_that_cannot_be_opened_says_so() -> None:
    store = open_store("sqlite:////proc/none.sqlite")
    with pytest.raises(StoreError, match="cannot be opened"):
        check_schema(store)
    store.close()


def test_models_and_migrations_agree(store: Store) -> None:
    def in_both(_item: object, name: str | None, _kind: str, _reflected: bool, _other: object) -> bool:
        # FTS5 keeps what it needs in tables of its own, in the place of PostgreSQL's index of tokens.
        elsewhere = "ix_words_tokens" if store.engine.dialect.name == "sqlite" else "words_index"
        return not (name or "").startswith((elsewhere, "words_index"))

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False, "include_object": in_both})
        assert compare_metadata(context, db.metadata) == []


def test_what_a_failed_block_wrote_is_not_there(store: Store) -> None:
    def fail_late() -> None:
        with store.writing() as session:
            session.execute(text("INSERT INTO published (id, version, changed_at) VALUES (1, 1, '2026-01-01')"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_late()
    with store.session() as session:
        assert session.scalar(text("SELECT count(*) FROM published")) == 0
