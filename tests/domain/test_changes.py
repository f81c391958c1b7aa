"""What a pull means, decided from values alone."""

from datetime import UTC, datetime, timedelta

import pytest

from federation.domain.changes import Known, believed, compare, is_upcoming, suspicious

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def known(fingerprint: str = "same", *, gone: bool = False) -> Known:
    return Known("id", fingerprint, NOW + timedelta(days=1), gone)


def test_a_new_key_is_added() -> None:
    assert compare({}, {"a": "1"}, ()).added == ("a",)


def test_another_fingerprint_is_a_change() -> None:
    assert compare({"a": known("1")}, {"a": "2"}, ()).changed == ("a",)


def test_the_same_fingerprint_is_nothing() -> None:
    assert not compare({"a": known("1")}, {"a": "1"}, ()).any


def test_a_recognised_key_is_nothing() -> None:
    assert not compare({"a": known()}, {}, {"a"}).any


def test_a_missing_key_is_gone() -> None:
    assert compare({"a": known()}, {}, ()).gone == ("a",)


def test_what_had_gone_is_not_gone_again() -> None:
    assert not compare({"a": known(gone=True)}, {}, ()).any


@pytest.mark.parametrize(("read", "unchanged"), [({"a": "1"}, set()), ({}, {"a"})])
def test_what_had_gone_returns(read: dict[str, str], unchanged: set[str]) -> None:
    assert compare({"a": known("1", gone=True)}, read, unchanged).returned == ("a",)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [(0, 0, False), (1, 0, True), (30, 0, True), (4, 1, False), (5, 3, False), (5, 2, True), (10, 5, False)],
)
def test_a_sudden_fall_is_suspicious(before: int, after: int, expected: bool) -> None:
    assert suspicious(before, after) is expected


def test_the_third_visit_is_believed_once_an_hour_has_passed() -> None:
    hour_ago = NOW - timedelta(hours=1)
    assert [believed(visits, hour_ago, NOW, accepted=False) for visits in (1, 2, 3)] == [False, False, True]
    assert not believed(99, NOW - timedelta(minutes=59), NOW, accepted=False)


def test_a_person_is_believed_at_once() -> None:
    assert believed(1, None, NOW, accepted=True)


def test_what_ends_now_is_over() -> None:
    assert not is_upcoming(NOW, NOW)
    assert not is_upcoming(None, NOW)
    assert is_upcoming(NOW + timedelta(seconds=1), NOW)
