"""The throw-away databases the other tests stand on: each its own, at the present schema, gone afterwards."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import select, text

from federation.store.database import Store, check_schema, open_store, revision
from federation.store.models import PublishedRow
from federation.store.published import publish, published
from tests import needs
from tests.databases import PostgresDatabases

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_an_empty_database_has_no_schema(database_url: str) -> None:
    store = open_store(database_url)
    assert revision(store) is None
    store.close()


def test_a_store_has_the_present_schema(store: Store) -> None:
    check_schema(store)


@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_test_writes_no_other_sees(store: Store, turn: int) -> None:
    with store.writing() as session:
        assert published(session).version == 0
        publish(session, NOW)


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.parametrize(
    "change", ["ALTER TABLE published RENAME TO elsewhere", "UPDATE alembic_version SET version_num = 'x'"]
)
def test_what_one_test_does_to_the_schema_no_other_sees(store: Store, change: str, turn: int) -> None:
    check_schema(store)
    with store.writing() as session:
        assert published(session).version == 0
        session.execute(text(change))


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_counts_its_rows_from_one(store: Store, turn: int) -> None:
    with store.writing() as session:
        session.add(PublishedRow(version=1, changed_at=NOW))
        session.flush()
        assert session.scalars(select(PublishedRow.id)).all() == [1]


def test_databases_of_a_killed_run_are_swept_away() -> None:
    server = needs.postgresql()
    left = "cantines_test_4194305_0"  # above the largest process number of Linux
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {left}")
        connection.execute(f"CREATE DATABASE {left}")
        PostgresDatabases(server).sweep()
        assert connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [left]).fetchall() == []
