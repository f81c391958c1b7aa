"""Names of zones as software writes them, VTIMEZONEs, and dates of a series that are told in another way than it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from federation.domain.event import Moment
from federation.domain.recurrence import expand
from federation.domain.zones import zone_names
from sync.formats.ics_parts.zones import named
from tests.sync.calendars import HEAD, calendar, event, read

PARIS = ZoneInfo("Europe/Paris")
YEAR = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tzid", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ("EUROPE/PARIS", "Europe/Paris"),
        ('"Europe/Paris"', "Europe/Paris"),
        ("'Europe/Paris'", "Europe/Paris"),
        ("  Europe/Paris ", "Europe/Paris"),
        ("Europe / Paris", "Europe/Paris"),
        ("Europe\\/Paris", "Europe/Paris"),
        ("Europe/Paris 1", "Europe/Paris"),
        ("Europe/Kiev", "Europe/Kiev"),
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("US/Eastern", "US/Eastern"),
        ("CET", "CET"),
        ("CEST", "CET"),
        ("MEZ", "Europe/Berlin"),
        ("MESZ", "Europe/Berlin"),
        ("BST", "Europe/London"),
        ("UTC", "UTC"),
        ("utc", "UTC"),
        ("Z", "UTC"),
        ("Zulu", "UTC"),
        ("Etc/UTC", "UTC"),
        ("GMT", "GMT"),
        ("Etc/GMT-1", "Etc/GMT-1"),
        ("GMT+1", "Etc/GMT-1"),
        ("GMT+01:00", "Etc/GMT-1"),
        ("GMT+0100", "Etc/GMT-1"),
        ("UTC-3", "Etc/GMT+3"),
        ("+01:00", "Etc/GMT-1"),
        ("UTC+0", "UTC"),
        ("Romance Standard Time", "Europe/Paris"),
        ("ROMANCE STANDARD TIME", "Europe/Paris"),
        ("Romance Daylight Time", "Europe/Paris"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("W. Europe Standard Time 1", "Europe/Berlin"),
        ("W. Europe Standard Time (2)", "Europe/Berlin"),
        ("(UTC) Coordinated Universal Time", "UTC"),
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Paris"),
        ("(UTC+01:00) Brussels\\, Copenhagen\\, Madrid\\, Paris", "Europe/Paris"),
        ("(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris", "Europe/Paris"),
        ("(UTC+01:00) Amsterdam, Berlin, Berne, Rome, Stockholm, Vienne", "Europe/Berlin"),
        ("(UTC+00:00) Dublin, Édimbourg, Lisbonne, Londres", "Europe/London"),
        ("(UTC+01:00) Madrid", "Europe/Madrid"),
        ("(UTC+01:00) Madrid, Atlantide", "Europe/Madrid"),
        ("(GMT+01:00) Paris/Madrid", "Europe/Paris"),
        ("(GMT+01.00) Paris/Madrid", "Europe/Paris"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC-04:00) Martinique", "America/Martinique"),
        ("(UTC+01:00) heure locale", "Etc/GMT-1"),
        ("Paris, Madrid", "Europe/Paris"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Paris", "Europe/Paris"),
        ("/freeassociation.sourceforge.net/Europe/Paris", "Europe/Paris"),
        ("/mozilla.org/20050126_1/Europe/Paris", "Europe/Paris"),
        ("/citadel.org/20210210_1/Europe/Paris", "Europe/Paris"),
        ("tzone://Microsoft/Utc", "UTC"),
    ],
)
def test_names_that_mean_a_zone(tzid: str, zone: str) -> None:
    assert named(tzid) == zone


@pytest.mark.parametrize(
    "tzid",
    ["", " ", "Customized Time Zone", "tzone://Microsoft/Custom", "floating", "localtime", "None", "UTC+15", "UTC-13",
     "UTC+0530", "GMT 5", "(maison) Ici", "Atlantide/Capitale", "/" * 500, "(" * 500, " " * 100_000 + "/"],
)  # fmt: skip
def test_names_that_mean_none(tzid: str) -> None:
    assert named(tzid) is None


def test_every_windows_name_of_unicode_is_known() -> None:
    assert len(WINDOWS_TO_OLSON) > 130
    assert {named(name) for name in WINDOWS_TO_OLSON} <= zone_names()
    assert [named(name.upper()) for name in WINDOWS_TO_OLSON] == [named(name) for name in WINDOWS_TO_OLSON]


# VTIMEZONE


def vtimezone(tzid: str, *more: str, winter: str = "+0100", summer: str = "+0200") -> str:
    parts = [
        ["BEGIN:STANDARD", "DTSTART:19701025T030000", f"TZOFFSETFROM:{summer}", f"TZOFFSETTO:{winter}",
         "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD"],
        ["BEGIN:DAYLIGHT", "DTSTART:19700329T020000", f"TZOFFSETFROM:{winter}", f"TZOFFSETTO:{summer}",
         "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT"],
    ]  # fmt: skip
    lines = ["BEGIN:VTIMEZONE", f"TZID:{tzid}", *more, *parts[0], *parts[1], "END:VTIMEZONE", ""]
    return "\n".join(lines)


def start_in(tzid: str, *parts: str) -> tuple[str, list[str]]:
    parsed = read(*parts, event(start=f";TZID={tzid}:20261207T180000"), zone="America/New_York")
    start = parsed.records[0].event.start
    assert isinstance(start, datetime)
    return start.astimezone(UTC).strftime("%H:%M"), [notice.code for notice in parsed.notices]


def test_offsets_explain_a_name_that_nobody_knows() -> None:
    assert start_in("Siège", vtimezone("Siège")) == ("17:00", [])


def test_the_zone_it_was_copied_from_is_believed() -> None:
    zone = vtimezone("Bureau", "X-LIC-LOCATION:Europe/Paris", winter="+0000", summer="+0100")
    assert start_in("Bureau", zone)[0] == "17:00"


def test_a_known_name_is_believed_against_its_offsets() -> None:
    wrong = vtimezone("Europe/Paris", winter="-0800", summer="-0700")
    assert start_in("Europe/Paris", wrong) == ("17:00", ["zone-disagrees"])


def test_a_windows_name_with_its_own_offsets_is_what_unicode_says() -> None:
    assert start_in("Romance Standard Time", vtimezone("Romance Standard Time")) == ("17:00", [])


def test_without_an_explanation_the_zone_of_the_site_is_taken() -> None:
    assert start_in("Siège") == ("23:00", ["unknown-zone"])


# dates of a series in another form than its start


def starts(*parts: str, head: str = HEAD) -> list[Moment]:
    record = read(*parts, head=head, zone="Europe/Paris").records[0]
    return [item.event.start for item in expand(record, *YEAR).occurrences]


NEW_YORK = ";TZID=America/New_York:20261005T180000"


@pytest.mark.parametrize(
    ("start", "exdate", "left"),
    [
        (NEW_YORK, ":20261006T180000", [5, 7]),
        (NEW_YORK, ":20261006T220000Z", [5, 7]),
        (NEW_YORK, ";TZID=Europe/Paris:20261007T000000", [5, 7]),
        (NEW_YORK, ";VALUE=DATE:20261006", [5, 7]),
        (NEW_YORK, ":20261006T190000", [5, 6, 7]),
        (":20261005T160000Z", ":20261006T160000", [5, 7]),
        (":20261005T180000", ":20261006T160000Z", [5, 7]),
        (";VALUE=DATE:20261005", ";VALUE=DATE:20261006", [5, 7]),
        (";VALUE=DATE:20261005", ":20261006T000000", [5, 7]),
        (";VALUE=DATE:20261005", ":20261006T000000Z", [5, 7]),
        (";VALUE=DATE:20261005", ":20261005T220000Z", [5, 7]),
        (";VALUE=DATE:20261005", ";TZID=America/New_York:20261006T180000", [5, 7]),
    ],
)
def test_exdate_in_any_form(start: str, exdate: str, left: list[int]) -> None:
    assert [found.day for found in starts(event("RRULE:FREQ=DAILY;COUNT=3", f"EXDATE{exdate}", start=start))] == left


@pytest.mark.parametrize("planned", [":20261006T180000", ":20261006T220000Z", ";VALUE=DATE:20261006"])
def test_recurrence_id_in_any_form(planned: str) -> None:
    moved = event(f"RECURRENCE-ID{planned}", start=";TZID=Europe/Paris:20261020T100000")
    found = starts(event("RRULE:FREQ=DAILY;COUNT=3", start=NEW_YORK), moved)
    assert [start.day for start in found] == [5, 7, 20]


@pytest.mark.parametrize("planned", [";VALUE=DATE:20261006", ":20261006T000000", ":20261005T220000Z"])
def test_a_moved_all_day_occurrence(planned: str) -> None:
    moved = event(f"RECURRENCE-ID{planned}", start=";VALUE=DATE:20261020")
    found = starts(event("RRULE:FREQ=DAILY;COUNT=3", start=";VALUE=DATE:20261005"), moved)
    assert found == [date(2026, 10, 5), date(2026, 10, 7), date(2026, 10, 20)]


def test_floating_times_are_those_of_the_site() -> None:
    assert starts(event("RRULE:FREQ=WEEKLY;COUNT=2", start=":20261020T180000")) == [
        datetime(2026, 10, day, 18, tzinfo=PARIS) for day in (20, 27)
    ]


def test_utc_of_a_calendar_that_states_its_zone_is_repeated_by_its_clock() -> None:
    head = HEAD + "X-WR-TIMEZONE:Europe/Paris\n"
    found = starts(event("RRULE:FREQ=WEEKLY;COUNT=2", start=":20261020T160000Z"), head=head)
    assert found == [datetime(2026, 10, day, 18, tzinfo=PARIS) for day in (20, 27)]


def test_the_order_of_the_file_does_not_matter() -> None:
    series = event("RRULE:FREQ=DAILY;COUNT=3", start=NEW_YORK)
    moved = event("RECURRENCE-ID:20261006T180000", start=";TZID=Europe/Paris:20261020T100000")
    assert calendar(series, moved) != calendar(moved, series)
    assert starts(series, moved) == starts(moved, series)
