"""iCalendar, read back by icalendar, recurring_ical_events and by rules of our own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from federation.domain.entry import Entry
from federation.domain.event import Organiser, Place, Status
from federation.publish.feed import Feed
from federation.publish.ics import ics, vtimezone
from federation.publish.vevent import VeventMemo, vevent
from tests.publish.entries import (
    CHANGED,
    ENTRIES,
    FEED,
    PARIS,
    an_entry,
    an_event,
    full,
    online,
    several_days,
    untitled,
)


def lines(data: bytes) -> list[bytes]:
    """The content lines, unfolded, after the rules of RFC 5545 §3.1 have been checked on the folded ones."""
    assert data.endswith(b"\r\n")
    folded = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in folded)
    for line in folded:
        line.decode("utf-8")
    return data[:-2].replace(b"\r\n ", b"").split(b"\r\n")


def components(data: bytes) -> list[Any]:
    calendar = Calendar.from_ical(data)
    assert not any(component.errors for component in calendar.walk())
    return list(calendar.walk("VEVENT"))


def one(entry: Entry, feed: Feed = FEED) -> Any:
    return components(ics(feed, [entry], VeventMemo()))[0]


def test_the_calendar_says_how_to_follow_it() -> None:
    head = lines(ics(FEED, []))
    for line in (
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        b"METHOD:PUBLISH",
        b"X-WR-TIMEZONE:Europe/Paris",
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        b"X-PUBLISHED-TTL:PT1H",
        "NAME:Réseau des cantines numériques".encode(),
        "X-WR-CALNAME:Réseau des cantines numériques".encode(),
        b"SOURCE;VALUE=URI:https://agenda.example/agenda.rss",
    ):
        assert line in head
    assert any(line.startswith(b"PRODID:-//") for line in head)


def test_the_name_of_a_calendar_is_escaped_as_text() -> None:
    named = replace(FEED, title="Rennes, Nantes; l’agenda \\ n", about="Lieux, dates")
    head = lines(ics(named, []))
    for name, told in (
        ("NAME", r"Rennes\, Nantes\; l’agenda \\ n"),
        ("X-WR-CALNAME", r"Rennes\, Nantes\; l’agenda \\ n"),
        ("X-WR-CALDESC", r"Lieux\, dates"),
    ):
        assert f"{name}:{told}".encode() in head


def test_an_empty_calendar_has_the_component_it_needs() -> None:
    calendar = Calendar.from_ical(ics(FEED, []))
    assert [component.name for component in calendar.subcomponents] == ["VTIMEZONE"]


def test_lines_are_folded_and_nothing_is_lost() -> None:
    data = ics(FEED, ENTRIES)
    assert sum(line == b"BEGIN:VEVENT" for line in lines(data)) == len(ENTRIES)
    assert components(data)[0]["SUMMARY"] == "Rennes – Apéro : « code & café » <pour tous> ☕"


def test_an_event_is_told_in_its_zone() -> None:
    component = one(full())
    assert component["DTSTART"].params["TZID"] == "Europe/Paris"
    assert component["DTSTART"].dt == datetime(2026, 11, 22, 18, 30, tzinfo=PARIS)
    assert component["DTEND"].dt == datetime(2026, 11, 22, 20, 0, tzinfo=PARIS)


def test_whole_days_are_dates_with_an_exclusive_end() -> None:
    component = one(several_days())
    assert (component["DTSTART"].dt, component["DTEND"].dt) == (date(2027, 2, 27), date(2027, 3, 2))
    assert component["DTSTART"].params["VALUE"] == "DATE"


def test_an_end_that_is_no_end_is_left_out() -> None:
    start = datetime(2026, 11, 22, 18, 30, tzinfo=PARIS)
    assert "DTEND" not in one(an_entry(an_event(start=start, end=start)))
    assert "DTEND" not in one(untitled())


def test_revision_and_times_move_only_with_the_entry() -> None:
    component = one(full())
    assert component["UID"] == full().uid
    assert component["SEQUENCE"] == 3
    assert component["DTSTAMP"].dt == component["LAST-MODIFIED"].dt == CHANGED
    assert component["CREATED"].dt == datetime(2026, 11, 1, 8, 0, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (Status.SCHEDULED, "CONFIRMED"),
        (Status.RESCHEDULED, "CONFIRMED"),
        (Status.MOVED_ONLINE, "CONFIRMED"),
        (Status.FULL, "CONFIRMED"),
        (Status.TENTATIVE, "TENTATIVE"),
        (Status.POSTPONED, "TENTATIVE"),
        (Status.CANCELLED, "CANCELLED"),
    ],
)
def test_each_status_has_its_word(status: Status, word: str) -> None:
    assert one(an_entry(an_event(status=status)))["STATUS"] == word


def test_what_was_withdrawn_is_cancelled() -> None:
    assert one(online())["STATUS"] == "CANCELLED"
    assert one(online())["SUMMARY"].startswith("ANNULÉ – ")


def test_everything_else_is_where_calendars_look_for_it() -> None:
    component = one(full())
    assert component["LOCATION"] == "La Cantine, 35 place du Colombier, 35000 Rennes"
    assert component["GEO"].to_ical() == "48.1053;-1.6794"
    assert component["URL"] == "https://agenda.example/evenements/aaaaaaaaaaaaa"
    assert component["CATEGORIES"].to_ical() == b"rencontre,logiciel libre"
    assert component["CONFERENCE"] == "https://visio.example/cantine;salle,1"
    assert component["CONTACT"] == "Association Bug"
    assert component["TRANSP"] == "TRANSPARENT"
    assert component["DESCRIPTION"].endswith("/evenements/aaaaaaaaaaaaa")


def test_nobody_is_named_and_nothing_recurs() -> None:
    names = {line.split(b":")[0].split(b";")[0] for line in lines(ics(FEED, ENTRIES))}
    assert not names & {b"ORGANIZER", b"ATTENDEE", b"RRULE", b"EXDATE", b"VALARM"}
    assert b"@" not in ics(replace(FEED, contact="someone@example.org"), ENTRIES)


def test_a_text_cannot_add_a_line() -> None:
    evil = "x\r\nATTENDEE:mailto:a@example.org\u2028ATTENDEE:b"
    event = an_event(
        title=evil,
        description=evil,
        online_url="https://x.example/\r\nATTENDEE:c",
        url=f"https://x.example/{evil}",
        categories=(evil,),
        organiser=Organiser(evil),
        place=Place(name=evil, city=evil),
    )
    data = ics(replace(FEED, title=evil, about=evil), [an_entry(event)], VeventMemo())
    assert not [line for line in lines(data) if line.startswith(b"ATTENDEE")]
    assert len(components(data)) == 1


def test_each_zone_used_is_described_once() -> None:
    calendar = Calendar.from_ical(ics(FEED, ENTRIES))
    assert [part["TZID"] for part in calendar.walk("VTIMEZONE")] == ["Europe/Paris", "Indian/Reunion"]
    assert calendar.get_missing_tzids() == set()


def test_utc_needs_no_description() -> None:
    event = an_event(start=datetime(2026, 11, 22, 18, 30, tzinfo=ZoneInfo("UTC")), zone="UTC")
    data = ics(FEED, [an_entry(event)], VeventMemo())
    assert b"DTSTART:20261122T183000Z" in lines(data)
    assert b"TZID:UTC" not in lines(data)


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York", "Pacific/Noumea", "Europe/Dublin"])
def test_a_described_zone_shows_the_hours_of_the_real_one(zone: str) -> None:
    """Each hour of two years, told by the VTIMEZONE alone (RFC 5545 §3.6.5) and by the zone."""
    head = Calendar.from_ical(b"BEGIN:VCALENDAR\r\n" + vtimezone(zone, 2026, 2027) + b"END:VCALENDAR\r\n")
    onsets = []
    for part in head.subcomponents[0].subcomponents:
        starts = [part["DTSTART"].dt, *(item.dt for item in getattr(part.get("RDATE"), "dts", []))]
        onsets += [(start - part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td) for start in starts]
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    while moment.year < 2028:
        _, offset = max(onset for onset in onsets if onset[0] <= moment.replace(tzinfo=None))
        assert moment.astimezone(ZoneInfo(zone)).utcoffset() == offset
        moment += timedelta(hours=1)


def test_a_far_future_does_not_swell_the_calendar() -> None:
    far = an_entry(an_event(start=datetime(9998, 1, 1, 12, 0, tzinfo=PARIS)))
    assert len(ics(FEED, [far], VeventMemo())) < 10_000


def test_a_reader_finds_the_same_happenings_on_the_same_days() -> None:
    found = recurring_ical_events.of(Calendar.from_ical(ics(FEED, ENTRIES)))
    assert [item["UID"] for item in found.at((2027, 2, 28))] == [several_days().uid]
    assert len(found.between((2026, 11, 1), (2027, 4, 1))) == len(ENTRIES)


def test_kept_blocks_are_what_the_library_writes() -> None:
    memo = VeventMemo()
    first, again = ics(FEED, ENTRIES, memo), ics(FEED, ENTRIES, memo)
    calendar = Calendar.from_ical(ics(FEED, []))
    for entry in ENTRIES:
        calendar.add_component(vevent(FEED, entry))
    library = calendar.to_ical()
    assert first == again
    assert first[first.index(b"BEGIN:VEVENT") :] == library[library.index(b"BEGIN:VEVENT") :]


def test_a_block_is_written_again_when_its_entry_or_its_frame_changes() -> None:
    memo = VeventMemo()
    before = memo.block(FEED, full())
    moved = replace(full(), sequence=4, event=replace(full().event, title="Autre"))
    assert b"Autre" in memo.block(FEED, moved)
    assert b"Organised by" in memo.block(replace(FEED, language="en"), full())
    assert memo.block(FEED, full()) is before


def test_the_memo_is_bounded_in_bytes() -> None:
    memo = VeventMemo(limit=5_000)
    for number in range(50):
        memo.block(FEED, replace(untitled(), id=f"{number:013}"))
    assert 0 < memo.size <= 5_000
