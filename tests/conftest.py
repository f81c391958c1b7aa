"""Fixtures shared by all tests: databases, what the machine must have, an environment without surprises."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests import needs
from tests.databases import Databases, PostgresDatabases, SqliteDatabases

if TYPE_CHECKING:
    from federation.store.database import Store

# The same examples at each run; look for new ones with: make test ARGS="--hypothesis-profile search"
settings.register_profile("same", derandomize=True, deadline=None, database=None, max_examples=60)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("same")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Looks for garbage only afterwards: what makes up thousands of tests is none, and costs a third of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips, or in CI fails, what the machine cannot run."""
    if item.get_closest_marker("browser"):
        needs.chromium()
    if item.get_closest_marker("readers"):
        needs.readers()


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own CANTINES_… settings do not reach the tests."""
    for name in list(os.environ):
        if name.startswith("CANTINES_") and not name.startswith("CANTINES_TEST_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Where databases come from; a test that uses them runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return SqliteDatabases(tmp_path_factory.mktemp("databases"))
    server = PostgresDatabases(needs.postgresql())
    server.sweep()
    return server


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """The address of an empty database of this test alone."""
    url = databases.empty()
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def migrated_url(databases: Databases) -> Iterator[str]:
    """The address of a database at the present schema, to copy and never to open."""
    from federation.store.database import open_store, upgrade

    url = databases.empty()
    store = open_store(url)
    upgrade(store)
    store.close()
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded database at the present schema, without a row: to copy, so that no test migrates anew."""
    from federation.settings import Settings
    from federation.store.database import open_store, upgrade

    folder = tmp_path_factory.mktemp("migrated")
    store = open_store(Settings(data_dir=folder).database)
    upgrade(store)
    store.close()
    (file,) = folder.glob("*.sqlite")
    return file


@pytest.fixture(scope="session")
def _engine(databases: Databases) -> Iterator[tuple[str, Store]]:
    from federation.store.database import open_store

    url = databases.empty()
    store = open_store(url)
    yield url, store
    store.close()
    databases.drop(url)


@pytest.fixture
def store(databases: Databases, migrated_url: str, _engine: tuple[str, Store]) -> Iterator[Store]:
    """An open store at the present schema, without a row: the database is this test's own, the engine is not, which
    thus compiles a statement once for all tests.
    """
    url, store = _engine
    databases.renew(url, migrated_url)
    yield store
    store.close()
