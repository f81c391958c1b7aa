"""One entry -> schema.org Event as JSON-LD, safe to stand inside a `<script>` element."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from federation.domain.entry import Entry
from federation.domain.event import Attendance, Event, Moment, Status
from federation.domain.happened import online
from federation.publish.body import coordinates
from federation.publish.dates import last_day, wall
from federation.publish.feed import city, summary
from federation.publish.text import cleaned, one_line, web_url

_SCHEMA = "https://schema.org/"
_STATUS = {
    Status.CANCELLED: "EventCancelled",
    Status.POSTPONED: "EventPostponed",
    Status.RESCHEDULED: "EventRescheduled",
    Status.MOVED_ONLINE: "EventMovedOnline",
}
_ATTENDANCE = {
    Attendance.ONSITE: "OfflineEventAttendanceMode",
    Attendance.ONLINE: "OnlineEventAttendanceMode",
    Attendance.MIXED: "MixedEventAttendanceMode",
}
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def event_jsonld(entry: Entry, url: str, site_url: str) -> str:
    """The entry as JSON-LD text; `url` is its page, `site_url` that of its site.

    No `<`, `>` or `&` is left in the text (they stand escaped in JSON strings), so that nothing a source wrote can
    end the script element.
    """
    return in_a_script(json.dumps(_event(cleaned(entry), url, site_url), ensure_ascii=False))


def in_a_script(text: str) -> str:
    """JSON text with the characters escaped that could end a `<script>` element."""
    return text.translate(_UNSAFE)


def _event(entry: Entry, url: str, site_url: str) -> dict[str, Any]:
    event = entry.event
    status = Status.CANCELLED if entry.withdrawn_at is not None else event.status
    stated = {
        "name": one_line(event.title),
        "description": summary(entry),
        "endDate": _end(event),
        "previousStartDate": _iso(event.previous_start, event.zone),
        "inLanguage": event.language,
        "eventAttendanceMode": _attendance(event),
        "location": _locations(entry),
        "organizer": _organizer(entry, site_url),
        "isAccessibleForFree": event.price.free if event.price else None,
        "offers": _offer(event),
        "sameAs": web_url(event.url),
        "keywords": list(event.categories),
        "license": web_url(event.licence),
    }
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"urn:uuid:{entry.uid}",
        "url": url,
        "eventStatus": _SCHEMA + _status(status, event),
        "startDate": _iso(event.start, event.zone),
        **{name: value for name, value in stated.items() if value not in ("", None, [], {})},
    }


def _status(status: Status, event: Event) -> str:
    """What became of it; one that is full, or still to be confirmed, may have been moved to another date as well."""
    moved = event.previous_start is not None and event.previous_start != event.start
    return _STATUS.get(status, "EventRescheduled" if moved else "EventScheduled")


def _attendance(event: Event) -> str:
    if event.status is Status.MOVED_ONLINE:
        return _SCHEMA + _ATTENDANCE[Attendance.ONLINE]
    return _SCHEMA + _ATTENDANCE[event.attendance] if event.attendance else ""


def _iso(moment: Moment | None, zone: str) -> str:
    return "" if moment is None else wall(moment, zone).isoformat()


def _end(event: Event) -> str:
    """schema.org's `endDate` of an all-day event is its last day, that of iCalendar the day after."""
    if event.end is None:
        return ""
    return _iso(event.end, event.zone) if isinstance(event.end, datetime) else last_day(event).isoformat()


def _locations(entry: Entry) -> list[dict[str, Any]]:
    event = entry.event
    found: list[dict[str, Any]] = []
    if not online(event):
        found.append(_place(entry))
    address = web_url(event.online_url)
    if address or online(event):
        found.append({"@type": "VirtualLocation", **({"url": address} if address else {})})
    return found


def _place(entry: Entry) -> dict[str, Any]:
    place = entry.event.place
    address = {"@type": "PostalAddress", "addressLocality": city(entry)}
    if place is not None:
        stated = {"streetAddress": one_line(place.address), "postalCode": one_line(place.postal_code)}
        address |= {name: value for name, value in stated.items() if value}
    found: dict[str, Any] = {
        "@type": "Place",
        "name": one_line(place.name) if place is not None and place.name.strip() else entry.host.name,
        "address": address,
    }
    if (point := coordinates(place)) is not None:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]}
    return found


def _organizer(entry: Entry, site_url: str) -> dict[str, str]:
    organiser = entry.event.organiser
    if organiser is None or not organiser.name.strip():
        return {"@type": "Organization", "name": entry.host.name, "url": site_url}
    url = web_url(organiser.url)
    return {"@type": "Organization", "name": one_line(organiser.name), **({"url": url} if url else {})}


def _offer(event: Event) -> dict[str, str]:
    price = event.price
    if price is None or (price.amount is None and price.free is not True):
        return {}
    url = web_url(event.registration_url)
    availability = "SoldOut" if event.status is Status.FULL else "InStock"
    return {
        "@type": "Offer",
        "price": "0" if price.free else str(price.amount),
        "priceCurrency": price.currency or "EUR",
        "availability": _SCHEMA + availability,
        **({"url": url} if url else {}),
    }
