"""Names of time zones (TZID) -> IANA names that `zoneinfo` can load.

A TZID may be an IANA name in any case, a Windows name or its display text, or an IANA name behind a path. What is
none of these, the offsets of its VTIMEZONE may explain (`vtimezones`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from federation.domain.zones import zone_names
from sync.quirks import DISPLAYED_ZONE, LOWER_CASE_ZONE, WINDOWS_ZONE, Quirk

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]*(?:/[A-Za-z0-9_+\-]+){0,2}")
_DISPLAY = re.compile(r"(?:\((?:UTC|GMT) ?([+-]\d\d:?\d\d)?\) ?)?(.*)", re.I)
_OFFSET = re.compile(r"(?:UTC|GMT)? ?([+-])(\d\d?)(?::?00)?", re.I)
_AMERICAN = {
    "eastern time": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
    "coordinated universal time": "UTC",
}


@lru_cache(maxsize=2048)
def named(tzid: str) -> str | None:
    """The IANA zone that a TZID names by itself, else None."""
    text = tzid.strip().strip('"').strip()
    return _iana(text) or _windows(text) or _behind_path(text) or _displayed(text) or fixed(text)


def defect_of(tzid: str) -> Quirk | None:
    """What is odd with a TZID that `named` knows under another name; None when it is another name of IANA's."""
    text = tzid.strip().strip('"').strip()
    if text.startswith("(") or ", " in text:
        return DISPLAYED_ZONE
    if _windows(text):
        return WINDOWS_ZONE
    return None if text in zone_names() else LOWER_CASE_ZONE


def _iana(text: str) -> str | None:
    if len(text) > 64 or not _PLAIN.fullmatch(text):
        return None
    found = _folded().get(text.casefold())
    return "UTC" if found in ("Etc/UTC", "Zulu", "Etc/Zulu", "UCT", "Etc/UCT", "Universal", "Etc/Universal") else found


@lru_cache(maxsize=1)
def _folded() -> Mapping[str, str]:
    return {name.casefold(): name for name in sorted(zone_names())}


def all_zones() -> list[str]:
    """Every IANA name, in order."""
    return list(_folded().values())


def _windows(text: str) -> str | None:
    return _windows_folded().get(text.casefold())


@lru_cache(maxsize=1)
def _windows_folded() -> Mapping[str, str]:
    return {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}


def _behind_path(text: str) -> str | None:
    """`/mozilla.org/20050126_1/Europe/Paris`, `/freeassociation.sourceforge.net/Tzfile/Europe/Paris`."""
    parts = text.strip("/").split("/")
    for size in (3, 2, 1):
        if len(parts) >= size and (found := _iana("/".join(parts[-size:]))):
            return found
    return None


def _displayed(text: str) -> str | None:
    """« (UTC+01:00) Brussels, Copenhagen, Madrid, Paris »: the first place that is a zone."""
    found = _DISPLAY.fullmatch(text)
    if found is None or not (text.startswith("(") or ", " in text):
        return None
    for place in re.split(r"[,;(/]", found[2]):
        name = place.strip().casefold()
        if zone := _AMERICAN.get(name) or _cities().get(name.replace(" ", "_")):
            return zone
    return fixed("UTC" + (found[1] or "+00:00")) if text.startswith("(") else None


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, str]:
    zones = [name for name in sorted(zone_names()) if "/" in name and not name.startswith(("Etc/", "posix"))]
    return {name.rsplit("/", 1)[1].casefold(): name for name in reversed(zones)}


def fixed(text: str) -> str | None:
    """« GMT+1 », « UTC+01:00 »: whole hours, as Etc/GMT-1 (the sign of Etc is the other way round)."""
    found = _OFFSET.fullmatch(text)
    if found is None or int(found[2]) > (14 if found[1] == "+" else 12):
        return None
    hours = int(found[2])
    return "UTC" if hours == 0 else f"Etc/GMT{'-' if found[1] == '+' else '+'}{hours}"
