"""The API: it answers what its document says, and its document is what OpenAPI 3.1 asks for."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from werkzeug.test import Client

from federation.domain.cursors import Place, write_place
from federation.domain.query import Sort
from federation.publish.schemas import CHANGES
from federation.web.app import create_app
from federation.web.caching import KEEPER
from federation.web.context import EXTENSION
from federation.web.edge import Edge
from tests.web import told
from tests.web.documented import schema_errors
from tests.web.filling import NOW

ROOT = "/api/v1"
OPENAPI = json.loads((Path(__file__).parents[1] / "corpus/openapi/schema-3.1.json").read_text("utf-8"))
OWN_TAXONOMY = """\
version: 1
formats:
- {id: bal, fr: Bal, en: Ball}
- {id: autre, fr: Autre, en: Other}
"""
ROBOTS = told.id_of(told.HOSTILE)
BY_DATE = write_place(Place(Sort.DATE, NOW, "e1"))

ANSWERS = {
    "/events": "/events",
    "/events?limit=2": "/events",
    "/events?q=atelier": "/events",
    "/events?free=yes&when=aujourdhui": "/events",
    "/events?q=xylophone": "/events",
    f"/events/{ROBOTS}": "/events/{entry_id}",
    f"/events/{told.id_of(told.CANCELLED)}": "/events/{entry_id}",
    f"/events/{told.id_of(told.LASTING)}": "/events/{entry_id}",
    f"/events/{told.id_of(told.WITHDRAWN_EVENT)}": "/events/{entry_id}",
    "/changes": "/changes",
    "/changes?limit=1": "/changes",
    "/sites": "/sites",
    "/sites/rennes": "/sites/{site_id}",
    "/spaces": "/spaces",
    "/spaces/rennes": "/spaces/{site_id}",
    "/label": "/label",
    "/label/rennes": "/label/{site_id}",
    "/label/tours/history": "/label/{site_id}/history",
    "/words?typed=ate": "/words",
    "/words": "/words",
}
REFUSALS = {
    "/events?couleur=rouge": ("/events", 400),
    "/events?limit=0": ("/events", 400),
    "/events?limit=201": ("/events", 400),
    "/events?limit=٣": ("/events", 400),
    "/events?limit=1&limit=2": ("/events", 400),
    "/events?page=2": ("/events", 400),
    "/events?cursor=zz": ("/events", 400),
    "/events?cursor=" + "A" * 5000: ("/events", 400),
    "/events?when=jamais": ("/events", 400),
    "/events/nulle-part": ("/events/{entry_id}", 404),
    "/events/%00": ("/events/{entry_id}", 404),
    f"/events/{ROBOTS}?x=1": ("/events/{entry_id}", 400),
    "/changes?since=%00": ("/changes", 400),
    "/changes?since=hier": ("/changes", 400),
    "/sites/ailleurs": ("/sites/{site_id}", 404),
    "/sites?x=1": ("/sites", 400),
    "/spaces/tours": ("/spaces/{site_id}", 404),
    "/label?x=1": ("/label", 400),
    "/label/ailleurs": ("/label/{site_id}", 404),
    "/label/ailleurs/history": ("/label/{site_id}/history", 404),
    "/label/rennes/history?since=2026": ("/label/{site_id}/history", 400),
    "/words?typed=a&typed=b": ("/words", 400),
    "/words?typed=ate%00": ("/words", 400),
    "/words?typed=" + "a" * 121: ("/words", 400),
    f"/events?sort=new&cursor={BY_DATE}": ("/events", 400),
}


@pytest.fixture(scope="module")
def document(hub: Any) -> dict[str, Any]:
    found: dict[str, Any] = hub.test_client().get(f"{ROOT}/openapi.json").json
    return found


def test_the_document_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert list(Draft202012Validator(OPENAPI).iter_errors(document)) == []
    text = json.dumps(document)
    names = set(re.findall(r'"#/components/schemas/(\w+)"', text))
    assert names <= set(document["components"]["schemas"])
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    ids = [operation["operationId"] for operation in operations if "operationId" in operation]
    assert len(ids) == len(set(ids)) == len(document["paths"])


@pytest.mark.parametrize(("address", "path"), ANSWERS.items())
def test_an_answer_is_what_the_document_says(
    client: FlaskClient, document: dict[str, Any], address: str, path: str
) -> None:
    answer = client.get(ROOT + address)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert schema_errors(document, ROOT + path, 200, "application/json", answer.json) == []
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "@" not in answer.get_data(as_text=True)
    again = client.get(ROOT + address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_no_answer_says_what_the_document_does_not(client: FlaskClient, document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for address, name in ((f"/events/{ROBOTS}", "OneEvent"), ("/sites/rennes", "Site"), ("/spaces/rennes", "Space")):
        assert list(client.get(ROOT + address).json) == list(schemas[name]["properties"])
        assert set(schemas[name]["required"]) == set(schemas[name]["properties"])


@pytest.mark.parametrize("address", REFUSALS, ids=lambda address: address[:40])
def test_a_refusal_is_a_problem_that_the_document_knows(
    client: FlaskClient, document: dict[str, Any], address: str
) -> None:
    path, status = REFUSALS[address]
    answer = client.get(ROOT + address)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert schema_errors(document, ROOT + path, status, "application/problem+json", answer.json) == []
    assert answer.json["status"] == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-store"
    if status == 400:
        assert answer.json["parameter"] in address


def test_a_wrong_value_is_told_with_those_that_are_right(client: FlaskClient) -> None:
    problem = client.get(f"{ROOT}/events?when=jamais").json
    assert problem["parameter"] == "when"
    assert "semaine" in problem["allowed"]
    assert "limit" in client.get(f"{ROOT}/events?couleur=rouge").json["allowed"]


def test_other_media_types_methods_and_addresses_are_problems_too(client: FlaskClient) -> None:
    for accepted, status in (("text/csv", 406), ("application/json;q=0", 406), ("text/html, */*;q=0.1", 200)):
        assert client.get(f"{ROOT}/events", headers={"Accept": accepted}).status_code == status
    refused = client.post(f"{ROOT}/events")
    assert (refused.status_code, refused.json["status"]) == (405, 405)
    assert "GET" in refused.headers["Allow"]
    assert client.get(f"{ROOT}/nulle-part").json["status"] == 404
    asked = client.options(f"{ROOT}/events")
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]


def followed(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    """All the items from page to page."""
    items: list[dict[str, Any]] = []
    while address:
        answer = client.get(address.removeprefix("https://agenda.test")).json
        items += answer["items"]
        address = answer["next"] or ""
    return items


@pytest.mark.parametrize("question", ["", "&sort=new", "&q=permanence&sort=relevance", "&site=rennes"])
def test_pages_follow_each_other_without_a_gap(client: FlaskClient, question: str) -> None:
    whole = followed(client, f"{ROOT}/events?limit=200{question}")
    assert followed(client, f"{ROOT}/events?limit=7{question}") == whole
    assert len({item["id"] for item in whole}) == len(whole) > 7


def test_one_event_tells_all_that_is_known(client: FlaskClient) -> None:
    event = client.get(f"{ROOT}/events/{ROBOTS}").json
    assert event["title"] == "Atelier <script>alert(1)</script> & Cie"
    assert (event["start"], event["end"]) == ("2026-11-22T18:30:00+01:00", "2026-11-22T20:00:00+01:00")
    assert event["price"] == {"free": True, "amount": None, "currency": None, "text": ""}
    assert event["registration_url"] is None
    assert event["place"]["city"] == "Rennes"
    (origin,) = event["origins"]
    assert (origin["site"], origin["source"]) == ("rennes", "agenda")
    whole_days = client.get(f"{ROOT}/events/{told.id_of(told.LASTING)}").json
    assert (whole_days["all_day"], whole_days["start"]) == (True, "2026-11-20")
    assert client.get(f"{ROOT}/events/{told.id_of(told.CANCELLED)}").json["status"] == "cancelled"
    assert client.get(f"{ROOT}/events/{told.id_of(told.WITHDRAWN_EVENT)}").json["withdrawn_at"] is not None


def test_places_say_whether_they_are_open(client: FlaskClient) -> None:
    spaces = {item["site"]: item for item in client.get(f"{ROOT}/spaces").json["items"]}
    assert spaces["rennes"]["open_now"] is True
    assert spaces["rennes"]["seen_at"] == "2026-11-22T09:30:00+00:00"
    sites = client.get(f"{ROOT}/sites").json["items"]
    assert [(item["id"], item["label"], item["in_agenda"]) for item in sites] == [
        ("rennes", "labelled", True),
        ("nantes", "labelled", True),
        ("tours", "candidate", False),
    ]
    for address in sites[0]["feeds"].values():
        assert client.get(urlsplit(address).path).status_code == 200


def test_the_first_changes_are_the_whole_agenda(client: FlaskClient) -> None:
    items = followed(client, f"{ROOT}/changes?limit=13")
    agenda = followed(client, f"{ROOT}/events?limit=200")
    assert {item["change"] for item in items} == {"new"} <= set(CHANGES)
    assert sorted(item["id"] for item in items) == sorted(item["id"] for item in agenda)
    assert {item["id"]: item["event"] for item in items} == {item["id"]: item for item in agenda}


def test_what_is_at_hand_is_refused_too_where_it_is_not_accepted(hub: Flask) -> None:
    edge = Edge(hub.wsgi_app, hub.extensions[KEEPER])
    reader = Client(edge)
    for accepted, status in (("*/*", 200), ("application/json", 200), ("text/csv", 406), ("application/json;q=0", 406)):
        assert reader.get(f"{ROOT}/sites", headers={"Accept": accepted}).status_code == status, accepted


def test_a_refusal_speaks_the_language_that_its_reader_prefers(client: FlaskClient) -> None:
    def told_to(languages: str, address: str = "/events?when=jamais") -> tuple[str, str]:
        answer = client.get(ROOT + address, headers={"Accept-Language": languages} if languages else {})
        assert answer.headers["Vary"] == "Accept-Language"
        return answer.headers["Content-Language"], answer.json["title"]

    for languages in ("", "fr", "de", "en;q=0.2, fr-FR"):
        assert told_to(languages) == ("fr", "Demande incomprise")
    for languages in ("en", "en-GB, fr;q=0.5"):
        assert told_to(languages) == ("en", "Request not understood")
    assert told_to("en", "/nulle-part")[1] == "Page not found"


def test_the_document_lists_what_the_network_can_be_asked_for(
    hub: Flask, document: dict[str, Any], tmp_path: Path
) -> None:
    asked = allowed(document)
    assert asked["site"] == asked["-site"] == ["rennes", "nantes"]
    assert {"atelier", "conference"} <= set(asked["format"])
    own = tmp_path / "taxonomy.yaml"
    own.write_text(OWN_TAXONOMY, encoding="utf-8")
    settings = replace(hub.extensions[EXTENSION].settings, taxonomy_file=own)
    reader = create_app(settings, lambda: NOW).test_client()
    assert allowed(reader.get(f"{ROOT}/openapi.json").json)["format"] == ["bal", "autre"]
    assert reader.get(f"{ROOT}/events?format=bal").status_code == 200
    refusal = reader.get(f"{ROOT}/events?format=atelier")
    assert (refusal.status_code, refusal.json["allowed"]) == (400, ["bal", "autre"])


def allowed(document: dict[str, Any]) -> dict[str, list[str]]:
    """The values that the document lists for each parameter of the agenda that may be repeated."""
    parameters = document["paths"][f"{ROOT}/events"]["get"]["parameters"]
    return {one["name"]: one["schema"].get("items", {}).get("enum", []) for one in parameters}


def test_only_what_many_may_ask_is_kept(hub: Flask) -> None:
    kept = hub.extensions[KEEPER].at_hand
    for question in ("typed=at", "limit=7", "site=rennes&free=yes", "-organiser=x"):
        address = f"/api/v1/{'words' if 'typed' in question else 'events'}?{question}"
        assert hub.test_client().get(address).status_code == 200
        assert kept(address) is None
    assert hub.test_client().get("/api/v1/events?site=rennes").status_code == 200
    assert kept("/api/v1/events?site=rennes") is not None
