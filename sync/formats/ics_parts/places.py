"""Where an event takes place, from all that says so: LOCATION, GEO, Apple's location, VLOCATION, schema.org data.

And the links that stand in LOCATION instead of a place: maps and video meetings.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlsplit

from federation.domain.event import Attendance, Place
from sync.cleaning.place import fold

_LONGEST_DATA = 20_000  # characters of structured data
_GEO = re.compile(
    r"(?:geo:)?\s*(-?\d{1,3}(?:\.\d{1,20})?)\s*[,;]\s*(-?\d{1,3}(?:\.\d{1,20})?)(?:[;,?].*)?", re.I | re.A
)
_BREAK = re.compile(r"\\+n|\n")  # Apple escapes those of X-ADDRESS once or twice
_AT = re.compile(r"/@(-?\d{1,2}\.\d{1,20}),(-?\d{1,3}\.\d{1,20})", re.A)
_POSTAL = re.compile(r"(?:(.{2,200}?)[,\s]\s*)?(\d{5})\s+([^\d,]{2,60}?)(?:,\s*France)?", re.A)
_MAPS = re.compile(
    r"(?:^|\.)(?:maps\.|goo\.gl$|openstreetmap\.org$|osm\.org$|umap\.)|(?:^|\.)google\.[a-z.]{2,6}$", re.I
)
_MEETINGS = re.compile(
    r"(?:^|\.)(?:zoom\.us|zoom\.com|meet\.google\.com|teams\.microsoft\.com|teams\.live\.com|webex\.com|whereby\.com"
    r"|meet\.jit\.si|jitsi\.[a-z.-]+|visio\.[a-z.-]+|bbb\.[a-z.-]+|framatalk\.org|gotomeeting\.com|livestorm\.co)$",
    re.I,
)
_WORDS = (
    "en ligne|online|visio|visioconference|en visio|en visioconference|a distance|en distanciel|distanciel|virtuel|"
    "webinaire|webinar|virtual"
)
_ONLINE = frozenset(_WORDS.split("|"))


@dataclass(frozen=True, slots=True)
class Where:
    """The place and the way to take part, and whether LOCATION was a link instead of a place."""

    place: Place | None = None
    online_url: str = ""
    attendance: Attendance | None = None
    was_link: bool = False


def where(location: str, geo: tuple[float, float] | None, spot: Place | None, conference: str) -> Where:
    """What LOCATION, GEO, a structured location and the link of a conference say together.

    A conference makes an event online, or mixed when there is also a place.
    """
    text = ", ".join(part for line in location.split("\n") if (part := line.strip(" \t,"))) if location else ""
    was_link = text[:4].lower() in ("http", "www.") and " " not in text
    if was_link:
        mapped, meeting = from_link(text)
        spot, conference, text = joined(spot, mapped), conference or meeting, ""
    online = text != "" and len(text) < 20 and fold(text) in _ONLINE
    place = _placed("" if online else text, geo, spot)
    if online or (conference and place is None):
        return Where(None, conference, Attendance.ONLINE, was_link)
    return Where(place, conference, Attendance.MIXED if conference else None, was_link)


def _placed(name: str, geo: tuple[float, float] | None, spot: Place | None) -> Place | None:
    if spot is None and geo is None:
        return Place(name) if name else None
    spot = spot or Place()
    lat, lon = known_geo(geo) or (spot.lat, spot.lon)
    if name and spot.address and spot.name and name.startswith(spot.name):
        name = spot.name  # « La Cantine, 11 impasse Juton, Nantes »: the rest is the address
    place = Place(name or spot.name, spot.address, spot.postal_code, spot.city, lat, lon)
    return None if place == Place() else place


def known_geo(geo: tuple[float, float] | None) -> tuple[float, float] | None:
    """Coordinates that can be; not 0;0, which is what software writes that does not know."""
    if geo is None:
        return None
    lat, lon = geo  # NaN fails the comparisons too
    return geo if -90 <= lat <= 90 and -180 <= lon <= 180 and (lat, lon) != (0, 0) else None


def geo_in(text: str) -> tuple[float, float] | None:
    """The coordinates of a `geo:` URI (RFC 5870) or of two numbers, else None."""
    found = _GEO.fullmatch(text.strip())
    return known_geo((float(found[1]), float(found[2]))) if found else None


def joined(first: Place | None, other: Place | None) -> Place | None:
    """One place from two that tell of it: of each part the first that is told."""
    if first is None or other is None:
        return first or other
    lat, lon = (first.lat, first.lon) if first.lat is not None else (other.lat, other.lon)
    return Place(
        first.name or other.name,
        first.address or other.address,
        first.postal_code or other.postal_code,
        first.city or other.city,
        lat,
        lon,
    )


def addressed(name: str, address: str, geo: tuple[float, float] | None = None) -> Place | None:
    """The place of a name and a postal address in one text, lines or commas between its parts."""
    text = ", ".join(part for line in _BREAK.split(address) if (part := line.strip(" \t,")))
    lat, lon = geo or (None, None)
    found = _POSTAL.fullmatch(text[:300])
    street, postal_code, city = found.groups("") if found else (text[:300], "", "")
    place = Place(name.strip()[:500], street.strip(" ,"), postal_code, city.strip(), lat, lon)
    return None if place == Place() else place


def apple(parameters: dict[str, str], value: str) -> Place | None:
    """X-APPLE-STRUCTURED-LOCATION: a `geo:` URI with X-TITLE and X-ADDRESS."""
    return addressed(parameters.get("X-TITLE", ""), parameters.get("X-ADDRESS", ""), geo_in(value.replace("\\", "")))


def structured(text: str) -> Place | None:
    """STRUCTURED-DATA (RFC 9073 §6.6): a schema.org Place in JSON, or what has one as its `location`; else None."""
    if len(text) > _LONGEST_DATA:
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(data, dict) and isinstance(data.get("location"), dict):
        data = data["location"]
    if not isinstance(data, dict) or not ("address" in data or "geo" in data):
        return None
    return _of_schema_org(data)


def _of_schema_org(data: dict[str, Any]) -> Place | None:
    geo, address = data.get("geo"), data.get("address")
    at = geo_in(f"{geo.get('latitude')},{geo.get('longitude')}") if isinstance(geo, dict) else None
    if not isinstance(address, dict):
        return addressed(_said(data, "name"), address if isinstance(address, str) else "", at)
    lat, lon = at or (None, None)
    street, postal_code, city = (_said(address, key) for key in ("streetAddress", "postalCode", "addressLocality"))
    place = Place(_said(data, "name"), street, postal_code, city, lat, lon)
    return None if place == Place() else place


def _said(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    return value.strip()[:500] if isinstance(value, str) else ""


def from_link(link: str) -> tuple[Place | None, str]:
    """The place that the address of a map names, and the address itself when it is that of a video meeting."""
    link = link if link.lower().startswith("http") else "https://" + link
    try:
        parts = urlsplit(link)
        host, asked = parts.hostname or "", parse_qs(parts.query[:2000], max_num_fields=50)
    except ValueError:
        return None, ""
    if _MEETINGS.search(host):
        return None, link
    if not _MAPS.search(host):
        return None, ""
    sought = next((asked[key][0] for key in ("q", "query", "destination", "daddr") if asked.get(key)), "")
    if not sought and "/place/" in parts.path:
        sought = unquote_plus(parts.path.partition("/place/")[2].partition("/")[0])
    marked = _AT.search(parts.path)
    at = geo_in(f"{marked[1]},{marked[2]}") if marked else geo_in(sought)
    if at is None and "mlat" in asked and "mlon" in asked:
        at = geo_in(f"{asked['mlat'][0]},{asked['mlon'][0]}")
    if geo_in(sought) is not None:
        sought = ""
    return addressed("" if _POSTAL.fullmatch(sought) else sought, sought if _POSTAL.fullmatch(sought) else "", at), ""
