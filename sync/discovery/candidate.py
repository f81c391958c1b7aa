"""An address that may be a source: why it is tried, and when in the order of trials. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Turn(IntEnum):
    """When a candidate is tried: what promises most for one request goes first."""

    GIVEN = 0
    CALENDAR = 1
    PAGE = 2
    AGENDA = 3
    FEED = 4
    PERHAPS = 5
    LINKED = 6
    PLACE = 7
    WELL_KNOWN = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address with the format to read it with. `found` says how it was found (`reasons.discovery.FOUND`)."""

    url: str
    format: str
    found: str
    turn: Turn
