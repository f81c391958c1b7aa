"""What a VTIMEZONE means (RFC 5545 §3.6.5): the IANA zone with its offsets, and whether it has those of its name."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dateutil import rrule

from federation.domain.recurrence_rules import RuleRefused, parse_rule
from federation.domain.recurrence_starts import starts
from federation.domain.zones import zone_named
from sync.formats.ics_parts import values as ics_values
from sync.formats.ics_parts.zones import all_zones, fixed, named

_PART = re.compile(r"(BEGIN|END):(STANDARD|DAYLIGHT)\s*", re.I)
_WELL_KNOWN = ("Europe/Paris", "Europe/London", "Europe/Helsinki", "America/New_York", "America/Chicago")
_MOST_ONSETS = 50
_MOST_TURNS = 12  # of one rule in the three years looked at; a zone changes its clocks twice a year
_YEARLY = {"bymonth", "bymonthday", "byweekday", "byyearday", "bysetpos", "wkst"}
_LONGEST = 40_000  # characters of a VTIMEZONE; the zones with most history take half of that
_MOST_EXPLAINED = 200


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
        zone = None if rest else fixed(f"UTC{hours:+03d}")
        if zone:
            return [zone]
    return [likely, *_WELL_KNOWN, *all_zones()]


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
