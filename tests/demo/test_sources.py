"""What the sites publish for machines: valid, complete, stable to the byte, and nobody's address in it."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path

import jsonschema
import pytest
import recurring_ical_events
from icalendar import Calendar

from federation.demo.facts import PLACES
from federation.demo.programme import programme
from federation.demo.series import dates
from federation.demo.write_ics import write_ics
from federation.demo.write_native import write_native
from federation.domain.event import Status

TODAY = date(2026, 11, 22)
SITES = [place.id for place in PLACES]
SCHEMA = Path(__file__).parents[2] / "sync/formats/native.schema.json"
MAILBOX = re.compile(rb"[\w.+-]+@[\w-]+\.[\w.-]+")


@pytest.mark.parametrize("site", SITES)
def test_the_calendar_reads_back_whole(site: str) -> None:
    found = programme(site, TODAY)
    calendar = Calendar.from_ical(write_ics(found))
    masters = [event for event in calendar.walk("VEVENT") if "RECURRENCE-ID" not in event]
    assert {str(event["UID"]) for event in masters} == {item.event.uid for item in found.items}
    assert len(masters) == len(found.items)
    assert not [error for event in calendar.walk("VEVENT") for error in event.errors]
    assert str(masters[-1]["SUMMARY"]) == found.items[-1].event.title


def test_the_calendar_says_when_a_series_takes_place() -> None:
    found = programme("rennes", TODAY)
    item = next(item for item in found.items if item.slug == "coding-gouter-2026-2027")
    calendar = Calendar.from_ical(write_ics(found))
    wanted = recurring_ical_events.of(calendar).between(date(2026, 8, 1), date(2027, 8, 1))
    read = sorted(event["DTSTART"].dt for event in wanted if event["UID"] == item.event.uid)
    assert read == sorted(event.start for event in dates(item))
    assert len({start.weekday() for start in read}) > 1
    assert any(event.status is Status.CANCELLED for event in dates(item))


def test_a_series_keeps_its_hour_over_the_change_of_clocks() -> None:
    item = next(item for item in programme("paris", TODAY).items if item.slug.startswith("permanence-numerique-2026"))
    usual = [event.start for event in dates(item) if event.previous_start is None]
    assert {start.strftime("%H:%M") for start in usual if isinstance(start, datetime)} == {"14:00"}


def test_calendars_fold_their_lines_and_end_them_as_the_standard_asks() -> None:
    lines = write_ics(programme("paris", TODAY)).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


@pytest.mark.parametrize("site", SITES)
def test_native_documents_keep_their_schema(site: str) -> None:
    document = json.loads(write_native(programme(site, TODAY)))
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
    assert len({event["id"] for event in document["events"]}) == len(document["events"])


def test_a_native_document_may_carry_the_space_alone() -> None:
    document = json.loads(write_native(programme("paris", TODAY), events=False))
    assert "events" not in document
    assert document["space"]["hours"] == "Mo-Fr 09:00-20:00; Sa 10:00-18:00"


@pytest.mark.parametrize("site", SITES)
def test_equal_programmes_give_equal_bytes(site: str) -> None:
    found = programme(site, TODAY)
    assert write_ics(found) == write_ics(found)
    assert write_native(found) == write_native(found)


@pytest.mark.parametrize("site", SITES)
def test_nobody_has_an_address_in_a_source(site: str) -> None:
    found = programme(site, TODAY)
    unfolded = write_ics(found).replace(b"\r\n ", b"")
    without_uids = re.sub(rb"(?m)^UID:.*$", b"", unfolded)
    for body in (without_uids, write_native(found)):
        assert not MAILBOX.search(body)
        assert b"mailto:" not in body.lower()
        assert b"ATTENDEE" not in body
