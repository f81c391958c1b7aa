"""Entries, changes and places as the plain data of the API: the values that `schemas` describes.

Every name is always there; what nobody states is null, "" or an empty list. No person is named, and no mailbox.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from federation.domain.entry import Entry, Host
from federation.domain.event import Event, Moment
from federation.domain.site import PUBLISHED
from federation.domain.space import LASTING
from federation.domain.taxonomy.facets import values
from federation.publish.body import coordinates, picture
from federation.publish.dates import wall
from federation.publish.ev_module import w3cdtf
from federation.publish.feed import utc_second
from federation.publish.place import Place
from federation.publish.text import cleaned, one_line, web_url

Plain = dict[str, Any]


def plain_event(entry: Entry, base_url: str) -> Plain:
    """One entry; `base_url` is the public address of the hub without a slash at its end."""
    entry = cleaned(entry)
    event = entry.event
    image = picture(event)
    organiser = event.organiser
    return {
        "id": entry.id,
        "uid": entry.uid,
        "url": f"{base_url}/evenements/{entry.id}",
        "source_url": web_url(event.url) or None,
        "title": one_line(event.title),
        "start": _told(event.start, event.zone),
        "end": None if event.end is None else _told(event.end, event.zone),
        "all_day": event.all_day,
        "timezone": event.zone,
        "former_start": None if event.previous_start is None else _told(event.previous_start, event.zone),
        "status": event.status.value,
        "withdrawn_at": stamp(entry.withdrawn_at),
        "recurring": entry.recurring,
        "attendance": event.attendance.value if event.attendance is not None else None,
        "place": _place(event),
        "online_url": web_url(event.online_url) or None,
        "site": _host(entry.host),
        "hosts": [_host(host) for host in entry.hosts or (entry.host,)],
        "organiser": {"name": one_line(organiser.name), "url": web_url(organiser.url) or None} if organiser else None,
        "description_html": event.description,
        "categories": [one_line(name) for name in event.categories],
        **_found(entry),
        "price": _price(event),
        "registration_url": web_url(event.registration_url) or None,
        "image": {"url": image[0], "credit": image[1], "alt": image[2]} if image else None,
        "licence": one_line(event.licence),
        "sequence": entry.sequence,
        "first_seen_at": stamp(entry.first_seen_at),
        "changed_at": stamp(entry.changed_at),
    }


def _found(entry: Entry) -> Plain:
    """What it was found to be; nothing before it was drawn."""
    facets = entry.facets
    return {
        "formats": list(values(facets, "format")),
        "themes": list(values(facets, "theme")),
        "audiences": list(values(facets, "audience")),
        "accessibility": list(values(facets, "accessibility") or entry.event.accessibility),
        "language": one_line(entry.event.language) or next(iter(values(facets, "language")), "") or None,
        "series": next(iter(values(facets, "series")), None),
    }


def _place(event: Event) -> Plain | None:
    if event.place is None:
        return None
    place, point = event.place, coordinates(event.place)
    return {
        "name": one_line(place.name),
        "address": one_line(place.address),
        "postal_code": one_line(place.postal_code),
        "city": one_line(place.city),
        "lat": point[0] if point else None,
        "lon": point[1] if point else None,
    }


def _price(event: Event) -> Plain | None:
    """The amount as a text, so that no cent is lost on the way."""
    price = event.price
    if price is None:
        return None
    amount = str(price.amount) if price.amount is not None and price.amount.is_finite() else None
    return {"free": price.free, "amount": amount, "currency": price.currency or None, "text": one_line(price.text)}


def _host(host: Host) -> Plain:
    return {"id": host.id, "name": one_line(host.name), "city": one_line(host.city)}


def plain_site(place: Place) -> Plain:
    """One place of the network, labelled or not."""
    site, at = cleaned(place.site), cleaned(place.site.location)
    return {
        "id": site.id,
        "name": one_line(site.name),
        "label": site.status.value,
        "in_agenda": site.status in PUBLISHED,
        "location": {
            "name": one_line(at.name),
            "address": one_line(at.address),
            "postal_code": one_line(at.postal_code),
            "city": one_line(at.city),
            "region": one_line(at.region),
            "country": at.country,
            "lat": at.lat,
            "lon": at.lon,
        },
        "timezone": site.zone,
        "website": web_url(site.website) or None,
        "url": place.page_url,
        "feeds": {extension: place.feed_url(extension) for extension in ("rss", "atom", "json", "ics")},
        "spaceapi_url": place.spaceapi_url,
    }


def plain_space(place: Place) -> Plain:
    """The place to work in at one site, and how fresh what is told of it is."""
    space, now = cleaned(place.space), place.now
    origins = place.whole.origins if place.whole is not None else {}
    return {
        "site": place.site.id,
        "open_now": place.is_open,
        "open_since": stamp(place.since),
        "open_until": stamp(now.until if now is not None else None),
        "open_said_by": None if now is None else "hours" if now.told is None else "source",
        "message": one_line(space.message),
        "hours": space.hours,
        "timezone": place.site.zone,
        "closures": [
            {"first": one.first_on, "last": one.last_on, "reason": one_line(one.reason)} for one in space.closures
        ],
        "capacity": space.capacity,
        "desks": space.desks,
        "rooms": [
            {"name": one_line(room.name), "capacity": room.capacity, "surface": room.surface} for room in space.rooms
        ],
        "rates": [
            {
                "label": one_line(rate.label),
                "amount": None if rate.amount is None else str(rate.amount),
                "currency": rate.currency,
                "unit": one_line(rate.unit),
            }
            for rate in space.rates
        ],
        "amenities": [one_line(name) for name in space.amenities],
        "accessibility": one_line(space.accessibility),
        "seen_at": stamp(place.seen_at),
        "parts_seen_at": {part: stamp(origins[part].seen_at) for part in LASTING if part in origins},
    }


def page(items: Sequence[Plain], next_url: str | None, **more: Any) -> Plain:
    """A page of things, and the address of the next one."""
    return {"items": list(items), "next": next_url, **more}


def stamp(moment: datetime | None) -> str | None:
    """A moment in UTC, to the second."""
    return None if moment is None else w3cdtf(utc_second(moment))


def _told(moment: Moment, zone: str) -> str:
    """A date, or a date-time with the offset of the zone that the event is told in."""
    return w3cdtf(wall(moment, zone))
