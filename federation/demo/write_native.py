"""The place to work in as a `cantines-native/1` document: every key that has something to say."""

from __future__ import annotations

import json
from typing import Any

from federation.demo.announced import Programme
from federation.domain.space import Space

MEDIA_TYPE = "application/json; charset=utf-8"


def write_native(programme: Programme) -> bytes:
    """The document of the space; equal programmes give equal bytes."""
    document = {
        "format": "cantines-native/1",
        "site": programme.site_id,
        "generated_at": programme.changed_at.isoformat(),
        "refresh_minutes": 1,
        "space": _space(programme.space),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _space(space: Space) -> dict[str, Any]:
    return {
        "hours": space.hours,
        "closures": [
            {"from": closure.first_on.isoformat(), "to": closure.last_on.isoformat(), "reason": closure.reason}
            for closure in space.closures
        ],
        "desks": space.desks,
        "rooms": [{"name": room.name, "capacity": room.capacity} for room in space.rooms],
        "rates": [
            {"label": rate.label, "amount": str(rate.amount), "currency": rate.currency, "unit": rate.unit}
            for rate in space.rates
        ],
        "amenities": list(space.amenities),
        "accessibility": space.accessibility,
        "open_now": space.open_now,
        "message": space.message,
    }
