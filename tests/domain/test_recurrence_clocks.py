"""Series over changes of the clock, and exceptions that name their occurrence in another way than the series does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from federation.domain.event import Event, Exception_, Moment, Record, Recurrence
from federation.domain.recurrence import Expansion, expand

PARIS = ZoneInfo("Europe/Paris")
YEAR = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def at(month: int, day: int, hour: int = 18, minute: int = 0, fold: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS, fold=fold).astimezone(UTC).astimezone(PARIS)


def series(rule: str, start: Moment, end: Moment | None = None, window: Any = YEAR, **parts: Any) -> Expansion:
    rrules = (rule,) if rule else ()
    return expand(Record("k", Event(title="T", start=start, end=end), Recurrence(rrules=rrules, **parts)), *window)


def moved(planned: Moment, start: Moment, this_and_future: bool = False, **changes: Any) -> Exception_:
    return Exception_(planned, Event(title="X", start=start, **changes), this_and_future)


def shown(expansion: Expansion) -> list[str]:
    return [f"{item.event.start:%m-%d %H:%M}" for item in expansion.occurrences]


def spans(expansion: Expansion) -> list[str]:
    return [f"{item.event.start:%d %H:%M%z}/{item.event.end:%H:%M%z}" for item in expansion.occurrences]


# the hour that is skipped, the hour that comes twice


def test_what_begins_in_a_skipped_hour_begins_later_and_lasts_as_long() -> None:
    found = series("FREQ=DAILY;COUNT=3", at(3, 28, 2, 15), at(3, 28, 3, 15))
    assert spans(found) == ["28 02:15+0100/03:15+0100", "29 03:15+0200/04:15+0200", "30 02:15+0200/03:15+0200"]


def test_what_ends_in_a_skipped_hour_ends_later() -> None:
    found = series("FREQ=DAILY;COUNT=2", at(3, 28, 1, 30), at(3, 28, 2, 30))
    assert spans(found)[1] == "29 01:30+0100/03:30+0200"


def test_two_starts_that_the_clocks_make_one_are_one() -> None:
    found = series("FREQ=DAILY;BYHOUR=2,3;COUNT=5", at(3, 28, 2))
    assert shown(found) == ["03-28 02:00", "03-28 03:00", "03-29 03:00", "03-30 02:00"]


def test_exdate_in_a_skipped_hour() -> None:
    found = series("FREQ=DAILY;COUNT=3", at(3, 28, 2, 30), exdates=(at(3, 29, 2, 30),))
    assert shown(found) == ["03-28 02:30", "03-30 02:30"]


def test_exception_in_a_skipped_hour() -> None:
    found = series("FREQ=DAILY;COUNT=3", at(3, 28, 2, 30), exceptions=(moved(at(3, 29, 2, 30), at(3, 29, 10)),))
    assert shown(found) == ["03-28 02:30", "03-29 10:00", "03-30 02:30"]


@pytest.mark.parametrize(("day", "clocks"), [(27, "14:30"), (27, "01:30"), (28, "04:00"), (29, "04:00")])
def test_a_series_that_moves_away_from_a_skipped_hour_is_not_moved_by_the_clocks(day: int, clocks: str) -> None:
    hour, minute = map(int, clocks.split(":"))
    turn = moved(at(3, day, 2, 30), at(3, day, hour, minute), True)
    found = series("FREQ=DAILY;COUNT=5", at(3, 27, 2, 30), exceptions=(turn,))
    assert [text[6:] for text in shown(found)][day - 27 :] == [clocks] * (32 - day)


def test_a_series_that_moves_by_a_day_is_no_hour_later_the_day_after() -> None:
    turn = moved(at(3, 27, 2, 30), at(3, 28, 2, 30), True)
    found = series("FREQ=DAILY;COUNT=4", at(3, 27, 2, 30), exceptions=(turn,))
    assert shown(found) == ["03-28 02:30", "03-29 03:30", "03-30 02:30", "03-31 02:30"]


def test_an_hour_that_comes_twice_is_the_first() -> None:
    assert spans(series("FREQ=DAILY;COUNT=2", at(10, 24, 2), at(10, 24, 2, 30)))[1] == "25 02:00+0200/02:30+0200"


def test_but_a_start_told_in_the_second_stays_there() -> None:
    found = series("FREQ=DAILY;COUNT=2", at(10, 25, 2, 30, fold=1), at(10, 25, 3))
    assert spans(found) == ["25 02:30+0100/03:00+0100", "26 02:30+0100/03:00+0100"]


def test_an_end_in_the_second_of_the_doubled_hour_is_no_end_before_the_start() -> None:
    found = series("FREQ=DAILY;COUNT=2", at(10, 25, 2, 45), at(10, 25, 2, 15, fold=1))
    assert spans(found) == ["25 02:45+0200/02:15+0100", "26 02:45+0100/03:15+0100"]


def test_all_day_series_know_no_hours() -> None:
    found = series("FREQ=DAILY;COUNT=3", date(2026, 3, 28), date(2026, 3, 29))
    assert [item.event.start for item in found.occurrences] == [date(2026, 3, day) for day in (28, 29, 30)]


# UNTIL


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20261006", 6),
        ("20261006T235959Z", 6),
        ("20261006T000000Z", 6),
        ("20261006T180000", 6),
        ("20261005T220000Z", 6),  # midnight in Paris, as Outlook writes the day
        ("20261005T230000Z", 5),
    ],
)
def test_until_of_an_all_day_series_is_a_day(until: str, last: int) -> None:
    assert series(f"FREQ=DAILY;UNTIL={until}", date(2026, 10, 4)).occurrences[-1].event.start == date(2026, 10, last)


def test_a_day_that_outlook_ends_at_its_own_midnight_is_not_lost() -> None:
    assert len(series("FREQ=YEARLY;UNTIL=20261019T220000Z", date(2026, 10, 20)).occurrences) == 1


# how exceptions name their occurrence


@pytest.mark.parametrize(
    "planned",
    [at(10, 8), at(10, 8).astimezone(UTC), at(10, 8).astimezone(ZoneInfo("America/New_York")), date(2026, 10, 8)],
)
def test_recurrence_id_in_any_zone_or_as_a_date(planned: Moment) -> None:
    found = series("FREQ=WEEKLY;COUNT=3", at(10, 1), exceptions=(moved(planned, at(10, 9, 12)),))
    assert shown(found) == ["10-01 18:00", "10-09 12:00", "10-15 18:00"]


def test_a_date_means_the_occurrence_of_that_day_whatever_its_hour() -> None:
    found = series("FREQ=DAILY;BYHOUR=19;COUNT=2", at(10, 1), exceptions=(moved(date(2026, 10, 2), at(10, 2, 12)),))
    assert shown(found) == ["10-01 18:00", "10-01 19:00", "10-02 12:00"]


@pytest.mark.parametrize("planned", [at(10, 8), date(2026, 10, 8)])
def test_this_and_future_by_date_moves_by_the_same_shift(planned: Moment) -> None:
    found = series("FREQ=WEEKLY;COUNT=4", at(10, 1), exceptions=(moved(planned, at(10, 8, 19), True),))
    assert shown(found) == ["10-01 18:00", "10-08 19:00", "10-15 19:00", "10-22 19:00"]


def test_this_and_future_turns_also_when_its_own_occurrence_is_deleted() -> None:
    turn = moved(at(10, 8), at(10, 8, 19), True)
    found = series("FREQ=WEEKLY;COUNT=4", at(10, 1), exdates=(at(10, 8),), exceptions=(turn,))
    assert shown(found) == ["10-01 18:00", "10-15 19:00", "10-22 19:00"]


def test_this_and_future_and_one_of_its_own_for_the_same_date() -> None:
    turn, one = moved(at(10, 8), at(10, 8, 19), True), moved(at(10, 8), at(10, 10))
    for exceptions in ((turn, one), (one, turn)):
        found = series("FREQ=WEEKLY;COUNT=3", at(10, 1), exceptions=exceptions)
        assert shown(found) == ["10-01 18:00", "10-10 18:00", "10-15 19:00"]


def test_a_whole_series_made_all_day_from_a_date_on() -> None:
    found = series("FREQ=WEEKLY;COUNT=3", at(10, 1), exceptions=(moved(at(10, 8), date(2026, 10, 9), True),))
    assert [item.event.start for item in found.occurrences] == [at(10, 1), date(2026, 10, 9), date(2026, 10, 16)]


def test_moved_all_day_occurrences_stay_all_day() -> None:
    found = series("FREQ=WEEKLY;COUNT=2", date(2026, 10, 1), exceptions=(moved(date(2026, 10, 8), date(2026, 10, 10)),))
    assert [item.event.start for item in found.occurrences] == [date(2026, 10, 1), date(2026, 10, 10)]


def test_exceptions_for_dates_before_the_first_are_shown() -> None:
    found = series("FREQ=WEEKLY;COUNT=1", at(10, 1), exceptions=(moved(at(9, 1), at(9, 2)),))
    assert shown(found) == ["09-02 18:00", "10-01 18:00"]


# far from DTSTART


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("FREQ=YEARLY", date(1998, 5, 21), ["05-21 00:00"]),
        ("FREQ=YEARLY", date(1950, 5, 21), ["05-21 00:00"]),
        ("FREQ=YEARLY", date(2024, 2, 29), []),
        ("FREQ=DAILY;COUNT=10228", date(1998, 1, 1), ["01-01 00:00"]),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=-1", date(1998, 2, 28), ["02-28 00:00"]),
        ("FREQ=MONTHLY;INTERVAL=7;BYDAY=-1FR", date(2001, 1, 26), ["02-27 00:00", "09-25 00:00"]),
    ],
)
def test_series_that_began_long_ago(rule: str, start: date, expected: list[str]) -> None:
    assert shown(series(rule, start)) == expected


@pytest.mark.parametrize("moment", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)])
def test_the_ends_of_time_break_nothing(moment: datetime) -> None:
    for zone in ("Pacific/Auckland", "America/Los_Angeles"):
        event = Event(title="T", start=at(10, 1), end=moment if moment > at(10, 1) else None, zone=zone)
        parts = {"rdates": ((moment, None), (at(10, 3), moment)), "exdates": (moment,)}
        exceptions = moved(moment, at(10, 2)), moved(at(10, 8), moment, True)
        record = Record("k", event, Recurrence(rrules=("FREQ=WEEKLY;COUNT=4",), exceptions=exceptions, **parts))
        assert len(expand(record, *YEAR).occurrences) == 4
        assert expand(Record("k", moved(moment, moment).event, Recurrence(rrules=("FREQ=DAILY",))), *YEAR).notices == []


def test_a_refused_rule_brings_no_deleted_date_back() -> None:
    assert series("FREQ=SECONDLY", at(10, 1), exdates=(at(10, 1),)).occurrences == []


def test_a_long_period_that_began_before_the_window_is_shown() -> None:
    window = YEAR[0] + timedelta(days=200), YEAR[1]
    found = series("", at(1, 1), at(1, 1, 20), window, rdates=((at(6, 1), at(9, 1)),))
    assert shown(found) == ["06-01 18:00"]
