"""Mobilizon and ActivityPub: which addresses are asked, who may see an event, places, seats, collections."""

from __future__ import annotations

import json
from typing import Any

import pytest

from federation.domain.event import Attendance, Organiser, Record, Status
from federation.errors import FormatError
from sync.formats.activitypub import addresses, owns, read
from sync.formats.parsed import Context, Parsed
from tests.sync.platforms import codes

URL = "https://agenda.example/@cantine/outbox"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


def parse(document: Any) -> Parsed:
    return read(json.dumps(document).encode(), Context(url=URL))


def event(**more: Any) -> dict[str, Any]:
    return {"type": "Event", "id": "https://agenda.example/1", "name": "T", "startTime": "2026-12-08T18:30:00Z", **more}


def one(**more: Any) -> Record:
    parsed = parse(event(**more))
    assert len(parsed.records) == 1, parsed.notices
    return parsed.records[0]


@pytest.mark.parametrize(
    ("declared", "asked"),
    [
        ("https://agenda.example/@cantine", ("https://agenda.example/@cantine/feed/ics", URL)),
        ("https://agenda.example/@cantine/events/", ("https://agenda.example/@cantine/feed/ics", URL)),
        ("https://agenda.example", ("https://agenda.example/feed/instance/ics",)),
        ("https://agenda.example/events/aaa", ("https://agenda.example/events/aaa",)),
        (URL, (URL,)),
    ],
)
def test_a_group_is_asked_for_its_calendar_then_its_outbox(declared: str, asked: tuple[str, ...]) -> None:
    assert addresses(declared) == asked
    assert not owns(declared)


def test_an_actor_leads_to_its_outbox() -> None:
    parsed = parse({"type": "Group", "name": "La Cantine", "outbox": "/@cantine/outbox?page=1"})
    assert (parsed.title, parsed.further) == ("La Cantine", (f"{URL}?page=1",))


def test_a_collection_leads_on_whether_its_page_is_named_or_written_out() -> None:
    named = parse({"type": "OrderedCollection", "totalItems": 3, "first": f"{URL}?page=1"})
    assert named.further == (f"{URL}?page=1",)
    inline = parse(
        {
            "type": "OrderedCollection",
            "first": {"type": "OrderedCollectionPage", "orderedItems": [event()], "next": f"{URL}?page=2"},
        }
    )
    assert (len(inline.records), inline.further) == (1, (f"{URL}?page=2",))


def test_pages_within_pages_without_end_are_not_followed() -> None:
    page: dict[str, Any] = {"type": "OrderedCollectionPage", "orderedItems": [event()]}
    for _ in range(50):
        page = {"type": "OrderedCollectionPage", "orderedItems": [event()], "next": page}
    assert len(parse(page).records) == 1
    assert parse({"type": "OrderedCollectionPage", "orderedItems": [event()], "next": URL}).further == ()


def test_the_newest_telling_of_an_event_counts() -> None:
    told = [
        {"type": "Create", "object": event(name="Ancien", updated="2026-11-01T10:00:00Z")},
        {"type": "Update", "object": event(name="Nouveau", updated="2026-11-02T10:00:00Z")},
    ]
    for items in (told, told[::-1]):
        parsed = parse({"type": "OrderedCollection", "orderedItems": items})
        assert [record.event.title for record in parsed.records] == ["Nouveau"]
        assert parsed.notices == []


@pytest.mark.parametrize("more", [{}, {"to": PUBLIC}, {"to": ["as:Public"]}, {"to": [], "cc": [PUBLIC]}])
def test_what_is_public_is_taken(more: dict[str, Any]) -> None:
    assert one(**more).event.title == "T"


@pytest.mark.parametrize("more", [{"to": []}, {"to": "https://agenda.example/@cantine"}, {"to": None, "cc": [3]}])
def test_what_is_told_to_some_only_stays_out(more: dict[str, Any]) -> None:
    parsed = parse(event(**more))
    assert (parsed.records, codes(parsed)) == ([], ["private"])


def test_a_draft_stays_out() -> None:
    assert codes(parse(event(draft=True))) == ["unpublished"]


@pytest.mark.parametrize(
    ("seats", "left", "status"),
    [(40, 0, Status.FULL), (None, 0, Status.FULL), (0, 0, Status.SCHEDULED), (40, 3, Status.SCHEDULED)],
)
def test_no_seat_left_means_full(seats: Any, left: Any, status: Status) -> None:
    told = one(maximumAttendeeCapacity=seats, remainingAttendeeCapacity=left)
    assert told.event.status is status


def test_seats_that_go_one_by_one_change_nothing() -> None:
    assert one(remainingAttendeeCapacity=8).fingerprint == one(remainingAttendeeCapacity=7).fingerprint
    assert one(remainingAttendeeCapacity=0).fingerprint != one(remainingAttendeeCapacity=7).fingerprint


@pytest.mark.parametrize(("word", "status"), [("CANCELLED", Status.CANCELLED), ("TENTATIVE", Status.TENTATIVE)])
def test_the_status_of_icalendar_counts(word: str, status: Status) -> None:
    assert one(**{"ical:status": word}).event.status is status


def test_where_people_take_part() -> None:
    place, visio = {"type": "Place", "name": "Ici"}, {"type": "VirtualLocation", "url": "https://visio.example"}
    assert one(location=visio).event.attendance is Attendance.ONLINE
    assert one(location=[place, visio]).event.attendance is Attendance.MIXED
    assert one(location=place, isOnline=False).event.attendance is Attendance.ONSITE
    assert one(location=place).event.attendance is None


def test_an_organiser_is_a_group_that_is_written_out() -> None:
    group = {"type": "Group", "preferredUsername": "cantine", "url": {"href": "https://agenda.example/@cantine"}}
    person = {"type": "Person", "name": "Camille Martin"}
    assert one(attributedTo=[person, group]).event.organiser == Organiser("cantine", "https://agenda.example/@cantine")
    assert one(attributedTo=person).event.organiser is None
    assert one(attributedTo="https://agenda.example/@camille").event.organiser is None


def test_the_zone_is_the_event_s_own() -> None:
    assert one(timezone="Indian/Reunion").event.start.isoformat() == "2026-12-08T22:30:00+04:00"
    assert one().event.start.isoformat() == "2026-12-08T19:30:00+01:00"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"type": "Invite", "object": "https://agenda.example/@cantine"}, "other-json"),
        ({"type": "OrderedCollection", "totalItems": 2, "orderedItems": [{"type": "Member"}]}, "other-json"),
        ({"errors": [{"message": "Not found"}]}, "api-error"),
        ({"error": "Record not found"}, "api-error"),
        ({"data": {"group": None}}, "other-json"),
        ([event()], "other-json"),
    ],
)
def test_what_holds_no_event_is_refused(document: Any, code: str) -> None:
    with pytest.raises(FormatError) as caught:
        parse(document)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "document",
    [
        {"type": "OrderedCollection", "totalItems": 0, "orderedItems": []},
        {"data": {"group": {"organizedEvents": {"elements": []}}}},
        {"type": "Create", "object": {"type": "Note"}},
    ],
)
def test_an_agenda_may_be_empty(document: Any) -> None:
    assert parse(document).records == []
