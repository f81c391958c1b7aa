"""The place of a page that is the site's own -> a Space: hours, closures, capacity, rooms, rates, amenities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from federation.domain.event import Notice
from federation.domain.space import Rate, Room, Space
from sync.formats.json_document import shown
from sync.formats.schemaorg_parts.events import is_event
from sync.formats.schemaorg_parts.hours import hours
from sync.formats.schemaorg_parts.items import Found, Item
from sync.formats.schemaorg_parts.offers import money

MOST = 200
"""Of rooms, rates and amenities, each."""

_HOURS = ("openingHours", "openingHoursSpecification", "specialOpeningHoursSpecification")
_PLACES = frozenset({"CivicStructure", "CoworkingSpace", "EventVenue", "Library", "LocalBusiness", "Place"})
_ELSEWHERE = frozenset({"containsPlace", "contactPoint", "department", "offers", "makesOffer", "hasOfferCatalog"})
"""Properties of a place that lead to something with hours of its own."""

_UNITS = {
    "hour": ("hur", "hour", "heure", "h"),
    "half_day": ("half day", "half-day", "half_day", "demi-journée", "demi journée", "demi-journee"),
    "day": ("day", "jour", "journée", "journee", "p1d"),
    "week": ("wee", "week", "semaine", "p1w"),
    "quarter": ("qan", "quarter", "trimestre", "p3m"),
    "month": ("mon", "month", "mois", "p1m"),
    "year": ("ann", "year", "an", "année", "annee", "p1y"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}


def own_space(fronts: list[Found], notices: list[Notice]) -> Space | None:
    """The space that a page tells of; None when it tells of none.

    Taken is the page's main entity, or a place with opening hours, that is not the location of an event; of several
    the main one, then one with hours, then the one that says most.
    """
    best: tuple[tuple[bool, bool, int], Item] | None = None
    for found in fronts:
        for item, rank in _candidates(found):
            if best is None or rank > best[0]:
                best = rank, item
    return None if best is None else _space(best[1], notices)


def _candidates(found: Found) -> Iterator[tuple[Item, tuple[bool, bool, int]]]:
    elsewhere: set[int] = set()
    for item, whence in found.walk():
        if whence is not None and (is_event(whence[0]) or id(whence[0]) in elsewhere or whence[1] in _ELSEWHERE):
            elsewhere.add(id(item))
            continue
        main = bool(item.values("mainEntityOfPage")) or (whence is not None and whence[1] == "mainEntity")
        open_at = bool(item.values(*_HOURS))
        if (open_at or (main and _PLACES & set(item.types))) and not is_event(item):
            facts = sum(bool(part) for part in (open_at, *_facts(item)))
            if facts:
                yield item, (main, open_at, facts)


def _facts(item: Item) -> tuple[bool, ...]:
    named = ("amenityFeature", "maximumAttendeeCapacity", "containsPlace", "makesOffer", "hasOfferCatalog")
    return tuple(bool(item.values(name)) for name in named)


def _space(place: Item, notices: list[Notice]) -> Space | None:
    text, closures = hours(place, notices)
    space = Space(
        hours=text,
        closures=closures,
        capacity=_people(place, place.text("maximumAttendeeCapacity"), notices),
        rooms=tuple(_rooms(place, notices))[:MOST],
        rates=tuple(dict.fromkeys(_rates(place, 0, notices)))[:MOST],
        amenities=tuple(dict.fromkeys(_amenities(place)))[:MOST],
    )
    return None if space == Space() else space


def _amenities(place: Item) -> Iterator[str]:
    """The names of amenities; one whose value is false is not there."""
    for value in place.values("amenityFeature"):
        if isinstance(value, str):
            yield " ".join(value.split())
        elif value.word("value").lower() not in ("false", "no", "non", "0") and (name := value.text("name")):
            yield name


def _rooms(place: Item, notices: list[Notice]) -> Iterator[Room]:
    for room in place.items("containsPlace")[:MOST]:
        if name := room.text("name"):
            yield Room(name, _capacity(room, notices), _surface(room))


def _capacity(room: Item, notices: list[Notice]) -> int | None:
    told = next(iter(room.items("occupancy")), None)
    stated = "" if told is None else told.text("maxValue", "value")
    return _people(room, room.text("maximumAttendeeCapacity") or stated, notices)


def _surface(room: Item) -> float | None:
    """Square metres; `MTK` is their UN/CEFACT code, and what is meant without a unit."""
    told = next(iter(room.items("floorSize")), None)
    text = room.text("floorSize") if told is None else told.text("value")
    unit = "" if told is None else told.text("unitCode", "unitText").lower()
    found = re.match(r"(\d{1,5}(?:[.,]\d{1,3})?)\s*(?:m²|m2)?\s*\Z", text)
    return float(found[1].replace(",", ".")) if found and unit in ("", "mtk", "m²", "m2") else None


def _rates(holder: Item, depth: int, notices: list[Notice]) -> Iterator[Rate]:
    """The rates in offers, and in catalogues within each other, four deep."""
    if depth > 4:
        return
    for name in ("makesOffer", "hasOfferCatalog", "itemListElement") if depth else ("makesOffer", "hasOfferCatalog"):
        for told in holder.items(name)[:MOST]:
            offer = next(iter(told.items("item")), told)
            if "Offer" in offer.types:
                yield from _rate(offer, notices)
            else:
                yield from _rates(offer, depth + 1, notices)


def _rate(offer: Item, notices: list[Notice]) -> Iterator[Rate]:
    """The rates of one offer: of each price specification, which may say the unit alone, else its own price."""
    label = offer.text("name") or next((one.text("name") for one in offer.items("itemOffered")), "")
    for told in offer.items("priceSpecification")[:MOST] or [offer]:
        text = told.text("price") or offer.text("price")
        amount = money(text)
        name = label or told.text("name")
        if text and amount is None:
            notices.append(Notice("bad-value", offer.line, offer.at("price"), shown(f"{name}: {text}".lstrip(": "))))
        if name and amount is not None:
            currency = told.text("priceCurrency") or offer.text("priceCurrency") or "EUR"
            yield Rate(name, amount, currency.upper(), _unit(told))


def _unit(told: Item) -> str:
    measured = next(iter(told.items("referenceQuantity")), told)
    text = next((text for one in (told, measured) if (text := one.text("unitText", "unitCode", "billingDuration"))), "")
    return _UNIT_OF.get(text.lower(), text)


def _people(item: Item, text: str, notices: list[Notice]) -> int | None:
    """A number of people: `80`, « 80 personnes »."""
    found = re.fullmatch(r"(\d{1,6})(?:\s?(?:personnes?|pers\.?|places?|people|seats?))?", text.strip(), re.IGNORECASE)
    if text and not found:
        notices.append(Notice("bad-value", item.line, item.at("maximumAttendeeCapacity"), shown(text)))
    return int(found[1]) if found else None
