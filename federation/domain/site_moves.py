"""A site that has to receive people elsewhere for a while, or for good: which events go there with it. Pure.

A move takes along what the site announces at its own address, or without saying where. What it announces somewhere
else, and what is online, stays where it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from federation.domain.event import Event, Place
from federation.domain.happened import elsewhere, local_day, online
from federation.domain.matching.folding import fold


@dataclass(frozen=True, slots=True)
class Move:
    """What starts from `from_on` on, until the end of `until_on` (None: for good), is held at `place`."""

    site: str
    place: Place
    from_on: date
    until_on: date | None = None
    number: int = 0
    reason: str = ""

    def covers(self, day: str) -> bool:
        """Whether a day (ISO 8601) is within its span."""
        return self.from_on.isoformat() <= day and (self.until_on is None or day <= self.until_on.isoformat())

    @property
    def span(self) -> str:
        """Its first and last day as an ISO 8601 interval; the last is left out when nobody knows it."""
        return f"{self.from_on.isoformat()}/{'' if self.until_on is None else self.until_on.isoformat()}"


def move_of(event: Event, home: Place | None, names: Collection[str], moves: Sequence[Move]) -> Move | None:
    """The move that takes an event of a site along, the last one decided; None: it stays where it is announced.

    `home` and `names` are the place of the site and what it is called; `moves` are its own.
    """
    if not moves or online(event) or not at_home(event.place, home, names):
        return None
    return covering(event, moves)


def moved_by(event: Event, moves: Sequence[Move]) -> Move | None:
    """The move that an event, as it is shown, was taken along by."""
    found = covering(event, moves)
    return found if found is not None and event.place == found.place and not online(event) else None


def covering(event: Event, moves: Sequence[Move]) -> Move | None:
    """The move within whose span an event starts, the last one decided."""
    day = local_day(event.start, event.zone)
    return next((move for move in reversed(moves) if move.covers(day)), None)


def at_home(place: Place | None, home: Place | None, names: Collection[str]) -> bool:
    """Whether a place is the site's own, or none that one could go to."""
    if place is None or not (place.name or place.address or place.lat is not None):
        return home is None or place is None or not elsewhere(Place(city=home.city), place)
    if home is not None and (place == home or (home.address and place.address)):
        return not elsewhere(home, place)
    called = {fold(name) for name in (*names, home.name if home else "") if name}
    named = any(name and name in fold(place.name) for name in called)
    return named and (home is None or not elsewhere(replace(home, name=""), replace(place, name="")))
