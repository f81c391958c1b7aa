"""What a source says of its space -> the same in clean lines: no tags, no persons, nothing endless."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol

from federation.domain.opening_french import understood
from federation.domain.opening_rules import Hours
from federation.domain.opening_writing import write
from federation.domain.space import Space
from sync.cleaning.text import one_line

_CURRENCY = re.compile("[A-Z]{3}")
_MAILBOX = re.compile(r"[^@\s]+@[^@\s]+")

MOST = 100
"""Of rooms, rates, closures and amenities, each."""


def currency(code: str) -> str:
    """An ISO 4217 code, or nothing."""
    return code if _CURRENCY.fullmatch(code) else ""


class Tell(Protocol):
    """Adds a Notice: its code, and what was seen."""

    def __call__(self, code: str, value: str = "") -> None: ...


def clean_space(space: Space, tell: Tell) -> Space:
    """The space with every text on one clean line, its hours in their normal form when they can be read.

    A room or a rate whose name is nothing but markup goes, and so does a contact that is not the mailbox of a role.
    """

    def line(text: str, longest: int = 200) -> str:
        return one_line(text, longest, tell)

    rooms = [replace(room, name=line(room.name)) for room in space.rooms[:MOST]]
    rates = [
        replace(rate, label=line(rate.label), currency=currency(rate.currency), unit=line(rate.unit, 40))
        for rate in space.rates[:MOST]
    ]
    closures = [replace(closure, reason=line(closure.reason)) for closure in space.closures[:MOST]]
    contact = line(space.contact)
    return replace(
        space,
        hours=_hours(line(space.hours, 1000), tell),
        contact=contact if _MAILBOX.fullmatch(contact) else "",
        closures=tuple(dict.fromkeys(sorted(closures, key=lambda closure: (closure.first_on, closure.last_on)))),
        rooms=tuple(room for room in rooms if room.name),
        rates=tuple(rate for rate in rates if rate.label),
        amenities=tuple(dict.fromkeys(word for word in map(line, space.amenities[:MOST]) if word)),
        accessibility=line(space.accessibility, 2000),
        message=line(space.message, 500),
    )


def _hours(text: str, tell: Tell) -> str:
    """Opening hours in their normal form; those that nobody can read stay as they are, and are told."""
    hours = understood(text)
    if isinstance(hours, Hours):
        return write(hours)
    if text:
        tell("hours-unreadable", hours.seen or text)
    return text
