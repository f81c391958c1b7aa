"""Network values -> the text of `sites.yaml`, always in the same order, loading back to equal values."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import yaml

from federation.domain.site import Location, Network, Site, Source
from federation.domain.space import Closure, Rate, Room, Space

_HEAD = ("id", "name", "url", "contact", "zone", "language", "charter", "about")
_LOCATION = ("name", "address", "postal_code", "city", "region", "country", "lat", "lon")


def dump_network(network: Network) -> str:
    """YAML text that loads back to an equal Network.

    What only a source can say of a space (open now, since when, its message) is left out.
    """
    plain = {"network": _some(network, *_HEAD), "sites": [_site(site) for site in network.sites]}
    return yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=100)


def _some(value: Any, *names: str) -> dict[str, Any]:
    """The attributes that say something, under their own names."""
    return _filled({name: getattr(value, name) for name in names})


def _filled(plain: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in plain.items() if value not in ("", None)}


def _site(site: Site) -> dict[str, Any]:
    plain: dict[str, Any] = {"id": site.id, "name": site.name, "label": str(site.status)}
    plain["location"] = _location(site.location)
    plain |= _some(site, "zone", "language", "website", "contact")
    if site.profile:
        plain["profile"] = dict(site.profile)
    if site.space is not None:
        plain["space"] = _space(site.space)
    if site.sources:
        plain["sources"] = [_source(source) for source in site.sources]
    return plain


def _location(location: Location) -> dict[str, Any]:
    return _some(location, *_LOCATION)


def _space(space: Space) -> dict[str, Any]:
    plain: dict[str, Any] = _some(space, "hours", "capacity", "desks", "accessibility")
    lists = {
        "closures": [_closure(closure) for closure in space.closures],
        "rooms": [_room(room) for room in space.rooms],
        "rates": [_rate(rate) for rate in space.rates],
        "amenities": list(space.amenities),
    }
    return plain | {name: found for name, found in lists.items() if found}


def _closure(closure: Closure) -> dict[str, Any]:
    return _filled({"from": closure.first_on, "to": closure.last_on, "reason": closure.reason})


def _room(room: Room) -> dict[str, Any]:
    return _some(room, "name", "capacity", "surface")


def _rate(rate: Rate) -> dict[str, Any]:
    amount = None if rate.amount is None else format(rate.amount, "f")
    return _filled({"label": rate.label, "amount": amount, "currency": rate.currency, "unit": rate.unit})


def _source(source: Source) -> dict[str, Any]:
    plain = {"id": source.key, "url": source.url, "format": source.format}
    return plain | {"carries": list(source.carries), "every": every(source.every)}


def every(interval: timedelta) -> str:
    """An interval as the file writes it, in the largest unit that is exact: `90s`, `15m`, `2h`, `1d`."""
    seconds = int(interval.total_seconds())
    for letter, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds % size == 0:
            return f"{seconds // size}{letter}"
    return f"{seconds}s"
