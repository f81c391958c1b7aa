"""The dates of every calendar of the corpus beside those that others find; the few that differ are in the documents."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from federation.domain.event import Moment
from federation.domain.recurrence import expand
from sync.formats.ics import FORMAT
from sync.formats.parsed import Context
from sync.normalize import normalize
from tests.sync.outcomes import SITE
from tests.sync.test_ics_corpus import CORPUS, FILES

DOCUMENT = (Path(__file__).parent.parent.parent / "docs" / "formats.md").read_text("utf-8")
PARIS = ZoneInfo("Europe/Paris")
ROW = re.compile(r"^\| `([\w./-]+\.ics)` \| (.+) \|$", re.MULTILINE)
_, _, _SECTION = DOCUMENT.partition("<!-- dates elsewhere -->")
DIFFERENT = dict(ROW.findall(_SECTION.partition("\n\n## ")[0]))
"""By file, why the dates differ, as the document says."""

ENDLESS = "hostile-rules.ics"  # there the other engine does not end
NAMED = {str(file.relative_to(CORPUS)): file for file in FILES if file.name != ENDLESS}
_YEAR = re.compile(rb"^DTSTART[^:\n]*:(\d{4})\d{4}", re.MULTILINE)


def _day(moment: Moment) -> date:
    if not isinstance(moment, datetime):
        return moment
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date()


def _told(moments: list[Moment], low: datetime) -> list[str]:
    """Moments of the year after `low`, in UTC; floating ones are of Paris."""
    within = {moment for moment in moments if low.date() <= _day(moment) < low.date() + timedelta(days=400)}
    return sorted({_instant(moment) for moment in within})


def _instant(moment: Moment) -> str:
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return (moment if moment.tzinfo else moment.replace(tzinfo=PARIS)).astimezone(UTC).isoformat()


def _ours(body: bytes, low: datetime) -> list[str]:
    records = FORMAT.read(body, Context(zone="Europe/Paris")).records
    high = low + timedelta(days=402)
    return _told([item.event.start for record in records for item in expand(record, low, high).occurrences], low)


def _theirs(body: bytes, low: datetime) -> list[str]:
    try:
        calendars = icalendar.Calendar.from_ical(body, multiple=True)
        found = [
            component["DTSTART"].dt
            for calendar in calendars
            for component in recurring_ical_events.of(calendar, skip_bad_series=True, components=["VEVENT"]).between(
                low, low + timedelta(days=402)
            )
        ]
    except (ValueError, KeyError, OverflowError, TypeError):
        return []
    return _told(found, low)


def _first_year(body: bytes) -> datetime:
    years = [int(year) for year in _YEAR.findall(body) if 1971 < int(year) < 2100]
    return datetime(min(years, default=2026), 1, 1, tzinfo=UTC)


def _has_events(body: bytes) -> bool:
    return b"BEGIN:VEVENT" in body and body[:2] != b"\xff\xfe"


@pytest.mark.parametrize("name", [name for name, file in NAMED.items() if _has_events(file.read_bytes())])
@pytest.mark.filterwarnings("ignore")  # of the other engine, on what it reads
def test_the_same_dates_as_recurring_ical_events_or_a_reason_in_the_documents(name: str) -> None:
    body = NAMED[name].read_bytes()
    low = _first_year(body)
    assert (_ours(body, low) == _theirs(body, low)) is (name not in DIFFERENT), DIFFERENT.get(name, "not in the table")


def test_the_table_names_files_that_are_there() -> None:
    assert DIFFERENT
    assert set(DIFFERENT) <= set(NAMED)
    assert ENDLESS in DOCUMENT


def test_the_dates_that_node_ical_expects_of_its_example() -> None:
    body = (CORPUS / "node-ical" / "example-rrule.ics").read_bytes()
    thursdays = [(6, 1), (6, 8), (6, 15), (6, 22), (7, 27), (8, 10)]
    expected = [f"2017-{month:02}-{day:02}T14:00:00+00:00" for month, day in [*thursdays, (7, 3)]]
    assert _ours(body, datetime(2017, 1, 1, tzinfo=UTC)) == sorted([*expected, "2017-12-01T19:00:00+00:00"])


NO_EVENT = {
    "DTSTART;VALUE=TIME:180000": "times without a day",
    "DTSTART;VALUE=DATE:18991231": "dates before 1971",
    "DTSTART;VALUE=DATE:22000101": "or after 2199",
}


@pytest.mark.parametrize("start", NO_EVENT)
def test_what_gives_no_event_is_in_the_documents(start: str) -> None:
    body = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n{start}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode()
    parsed = normalize(FORMAT.read(body, Context()), SITE)
    assert parsed.records == []
    assert any(notice.lost for notice in parsed.notices)
    assert NO_EVENT[start] in DOCUMENT


@pytest.mark.parametrize("kind", ["VTIMEZONE", "VTODO", "VALARM"])
def test_components_alone_give_no_event(kind: str) -> None:
    body = (
        f"BEGIN:VCALENDAR\r\nBEGIN:{kind}\r\nUID:a\r\nDTSTART:20261201T180000Z\r\nEND:{kind}\r\nEND:VCALENDAR".encode()
    )
    assert FORMAT.read(body, Context()).records == []
    assert kind in DOCUMENT.partition("components alone (")[2].partition(")")[0]
