"""JSON Feed 1.1."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from jsonschema import Draft202012Validator

from federation.domain.event import Image, Place
from federation.domain.journal import Removed
from federation.publish.jsonfeed import jsonfeed
from tests.publish.entries import ENTRIES, FEED, SEEN, an_entry, an_event, full, several_days, untitled

URL = {"type": "string", "pattern": "^https?://[!-~]+$"}
TEXT = {"type": "string", "minLength": 1}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?$"}
AUTHORS = {
    "type": "array",
    "minItems": 1,
    "items": {"required": ["name"], "properties": {"name": TEXT, "url": URL}, "additionalProperties": False},
}
ITEM = {
    "required": ["id", "url", "title", "content_html", "date_published", "date_modified", "_cantines"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^urn:uuid:"},
        "url": URL,
        "external_url": URL,
        "title": TEXT,
        "content_html": TEXT,
        "summary": TEXT,
        "image": URL,
        "date_published": MOMENT,
        "date_modified": MOMENT,
        "authors": AUTHORS,
        "tags": {"type": "array", "items": TEXT, "uniqueItems": True},
        "language": TEXT,
        "_cantines": {
            "required": ["about", "start", "all_day", "timezone", "status", "host", "sequence"],
            "properties": {
                "about": URL,
                "start": MOMENT,
                "end": MOMENT,
                "all_day": {"type": "boolean"},
                "sequence": {"type": "integer"},
                "place": {"type": "object"},
                "price": {"type": "object", "properties": {"amount": {"type": "string"}}},
            },
        },
    },
}
SCHEMA = {
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "description": TEXT,
        "home_page_url": URL,
        "feed_url": URL,
        "next_url": URL,
        "language": TEXT,
        "authors": AUTHORS,
        "_cantines": {"required": ["about"]},
        "items": {"type": "array", "items": ITEM},
    },
}
VALIDATOR = Draft202012Validator(SCHEMA)


def read(data: bytes) -> Any:
    found = json.loads(data)
    VALIDATOR.validate(found)
    return found


def test_the_feed_is_what_the_specification_says() -> None:
    found = read(jsonfeed(replace(FEED, next_url="https://agenda.example/agenda.json?page=2"), ENTRIES))
    assert [item["id"] for item in found["items"]] == [f"urn:uuid:{entry.uid}" for entry in ENTRIES]
    assert found["next_url"].endswith("page=2")


def test_an_empty_feed_has_its_list() -> None:
    assert read(jsonfeed(FEED, []))["items"] == []


def test_the_event_itself_is_in_the_extension() -> None:
    found = read(jsonfeed(FEED, [full()]))["items"][0]["_cantines"]
    assert (found["start"], found["end"]) == ("2026-11-22T18:30:00+01:00", "2026-11-22T20:00:00+01:00")
    assert (found["timezone"], found["status"], found["attendance"]) == ("Europe/Paris", "scheduled", "mixed")
    assert found["price"] == {"free": False, "amount": "7.50", "currency": "EUR"}
    assert found["place"]["lat"] == 48.1053
    assert found["sequence"] == 3


def test_whole_days_are_dates_with_an_exclusive_end() -> None:
    found = read(jsonfeed(FEED, [several_days()]))["items"][0]["_cantines"]
    assert (found["all_day"], found["start"], found["end"]) == (True, "2027-02-27", "2027-03-02")


def test_what_is_not_stated_is_left_out() -> None:
    found = read(jsonfeed(FEED, [untitled()]))["items"][0]
    assert not {"external_url", "image", "summary", "language"} & found.keys()
    assert not {"end", "place", "price", "attendance", "registration_url"} & found["_cantines"].keys()


def test_an_image_is_shown_only_with_its_credit() -> None:
    entries = [an_entry(an_event(image=Image("https://x.example/i.png"))), full()]
    assert ["image" in item for item in read(jsonfeed(FEED, entries))["items"]] == [False, True]


def test_numbers_that_json_has_no_word_for_are_left_out() -> None:
    entry = an_entry(an_event(place=Place(city="Rennes", lat=float("nan"), lon=float("inf"))))
    assert read(jsonfeed(FEED, [entry]))["items"][0]["_cantines"]["place"] == {"city": "Rennes"}


def test_text_is_utf_8_and_compact() -> None:
    data = jsonfeed(FEED, [full()])
    assert "Apéro" in data.decode("utf-8")
    assert b'": ' not in data.replace(b"\\", b"")[:200]


def test_a_mail_address_of_the_network_is_not_published() -> None:
    assert b"@" not in jsonfeed(replace(FEED, contact="someone@example.org"), ENTRIES)


def test_what_was_withdrawn_is_listed_for_programs() -> None:
    gone = Removed("aaaaaaaaaaaaa", "Apéro\nclub", "La Cantine", SEEN)
    extension = json.loads(jsonfeed(replace(FEED, removed=(gone,)), []))["_cantines"]
    assert extension["removed"] == [
        {"id": f"urn:uuid:{gone.uid}", "title": "Apéro club", "date_removed": "2026-11-01T08:00:12+00:00"}
    ]
    assert "removed" not in json.loads(jsonfeed(FEED, []))["_cantines"]
