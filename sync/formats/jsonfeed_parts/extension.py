"""The extension `_cantines` of the hub's JSON Feed -> an Event: the fields `federation.publish.jsonfeed` writes."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from federation.domain.event import Attendance, Event, Image, Moment, Place, Price, Status
from sync.formats.revision import revised_at
from sync.formats.webfeed_parts.event import urljoined
from sync.formats.webfeed_parts.hub import own_title
from sync.formats.webfeed_parts.item import Item
from sync.formats.webfeed_parts.moments import moment

Word = TypeVar("Word", bound=StrEnum)


def event_of(item: Item, said: dict[str, Any], uid: str, zone: ZoneInfo, base: str) -> Event | None:
    """The event, told in `zone`; None when its start is no date. An entry that was withdrawn is cancelled.

    `end` is exclusive, as the hub writes it; one of the other kind than the start says nothing.
    """
    start = _moment(said.get("start"), zone)
    if start is None:
        return None
    end = _moment(said.get("end"), zone)
    attendance = _word(Attendance, said.get("attendance"))
    host, place = _object(said.get("host")), _place(_object(said.get("place")))
    city = (place.city if place else "") or _line(host.get("city"))
    if place is None and attendance is not Attendance.ONLINE:
        place = _place({"name": host.get("name"), "city": city})
    status = _word(Status, said.get("status")) or Status.SCHEDULED
    picture = next((link.href for link in item.links if link.rel == "enclosure" and link.type == "image/*"), "")
    sequence = said.get("sequence")
    return Event(
        title=own_title(item.title, city)[0],
        start=start,
        end=end if isinstance(end, datetime) == isinstance(start, datetime) else None,
        zone=zone.key,
        uid=uid,
        url=urljoined(base, item.link),
        description=item.text,
        status=Status.CANCELLED if said.get("withdrawn") is True else status,
        attendance=attendance,
        place=place,
        online_url=_line(said.get("online_url")),
        categories=tuple(word for word, _ in item.categories if word != city),
        audience=_lines(said.get("audience")),
        language=item.language,
        price=_price(_object(said.get("price"))),
        registration_url=_line(said.get("registration_url")),
        accessibility=_lines(said.get("accessibility")),
        image=Image(urljoined(base, picture), _line(said.get("image_credit"))) if picture else None,
        licence=_line(said.get("licence")),
        sequence=sequence if isinstance(sequence, int) and 0 <= sequence < 2**31 else 0,
        links=tuple(link.href for link in item.links[1:] if link.rel == "alternate" and link.href != item.link),
        updated=revised_at(item.updated),
    )


def _moment(value: Any, zone: ZoneInfo) -> Moment | None:
    return moment(value, zone) if isinstance(value, str) else None


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _line(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _lines(value: Any) -> tuple[str, ...]:
    return tuple(filter(None, map(_line, value[:100]))) if isinstance(value, list) else ()


def _word(kind: type[Word], value: Any) -> Word | None:
    return next((word for word in kind if word.value == value), None)


def _place(said: dict[str, Any]) -> Place | None:
    name, address, postal_code, city = (_line(said.get(part)) for part in ("name", "address", "postal_code", "city"))
    lat, lon = said.get("lat"), said.get("lon")
    if not (isinstance(lat, int | float) and isinstance(lon, int | float) and abs(lat) <= 90 and abs(lon) <= 180):
        lat = lon = None
    place = Place(name, address, postal_code, city, lat, lon)
    return None if place == Place() else place


def _price(said: dict[str, Any]) -> Price | None:
    free, text = said.get("free"), _line(said.get("text"))
    try:
        amount = Decimal(_line(said.get("amount"))[:20])
    except InvalidOperation:
        amount = None
    if amount is not None and not amount.is_finite():
        amount = None
    if not isinstance(free, bool) and amount is None and not text:
        return None
    return Price(free if isinstance(free, bool) else None, amount, _line(said.get("currency")), text)
