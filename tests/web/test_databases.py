"""The same pages over both databases."""

from __future__ import annotations

from pathlib import Path

from federation.settings import Settings
from federation.store.database import Store
from federation.web.app import create_app
from federation.web.context import EXTENSION
from tests.web import told
from tests.web.filling import NOW, fill
from tests.web.reading import page, words


def test_pages_and_feeds_answer(store: Store, tmp_path: Path) -> None:
    fill(store, told=told.RECORDS, places=told.PLACES)
    url = store.engine.url.render_as_string(hide_password=False)
    app = create_app(Settings(data_dir=tmp_path, database_url=url), lambda: NOW)
    client = app.test_client()
    assert told.HOSTILE.title in words(page(client, "/agenda"))
    assert "La Cantine de Rennes" in words(page(client, "/lieux/rennes"))
    assert told.WEEKLY.title in words(page(client, f"/evenements/{told.id_of(told.WEEKLY, slot='2026-11-24')}"))
    for path in (
        "/evenements/a%00b",
        "/label/%00",
        "/label/%00.json",
        "/api/v1/label/%00",
        "/api/v1/label/%00/history",
    ):
        assert client.get(path).status_code == 404, "PostgreSQL would not even be asked for such a name"
    for path in ("/agenda.rss", "/agenda.ics", "/health", "/sante", "/"):
        assert client.get(path).status_code == 200
    app.extensions[EXTENSION].store.close()
