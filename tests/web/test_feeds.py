"""The feeds: which entries, under which name, in which format; their contents are tested in tests/publish."""

from __future__ import annotations

import json

import feedparser
import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from tests.web import told

TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}


@pytest.mark.parametrize("extension", TYPES)
@pytest.mark.parametrize("base", ["/agenda", "/en/agenda", "/lieux/rennes/agenda", "/lieux/tours/agenda"])
def test_each_format_has_its_type_and_a_tag(client: FlaskClient, base: str, extension: str) -> None:
    answer = client.get(f"{base}.{extension}")
    assert answer.status_code == 200
    assert answer.content_type == TYPES[extension]
    again = client.get(f"{base}.{extension}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_any_tag_is_known_of_what_exists_only(client: FlaskClient) -> None:
    anything = {"If-None-Match": "*"}
    assert client.get("/agenda.rss", headers=anything).status_code == 304
    assert client.get("/evenements/0000.ics", headers=anything).status_code == 404


def test_feeds_to_read_hold_fifty(client: FlaskClient) -> None:
    assert len(feedparser.parse(client.get("/agenda.rss").data).entries) == 50
    assert len(feedparser.parse(client.get("/agenda.atom").data).entries) == 50
    assert len(json.loads(client.get("/agenda.json").data)["items"]) == 50


def test_the_calendar_holds_all_that_comes_and_what_was_withdrawn(client: FlaskClient) -> None:
    events = Calendar.from_ical(client.get("/agenda.ics").data).walk("VEVENT")
    said = {str(event["SUMMARY"]): event for event in events}
    assert len(events) == 60 + 8 + 20
    gone = next(event for title, event in said.items() if told.WITHDRAWN_EVENT.title in title)
    assert gone["STATUS"] == "CANCELLED"


def test_a_site_has_its_own_name_and_entries(client: FlaskClient) -> None:
    feed = feedparser.parse(client.get("/lieux/tours/agenda.atom").data)
    assert feed.feed.title == "Tours\u202f: l’agenda (Le Lieu de Tours)"
    assert [told.CANDIDATES.title in entry.title for entry in feed.entries] == [True]


def test_a_feed_speaks_the_language_of_its_address(client: FlaskClient) -> None:
    feed = feedparser.parse(client.get("/en/lieux/tours/agenda.atom").data)
    assert feed.feed.title == "Tours: agenda (Le Lieu de Tours)"
    assert "28 Nov 2026" in feed.entries[0].title
    assert feed.entries[0].link.startswith("https://agenda.test/en/evenements/")


def test_links_of_feeds_lead_to_pages(client: FlaskClient) -> None:
    for path in ("/agenda.rss", "/en/agenda.rss"):
        feed = feedparser.parse(client.get(path).data)
        for link in (feed.feed.link, feed.entries[0].link):
            assert client.get(link.removeprefix("https://agenda.test")).status_code == 200


def test_guids_are_the_same_in_both_languages(client: FlaskClient) -> None:
    french, english = (feedparser.parse(client.get(path).data) for path in ("/agenda.rss", "/en/agenda.rss"))
    assert [entry.id for entry in french.entries] == [entry.id for entry in english.entries]


def test_one_event_as_a_calendar(client: FlaskClient) -> None:
    events = Calendar.from_ical(client.get(f"/evenements/{told.id_of(told.ONLINE)}.ics").data).walk("VEVENT")
    assert len(events) == 1
    assert told.ONLINE.title in events[0]["SUMMARY"]
    assert client.get("/evenements/rien.ics").status_code == 404
