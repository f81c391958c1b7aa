"""A hub filled once for all tests of pages: its application stands on a stopped clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from federation.registry.taxonomy import own_taxonomy
from federation.settings import Settings
from federation.store.database import Store, open_store, upgrade
from federation.web.app import create_app
from federation.web.shelf import FolderShelf
from sync.indexing import Indexer
from tests.store.telling import Telling, telling_in
from tests.web import told
from tests.web.filling import NOW, fill, withdraw
from tests.web.house import House


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application over the events of `told`, on 22 November 2026 at 10:30 in Paris."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("hub"), public_url="https://agenda.test")
    store = open_store(settings.database)
    upgrade(store)
    fill(store, told=told.RECORDS, places=told.PLACES)
    withdraw(store, "rennes", told.WITHDRAWN)
    Indexer(store, own_taxonomy(), lambda: NOW).draw()
    store.close()
    return create_app(settings, lambda: NOW)


@pytest.fixture
def client(hub: Flask) -> FlaskClient:
    """A reader of the hub."""
    return hub.test_client()


@pytest.fixture
def telling(tmp_path: Path, migrated_file: Path) -> Iterator[Telling]:
    """Nantes, Rennes and Paris in an embedded store, of which nothing is told yet."""
    with telling_in(tmp_path, migrated_file) as telling:
        yield telling


@pytest.fixture
def shelf(tmp_path: Path) -> FolderShelf:
    """A shelf of files with nothing on it."""
    return FolderShelf(tmp_path / "kept", most=1_000_000)


@pytest.fixture
def house(store: Store, shelf: FolderShelf) -> House:
    """A keeper of one published version."""
    house = House(store, shelf)
    house.publish()
    return house
