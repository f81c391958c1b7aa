"""Weekly series, one record a season (September to August): rule, public holidays, moved and cancelled dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from federation.demo.announced import ZONE, Announced, Draft, announce, chance, moment
from federation.demo.facts import DemoPlace
from federation.demo.holidays import idle
from federation.demo.words import span, special, weekday
from federation.domain.event import Event, Exception_, Recurrence, Status

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def season(place: DemoPlace, year: int, base: str) -> list[Announced]:
    """The place's series of the season that begins in September of that year."""
    return [_series(place, plain, year, base) for plain in special("weekly")[place.id]]


def _days(plain: dict[str, Any], year: int) -> list[date]:
    """Every date the rule gives, those on which nothing takes place included."""
    first = date(year, 9, 3)
    day = first + timedelta(days=(weekday(plain["day"]) - first.weekday()) % 7)
    last = date(year + 1, 8, 31) if plain["summer"] else date(year + 1, 7, 4)
    found = []
    while day <= last:
        found.append(day)
        day += timedelta(days=7)
    return found


def _series(place: DemoPlace, plain: dict[str, Any], year: int, base: str) -> Announced:
    wall, minutes = span(plain["hours"])
    days = _days(plain, year)
    off = [day for day in days[1:] if idle(day) or day.month == 8]
    held = [day for day in days[1:] if day not in off]
    until = moment(days[-1], wall).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    draft = Draft(
        stem=f"{plain['slug']}-{year}-{year + 1}",
        title=plain["title"],
        start=moment(days[0], wall),
        end=moment(days[0], wall, minutes),
        paragraphs=[plain["text"]],
        category=plain["category"],
        audience=("jeune public",) if plain["category"] == "Jeune public" else ("tous publics",),
        recurrence=Recurrence(rrules=(f"FREQ=WEEKLY;UNTIL={until};BYDAY={_CODES[days[0].weekday()]}",)),
    )
    made = announce(place, base, draft)
    recurrence = Recurrence(
        rrules=made.record.recurrence.rrules if made.record.recurrence else (),
        exdates=tuple(moment(day, wall) for day in off),
        exceptions=_exceptions(place, plain, held, made),
    )
    return replace(made, record=replace(made.record, recurrence=recurrence))


def _exceptions(place: DemoPlace, plain: dict[str, Any], held: list[date], made: Announced) -> tuple[Exception_, ...]:
    """About every eleventh date is moved by a day or an hour, about every seventeenth is cancelled."""
    wall, minutes = span(plain["hours"])
    draw = chance(place.id, plain["slug"], held[0].year, "exceptions")
    moved = set(held[draw.randint(2, 8) :: 11])
    cancelled = set(held[draw.randint(5, 13) :: 17]) - moved
    found = []
    for day in sorted(moved | cancelled):
        at = moment(day, wall)
        if day in cancelled:
            event = replace(
                made.event,
                start=at,
                end=moment(day, wall, minutes),
                status=Status.CANCELLED,
                sequence=1,
                title=made.event.title if place.rich else f"ANNULÉ – {made.event.title}",
            )
        else:
            event = _moved(made, day, wall, minutes, draw.choice((-1, 1, 0)))
        found.append(Exception_(recurrence_id=at, event=event))
    return tuple(found)


def _moved(made: Announced, day: date, wall: str, minutes: int, shift: int) -> Event:
    """The date held a day before or after, or an hour later on the same day when its neighbours are holidays."""
    other = day + timedelta(days=shift)
    if shift == 0 or idle(other):
        other, later = day, 60
    else:
        later = 0
    return replace(
        made.event,
        start=moment(other, wall, later),
        end=moment(other, wall, later + minutes),
        previous_start=moment(day, wall),
        sequence=1,
    )


def dates(item: Announced) -> list[Event]:
    """Every date of a weekly series, as it takes place, soonest first; a single event alone."""
    recurrence, usual = item.record.recurrence, item.event
    if recurrence is None or not isinstance(usual.start, datetime) or not isinstance(usual.end, datetime):
        return [usual]
    length = usual.end - usual.start
    last = datetime.strptime(recurrence.rrules[0].split("UNTIL=")[1][:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    otherwise = {exception.recurrence_id: exception.event for exception in recurrence.exceptions}
    found, at = [], usual.start
    while at <= last.astimezone(ZONE):
        if at not in recurrence.exdates:
            found.append(otherwise.get(at) or replace(usual, start=at, end=at + length))
        at += timedelta(days=7)
    return found
