"""A place -> schema.org Place as JSON-LD, safe to stand inside a `<script>` element."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from federation.domain.opening_rules import DAY, Hours, Join, Rule, State
from federation.domain.opening_writing import clock
from federation.publish.jsonld import in_a_script
from federation.publish.place import Place
from federation.publish.text import cleaned, one_line, web_url

_SCHEMA = "https://schema.org/"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def place_jsonld(place: Place) -> str:
    """The place as JSON-LD text, without `<`, `>` or `&`."""
    site, space = cleaned(place.site), cleaned(place.space)
    stated = {
        "url": place.page_url,
        "sameAs": web_url(site.website),
        "address": _address(place),
        "geo": _geo(place),
        "maximumAttendeeCapacity": space.capacity,
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": one_line(name), "value": True} for name in space.amenities
        ],
        "openingHoursSpecification": list(_weekly(place)),
        "specialOpeningHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "validFrom": one.first_on.isoformat(),
                "validThrough": one.last_on.isoformat(),
            }
            for one in space.closures
        ],
        "containsPlace": [_room(room.name, room.capacity) for room in space.rooms],
    }
    document = {
        "@context": "https://schema.org",
        "@type": "Place",
        "@id": place.page_url,
        "name": one_line(site.name),
        **{name: value for name, value in stated.items() if value not in ("", None, [], {})},
    }
    return in_a_script(json.dumps(document, ensure_ascii=False))


def _address(place: Place) -> dict[str, str]:
    at = cleaned(place.site.location)
    stated = {
        "streetAddress": one_line(at.address),
        "postalCode": at.postal_code,
        "addressLocality": one_line(at.city),
        "addressRegion": one_line(at.region),
        "addressCountry": at.country,
    }
    return {"@type": "PostalAddress", **{name: value for name, value in stated.items() if value}}


def _geo(place: Place) -> dict[str, Any]:
    at = place.site.location
    if at.lat is None or at.lon is None:
        return {}
    return {"@type": "GeoCoordinates", "latitude": at.lat, "longitude": at.lon}


def _room(name: str, capacity: int | None) -> dict[str, Any]:
    size = {} if capacity is None else {"maximumAttendeeCapacity": capacity}
    return {"@type": "Room", "name": one_line(name), **size}


def _weekly(place: Place) -> Iterator[dict[str, Any]]:
    """The hours of a usual week, when they are nothing but that: schema.org cannot say « every second week ».

    A day without hours is closed (schema.org, OpeningHoursSpecification).
    """
    hours = None if place.whole is None else place.whole.hours
    if hours is None or not _plain(hours):
        return
    for rule in hours.rules:
        for span in rule.spans if rule.state is State.OPEN else ():
            yield {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": [_SCHEMA + _DAYS[day.number] for day in rule.weekdays],
                "opens": clock(span.begin),
                "closes": "23:59" if span.end == DAY else clock(span.end % DAY),
            }


def _plain(hours: Hours) -> bool:
    """Whether every rule speaks of whole weekdays that no other one speaks of."""
    told = [day.number for rule in hours.rules for day in rule.weekdays]
    return len(told) == len(set(told)) and all(_plain_rule(rule) for rule in hours.rules)


def _plain_rule(rule: Rule) -> bool:
    narrowed = rule.years or rule.dates or rule.weeks or (rule.holidays and rule.state is State.OPEN)
    ranked = any(day.nth for day in rule.weekdays) or any(span.open_end for span in rule.spans)
    return rule.join is Join.NORMAL and rule.state is not State.UNKNOWN and not (narrowed or ranked or rule.comment)
