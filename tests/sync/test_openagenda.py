"""OpenAgenda: addresses without keys, timings, languages, what awaits moderation."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from federation.domain.event import Attendance, Record, Status
from federation.errors import FormatError
from sync.formats.openagenda import addresses, owns, read, sniff
from sync.formats.parsed import Context, Parsed
from tests.sync.platforms import codes

API = "https://api.openagenda.com/v2/agendas/123/events"
ASKED = "relative[]=current&relative[]=upcoming&size=300&detailed=1&monolingual=fr"
TIMING = {"begin": "2026-12-03T18:00:00+01:00", "end": "2026-12-03T20:00:00+01:00"}


def parse(*events: dict[str, Any], url: str = API, **more: Any) -> Parsed:
    return read(json.dumps({"events": list(events), **more}).encode(), Context(url=url))


def one(**more: Any) -> tuple[Record, list[str]]:
    parsed = parse({"uid": 1, "title": "T", "timings": [TIMING], **more})
    assert len(parsed.records) == 1, parsed.notices
    return parsed.records[0], codes(parsed)


@pytest.mark.parametrize(
    ("declared", "asked"),
    [
        (
            "https://openagenda.com/agendas/123",
            (f"{API}?{ASKED}", f"https://openagenda.com/agendas/123/events.v2.json?{ASKED}"),
        ),
        (
            "https://openagenda.com/fr/agendas/123/contribute?lang=fr",
            (f"{API}?lang=fr&{ASKED}", f"https://openagenda.com/agendas/123/events.v2.json?lang=fr&{ASKED}"),
        ),
        (f"{API}?key=secret", (f"{API}?{ASKED}",)),
        (
            f"{API}?size=20&timings[gte]=2026-01-01&key=secret",
            (f"{API}?size=20&timings[gte]=2026-01-01&detailed=1&monolingual=fr",),
        ),
        ("https://openagenda.com/paloaltours", ("https://openagenda.com/paloaltours",)),
        (
            "https://openagenda.com/agendas/123/events.json?key=secret",
            ("https://openagenda.com/agendas/123/events.json",),
        ),
        ("https://openagenda.com/paloaltours/events.v2.json", ("https://openagenda.com/paloaltours/events.v2.json",)),
    ],
)
def test_an_agenda_is_asked_of_the_api_and_no_key_is_in_an_address(declared: str, asked: tuple[str, ...]) -> None:
    assert addresses(declared) == asked
    assert "secret" not in "".join(asked)


def test_agendas_by_number_and_exports_are_unmistakable() -> None:
    assert owns(API)
    assert owns("https://openagenda.com/agendas/123")
    assert owns("https://openagenda.com/paloaltours/events.v2.json")
    assert not owns("https://openagenda.com/paloaltours")
    assert not owns("https://openagenda.com.evil.example/agendas/123")


def test_the_next_page_is_after_the_last_event_and_without_the_key() -> None:
    first = parse({"uid": 1, "timings": [TIMING]}, after=[1700, 9], total=40, url=f"{API}?size=1&key=secret")
    assert first.further == (f"{API}?size=1&after[]=1700&after[]=9",)
    second = parse({"uid": 1, "timings": [TIMING]}, after=[1800, "b"], total=40, url=first.further[0])
    assert second.further == (f"{API}?size=1&after[]=1800&after[]=b",)


@pytest.mark.parametrize("more", [{"after": None}, {"after": [1, 2], "total": 1}, {"after": [[1]]}, {"after": {}}])
def test_a_last_page_leads_nowhere(more: dict[str, Any]) -> None:
    assert parse({"uid": 1, "timings": [TIMING]}, **more).further == ()
    assert parse(after=[1, 2]).further == ()


def test_a_refusal_never_shows_a_key() -> None:
    body = json.dumps({"error": "forbidden: /v2/agendas/1/events?key=secret&size=3"}).encode()
    with pytest.raises(FormatError) as caught:
        read(body, Context())
    assert (caught.value.code, caught.value.detail) == ("api-error", "forbidden: /v2/agendas/1/events?key=…&size=3")


@pytest.mark.parametrize("end", ["2026-12-07T00:00:00+01:00", "2026-12-06T23:59:00+01:00", "2026-12-06T23:59:59+01:00"])
def test_midnight_to_midnight_is_whole_days(end: str) -> None:
    event = one(timings=[{"begin": "2026-12-04T00:00:00+01:00", "end": end}], timezone="Europe/Paris")[0].event
    assert (event.start, event.end) == (date(2026, 12, 4), date(2026, 12, 7))


def test_one_timing_with_hours_keeps_the_hours_of_all() -> None:
    day = {"begin": "2026-12-04T00:00:00+01:00", "end": "2026-12-04T23:59:00+01:00"}
    assert isinstance(one(timings=[day, TIMING])[0].event.start, datetime)


def test_a_length_of_nothing_at_midnight_is_no_day() -> None:
    midnight = "2026-12-04T00:00:00+01:00"
    assert isinstance(one(timings=[{"begin": midnight, "end": midnight}])[0].event.start, datetime)


def test_timings_are_one_record_soonest_first() -> None:
    later = {"begin": "2026-12-10T18:00:00+01:00", "end": "2026-12-10T20:00:00+01:00"}
    record, told = one(timings=[later, TIMING, later])
    assert record.event.start == datetime(2026, 12, 3, 17, tzinfo=UTC)
    assert record.recurrence is not None
    assert [start.isoformat() for start, _ in record.recurrence.rdates] == ["2026-12-10T18:00:00+01:00"]
    assert told == []
    assert one()[0].recurrence is None


def test_a_summary_of_dates_is_told_when_dates_are_missing() -> None:
    assert one(timings=[], firstTiming=TIMING, lastTiming=TIMING)[1] == []
    assert one(timings=[], firstTiming=TIMING, lastTiming={"begin": "2026-12-10T18:00:00Z"})[1] == ["dates-summed-up"]


@pytest.mark.parametrize(
    ("stated", "title", "language"),
    [
        ({"en": "Map", "fr": "Carte"}, "Carte", "fr"),
        ({"en": "Map", "de": "Karte"}, "Map", "en"),
        ({"it": "Mappa", "de": "Karte"}, "Karte", "de"),
        ({"fr": "", "en": "Map"}, "Map", "en"),
        ("Carte", "Carte", ""),
        ({}, "", ""),
    ],
)
def test_french_before_english_before_any(stated: Any, title: str, language: str) -> None:
    event = one(title=stated)[0].event
    assert (event.title, event.language) == (title, language)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        ({"min": 7, "max": 121}, ("dès 7 ans",)),
        ({"min": 7, "max": 12}, ("de 7 à 12 ans",)),
        ({"min": 0, "max": 3}, ("jusqu’à 3 ans",)),
        ({"min": None, "max": None}, ()),
        (None, ()),
    ],
)
def test_ages_in_words(age: Any, words: tuple[str, ...]) -> None:
    assert one(age=age)[0].event.audience == words


@pytest.mark.parametrize("number", range(1, 7))
def test_every_status_has_its_own(number: int) -> None:
    assert one(status=number)[0].event.status is list(Status)[[0, 0, 2, 3, 4, 5, 6][number]]
    assert one(status={"id": number, "label": "…"})[0].event.status is one(status=number)[0].event.status


def test_where_people_take_part() -> None:
    modes = [one(attendanceMode=mode)[0].event.attendance for mode in (1, 2, 3, 4, None)]
    assert modes == [Attendance.ONSITE, Attendance.ONLINE, Attendance.MIXED, None, None]


@pytest.mark.parametrize("more", [{"state": 1}, {"state": -1}, {"draft": True}, {"private": 1}])
def test_what_is_not_published_stays_out(more: dict[str, Any]) -> None:
    parsed = parse({"uid": 1, "title": "T", "timings": [TIMING], **more})
    assert (parsed.records, codes(parsed)) == ([], ["unpublished"])


def test_what_is_removed_goes_in_silence() -> None:
    parsed = parse({"uid": 1, "title": "T", "timings": [TIMING], "removed": True})
    assert (parsed.records, parsed.unreadable, parsed.notices) == ([], frozenset(), [])


def test_only_links_and_mailboxes_of_roles_to_register_at() -> None:
    record, told = one(
        registration=[
            {"type": "email", "value": "contact@palo.example"},
            {"type": "link", "value": "https://inscription.example/?key=a"},
            "www.billets.example",
            "02 47 00 00 00",
            {"type": "email", "value": "camille.martin@palo.example"},
        ]
    )
    assert record.event.registration_url == "https://inscription.example/?key=a"
    assert record.event.links == ("https://www.billets.example",)
    assert "contact@palo.example" in record.event.description
    assert "camille" not in record.event.description
    assert told == ["personal-address", "personal-phone"]


def test_a_page_without_events_is_known_by_its_shape() -> None:
    assert sniff(b'{"total":0,"events":[],"after":null,"sort":"timings.asc","success":true}', "")
    assert not sniff(b'{"events":[],"space":{}}', "")
