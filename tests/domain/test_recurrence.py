"""Occurrences of records: wall clock, DST, exceptions, slots, and rules that nobody can mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federation.domain.event import Event, Exception_, Record, Recurrence, Status
from federation.domain.recurrence import Expansion, expand

PARIS = ZoneInfo("Europe/Paris")
AUTUMN = datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
THURSDAY = datetime(2026, 10, 1, 18, tzinfo=PARIS)


def at(month: int, day: int, hour: int = 18, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


def told(start: Any = THURSDAY, hours: int = 2, **changes: Any) -> Event:
    end = start + timedelta(hours=hours) if isinstance(start, datetime) else None
    return Event(**{"title": "T", "start": start, "end": end} | changes)


def series(rule: str = "", event: Event | None = None, window: Any = AUTUMN, **parts: Any) -> Expansion:
    recurrence = Recurrence(rrules=(rule,) if rule else (), **parts)
    return expand(Record("k", event or told(), recurrence), *window)


def shown(expansion: Expansion) -> list[str]:
    return [f"{item.event.start:%m-%d %H:%M}" for item in expansion.occurrences]


def slots(expansion: Expansion) -> list[str]:
    return [item.slot for item in expansion.occurrences]


# without recurrence


def test_an_event_that_does_not_repeat_is_its_one_occurrence() -> None:
    found = expand(Record("k", told(at(1, 1, year=2031))), *AUTUMN)
    assert slots(found) == [""]
    assert not found.open_ended


@pytest.mark.parametrize("year", [1, 1970, 2200, 9999])
def test_a_year_that_cannot_be_gives_a_notice_and_no_occurrence(year: int) -> None:
    found = expand(Record("k", told(datetime(year, 6, 1, tzinfo=UTC), end=None)), *AUTUMN)
    assert found.occurrences == []
    assert [notice.code for notice in found.notices] == ["absurd-date"]


# wall clock


def test_what_is_at_18_h_stays_at_18_h() -> None:
    found = series("FREQ=WEEKLY;COUNT=6")
    assert {f"{item.event.start:%H:%M}" for item in found.occurrences} == {"18:00"}
    assert len({item.event.start.utcoffset() for item in found.occurrences}) == 2  # type: ignore[union-attr]


def test_a_skipped_hour_is_read_with_the_offset_before_it() -> None:
    spring = datetime(2026, 3, 27, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
    found = series("FREQ=DAILY;COUNT=4", told(at(3, 27, 2, 30), 1), spring)
    assert shown(found) == ["03-27 02:30", "03-28 02:30", "03-29 03:30", "03-30 02:30"]


def test_a_night_ends_at_the_same_hour_when_dst_ends() -> None:
    found = series("FREQ=DAILY;COUNT=2", told(at(10, 24, 22), end=at(10, 25, 6)))
    assert [f"{item.event.end:%H}" for item in found.occurrences] == ["06", "06"]


def test_a_series_in_utc_follows_utc() -> None:
    found = series("FREQ=WEEKLY;COUNT=6", zone="UTC")
    assert {f"{item.event.start:%H}" for item in found.occurrences} == {"18", "17"}
    assert all(item.event.start.tzinfo is PARIS for item in found.occurrences)  # type: ignore[union-attr]


# the set


def test_dtstart_is_the_first_occurrence_even_when_the_rule_does_not_match_it() -> None:
    assert shown(series("FREQ=WEEKLY;BYDAY=MO;COUNT=2")) == ["10-01 18:00", "10-05 18:00", "10-12 18:00"]


def test_a_series_that_ends_before_it_begins_has_no_occurrence() -> None:
    assert series("FREQ=WEEKLY;UNTIL=20260930").occurrences == []


def test_several_rules_are_one_set() -> None:
    record = Record("k", told(), Recurrence(rrules=("FREQ=WEEKLY;COUNT=2", "FREQ=WEEKLY;BYDAY=TH,FR;COUNT=3")))
    assert shown(expand(record, *AUTUMN)) == ["10-01 18:00", "10-02 18:00", "10-08 18:00"]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20261015", "10-15 18:00"),
        ("20261015T160000Z", "10-15 18:00"),
        ("20261015T155959Z", "10-08 18:00"),
        ("20261015T180000", "10-15 18:00"),
        ("20261015T175959", "10-08 18:00"),
    ],
)
def test_until_as_date_utc_or_floating(until: str, last: str) -> None:
    assert shown(series(f"FREQ=WEEKLY;UNTIL={until}"))[-1] == last


def test_rdate_adds_and_a_period_brings_its_own_end() -> None:
    found = series(rdates=((at(10, 6), None), (at(10, 7), at(10, 7, 23)), (date(2026, 10, 8), None)))
    assert shown(found) == ["10-01 18:00", "10-06 18:00", "10-07 18:00", "10-08 18:00"]
    assert [f"{item.event.end:%H}" for item in found.occurrences] == ["20", "20", "23", "20"]


@pytest.mark.parametrize("excluded", [at(10, 8), at(10, 8).astimezone(UTC), date(2026, 10, 8)])
def test_exdate_takes_away(excluded: Any) -> None:
    assert shown(series("FREQ=WEEKLY;COUNT=3", exdates=(excluded,))) == ["10-01 18:00", "10-15 18:00"]


def test_exrule_takes_away() -> None:
    found = series("FREQ=WEEKLY;COUNT=4", exrules=("FREQ=WEEKLY;INTERVAL=2",))
    assert shown(found) == ["10-08 18:00", "10-22 18:00"]


def test_all_day_series_have_dates() -> None:
    found = series("FREQ=WEEKLY;COUNT=3", told(date(2026, 10, 5), end=date(2026, 10, 7)), exdates=(at(10, 12, 0),))
    assert [(item.event.start, item.event.end) for item in found.occurrences] == [
        (date(2026, 10, 5), date(2026, 10, 7)),
        (date(2026, 10, 19), date(2026, 10, 21)),
    ]


def test_each_monday_and_the_last_friday() -> None:
    found = series("FREQ=MONTHLY;BYDAY=MO,-1FR;COUNT=5", told(at(10, 5)))
    assert shown(found) == ["10-05 18:00", "10-12 18:00", "10-19 18:00", "10-26 18:00", "10-30 18:00"]


# exceptions


def moved(planned: Any, start: Any, this_and_future: bool = False, **changes: Any) -> Exception_:
    return Exception_(planned, told(start, **changes), this_and_future)


def test_a_moved_occurrence_keeps_its_slot() -> None:
    found = series("FREQ=WEEKLY;COUNT=3", exceptions=(moved(at(10, 8), at(10, 9, 19)),))
    assert shown(found) == ["10-01 18:00", "10-09 19:00", "10-15 18:00"]
    assert slots(found) == ["2026-10-01", "2026-10-08", "2026-10-15"]


def test_a_cancelled_occurrence_is_there_and_says_so() -> None:
    found = series("FREQ=WEEKLY;COUNT=2", exceptions=(moved(at(10, 8), at(10, 8), status=Status.CANCELLED),))
    assert [item.event.status for item in found.occurrences] == [Status.SCHEDULED, Status.CANCELLED]


def test_an_occurrence_may_be_moved_into_the_window_and_out_of_it() -> None:
    into, out = moved(at(9, 24), at(10, 2)), moved(at(10, 8), at(12, 30))
    found = series("FREQ=WEEKLY;COUNT=5", told(at(9, 17)), exceptions=(into, out))
    assert shown(found) == ["10-01 18:00", "10-02 18:00", "10-15 18:00"]
    assert found.open_ended


def test_this_and_future_moves_and_changes_the_later_ones() -> None:
    found = series("FREQ=WEEKLY;COUNT=4", exceptions=(moved(at(10, 8), at(10, 9, 19), True, title="Later", hours=3),))
    assert shown(found) == ["10-01 18:00", "10-09 19:00", "10-16 19:00", "10-23 19:00"]
    assert [item.event.title for item in found.occurrences] == ["T", "Later", "Later", "Later"]
    assert {item.event.end - item.event.start for item in found.occurrences[1:]} == {timedelta(hours=3)}  # type: ignore[operator]


def test_an_exception_for_no_planned_date_is_still_shown() -> None:
    found = series("FREQ=WEEKLY;COUNT=2", exceptions=(moved(at(10, 1, 20), at(10, 1, 21)),))
    assert list(zip(slots(found), shown(found), strict=True)) == [
        ("2026-10-01", "10-01 18:00"),
        ("2026-10-01.2", "10-01 21:00"),
        ("2026-10-08", "10-08 18:00"),
    ]


def test_unless_the_series_was_changed_since() -> None:
    found = series("FREQ=WEEKLY;COUNT=2", told(sequence=3), exceptions=(moved(at(10, 6), at(10, 6), sequence=2),))
    assert shown(found) == ["10-01 18:00", "10-08 18:00"]


def test_an_excluded_exception_is_gone() -> None:
    found = series("FREQ=WEEKLY;COUNT=2", exdates=(at(10, 8),), exceptions=(moved(at(10, 8), at(10, 9)),))
    assert shown(found) == ["10-01 18:00"]


def test_exceptions_alone_have_no_other_dates() -> None:
    only = moved(at(10, 8), at(10, 9))
    found = series("", only.event, exceptions=(only,))
    assert (slots(found), shown(found)) == (["2026-10-08"], ["10-09 18:00"])


def test_an_exception_without_title_keeps_that_of_the_series() -> None:
    found = series("FREQ=WEEKLY;COUNT=2", exceptions=(moved(at(10, 8), at(10, 8, 20), title=""),))
    assert [item.event.title for item in found.occurrences] == ["T", "T"]


# slots and windows


def test_moving_the_hour_of_a_series_keeps_its_slots() -> None:
    assert slots(series("FREQ=WEEKLY;COUNT=3")) == slots(series("FREQ=WEEKLY;COUNT=3", told(at(10, 1, 9))))


def test_slots_count_within_a_date_and_survive_an_exdate() -> None:
    found = series("FREQ=DAILY;BYHOUR=9,18;COUNT=4", told(at(10, 1, 9), 1))
    assert slots(found) == ["2026-10-01", "2026-10-01.2", "2026-10-02", "2026-10-02.2"]
    less = series("FREQ=DAILY;BYHOUR=9,18;COUNT=4", told(at(10, 1, 9), 1), exdates=(at(10, 1, 9),))
    assert slots(less) == slots(found)[1:]


@given(st.integers(0, 400), st.integers(1, 60))
def test_any_window_shows_its_part_of_the_whole(first: int, days: int) -> None:
    rule = "FREQ=MONTHLY;BYDAY=1TH,-1TH"
    exceptions = (moved(at(10, 29), at(11, 3)), moved(at(12, 3), at(12, 4), True))
    whole = series(rule, exceptions=exceptions, window=(AUTUMN[0], AUTUMN[0] + timedelta(days=500)))
    low = AUTUMN[0] + timedelta(days=first)
    part = series(rule, exceptions=exceptions, window=(low, low + timedelta(days=days)))
    assert part.occurrences == [
        item
        for item in whole.occurrences
        if item.event.start < low + timedelta(days=days) and item.event.end > low  # type: ignore[operator]
    ]


@pytest.mark.parametrize(
    ("rule", "goes_on"),
    [
        ("FREQ=WEEKLY", True),
        ("FREQ=WEEKLY;COUNT=3", False),
        ("FREQ=WEEKLY;UNTIL=20261210", True),
        ("FREQ=WEEKLY;UNTIL=20261101", False),
        ("FREQ=WEEKLY;COUNT=300", True),
    ],
)
def test_open_ended_says_whether_to_come_back(rule: str, goes_on: bool) -> None:
    assert series(rule).open_ended is goes_on


def test_of_too_many_the_soonest_are_kept() -> None:
    found = expand(Record("k", told(), Recurrence(rrules=("FREQ=DAILY",))), *AUTUMN, limit=3)
    assert shown(found) == ["10-01 18:00", "10-02 18:00", "10-03 18:00"]
    assert [notice.code for notice in found.notices] == ["occurrences-cut"]
    assert found.open_ended


# rules that nobody can mean

HOSTILE = [
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=SECONDLY",
    "FREQ=MINUTELY;UNTIL=20990101T000000Z",
    "FREQ=HOURLY;INTERVAL=5;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
    "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,1,2,3,4,5,6,7,8,9",
    "FREQ=FORTNIGHTLY",
    "FREQ=MONTHLY;BYDAY=53MO",
    "FREQ=YEARLY;BYMONTH=12;BYDAY=6SU",
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=YEARLY;RSCALE=HEBREW",
    "FREQ=WEEKLY;COUNT=-1",
    "FREQ=DAILY;BYHOUR=99",
    "FREQ=DAILY;UNTIL=20261340",
    "INTERVAL=2",
    "=;=",
    "FREQ=DAILY;BYMONTHDAY=" + ",".join(["1"] * 1000),
    "FREQ=WEEKLY;INTERVAL=99999999999999999999999",
]
USELESS = [
    "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;COUNT=1000000000",
    "FREQ=WEEKLY;INTERVAL=999999999",
    "FREQ=DAILY;BYSETPOS=200",
    "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
    "FREQ=YEARLY;BYDAY=53MO;BYWEEKNO=3",
]


@pytest.mark.parametrize("rule", HOSTILE, ids=lambda rule: rule[:40])
@pytest.mark.parametrize("year", [1900, 1999, 2026])
def test_a_rule_that_cannot_be_followed_leaves_dtstart_and_a_notice(rule: str, year: int) -> None:
    found = series(rule, told(at(10, 1, year=year)))
    assert [notice.code.startswith("rrule-") for notice in found.notices] == [True]
    assert len(found.occurrences) == (year > 1970)


@pytest.mark.parametrize("rule", USELESS)
@pytest.mark.parametrize("year", [1900, 1999, 2026])
def test_a_useless_rule_gives_few_dates(rule: str, year: int) -> None:
    found = series(rule, told(at(10, 1, year=year)), exrules=(rule,) if year == 1999 else ())
    assert len(found.occurrences) <= 62


def test_more_rules_than_anybody_has_are_left_out() -> None:
    record = Record("k", told(), Recurrence(rrules=("FREQ=WEEKLY;COUNT=2",) * 1000))
    assert [notice.code for notice in expand(record, *AUTUMN).notices] == ["rrule-too-many"]


def test_hourly_at_two_hours_is_a_daily_rule() -> None:
    assert shown(series("FREQ=HOURLY;BYHOUR=9,18;UNTIL=20261003"))[:3] == ["10-01 18:00", "10-02 09:00", "10-02 18:00"]


_PARTS = st.one_of(
    st.tuples(
        st.sampled_from(["BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYHOUR", "BYMINUTE", "COUNT"]),
        st.lists(st.integers(-60, 60), min_size=1, max_size=3).map(lambda numbers: ",".join(map(str, numbers))),
    ).map("=".join),
    st.tuples(st.integers(-60, 60).map(lambda n: str(n or "")), st.sampled_from(["MO", "SU"])).map(
        lambda day: f"BYDAY={day[0]}{day[1]}"
    ),
    st.integers(0, 500).map("INTERVAL={}".format),
    st.sampled_from(["UNTIL=20261101", "UNTIL=00010101T000000Z", "UNTIL=99991231", "WKST=SU", "BYDAY=MO,-1FR"]),
)


@given(
    st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"]),
    st.lists(_PARTS, max_size=4, unique_by=lambda part: part.partition("=")[0]),
    st.datetimes(datetime(1900, 1, 1), datetime(2190, 1, 1)),
)
def test_any_rule_gives_dates_in_order_or_a_notice(freq: str, parts: list[str], start: datetime) -> None:
    found = series(";".join([f"FREQ={freq}", *parts]), told(start.replace(tzinfo=PARIS)))
    starts = [item.event.start for item in found.occurrences]
    assert starts == sorted(starts)
    assert len(set(slots(found))) == len(starts)


def test_the_same_input_gives_the_same_output() -> None:
    record = Record("k", told(), Recurrence(rrules=("FREQ=WEEKLY",), exceptions=(moved(at(10, 8), at(10, 9)),)))
    assert expand(record, *AUTUMN) == expand(replace(record), *AUTUMN)
