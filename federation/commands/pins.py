"""A field and a value as a person types them -> what a pin keeps, or what is wrong with them. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from federation.domain.event import Attendance, Event, Moment, Organiser, Place, Price, Status
from federation.domain.payload import event_from, to_plain
from federation.domain.zones import at, zone_named
from federation.publish.text import one_line, web_url
from federation.publish.words import ACCESSIBILITY

_FREE = frozenset({"free", "gratuit", "gratuite"})
_ELSEWHERE = frozenset({"address", "postal_code", "city"})
_NEEDED = frozenset({"title", "start", "zone", "status"})

Reader = Callable[[str, Event], Any]


def pinned(field: str, text: str, event: Event) -> tuple[str, Any]:
    """The field of an event and its value in plain data, as `decide_pin` takes them.

    `event` is the entry as it stands: it gives the zone of hours without an offset, and the rest of a place. Raises
    ValueError with words for a person.
    """
    read = READERS.get(field)
    if read is None:
        raise ValueError(f"nobody can pin {field!r}. Fields that can be pinned: {', '.join(READERS)}")
    text = one_line(text)
    if not text and field in _NEEDED:
        raise ValueError(f"an event has a {field}: give one")
    name = field.partition(".")[0]
    value = read(text, event)
    _ordered(replace(event, **{name: getattr(event_from({"title": "", "start": "2000-01-01", name: value}), name)}))
    return name, value


def _ordered(event: Event) -> None:
    if event.end is None:
        return
    if isinstance(event.start, datetime) is not isinstance(event.end, datetime):
        raise ValueError("start and end are both days or both hours; to change their kind, first pin the end to ''")
    if event.end <= event.start:
        raise ValueError(
            f"the event would end ({event.end.isoformat()}) before it starts ({event.start.isoformat()}): "
            "pin its other end first"
        )


def _text(text: str, _event: Event) -> str:
    return text


def _description(text: str, _event: Event) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _address(text: str, _event: Event) -> str:
    if text and not web_url(text):
        raise ValueError(f"{text!r} is no web address: it begins with https:// or http://")
    return text


def _moment(text: str, event: Event) -> str | None:
    if not text:
        return None
    try:
        moment: Moment = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no date: type 2026-11-25, or 2026-11-25T18:30") from None
    if isinstance(moment, datetime) and moment.tzinfo is None:
        moment = at(moment, ZoneInfo(event.zone))
    return moment.isoformat()


def _zone(text: str, _event: Event) -> str:
    if zone_named(text) is None:
        raise ValueError(f"{text!r} is no time zone: give an IANA name, such as Europe/Paris")
    return text


def _one_of(kind: type[StrEnum]) -> Reader:
    def read(text: str, _event: Event) -> str:
        if text not in list(kind):
            raise ValueError(f"{text!r} is none of {', '.join(kind)}")
        return text

    return read


def _list(text: str, _event: Event) -> list[str]:
    return [part for item in text.split(",") if (part := item.strip())]


def _accessibility(text: str, event: Event) -> list[str]:
    known = ACCESSIBILITY["en"]
    if odd := [code for code in _list(text, event) if code not in known]:
        raise ValueError(f"{odd[0]!r} is none of {', '.join(known)}")
    return _list(text, event)


def _price(text: str, _event: Event) -> dict[str, Any]:
    if text.casefold() in _FREE:
        return to_plain(Price(free=True))
    try:
        amount = Decimal(text.removesuffix("€").strip().replace(",", "."))
    except InvalidOperation:
        return to_plain(Price(text=text))
    if not amount.is_finite() or amount < 0:
        raise ValueError(f"{text!r} is no price: type free, an amount in euros, or words")
    return to_plain(Price(free=amount == 0, amount=amount, currency="EUR"))


def _organiser(text: str, _event: Event) -> dict[str, Any]:
    return to_plain(Organiser(text))


def _place(part: str) -> Reader:
    """A part of the place; coordinates of another address no longer hold."""

    def read(text: str, event: Event) -> dict[str, Any]:
        place = replace(event.place or Place(), **{part: text})  # type: ignore[arg-type]
        return to_plain(replace(place, lat=None, lon=None) if part in _ELSEWHERE else place)

    return read


READERS: dict[str, Reader] = {
    "title": _text,
    "start": _moment,
    "end": _moment,
    "previous_start": _moment,
    "zone": _zone,
    "status": _one_of(Status),
    "attendance": _one_of(Attendance),
    "place.name": _place("name"),
    "place.address": _place("address"),
    "place.postal_code": _place("postal_code"),
    "place.city": _place("city"),
    "url": _address,
    "online_url": _address,
    "registration_url": _address,
    "description": _description,
    "price": _price,
    "organiser": _organiser,
    "categories": _list,
    "audience": _list,
    "accessibility": _accessibility,
    "language": _text,
    "licence": _text,
}
"""What reads the value of each field that people can pin."""
