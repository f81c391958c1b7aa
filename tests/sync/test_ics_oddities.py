"""Oddities of calendars that cost a series or an event before, read the same by both ways of reading."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st

from federation.domain.event import Status
from federation.domain.recurrence import expand
from sync.formats.ics import FORMAT
from sync.formats.parsed import Context, Parsed
from tests.sync.calendars import calendar, event, read

PARIS = ZoneInfo("Europe/Paris")
YEAR = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)
MONDAY = ";TZID=Europe/Paris:20261005T180000"
TO_THE_LIBRARY = "SEQUENCE:x"
"""A line that the plain pass does not understand."""


def days(parsed: Parsed) -> list[str]:
    found = [item.event.start for record in parsed.records for item in expand(record, *YEAR).occurrences]
    return [f"{start.astimezone(PARIS):%m-%d %H:%M}" for start in sorted(found)]  # type: ignore[attr-defined]


def told(parsed: Parsed, *codes: str) -> list[tuple[str, str]]:
    return [(notice.code, notice.value) for notice in parsed.notices if notice.code in codes]


@pytest.mark.parametrize(
    ("until", "code"),
    [
        ("2026-10-12", "date-repaired"),
        ("2026-10-12T18:00:00", "date-repaired"),
        ("2026-10-12T16:00:00Z", "date-repaired"),
        ("20261012T160000+0000", "offset-after-time"),
        ("20261012T180000 +0200", "offset-after-time"),
    ],
)
@pytest.mark.parametrize("more", [(), (TO_THE_LIBRARY,)], ids=["plain", "library"])
def test_an_until_written_by_hand_ends_the_series_there(until: str, code: str, more: tuple[str, ...]) -> None:
    parsed = read(event(f"RRULE:FREQ=WEEKLY;UNTIL={until}", *more, start=MONDAY))
    assert days(parsed) == ["10-05 18:00", "10-12 18:00"]
    assert told(parsed, code) == [(code, until)]


@pytest.mark.parametrize("more", [(), (TO_THE_LIBRARY,)], ids=["plain", "library"])
@pytest.mark.parametrize("tzid", ["tzone://Microsoft/Utc", "(UTC+00:00) Coordinated Universal Time"])
def test_a_colon_in_a_zone_that_is_not_quoted_costs_no_event(tzid: str, more: tuple[str, ...]) -> None:
    series = [f"EXDATE;TZID={tzid}:20261006T160000,20261007T160000", "RRULE:FREQ=DAILY;COUNT=4", *more]
    parsed = read(event(*series, start=f";TZID={tzid}:20261005T160000"))
    assert days(parsed) == ["10-05 18:00", "10-08 18:00"]
    assert told(parsed, "zone-unquoted") == [("zone-unquoted", tzid)]


def test_nor_is_a_date_in_iso_8601_taken_for_a_zone() -> None:
    parsed = read(event(start=";TZID=Europe/Paris:2026-10-05T18:00:00"))
    assert (days(parsed), told(parsed, "zone-unquoted")) == (["10-05 18:00"], [])


def test_a_zone_of_its_own_is_found_whose_name_is_escaped_where_it_is_described() -> None:
    standard = "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0530\nTZOFFSETTO:+0530\nEND:STANDARD\n"
    zone = f"BEGIN:VTIMEZONE\nTZID:Siège\\, Nord\n{standard}END:VTIMEZONE\n"
    parsed = read(zone, event(start=';TZID="Siège, Nord":20261005T180000'))
    assert parsed.records[0].event.start.astimezone(UTC).hour == 12  # type: ignore[attr-defined]
    assert parsed.notices == []


def test_of_a_list_of_dates_the_broken_one_is_told_as_written() -> None:
    parsed = read(event("RRULE:FREQ=DAILY;COUNT=4", "EXDATE;TZID=Europe/Paris:2026-10-06 18:00,hier", start=MONDAY))
    assert days(parsed) == ["10-05 18:00", "10-07 18:00", "10-08 18:00"]
    assert told(parsed, "property-broken") == [("property-broken", "2026-10-06 18:00,hier")]


def test_a_line_that_was_not_folded_is_told_with_a_colon_in_it_too() -> None:
    parsed = read(event("DESCRIPTION:Apéro", "et aussi : des jeux", start=MONDAY))
    assert told(parsed, "property-broken") == [("property-broken", "et aussi : des jeux")]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("DESCRIPTION:>>>Pour vous inscrire\\, cliquez ici", "DESCRIPTION"),
        ("DESCRIPTION:To register\\, click here", "DESCRIPTION"),
        ("COMMENT:>>>Pour vous inscrire\\, cliquez ici", "COMMENT"),
    ],
)
def test_a_link_to_register_that_was_lost_is_told(line: str, path: str) -> None:
    assert [(notice.code, notice.path) for notice in read(event(line)).notices] == [("registration-lost", path)]


# components and lines that are cut off


@pytest.mark.parametrize("more", [(), (TO_THE_LIBRARY,)], ids=["plain", "library"])
@pytest.mark.parametrize(
    ("odd", "code", "lost"),
    [("BEGIN:VALARM\nTRIGGER:-PT1H", "truncated", True), ("END:VALARM", "property-broken", False)],
)
def test_an_alarm_cut_off_is_lost_alone(odd: str, code: str, lost: bool, more: tuple[str, ...]) -> None:
    parsed = read(event(*more, odd, uid="a"), event(uid="b"))
    assert [record.key for record in parsed.records] == ["a", "b"]
    assert [notice.lost for notice in parsed.notices if notice.code == code and "SEQ" not in notice.path] == [lost]


@pytest.mark.parametrize("odd", ["BEGIN: VEVENT", "  BEGIN:VEVENT"])
def test_an_event_that_does_not_begin_as_one_is_told_as_lost(odd: str) -> None:
    body = event(uid="a"), event(uid="b").replace("BEGIN:VEVENT", odd), event(uid="c")
    parsed = read(*body)
    assert [record.key for record in parsed.records] == ["a", "c"]
    assert [(notice.code, notice.line, notice.lost) for notice in parsed.notices] == [("component-broken", 10, True)]
    assert parsed.cut
    again = read(*body, known={record.key: record.fingerprint for record in parsed.records})
    assert (again.notices, again.unchanged) == (parsed.notices, {"a", "c"})


@pytest.mark.parametrize("mark", ["BEGIN:VEVENT", "END:VEVENT"])
def test_case_says_nothing_also_where_it_is_mixed(mark: str) -> None:
    parsed = read(event(uid="a"), event(uid="b").replace(mark, mark.lower()), event(uid="c"))
    assert [record.key for record in parsed.records] == ["a", "b", "c"]
    assert parsed.notices == []


def test_a_calendar_of_other_line_ends_behind_another_is_read_too() -> None:
    body = calendar(event(uid="a")) + calendar(event(uid="b")).replace(b"\r\n", b"\r")
    assert [record.key for record in FORMAT.read(body, Context()).records] == ["a", "b"]


@pytest.mark.parametrize("status", ["ANNULÉ", "Annulée", "canceled"])
def test_a_status_in_french_cancels(status: str) -> None:
    parsed = read(event(f"STATUS:{status}"))
    assert parsed.records[0].event.status is Status.CANCELLED
    assert told(parsed, "status-misspelt") == [("status-misspelt", status)]


def test_empty_properties_are_told_without_the_words_of_a_library() -> None:
    parsed = read(event("DTEND:", "GEO:", "ATTENDEE:"))
    assert [(notice.path, notice.value) for notice in parsed.notices] == [("DTEND", ""), ("GEO", "")]


# whole series, beside recurring-ical-events

_RULES = ["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "FREQ=MONTHLY;BYDAY=-1FR"]
_ZONES = ["Europe/Paris", "America/New_York", "Asia/Tokyo", ""]  # "": all day


@st.composite
def calendars(draw: Any) -> bytes:
    """A series with RDATEs, EXDATEs, moved occurrences and a THISANDFUTURE, in a zone or all day."""
    zone = draw(st.sampled_from(_ZONES))
    start = datetime(2026, 1, 5, 18) + timedelta(days=draw(st.integers(0, 300)))

    def when(days: int, hours: int = 0) -> str:
        wall = start + timedelta(days=days, hours=hours)
        return f";TZID={zone}:{wall:%Y%m%dT%H%M%S}" if zone else f";VALUE=DATE:{wall:%Y%m%d}"

    planned = st.lists(st.integers(0, 40), max_size=3, unique=True)
    rule = draw(st.sampled_from(_RULES)) + draw(st.sampled_from(["", ";COUNT=9"]))
    dates = [f"{name}{when(7 * week)}" for name in ("EXDATE", "RDATE") for week in draw(planned)]
    parts = [event(f"RRULE:{rule}", "DURATION:P1D" if not zone else "DURATION:PT1H", *dates, start=when(0))]
    turn = draw(st.sampled_from([None, 0, 1, 2]))
    for number, week in enumerate(sorted(draw(planned))):
        moved = draw(st.integers(-2, 2)), draw(st.integers(-3, 3))
        also = ";RANGE=THISANDFUTURE" if number == turn else ""
        parts.append(event(f"RECURRENCE-ID{also}{when(7 * week)}", start=when(7 * week + moved[0], moved[1])))
    return calendar(*parts)


def _theirs(body: bytes) -> set[str]:
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(body)).between(*YEAR)
    return {_instant(component["DTSTART"].dt) for component in found}


def _instant(moment: Any) -> str:
    return (moment.astimezone(UTC) if isinstance(moment, datetime) else moment).isoformat()


@given(calendars())
def test_any_series_with_exceptions_has_the_dates_that_recurring_ical_events_finds(body: bytes) -> None:
    records = FORMAT.read(body, Context()).records
    ours = {_instant(item.event.start) for record in records for item in expand(record, *YEAR).occurrences}
    within = [{at for at in found if "2026-01-09" < at < "2027-05-22"} for found in (ours, _theirs(body))]
    assert within[0] == within[1]
