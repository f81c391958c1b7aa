"""The label on pages and as data: charter, report, things to do, badge, credential."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jwt
import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from federation.commands.label import label
from federation.domain.reasons.words import Words
from federation.domain.site import LabelStatus
from federation.label.lifecycle import Actor
from federation.label.reminders import Message
from federation.label.verdict import Anomaly
from federation.settings import Settings
from federation.store.database import Store, open_store, upgrade
from federation.store.label.charters import rulebook
from federation.store.label.decisions import decide
from federation.store.label.facts import Request
from federation.store.label.messages import note
from federation.store.label.reports import assessed, keep
from federation.store.label.statements import state
from federation.store.models import PullRow, SiteRow, SourceRow
from federation.store.published import publish
from federation.web.app import create_app
from federation.web.caching import KEEPER
from federation.web.label.words import rate_words
from tests.web import told
from tests.web.filling import NOW, fill
from tests.web.reading import page, text_of, words

DAY = timedelta(days=1)


def typed_in(folder: Path) -> dict[str, str]:
    """The settings of a command that is typed where a hub has its data."""
    return {"CANTINES_DATA_DIR": str(folder), "CANTINES_NOW": NOW.isoformat()}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FlaskClient, Store]]:
    """A hub whose sites were assessed on two days, and a file with a derogation."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("label"), public_url="https://agenda.test")
    store = open_store(settings.database)
    upgrade(store)
    fill(store, told=told.RECORDS, places=told.PLACES)
    for now in (NOW - timedelta(days=1), NOW):
        with store.writing() as session:
            rules = rulebook(session, now)
            keep(session, rules, list(assessed(session, rules, now).values()))
            publish(session, now)
    with store.writing() as session:
        state(
            session,
            "rennes",
            "derogation",
            name="jours-ouverture",
            payload={"reason": "École fermée en juillet <b>", "alternative": "Accueil sur rendez-vous"},
            author="Le comité",
            last_on=date(2026, 12, 31),
            now=NOW,
            today=NOW.date(),
        )
        ends = {"days": "60", "on": "2027-01-21"}
        note(session, [Message("rennes", "term", "2027-01-21:60", ends)] * 2, NOW)
        publish(session, NOW)
    yield create_app(settings, lambda: NOW).test_client(), store
    store.close()


@pytest.fixture
def client(judged: tuple[FlaskClient, Store]) -> FlaskClient:
    return judged[0]


def test_the_charter_is_public_with_where_its_numbers_come_from(client: FlaskClient) -> None:
    tree = page(client, "/label")
    text = words(tree)
    assert len(tree.xpath("//ul[@class='verdicts']/li")) == 24
    assert "au moins 100 événements publics" in text
    assert "un calage sur l’activité connue des sites" in text
    assert "Labellisé" in text


def test_a_report_says_every_criterion_with_its_reasons(client: FlaskClient) -> None:
    tree = page(client, "/label/rennes")
    text = words(tree)
    assert len(tree.xpath("//ul[@class='verdicts']/li[h3]")) == 24
    assert "Rapport du 22 novembre 2026" in text
    assert "École fermée en juillet <b>" in text


def test_a_report_says_what_becomes_of_what_is_out_of_the_ordinary(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, public_url="https://agenda.test")
    store = open_store(settings.database)
    upgrade(store)
    fill(store)
    odd = tuple(
        Anomaly(f"{kind}:{accepted}", kind, Words(f"Ceci : {kind}.", ""), accepted=accepted)
        for kind, accepted in (("place", False), ("jump", False), ("drip", True))
    )
    with store.writing() as session:
        rules = rulebook(session, NOW)
        found = assessed(session, rules, NOW, ["rennes"])["rennes"]
        keep(session, rules, [replace(found, report=replace(found.report, anomalies=odd))])
        publish(session, NOW)
    store.close()
    tree = page(create_app(settings, lambda: NOW).test_client(), "/label/rennes")
    told = [text_of(one) for one in tree.xpath("//section[@aria-labelledby='anomalies']//li")]
    assert told == [
        "Ceci : place. Compté, et montré au comité.",
        "Ceci : jump.",
        "Ceci : drip. Examiné et accepté.",
    ]


def test_a_report_speaks_english(client: FlaskClient) -> None:
    assert "Report of 22 November 2026" in words(page(client, "/en/label/rennes"))


def test_an_operator_sees_what_to_do_first(client: FlaskClient) -> None:
    text = words(page(client, "/label/rennes/a-faire"))
    assert "Le plus urgent d’abord" in text
    assert "dérogation" in text
    # How far it is: against what, what was measured; also of what is to be judged yet.
    todo = client.get("/label/rennes.json").get_json()["todo"]
    assert todo
    assert all(one["found"]["fr"].replace("\u202f", " ") in text.replace("\u202f", " ") for one in todo)


@pytest.mark.parametrize(("met", "said"), [(0, "0 conforme sur 5"), (1, "1 conforme sur 5"), (2, "2 conformes sur 5")])
def test_french_counts_none_as_one(hub: Flask, met: int, said: str) -> None:
    with hub.test_request_context("/label"):
        assert rate_words(met, 5) == said


def test_an_operator_sees_which_visits_failed_and_when_the_hub_asks_again(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, public_url="https://agenda.test")
    store = open_store(settings.database)
    upgrade(store)
    fill(store, told=told.RECORDS, places=told.PLACES)
    with store.writing() as session:
        source = session.scalars(select(SourceRow).where(SourceRow.site_id == "rennes")).one()
        source.failures, source.last_success_at, source.next_pull_at = 4, NOW - 5 * DAY, NOW + DAY
        source.last_pull_at = NOW - timedelta(hours=1)
        visit = {"outcome": "failed", "reason": "server-error", "detail": "HTTP 503", "status": 503}
        session.add(PullRow(source_id=source.id, started_at=NOW - timedelta(hours=1), ended_at=NOW, **visit))
        rules = rulebook(session, NOW)
        keep(session, rules, list(assessed(session, rules, NOW, ["rennes"]).values()))
        publish(session, NOW)
    store.close()
    client = create_app(settings, lambda: NOW).test_client()
    text = words(page(client, "/label/rennes/a-faire")).replace("\u202f", " ")
    assert "Ce qui a été tenté 22 novembre 2026, 9 h 30 – la source « agenda » n’a rien donné. Le site est en" in text
    assert "4 visites sans succès de suite ; le hub réessaie : 23 novembre 2026, 10 h 30." in text
    assert client.get("/label/rennes/a-faire").headers["Cache-Control"] == "no-cache"
    found = CliRunner().invoke(label, ["todo", "rennes"], env=typed_in(tmp_path), catch_exceptions=False)
    assert "· 4 visites sans succès de suite" in found.output.replace("\u202f", " ")


def test_an_operator_reads_the_reminders_before_all_else(client: FlaskClient) -> None:
    text = words(page(client, "/label/rennes/a-faire"))
    assert "Le label prend fin le 21 janvier 2027, dans 60 jours" in text
    assert text.index("Rappels") < text.index("Le plus urgent d’abord")
    assert "Le hub n’envoie pas de courrier" in text


@pytest.mark.parametrize("path", ["/label/rennes", "/lieux/rennes"])
def test_who_finds_an_error_writes_with_the_address_of_the_page(client: FlaskClient, path: str) -> None:
    (href,) = page(client, path).xpath("//a[text()='Signaler une erreur']/@href")
    assert href.startswith("mailto:")
    assert f"https://agenda.test{path}" in unquote(href)


def test_no_charter_to_come_says_so(client: FlaskClient) -> None:
    assert "Aucune autre version" in words(page(client, "/label/apercu"))


def test_all_reports_are_open_data(client: FlaskClient) -> None:
    told = client.get("/label.json").get_json()
    assert [one["site"] for one in told["sites"]] == ["rennes", "nantes", "tours"]
    lines = list(csv.DictReader(io.StringIO(client.get("/label.csv").text)))
    assert len(lines) == 3 * 24
    assert lines[0]["ruling"] in {"met", "watch", "unmet", "undetermined", "not_applicable", "derogation"}
    assert client.get("/label/rennes.json").get_json()["site"] == "rennes"


def test_a_badge_is_the_same_whatever_parameters_a_page_writes_and_kept_once(hub: Flask) -> None:
    client, kept = hub.test_client(), hub.extensions[KEEPER].at_hand
    plain, numbered = (client.get(f"/label/rennes/badge.svg{query}") for query in ("", "?v=2"))
    assert (numbered.status_code, numbered.data, numbered.headers["ETag"]) == (200, plain.data, plain.headers["ETag"])
    assert kept("/label/rennes/badge.svg?v=2") is None


def test_a_badge_is_true_and_may_be_kept_for_minutes(client: FlaskClient) -> None:
    answer = client.get("/label/rennes/badge.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    again = client.get("/label/rennes/badge.svg", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.headers["Cache-Control"]) == (304, "public, max-age=300")
    assert client.get("/label/tours/badge.json").get_json()["status"] == "candidate"
    assert client.get("/label/nulle-part/badge.svg").status_code == 404


def test_a_credential_verifies_and_a_candidate_has_none(client: FlaskClient) -> None:
    document = verified(client, "/label/rennes/attestation.jwt")
    assert document["credentialSubject"]["id"] == "https://agenda.test/label/rennes"
    assert document["issuer"]["id"] == "https://agenda.test/label/emetteur.json"
    assert client.get("/label/emetteur.json").get_json()["id"] == document["issuer"]["id"]
    assert client.get("/label/tours/attestation.jwt").status_code == 404


@pytest.mark.parametrize(
    ("status", "suspended", "revoked"),
    [("labelled", False, False), ("suspended", True, False), ("withdrawn", False, True)],
)
def test_the_status_lists_follow_the_status(tmp_path: Path, status: str, suspended: bool, revoked: bool) -> None:
    settings = Settings(data_dir=tmp_path, public_url="https://agenda.test")
    store = open_store(settings.database)
    upgrade(store)
    fill(store)
    with store.writing() as session:
        row = session.get(SiteRow, "rennes")
        assert row is not None
        row.label = LabelStatus(status).value
    store.close()
    client = create_app(settings, lambda: NOW).test_client()
    lists = [verified(client, f"/label/rennes/statuts/{name}.jwt") for name in ("suspension", "revocation")]
    empty = verified(client, f"/label/nantes/statuts/{'revocation'}.jwt")["credentialSubject"]["encodedList"]
    assert [one["credentialSubject"]["encodedList"] != empty for one in lists] == [suspended, revoked]


def after(folder: Path, **decision: Any) -> FlaskClient:
    """A reader of a hub whose only decision on a label is this one."""
    settings = Settings(data_dir=folder, public_url="https://agenda.test")
    store = open_store(settings.database)
    upgrade(store)
    fill(store, told=told.RECORDS, places=told.PLACES)
    with store.writing() as session:
        decide(session, rulebook(session, NOW), Request(**decision), NOW)
    store.close()
    return create_app(settings, lambda: NOW).test_client()


def test_of_a_place_that_closed_nothing_is_told_as_going_on(tmp_path: Path) -> None:
    client = after(
        tmp_path, site="rennes", transition="close", role=Actor.OPERATOR, author="Ana", reasons="Fin du bail.",
        closure_seen=True,
    )  # fmt: skip
    text = words(page(client, "/lieux/rennes"))
    assert "Ce lieu a fermé" in text
    assert "En ce moment" not in text
    assert "Atelier" not in text
    assert "rennes" not in client.get("/spaceapi.json").text
    assert "Fin du bail." in words(page(client, "/label/rennes"))


CLOSED = {
    "site": "rennes", "transition": "close", "role": Actor.OPERATOR, "author": "Ana", "reasons": "Fin du bail.",
    "closure_seen": True,
}  # fmt: skip


def feeds_of_rennes(folder: Path, days: int) -> tuple[FlaskClient, str, Any, str]:
    """A reader so many days after Rennes closed, with three of its feeds."""
    settings = Settings(data_dir=folder, public_url="https://agenda.test")
    client = create_app(settings, lambda: NOW + days * DAY).test_client()
    told = [client.get(f"/lieux/rennes/agenda.{name}") for name in ("ics", "json", "rss")]
    assert [one.status_code for one in told] == [200, 200, 200]
    return client, told[0].text, told[1].json, told[2].text


def test_who_follows_a_place_that_closed_is_told_that_its_dates_are_cancelled(tmp_path: Path) -> None:
    before = after(tmp_path / "open", site="tours", transition="renounce", role=Actor.OPERATOR, author="A", reasons="x")
    coming = before.get("/lieux/rennes/agenda.ics").text
    assert coming.count("STATUS:CONFIRMED") > 5
    after(tmp_path, **CLOSED)
    client, calendar, feed, rss = feeds_of_rennes(tmp_path, 1)
    assert calendar.count("STATUS:CANCELLED") == calendar.count("BEGIN:VEVENT") > 5
    assert "STATUS:CONFIRMED" not in calendar
    assert {one["_cantines"]["status"] for one in feed["items"]} == {"cancelled"}
    titles = re.findall(r"<item>.*?<title>(.*?)</title>", rss, re.DOTALL)
    assert titles
    assert [title for title in titles if not title.startswith("ANNULÉ")] == []
    listed = "//main//a[contains(@href, '/evenements/')]"
    assert page(before, "/lieux/rennes/agenda").xpath(listed)
    agenda = page(client, "/lieux/rennes/agenda")
    assert "Ce lieu a fermé" in words(agenda)
    assert agenda.xpath(listed) == []
    assert "CONFIRMED" in client.get("/lieux/nantes/agenda.ics").text
    path = feed["items"][-1]["url"].removeprefix("https://agenda.test")
    assert "Annulé" not in words(page(before, path))
    assert "Annulé" in words(page(client, path))
    assert "STATUS:CANCELLED" in client.get(f"{path}.ics").text
    stands = [one.get(f"/api/v1/events/{path.rpartition('/')[2]}").json["status"] for one in (before, client)]
    assert stands == ["scheduled", "cancelled"]


def test_a_month_after_a_place_closed_its_feeds_are_empty(tmp_path: Path) -> None:
    after(tmp_path, **CLOSED)
    _, calendar, feed, rss = feeds_of_rennes(tmp_path, 31)
    assert "BEGIN:VEVENT" not in calendar
    assert feed["items"] == []
    assert "<item>" not in rss


def test_a_frozen_label_tells_since_when_and_until_when(tmp_path: Path) -> None:
    client = after(
        tmp_path, site="rennes", transition="freeze", role=Actor.COMMITTEE, author="Ana", reasons="Incendie.",
        force_majeure="Incendie de la halle", freeze_until=date(2027, 3, 31),
    )  # fmt: skip
    assert "depuis le 22 novembre 2026 et jusqu’au 31 mars 2027" in words(page(client, "/label/rennes"))
    place = page(client, "/lieux/rennes")
    assert "gelé pour cas de force majeure" in words(place)
    assert place.xpath("//p[@class='notice']/a/@href") == ["/label/rennes"]


def verified(client: FlaskClient, path: str) -> dict[str, object]:
    """The document of a signed answer, verified by another library with the key that the hub publishes."""
    answer = client.get(path)
    assert answer.mimetype == "application/vc+jwt"
    keys = jwt.PyJWKSet.from_json(client.get("/label/cles.json").text)
    key = keys[jwt.get_unverified_header(answer.text)["kid"]]
    return jwt.decode(answer.text, key.key, algorithms=["ES256"], options={"verify_exp": False})


def test_who_was_not_assessed_yet_is_told_so(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, public_url="https://agenda.test")
    store = open_store(settings.database)
    upgrade(store)
    fill(store)
    store.close()
    client = create_app(settings, lambda: NOW).test_client()
    assert "pas encore été évalué" in words(page(client, "/label/rennes"))
    assert client.get("/label/rennes.json").status_code == 404
    assert json.loads(client.get("/label.json").text)["sites"][0]["report"] is None
