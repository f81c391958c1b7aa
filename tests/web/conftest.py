"""A hub filled once for all tests of pages: its application stands on a stopped clock."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from federation.registry_taxonomy import own_taxonomy
from federation.settings import Settings
from federation.store.database import open_store, upgrade
from federation.web.app import create_app
from sync.indexing import Indexer
from tests.web import told
from tests.web.filling import NOW, fill, withdraw


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
