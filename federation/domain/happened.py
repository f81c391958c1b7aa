"""An entry as it was and as it is now -> the changes that a reader cares for. Pure.

What a site corrects (a comma, a longer address, an end) is no news. A start that is told more precisely on the same
day (« toute la journée », then 18 h 30) is none either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from federation.domain.event import Attendance, Event, Moment, Place, Status
from federation.domain.matching.folding import fold
from federation.domain.reasons.words import Words


class Kind(StrEnum):
    """What happened to an entry, or (SITE_MOVED, SITE_BACK) to all that a site announces."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    MOVED_ONLINE = "moved_online"
    MOVED = "moved"
    FULL = "full"
    FREE = "free_places"
    WITHDRAWN = "withdrawn"
    BACK = "back"
    RETITLED = "retitled"
    SITE_MOVED = "site_moved"
    SITE_BACK = "site_back"


GRAVEST = (
    Kind.CANCELLED,
    Kind.WITHDRAWN,
    Kind.POSTPONED,
    Kind.RESCHEDULED,
    Kind.MOVED_ONLINE,
    Kind.MOVED,
    Kind.BACK,
    Kind.FULL,
    Kind.FREE,
    Kind.RETITLED,
)
"""The changes of one entry, what matters most to somebody who meant to come first."""

WORDS: dict[Kind, Words] = {
    Kind.CANCELLED: Words("Annulé.", "Cancelled."),
    Kind.POSTPONED: Words("Reporté, la nouvelle date n’est pas connue.", "Postponed, the new date is not known."),
    Kind.RESCHEDULED: Words("Changement de date : {now}, au lieu de {was}.", "New date: {now}, instead of {was}."),
    Kind.MOVED_ONLINE: Words("A lieu en ligne, au lieu de : {was}.", "Takes place online, instead of: {was}."),
    Kind.MOVED: Words("Changement de lieu : {now}, au lieu de : {was}.", "New place: {now}, instead of: {was}."),
    Kind.FULL: Words("Complet.", "Fully booked."),
    Kind.FREE: Words("Des places se sont libérées.", "There are places again."),
    Kind.WITHDRAWN: Words("Retiré : le lieu ne l’annonce plus.", "Withdrawn: the place no longer announces it."),
    Kind.BACK: Words("De nouveau annoncé.", "Announced again."),
    Kind.RETITLED: Words("Nouveau titre, au lieu de « {was} ».", "New title, instead of “{was}”."),
    Kind.SITE_MOVED: Words(
        "Ce qui était prévu sur place a lieu ailleurs, {was} : {now}.",
        "What was planned on site takes place elsewhere, {was}: {now}.",
    ),
    Kind.SITE_BACK: Words("Le déménagement vers {now} est annulé.", "The move to {now} is called off."),
}
"""What to say of each; `{was}` and `{now}` are the former and the present date, place or title; of a site that moved
the days and the other place."""

_OFF = frozenset({Status.CANCELLED, Status.POSTPONED})
_SAME_WORDS, _SAME_METRES = 85, 300.0


@dataclass(frozen=True, slots=True)
class Happened:
    """One change. `was` and `now` are moments in ISO 8601, places on one line, or titles; "" when the kind says all."""

    kind: Kind
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as a reader sees it at one moment."""

    event: Event
    withdrawn: bool = False


FIELDS = frozenset({"start", "place", "title"})
"""What a source can change its mind about."""


def happened(was: Shown, now: Shown, *, same_teller: Collection[str] = FIELDS) -> tuple[Happened, ...]:
    """What a reader who saw an entry as it was must know of it now, the gravest first.

    `same_teller` are those of FIELDS that whoever told the entry before tells now: another date, place or title is else
    only what somebody who joined calls the same thing. What became of it counts in any case.
    """
    if now.withdrawn:
        return () if was.withdrawn else (Happened(Kind.WITHDRAWN),)
    found = set(_outcome(was, now))
    for field, told in (("start", _moment), ("place", _where), ("title", _title)):
        found |= set(told(was.event, now.event)) if field in same_teller else set()
    if any(one.kind is Kind.RESCHEDULED for one in found):
        # « De nouveau annoncé » says less than the new date does; a date that was told instead of none says all.
        found = {one for one in found if one.kind is not Kind.BACK or was.withdrawn}
    return tuple(sorted(found, key=lambda one: GRAVEST.index(one.kind)))


def _outcome(was: Shown, now: Shown) -> Iterator[Happened]:
    before, after = was.event.status, now.event.status
    if after in _OFF:
        if before is not after or was.withdrawn:
            yield Happened(Kind.CANCELLED if after is Status.CANCELLED else Kind.POSTPONED)
        return
    if was.withdrawn or before in _OFF:
        yield Happened(Kind.BACK)
    if after is Status.FULL and before is not Status.FULL:
        yield Happened(Kind.FULL)
    if before is Status.FULL and after is not Status.FULL:
        yield Happened(Kind.FREE)


def _moment(was: Event, now: Event) -> Iterator[Happened]:
    if moved(was, now):
        yield Happened(Kind.RESCHEDULED, was.start.isoformat(), now.start.isoformat())


def moved(was: Event, now: Event) -> bool:
    """Whether an event starts at another time than it did; the same day told with or without an hour is the same."""
    if was.all_day is now.all_day:
        return was.start != now.start
    return local_day(was.start, was.zone) != local_day(now.start, now.zone)


def local_day(moment: Moment, zone: str) -> str:
    """The day of a moment on the clocks of a zone, as ISO 8601."""
    return (moment.astimezone(ZoneInfo(zone)).date() if isinstance(moment, datetime) else moment).isoformat()


def _where(was: Event, now: Event) -> Iterator[Happened]:
    if online(now):
        if not online(was):
            yield Happened(Kind.MOVED_ONLINE, place_line(was.place))
    elif online(was):
        yield Happened(Kind.MOVED, "", place_line(now.place))
    elif elsewhere(was.place, now.place):
        yield Happened(Kind.MOVED, place_line(was.place), place_line(now.place))


def online(event: Event) -> bool:
    """Whether nobody has to go anywhere."""
    return event.attendance is Attendance.ONLINE or event.status is Status.MOVED_ONLINE


def elsewhere(was: Place | None, now: Place | None) -> bool:
    """Whether one would go to the wrong place; a place told in more, fewer or other words is the same."""
    if was is None or now is None or was == now:
        return False
    if _differ(was.city, now.city):
        return True
    if None not in (was.lat, was.lon, now.lat, now.lon) and _near(was, now):
        return False
    if was.address and now.address:
        return _differ(was.address, now.address)
    return _differ(was.name, now.name) and not (_within(was, now) or _within(now, was))


def _differ(was: str, now: str) -> bool:
    one, other = fold(was), fold(now)
    if not one or not other or one == other:
        return False
    numbers = [{word for word in text.split() if word.isdecimal()} for text in (one, other)]
    if all(numbers) and numbers[0].isdisjoint(numbers[1]):
        return True
    return fuzz.token_set_ratio(one, other) < _SAME_WORDS


def _within(was: Place, now: Place) -> bool:
    """Whether the name of one stands in the other's line: « La Cantine » in « La Cantine, salle 2 »."""
    return bool(fold(was.name)) and fold(was.name) in fold(f"{now.name} {now.address}")


def _near(was: Place, now: Place) -> bool:
    degree = 111_195.0
    return (
        abs((was.lat or 0) - (now.lat or 0)) * degree < _SAME_METRES
        and abs((was.lon or 0) - (now.lon or 0)) * degree * 0.7 < _SAME_METRES
    )


def place_line(place: Place | None) -> str:
    """A place on one line, nothing said twice."""
    parts: list[str] = []
    for part in () if place is None else (place.name, place.address, f"{place.postal_code} {place.city}".strip()):
        line = " ".join(part.split())
        if line and not any(line.casefold() in said.casefold() for said in parts):
            parts.append(line)
    return ", ".join(parts)


def _title(was: Event, now: Event) -> Iterator[Happened]:
    if fold(was.title) != fold(now.title):
        yield Happened(Kind.RETITLED, was.title, now.title)


def former_start(known: Moment | None, was: Event, now: Event) -> Moment | None:
    """The start that an entry had first, `known` being what was kept of it until now; None when it stands there again.

    The first one is kept through further moves, so a source that goes to and fro leaves it alone.
    """
    former = known
    if former is None and moved(was, now):
        former = was.start
    if former is None or not moved(replace(now, start=former, end=None), now):
        return None
    return former


def as_moved(event: Event, former: Moment | None) -> Event:
    """An event with the start it had before, unless its source says that itself; it is then told as rescheduled."""
    if event.previous_start is None and former is not None:
        event = replace(event, previous_start=former)
    if event.previous_start is None or event.previous_start == event.start:
        return event
    return replace(event, status=Status.RESCHEDULED) if event.status is Status.SCHEDULED else event
