"""How a place changed, part by part."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from federation.domain.space import Space
from federation.domain.space_history import Snapshot, space_changes

FIRST = Space(hours="Mo 09:00-12:00", desks=10)


def at(day: int) -> datetime:
    return datetime(2026, 11, day, tzinfo=UTC)


def test_what_is_told_at_first_is_no_change() -> None:
    assert space_changes([Snapshot("a", FIRST, at(1))]) == []


def test_each_part_that_changed_is_told_the_latest_first() -> None:
    second = replace(FIRST, desks=12)
    changes = space_changes(
        [Snapshot("a", replace(second, hours=""), at(3)), Snapshot("a", FIRST, at(1)), Snapshot("a", second, at(2))]
    )
    assert [(one.part, one.before, one.after) for one in changes] == [
        ("hours", "Mo 09:00-12:00", ""), ("desks", 10, 12)
    ]  # fmt: skip


def test_opening_the_door_is_no_history() -> None:
    assert space_changes([Snapshot("a", FIRST, at(1)), Snapshot("a", replace(FIRST, open_now=True), at(2))]) == []


def test_sources_are_compared_with_themselves() -> None:
    assert space_changes([Snapshot("a", FIRST, at(1)), Snapshot("b", Space(desks=3), at(2))]) == []
