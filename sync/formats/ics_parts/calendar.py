"""What a VCALENDAR says around its VEVENTs: METHOD, zones, title, producer, how often to come again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from xxhash import xxh3_64_intdigest

from sync.formats.ics_parts import values as ics_values
from sync.formats.ics_parts.text import unescape, unfold
from sync.formats.ics_parts.vtimezones import Explainer, disagrees
from sync.formats.ics_parts.zones import bare, named

READER_VERSION = 5
"""Part of each fingerprint: raise it when the same bytes are to be read anew."""

_MOST_ZONES = 200


@dataclass(slots=True)
class Calendar:
    """The head of one VCALENDAR. `zone` is the IANA zone of floating and UTC times, `salt` starts fingerprints.

    `zone_stated` says whether the calendar names that zone itself (X-WR-TIMEZONE). `missing` are required properties
    that it lacks. `declared` are the TZIDs of all its VTIMEZONEs, `vtimezones` those that only their offsets explain
    (both `bare`), `disagreeing` those whose offsets are not the ones of the zone they are named for.
    """

    zone: str
    zone_stated: bool = False
    method: str = ""
    title: str = ""
    producer: str = ""
    refresh_after: timedelta | None = None
    unknown_zone: str = ""
    missing: tuple[str, ...] = ()
    vtimezones: dict[str, str] = field(default_factory=dict)
    declared: frozenset[str] = frozenset()
    disagreeing: tuple[str, ...] = ()
    salt: int = 0
    explainer: Explainer = field(default_factory=Explainer)

    def zone_named(self, tzid: str, year: int) -> str | None:
        """The IANA zone that a TZID means in this calendar for events of a year, else None."""
        found = named(tzid)
        if found is None and (vtimezone := self.vtimezones.get(bare(tzid))) is not None:
            return self.explainer.zone(vtimezone, year, self.zone)
        return found


def read_head(head: bytes, site_zone: str) -> Calendar:
    """The calendar whose head (its bytes without VEVENTs) this is; floating times are of `site_zone` by default."""
    said: dict[str, str] = {}
    vtimezones: dict[str, str] = {}
    path: list[str] = []
    zone_lines: list[str] = []
    for line in unfold(head).split("\n"):
        name, _, value = line.partition(":")
        name = name.partition(";")[0].strip().upper()
        if name == "BEGIN":
            path.append(value.strip().upper())
            zone_lines = [] if len(path) == 2 else zone_lines
        if len(path) == 1:
            said.setdefault(name, value.strip())
        elif len(path) > 1 and path[1] == "VTIMEZONE":
            zone_lines.append(line.strip())
        if name == "END" and path and path.pop() == "VTIMEZONE" and len(vtimezones) < _MOST_ZONES:
            tzid = next((item.partition(":")[2] for item in zone_lines if item.upper().startswith("TZID")), "")
            vtimezones.setdefault(tzid.strip(), "\n".join(zone_lines))
    return _calendar(said, vtimezones, site_zone)


def _calendar(said: dict[str, str], vtimezones: dict[str, str], site_zone: str) -> Calendar:
    own = {bare(tzid): text for tzid, text in vtimezones.items() if named(tzid) is None}
    stated = unescape(said.get("X-WR-TIMEZONE", ""))
    zone = named(stated) if stated else site_zone
    method = said.get("METHOD", "").upper()
    parts = [str(READER_VERSION), site_zone, stated, method, *(part for item in sorted(own.items()) for part in item)]
    return Calendar(
        zone=zone or site_zone,
        zone_stated=bool(stated and zone),
        method=method,
        title=unescape(said.get("X-WR-CALNAME") or said.get("NAME", "")),
        producer=unescape(said.get("PRODID", "")),
        refresh_after=_refresh(said),
        unknown_zone="" if zone else stated,
        missing=tuple(name for name in ("PRODID", "VERSION") if said and not said.get(name)),
        vtimezones=own,
        declared=frozenset(map(bare, vtimezones)),
        disagreeing=tuple(tzid for tzid, text in vtimezones.items() if disagrees(text, tzid)),
        salt=xxh3_64_intdigest("\x1f".join(parts).encode()),
    )


def _refresh(said: dict[str, str]) -> timedelta | None:
    found = ics_values.duration(said.get("REFRESH-INTERVAL") or said.get("X-PUBLISHED-TTL", ""))
    return found if found is not None and found > timedelta(0) else None
