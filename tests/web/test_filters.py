"""The agenda narrowed: one form, one spelling, the same question on every output."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from shutil import copy

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from federation.settings import Settings
from federation.store.database import open_store
from federation.web.app import create_app
from federation.web.caching import KEEPER
from tests.store.telling import happening
from tests.web import told
from tests.web.filling import NETWORK, NOW, fill
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


@pytest.mark.parametrize("excluded", ["format=webinaire", "site=rennes", "q=webinaire"])
def test_every_output_leaves_out_what_is_excluded(client: FlaskClient, excluded: str) -> None:
    query = f"?-{excluded}&to=2026-12-06"
    left = set(titles(client, f"/agenda{query}"))
    gone = set(titles(client, "/agenda?to=2026-12-06")) - left
    items = json.loads(client.get(f"/agenda.json{query}").data)["items"]
    events = Calendar.from_ical(client.get(f"/agenda.ics{query}").data).events
    told = [
        *(
            [entry.title for entry in feedparser.parse(client.get(f"/agenda.{name}{query}").data).entries]
            for name in ("rss", "atom")
        ),
        [item["title"] for item in items],
        [str(one["SUMMARY"]) for one in events],
        [one["title"] for one in client.get(f"/api/v1/events{query}").json["items"]],
    ]
    assert left
    assert gone
    for found in told:
        assert all(any(title in line for line in found) for title in left)
        assert not any(title in line for line in found for title in gone)


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


@pytest.fixture(scope="module")
def located(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> FlaskClient:
    """A reader of a hub whose places say where they are."""
    folder = tmp_path_factory.mktemp("located")
    settings = Settings(data_dir=folder, public_url="https://agenda.test")
    copy(migrated_file, folder)
    store = open_store(settings.database)
    points = {"rennes": (48.11, -1.68), "nantes": (47.22, -1.55)}
    sites = [
        replace(one, location=replace(one.location, lat=at[0], lon=at[1]))
        for one in NETWORK.sites
        if (at := points.get(one.id))
    ]
    robots = happening(1, "Soirée", days=1, description="<p>Des robots.</p>"), happening(2, "Bal des robots", days=2)
    fill(store, replace(NETWORK, sites=tuple(sites)), {**told.RECORDS, "nantes": robots})
    store.close()
    return create_app(settings, lambda: NOW).test_client()


def test_people_ask_for_the_surroundings_of_a_place(located: FlaskClient) -> None:
    form = page(located, "/agenda").xpath("//details[@class='filters']/form")[0]
    assert form.xpath(".//select[@name='near']/option/text()") == ["Partout", "Nantes", "Rennes"]
    assert form.xpath(".//select[@name='km']/option[@selected]/@value") == ["20"]
    sent = located.get("/agenda?near=rennes&km=50")
    assert sent.headers["Location"] == "/agenda?near=48.11%2C-1.68%2C50"
    tree = page(located, sent.headers["Location"])
    assert tree.xpath("//form//option[@selected]/@value") == ["rennes", "50"]
    assert "à 50\xa0km autour de Rennes" in words(tree)
    assert titles(located, "/agenda?near=48.11%2C-1.68%2C50")
    assert located.get("/agenda?near=&km=20").headers["Location"] == "/agenda"


def test_a_point_where_no_place_stands_stays_in_the_form(located: FlaskClient) -> None:
    tree = page(located, "/agenda?near=48%2C-1.5%2C33")
    assert tree.xpath("//form//option[@selected]/@value") == ["48,-1.5", "33"]
    assert located.get("/agenda?near=48,-1.5&km=33").headers["Location"] == "/agenda?near=48%2C-1.5%2C33"


def test_who_searches_finds_the_best_first_and_who_follows_the_soonest(located: FlaskClient) -> None:
    best, soonest = ["Bal des robots", "Soirée"], ["Soirée", "Bal des robots"]
    asked = "q=robots"
    assert titles(located, f"/agenda?{asked}") == titles(located, f"/lieux/nantes/agenda?{asked}") == best
    assert [item["title"] for item in located.get(f"/api/v1/events?{asked}").json["items"]] == best
    assert [item["title"] for item in located.get(f"/api/v1/events?{asked}&sort=date").json["items"]] == soonest
    for path in ("/agenda.json", "/lieux/nantes/agenda.json"):
        items = json.loads(located.get(f"{path}?{asked}").data)["items"]
        assert [item["title"].rpartition(" – ")[2] for item in items] == soonest
        assert located.get(f"{path}?{asked}&sort=date").headers["Location"] == f"{path}?{asked}"
