"""What is open when, and when that changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from federation.domain.holidays import public_holidays
from federation.domain.opening_hours import parse
from federation.domain.opening_rules import Hours, State
from federation.domain.opening_times import Stretch, edges, is_open, last_change, next_change, opening_of, state_at
from federation.domain.opening_writing import clock
from federation.domain.space import Closure

PARIS = ZoneInfo("Europe/Paris")
MONDAY = date(2026, 11, 23)


def hours(text: str) -> Hours:
    found = parse(text)
    assert isinstance(found, Hours), found
    return found


def on(text: str, day: date = MONDAY) -> str:
    """What opens on a day, `?` after what only perhaps does."""
    stretches = opening_of(hours(text), day)
    return ",".join(f"{clock(s.begin)}-{clock(s.end)}" + "?" * (s.state is State.UNKNOWN) for s in stretches)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mo-Fr 09:00-12:00,14:00-18:00", "09:00-12:00,14:00-18:00"),
        ("Tu 09:00-12:00", ""),
        ("Mo-Fr 09:00-18:00; Mo 10:00-16:00", "10:00-16:00"),
        ("Mo-Fr 09:00-18:00; Mo off", ""),
        ("Mo off; Mo-Fr 09:00-18:00", "09:00-18:00"),
        ("Mo-Fr 09:00-18:00; Mo 12:00-14:00 off", "09:00-12:00,14:00-18:00"),
        ("Mo-Fr 09:00-12:00, Mo 12:00-20:00", "09:00-20:00"),
        ("Mo 22:00-02:00", "22:00-26:00"),
        ("Mo 18:00+", "18:00-24:00?"),
        ("Mo 10:00-18:00+", "10:00-18:00,18:00-24:00?"),
        ('Mo 09:00-12:00 "sur rendez-vous"', "09:00-12:00?"),
        ('Mo 09:00-12:00 || "sur rendez-vous"', "00:00-09:00?,09:00-12:00,12:00-24:00?"),
        ("Mo[4] 09:00-12:00", "09:00-12:00"),
        ("Mo[-2] 09:00-12:00", "09:00-12:00"),
        ("Mo[-1] 09:00-12:00", ""),
        ("week 48 09:00-12:00", "09:00-12:00"),
        ("week 2-52/2 09:00-12:00", "09:00-12:00"),
        ("week 1-51/2 09:00-12:00", ""),
        ("Nov 20-Feb 02 09:00-12:00", "09:00-12:00"),
        ("2026 Nov 20-24 09:00-12:00", "09:00-12:00"),
        ("2025 Nov 20-2026 Nov 22 09:00-12:00", ""),
        ("2027+ 09:00-12:00", ""),
        ("24/7; Mo off", ""),
    ],
)
def test_a_monday(text: str, expected: str) -> None:
    assert on(text) == expected


def test_public_holidays_follow_easter() -> None:
    assert sorted(public_holidays(2026))[:7] == [
        *(date(2026, 1, 1), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 8)),
        *(date(2026, 5, 14), date(2026, 5, 25), date(2026, 7, 14)),
    ]
    assert on("Mo-Fr 09:00-18:00; PH off", date(2026, 4, 6)) == ""
    assert on("Mo-Fr 09:00-18:00; PH off", date(2026, 4, 7)) == "09:00-18:00"
    assert on("Su,PH 10:00-12:00", date(2026, 7, 14)) == "10:00-12:00"


def test_an_exceptional_closure_closes_its_days_and_not_the_end_of_the_night_before() -> None:
    closed = (Closure(date(2026, 11, 24), date(2026, 11, 24)),)
    always = hours("Mo-Su 20:00-02:00")
    assert opening_of(always, date(2026, 11, 24), closed) == ()
    assert is_open(always, closed, at(24, 1), PARIS)
    assert not is_open(always, closed, at(24, 21), PARIS)
    assert not is_open(always, closed, at(25, 1), PARIS)


@pytest.mark.parametrize(
    ("text", "moment", "expected"),
    [
        ("Mo-Fr 09:00-12:00", at(23, 10), at(23, 9)),
        ("Mo-Fr 09:00-12:00", at(23, 8), at(20, 12)),
        ("Mo-Fr 09:00-12:00,12:00-18:00", at(23, 15), at(23, 9)),
        ("Jan 05 10:00-12:00", at(23, 15), None),
        ("24/7", at(23, 15), None),
    ],
)
def test_since_when_it_is_so(text: str, moment: datetime, expected: datetime | None) -> None:
    assert last_change(hours(text), (), moment, PARIS) == expected


@pytest.mark.parametrize(
    ("text", "moment", "expected"),
    [
        ("Mo-Fr 09:00-12:00,14:00-18:00", at(23, 10), at(23, 12)),
        ("Mo-Fr 09:00-12:00,14:00-18:00", at(23, 12), at(23, 14)),
        ("Mo-Fr 09:00-18:00", at(20, 18), at(23, 9)),
        ("Mo-Fr 09:00-18:00; 2026 Nov 21-2026 Dec 06 off", at(20, 18), datetime(2026, 12, 7, 9, tzinfo=PARIS)),
        ("Su 23:00-24:00; Mo 00:00-02:00", at(22, 23, 30), at(23, 2)),
        ("24/7", at(22, 3), None),
        ("2020 Mo 09:00-12:00", at(22, 3), None),
    ],
)
def test_the_next_change(text: str, moment: datetime, expected: datetime | None) -> None:
    assert next_change(hours(text), (), moment, PARIS) == expected


def test_hours_are_those_of_the_place() -> None:
    moment = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
    assert is_open(hours("Mo 09:00-18:00"), (), moment, ZoneInfo("Indian/Reunion"))
    assert not is_open(hours("Mo 09:00-18:00"), (), moment, PARIS)


def test_nobody_can_say_at_an_hour_by_appointment() -> None:
    assert is_open(hours('Mo 09:00-12:00 || "sur rendez-vous"'), (), at(23, 15), PARIS) is None


def test_the_night_the_clocks_go_back_is_an_hour_longer() -> None:
    night = hours("Sa 20:00-04:00")
    saturday = datetime(2026, 10, 24, 21, tzinfo=PARIS)
    change = next_change(night, (), saturday, PARIS)
    assert change is not None
    assert change.astimezone(UTC) - saturday.astimezone(UTC) == timedelta(hours=8)


_spans = st.sampled_from(
    ["09:00-12:30", "14:00-18:00", "22:00-02:00", "18:00+", "00:00-24:00", "10:00-11:00,16:00-17:00+"]
)
_days = st.sampled_from(["Mo", "Tu-Fr", "Sa,Su", "PH", "Mo[-1]", "Nov", "2026 Nov 23-24", "week 48", "Mo-Su"])
_ends = st.sampled_from(["", "off", '"sur rendez-vous"', 'open "oui"'])
_rules = st.builds(lambda days, spans, end: f"{days} {spans} {end}", _days, _spans, _ends)
_joins = st.sampled_from(["; ", ", ", " || "])


@st.composite
def openings(draw: st.DrawFn) -> Hours:
    text = draw(_rules)
    for rule in draw(st.lists(_rules, max_size=4)):
        text += draw(_joins) + rule
    return hours(text)


@settings(deadline=None, max_examples=60)
@given(openings(), st.integers(0, 40))
def test_every_minute_agrees_with_the_days(told: Hours, shift: int) -> None:
    day = date(2026, 11, 1) + timedelta(days=shift)
    evening, today = opening_of(told, day - timedelta(days=1)), opening_of(told, day)
    for minute in range(0, 1440, 15):
        moment = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=PARIS)
        states = {s.state for s in today if s.begin <= minute < s.end}
        states |= {s.state for s in evening if s.begin <= minute + 1440 < s.end}
        expected = State.OPEN if State.OPEN in states else State.UNKNOWN if states else State.CLOSED
        assert state_at(told, (), moment, PARIS) is expected


@settings(deadline=None, max_examples=60)
@given(openings(), st.integers(0, 60 * 24 * 20))
def test_a_change_changes_and_nothing_does_before(told: Hours, minutes: int) -> None:
    moment = datetime(2026, 11, 10, tzinfo=PARIS) + timedelta(minutes=minutes)
    change = next_change(told, (), moment, PARIS)
    now = state_at(told, (), moment, PARIS)
    if change is None:
        assert state_at(told, (), moment + timedelta(days=60), PARIS) is now
        return
    assert state_at(told, (), change, PARIS) is not now
    step = (change - moment) / 7
    assert all(state_at(told, (), moment + step * part, PARIS) is now for part in range(7))
    if change.date() == moment.date():
        assert change in set(edges(told, (), moment.date(), PARIS))


@given(openings(), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_stretches_are_apart_and_in_order(told: Hours, day: date) -> None:
    found: tuple[Stretch, ...] = opening_of(told, day)
    assert all(stretch.begin < stretch.end for stretch in found)
    assert all(one.end <= other.begin for one, other in pairwise(found))
