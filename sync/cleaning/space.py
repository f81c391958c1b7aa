"""What a source says of its space -> the same in clean lines: no tags, no persons, nothing endless."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from federation.domain.space import Space
from sync.cleaning.text import one_line

_CURRENCY = re.compile("[A-Z]{3}")

MOST = 100
"""Of rooms, rates, closures and amenities, each."""


def currency(code: str) -> str:
    """An ISO 4217 code, or nothing."""
    return code if _CURRENCY.fullmatch(code) else ""


def clean_space(space: Space, tell: Callable[[str], None]) -> Space:
    """The space with every text on one clean line; a room or a rate whose name is nothing but markup goes."""

    def line(text: str, longest: int = 200) -> str:
        return one_line(text, longest, tell)

    rooms = [replace(room, name=line(room.name)) for room in space.rooms[:MOST]]
    rates = [
        replace(rate, label=line(rate.label), currency=currency(rate.currency), unit=line(rate.unit, 40))
        for rate in space.rates[:MOST]
    ]
    return replace(
        space,
        hours=line(space.hours, 500),
        closures=tuple(replace(closure, reason=line(closure.reason)) for closure in space.closures[:MOST]),
        rooms=tuple(room for room in rooms if room.name),
        rates=tuple(rate for rate in rates if rate.label),
        amenities=tuple(dict.fromkeys(word for word in map(line, space.amenities[:MOST]) if word)),
        accessibility=line(space.accessibility, 2000),
        message=line(space.message, 500),
    )
