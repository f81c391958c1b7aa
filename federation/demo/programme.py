"""All that a demonstration site announces, seen on a day: a year back and four months ahead.

What is planned for a week, a month or a season depends on the place and on nothing else, so that the programme of
the next day is the same one, moved by a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from federation.demo.announced import ZONE, Announced, Programme
from federation.demo.calendar_dates import month, year
from federation.demo.facts import ACCESSIBILITY, AMENITIES, DemoPlace, base_of, place
from federation.demo.french import typeset
from federation.demo.joint import joint
from federation.demo.series import season
from federation.demo.single import week
from federation.domain.event import Moment
from federation.domain.space import Closure, Rate, Room, Space

BACK = timedelta(days=365)
AHEAD = timedelta(days=122)


def programme(site_id: str, today: date, base: str = "") -> Programme:
    """The site's announcements on that day; `base` is the address its pages are served at.

    Raises KeyError when the demonstration has no such site.
    """
    found = place(site_id)
    address = base or base_of(site_id)
    first, last = today - BACK, today + AHEAD
    items: dict[str, Announced] = {}
    for item in _planned(found, first, last, address):
        if _seen(item, first, last):
            items.setdefault(item.slug, item)
    return Programme(
        site_id=site_id,
        today=today,
        base=address,
        items=tuple(sorted(items.values(), key=lambda item: (day_of(item.event.start), item.slug))),
        space=space(found, today),
        changed_at=datetime.combine(today, time(), ZONE),
    )


def day_of(at: Moment) -> date:
    """The day a Moment falls on, as its own zone tells it."""
    return at.date() if isinstance(at, datetime) else at


def _planned(found: DemoPlace, first: date, last: date, base: str) -> Iterator[Announced]:
    for which in range(first.year - 1, last.year + 1):
        yield from _season(found, which, base)
    for which in range(first.year - 1, last.year + 2):
        yield from _year(found, which, base)
    # An event at the end of December may be put off to January.
    start = (first.replace(day=1) - timedelta(days=1)).replace(day=1)
    while start <= last:
        yield from _month(found, start, base)
        start = (start + timedelta(days=32)).replace(day=1)
    # An event of the week before may end within the window.
    monday = first - timedelta(days=first.weekday() + 7)
    while monday <= last:
        yield from _week(found, monday, base)
        monday += timedelta(days=7)


def _seen(item: Announced, first: date, last: date) -> bool:
    event = item.event
    recurrence = item.record.recurrence
    if recurrence is not None:
        until = recurrence.rrules[0].split("UNTIL=")[1][:8]
        return day_of(event.start) <= last and until >= first.strftime("%Y%m%d")
    ended = day_of(event.end) if event.end is not None else day_of(event.start)
    return day_of(event.start) <= last and ended >= first


@lru_cache(maxsize=1024)
def _week(found: DemoPlace, monday: date, base: str) -> tuple[Announced, ...]:
    shared = joint(found, monday, base)
    taken = [start for start in _dated(found, monday, base) if monday <= start.date() < monday + timedelta(days=7)]
    taken += [item.event.start for item in shared if isinstance(item.event.start, datetime)]
    return (*shared, *week(found, monday, base, taken))


def _dated(found: DemoPlace, monday: date, base: str) -> Iterator[datetime]:
    """The starts of what the calendar brings around that week."""
    sunday = monday + timedelta(days=6)
    before = (monday.replace(day=1) - timedelta(days=1)).replace(day=1)
    firsts = {before, monday.replace(day=1), sunday.replace(day=1)}
    items = [*_year(found, monday.isocalendar().year, base)]
    items += [item for first in sorted(firsts) for item in _month(found, first, base)]
    yield from (item.event.start for item in items if isinstance(item.event.start, datetime))


@lru_cache(maxsize=256)
def _month(found: DemoPlace, first: date, base: str) -> tuple[Announced, ...]:
    return tuple(month(found, first, base))


@lru_cache(maxsize=64)
def _year(found: DemoPlace, which: int, base: str) -> tuple[Announced, ...]:
    return tuple(year(found, which, base))


@lru_cache(maxsize=64)
def _season(found: DemoPlace, which: int, base: str) -> tuple[Announced, ...]:
    return tuple(season(found, which, base))


def space(found: DemoPlace, today: date) -> Space:
    """The place to work in. What is guessed is named in the message, as everywhere."""
    return Space(
        hours=found.hours,
        closures=tuple(_closures(found, today)),
        desks=found.desks,
        rooms=tuple(Room(name, capacity) for name, capacity in found.rooms),
        rates=tuple(Rate(label, Decimal(amount), "EUR", unit) for label, amount, unit in found.rates),
        amenities=AMENITIES,
        accessibility=typeset(ACCESSIBILITY),
        message=typeset("Reconstitution : horaires, salles et équipements supposés."),
    )


def _closures(found: DemoPlace, today: date) -> Iterator[Closure]:
    winter = today.year if today.month > 1 else today.year - 1
    yield Closure(date(winter, 12, 24), date(winter + 1, 1, 2), "Fêtes de fin d’année")
    if found.summer_closure:
        summer = today.year if today.month < 9 else today.year + 1
        yield Closure(date(summer, 8, 1), date(summer, 8, 23), "Fermeture d’été")
