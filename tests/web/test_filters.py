"""The agenda narrowed: one form, one spelling, the same question on every output."""

from __future__ import annotations

import json

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from federation.web.caching import KEEPER
from tests.web import told
from tests.web.reading import page, text_of, words

N = "\u202f"


def titles(client: FlaskClient, path: str) -> list[str]:
    found: list[str] = page(client, path).xpath("//li[contains(@class, 'ev ')]//h3/a/text()")
    return found


def test_every_output_answers_the_same_question(client: FlaskClient) -> None:
    query = "?format=webinaire"
    found = titles(client, f"/agenda{query}")
    assert 1 <= len(found) < len(titles(client, "/agenda"))
    for extension in ("rss", "atom"):
        feed = feedparser.parse(client.get(f"/agenda.{extension}{query}").data)
        assert [title for title, entry in zip(found, feed.entries, strict=True) if title in entry.title] == found
        assert "Webinaire" in feed.feed.title
    assert len(json.loads(client.get(f"/agenda.json{query}").data)["items"]) == len(found)
    assert len(Calendar.from_ical(client.get(f"/agenda.ics{query}").data).events) == len(found)


def test_the_form_is_filled_in_with_what_is_asked(client: FlaskClient) -> None:
    tree = page(client, "/agenda?-theme=ia&format=webinaire&free=yes&q=webinaire")
    (form,) = tree.xpath("//details[@class='filters']/form")
    assert form.xpath(".//option[@selected]/@value") == ["webinaire"]
    assert form.xpath(".//input[@checked]/@name") == ["free"]
    assert form.xpath(".//input[@type='hidden']/@name") == ["-theme"]
    assert form.xpath(".//input[@name='q']/@value") == ["webinaire"]
    assert form.get("action") == "/agenda"
    for field in form.xpath(".//*[@id]/@id"):
        assert form.xpath(f".//label[@for='{field}']"), field


def test_what_is_asked_can_be_taken_away_one_by_one(client: FlaskClient) -> None:
    tree = page(client, "/agenda?format=atelier&free=yes")
    chips = {
        text_of(chip).split(" ×")[0]: chip.get("href") for chip in tree.xpath("//ul[contains(@class, 'asked')]//a")
    }
    assert chips == {"Atelier": "/agenda?free=yes", "Gratuit": "/agenda?format=atelier", "Tout effacer": "/agenda"}


def test_a_search_can_be_subscribed_to(client: FlaskClient) -> None:
    tree = page(client, "/agenda?format=atelier&free=yes")
    query = "?format=atelier&free=yes"
    links = tree.xpath("//link[@rel='alternate']/@href")
    assert {f"/agenda.{extension}{query}" for extension in ("rss", "atom", "json", "ics")} <= set(links)
    assert "/agenda.rss?sort=new" in links
    assert f"webcal://agenda.test/agenda.ics{query}" in tree.xpath("//aside//a/@href")
    assert "S’abonner à cette recherche" in words(tree)


def test_news_are_another_view_and_another_feed(client: FlaskClient) -> None:
    tree = page(client, "/agenda?sort=new")
    assert text_of(tree.xpath("//nav[@class='views']//a[@aria-current]")[0]) == "Nouveautés"
    feeds = [feedparser.parse(client.get(f"/agenda.atom{query}").data) for query in ("", "?sort=new")]
    assert feeds[0].feed.id != feeds[1].feed.id
    assert feeds[1].feed.title.endswith("nouveautés")


@pytest.mark.parametrize(
    ("spelled", "one"),
    [
        ("/agenda?q=&format=&when=", "/agenda"),
        ("/agenda?page=1", "/agenda"),
        ("/agenda?theme=ia&format=atelier", "/agenda?format=atelier&theme=ia"),
        ("/agenda.ics?format=Atelier", "/agenda.ics?format=atelier"),
        ("/en/agenda.rss?when=today", "/en/agenda.rss?when=aujourdhui"),
        ("/lieux/rennes/agenda?free=1", "/lieux/rennes/agenda?free=yes"),
        ("/agenda?format=%61telier", "/agenda?format=atelier"),
    ],
)
def test_one_question_has_one_address(client: FlaskClient, spelled: str, one: str) -> None:
    answer = client.get(spelled)
    assert (answer.status_code, answer.headers["Location"]) == (301, one)
    assert client.get(one).status_code == 200


def test_a_narrowed_answer_has_an_etag_of_its_own(client: FlaskClient) -> None:
    address = "/agenda.rss?format=atelier&free=yes"
    tag = client.get(address).headers["ETag"]
    assert tag != client.get("/agenda.rss").headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_rare_questions_push_no_common_answer_out(hub: Flask, client: FlaskClient) -> None:
    keeper = hub.extensions[KEEPER]
    for query in ("?q=rare", "?format=atelier&free=yes", "?near=48%2C-1%2C10", "?from=2026-12-01", "?organiser=x"):
        assert client.get(f"/agenda.json{query}").status_code == 200
        assert keeper.at_hand(f"/agenda.json{query}") is None
    client.get("/agenda.json?theme=ia")
    assert keeper.at_hand("/agenda.json?theme=ia") is not None


def test_nothing_found_says_so(client: FlaskClient) -> None:
    assert f"Rien de tel n’est annoncé{N}; retirez un filtre." in words(page(client, "/agenda?q=licorne"))


def test_pages_keep_the_question(client: FlaskClient) -> None:
    tree = page(client, "/agenda?site=nantes&site=rennes")
    assert tree.xpath("//a[@rel='next']/@href") == ["/agenda?page=2&site=nantes&site=rennes"]
    page(client, "/agenda?page=2&site=nantes&site=rennes")


def test_feeds_tell_format_and_themes_as_categories(client: FlaskClient) -> None:
    feed = feedparser.parse(client.get("/agenda.rss?format=webinaire").data)
    assert ("Webinaire", "https://agenda.test/agenda#formats") in [
        (tag.term, tag.scheme) for tag in feed.entries[0].tags
    ]
    assert "Webinaire" in json.loads(client.get("/agenda.json?format=webinaire").data)["items"][0]["tags"]


def test_an_event_tells_what_it_is_and_why(client: FlaskClient) -> None:
    text = words(page(client, f"/evenements/{told.id_of(told.HOSTILE)}"))
    assert f"Pourquoi ce classement{N}?" in text
    assert "Accessibilité" in text
    english = words(page(client, f"/en/evenements/{told.id_of(told.HOSTILE)}"))
    assert "Why is it filed so?" in english
    assert "because" in english
