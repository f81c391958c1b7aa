"""When a source is visited again."""

from datetime import UTC, datetime, timedelta

import pytest

from sync.schedule import LONGEST, SHORTEST, next_try, next_visit

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


def minutes(moment: datetime) -> float:
    return (moment - NOW) / timedelta(minutes=1)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [([], 30), ([timedelta(hours=2)], 120), ([None, timedelta(minutes=5)], 30), ([timedelta(hours=1), HALF_HOUR], 60)],
)
def test_the_largest_wish_counts(asked: list[timedelta | None], expected: float) -> None:
    assert minutes(next_visit(NOW, HALF_HOUR, asked, 0)) == expected


def test_no_wish_is_longer_than_a_day() -> None:
    assert next_visit(NOW, HALF_HOUR, [timedelta(days=30)], 0.99) == NOW + LONGEST


def test_an_interval_of_the_file_may_be_longer_than_a_day() -> None:
    week = timedelta(days=7)
    assert next_visit(NOW, week, [timedelta(hours=1), timedelta(days=30)], 0.5) == NOW + week
    assert next_visit(NOW, timedelta(days=2), [], 0) == NOW + timedelta(days=2)


def test_no_wish_is_shorter_than_the_shortest() -> None:
    assert next_visit(NOW, timedelta(seconds=1), [], 0) == NOW + SHORTEST


def test_luck_spreads_visits_by_a_tenth() -> None:
    assert 30 < minutes(next_visit(NOW, HALF_HOUR, [], 0.5)) < 33


def test_failures_double_the_wait_up_to_a_day_for_ever() -> None:
    minute = timedelta(minutes=1)
    waits = [minutes(next_try(NOW, minute, failures, None, 0)) for failures in (1, 2, 3, 11, 12, 10_000)]
    assert waits == [1, 2, 4, 1024, 1440, 1440]


def test_back_off_is_jittered() -> None:
    minute = timedelta(minutes=1)
    assert next_try(NOW, minute, 3, None, 0.1) != next_try(NOW, minute, 3, None, 0.9)


def test_retry_after_is_honoured_within_a_day() -> None:
    assert minutes(next_try(NOW, HALF_HOUR, 1, timedelta(hours=3), 0)) == 180
    assert next_try(NOW, HALF_HOUR, 1, timedelta(days=6), 0) == NOW + LONGEST


def test_a_source_that_is_gone_waits_a_day() -> None:
    assert next_try(NOW, HALF_HOUR, 1, None, 0, gone=True) == NOW + LONGEST
