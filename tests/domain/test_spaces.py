"""One place told by several: who is believed of what, and whether it is open."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from federation.domain.opening_rules import State
from federation.domain.space import Closure, Rate, Space
from federation.domain.spaces import Now, Told, WholeSpace, complete, now_open, turns

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""A Monday, 10:00 in Paris."""


def told(by: str, ago: timedelta = timedelta(0), **said: object) -> Told:
    return Told(by, Space(**said), NOW - ago)  # type: ignore[arg-type]


def whole(*tellers: Told) -> WholeSpace:
    found = complete(tellers, NOW)
    assert found is not None
    return found


def at(hour: int, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=PARIS)


def test_nobody_says_anything() -> None:
    assert complete([], NOW) is None
    assert complete([told("a"), Told("", Space())], NOW) is None


def test_each_part_is_as_the_first_that_states_it_says() -> None:
    found = whole(
        told("a", desks=20),
        told("b", desks=30, amenities=("fibre",)),
        Told("", Space(desks=40, amenities=("wifi",), accessibility="De plain-pied.")),
    )
    assert found.space == Space(desks=20, amenities=("fibre",), accessibility="De plain-pied.")
    assert {part: origin.by for part, origin in found.origins.items()} == {
        "desks": "a",
        "amenities": "b",
        "accessibility": "",
    }


def test_hours_that_can_be_read_go_before_those_that_cannot() -> None:
    found = whole(told("a", hours="quand on peut"), told("b", hours="Mo-Fr 09:00-18:00"))
    assert (found.space.hours, found.origins["hours"].by) == ("Mo-Fr 09:00-18:00", "b")
    assert whole(told("a", hours="quand on peut")).space.hours == "quand on peut"


def test_of_the_moment_the_freshest_is_believed() -> None:
    older = told("a", timedelta(minutes=40), open_now=False, open_changed_at=at(8), message="Fermé")
    newer = told("b", timedelta(minutes=5), open_now=True, open_changed_at=at(9))
    for tellers in ([older, newer], [newer, older]):
        found = whole(*tellers).space
        assert (found.open_now, found.open_changed_at, found.message) == (True, at(9), "Fermé")


def test_a_source_not_heard_for_three_days_keeps_what_lasts_and_loses_the_moment() -> None:
    found = whole(told("a", timedelta(days=4), open_now=True, message="Café", desks=20)).space
    assert found == Space(desks=20)


def test_conflicts_are_told_with_who_says_what() -> None:
    found = whole(
        told("a", hours="Mo-Fr 09:00-18:00", desks=20),
        told("b", hours="Mo,Tu,We,Th,Fr 9:00-18:00", desks=30),
        Told("", Space(hours="Mo-Fr 10:00-18:00")),
    )
    assert [(conflict.part, [teller.by for teller in conflict.told]) for conflict in found.conflicts] == [
        ("hours", ["a", "b", ""]),
        ("desks", ["a", "b"]),
    ]
    same = whole(told("a", hours="Mo-Fr 09:00-18:00"), told("b", hours="lun-ven 9h-18h"))
    assert same.conflicts == ()


def test_prices_of_one_source_are_not_mixed_with_those_of_another() -> None:
    day, month = Rate("Journée", None), Rate("Mois", None)
    assert whole(told("a", rates=(day,)), told("b", rates=(month,))).space.rates == (day,)


def test_open_as_the_hours_say() -> None:
    found = whole(told("a", hours="Mo-Fr 09:00-18:00", closures=(Closure(date(2026, 11, 24), date(2026, 11, 24)),)))
    assert now_open(found, NOW, PARIS) == Now(State.OPEN, at(18))
    assert now_open(found, at(20), PARIS) == Now(State.CLOSED, at(9, 25))


def test_a_recent_word_goes_before_the_hours_and_says_until_when_only_if_they_agree() -> None:
    hours = told("a", hours="Mo-Fr 09:00-18:00")
    closed, opened = told("b", timedelta(hours=1), open_now=False), told("b", timedelta(hours=1), open_now=True)
    assert now_open(whole(hours, closed), NOW, PARIS) == Now(State.CLOSED, None, closed)
    assert now_open(whole(hours, opened), NOW, PARIS) == Now(State.OPEN, at(18), opened)


def test_a_word_of_two_hours_ago_is_not_now() -> None:
    said = told("b", timedelta(hours=2), open_now=False)
    assert now_open(whole(said), NOW, PARIS) is None
    assert now_open(whole(said, told("a", hours="24/7")), NOW, PARIS) == Now(State.OPEN)


def test_hours_by_appointment_say_neither() -> None:
    found = whole(told("a", hours='Mo 14:00-18:00 || "sur rendez-vous"'))
    assert now_open(found, NOW, PARIS) == Now(State.UNKNOWN, at(14), comment="sur rendez-vous")


def test_what_can_be_said_changes_at_no_other_moment_than_its_turns() -> None:
    found = whole(told("a", timedelta(hours=1), hours="Mo-Fr 09:00-12:00,14:00-18:00", open_now=False))
    moments = [at(0) + timedelta(minutes=minutes) for minutes in range(0, 1440, 5)]
    told_turns = set(turns(found, NOW, PARIS))
    for before, after in pairwise(moments):
        one, other = now_open(found, before, PARIS), now_open(found, after, PARIS)
        assert one == other or any(before < turn <= after for turn in told_turns)
