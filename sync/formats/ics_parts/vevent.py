"""One VEVENT, decoded but not yet judged: what both ways of reading give, so that they can be compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from federation.domain.event import Notice, Place

MOST_DATES = 5_000
"""RDATEs, EXDATEs or exceptions that are kept of one record."""


class Stamp(NamedTuple):
    """A DATE or DATE-TIME as written: a date or a naive wall-clock time, and its zone.

    `zone` is a TZID, "UTC" for a time with Z, or "" for a floating time or a date; `beside` is the TZID that stands
    beside a time with Z, though it must not (RFC 5545 §3.2.19).
    """

    wall: date
    zone: str = ""
    beside: str = ""


@dataclass(slots=True)
class Vevent:
    """The properties of a VEVENT that the hub reads; the names are those of RFC 5545 and 7986.

    `number` is its place among the VEVENTs of the body (from 0), and what its notices have for a line until they are
    placed (`lines`). There is no attendee here, and of ORGANIZER and CONTACT only the name of an
    organisation; `personal` counts what was said of persons, by property. `images` come with their rank, the largest
    first. `spot` is the place as vendors and schema.org data tell it, `venues` are the VLOCATIONs.
    """

    number: int = 0
    uid: str = ""
    summary: str = ""
    description: str = ""
    html: str = ""
    location: str = ""
    url: str = ""
    status: str = ""
    klass: str = ""
    organiser: str = ""
    sequence: int = 0
    last_modified: str = ""
    dtstamp: str = ""
    start: Stamp | None = None
    end: Stamp | None = None
    duration: timedelta | None = None
    geo: tuple[float, float] | None = None
    recurrence_id: Stamp | None = None
    this_and_future: bool = False
    categories: list[str] = field(default_factory=list)
    contact: str = ""
    spot: Place | None = None
    venues: list[Place] = field(default_factory=list)
    personal: dict[str, int] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[tuple[int, str]] = field(default_factory=list)
    conferences: list[str] = field(default_factory=list)
    rrules: list[str] = field(default_factory=list)
    exrules: list[str] = field(default_factory=list)
    rdates: list[tuple[Stamp, Stamp | timedelta | None]] = field(default_factory=list)
    exdates: list[Stamp] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


Taker = Callable[[Vevent, dict[str, str], str], None]
"""Puts one property into the Vevent: its parameters by upper-case name, and its value."""
