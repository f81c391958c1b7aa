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


@dataclass(frozen=True, slots=True)
class Rate:
    """A price to work there. `unit` is one of hour, half_day, day, month, year, or free text of the source."""

    label: str
    amount: Decimal | None = None
    currency: str = "EUR"
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Opening hours (OSM `opening_hours` syntax), desks, rooms, prices, amenities, and « ouvert maintenant ».

    `open_now` is None when nobody says; `open_changed_at` (aware UTC) is when that last changed.
    """

    hours: str = ""
    closures: tuple[Closure, ...] = ()
    desks: int | None = None
    rooms: tuple[Room, ...] = ()
    rates: tuple[Rate, ...] = ()
    amenities: tuple[str, ...] = ()
    accessibility: str = ""
    open_now: bool | None = None
    open_changed_at: datetime | None = None
    message: str = ""
