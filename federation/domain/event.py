"""Event values: everything a source can say of an event, whatever its format.

A *record* is what one source says of one event, an *occurrence* one dated happening of it.
Values only: no network, no database, no clock. `payload` turns them into JSON and back.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from msgspec import structs
from msgspec.structs import force_setattr

from federation.domain.value import Value

_PARIS = "Europe/Paris"

Moment = date | datetime
"""A date (all day) or an aware date-time; a naive date-time is never a Moment."""


class Status(StrEnum):
    """What becomes of an event. Names follow schema.org `eventStatus`, plus RFC 5545 TENTATIVE and « complet »."""

    SCHEDULED = "scheduled"
    TENTATIVE = "tentative"
    RESCHEDULED = "rescheduled"
    MOVED_ONLINE = "moved_online"
    POSTPONED = "postponed"
    FULL = "full"
    CANCELLED = "cancelled"


class Attendance(StrEnum):
    """Where people take part: schema.org `eventAttendanceMode`."""

    ONSITE = "onsite"
    ONLINE = "online"
    MIXED = "mixed"


class Place(Value, frozen=True):
    """Where an event takes place; all parts as the source states them. `lat` and `lon` in WGS 84 degrees."""

    name: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    lat: float | None = None
    lon: float | None = None


class Organiser(Value, frozen=True):
    """An organisation, never a person's address (RFC 5545 ORGANIZER is stripped to this at the door)."""

    name: str
    url: str = ""


class Image(Value, frozen=True):
    """A picture at `url`; shown only with its `credit`."""

    url: str
    credit: str = ""
    alt: str = ""


class Price(Value, frozen=True):
    """A price to attend. `amount` None means stated in words only; `free` None means not stated."""

    free: bool | None = None
    amount: Decimal | None = None
    currency: str = ""
    text: str = ""


class Event(Value, frozen=True, kw_only=True):
    """What a format can say of an event.

    `start` and `end` are Moments of one kind (both dates or both aware); `end` is exclusive and may be None.
    `zone` is the IANA name of the zone the event is told in. `description` is whatever the source wrote until
    `sync.normalize` has passed; afterwards it is an HTML fragment that is safe to show.
    `accessibility` uses OpenAgenda's codes (hi, vi, pi, mi, ii). `sequence` is the source's own revision number,
    `updated` the UTC moment at which it says it last changed the event: of a record only, entries have none.
    """

    title: str
    start: Moment
    end: Moment | None = None
    zone: str = _PARIS
    uid: str = ""
    url: str = ""
    description: str = ""
    status: Status = Status.SCHEDULED
    attendance: Attendance | None = None
    place: Place | None = None
    online_url: str = ""
    categories: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    language: str = ""
    price: Price | None = None
    registration_url: str = ""
    accessibility: tuple[str, ...] = ()
    organiser: Organiser | None = None
    image: Image | None = None
    licence: str = ""
    previous_start: Moment | None = None
    sequence: int = 0
    links: tuple[str, ...] = ()
    updated: datetime | None = None

    def __post_init__(self) -> None:
        # Of what equals its default only the very default is left out of the JSON, and zones are read from anywhere.
        if self.zone is not _PARIS and self.zone == _PARIS:
            force_setattr(self, "zone", _PARIS)

    @property
    def all_day(self) -> bool:
        """True when the event is told by dates, without hours."""
        return not isinstance(self.start, datetime)


def with_values(event: Event, new: dict[str, Any]) -> Event:
    """The event with other values for some of its fields."""
    return structs.replace(event, **new)


class Exception_(Value, frozen=True):  # noqa: N801  the word of RFC 5545; `Exception` is taken
    """A RECURRENCE-ID component (RFC 5545 §3.8.4.4): the occurrence planned at `recurrence_id` happens as `event`.

    With `this_and_future` (RANGE=THISANDFUTURE) every later occurrence follows it, by the same shift.
    """

    recurrence_id: Moment
    event: Event
    this_and_future: bool = False


class Recurrence(Value, frozen=True):
    """When a record happens again: RFC 5545 RRULE, EXRULE, RDATE, EXDATE and RECURRENCE-ID, as values.

    Rules are kept as the text after `RRULE:`. An RDATE may be a start alone or a (start, end) period. `zone` is the
    IANA zone whose wall clock the rules follow, when it is not the one the event is told in (a DTSTART in UTC).
    """

    rrules: tuple[str, ...] = ()
    exrules: tuple[str, ...] = ()
    rdates: tuple[tuple[Moment, Moment | None], ...] = ()
    exdates: tuple[Moment, ...] = ()
    exceptions: tuple[Exception_, ...] = ()
    zone: str = ""


class Record(Value, frozen=True):
    """What one source says of one event.

    `key` identifies it within its source (see `identity`); `fingerprint` is a digest of what the source sent for
    it, so that the same bytes need not be read again.
    """

    key: str
    event: Event
    recurrence: Recurrence | None = None
    fingerprint: str = ""


class Occurrence(Value, frozen=True):
    """One dated happening of a record. `slot` identifies it within the record and survives a change of hour."""

    slot: str
    event: Event


class Notice(Value, frozen=True):
    """Something in an answer that was lost or repaired: a warning for the operator, never an exception.

    `code` names it (words in `federation/domain/reasons.py`), `line` (1-based) or `path` say where, `value` what
    was seen (cut at 200 characters), `lost` whether an item could not be imported.
    """

    code: str
    line: int | None = None
    path: str = ""
    value: str = ""
    lost: bool = False


def duration(event: Event) -> timedelta:
    """How long the event lasts; without an end a day for an all-day event, else nothing (RFC 5545 §3.6.1)."""
    if event.end is not None:
        return event.end - event.start
    return timedelta(days=1) if event.all_day else timedelta(0)
