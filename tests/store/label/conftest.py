"""A store of a test alone, embedded: what is told of the label does not depend on the database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from federation.store.database import Store, open_store, upgrade
from tests.databases import SqliteDatabases


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> tuple[SqliteDatabases, str]:
    """Where embedded databases come from, and one at the present schema to copy."""
    databases = SqliteDatabases(tmp_path_factory.mktemp("label"))
    url = databases.empty()
    store = open_store(url)
    upgrade(store)
    store.close()
    return databases, url


@pytest.fixture
def one_store(embedded: tuple[SqliteDatabases, str]) -> Iterator[Store]:
    """An open store without a row."""
    databases, url = embedded
    copied = databases.copy(url)
    store = open_store(copied)
    yield store
    store.close()
    databases.drop(copied)
