"""Names of time zones (TZID) -> IANA names that `zoneinfo` can load.

A TZID may be an IANA name in any case, a Windows name or its display text, an IANA name behind a path, or the name
of a VTIMEZONE that only its offsets explain (RFC 5545 §3.6.5).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dateutil import rrule
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from federation.domain.recurrence_rules import RuleRefused, parse_rule
from federation.domain.recurrence_starts import starts
from federation.domain.zones import zone_named, zone_names
from sync.formats.ics_parts import values as ics_values
from sync.quirks import DISPLAYED_ZONE, LOWER_CASE_ZONE, WINDOWS_ZONE, Quirk

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]*(?:/[A-Za-z0-9_+\-]+){0,2}")
_DISPLAY = re.compile(r"(?:\((?:UTC|GMT) ?([+-]\d\d:?\d\d)?\) ?)?(.*)", re.I)
_OFFSET = re.compile(r"(?:UTC|GMT)? ?([+-])(\d\d?)(?::?00)?", re.I)
_PART = re.compile(r"(BEGIN|END):(STANDARD|DAYLIGHT)\s*", re.I)
_AMERICAN = {
    "eastern time": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
    "coordinated universal time": "UTC",
}
_WELL_KNOWN = ("Europe/Paris", "Europe/London", "Europe/Helsinki", "America/New_York", "America/Chicago")
_MOST_ONSETS = 50
_MOST_TURNS = 12  # of one rule in the three years looked at; a zone changes its clocks twice a year
_YEARLY = {"bymonth", "bymonthday", "byweekday", "byyearday", "bysetpos", "wkst"}
_LONGEST = 40_000  # characters of a VTIMEZONE; the zones with most history take half of that
_MOST_EXPLAINED = 200


@lru_cache(maxsize=2048)
def named(tzid: str) -> str | None:
    """The IANA zone that a TZID names by itself, else None."""
    text = tzid.strip().strip('"').strip()
    return _iana(text) or _windows(text) or _behind_path(text) or _displayed(text) or _fixed(text)


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
    return _fixed("UTC" + (found[1] or "+00:00")) if text.startswith("(") else None


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, str]:
    zones = [name for name in sorted(zone_names()) if "/" in name and not name.startswith(("Etc/", "posix"))]
    return {name.rsplit("/", 1)[1].casefold(): name for name in reversed(zones)}


def _fixed(text: str) -> str | None:
    """« GMT+1 », « UTC+01:00 »: whole hours, as Etc/GMT-1 (the sign of Etc is the other way round)."""
    found = _OFFSET.fullmatch(text)
    if found is None or int(found[2]) > (14 if found[1] == "+" else 12):
        return None
    hours = int(found[2])
    return "UTC" if hours == 0 else f"Etc/GMT{'-' if found[1] == '+' else '+'}{hours}"


@lru_cache(maxsize=256)
def disagrees(vtimezone: str, tzid: str) -> bool:
    """Whether a VTIMEZONE (unfolded) states offsets of which the zone that its TZID names never had a single one.

    Some software writes the rules of only a year, or leaves summer time out: that is no contradiction.
    """
    name = named(tzid)
    found = {_away(text) for text in re.findall(r"^TZOFFSETTO:(.*)$", vtimezone[:_LONGEST], re.M | re.I)} - {None}
    return name is not None and bool(found) and found.isdisjoint(_offsets_of(name))


@lru_cache(maxsize=256)
def _offsets_of(name: str) -> frozenset[timedelta | None]:
    info = ZoneInfo(name)
    years = range(1970, 2038)
    return frozenset(datetime(year, month, 1, tzinfo=info).utcoffset() for year in years for month in (1, 7))


class _Onset(NamedTuple):
    """A STANDARD or DAYLIGHT part: from `first` on, again by `rule`, the offset is `after`."""

    kind: str
    first: datetime
    before: timedelta
    after: timedelta
    rule: str
    dates: tuple[datetime, ...]


class Explainer:
    """What the VTIMEZONEs of one body mean. It looks for so many only: each costs milliseconds, for each year."""

    def __init__(self) -> None:
        self._left = _MOST_EXPLAINED
        self._found: dict[tuple[str, int, str], str | None] = {}

    def zone(self, vtimezone: str, year: int, likely: str) -> str | None:
        """The IANA zone of a VTIMEZONE for events of a year, as `explained` finds it."""
        asked = (vtimezone, year, likely)
        if asked not in self._found:
            self._left -= 1
            self._found[asked] = explained(*asked) if self._left >= 0 else None
        return self._found[asked]


@lru_cache(maxsize=256)
def explained(vtimezone: str, year: int, likely: str) -> str | None:
    """The IANA zone with the offsets that a VTIMEZONE (unfolded) has from `year` on for two years, else None.

    The zone it was copied from (X-LIC-LOCATION) is believed; of several that fit, `likely` is taken first.
    """
    if len(vtimezone) > _LONGEST:
        return None
    if copied := re.search(r"^X-LIC-LOCATION:(.+)$", vtimezone, re.M | re.I):
        zone = named(copied[1])
        if zone:
            return zone
    onsets = _onsets(vtimezone)
    moments = [datetime(year, 1, 1, 12, tzinfo=UTC) + timedelta(days=15 * turn) for turn in range(49)]
    offsets = _offsets(onsets, moments)
    if not offsets:
        return None
    for zone in _candidates(likely, set(offsets)):
        info = zone_named(zone)
        if info and all(at.astimezone(info).utcoffset() == away for at, away in zip(moments, offsets, strict=True)):
            return zone
    return None


def _candidates(likely: str, offsets: set[timedelta]) -> list[str]:
    if len(offsets) == 1:
        hours, rest = divmod(next(iter(offsets)), timedelta(hours=1))
        fixed = None if rest else _fixed(f"UTC{hours:+03d}")
        if fixed:
            return [fixed]
    return [likely, *_WELL_KNOWN, *_folded().values()]


def _parts(vtimezone: str) -> list[tuple[str, str]]:
    """The STANDARD and DAYLIGHT parts: which it is, and its lines."""
    parts: list[tuple[str, str]] = []
    begun: tuple[str, list[str]] | None = None
    for line in vtimezone.split("\n"):
        found = _PART.fullmatch(line)
        if found is None:
            if begun is not None:
                begun[1].append(line)
        elif found[1].upper() == "BEGIN":
            begun = found[2], []
        elif begun is not None and begun[0].upper() == found[2].upper():
            parts.append((begun[0], "\n".join(begun[1])))
            begun = None
    return parts


def _onsets(vtimezone: str) -> list[_Onset]:
    onsets: list[_Onset] = []
    for kind, part in _parts(vtimezone)[:_MOST_ONSETS]:
        said = dict(re.findall(r"^(DTSTART|TZOFFSETFROM|TZOFFSETTO|RRULE)[^:\n]*:(.*)$", part, re.M | re.I))
        first = ics_values.stamp(said.get("DTSTART", "").strip())
        before, after = _away(said.get("TZOFFSETFROM", "")), _away(said.get("TZOFFSETTO", ""))
        if first is None or not isinstance(first.wall, datetime) or before is None or after is None:
            return []
        raws = ",".join(re.findall(r"^RDATE[^:\n]*:(.*)$", part, re.M | re.I)).split(",")
        dates = [found.wall for raw in raws if (found := ics_values.stamp(raw.strip()))]
        walls = tuple(date for date in dates if isinstance(date, datetime))
        onsets.append(_Onset(kind.upper(), first.wall, before, after, said.get("RRULE", "").strip(), walls))
    return onsets


def _away(text: str) -> timedelta | None:
    found = re.fullmatch(r"([+-]?)(\d\d)(\d\d)(\d\d)?", text.strip())
    if found is None or int(found[2]) > 18:
        return None
    away = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -away if found[1] == "-" else away


def _offsets(onsets: list[_Onset], moments: list[datetime]) -> list[timedelta]:
    """The offset at each moment; empty when the VTIMEZONE does not say."""
    low, high = moments[0].replace(tzinfo=None) - timedelta(days=400), moments[-1].replace(tzinfo=None)
    changes: list[tuple[datetime, timedelta]] = []
    for onset in onsets:
        walls = [onset.first, *onset.dates]
        if onset.rule:
            turns = _turns(onset, low, high)
            if turns is None:
                return []
            walls += turns
        # a newer rule takes the place of an older one that was left without its UNTIL
        end = min(
            (other.first for other in onsets if other.kind == onset.kind and other.first > onset.first), default=high
        )
        changes += [(wall - onset.before, onset.after) for wall in walls if wall < end or wall == onset.first]
    changes.sort()
    if not changes:
        return []
    offsets = []
    for moment in moments:
        past = [after for change, after in changes if change <= moment.replace(tzinfo=None)]
        offsets.append(past[-1] if past else onsets[0].before)
    return offsets


def _turns(onset: _Onset, low: datetime, high: datetime) -> list[datetime] | None:
    """When the rule of a part sets in again within a range; None when no zone has such a rule."""
    try:
        rule = parse_rule(onset.rule)
        if rule.freq != rrule.YEARLY or not rule.by.keys() <= _YEARLY:
            return None
        found = starts(rule, onset.first, rule.last_wall(ZoneInfo("UTC"), all_day=False), low, high)[0]
    except RuleRefused:
        return None
    return found if len(found) <= _MOST_TURNS else None
