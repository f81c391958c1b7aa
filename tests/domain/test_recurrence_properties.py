"""Any series: equal to a naive reference, whatever the order of its parts, however it is sliced, at bounded work."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from federation.domain.event import Event, Exception_, Record, Recurrence
from federation.domain.recurrence import Expansion, expand
from tests.domain.test_recurrence import HOSTILE as REFUSED
from tests.domain.test_recurrence import USELESS

PARIS = ZoneInfo("Europe/Paris")
LOW, HIGH = datetime(2026, 1, 1, tzinfo=PARIS), datetime(2027, 6, 1, tzinfo=PARIS)
DAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])

RULES = st.one_of(
    st.integers(1, 9).map("FREQ=DAILY;INTERVAL={}".format),
    st.sets(DAYS, min_size=1, max_size=3).map(lambda days: "FREQ=WEEKLY;BYDAY=" + ",".join(sorted(days))),
    st.tuples(st.sampled_from([-1, 1, 2, 3, 4]), DAYS).map(lambda day: f"FREQ=MONTHLY;BYDAY={day[0]}{day[1]}"),
    st.integers(-3, 31).filter(bool).map("FREQ=MONTHLY;BYMONTHDAY={}".format),
)
LIMITS = st.one_of(
    st.just(""),
    st.integers(1, 40).map(";COUNT={}".format),
    st.dates(date(2026, 2, 1), date(2027, 5, 1)).map(lambda day: f";UNTIL={day:%Y%m%d}T235959"),
)
WALLS = st.datetimes(datetime(2025, 9, 1), datetime(2027, 3, 1)).map(lambda wall: wall.replace(second=0, microsecond=0))


def aware(wall: datetime) -> datetime:
    return wall.replace(tzinfo=PARIS).astimezone(UTC).astimezone(PARIS)


def told(title: str, wall: datetime) -> Event:
    return Event(title=title, start=aware(wall), end=aware(wall + timedelta(hours=1)))


def shown(expansion: Expansion) -> list[tuple[str, datetime]]:
    return [(item.event.title, item.event.start.astimezone(UTC)) for item in expansion.occurrences]  # type: ignore[union-attr]


@st.composite
def records(draw: Any) -> Record:
    start = draw(WALLS)
    rule = draw(RULES) + draw(LIMITS)
    limit = HIGH.replace(tzinfo=None) + timedelta(days=100)
    planned = [start, *rrulestr(rule, dtstart=start).xafter(start, count=60)]
    some = st.lists(st.sampled_from([wall for wall in planned if wall < limit] or [start]), max_size=4, unique=True)
    exceptions = tuple(
        Exception_(aware(wall), told(f"{number}", wall + draw(st.timedeltas(timedelta(-30), timedelta(30)))))
        for number, wall in enumerate(draw(some))
    )
    recurrence = Recurrence(
        rrules=(rule,),
        rdates=tuple((aware(wall), None) for wall in draw(st.lists(WALLS, max_size=3, unique=True))),
        exdates=tuple(map(aware, draw(some))) + tuple(wall.date() for wall in draw(some)[:1]),
        exceptions=exceptions,
    )
    return Record("k", told("T", start), recurrence)


def naive(record: Record) -> list[tuple[str, datetime]]:
    """What RFC 5545 says, in as many words, with dateutil on the wall clock."""
    recurrence = record.recurrence
    assert recurrence is not None
    assert isinstance(record.event.start, datetime)
    rule, first = recurrence.rrules[0], record.event.start.replace(tzinfo=None)
    ended = rule.partition("UNTIL=")[2][:15] < f"{first:%Y%m%dT%H%M%S}" if "UNTIL=" in rule else False
    walls = rrulestr(rule, dtstart=first).between(first, datetime(2027, 12, 1), inc=True)
    moments = {*map(aware, walls), *(start for start, _ in recurrence.rdates)}
    moments |= set() if ended else {record.event.start}  # which ends before it begins was deleted
    gone = set(recurrence.exdates) | {item.recurrence_id for item in recurrence.exceptions}
    left = [(record.event.title, moment) for moment in moments if not {moment, moment.date()} & gone]
    excluded = set(recurrence.exdates)
    left += [
        (item.event.title, item.event.start)
        for item in recurrence.exceptions
        if not {item.recurrence_id, item.recurrence_id.date()} & excluded  # type: ignore[attr-defined,union-attr]
    ]
    end = timedelta(hours=1)
    told = [(title, moment.astimezone(UTC)) for title, moment in left]
    return sorted((name, moment) for name, moment in told if moment + end > LOW and moment < HIGH)


@given(records())
def test_as_a_naive_reference(record: Record) -> None:
    assert sorted(shown(expand(record, LOW, HIGH))) == naive(record)


@given(records(), st.randoms(use_true_random=False))
def test_whatever_the_order_of_the_parts(record: Record, chance: random.Random) -> None:
    assert record.recurrence is not None
    parts = {}
    for name in ("rdates", "exdates", "exceptions"):
        items = list(getattr(record.recurrence, name))
        items += items[:1]
        chance.shuffle(items)
        parts[name] = tuple(items)
    shuffled = replace(record, recurrence=replace(record.recurrence, **parts))
    assert expand(shuffled, LOW, HIGH) == expand(record, LOW, HIGH)


@given(records(), st.integers(1, 500))
def test_however_it_is_sliced(record: Record, days: int) -> None:
    middle = datetime.combine(LOW.date() + timedelta(days=days), time(12), PARIS)
    whole = expand(record, LOW, HIGH)
    before, after = expand(record, LOW, middle), expand(record, middle, HIGH)
    both = {item.slot: item for item in before.occurrences + after.occurrences}
    assert sorted(both.values(), key=lambda item: (item.event.start, item.slot)) == whole.occurrences


# hostile rules: work is counted in calls of functions, not by a clock

EVERY = {
    "BYSECOND": range(60),
    "BYMINUTE": range(60),
    "BYHOUR": range(24),
    "BYMONTHDAY": [*range(-31, 0), *range(1, 32)],
    "BYYEARDAY": [*range(-60, 0), *range(1, 61)],
    "BYWEEKNO": [*range(-30, 0), *range(1, 31)],
    "BYMONTH": range(1, 13),
    "BYSETPOS": [*range(-30, 0), *range(1, 31)],
}
HOSTILE = [
    *REFUSED,
    *USELESS,
    *(f"FREQ={freq}" for freq in ("SECONDLY", "MINUTELY", "HOURLY")),
    *(f"FREQ={freq};COUNT=1000000000" for freq in ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY")),
    *(
        f"FREQ={freq};UNTIL=20991231T235959Z;BYMONTH=2;BYMONTHDAY=30"
        for freq in ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
    ),
    *(
        f"FREQ={freq};COUNT=20000;" + ";".join(f"{name}={','.join(map(str, EVERY[name]))}" for name in names)
        for freq in ("YEARLY", "MONTHLY", "DAILY", "HOURLY", "SECONDLY")
        for names in (tuple(EVERY), ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"), ("BYMINUTE", "BYSECOND"))
    ),
    "FREQ=YEARLY;INTERVAL=999999999999",
    "FREQ=DAILY;COUNT=20000;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;UNTIL=00010101",
    "FREQ=DAILY;UNTIL=99991231T235959Z",
    "FREQ=MONTHLY;BYSETPOS=366;BYDAY=MO",
]
_MOST_CALLS = 700_000


def work(record: Record) -> int:
    """How many functions are called to expand a record."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        expand(record, LOW, HIGH)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("rule", HOSTILE, ids=lambda rule: rule[:60])
@pytest.mark.parametrize("year", [1, 1999, 2026, 9998])
def test_hostile_rules_are_bounded_in_work(rule: str, year: int) -> None:
    event = Event(title="T", start=datetime(year, 10, 1, 18, tzinfo=PARIS))
    assert work(Record("k", event, Recurrence(rrules=(rule,)))) < _MOST_CALLS
    assert work(Record("k", event, Recurrence(rrules=("FREQ=DAILY",), exrules=(rule,)))) < _MOST_CALLS


def test_the_measure_sees_work() -> None:
    event = Event(title="T", start=datetime(2026, 1, 1, 18, tzinfo=PARIS))
    few, many = (Record("k", event, Recurrence(rrules=(f"FREQ=DAILY;COUNT={count}",))) for count in (10, 400))
    assert work(few) * 10 < work(many)
