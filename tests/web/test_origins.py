"""« D’où vient cette fiche ? » on an event's page: who says what, why it is one entry, what people decided."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from federation.domain.entry import Entry
from federation.domain.event import Record, Status
from federation.domain.query import AgendaQuery
from federation.settings import Settings
from federation.store import decisions
from federation.store.agenda import upcoming
from federation.store.matching.rebuild import redecide
from federation.store.published import publish
from federation.web.app import create_app
from tests.cast import NOW, TODAY
from tests.store.telling import AGENDA, MEETUP, RENNES, Telling, happening
from tests.web.reading import Tree, page, words

N = "\u202f"
RUST = happening(1, "Soirée Rust", url="https://nantes.example/rust")
DUPLEX = "Nuit du code citoyen, en duplex Nantes–Rennes"


@pytest.fixture
def client(telling: Telling, tmp_path: Path) -> FlaskClient:
    return create_app(Settings(data_dir=tmp_path), lambda: NOW).test_client()


def on_meetup(title: str = "Soirée Rust", hour: int = 18) -> Record:
    told = happening(2, title, hour=hour, url="https://meetup.example/events/1", description="<p>Venez.</p>")
    return replace(told, event=replace(told.event, links=(RUST.event.url,)))


def decided(telling: Telling, kind: str, *about: object) -> None:
    with telling.store.writing() as session:
        getattr(decisions, f"decide_{kind}")(session, *about, "camille", "vu <avec> eux", telling.now)
        redecide(session, [telling.only().id], telling.now)
        publish(session, telling.now)


def origin(client: FlaskClient, entry: Entry, prefix: str = "") -> Tree:
    (found,) = page(client, f"{prefix}/evenements/{entry.id}").xpath("//section[@class='origin']")
    return found


def test_one_source_is_told_plainly(telling: Telling, client: FlaskClient) -> None:
    telling.say(AGENDA, [RUST])
    found = origin(client, telling.only())
    assert words(found, "summary") == f"D’où vient cette fiche{N}? 1 source"
    text = words(found, "details")
    assert "La Cantine de Nantes (nantes.example)" in text
    assert found.xpath(".//a/@href")[0] == "https://nantes.example/rust"
    assert "Pourquoi" not in text
    assert "D’elle viennent" not in text


def test_what_sources_say_differently_is_shown_with_why_they_are_one(telling: Telling, client: FlaskClient) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [on_meetup("Soirée Rust, avec pizzas", hour=19)])
    found = origin(client, telling.only())
    text = words(found, "details")
    assert "2 sources" in words(found, "summary")
    for expected in (
        f"Titre chez elle{N}: «{N}Soirée Rust, avec pizzas{N}»",
        f"Début chez elle{N}: 25 nov. 2026, 19{N}h{N}30",
        "la description",
        f"Pourquoi ces annonces sont-elles réunies{N}?",
        "L’une renvoie à la page de l’autre",
    ):
        assert expected in text
    assert "https://meetup.example/events/1" in found.xpath(".//a/@href")
    english = words(origin(client, telling.only(), "/en"), "details")
    assert "Its title: “Soirée Rust, avec pizzas”" in english
    assert "One points to the page of the other" in english


def test_joint_hosts_lead_to_their_places(telling: Telling, client: FlaskClient) -> None:
    telling.say(AGENDA, [happening(1, DUPLEX)])
    telling.say(RENNES, [happening(1, DUPLEX)])
    found = origin(client, telling.only())
    assert "Événement commun" in words(found, "details")
    assert {"/lieux/nantes", "/lieux/rennes"} <= set(found.xpath(".//a/@href"))


def test_a_decision_is_told_with_its_reason_and_without_its_author(telling: Telling, client: FlaskClient) -> None:
    telling.say(AGENDA, [RUST])
    entry = telling.only()
    decided(telling, "pin", entry.id, "title", "Soirée Rust (la vraie)")
    text = words(origin(client, entry), "details")
    assert f"le titre fixé à la main. Motif{N}: vu <avec> eux" in text
    assert "camille" not in client.get(f"/evenements/{entry.id}").get_data(as_text=True)
    assert "the title set by hand" in words(origin(client, entry, "/en"), "details")


def test_a_decision_that_was_undone_is_no_longer_told(telling: Telling, client: FlaskClient) -> None:
    telling.say(AGENDA, [RUST])
    entry = telling.only()
    decided(telling, "pin", entry.id, "title", "Soirée Rust (la vraie)")
    with telling.store.writing() as session:
        redecide(session, decisions.undo(session, 1, "camille", telling.now).about, telling.now)
        publish(session, telling.now)
    assert "Ce que le réseau a décidé" not in words(origin(client, entry), "details")


def test_a_source_that_withdrew_it_says_so(telling: Telling, client: FlaskClient) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [on_meetup()])
    telling.withdraw(MEETUP, ["e2"])
    assert "Elle ne l’annonce plus." in words(origin(client, telling.only()), "details")


def test_what_a_source_repeats_is_one_line_and_costs_little(telling: Telling, client: FlaskClient) -> None:
    same = happening(1, "Soirée Rust", description="<p>Venez nombreux.</p>")
    telling.say(AGENDA, [replace(same, key=f"e{number}") for number in range(300)])
    found = origin(client, telling.only())
    assert len(found.xpath(".//details/ul[1]/li")) == 1
    assert "exactement la même chose" in words(found, "details")
    assert "1 source" in words(found, "summary")


def test_what_became_part_of_another_leads_there_for_good(telling: Telling, client: FlaskClient) -> None:
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [happening(2, "Bal des robots")])
    with telling.store.session() as session:
        younger = next(e.id for e in upcoming(session, AgendaQuery(TODAY)) if e.event.title == "Bal des robots")
    telling.say(MEETUP, [on_meetup()])
    entry = telling.only()
    for prefix in ("", "/en"):
        for ending in ("", ".ics"):
            answer = client.get(f"{prefix}/evenements/{younger}{ending}")
            assert (answer.status_code, answer.location) == (301, f"{prefix}/evenements/{entry.id}{ending}")
    assert client.get("/evenements/" + "0" * 20).status_code == 404


def test_operators_see_what_sources_disagree_on(telling: Telling, client: FlaskClient) -> None:
    assert "À trancher" not in words(page(client, "/sante"))
    telling.say(AGENDA, [RUST])
    telling.say(MEETUP, [on_meetup(hour=19)])
    entry = telling.only()
    (section,) = page(client, "/sante").xpath("//section[@aria-labelledby='trancher']")
    text = words(section, "ul")
    assert f"nantes/agenda, 25 nov. 2026, 18{N}h{N}30" in text
    assert f"nantes/meetup, 25 nov. 2026, 19{N}h{N}30" in text
    assert entry.id in text
    assert section.xpath(".//a/@href") == [f"/evenements/{entry.id}"]
    (english,) = page(client, "/en/sante").xpath("//section[@aria-labelledby='trancher']")
    assert "The sources do not tell the same hour" in words(english, "ul")
    decided(telling, "pin", entry.id, "start", "2026-11-25T18:30:00+01:00")
    assert "À trancher" not in words(page(client, "/sante"))


def test_one_cancels_and_the_other_goes_on(telling: Telling, client: FlaskClient) -> None:
    telling.say(AGENDA, [RUST])
    other = on_meetup()
    telling.say(MEETUP, [replace(other, event=replace(other.event, status=Status.CANCELLED))])
    assert f"Annoncé annulé ou reporté ici, maintenu là{N}: nantes/agenda, maintenu" in words(page(client, "/sante"))
