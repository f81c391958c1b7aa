"""Read and expanded, our calendars have the occurrences that recurring-ical-events finds in them.

Where it differs on purpose: it turns an end before its start round, and knows nothing of CLASS, METHOD or 1971.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st

from federation.domain.event import Moment
from federation.domain.recurrence import expand
from sync.formats.ics import FORMAT
from sync.formats.parsed import Context
from tests.sync.calendars import calendar, event
from tests.sync.test_ics_corpus import CORPUS

WINDOW = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)


def _moment(value: Moment) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.isoformat()


def _ours(body: bytes) -> list[str]:
    records = FORMAT.read(body, Context(zone="Europe/Paris")).records
    found = [item.event.start for record in records for item in expand(record, *WINDOW).occurrences]
    return sorted(_moment(start) for start in found if _in_window(start))


def _in_window(start: Moment) -> bool:
    on = start.astimezone(UTC).date() if isinstance(start, datetime) else start
    return WINDOW[0].date() <= on < WINDOW[1].date()


def _theirs(body: bytes) -> list[str]:
    components = recurring_ical_events.of(icalendar.Calendar.from_ical(body)).between(*WINDOW)
    return sorted({_moment(component["DTSTART"].dt) for component in components})


@pytest.mark.parametrize(
    "name",
    ["weekly-with-exceptions", "all-day-series", "recurring-in-utc", "recurring-in-utc-with-a-stated-zone"],
)
def test_same_dates_as_recurring_ical_events(name: str) -> None:
    body = (CORPUS / f"{name}.ics").read_bytes()
    assert sorted(set(_ours(body))) == _theirs(body)


_DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
_STARTS = st.datetimes(datetime(2025, 6, 1), datetime(2026, 12, 1)).map(lambda at: at.replace(microsecond=0, fold=0))
_LIMITS = st.one_of(
    st.just(""),
    st.integers(1, 30).map(lambda count: f";COUNT={count}"),
    st.dates(date(2026, 1, 1), date(2027, 5, 1)).map(lambda on: f";UNTIL={on:%Y%m%d}T120000Z"),
)
_RULES = st.one_of(
    st.tuples(st.just("FREQ=DAILY;INTERVAL="), st.integers(1, 20).map(str)).map("".join),
    st.lists(st.sampled_from(_DAYS), min_size=1, max_size=3, unique=True).map(
        lambda days: f"FREQ=WEEKLY;INTERVAL={len(days)};BYDAY={','.join(days)}"
    ),
    st.tuples(st.sampled_from([-2, -1, 1, 2, 3, 4, 5]), st.sampled_from(_DAYS)).map(
        lambda day: f"FREQ=MONTHLY;BYDAY={day[0]}{day[1]}"
    ),
    st.integers(-31, 31).filter(bool).map(lambda day: f"FREQ=MONTHLY;BYMONTHDAY={day}"),
    st.integers(1, 12).map(lambda month: f"FREQ=YEARLY;BYMONTH={month};BYDAY=1SU"),
    st.integers(1, 366).map(lambda day: f"FREQ=YEARLY;BYYEARDAY={day}"),
)


@given(_STARTS, _RULES, _LIMITS, st.sets(st.integers(0, 40), max_size=3))
def test_any_usual_rule_gives_the_same_dates(start: datetime, rule: str, limit: str, gone: set[int]) -> None:
    exdates = [f"EXDATE;TZID=Europe/Paris:{start + timedelta(days=days):%Y%m%dT%H%M%S}" for days in sorted(gone)]
    body = calendar(event(f"RRULE:{rule}{limit}", *exdates, start=f";TZID=Europe/Paris:{start:%Y%m%dT%H%M%S}"))
    assert _ours(body) == _theirs(body)
