"""Looking for words in the pages: the field in every header, best hits first, places apart, slips understood."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from federation.web.context import EXTENSION
from tests.web.reading import page, words

N = "\u202f"


def titles(client: FlaskClient, question: str) -> list[str]:
    return [item.text_content().strip() for item in page(client, question).xpath("//li[contains(@class, 'ev')]//h3")]


def test_every_page_has_a_field_that_finds(client: FlaskClient) -> None:
    for path, action in (("/", "/agenda"), ("/lieux", "/agenda"), ("/en/agenda", "/en/agenda")):
        (form,) = page(client, path).xpath("//header//form[@role='search']")
        assert form.get("action") == action
        assert form.xpath(".//input[@name='q']/@aria-label")
        assert client.get(f"{action}?q=atelier").status_code == 200


def test_titles_come_before_the_rest(client: FlaskClient) -> None:
    found = titles(client, "/agenda?q=formation")
    assert found[0] == "Formation complète"
    assert client.get("/agenda?q=formation&sort=relevance").headers["Location"] == "/agenda?q=formation"


def test_what_is_found_can_be_put_in_order_of_date_and_subscribed_to(client: FlaskClient) -> None:
    tree = page(client, "/agenda?q=formation")
    views = {view.text: view.get("href") for view in tree.xpath("//nav[@class='views']//a")}
    assert views["Les plus proches des mots"] == "/agenda?q=formation"
    assert views["À venir"] == "/agenda?q=formation&sort=date"
    assert "/agenda.rss?q=formation" in page(client, views["À venir"]).xpath("//link[@rel='alternate']/@href")


def test_what_fits_best_stands_under_no_day(client: FlaskClient) -> None:
    assert [
        item.text_content().strip() for item in page(client, "/agenda?q=formation").xpath("//section[@class='day']/h2")
    ] == ["Les plus proches des mots"]
    assert page(client, "/agenda?q=formation&sort=date").xpath("//section[@class='day']/h2/time")


def test_a_slip_is_told(client: FlaskClient) -> None:
    assert f"Résultats pour «{N}webinaire{N}»." in words(page(client, "/agenda?q=webinare"))
    assert "Results for “webinaire”." in words(page(client, "/en/agenda?q=webinare"))


def test_places_stand_apart(client: FlaskClient) -> None:
    places = page(client, "/agenda?q=cantine").xpath("//ul[@aria-label='Lieux trouvés']//a")
    assert [(item.text_content(), item.get("href")) for item in places] == [
        ("La Cantine de Rennes", "/lieux/rennes"),
        ("La Cantine de Nantes", "/lieux/nantes"),
    ]


@pytest.mark.parametrize("path", ["/agenda", "/agenda.atom", "/widget", "/api/v1/events"])
def test_words_are_understood_once_for_an_answer(hub: Flask, path: str) -> None:
    asked: list[str] = []

    def note(*told: object) -> None:
        asked.append(str(told[2]))

    engine = hub.extensions[EXTENSION].store.engine
    event.listen(engine, "before_cursor_execute", note)
    assert hub.test_client().get(f"{path}?q=webinare").status_code == 200
    event.remove(engine, "before_cursor_execute", note)
    assert sum("offered.size BETWEEN" in statement for statement in asked) == 1
