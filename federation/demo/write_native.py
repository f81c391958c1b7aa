"""A demonstration programme as a `cantines-native/1` document: wall times, every key that has something to say."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from federation.demo.announced import Announced, Programme
from federation.domain.event import Event, Moment, Place, Price, Recurrence, Status
from federation.domain.space import Space

MEDIA_TYPE = "application/json; charset=utf-8"


def write_native(programme: Programme, *, events: bool = True, space: bool = True) -> bytes:
    """The document of the whole programme, or of its events or its space alone; equal programmes, equal bytes."""
    document: dict[str, Any] = {
        "format": "cantines-native/1",
        "site": programme.site_id,
        "generated_at": programme.changed_at.isoformat(),
        "refresh_minutes": 1,
    }
    if events:
        document["events"] = [_announced(item) for item in programme.items]
    if space:
        document["space"] = _space(programme.space)
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _wall(at: Moment) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S") if isinstance(at, datetime) else at.isoformat()


def _announced(item: Announced) -> dict[str, Any]:
    told = {"id": item.slug, **_event(item.event)}
    recurrence = item.record.recurrence
    if recurrence is not None:
        told["recurrence"] = _recurrence(recurrence, item.event)
    return told


def _event(event: Event) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": event.title,
        "start": _wall(event.start),
        "end": _wall(event.end) if event.end is not None else None,
        "timezone": event.zone,
        "url": event.url,
        "description": event.description,
        "status": event.status.value,
        "attendance": event.attendance.value if event.attendance else None,
        "place": _place(event.place) if event.place else None,
        "online_url": event.online_url,
        "categories": list(event.categories),
        "audience": list(event.audience),
        "language": event.language,
        "price": _price(event.price) if event.price else None,
        "registration_url": event.registration_url,
        "accessibility": list(event.accessibility),
        "organiser": {"name": event.organiser.name, "url": event.organiser.url} if event.organiser else None,
        "licence": event.licence,
        "previous_start": _wall(event.previous_start) if event.previous_start else None,
        "sequence": event.sequence,
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _place(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "address": place.address,
        "postal_code": place.postal_code,
        "city": place.city,
        "lat": place.lat,
        "lon": place.lon,
    }


def _price(price: Price) -> dict[str, Any]:
    told: dict[str, Any] = {"free": price.free, "text": price.text}
    if price.amount is not None:
        told |= {"amount": str(price.amount), "currency": price.currency}
    return told


def _recurrence(recurrence: Recurrence, usual: Event) -> dict[str, Any]:
    """The rule, and of each exception what differs from the usual event."""
    plain = _event(usual)
    exceptions = []
    for exception in recurrence.exceptions:
        told = _event(exception.event)
        changed = {name: value for name, value in told.items() if plain.get(name) != value}
        if exception.event.status is Status.CANCELLED:
            changed = {name: changed[name] for name in ("title", "status", "sequence") if name in changed}
        exceptions.append({"recurrence_id": _wall(exception.recurrence_id), **changed})
    return {
        "rrules": list(recurrence.rrules),
        "exdates": [_wall(at) for at in recurrence.exdates],
        "exceptions": exceptions,
    }


def _space(space: Space) -> dict[str, Any]:
    return {
        "hours": space.hours,
        "closures": [
            {"from": closure.first_on.isoformat(), "to": closure.last_on.isoformat(), "reason": closure.reason}
            for closure in space.closures
        ],
        "desks": space.desks,
        "rooms": [{"name": room.name, "capacity": room.capacity} for room in space.rooms],
        "rates": [
            {"label": rate.label, "amount": str(rate.amount), "currency": rate.currency, "unit": rate.unit}
            for rate in space.rates
        ],
        "amenities": list(space.amenities),
        "accessibility": space.accessibility,
        "open_now": space.open_now,
        "message": space.message,
    }
