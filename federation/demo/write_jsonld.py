"""A demonstration programme as schema.org in JSON-LD, for the pages that show it: the list, an event, the place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from federation.demo.announced import Programme
from federation.demo.facts import DemoPlace, place
from federation.demo.happenings import Happening, coming
from federation.demo.reply import as_json
from federation.demo.wording import as_text
from federation.demo.xml import w3c
from federation.domain.event import Attendance, Event, Place, Price, Status
from federation.domain.space import Rate

LATER = "/evenements/suite/"
"""The path of the second page of the list."""

_NEAREST = 30
_SCHEMA = "https://schema.org"
_STATUS = {
    Status.CANCELLED: "EventCancelled",
    Status.POSTPONED: "EventPostponed",
    Status.RESCHEDULED: "EventRescheduled",
    Status.MOVED_ONLINE: "EventMovedOnline",
}
_MODE = {Attendance.ONSITE: "Offline", Attendance.ONLINE: "Online", Attendance.MIXED: "Mixed"}
_TYPES = {
    "Hackathon": "Hackathon",
    "Atelier": "EducationEvent",
    "Formation": "EducationEvent",
    "Matinale": "BusinessEvent",
    "Apéro": "SocialEvent",
    "Projection": "ScreeningEvent",
}
_UNITS = {"hour": "HUR", "day": "DAY", "month": "MON", "year": "ANN"}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def list_of(programme: Programme) -> bytes:
    """The nearest announcements as an ItemList of addresses: each stands on its own page, the others on the next."""
    urls = [group[0].item.event.url for group in nearest(programme)]
    if later(programme):
        urls.append(programme.base + LATER)
    items = [{"@type": "ListItem", "position": rank, "url": url} for rank, url in enumerate(urls, 1)]
    return _list(items)


def later_of(programme: Programme) -> bytes:
    """What comes after those: an ItemList that holds the events themselves."""
    dates = sorted((found for group in later(programme) for found in group), key=lambda found: str(found.event.start))
    return _list(
        [{"@type": "ListItem", "position": rank, "item": _event(found)} for rank, found in enumerate(dates, 1)]
    )


def _list(items: list[dict[str, Any]]) -> bytes:
    told = {"@context": _SCHEMA, "@type": "ItemList", "name": "Agenda"}
    return as_json({**told, "numberOfItems": len(items), "itemListElement": items})


def nearest(programme: Programme) -> list[list[Happening]]:
    """The dates to come of the announcements that the list leads to, soonest first."""
    return _groups(programme)[:_NEAREST]


def later(programme: Programme) -> list[list[Happening]]:
    """The dates to come of the others."""
    return _groups(programme)[_NEAREST:]


def _groups(programme: Programme) -> list[list[Happening]]:
    groups: dict[str, list[Happening]] = {}
    for found in coming(programme):
        groups.setdefault(found.item.slug, []).append(found)
    return list(groups.values())


def events_of(dates: Sequence[Happening]) -> bytes:
    """One announcement: an Event, or one for each of these dates."""
    told = [_event(found) for found in dates]
    return as_json({"@context": _SCHEMA, **told[0]} if len(told) == 1 else {"@context": _SCHEMA, "@graph": told})


def place_of(programme: Programme) -> bytes:
    """The place to work in as a CoworkingSpace; schema.org has no word for desks.

    Closures are days on which it opens and closes at midnight.
    """
    site, space = place(programme.site_id), programme.space
    told = _house(programme, site) | {
        "description": site.motto,
        "openingHoursSpecification": list(_opening(space.hours)) if space.hours else [],
        "specialOpeningHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "validFrom": closure.first_on.isoformat(),
                "validThrough": closure.last_on.isoformat(),
                "opens": "00:00",
                "closes": "00:00",
                "description": closure.reason,
            }
            for closure in space.closures
        ],
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": name, "value": True} for name in space.amenities
        ],
        "containsPlace": [
            {"@type": "MeetingRoom", "name": room.name, "maximumAttendeeCapacity": room.capacity}
            for room in space.rooms
        ],
        "makesOffer": [_rate(rate) for rate in space.rates],
        "isAccessibleForFree": False,
    }
    return as_json({"@context": _SCHEMA, **told})


def _rate(rate: Rate) -> dict[str, Any]:
    price = {"price": str(rate.amount), "priceCurrency": rate.currency}
    told: dict[str, Any] = {"@type": "Offer", "name": rate.label, **price}
    if code := _UNITS.get(rate.unit):
        told["priceSpecification"] = {"@type": "UnitPriceSpecification", **price, "unitCode": code}
    return told


def _house(programme: Programme, site: DemoPlace) -> dict[str, Any]:
    where = site.location
    return {
        "@type": "CoworkingSpace",
        "@id": f"{programme.base}/#lieu",
        "name": site.name,
        "url": f"{programme.base}/",
        "address": _address(where.address, where.postal_code, where.city),
        "geo": {"@type": "GeoCoordinates", "latitude": where.lat, "longitude": where.lon},
    }


def _address(street: str, code: str, city: str) -> dict[str, str]:
    return {
        "@type": "PostalAddress",
        "streetAddress": street,
        "postalCode": code,
        "addressLocality": city,
        "addressCountry": "FR",
    }


def _event(found: Happening) -> dict[str, Any]:
    event = found.event
    told: dict[str, Any] = {
        "@type": _TYPES.get(event.categories[0], "Event") if event.categories else "Event",
        "@id": f"{event.url}#event",
        "name": event.title,
        "url": event.url,
        "startDate": w3c(event.start),
        "endDate": _end(event),
        "description": as_text(event.description),
        "eventStatus": f"{_SCHEMA}/{_STATUS.get(event.status, 'EventScheduled')}",
        "eventAttendanceMode": f"{_SCHEMA}/{_MODE[event.attendance or Attendance.ONSITE]}EventAttendanceMode",
        "location": _locations(event),
        "inLanguage": event.language,
        "keywords": ", ".join(event.categories),
    }
    if event.previous_start is not None:
        told["previousStartDate"] = w3c(event.previous_start)
    if event.organiser is not None:
        told["organizer"] = {"@type": "Organization", "name": event.organiser.name, "url": event.organiser.url}
    if event.price is not None:
        told["isAccessibleForFree"] = bool(event.price.free)
        told["offers"] = _offer(event, event.price)
    return told


def _end(event: Event) -> str | None:
    """The end; of an all-day event its last day, as the search engines' guides ask."""
    if event.end is None or isinstance(event.end, datetime):
        return None if event.end is None else w3c(event.end)
    return w3c(event.end - timedelta(days=1))


def _locations(event: Event) -> Any:
    told: list[dict[str, Any]] = []
    if event.place is not None:
        told.append(_place(event.place))
    if event.online_url:
        told.append({"@type": "VirtualLocation", "url": event.online_url})
    return told[0] if len(told) == 1 else told


def _place(where: Place) -> dict[str, Any]:
    return {
        "@type": "Place",
        "name": where.name,
        "address": _address(where.address, where.postal_code, where.city),
        "geo": {"@type": "GeoCoordinates", "latitude": where.lat, "longitude": where.lon},
    }


def _offer(event: Event, price: Price) -> dict[str, Any]:
    there = "SoldOut" if event.status is Status.FULL else "InStock"
    return {
        "@type": "Offer",
        "price": "0" if price.free else str(price.amount),
        "priceCurrency": "EUR",
        "availability": f"{_SCHEMA}/{there}",
        "url": event.registration_url or event.url,
    }


def _opening(hours: str) -> Iterable[dict[str, Any]]:
    """One specification a rule of the hours: « Mo-Fr 09:00-19:00; Sa 10:00-18:00 »."""
    for rule in hours.split("; "):
        days, span = rule.split(" ")
        first, _, last = days.partition("-")
        opens, closes = span.split("-")
        yield {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": list(_DAYS[_SHORT.index(first) : _SHORT.index(last or first) + 1]),
            "opens": opens,
            "closes": closes,
        }
