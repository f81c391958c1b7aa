"""Gancio: which addresses are asked, Unix times, series and their dates, places that are none."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from federation.domain.event import Attendance, Record
from sync.formats.gancio import addresses, owns, read, sniff
from sync.formats.parsed import Context, Parsed
from tests.sync.platforms import codes

URL = "https://gancio.example/api/events?show_recurrent=true"


def parse(*events: Any, url: str = URL) -> Parsed:
    return read(json.dumps(events).encode(), Context(url=url))


def one(**more: Any) -> Record:
    parsed = parse({"id": 7, "title": "T", "slug": "t", "start_datetime": 1796223600, **more})
    assert len(parsed.records) == 1, parsed.notices
    return parsed.records[0]


@pytest.mark.parametrize(
    ("declared", "asked"),
    [
        (
            "https://gancio.example/",
            (URL, "https://gancio.example/feed/ics?show_recurrent=true"),
        ),
        (
            "https://gancio.example/api/events?tags=libre",
            ("https://gancio.example/api/events?tags=libre&show_recurrent=true",),
        ),
        (
            "https://gancio.example/place/La%20Cantine",
            (
                "https://gancio.example/feed/json/place/La%20Cantine?show_recurrent=true",
                "https://gancio.example/feed/ics/place/La%20Cantine?show_recurrent=true",
            ),
        ),
        ("https://gancio.example/feed/json/tag/libre", ("https://gancio.example/feed/json/tag/libre",)),
        ("nothing", ("nothing",)),
    ],
)
def test_the_api_is_asked_then_the_calendar(declared: str, asked: tuple[str, ...]) -> None:
    assert addresses(declared) == asked


def test_only_the_api_s_own_path_is_unmistakable() -> None:
    assert owns(URL)
    assert not owns("https://gancio.example/")


def test_unix_seconds_are_told_in_the_site_s_zone() -> None:
    event = one(end_datetime=1796234400).event
    assert event.start == datetime(2026, 12, 2, 15, tzinfo=UTC)
    assert (event.zone, event.start.isoformat()) == ("Europe/Paris", "2026-12-02T16:00:00+01:00")
    assert event.end == datetime(2026, 12, 2, 18, tzinfo=UTC)


def test_the_key_is_the_id_in_the_fediverse_and_the_page_is_the_slug_s() -> None:
    assert one().key == "https://gancio.example/federation/m/7"
    assert one(ap_id="https://autre.example/federation/m/3").key == "https://autre.example/federation/m/3"
    assert one().event.url == "https://gancio.example/event/t"
    assert parse({"id": 7, "title": "T", "start_datetime": 1}, url="").records[0].key == "7"


def test_the_template_of_a_series_gives_way_to_its_dates() -> None:
    template = {"id": 1, "title": "T", "start_datetime": 1796223600, "recurrent": {"frequency": "1w"}}
    child = {"id": 2, "title": "T", "start_datetime": 1796828400, "parentId": 1}
    assert [record.event.uid[-1] for record in parse(child, template).records] == ["2"]
    alone = parse(template).records[0]
    assert alone.recurrence is not None
    assert alone.recurrence.rrules == ("FREQ=WEEKLY;INTERVAL=1",)


@pytest.mark.parametrize("series", [{"frequency": "0w"}, {"frequency": "1m", "type": 2}, {"frequency": []}, {"a": 1}])
def test_a_series_that_cannot_be_followed_keeps_its_first_date(series: dict[str, Any]) -> None:
    parsed = parse({"id": 1, "title": "T", "start_datetime": 1796223600, "recurrent": series})
    assert parsed.records[0].recurrence is None
    assert "rrule-unsupported" in codes(parsed)


def test_pages_elsewhere_are_where_it_happens_only_without_a_place() -> None:
    online = one(place={"name": "online", "address": "online"}, online_locations=["https://visio.example"]).event
    assert (online.place, online.attendance, online.online_url) == (None, Attendance.ONLINE, "https://visio.example")
    booked = one(place={"name": "La Cantine"}, online_locations=["https://billets.example"]).event
    assert (booked.attendance, booked.online_url, booked.links) == (None, "", ("https://billets.example",))


def test_pictures_stand_in_the_server_s_folder() -> None:
    image = one(media=[{"url": "a.jpg", "name": "Une salle"}]).event.image
    assert image is not None
    assert (image.url, image.alt) == ("https://gancio.example/media/a.jpg", "Une salle")


def test_likes_and_neighbours_change_nothing() -> None:
    assert one(likes=3).fingerprint == one(likes=4, resources=[{"id": 1}]).fingerprint


def test_an_empty_list_is_an_answer_but_says_not_whose() -> None:
    assert parse().records == []
    assert not sniff(b"[]", "application/json")
