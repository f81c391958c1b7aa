"""The parts of an ActivityPub Event that take some understanding: who may see it, where it is, what is attached.

FEP-8a8e, Mobilizon's context and Gancio's practice are read alike; so are the fields of Mobilizon's own GraphQL API.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from federation.domain.event import Image, Organiser, Place
from sync.formats.api_parts.addresses import joined, link
from sync.formats.api_parts.item import Item
from sync.formats.api_parts.place import place

GROUPS = ("Group", "Organization")

_PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
_POINT = re.compile(r"(-?\d{1,3}(?:\.\d+)?);(-?\d{1,2}(?:\.\d+)?)\Z", re.ASCII)
_FIXED_NAMES = ("Banner", "Website")
_NO_CATEGORY = ("", "MEETING", "TODO remove me")
"""What Mobilizon writes when nobody chose a category."""


@dataclass(slots=True)
class Where:
    """The first physical place, and every address at which something happens online."""

    place: Place | None = None
    online: list[str] = field(default_factory=list)


def is_public(item: Item) -> bool:
    """Whether everybody may see it: addressed to the public (Activity Streams §5.6), or to nobody in particular."""
    if "to" not in item.raw and "cc" not in item.raw:
        return True
    silent = Item(item.raw, item.path, [])
    return not _PUBLIC.isdisjoint({*silent.words("to", within="id"), *silent.words("cc", within="id")})


def is_a(raw: Any, *types: str) -> bool:
    """Whether an object is of one of these types; it may have several (Activity Streams 2.0 §4.1)."""
    stated = raw.get("type") if isinstance(raw, dict) else None
    return any(kind in types for kind in (stated if isinstance(stated, list) else [stated]) if isinstance(kind, str))


def where(item: Item) -> Where:
    """The locations: Places, VirtualLocations, Places whose address is virtual, one or several, or a bare name."""
    found = Where()
    stated = item.raw.get("location")
    if isinstance(stated, str):
        found.place = place(item.text("location"))
        return found
    for location in item.children("location", "physicalAddress"):
        _locate(location, found)
    return found


def _locate(location: Item, found: Where) -> None:
    inner = location.raw.get("address")
    virtual = location if is_a(location.raw, "VirtualLocation") else None
    if isinstance(inner, dict) and is_a(inner, "VirtualLocation"):
        virtual = Item(inner, location.at("address"), location.notices)
    if virtual is not None:
        if url := link(virtual, "url", virtual.text("url")) or joined("", location.text("id")):
            found.online.append(url)
        return
    physical = _physical(location)
    if physical is None:
        location.tell("bad-value", "name")
    found.place = found.place or physical


def _physical(location: Item) -> Place | None:
    name = location.plain("name", "description")
    if isinstance(location.raw.get("address"), str):
        return place(name, location.plain("address"), spot=_spot(location))
    parts = location.child("address") or location
    return place(
        name,
        parts.plain("streetAddress", "street"),
        parts.text("postalCode"),
        parts.plain("addressLocality", "locality"),
        _spot(location),
    )


def _spot(location: Item) -> tuple[float | None, float | None]:
    if point := _POINT.match(location.text("geom")):
        return float(point[2]), float(point[1])
    return location.degrees("latitude", 90), location.degrees("longitude", 180)


def organiser(item: Item, base: str) -> Organiser | None:
    """The group an event is attributed to, when it is written out: an address alone may be a person's."""
    for actor in item.children("attributedTo") if not isinstance(item.raw.get("attributedTo"), str) else []:
        name = actor.plain("name", "preferredUsername") if is_a(actor.raw, *GROUPS) else ""
        if name:
            return Organiser(name, address(actor, base))
    return None


def address(item: Item, base: str) -> str:
    """The page of an object: `url` as text, as a Link, or the first of several."""
    value = item.raw.get("url")
    if isinstance(value, list):
        value = next((one for one in value if _is_page(one)), value[0] if value else None)
    if isinstance(value, dict):
        value = value.get("href")
    return link(item, "url", value, base) if isinstance(value, str) else ""


def _is_page(one: Any) -> bool:
    return isinstance(one, str) or (isinstance(one, dict) and one.get("mediaType", "text/html") == "text/html")


def image(item: Item, base: str) -> Image | None:
    """The banner, else the first picture attached; names that the software gives are no descriptions."""
    pictures = [*item.children("image", "picture"), *(one for one in _attached(item) if _is_picture(one.raw))]
    banners = [one for one in pictures if one.text("name") == "Banner"]
    for picture in (*banners, *pictures):
        if url := address(picture, base) or link(picture, "href", picture.text("href"), base):
            name = picture.plain("name", "alt")
            return Image(url, alt="" if name in _FIXED_NAMES else name)
    return None


def links(item: Item) -> dict[str, str]:
    """The web pages attached, each with its name."""
    pages = (one for one in _attached(item) if is_a(one.raw, "Link", "Page") and not _is_picture(one.raw))
    named = ((link(one, "href", one.text("href", "url")), one.plain("name")) for one in pages)
    return {url: name for url, name in named if url}


def _attached(item: Item) -> list[Item]:
    return item.children("attachment") if not isinstance(item.raw.get("attachment"), str) else []


def _is_picture(raw: dict[str, Any]) -> bool:
    kind = raw.get("mediaType")
    return is_a(raw, "Image") or (isinstance(kind, str) and kind.startswith("image/"))


def categories(item: Item) -> tuple[str, ...]:
    """Its hashtags without their sign, then its category in plain letters (`ARTS_CULTURE`: « Arts culture »)."""
    tags = [tag for tag in item.children("tag", "tags") if not is_a(tag.raw, "Mention", "Emoji")]
    names = [tag.plain("name", "title").strip().lstrip("#") for tag in tags]
    category = item.text("category")
    if category not in _NO_CATEGORY:
        names.append(category.replace("_", " ").capitalize() if category.isupper() else category)
    return tuple(dict.fromkeys(name for name in names if name))
