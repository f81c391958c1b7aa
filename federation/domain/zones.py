"""The names of time zones that the hub accepts: those that mean the same on every machine."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

_OF_THE_MACHINE = {"Factory", "localtime"}


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """The IANA names, as written.

    Not what a machine adds to them, though `zoneinfo` loads it: `localtime`, `posix/…`, `right/…` with leap seconds.
    """
    return frozenset(available_timezones()) - _OF_THE_MACHINE


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo | None:
    """The zone of an IANA name; None for any other name."""
    return ZoneInfo(name) if name in zone_names() else None
