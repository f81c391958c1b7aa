"""Where an event takes place: Place, PostalAddress, VirtualLocation or text -> a place and an online address."""

from __future__ import annotations

import math

from federation.domain.event import Attendance, Place
from sync.formats.schemaorg_parts.items import Item, Value

_MODES = {
    "OfflineEventAttendanceMode": Attendance.ONSITE,
    "OnlineEventAttendanceMode": Attendance.ONLINE,
    "MixedEventAttendanceMode": Attendance.MIXED,
}
_MODES |= {name.removesuffix("EventAttendanceMode").lower(): mode for name, mode in _MODES.items()}


def where(item: Item) -> tuple[Place | None, str, Attendance | None]:
    """The place, the address to take part online, and the attendance mode, as stated or as the locations show it.

    Of several places the first counts.
    """
    places: list[Place] = []
    online = ""
    virtual = False
    for location in item.values("location"):
        if _is_virtual(location):
            virtual = True
            online = online or _address_of(location)
        elif (place := _place(location)) is not None:
            places.append(place)
    word = item.word("eventAttendanceMode")
    mode = _MODES.get(word) or _MODES.get(word.lower())
    if mode is None and virtual:
        mode = Attendance.MIXED if places else Attendance.ONLINE
    return places[0] if places else None, online, mode


def _is_virtual(location: Value) -> bool:
    if isinstance(location, Item):
        return "VirtualLocation" in location.types
    return location.strip().lower().startswith(("http://", "https://"))


def _address_of(location: Value) -> str:
    return location.strip() if isinstance(location, str) else location.text("url", "sameAs") or location.id


def _place(location: Value) -> Place | None:
    if isinstance(location, str):
        name = " ".join(location.split())
        return Place(name=name) if name else None
    lat, lon = _coordinates(location)
    name = location.text("name")
    address = location if "PostalAddress" in location.types else next(iter(location.items("address")), None)
    if address is None:
        street, postal_code, city = location.text("address"), "", ""
    else:
        street = ", ".join(_lines(address))
        postal_code, city = address.text("postalCode"), address.text("addressLocality")
        name = name or address.text("name")
    place = Place(name, street, postal_code, city, lat, lon)
    return None if place == Place() else place


def _lines(address: Item) -> list[str]:
    lines = (line for text in address.texts("streetAddress") for line in text.splitlines())
    return [" ".join(line.split()) for line in lines if line.strip()]


def _coordinates(location: Item) -> tuple[float | None, float | None]:
    """Latitude and longitude in WGS 84 degrees, of the place's `geo` or its own; both or none."""
    geo = next(iter(location.items("geo")), location)
    lat, lon = _degrees(geo.text("latitude"), 90), _degrees(geo.text("longitude"), 180)
    return (lat, lon) if lat is not None and lon is not None else (None, None)


def _degrees(text: str, most: int) -> float | None:
    try:
        found = float(text.replace(",", ".")[:30])
    except ValueError:
        return None
    return found if math.isfinite(found) and -most <= found <= most else None
