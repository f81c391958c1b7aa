"""How the sources are, for machines and for people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from federation.settings import Settings
from federation.store.database import Store, open_store, upgrade
from federation.store.models import SourceRow
from federation.web.app import create_app
from tests.web.filling import NOW, fill
from tests.web.reading import page, words


@pytest.fixture
def small(tmp_path: Path) -> Iterator[tuple[FlaskClient, Store]]:
    """A hub of its own, and its store to meddle with."""
    settings = Settings(data_dir=tmp_path)
    store = open_store(settings.database)
    upgrade(store)
    fill(store)
    yield create_app(settings, lambda: NOW).test_client(), store
    store.close()


def change(store: Store, **values: object) -> None:
    """Lets the first source of Rennes fare otherwise."""
    with store.writing() as session:
        row = session.query(SourceRow).filter_by(site_id="rennes").one()
        for name, value in values.items():
            setattr(row, name, value)


def test_all_is_well(client: FlaskClient) -> None:
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json["status"] == "ok"
    assert [item["site"] for item in answer.json["sources"]] == ["rennes", "nantes", "tours"]
    assert answer.json["sources"][0] == {
        "site": "rennes",
        "source": "agenda",
        "host": "rennes.test",
        "format": "ics",
        "outcome": "updated",
        "fresh": True,
        "stale": False,
        "reason": None,
        "failures": 0,
        "last_pull_at": "2026-11-22T09:30:00Z",
        "last_success_at": "2026-11-22T09:30:00Z",
        "next_pull_at": "2026-11-22T09:30:00Z",
        "lost": 0,
        "notices": 0,
    }


def test_a_source_that_fails_degrades_but_never_breaks(small: tuple[FlaskClient, Store]) -> None:
    client, store = small
    change(store, outcome="failed", reason="refused", detail="rennes.test:443", failures=3)
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json["status"] == "degraded"
    source = answer.json["sources"][0]
    assert not source["fresh"]
    assert source["reason"]["code"] == "refused"
    assert source["reason"]["fr"] != source["reason"]["en"]
    text = words(page(client, "/sante"))
    assert "Au moins une source n’est pas à jour" in text
    assert source["reason"]["fr"] in text


def test_a_source_without_success_for_long_is_not_fresh(small: tuple[FlaskClient, Store]) -> None:
    client, store = small
    change(store, last_success_at=NOW - timedelta(days=5))
    assert client.get("/health").json["sources"][0]["stale"]
    assert client.get("/health").json["status"] == "degraded"


def test_the_page_names_formats_as_people_do(small: tuple[FlaskClient, Store]) -> None:
    client, store = small
    change(store, format_found="native")
    text = words(page(client, "/sante"))
    assert "iCalendar" in text
    assert "JSON rennes.test" in text
    assert "native" not in text


def test_the_page_is_never_kept(client: FlaskClient) -> None:
    assert client.get("/sante").headers["Cache-Control"] == "no-cache"
    assert client.get("/health").headers["Cache-Control"] == "no-store"


def test_an_unreadable_database_is_a_503(small: tuple[FlaskClient, Store]) -> None:
    client, store = small
    with store.writing() as session:
        session.connection().exec_driver_sql("ALTER TABLE sources RENAME TO elsewhere")
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json["status"] == "error"
