"""Network, site and space values from JSON, as they are kept in payload columns; `payload.dump` writes them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from federation.domain.payload import dump, known_parts
from federation.domain.site import LabelStatus, Location, Network, Site, Source
from federation.domain.space import Closure, Rate, Room, Space


def dump_site(site: Site) -> str:
    """A site without its sources, which have rows of their own."""
    return dump(replace(site, sources=()))


def load_site(text: str, sources: tuple[Source, ...] = ()) -> Site:
    """The site in a payload column, with the sources of its rows."""
    parts = known_parts(Site, json.loads(text))
    parts["location"] = Location(**known_parts(Location, parts["location"]))
    parts["status"] = LabelStatus(parts["status"])
    if parts.get("space") is not None:
        parts["space"] = space_from(parts["space"])
    return Site(**{**parts, "sources": sources})


def dump_network(network: Network) -> str:
    """A network without its sites."""
    return dump(replace(network, sites=()))


def load_network(text: str, sites: tuple[Site, ...] = ()) -> Network:
    """The network in a payload column, with the sites of its rows."""
    return Network(**{**known_parts(Network, json.loads(text)), "sites": sites})


def load_space(text: str) -> Space:
    """The space in a payload column."""
    return space_from(json.loads(text))


def space_from(plain: dict[str, Any]) -> Space:
    """The Space that `payload.to_plain` made plain."""
    parts = known_parts(Space, plain)
    parts["closures"] = tuple(
        Closure(date.fromisoformat(item["first_on"]), date.fromisoformat(item["last_on"]), item.get("reason", ""))
        for item in parts.get("closures", ())
    )
    parts["rooms"] = tuple(Room(**known_parts(Room, item)) for item in parts.get("rooms", ()))
    parts["rates"] = tuple(_rate(item) for item in parts.get("rates", ()))
    parts["amenities"] = tuple(parts.get("amenities", ()))
    if parts.get("open_changed_at"):
        parts["open_changed_at"] = datetime.fromisoformat(parts["open_changed_at"])
    return Space(**parts)


def _rate(plain: dict[str, Any]) -> Rate:
    parts = known_parts(Rate, plain)
    if parts.get("amount") is not None:
        parts["amount"] = Decimal(parts["amount"])
    return Rate(**parts)


def source_from(key: str, url: str, format_name: str, carries: str, every_seconds: int) -> Source:
    """A Source from the columns of its row."""
    return Source(key, url, format_name, tuple(carries.split(",")), timedelta(seconds=every_seconds))
