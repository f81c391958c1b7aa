"""The pages of the places."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flask.testing import FlaskClient

from federation.domain.space import Space
from federation.settings import Settings
from federation.store.database import open_store, upgrade
from federation.web.app import create_app
from tests.web import told
from tests.web.filling import NETWORK, NOW, fill
from tests.web.reading import page, words

N = "\u202f"


def test_candidates_stand_apart(client: FlaskClient) -> None:
    tree = page(client, "/lieux")
    sections = tree.xpath("//section")
    assert [len(section.xpath(".//li[contains(@class, 'card')]")) for section in sections] == [2, 1]
    assert "Candidat au label" in sections[1].text_content()


def test_a_candidate_shows_its_own_agenda(client: FlaskClient) -> None:
    text = words(page(client, "/lieux/tours"))
    assert told.CANDIDATES.title in text
    assert "candidat au label" in text


def test_a_place_says_when_it_is_open_and_what_it_costs(client: FlaskClient) -> None:
    text = words(page(client, "/lieux/rennes"))
    for expected in (
        "1 place du Test",
        f"du lundi au vendredi 9{N}h – 12{N}h{N}30, 14{N}h – 19{N}h",
        "samedi fermé",
        "Fermeture exceptionnelle du 24 déc. 2026 au 2 janv. 2027 (fêtes)",
        "Ouvert d’après le lieu, le 22 nov. 2026, 9" + N + "h",
        "30 postes de travail",
        "Salle Vilaine 18 personnes 42 m²",
        f"Journée 12,50{N}€ la journée",
        "Adhésion prix libre",
        "Informations vues pour la dernière fois le 22 nov. 2026.",
    ):
        assert expected in text


def test_a_profile_is_told_in_words(client: FlaskClient) -> None:
    assert "Ouverture octobre 2010 wifi public oui" in words(page(client, "/lieux/rennes"))
    assert "Opened octobre 2010 wifi public oui" in words(page(client, "/en/lieux/rennes"))


def test_hours_beyond_us_stay_as_written(client: FlaskClient) -> None:
    assert "sunrise-sunset" in words(page(client, "/lieux/nantes"))


def test_an_unknown_place_is_a_404(client: FlaskClient) -> None:
    for path in ("/lieux/atlantide", "/lieux/atlantide/agenda", "/en/lieux/atlantide"):
        page(client, path, 404)
    assert client.get("/lieux/atlantide/agenda.rss").status_code == 404


def test_the_agenda_of_a_place_is_its_own(client: FlaskClient) -> None:
    titles = page(client, "/lieux/rennes/agenda").xpath("//li[contains(@class, 'ev ')]//h3/a/text()")
    assert "Webinaire" in titles
    assert not [title for title in titles if "Permanence" in title]


def test_a_stale_agenda_says_so(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    store = open_store(settings.database)
    upgrade(store)
    fill(store)
    store.close()
    fresh = create_app(settings, lambda: NOW).test_client()
    later = create_app(settings, lambda: NOW + timedelta(days=4)).test_client()
    for path in ("/lieux/rennes", "/lieux/rennes/agenda"):
        assert "non actualisé" not in words(page(fresh, path))
        assert "Agenda non actualisé depuis le 22 nov. 2026." in words(page(later, path))


def test_a_place_is_kept(client: FlaskClient) -> None:
    for path in ("/lieux/rennes", "/lieux/rennes/agenda"):
        tag = client.get(path).headers["ETag"]
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_a_place_with_hours_says_until_when_or_when_next(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    store = open_store(settings.database)
    upgrade(store)
    said = {
        "rennes": Space(hours="Mo-Fr 09:00-18:00; PH off", desks=30),
        "nantes": Space(contact="contact@nantes.test"),
    }
    fill(store, places=said)
    store.close()

    def shown(**later: float) -> str:
        return words(page(create_app(settings, lambda: NOW + timedelta(**later)).test_client(), "/lieux/rennes"))

    assert f"Fermé, ouvre demain à 9{N}h d’après ses horaires" in shown()
    assert f"Ouvert jusqu’à 18{N}h d’après ses horaires" in shown(days=1)
    assert f"Fermé, ouvre lundi à 9{N}h" in shown(days=5, hours=10)
    client = create_app(settings, lambda: NOW).test_client()
    assert "Closed, opens tomorrow at 09:00 by its opening hours" in words(page(client, "/en/lieux/rennes"))
    assert page(client, "/lieux/nantes").xpath("//a[@href='mailto:contact@nantes.test']")


def test_several_sources_are_named_with_what_they_say(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    store = open_store(settings.database)
    upgrade(store)
    rennes = replace(NETWORK.sites[0], space=Space(desks=30, accessibility="De plain-pied."))
    fill(store, replace(NETWORK, sites=(rennes,)), places={"rennes": Space(hours="Mo-Fr 09:00-18:00", desks=20)})
    store.close()
    text = words(page(create_app(settings, lambda: NOW).test_client(), "/lieux/rennes"))
    assert "20 postes de travail" in text
    assert f"D’après rennes.test, le 22 nov. 2026{N}: horaires, postes." in text
    assert f"D’après le réseau{N}: accès." in text
