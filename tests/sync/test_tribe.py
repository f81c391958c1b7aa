"""The Events Calendar: which addresses are asked, whose clock counts, what stays out."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from federation.domain.event import Attendance, Event, Status
from federation.errors import FormatError
from sync.formats.parsed import Context, Parsed
from sync.formats.tribe import addresses, owns, read, sniff
from tests.sync.platforms import codes

REST = "https://cantine.example/wp-json/tribe/events/v1/events"


def parse(*events: dict[str, Any], url: str = REST, zone: str = "Europe/Paris", **more: Any) -> Parsed:
    return read(json.dumps({"events": list(events), **more}).encode(), Context(url=url, zone=zone))


def only(**more: Any) -> Event:
    return one(**more)[0]


def one(zone: str = "Europe/Paris", **more: Any) -> tuple[Event, list[str]]:
    parsed = parse({"id": 1, "title": "T", "start_date": "2026-07-04 18:30:00", **more}, zone=zone)
    assert len(parsed.records) == 1, parsed.notices
    return parsed.records[0].event, codes(parsed)


@pytest.mark.parametrize(
    ("declared", "asked"),
    [
        (
            "https://cantine.example",
            (
                f"{REST}?per_page=50",
                "https://cantine.example/?post_type=tribe_events&eventDisplay=list&ical=1",
            ),
        ),
        ("https://cantine.example/agenda/", (f"{REST}?per_page=50", "https://cantine.example/agenda/?ical=1")),
        (REST, (f"{REST}?per_page=50",)),
        (f"{REST}?per_page=10&page=2", (f"{REST}?per_page=10&page=2",)),
        (
            "https://a.example/?rest_route=/tribe/events/v1/events",
            ("https://a.example/?rest_route=%2Ftribe%2Fevents%2Fv1%2Fevents&per_page=50",),
        ),
        ("ftp://a.example/", ("ftp://a.example/",)),
        ("https://[", ("https://[",)),
    ],
)
def test_the_api_is_asked_then_the_calendar(declared: str, asked: tuple[str, ...]) -> None:
    assert addresses(declared) == asked


def test_only_the_api_is_unmistakable() -> None:
    assert owns(REST)
    assert not owns("https://cantine.example/agenda/")


def test_the_next_page_stays_on_the_host_that_was_asked() -> None:
    stated = "http://127.0.0.1/wp-json/tribe/events/v1/events?page=2"
    assert parse(next_rest_url=stated).further == (f"{REST}?page=2",)
    assert parse(next_rest_url="//evil.example/wp-json/x").further == ("https://cantine.example/wp-json/x",)


def test_a_list_with_holes_that_php_wrote_as_an_object_is_a_list() -> None:
    events = {number: {"id": number, "title": "T", "start_date": "2026-07-04 18:30:00"} for number in (0, 2)}
    parsed = read(json.dumps({"events": {**events, 7: {"id": 7}}}).encode(), Context(url=REST))
    assert len(parsed.records) == 2
    assert [notice.path for notice in parsed.notices] == ["$.events[7].start_date"]
    with pytest.raises(FormatError):
        read(b'{"events": {}}', Context(url=REST))


@pytest.mark.parametrize("stated", [REST, "", None, False, "mailto:a@b.example", "https://[", 12])
def test_a_next_page_that_is_none_leads_nowhere(stated: Any) -> None:
    assert all(address.startswith("https://cantine.example/") for address in parse(next_rest_url=stated).further)
    assert REST not in parse(next_rest_url=stated).further


@pytest.mark.parametrize(
    ("code", "shown"),
    [("rest_no_route", "rest_no_route: Aucune route"), ("event-archive-page-not-found", "event-archive-page")],
)
def test_an_error_object_is_a_refusal_whatever_its_status(code: str, shown: str) -> None:
    body = json.dumps({"code": code, "message": "Aucune route", "data": {"status": 404}}).encode()
    with pytest.raises(FormatError) as caught:
        read(body, Context())
    assert caught.value.code == "api-error"
    assert caught.value.detail.startswith(shown)
    assert sniff(body, "") is code.startswith("rest_")


def test_the_wall_clock_counts_in_the_zone_of_the_event() -> None:
    assert only(timezone="America/Cayenne").start.isoformat() == "2026-07-04T18:30:00-03:00"
    assert only(timezone="").start.isoformat() == "2026-07-04T18:30:00+02:00"


@pytest.mark.parametrize("offset", ["UTC+0", "UTC+1", "UTC+2", "UTC+1:00"])
def test_an_offset_of_the_site_s_own_zone_means_that_zone(offset: str) -> None:
    event, told = one(timezone=offset)
    assert (event.start.isoformat(), told) == ("2026-07-04T18:30:00+02:00", ["fixed-offset"])


def test_a_foreign_offset_is_believed() -> None:
    event, told = one(timezone="UTC-5")
    assert (event.start, told) == (datetime(2026, 7, 4, 23, 30, tzinfo=UTC), [])
    assert one(timezone="UTC+5.5")[1] == ["unknown-zone"]


def test_clocks_that_disagree_are_told() -> None:
    assert one(timezone="Europe/Paris", utc_start_date="2026-07-04 16:30:00")[1] == []
    assert one(timezone="Europe/Paris", utc_start_date="2026-07-04 18:30:00")[1] == ["clocks-disagree"]


def test_an_hour_that_daylight_saving_skips_is_the_next_one() -> None:
    assert only(start_date="2026-03-29 02:30:00").start.isoformat() == "2026-03-29T03:30:00+02:00"


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-12-02 00:00:00", "2026-12-02 23:59:59", (2, 3)),
        ("2026-12-02 00:00:00", "2026-12-04 23:59:59", (2, 5)),
        ("2026-12-02 05:00:00", "2026-12-03 04:59:59", (2, 3)),
        ("2026-12-02 00:00:00", "2026-12-02 00:00:00", (2, 3)),
    ],
)
def test_whole_days_end_on_the_day_after(start: str, end: str, days: tuple[int, int]) -> None:
    event = only(start_date=start, end_date=end, all_day=True)
    assert (event.start, event.end) == (date(2026, 12, days[0]), date(2026, 12, days[1]))


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"event_status": "canceled"}, Status.CANCELLED),
        ({"json_ld": {"eventStatus": "https://schema.org/EventPostponed"}}, Status.POSTPONED),
        ({"json_ld": {"offers": [{"availability": "https://schema.org/SoldOut"}]}}, Status.FULL),
        ({"json_ld": {"offers": [{"availability": "SoldOut"}, {"availability": "InStock"}]}}, Status.SCHEDULED),
        ({"event_status": "?"}, Status.SCHEDULED),
    ],
)
def test_what_becomes_of_an_event(more: dict[str, Any], status: Status) -> None:
    assert only(**more).status is status


@pytest.mark.parametrize(
    ("more", "mode"),
    [
        ({"is_virtual": True}, Attendance.ONLINE),
        ({"is_virtual": True, "venue": {"venue": "Ici"}}, Attendance.MIXED),
        ({"is_virtual": True, "virtual_event_type": "hybrid"}, Attendance.MIXED),
        ({"venue": [{"venue": "Ici"}]}, None),
    ],
)
def test_where_people_take_part(more: dict[str, Any], mode: Attendance | None) -> None:
    assert only(**more).attendance is mode


def test_mailboxes_of_persons_stay_behind_and_those_of_roles_are_no_fault() -> None:
    event, told = one(organizer=[{"organizer": "Asso", "email": "contact@asso.example"}])
    assert told == []
    assert event.organiser is not None
    assert "@" not in event.organiser.name + event.organiser.url


@pytest.mark.parametrize(("name", "kept"), [("Ada Essai", False), ("Atelier des essais", True)])
def test_an_organiser_who_is_a_person_is_not_named(name: str, kept: bool) -> None:
    event, told = one(organizer=[{"organizer": name, "email": "ada.essai@asso.example", "phone": "06 00 00 00 00"}])
    assert (event.organiser is not None) is kept
    assert told == ["personal-address", "personal-phone"]


def test_what_is_wrong_with_the_whole_site_is_told_once() -> None:
    events = [{"id": n, "start_date": "2026-07-04 18:30:00", "timezone": "UTC+1"} for n in range(50)]
    assert codes(parse(*events)) == ["fixed-offset"]


def test_hidden_and_unpublished_events_are_withdrawn_not_broken() -> None:
    parsed = parse(
        {"id": 1, "title": "T", "start_date": "2026-07-04 18:30:00", "hide_from_listings": True},
        {"id": 2, "title": "T", "start_date": "2026-07-04 18:30:00", "status": "private"},
    )
    assert (parsed.records, parsed.unreadable, codes(parsed)) == ([], frozenset(), ["hidden", "unpublished"])
    assert not any(notice.lost for notice in parsed.notices)


def test_counting_the_uses_of_a_word_changes_nothing() -> None:
    first, second = (
        parse({"id": 1, "start_date": "2026-07-04 18:30:00", "tags": [{"name": "libre", "count": count}]})
        for count in (1, 2)
    )
    assert first.records[0].fingerprint == second.records[0].fingerprint


def test_an_empty_page_is_a_page() -> None:
    assert parse(rest_url=REST, total=0).records == []
    assert sniff(b'{"events":[],"rest_url":"https:\\/\\/a.example\\/wp-json\\/tribe\\/events\\/v1\\/events\\/"}', "")


def test_the_former_date_is_in_the_schema_of_the_page() -> None:
    about = {"eventStatus": "https://schema.org/EventRescheduled", "previousStartDate": "2026-06-27T18:30:00+02:00"}
    found, told = one(json_ld=about)
    assert (found.status, told) == (Status.RESCHEDULED, [])
    assert found.previous_start == datetime(2026, 6, 27, 16, 30, tzinfo=UTC)


def test_a_former_date_that_is_none_is_told() -> None:
    found, told = one(json_ld={"previousStartDate": "la semaine dernière"})
    assert (found.previous_start, told) == (None, ["bad-value"])
