"""Names of time zones (TZID) -> IANA names that `zoneinfo` can load.

A TZID may be an IANA name in any case, a Windows name or its display text, or an IANA name behind a path. What is
none of these, the offsets of its VTIMEZONE may explain (`vtimezones`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from federation.domain.zones import zone_names
from sync.quirks import DISPLAYED_ZONE, LOWER_CASE_ZONE, WINDOWS_ZONE, Quirk

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]*(?:/[A-Za-z0-9_+\-]+){0,2}")
_DISPLAY = re.compile(r"(\((?:UTC|GMT) ?([+-]\d\d?[:.]?\d\d)?\) ?)?(.*)", re.I)
_OFFSET = re.compile(r"(?:UTC|GMT)? ?([+-])(\d\d?)(?:[:.]?00)?", re.I)
_NUMBER = re.compile(r" (?:\d{1,2}|\(\d{1,2}\))$")
_LONGEST = 200
_SHORT = {
    "z": "UTC",
    "cest": "CET",
    "mez": "Europe/Berlin",
    "mesz": "Europe/Berlin",
    "eest": "EET",
    "west": "WET",
    "bst": "Europe/London",
}
"""Abbreviations that are no names of IANA's, and mean one thing on this side of the ocean."""
_AMERICAN = {
    "eastern time": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
    "coordinated universal time": "UTC",
}
_TOGETHER = {
    "GMT Standard Time": "Dublin, Edinburgh, Lisbon, London, Édimbourg, Lisbonne, Londres",
    "W. Europe Standard Time": "Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna, Berne, Vienne",
    "Central Europe Standard Time": "Belgrade, Bratislava, Budapest, Ljubljana, Prague",
    "Romance Standard Time": "Brussels, Copenhagen, Madrid, Paris, Bruxelles, Copenhague",
    "Central European Standard Time": "Sarajevo, Skopje, Warsaw, Zagreb, Varsovie",
    "FLE Standard Time": "Helsinki, Kyiv, Kiev, Riga, Sofia, Tallinn, Vilnius",
    "GTB Standard Time": "Athens, Bucharest, Athènes, Bucarest",
}
"""The places by which Windows shows its zones of Europe, in English and in French."""


@lru_cache(maxsize=2048)
def named(tzid: str) -> str | None:
    """The IANA zone that a TZID names by itself, else None."""
    text = bare(tzid)
    return (
        _iana(text)
        or _windows(text)
        or _SHORT.get(text.casefold())
        or _behind_path(text)
        or _displayed(text)
        or fixed(text)
        or _numbered(text)
    )


def defect_of(tzid: str) -> Quirk | None:
    """What is odd with a TZID that `named` knows under another name; None when it is another name of IANA's."""
    text = bare(tzid)
    if text.startswith("(") or ", " in text:
        return DISPLAYED_ZONE
    if _windows(text):
        return WINDOWS_ZONE
    return None if text in zone_names() else LOWER_CASE_ZONE


def bare(tzid: str) -> str:
    """A TZID without quotes, escapes, and blanks around it and its slashes: what one place calls as another does."""
    text = tzid[:_LONGEST].replace("\\", "").strip("\"' \t")
    return "/".join(part.strip() for part in text.split("/")) if " " in text else text


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
    return _windows_folded().get(text.casefold().replace(" daylight time", " standard time"))


def _windows_names() -> Mapping[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # few calendars ever need it

    return WINDOWS_TO_OLSON


@lru_cache(maxsize=1)
def _windows_folded() -> Mapping[str, str]:
    return {name.casefold(): zone for name, zone in _windows_names().items()}


def _behind_path(text: str) -> str | None:
    """`/mozilla.org/20050126_1/Europe/Paris`, `/freeassociation.sourceforge.net/Tzfile/Europe/Paris`."""
    parts = text.strip("/").split("/")
    for size in (3, 2, 1):
        if len(parts) >= size and (found := _iana("/".join(parts[-size:]))):
            return found
    return None


def _numbered(text: str) -> str | None:
    """« W. Europe Standard Time 1 », as Outlook tells apart two zones of one name."""
    name = _NUMBER.sub("", text)
    return None if name == text or not ("/" in name or " " in name) else _iana(name) or _windows(name)


def _displayed(text: str) -> str | None:
    """« (UTC+01:00) Bruxelles, Copenhague, Paris »: the zone of Windows, else of the first place that has one."""
    found = _DISPLAY.fullmatch(text)
    if found is None or not (text.startswith("(") or ", " in text):
        return None
    places = [place.strip().casefold() for place in re.split(r"[,;(/]", found[3])]
    if zone := _together(places):
        return zone
    for name in places:
        if zone := _AMERICAN.get(name) or _cities().get(name.replace(" ", "_")):
            return zone
    return fixed("UTC" + (found[2] or "+00:00")) if found[1] else None


def _together(places: list[str]) -> str | None:
    """What CLDR maps the zone of Windows to that is shown by these places; one place alone is its own zone."""
    if len(places) < 2:
        return None
    shown = (name for name, cities in _TOGETHER.items() if set(places) <= set(cities.casefold().split(", ")))
    return next((_windows_names()[name] for name in shown), None)


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
