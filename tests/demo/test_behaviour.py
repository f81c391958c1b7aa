"""What a site does when told: the programme with changes laid over it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from federation.demo.behaviour import Behaviour, CommandError, laid_over, obey
from federation.demo.programme import programme
from federation.domain.event import Status

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = programme("rennes", date(2026, 11, 22))


def test_an_announcement_is_for_the_third_day_at_half_past_six() -> None:
    behaviour = Behaviour()
    obey(behaviour, {"announce": "Soirée crêpes"}, TODAY, NOW)
    added = laid_over(TODAY, behaviour)
    new = next(item for item in added.items if item.event.title == "Soirée crêpes")
    assert new.event.start.isoformat() == "2026-11-25T18:30:00+01:00"
    assert new.changed_at == added.changed_at == NOW
    assert len(added.items) == len(TODAY.items) + 1


def test_the_next_event_is_cancelled_then_the_one_after() -> None:
    behaviour = Behaviour()
    first = obey(behaviour, {"cancel": "next"}, TODAY, NOW)
    second = obey(behaviour, {"cancel": "next"}, laid_over(TODAY, behaviour), NOW)
    assert first["slug"] != second["slug"]
    changed = {item.slug: item for item in laid_over(TODAY, behaviour).items}
    assert changed[first["slug"]].event.status is Status.CANCELLED
    assert changed[first["slug"]].event.sequence > 0


def test_a_moved_event_tells_where_it_was() -> None:
    behaviour = Behaviour()
    slug = obey(behaviour, {"move": "next", "days": 2}, TODAY, NOW)["slug"]
    before = next(item for item in TODAY.items if item.slug == slug).event
    after = next(item for item in laid_over(TODAY, behaviour).items if item.slug == slug).event
    assert after.start - before.start == timedelta(days=2)
    assert after.previous_start == before.start
    assert after.uid == before.uid


def test_a_removed_event_is_gone() -> None:
    behaviour = Behaviour()
    slug = obey(behaviour, {"remove": "next"}, TODAY, NOW)["slug"]
    assert slug not in {item.slug for item in laid_over(TODAY, behaviour).items}


def test_an_announced_event_can_be_cancelled() -> None:
    behaviour = Behaviour()
    obey(behaviour, {"announce": "Soirée crêpes"}, TODAY, NOW)
    obey(behaviour, {"cancel": "2026-11-25-soiree-crepes-1"}, laid_over(TODAY, behaviour), NOW)
    found = next(item for item in laid_over(TODAY, behaviour).items if "crêpes" in item.event.title)
    assert found.event.status is Status.CANCELLED


def test_nothing_told_changes_nothing() -> None:
    assert laid_over(TODAY, Behaviour()) == TODAY


@pytest.mark.parametrize(
    "command",
    [
        {},
        {"mode": "asleep"},
        {"mode": "ok", "announce": "x"},
        {"announce": ""},
        {"announce": 3},
        {"cancel": "no-such-uid"},
        {"move": "next", "days": 0},
        {"move": "next", "days": "2"},
        {"burn": "next"},
    ],
)
def test_nonsense_is_refused_and_changes_nothing(command: dict[str, object]) -> None:
    behaviour = Behaviour()
    with pytest.raises(CommandError):
        obey(behaviour, command, TODAY, NOW)
    assert behaviour == Behaviour()
