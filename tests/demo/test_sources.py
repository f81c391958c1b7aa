"""What the sites publish for machines: each in its dialect, stable to the byte, and nobody's address in it."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import jsonschema
import pytest
import recurring_ical_events
from icalendar import Calendar

from federation.demo.facts import PLACES, DemoSource, place
from federation.demo.happenings import coming, happenings
from federation.demo.meetup import meetings
from federation.demo.posts import posts
from federation.demo.programme import programme
from federation.demo.series import dates
from federation.demo.site import DemoSite
from federation.demo.sources import KINDS
from federation.demo.write_google_ics import write_google_ics
from federation.demo.write_meetup_ics import write_meetup_ics
from federation.demo.write_ruby_ics import write_ruby_ics
from federation.domain.event import Status

TODAY = date(2026, 11, 22)
SITES = [place.id for place in PLACES]
SCHEMA = Path(__file__).parents[2] / "sync/formats/native.schema.json"
MAILBOX = re.compile(rb"[\w.+-]+@[\w-]+\.[\w.-]+")
WRITTEN = [
    pytest.param(found.id, source, id=f"{found.id}-{source.kind}")
    for found in PLACES
    for source in found.sources
    if source.kind in KINDS
]


def test_there_are_eight_ways_to_speak_at_least() -> None:
    kinds = {source.kind for found in PLACES for source in found.sources}
    assert len(kinds) >= 8
    assert kinds - {"page"} == KINDS.keys()


@pytest.mark.parametrize(
    ("site", "path", "marks"),
    [
        ("paris", "/events/feed.ics", [b"BEGIN:VCALENDAR", b"PRODID:iCalendar-Ruby"]),
        ("paris", "/events/feed.rss", [b"<rss "]),
        ("rennes", "/wp-json/tribe/events/v1/events", [b'"rest_url"', b"tribe/events/v1"]),
        ("rennes", "/feed/", [b"<rss ", b"<pubDate>"]),
        ("rennes", "/calendar/ical/cantine.rennes@group.calendar.google.com/public/basic.ics", [b"Google Calendar"]),
        ("nantes", "/evenements/", [b"<!DOCTYPE html>", b'type="application/ld+json"']),
        ("nantes", "/meetup/events.ics", [b"BEGIN:VCALENDAR", b"Meetup"]),
        ("toulouse", "/agenda.rss", [b"<rss ", b"<ev:startdate>"]),
        ("toulouse", "/agenda.atom", [b"http://www.w3.org/2005/Atom", b"<entry>"]),
        ("toulon", "/agenda", [b'class="h-event', b"itemscope", b"schema.org"]),
        ("tours", "/agendas/37261013/events", [b'"timings"', b'"uid"']),
        ("tours", "/spaceapi.json", [b'"api_compatibility"', b'"state"']),
    ],
)
def test_every_site_speaks_as_the_real_one_did(site: str, path: str, marks: list[bytes]) -> None:
    found = DemoSite(place(site), 8101, lambda: datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
    assert path in {source.path for source in place(site).sources}
    body = found.answer(path, {}).body
    assert all(mark in body for mark in marks)


@pytest.mark.parametrize(("site", "source"), WRITTEN)
def test_equal_programmes_give_equal_bytes(site: str, source: DemoSource) -> None:
    answer = KINDS[source.kind].answer
    assert answer(programme(site, TODAY), {}) == answer(programme(site, TODAY), {})


@pytest.mark.parametrize(("site", "source"), WRITTEN)
def test_nobody_has_an_address_in_a_source(site: str, source: DemoSource) -> None:
    body = KINDS[source.kind].answer(programme(site, TODAY), {}).body.replace(b"\r\n ", b"")
    without_uids = re.sub(rb"(?m)^UID:.*$", b"", body)
    assert set(MAILBOX.findall(without_uids)) <= {b"cantine.rennes@group.calendar.google.com"}
    assert b"ATTENDEE" not in body


def test_the_calendar_of_2012_has_its_defects() -> None:
    body = write_ruby_ics(programme("paris", TODAY))
    lines = body.split(b"\r\n")
    assert max(map(len, lines)) == 77
    unfolded = body.replace(b"\r\n ", b"").decode()
    assert "PRODID:iCalendar-Ruby\r\n" in unfolded
    assert re.search(r"\r\nDTSTART:\d{8}T\d{6} \+0000\r\n", unfolded)
    assert re.search(r"\r\nDTSTAMP:\d{8}T\d{6}\r\n", unfolded)
    assert re.search(r"\r\nSUMMARY:[^\r]* \r\n", unfolded)
    assert "\r\nUID:http://127.0.0.1:8101/events/" in unfolded
    assert "\r\nCOMMENT:Inscription" in unfolded
    assert set(re.findall(r"\r\nLOCATION:([^\r]*)", unfolded)) == {"La Cantine par Silicon Sentier"}
    assert not any(name in unfolded for name in ("STATUS", "GEO", "RRULE", "\r\nURL"))


def test_the_google_calendar_reads_back_whole() -> None:
    found = programme("rennes", TODAY)
    calendar = Calendar.from_ical(write_google_ics(found))
    masters = [event for event in calendar.walk("VEVENT") if "RECURRENCE-ID" not in event]
    assert len({str(event["UID"]) for event in masters}) == len(masters) == len(found.items)
    assert not [error for event in calendar.walk("VEVENT") for error in event.errors]
    assert any(str(event["SUMMARY"]).startswith("[Rennes] ") for event in masters)


def test_the_google_calendar_says_when_a_series_takes_place() -> None:
    found = programme("rennes", TODAY)
    item = next(item for item in found.items if item.slug == "coding-gouter-2026-2027")
    calendar = Calendar.from_ical(write_google_ics(found))
    wanted = recurring_ical_events.of(calendar).between(date(2026, 8, 1), date(2027, 8, 1))
    read = sorted(event["DTSTART"].dt for event in wanted if item.event.title in str(event["SUMMARY"]))
    cancelled = [event for event in dates(item) if event.status is Status.CANCELLED]
    assert len(read) >= len(dates(item)) - len(cancelled)
    assert {event.start for event in dates(item)} - set(read) <= {event.start for event in cancelled}


def test_the_group_has_titles_and_addresses_of_its_own() -> None:
    found = programme("nantes", TODAY)
    shown = meetings(found)
    assert 5 < len(shown) < len(coming(found)) / 2
    assert any(meeting.title != meeting.found.event.title for meeting in shown)
    calendar = Calendar.from_ical(write_meetup_ics(found))
    assert {str(event["URL"]) for event in calendar.walk("VEVENT")} == {found.base + item.path for item in shown}


def test_a_series_keeps_its_hour_over_the_change_of_clocks() -> None:
    item = next(item for item in programme("paris", TODAY).items if item.slug.startswith("permanence-numerique-2026"))
    usual = [event.start for event in dates(item) if event.previous_start is None]
    assert {start.strftime("%H:%M") for start in usual if isinstance(start, datetime)} == {"14:00"}


@pytest.mark.parametrize("site", SITES)
def test_every_date_has_a_name_of_its_own(site: str) -> None:
    found = happenings(programme(site, TODAY))
    assert len({happening.slug for happening in found}) == len(found)
    assert len({happening.event.url for happening in found}) == len(found)


def test_articles_are_dated_by_their_publication() -> None:
    found = posts(programme("rennes", TODAY))
    assert all(post.path.startswith(f"/{post.published_at:%Y/%m}/") for post in found)
    assert all(post.published_at.date() <= TODAY for post in found)
    assert len({post.path for post in found}) == len(found)
    tomorrow = posts(programme("rennes", date(2026, 11, 23)))
    assert set(found) - set(tomorrow) <= {post for post in found if post.published_at.date().year == 2025}


@pytest.mark.parametrize("site", ["paris", "rennes", "toulouse", "toulon"])
def test_native_documents_keep_their_schema(site: str) -> None:
    (source,) = [source for source in place(site).sources if source.kind == "native"]
    document = json.loads(KINDS[source.kind].answer(programme(site, TODAY), {}).body)
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
    assert "events" not in document
    assert document["space"]["hours"] == place(site).hours
