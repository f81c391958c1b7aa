"""A visit to an address that nobody declared: what it would bring to the hub. Nothing is known of it, nothing kept."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime, timedelta

from federation.domain.changes import Known, is_upcoming
from federation.domain.event import Event
from federation.domain.site import LabelStatus, Location, Site, Source
from federation.store.records import Speaker
from federation.store.sources import Due
from sync.fetch import Getter
from sync.following import Bounds
from sync.pull import Pulled, pull

TRIAL = Bounds(total=timedelta(seconds=20))
"""Somebody waits for the answer, so a slow site is given up long before a visit of the hub would."""


_AROUND = " \t\r\n\u00a0\u202f<>\"'«»“”"
_FEED = re.compile(r"\Afeed:(//)?", re.IGNORECASE)


class _Nothing:
    """What the hub holds of an address that it never visited."""

    def known(self, source_id: int) -> dict[str, Known]:
        return {}

    def events(self, source_id: int, keys: Collection[str]) -> dict[str, Event]:
        return {}


def completed(address: str) -> str:
    """An address as somebody typed or pasted it: brackets and quotes around it are no part of it, `feed:` is undone.

    A name alone stands for its https address.
    """
    address = _FEED.sub(_without_feed, address.strip(_AROUND))
    return address if has_scheme(address) else f"https://{address.removeprefix('//')}"


def has_scheme(address: str) -> bool:
    """Whether whoever typed an address said how to ask for it."""
    return "://" in address or address.strip(_AROUND).startswith("webcal:")


def _without_feed(found: re.Match[str]) -> str:
    """`feed:https://x` is `https://x`; `feed://x`, as browsers once wrote it, is `http://x`."""
    return "http://" if found[1] else ""


def try_out(fetcher: Getter, url: str, format_name: str, zone: str, now: datetime, bounds: Bounds = TRIAL) -> Pulled:
    """What a pull of that address brings, for a site of which only the zone (an IANA name) is known."""
    nowhere, website = Location("", "", "", ""), url if url.startswith("http") else ""
    site = Site(id="trial", name="", location=nowhere, status=LabelStatus.LISTED, zone=zone, website=website)
    source = Source("trial", url, format_name, ("events", "space"), timedelta(hours=1))
    return pull(fetcher, Due(Speaker(0, site.id, source.key), site, source), _Nothing(), now, bounds)


def upcoming(pulled: Pulled, now: datetime) -> list[Event]:
    """The dated happenings that are to come or going on, by their start."""
    found = [
        (when.starts_at, item.record.key, occurrence.slot, occurrence.event)
        for item in pulled.drawn
        for occurrence, when in item.occurrences
        if is_upcoming(when.over_at, now)
    ]
    return [event for *_, event in sorted(found, key=lambda row: row[:3])]
