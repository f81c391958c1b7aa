"""A site that another succeeds: its pages lead there, its decisions stay public, its label stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from federation.domain.site import LabelStatus
from federation.label.lifecycle import Actor
from federation.settings import Settings
from federation.store import sites
from federation.store.database import open_store, upgrade
from federation.store.label.charters import rulebook
from federation.store.label.decisions import decide
from federation.store.label.facts import Request
from federation.store.published import publish
from federation.web.app import create_app
from tests.web.filling import NETWORK, NOW, fill, site
from tests.web.reading import page, words


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Rennes renounced, then « Saint-Malo » took its place in the network file."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("successor"), public_url="https://agenda.test")
    store = open_store(settings.database)
    upgrade(store)
    fill(store)
    heir = site("La French Tech de Rennes", "Saint-Malo", LabelStatus.LISTED, profile={"successor_of": "rennes"})
    with store.writing() as session:
        why = "Une autre structure prend la suite."
        asked = Request(site="rennes", transition="renounce", role=Actor.OPERATOR, author="Ana", reasons=why)
        decide(session, rulebook(session, NOW), asked, NOW)
    with store.writing() as session:
        sites.load(session, replace(NETWORK, sites=(heir, *NETWORK.sites[1:])), NOW)
        publish(session, NOW)
    yield create_app(settings, lambda: NOW).test_client()
    store.close()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/lieux/rennes", "/lieux/saint-malo"),
        ("/en/lieux/rennes", "/en/lieux/saint-malo"),
        ("/lieux/rennes/agenda.rss", "/lieux/saint-malo/agenda.rss"),
        ("/lieux/rennes/agenda.ics?format=atelier", "/lieux/saint-malo/agenda.ics?format=atelier"),
    ],
)
def test_its_pages_and_feeds_lead_to_the_successor(client: FlaskClient, old: str, new: str) -> None:
    answer = client.get(old)
    assert answer.status_code == 308
    assert answer.headers["Location"] == f"https://agenda.test{new}"


def test_its_decisions_stay_public(client: FlaskClient) -> None:
    text = words(page(client, "/label/rennes"))
    assert "Une autre structure prend la suite." in text
    assert "Lui succède La French Tech de Rennes" in text
    assert "Succède à La Cantine de Rennes" in words(page(client, "/label/saint-malo"))


def test_the_label_is_not_handed_on(client: FlaskClient) -> None:
    assert client.get("/label/saint-malo/badge.json").get_json()["status"] == "listed"
    assert client.get("/label/saint-malo/attestation.jwt").status_code == 404
    assert client.get("/label/rennes/attestation.jwt").status_code == 404
    assert client.get("/label/rennes/statuts/revocation.jwt").status_code == 200


def test_a_site_that_nobody_knows_is_not_found(client: FlaskClient) -> None:
    for path in ("/lieux/nulle-part", "/label/nulle-part", "/label/nulle-part/statuts/revocation.jwt"):
        assert client.get(path).status_code == 404
