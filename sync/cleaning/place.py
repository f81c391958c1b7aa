"""Where an event takes place: the site itself unless the source says otherwise; no phone numbers, no persons."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from anyascii import anyascii

from federation.domain.event import Place
from federation.domain.site import Site
from sync.cleaning.text import one_line

_WORD = re.compile(r"[a-z0-9]+")
_FIVE_DIGITS = re.compile(r"\d{5}")
_POSTAL = re.compile(r"([^,]{2,100}),\s*(?:(.{3,150}),\s*)?(\d{5})\s+([^\d,]{2,60})(?:,\s*France)?\Z")


def fold(text: str) -> str:
    """Text reduced to what people compare: lower-case ASCII letters and digits, one blank between words."""
    return " ".join(_WORD.findall((text if text.isascii() else anyascii(text)).lower()))


class Places:
    """The places of one site's events, each settled once: the same few come back in every answer."""

    def __init__(self, site: Site) -> None:
        spot = site.location
        self.home = Place(spot.name, spot.address, spot.postal_code, spot.city, spot.lat, spot.lon)
        self._city, self._address = fold(spot.city), fold(spot.address)
        names = {fold(site.name), fold(spot.name)} - {""}
        names |= {_without_town(name, self._city) for name in names}
        self._names = names | {f"{name} {self._city}" for name in names} | {f"{self._city} {name}" for name in names}
        self._settled: dict[Place, Place] = {}

    def settle(self, place: Place | None, tell: Callable[[str], None]) -> Place:
        """The place, cleaned; the site's own when none is stated or when it goes by the site's name."""
        if place is None:
            return self.home
        found = self._settled.get(place)
        if found is None:
            found = self._settled[place] = self._place(place, tell)
        return found

    def _place(self, place: Place, tell: Callable[[str], None]) -> Place:
        clean = _valid(_cleaned(place, tell))
        said = clean.address or clean.postal_code or clean.city or not _FIVE_DIGITS.search(clean.name)
        split = None if said else _POSTAL.match(clean.name)
        if split:
            name, address, postal_code, city = ((part or "").strip() for part in split.groups())
            clean = Place(name, address, postal_code, city, clean.lat, clean.lon)
        return self.home if self._is_home(clean) else clean

    def _is_home(self, place: Place) -> bool:
        """Whether a place says nothing that contradicts the site's own."""
        if fold(place.name) not in self._names | {""}:
            return False
        if fold(place.city) not in ("", self._city) or fold(place.address) not in ("", self._address):
            return False
        return bool(place.name or place.address) or place == Place()


def _without_town(name: str, town: str) -> str:
    """« la cantine toulouse » without its town, as its own people call it; the name when little else is left."""
    bare = name.removesuffix(f" {town}") if town else name
    return bare if " " in bare else name


def _cleaned(place: Place, tell: Callable[[str], None]) -> Place:
    return Place(
        one_line(place.name, 200, tell, phones=True),
        one_line(place.address, 300, tell, phones=True),
        one_line(place.postal_code, 20, tell),
        one_line(place.city, 100, tell, phones=True),
        place.lat,
        place.lon,
    )


def _valid(place: Place) -> Place:
    """The place without coordinates that are none: half a pair, out of range, or 0, 0 in the Gulf of Guinea."""
    lat, lon = place.lat, place.lon
    if lat is None and lon is None:
        return place
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180) or lat == lon == 0:
        return replace(place, lat=None, lon=None)
    return place
