"""What changed: the page, its three feeds, of the network and of one place; marks on agenda and event pages."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree

from federation.domain.event import Record, Status
from federation.domain.happened import Happened, Kind
from federation.registry.taxonomy import own_taxonomy
from federation.settings import Settings
from federation.store.happened import note_site
from federation.store.published import publish
from federation.web.app import create_app
from sync.indexing import Indexer
from tests.cast import NOW
from tests.store.telling import AGENDA, RENNES, Telling, changed, happening
from tests.web.reading import page, text_of, words

N = "\u202f"
RUST = happening(1, "Soirée Rust <3", url="https://nantes.example/rust")
AT = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


@pytest.fixture
def client(telling: Telling, tmp_path: Path) -> FlaskClient:
    return create_app(Settings(data_dir=tmp_path, public_url="https://hub.test"), lambda: NOW).test_client()


def say(telling: Telling, which: int, told: Record) -> None:
    telling.say(which, [told])
    with telling.store.writing() as session:
        publish(session, telling.now)


def rows(client: FlaskClient, path: str) -> list[str]:
    return [text_of(row) for row in page(client, path).xpath("//li[starts-with(@id, 'c-')]")]


def read(client: FlaskClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200
    return feedparser.parse(BytesIO(answer.data))


def test_nothing_changed_yet(telling: Telling, client: FlaskClient) -> None:
    telling.say(AGENDA, [RUST])
    for path in ("/changements", "/lieux/nantes/changements", "/en/changements"):
        assert rows(client, path) == []
    for ending in ("rss", "atom"):
        assert read(client, f"/changements.{ending}").entries == []
    assert client.get("/changements.json").json["items"] == []  # type: ignore[index]


def test_changes_are_told_newest_first_with_what_was_and_what_is(telling: Telling, client: FlaskClient) -> None:
    say(telling, AGENDA, RUST)
    say(telling, AGENDA, changed(RUST, 7))
    say(telling, AGENDA, changed(RUST, 7, status=Status.CANCELLED))
    first, second = rows(client, "/changements")
    assert "Annulé" in first
    assert "Soirée Rust <3" in second
    assert f"Changement de date{N}: mercredi 2 décembre 2026, 18{N}h{N}30, au lieu de mercredi 25 nov" in second
    assert (
        "New date: Wednesday 2 December 2026, 18:30, instead of Wednesday 25 November"
        in rows(client, "/en/changements")[1]
    )
    entry = telling.only()
    assert f"/evenements/{entry.id}" in page(client, "/changements").xpath("//main//h3/a/@href")


@pytest.mark.parametrize("ending", ["rss", "atom"])
def test_each_change_is_an_item_of_its_own_for_ever(
    telling: Telling, client: FlaskClient, tmp_path: Path, ending: str
) -> None:
    say(telling, AGENDA, RUST)
    say(telling, AGENDA, changed(RUST, 7))
    before = read(client, f"/changements.{ending}").entries
    say(telling, AGENDA, changed(RUST, 7, status=Status.CANCELLED))
    later = create_app(Settings(data_dir=tmp_path, public_url="https://hub.test"), lambda: NOW).test_client()
    after = read(later, f"/changements.{ending}").entries
    assert [item.id for item in after[1:]] == [item.id for item in before]
    assert len({item.id for item in after}) == 2
    assert all(item.id.startswith("urn:uuid:") for item in after)
    assert after[0].title == "ANNULÉ – 2 déc. 2026 – Nantes – Soirée Rust <3"
    assert after[0].link == f"https://hub.test/evenements/{telling.only().id}"
    assert "Changement de date" in after[1].summary


def test_programs_read_what_changed(telling: Telling, client: FlaskClient) -> None:
    say(telling, AGENDA, RUST)
    say(telling, AGENDA, changed(RUST, title="Soirée Go"))
    (item,) = json.loads(client.get("/changements.json").data)["items"]
    entry = telling.only()
    assert item["_cantines"] == {
        "about": "https://hub.test/abonnements",
        "kind": "retitled",
        "event": f"urn:uuid:{entry.uid}",
        "host": {"id": "nantes", "name": "La Cantine de Nantes", "city": "Nantes"},
        "was": "Soirée Rust <3",
        "now": "Soirée Go",
    }
    assert item["content_text"] == f"Nouveau titre, au lieu de «{N}Soirée Rust <3{N}»."


def test_a_place_tells_its_own_changes(telling: Telling, client: FlaskClient) -> None:
    for which in (AGENDA, RENNES):
        say(telling, which, changed(RUST, title=f"Soirée {which}", url=""))
        say(telling, which, changed(RUST, title=f"Soirée {which}", url="", status=Status.FULL))
    assert len(rows(client, "/changements")) == 2
    assert [("Soirée 2" in row, "Rennes" in row) for row in rows(client, "/lieux/rennes/changements")] == [(True, True)]
    assert len(read(client, "/lieux/nantes/changements.atom").entries) == 1
    assert rows(client, "/lieux/paris/changements") == []
    assert client.get("/lieux/nulle-part/changements.rss").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/changements?page=0",
        "/changements?x=1",
        "/changements.rss?page=2",
        "/changements?from=2026-12-01",
        "/changements.json?q=rust",
        "/changements.atom?site=nulle-part",
        "/lieux/nantes/changements?y=",
        "/lieux/nantes/changements?site=rennes",
    ],
)
def test_parameters_that_are_not_known_are_refused(hub: Flask, path: str) -> None:
    assert hub.test_client().get(path).status_code == 400


def test_changes_are_narrowed_as_the_agenda_is(telling: Telling, client: FlaskClient, tmp_path: Path) -> None:
    for which, title in ((AGENDA, "Atelier Rust"), (RENNES, "Conférence Go")):
        say(telling, which, changed(RUST, title=title, url=""))
    Indexer(telling.store, own_taxonomy(), lambda: telling.now).draw()
    for which, title in ((AGENDA, "Atelier Rust"), (RENNES, "Conférence Go")):
        say(telling, which, changed(RUST, title=title, url="", status=Status.FULL))
    Indexer(telling.store, own_taxonomy(), lambda: telling.now).draw()
    with telling.store.writing() as session:
        note_site(session, "rennes", Happened(Kind.SITE_BACK, "", "Gare"), telling.now)
    assert len(rows(client, "/changements")) == 3
    assert ["Rust" in row for row in rows(client, "/changements?format=atelier")] == [True]
    assert [("Go" in row, "gare" in row.lower()) for row in rows(client, "/changements?site=rennes")] == [
        (False, True),
        (True, False),
    ]
    assert ["Rust" in row for row in rows(client, "/changements?-site=rennes")] == [True]
    assert rows(client, "/changements?free=yes") == []
    assert [item.title for item in read(client, "/changements.atom?site=nantes").entries] == [
        "COMPLET – 25 nov. 2026 – Nantes – Atelier Rust"
    ]
    feeds = page(client, "/changements?site=nantes").xpath("//link[@type='application/atom+xml']/@href")
    assert feeds == ["/changements.atom?site=nantes"]


def test_pages_lead_to_older_changes(telling: Telling, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("federation.web.changes.PAGE_ROWS", 2)
    say(telling, AGENDA, RUST)
    for title in "abc":
        say(telling, AGENDA, changed(RUST, title=f"Atelier {title}"))
    tree = page(client, "/changements")
    assert tree.xpath("//a[@rel='next']/@href") == ["/changements?page=2"]
    older = page(client, "/changements?page=2")
    assert (len(older.xpath("//li[@class and @id]")), older.xpath("//a[@rel='prev']/@href")) == (1, ["/changements"])
    assert client.get("/changements?page=3").status_code == 404


def test_a_move_is_marked_in_the_agenda_and_on_the_page(telling: Telling, client: FlaskClient) -> None:
    say(telling, AGENDA, RUST)
    say(telling, AGENDA, changed(RUST, 7))
    entry = telling.only()
    row = page(client, "/agenda").xpath("//li[contains(@class, 'ev')]")[0]
    assert "Nouvelle date" in text_of(row)
    assert "initialement 25 nov. 2026" in text_of(row)
    tree = page(client, f"/evenements/{entry.id}")
    assert f"Initialement prévu{N}: mercredi 25 novembre 2026, 18{N}h{N}30" in words(tree)
    assert tree.xpath("//aside//s")
    (script,) = tree.xpath("//script[@type='application/ld+json']/text()")
    found = json.loads(script)
    assert (found["eventStatus"], found["previousStartDate"]) == (
        "https://schema.org/EventRescheduled",
        "2026-11-25T18:30:00+01:00",
    )
    calendar = client.get("/agenda.ics").get_data(as_text=True).replace("\r\n ", "")
    assert "SEQUENCE:1\r\n" in calendar
    assert f"Prévu d’abord{N}: mercredi 25 novembre 2026" in calendar
    assert client.get("/agenda.json").json["items"][0]["_cantines"]["status"] == "rescheduled"  # type: ignore[index]


def test_another_hour_of_the_same_day_is_called_so(telling: Telling, client: FlaskClient) -> None:
    say(telling, AGENDA, RUST)
    later = happening(1, "Soirée Rust <3", hour=19, url="https://nantes.example/rust")
    say(telling, AGENDA, later)
    assert f"Nouvel horaire initialement 18{N}h{N}30" in words(page(client, "/agenda"), "ol")


def test_what_was_withdrawn_is_a_tombstone_in_every_output(telling: Telling, client: FlaskClient) -> None:
    say(telling, AGENDA, RUST)
    entry = telling.only()
    telling.withdraw(AGENDA, ["e1"])
    with telling.store.writing() as session:
        publish(session, telling.now)
    assert "Retiré de la source" in rows(client, "/changements")[0]
    for base in ("/agenda", "/lieux/nantes/agenda"):
        (tombstone,) = etree.fromstring(client.get(f"{base}.atom").data).findall(AT)
        assert tombstone.get("ref") == f"urn:uuid:{entry.uid}"
        (gone,) = client.get(f"{base}.json").json["_cantines"]["removed"]  # type: ignore[index]
        assert gone["id"] == f"urn:uuid:{entry.uid}"
        assert "STATUS:CANCELLED" in client.get(f"{base}.ics").get_data(as_text=True)
        assert read(client, f"{base}.rss").entries[0].title.startswith("ANNULÉ – ")
    assert etree.fromstring(client.get("/lieux/rennes/agenda.atom").data).findall(AT) == []


def test_pages_lead_to_the_changes(hub: Flask) -> None:
    client = hub.test_client()
    for path in ("/agenda", "/abonnements"):
        assert "/changements" in page(client, path).xpath("//main//a/@href")
    assert "https://agenda.test/changements.rss" in page(client, "/abonnements").xpath("//input/@value")
