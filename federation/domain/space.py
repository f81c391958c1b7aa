"""Space values: the physical place to work in, as a source or the network file states it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Closure:
    """An exceptional closure, both days included."""

    first_on: date
    last_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A room to book. `capacity` in people, `surface` in square metres."""

    name: str
    capacity: int | None = None
    surface: float | None = None


UNITS = ("hour", "half_day", "day", "week", "month", "quarter", "year")
"""What a price may be for, besides the words of a source."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A price to work there. `unit` is one of `UNITS`, or free text of the source."""

    label: str
    amount: Decimal | None = None
    currency: str = "EUR"
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """What is known of a place to work in; a part that nobody states is empty or None.

    `hours` are in OpenStreetMap's `opening_hours` syntax when they could be read (`opening_hours`), else as written;
    an exceptional opening is one of its dated rules. `capacity` is in people, `contact` the mailbox of a role.
    `open_now` and `message` move with the day (`LIVE`): `open_changed_at` (aware UTC) is when it last opened or
    closed, the rest is meant to last.
    """

    hours: str = ""
    closures: tuple[Closure, ...] = ()
    capacity: int | None = None
    desks: int | None = None
    rooms: tuple[Room, ...] = ()
    rates: tuple[Rate, ...] = ()
    amenities: tuple[str, ...] = ()
    accessibility: str = ""
    contact: str = ""
    open_now: bool | None = None
    open_changed_at: datetime | None = None
    message: str = ""


LIVE = ("open_now", "open_changed_at", "message")
LASTING = ("hours", "closures", "capacity", "desks", "rooms", "rates", "amenities", "accessibility", "contact")
