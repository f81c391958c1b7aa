"""Places -> GeoJSON (RFC 7946): one feature a place, annexes too, with a box around those whose point is known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from federation.domain.site import Location
from federation.publish.place import Place, stamp
from federation.publish.text import clean, cleaned, one_line, web_url

MEDIA_TYPE = "application/geo+json"


def geojson(places: Sequence[Place]) -> bytes:
    """The collection; a place without coordinates is an unlocated feature (§3.2)."""
    collection: dict[str, Any] = {"type": "FeatureCollection"}
    points = [point for place in places if (point := _point(place)) is not None]
    if points:
        longitudes, latitudes = zip(*points, strict=True)
        collection["bbox"] = [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]
    collection["features"] = [_feature(place) for place in places]
    return json.dumps(collection, ensure_ascii=False, indent=1).encode() + b"\n"


def _point(place: Place) -> tuple[float, float] | None:
    """Longitude first (§3.1.1)."""
    at = place.site.location
    return None if at.lat is None or at.lon is None else (at.lon, at.lat)


def _feature(place: Place) -> dict[str, Any]:
    point = _point(place)
    return {
        "type": "Feature",
        "id": place.section_url,
        "geometry": None if point is None else {"type": "Point", "coordinates": list(point)},
        "properties": _properties(place),
    }


def _address(at: Location) -> str:
    city = f"{at.postal_code} {at.city}".strip()
    return one_line(", ".join(part for part in (at.address, city) if part))


def _properties(place: Place) -> dict[str, Any]:
    site = cleaned(place.site)
    return {
        "shortname": site.id,
        "name": one_line(clean(place.name)),
        "annexe": one_line(place.annexe) or None,
        "provisional": place.provisional,
        "city": one_line(site.location.city),
        "region": one_line(site.location.region),
        "address": _address(site.location),
        "url": place.section_url,
        "website": web_url(site.website),
        "label": site.status.value,
        "status": place.status,
        "open": place.is_open,
        "until": stamp(place.now.until if place.now is not None else None),
        "hours": place.space.hours,
        "capacity": place.space.capacity,
        "mtime": stamp(place.seen_at),
        "feeds": [
            {"type": "rss", "url": place.feed_url("rss")},
            {"type": "ical", "url": place.feed_url("ics")},
            {"type": "spaceapi", "url": place.spaceapi_url},
        ],
    }
