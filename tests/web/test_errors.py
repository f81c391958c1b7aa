"""What a reader is told when a request fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from federation.settings import Settings
from federation.store.database import open_store, upgrade
from federation.web.app import create_app
from tests.web.filling import NOW, fill
from tests.web.reading import page, words

N = "\u202f"


def test_an_unknown_parameter_is_named_and_what_is_allowed(client: FlaskClient) -> None:
    text = words(page(client, "/agenda?them=ia", 400))
    assert f"Il n’y a pas de paramètre «{N}them{N}»." in text
    assert f"Vouliez-vous dire «{N}theme{N}»{N}?" in text
    assert f"Ceux qu’on peut donner{N}: from, to, when" in text


def test_a_wrong_value_is_named_and_what_is_allowed(client: FlaskClient) -> None:
    text = words(page(client, "/agenda?theme=licornes", 400))
    assert f"Le paramètre «{N}theme{N}» vaut «{N}licornes{N}»." in text
    assert f"Ce qui est permis{N}: entrepreneuriat, logiciel-libre" in text


@pytest.mark.parametrize("value", ["0", "-1", "1001", "deux", "١", "1.0", "9999"])
def test_a_bad_page_is_refused(client: FlaskClient, value: str) -> None:
    assert "1 … 1000" in words(page(client, f"/agenda?page={value}", 400))


def test_a_page_without_parameters_says_so(client: FlaskClient) -> None:
    tree = page(client, "/lieux?fbclid=abc", 400)
    assert "n’attend aucun paramètre" in words(tree)
    assert "/lieux" in tree.xpath("//main//a/@href")


def test_the_value_is_shown_as_text(client: FlaskClient) -> None:
    text = client.get("/agenda?<script>=<b>").get_data(as_text=True)
    assert "<b>" not in text
    assert "<script>" not in text


@pytest.mark.parametrize(
    "path", ["/agenda.json?x=1", "/agenda.json?page=2", "/health?x=1", "/lieux/rennes/agenda.json?site=nantes"]
)
def test_programs_get_problem_details(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json["status"] == 400
    assert answer.json["parameter"] in path
    assert ("theme" in answer.json["allowed"]) is not path.startswith("/health")


@pytest.mark.parametrize("path", ["/lieux.geojson?x=1", "/label/nulle-part/badge.svg", "/label/x/attestation.jwt?x=1"])
def test_pictures_and_other_data_get_problem_details_too(client: FlaskClient, path: str) -> None:
    assert client.get(path).content_type == "application/problem+json"


@pytest.mark.parametrize("path", ["/agenda.opml?x=1", "/label.csv?x=1", "/sitemap.xml?x=1"])
def test_lists_and_tables_say_in_a_text_what_was_wrong(client: FlaskClient, path: str) -> None:
    assert client.get(path).content_type == "text/plain; charset=utf-8"


def test_a_control_character_is_told_by_its_code(client: FlaskClient) -> None:
    text = words(page(client, "/agenda?q=a%00b", 400))
    assert f"Le paramètre «{N}q{N}» contient un caractère de contrôle (U+0000)." in text
    assert "\0" not in client.get("/agenda?%00=1").get_data(as_text=True)


def test_blanks_of_all_kinds_are_blanks(client: FlaskClient) -> None:
    answer = client.get("/agenda?q=Quoi%C2%A0de%20neuf%E2%80%AF?")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/agenda?q=quoi+de+neuf+%3F")


def test_a_parameter_of_other_addresses_is_not_guessed_to_be_another(client: FlaskClient) -> None:
    text = client.get("/agenda.ics?page=2").get_data(as_text=True)
    assert f"Le paramètre «{N}page{N}» n’existe pas à cette adresse." in text
    assert "Vouliez-vous" not in text
    assert "n’attend aucun paramètre" in client.get("/api/v1/sites?q=x").json["detail"]


@pytest.mark.parametrize("path", ["/agenda.rss?them=ia", "/agenda.atom?page=2", "/en/agenda.ics?theme=x"])
def test_feeds_and_calendars_say_in_a_text_what_was_wrong(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert answer.content_type == "text/plain; charset=utf-8"
    assert "theme" in answer.get_data(as_text=True)


def test_nothing_there(client: FlaskClient) -> None:
    assert "Page introuvable" in words(page(client, "/nulle-part", 404))
    assert "Page not found" in words(page(client, "/en/nulle-part", 404))
    assert client.get("/nulle-part.json").json["status"] == 404


def test_pages_are_only_read(client: FlaskClient) -> None:
    answer = client.post("/agenda")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "Méthode refusée" in answer.get_data(as_text=True)


def test_a_slash_too_many_is_taken_off(client: FlaskClient) -> None:
    for path, expected in (("/agenda/", "/agenda"), ("/en/agenda/", "/en/agenda"), ("/en", "/en/")):
        answer = client.get(path)
        assert answer.status_code == 308
        assert answer.headers["Location"].endswith(expected)


def test_a_redirect_never_names_the_host_that_was_asked(client: FlaskClient) -> None:
    answer = client.get("/en", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, answer.headers["Location"], answer.data) == (308, "/en/", b"")


def test_nor_one_that_was_asked_in_letters(client: FlaskClient) -> None:
    answer = client.get("/en", headers={"Host": "xn--bcher-kva.example"})
    assert answer.headers["Location"] == "/en/"


@pytest.mark.parametrize(
    ("path", "led_to"),
    [
        ("/lieux/x%0ay/agenda?free=OUI", "/lieux/x%0Ay/agenda?free=yes"),
        ("/lieux/x%3fy/agenda?q=A", "/lieux/x%3Fy/agenda?q=a"),
    ],
)
def test_the_one_spelling_of_a_question_stays_at_its_address(client: FlaskClient, path: str, led_to: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (301, led_to)
    assert client.get(led_to).status_code == 404


@pytest.mark.parametrize(
    "path", ["/%0d%0aSet-Cookie:a=b/", "/agenda%0a/", "/%00/", "/evenements/%00", "/evenements/a%00.ics"]
)
def test_control_characters_lead_nowhere(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("query", ["page=01", "page=1&page=1", "page=1&page=2", "page=00001" + "9" * 5000])
def test_a_page_has_one_spelling(client: FlaskClient, query: str) -> None:
    assert client.get(f"/agenda?{query}").status_code == 400


def test_a_slash_never_leads_to_another_host(client: FlaskClient) -> None:
    for path in ("//ailleurs.test/", "/en//", "/nulle-part//ailleurs.test/"):
        location = client.get(path, base_url="https://agenda.test").headers.get("Location", "/")
        assert location.startswith("https://agenda.test/") or (location[0] == "/" and location[1:2] != "/")


def test_errors_are_not_kept(client: FlaskClient) -> None:
    assert client.get("/nulle-part").headers["Cache-Control"] == "no-store"


def test_a_database_that_fails_is_our_error(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    store = open_store(settings.database)
    upgrade(store)
    fill(store)
    app = create_app(settings, lambda: NOW)
    client = app.test_client()
    with store.writing() as session:
        session.connection().exec_driver_sql("ALTER TABLE entries RENAME TO elsewhere")
    store.close()
    assert "Une erreur de notre côté" in words(page(client, "/agenda", 500))
    assert client.get("/agenda.rss").content_type == "application/problem+json"
