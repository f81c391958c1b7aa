"""The lists of a SpaceAPI document that tell of the place: `areas` -> rooms, `membership_plans` -> rates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from federation.domain.space import Rate, Room
from sync.formats.spaceapi_parts.document import Part

_UNITS = {
    "yearly": "year",
    "quarterly": "quarter",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "hour",
}
_PEOPLE = re.compile(r"(?<!\d)(\d{1,4}) ?(?:personnes?|pers\b|places|people|persons|seats)", re.IGNORECASE)


def rooms(location: Part) -> tuple[Room, ...]:
    """The areas of a location (v14); one whose description counts people gives its capacity."""
    return tuple(_rooms(location))


def _rooms(location: Part) -> Iterator[Room]:
    for area in location.parts("areas"):
        if name := _named(area):
            people = _PEOPLE.search(area.text("description")[:1000])
            yield Room(name, int(people[1]) if people else None, area.number("square_meters", 1_000_000))


def rates(root: Part) -> tuple[Rate, ...]:
    """The membership plans (v14): value, currency and billing interval; for `other` the description says which."""
    return tuple(_rates(root))


def _rates(root: Part) -> Iterator[Rate]:
    for plan in root.parts("membership_plans"):
        if name := _named(plan):
            value = plan.number("value", 10_000_000)
            interval = plan.text("billing_interval")
            unit = _UNITS.get(interval) or plan.text("description") or interval
            yield Rate(name, None if value is None else _amount(value), plan.text("currency"), unit)


def _amount(value: float) -> Decimal:
    return Decimal(int(value)) if value == int(value) else Decimal(f"{value:.2f}")


def _named(part: Part) -> str:
    name = part.text("name").strip()
    if not name:
        part.tell("missing-key", f"{part.path}.name")
    return name
