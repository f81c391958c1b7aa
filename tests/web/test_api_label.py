"""The label through the API and as open data: what is answered is what the document says."""

from __future__ import annotations

import json
import zlib
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.label.lifecycle import Actor
from federation.label.verdict import Ruling
from federation.label.votes import Choice, Vote
from federation.settings import Settings
from federation.store.database import open_store, upgrade
from federation.store.label.charters import rulebook
from federation.store.label.decisions import decide
from federation.store.label.facts import Request
from federation.store.label.reports import assessed, keep
from federation.store.label.statements import state, withdraw
from federation.store.models import AssessmentRow
from federation.store.published import publish
from federation.web.app import create_app
from tests.web import told
from tests.web.documented import schema_errors
from tests.web.filling import NOW, fill

ROOT = "/api/v1"
FROZEN = Request(
    site="rennes", transition="freeze", role=Actor.COMMITTEE, author="Le comité", reasons="Incendie.",
    force_majeure="Incendie de la halle", freeze_until=date(2027, 3, 31),
    votes=(Vote("Ana", Choice.FOR), Vote("Bo", Choice.AGAINST), Vote("Dov", Choice.FOR, "financeur")),
)  # fmt: skip


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A reader of a hub whose sites were assessed, all but Tours; of Rennes something is decided and on file."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("api-label"), public_url="https://agenda.test")
    store = open_store(settings.database)
    upgrade(store)
    fill(store, told=told.RECORDS, places=told.PLACES)
    with store.writing() as session:
        rules = rulebook(session, NOW)
        keep(session, rules, list(assessed(session, rules, NOW, ["rennes", "nantes"]).values()))
        decide(session, rules, FROZEN, NOW)
        for name, met in (("gouvernance", True), ("composition-du-conseil", False)):
            number = state(
                session, "rennes", "finding", name=name, payload={"met": met, "note": "Statuts lus"}, author="Camille",
                last_on=date(2027, 11, 22), now=NOW, today=NOW.date(),
            )  # fmt: skip
        withdraw(session, number, "Camille", NOW + timedelta(minutes=1))
        _as_before(session, "nantes")
        publish(session, NOW)
    store.close()
    return create_app(settings, lambda: NOW).test_client()


def _as_before(session: Session, site: str) -> None:
    """The last report on a site as a release made it that did not say yet how far each thing to do is."""
    row = session.scalars(select(AssessmentRow).where(AssessmentRow.site_id == site)).one()
    assert row.report is not None
    plain = json.loads(zlib.decompress(row.report))
    assert [task.pop("found") for task in plain["todo"]]
    row.report = zlib.compress(json.dumps(plain).encode())


@pytest.fixture(scope="module")
def document(reader: FlaskClient) -> dict[str, Any]:
    found: dict[str, Any] = reader.get(f"{ROOT}/openapi.json").json
    return found


@pytest.mark.parametrize(
    ("address", "path"),
    {
        "/api/v1/label": "/api/v1/label",
        "/api/v1/label/nantes": "/api/v1/label/{site_id}",
        "/label/nantes.json": "/label/{site_id}.json",
        "/api/v1/label/rennes": "/api/v1/label/{site_id}",
        "/api/v1/label/tours": "/api/v1/label/{site_id}",
        "/api/v1/label/rennes/history": "/api/v1/label/{site_id}/history",
        "/label.json": "/label.json",
        "/label/rennes.json": "/label/{site_id}.json",
    }.items(),
)
def test_an_answer_is_what_the_document_says(
    reader: FlaskClient, document: dict[str, Any], address: str, path: str
) -> None:
    answer = reader.get(address)
    assert answer.status_code == 200
    assert schema_errors(document, path, 200, "application/json", answer.json) == []


def test_the_document_says_all_that_is_answered(reader: FlaskClient, document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    report = reader.get(f"{ROOT}/label/rennes").json["report"]
    verdicts = [one for pillar in report["pillars"] for one in pillar["verdicts"]]
    history = reader.get(f"{ROOT}/label/rennes/history").json
    for name, body in (
        ("Report", report),
        ("Verdict", verdicts[0]),
        ("Reading", verdicts[0]["readings"][0]),
        ("Task", report["todo"][0]),
        ("History", history),
        ("Decision", history["decisions"][0]),
        ("Paper", history["file"][0]),
    ):
        assert set(body) == set(schemas[name]["properties"]) == set(schemas[name]["required"]), name


def test_the_table_is_in_the_document_with_the_files(reader: FlaskClient, document: dict[str, Any]) -> None:
    answers = document["paths"]["/label.csv"]["get"]["responses"]["200"]
    assert reader.get("/label.csv").mimetype in answers["content"]


def test_every_place_is_told_as_in_the_open_file(reader: FlaskClient) -> None:
    told = reader.get(f"{ROOT}/label").json
    assert told["items"] == reader.get("/label.json").json["sites"]
    assert [(one["site"], one["status"], one["report"] is None) for one in told["items"]] == [
        ("rennes", "frozen", False),
        ("nantes", "labelled", False),
        ("tours", "candidate", True),
    ]
    figures = told["items"][0]["report"]["criteria"]
    assert len(figures) == 24
    assert figures["espace-coworking"] == {"ruling": Ruling.MET, "value": 30, "threshold": 8, "unit": "count"}


def test_what_an_older_release_did_not_say_is_null(reader: FlaskClient) -> None:
    told = reader.get(f"{ROOT}/label/nantes").json["report"]
    assert {task["found"] for task in told["todo"]} == {None}
    assert told == reader.get("/label/nantes.json").json


def test_a_report_is_whole_and_null_before_there_is_one(reader: FlaskClient) -> None:
    assert reader.get(f"{ROOT}/label/rennes").json["report"] == reader.get("/label/rennes.json").json
    assert reader.get(f"{ROOT}/label/tours").json["report"] is None


def test_a_history_tells_decisions_and_what_is_on_file(reader: FlaskClient) -> None:
    told = reader.get(f"{ROOT}/label/rennes/history").json
    (decision,) = told["decisions"]
    assert (decision["number"], decision["decision"], decision["after"]) == (1, "freeze", "frozen")
    assert decision["title"]["en"]
    assert decision["votes"] == {"in_favour": 1, "against": 1, "abstained": 0, "set_aside": 1}
    assert "Ana" not in str(told)
    assert [(one["name"], one["favourable"], one["withdrawn_at"] is None) for one in told["file"]] == [
        ("gouvernance", True, True),
        ("composition-du-conseil", False, False),
    ]
    assert reader.get(f"{ROOT}/label/tours/history").json["decisions"] == []
