"""The h-events and hCalendar events of a page -> items in schema.org's words, so that one mapping serves both.

mf2py recurses and knows no bounds: it is given the outermost events of a page only, and of each at most
`MOST_ELEMENTS` elements no more than `MOST_DEPTH` deep.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from federation.domain.event import Notice
from sync.formats.schemaorg_parts.items import Found, Item
from sync.formats.web_page_parts.tree import Page, line_of

MOST_EVENTS = 2_000
MOST_ELEMENTS = 2_000
MOST_DEPTH = 60
MOST_COPIED = 12
"""Items and texts with markup within each other: mf2py copies each with all that is in it."""

MOST_OF_A_PAGE = 60_000
"""Elements handed to mf2py, of all events of a page."""

_NAMES = {
    "name": "name",
    "start": "startDate",
    "end": "endDate",
    "duration": "duration",
    "url": "url",
    "category": "keywords",
    "status": "eventStatus",
    "uid": "identifier",
}
_TEXTS = ("content", "description", "summary")
_NAMELESS = frozenset({"h-adr", "h-geo"})
"""Kinds of item whose name is only implied: all their text."""

_ROOT = re.compile(r"(?:\A|\s)(?:h-event|vevent)(?:\s|\Z)")
_COPIED = re.compile(r"(?:\A|\s)(?:[eh]-[a-z]|(?:vcard|vevent|hentry|adr|geo|entry-content|instructions)(?:\s|\Z))")
_ORGANISED = ("organizer", "host")
_ADDRESS = {"street-address": "streetAddress", "postal-code": "postalCode", "locality": "addressLocality"}


def found_in(page: Page, notices: list[Notice]) -> Found:
    """The events of a page as items, those without a property besides their name left out."""
    from sync.formats.hevent_parts import library  # few pages ever need mf2py

    found = Found(page.base)
    left = MOST_OF_A_PAGE
    for number, node in enumerate(_outermost(page)):
        part, size = _bounded(node)
        left -= size
        if left < 0 or number >= MOST_EVENTS:
            notices.append(Notice("too-many-events", line_of(node), value=str(number), lost=True))
            found.full = True
            break
        if size >= MOST_ELEMENTS:
            notices.append(Notice("page-cut", line_of(node), lost=True))
        for event in _events(library.items(part, page.base)):
            if (item := _item(event, found, line_of(node))) is not None:
                found.roots.append(item)
    return found


def _outermost(page: Page) -> Iterator[etree._Element]:
    """The elements that are events and stand in no other event."""
    within = 0
    for event, node in etree.iterwalk(page.root, events=("start", "end")):
        if _ROOT.search(node.get("class") or ""):
            within += 1 if event == "start" else -1
            if event == "start" and within == 1:
                yield node


def _bounded(node: etree._Element) -> tuple[etree._Element, int]:
    """A copy of an element without what is too deep or too much in it, and how many elements it keeps at most."""
    part = copy.deepcopy(node)
    part.tail = None
    size = depth = copied = 0
    surplus = []
    for event, inner in etree.iterwalk(part, events=("start", "end")):
        step = 1 if event == "start" else -1
        depth += step
        own = _COPIED.search(inner.get("class") or "") is not None
        copied += step if own else 0
        if event == "start":
            size += 1
            too_deep = depth == MOST_DEPTH + 1 or (own and copied == MOST_COPIED + 1)
            if too_deep or (size > MOST_ELEMENTS and depth <= MOST_DEPTH):
                surplus.append(inner)
    for inner in surplus:
        outer = inner.getparent()
        if outer is not None:
            outer.remove(inner)
    return part, min(size, MOST_ELEMENTS)


def _events(told: list[Any]) -> Iterator[dict[str, Any]]:
    """The events among mf2 items, those within others too."""
    for one in told:
        if isinstance(one, dict):
            if "h-event" in one.get("type", ()):
                yield one
            inner = [value for values in one.get("properties", {}).values() for value in values]
            yield from _events([*one.get("children", ()), *inner])


def _item(event: dict[str, Any], found: Found, line: int | None) -> Item | None:
    properties = event.get("properties", {})
    item = found.new(("Event",), line=line)
    if item is None:
        return None
    for name, plain in _NAMES.items():
        for value in properties.get(name, ()):
            if text := _text(value):
                item.add(plain, text)
    for name in _TEXTS:
        for value in properties.get(name, ()):
            if text := _html(value):
                item.add("description", text)
    for value in properties.get("featured", ()) or properties.get("photo", ()):
        _picture(item, value, found)
    for value in properties.get("location", ()):
        _place(item, value, properties, found)
    for name in _ORGANISED:
        for value in properties.get(name, ()):
            _organisation(item, value, found)
    return item if item.properties.keys() - {"name"} or properties else None


def _text(value: Any) -> str:
    """The text of a property, of an embedded item its name or value."""
    if isinstance(value, dict):
        names = value.get("properties", {}).get("name") or [value.get("value", "")]
        return _text(names[0]) if not isinstance(names[0], dict) else str(names[0].get("value", ""))
    return value.strip() if isinstance(value, str) else ""


def _html(value: Any) -> str:
    return str(value.get("html") or value.get("value", "")) if isinstance(value, dict) else _text(value)


def _picture(item: Item, value: Any, found: Found) -> None:
    address = str(value.get("value", "")) if isinstance(value, dict) else _text(value)
    picture = found.new(("ImageObject",))
    if picture is not None and address:
        picture.add("url", address)
        if isinstance(value, dict) and value.get("alt"):
            picture.add("caption", str(value["alt"]))
        item.add("image", picture)


def _place(item: Item, value: Any, event: dict[str, Any], found: Found) -> None:
    """A location: text, or an h-card, h-adr or h-geo; coordinates may stand beside it."""
    place = found.new(("Place",), line=item.line)
    if place is None:
        return
    stated = value.get("properties", {}) if isinstance(value, dict) else {}
    address = _within(stated, "adr")
    if (name := _text(value)) and not _NAMELESS & set(value.get("type", ()) if isinstance(value, dict) else ()):
        place.add("name", name)
    for name, plain in _ADDRESS.items():
        for told in stated.get(name, ()) or address.get(name, ()):
            place.add(plain, _text(told))
    if not place.properties.keys() & set(_ADDRESS.values()) and (written := _whole(stated, address)):
        place.add("address", written)
    geo = next(
        (parts for parts in (stated, _within(stated, "geo"), address, _within(event, "geo")) if "latitude" in parts), {}
    )
    for name in ("latitude", "longitude"):
        for told in geo.get(name, ()):
            place.add(name, _text(told))
    if place.properties.keys() & set(_ADDRESS.values()):
        place.types = ("Place", "PostalAddress")
    item.add("location", place)


def _whole(stated: dict[str, Any], address: dict[str, Any]) -> str:
    """An address that is told as a whole: of an `adr` whose parts have no names of their own, or as text."""
    told = [_text(value) for value in (*address.get("name", ()), *stated.get("adr", ()), *stated.get("label", ()))]
    return ", ".join(line.strip(" ,") for line in (told[0] if told else "").splitlines() if line.strip(" ,"))


def _within(properties: dict[str, Any], name: str) -> dict[str, Any]:
    """The properties of an item embedded as a property; a geo URI (RFC 5870) or pair of numbers as its two."""
    for value in properties.get(name, ()):
        if isinstance(value, dict):
            return dict(value.get("properties", {}))
        if found := re.fullmatch(r"(?:geo:)?\s*(-?\d{1,3}(?:\.\d+)?)\s*[;,]\s*(-?\d{1,3}(?:\.\d+)?)[^\s]*", str(value)):
            return {"latitude": [found[1]], "longitude": [found[2]]}
    return {}


def _organisation(item: Item, value: Any, found: Found) -> None:
    """An organiser: an h-card that has an `org` is an organisation, any other may be a person (hCard §organization)."""
    stated = value.get("properties", {}) if isinstance(value, dict) else {}
    names = [_text(name) for name in stated.get("org", ())]
    by = found.new(("Organization",) if names else ())
    if by is not None:
        by.add("name", names[0] if names else _text(value))
        for address in stated.get("url", ())[:1]:
            if (text := _text(address)).startswith(("http://", "https://")):
                by.add("url", text)
        item.add("organizer", by)
