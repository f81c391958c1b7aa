"""What the six sites announce: the same for the same day, moving smoothly, in plausible numbers."""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from federation.demo import programme as module
from federation.demo.announced import Programme
from federation.demo.facts import PLACES
from federation.demo.holidays import idle
from federation.demo.joint import hosts
from federation.demo.programme import AHEAD, BACK, day_of, programme
from federation.demo.series import dates
from federation.domain.event import Attendance, Status

TODAY = date(2026, 11, 22)
SITES = [place.id for place in PLACES]
A_YEAR = {"paris": 230, "rennes": 180, "nantes": 150, "toulouse": 200, "toulon": 70, "tours": 90}


def forget() -> None:
    for kept in (module._week, module._month, module._year, module._season):
        kept.cache_clear()


@pytest.mark.parametrize("site", SITES)
def test_the_same_day_gives_the_same_programme(site: str) -> None:
    first = programme(site, TODAY)
    forget()
    assert programme(site, TODAY) == first


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("today", [TODAY, date(2026, 12, 31), date(2027, 3, 27), date(2028, 2, 28)])
def test_the_next_day_is_the_same_programme_moved_by_a_day(site: str, today: date) -> None:
    before = {item.slug: item for item in programme(site, today).items}
    after = {item.slug: item for item in programme(site, today + timedelta(days=1)).items}
    shared = before.keys() & after.keys()
    assert all(before[slug] == after[slug] for slug in shared)
    for slug in before.keys() - shared:
        assert max(day_of(event.end or event.start) for event in dates(before[slug])) <= today - BACK
    for slug in after.keys() - shared:
        assert day_of(after[slug].event.start) == today + AHEAD + timedelta(days=1)


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_a_year_holds_as_many_events_as_such_a_place(site: str, year: int) -> None:
    events = [item.event for item in programme(site, date(year, 12, 31)).items if item.record.recurrence is None]
    past = [event for event in events if day_of(event.start).year == year]
    assert A_YEAR[site] * 0.85 <= len(past) <= A_YEAR[site] * 1.15


def test_a_programme_is_made_in_less_than_a_third_of_a_second() -> None:
    programme("paris", TODAY)
    forget()
    began = time.process_time()
    programme("paris", TODAY)
    assert time.process_time() - began < 0.3


@pytest.mark.parametrize("site", SITES)
def test_all_was_written_before_it_is_seen(site: str) -> None:
    assert all(item.changed_at.date() <= TODAY for item in programme(site, TODAY).items)


@pytest.mark.parametrize("site", SITES)
def test_nothing_takes_place_on_a_holiday(site: str) -> None:
    for item in programme(site, TODAY).items:
        for event in dates(item):
            if isinstance(event.start, datetime) and event.previous_start is None:
                assert not idle(event.start.date()), event.title


@pytest.mark.parametrize("site", SITES)
def test_august_is_quiet(site: str) -> None:
    singles = [item.event for item in programme(site, TODAY).items if item.record.recurrence is None]
    august = [event for event in singles if day_of(event.start).month == 8]
    assert len(august) * 15 < len(singles)


@pytest.mark.parametrize("site", SITES)
def test_uids_are_unique_and_ends_follow_starts(site: str) -> None:
    items = programme(site, TODAY).items
    assert len({item.event.uid for item in items}) == len(items)
    assert all(item.event.end is not None and item.event.end > item.event.start for item in items)


@pytest.mark.parametrize("site", SITES)
def test_titles_do_not_read_as_a_template(site: str) -> None:
    titles = Counter(item.event.title for item in programme(site, TODAY).items if item.record.recurrence is None)
    assert titles.most_common(1)[0][1] <= 6
    assert len(titles) > 0.88 * sum(titles.values())
    assert not any(re.search(r"[{}]|\bde les?\b|\bà les?\b", title) for title in titles)


def everything() -> list[Programme]:
    return [programme(site, TODAY) for site in SITES]


def test_every_kind_of_event_is_somewhere() -> None:
    items = [item for found in everything() for item in found.items]
    events = [item.event for item in items]
    assert {event.status for event in events} >= {Status.CANCELLED, Status.FULL, Status.RESCHEDULED}
    assert {event.attendance for event in events} == set(Attendance)
    assert any(event.all_day and event.end and (event.end - event.start).days > 2 for event in events)
    assert any(not event.all_day and event.end and event.end - event.start > timedelta(days=1) for event in events)
    assert any("œ" in event.title + event.description for event in events)
    assert any(ord(max(event.title)) > 0xFFFF for event in events)
    assert {event.price.free for event in events if event.price} == {True, False}
    assert any("#" in event.title for event in events)
    told = [item.record.recurrence for item in items if item.record.recurrence]
    assert any(recurrence.exdates for recurrence in told)
    changes = [exception.event for recurrence in told for exception in recurrence.exceptions]
    assert {event.status for event in changes} >= {Status.CANCELLED, Status.SCHEDULED}


def test_a_joint_event_is_told_by_each_of_its_hosts_in_other_words() -> None:
    found: dict[date, set[tuple[str, str]]] = {}
    for announced in everything():
        for item in announced.items:
            if "événement commun" in item.event.categories:
                found.setdefault(day_of(item.event.start), set()).add((announced.site_id, item.event.title))
    assert len(found) >= 8
    assert all(len(told) >= 2 and len({title for _, title in told}) == len(told) for told in found.values())
    assert {site for told in found.values() for site, _ in told} == set(SITES)


def test_most_weeks_have_no_joint_event() -> None:
    assert sum(bool(hosts(date(2026, 1, 5) + timedelta(days=7 * week))) for week in range(52)) in range(10, 14)


def test_an_unknown_site_is_refused() -> None:
    with pytest.raises(KeyError):
        programme("brest", TODAY)
