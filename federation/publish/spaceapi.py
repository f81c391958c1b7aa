"""A place -> SpaceAPI 15 (https://spaceapi.io/docs), readable as 14 too; and the directory of all of them.

What SpaceAPI has no word for (hours, closures, seats, prices by the hour, the age of it all) stands in `ext_cantines`;
hours also in `ext_opening_hours`, where other readers look for them. No person is named: the only mailbox is a role's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from federation.domain.space import LASTING, Rate, Room
from federation.publish.place import Place, stamp
from federation.publish.text import cleaned, one_line, web_url

VERSIONS = ("14", "15")
_INTERVALS = {
    "hour": "hourly", "day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "yearly"
}  # fmt: skip


def spaceapi(place: Place, others: Sequence[Place] = (), annexes: Sequence[Place] = ()) -> bytes:
    """The document of a place; `others` are those of its network (`linked_spaces`), `annexes` other places of its site.

    SpaceAPI knows one address: the other places of a site stand in `ext_cantines`.
    """
    site = cleaned(place.site)
    document = {
        "api_compatibility": list(VERSIONS),
        "space": one_line(site.name),
        "logo": f"{place.base_url}/favicon.svg",
        "url": web_url(site.website) or place.page_url,
        "location": _location(place),
        "state": _state(place),
        "contact": {"email": place.space.contact} if place.space.contact else {},
        "feeds": _feeds(place),
        "membership_plans": [_plan(rate) for rate in cleaned(place.space.rates) if rate.amount is not None],
        "links": [{"name": one_line(site.name), "url": place.page_url}],
        "linked_spaces": [{"endpoint": other.spaceapi_url, "website": other.page_url} for other in others],
        "ext_opening_hours": place.space.hours,
        "ext_cantines": _own(place) | {"annexes": [_annexe(one) for one in annexes]},
    }
    return _written({name: value for name, value in document.items() if value not in ("", [], None)})


def directory(places: Iterable[Place]) -> bytes:
    """The directory: the name of each place and the address of its document, in the form of directory.spaceapi.io."""
    return _written({_named(place): place.spaceapi_url for place in places})


def _named(place: Place) -> str:
    return one_line(f"{place.site.name} ({place.site.location.city})")


def _location(place: Place) -> dict[str, Any]:
    at = cleaned(place.site.location)
    city = f"{at.postal_code} {at.city}".strip()
    stated = {
        "address": ", ".join(part for part in (one_line(at.address), city, at.country) if part),
        "lat": at.lat,
        "lon": at.lon,
        "timezone": place.site.zone,
        "country_code": at.country,
        "hint": one_line(place.space.accessibility) or (one_line(at.name) if at.name != place.site.name else ""),
        "areas": [_area(room) for room in cleaned(place.space.rooms)],
    }
    return {name: value for name, value in stated.items() if value not in ("", None, [])}


def _area(room: Room) -> dict[str, Any]:
    people = None if room.capacity is None else f"{room.capacity} personnes"
    stated = {"name": one_line(room.name), "description": people, "square_meters": room.surface}
    return {name: value for name, value in stated.items() if value is not None}


def _state(place: Place) -> dict[str, Any]:
    """Without `open` when nobody can say: that is how SpaceAPI tells « undefined »."""
    stated = {
        "open": place.is_open,
        "lastchange": int(place.since.timestamp()) if place.since is not None else None,
        "message": one_line(place.space.message) or None,
    }
    return {name: value for name, value in stated.items() if value is not None}


def _feeds(place: Place) -> dict[str, Any]:
    return {
        "blog": {"type": "rss", "url": place.feed_url("rss")},
        "calendar": {"type": "ical", "url": place.feed_url("ics")},
    }


def _plan(rate: Rate) -> dict[str, Any]:
    plan: dict[str, Any] = {
        "name": one_line(rate.label) or "–",
        "value": float(rate.amount or 0),
        "currency": rate.currency,
        "billing_interval": _INTERVALS.get(rate.unit, "other"),
    }
    if rate.unit and rate.unit not in _INTERVALS:
        plan["description"] = rate.unit
    return plan


def _own(place: Place) -> dict[str, Any]:
    space = cleaned(place.space)
    return {
        "id": place.site.id,
        "label": place.site.status.value,
        "city": place.site.location.city,
        "region": place.site.location.region,
        "capacity": space.capacity,
        "desks": space.desks,
        "closures": [
            {"from": one.first_on.isoformat(), "to": one.last_on.isoformat(), "reason": one_line(one.reason)}
            for one in space.closures
        ],
        "amenities": list(space.amenities),
        "accessibility": space.accessibility,
        "until": stamp(place.now.until if place.now is not None else None),
        "seen_at": stamp(place.seen_at),
        "seen": _seen(place),
    }


def _annexe(place: Place) -> dict[str, Any]:
    return {
        "name": one_line(cleaned(place.site).location.name),
        "url": place.section_url,
        "location": _location(place),
        "provisional": place.provisional,
        "open": place.is_open,
        "until": stamp(place.now.until if place.now is not None else None),
        "hours": place.space.hours,
        "desks": place.space.desks,
        "capacity": place.space.capacity,
        "seen_at": stamp(place.seen_at),
    }


def _seen(place: Place) -> dict[str, str | None]:
    """When each part was last seen at its source; null for what the network file says."""
    if place.whole is None:
        return {}
    origins = place.whole.origins
    return {part: stamp(origins[part].seen_at) for part in LASTING if part in origins}


def _written(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"
