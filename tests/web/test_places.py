"""The places for programs, who is open, and how a place changed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flask.testing import FlaskClient

from federation.settings import Settings
from federation.store import spaces
from federation.store.database import open_store, upgrade
from federation.web.app import create_app
from tests.web import told
from tests.web.filling import NETWORK, NOW, fill
from tests.web.reading import page, words


def test_each_place_has_its_spaceapi_document(client: FlaskClient) -> None:
    answer = client.get("/lieux/rennes/spaceapi.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    document = answer.get_json()
    assert document["api_compatibility"] == ["14", "15"]
    assert document["feeds"]["calendar"]["url"] == "https://agenda.test/lieux/rennes/agenda.ics"
    assert client.get("/lieux/nulle-part/spaceapi.json").status_code == 404


def test_the_directory_leads_to_documents_that_are_there(client: FlaskClient) -> None:
    for address in client.get("/spaceapi.json").get_json().values():
        assert client.get(address.removeprefix("https://agenda.test")).status_code == 200


def test_all_places_are_on_the_map(client: FlaskClient) -> None:
    answer = client.get("/lieux.geojson")
    assert answer.mimetype == "application/geo+json"
    assert [item["properties"]["shortname"] for item in json.loads(answer.data)["features"]] == [
        "rennes",
        "nantes",
        "tours",
    ]


def test_the_feeds_can_be_imported_together(client: FlaskClient) -> None:
    text = client.get("/agenda.opml").text
    assert "https://agenda.test/lieux/rennes/agenda.rss" in text
    assert "tours" not in text


def test_who_is_open_now_is_one_page(client: FlaskClient) -> None:
    text = words(page(client, "/ouvert"))
    assert "1 lieu ouvert Rennes" in text
    assert "horaires inconnus" in text


def test_the_page_of_a_place_tells_machines_what_it_tells_people(client: FlaskClient) -> None:
    document = json.loads(page(client, "/lieux/rennes").xpath("//script[@type='application/ld+json']")[0].text)
    assert (document["@type"], document["name"]) == ("Place", "La Cantine de Rennes")


def test_what_changed_at_a_place_is_told(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, public_url="https://agenda.test")
    store = open_store(settings.database)
    upgrade(store)
    fill(store, NETWORK, places=told.PLACES)
    with store.writing() as session:
        later = replace(told.PLACES["rennes"], desks=99, hours="Mo-Sa 08:00-20:00")
        spaces.note(session, 1, later, NOW + timedelta(days=1))
    store.close()
    client = create_app(settings, lambda: NOW + timedelta(days=2)).test_client()
    text = words(page(client, "/lieux/rennes/historique"))
    assert "23 nov. 2026\u202f: horaires" in text
    assert "99" in text
    assert "Rien n’a changé" in words(page(client, "/lieux/nantes/historique")) or "Aucune source" in words(
        page(client, "/lieux/nantes/historique")
    )
