"""The coming dates of a place that closed: feeds tell for a while that they are cancelled, then nothing.

Nobody visits its sources any more, so that nothing would ever take these dates back. Who follows its feeds reads of
them as of dates that a source withdrew, and for as long.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from federation.domain.drawn import span
from federation.domain.entry import Entry
from federation.domain.event import Status
from federation.domain.site import LabelStatus, Site
from federation.store.asking import TOMBSTONE
from federation.store.label.charters import rulebook
from federation.store.label.standings import standing_of
from federation.web.context import context
from federation.web.pages import Reading


def called_off(reading: Reading, site: Site | None, coming: Iterable[Entry]) -> list[Entry]:
    """The coming entries of a site, or of the network: as they are, unless the site closed.

    What it holds with a place that has not closed is left to the feeds of that one.
    """
    found = list(coming)
    if site is None or site.status is not LabelStatus.CLOSED:
        return found
    closed_at = _closed_at(reading, site.id)
    if closed_at is None or closed_at <= context().clock() - TOMBSTONE:
        return []
    return [_cancelled(entry, closed_at) for entry in found if _all_closed(reading, entry)]


def as_it_stands(reading: Reading, entry: Entry) -> Entry:
    """One entry for its own page: cancelled when it was still to come and all who hold it have closed."""
    if not _all_closed(reading, entry) or span(entry.event).over_at <= context().clock():
        return entry
    return _cancelled(entry, _closed_at(reading, entry.host.id) or entry.changed_at)


def _all_closed(reading: Reading, entry: Entry) -> bool:
    closed = {one.id for one in reading.network.sites if one.status is LabelStatus.CLOSED}
    return {host.id for host in entry.hosts or (entry.host,)} <= closed


def _closed_at(reading: Reading, site_id: str) -> datetime | None:
    """When it was decided that a site closed; None for one that the network file brought closed."""
    now = context().clock()
    standing = standing_of(reading.session, site_id, now, rulebook(reading.session, now).zone)
    return standing.since_at if standing else None


def _cancelled(entry: Entry, closed_at: datetime) -> Entry:
    if entry.withdrawn_at is not None:
        return entry
    changed_at = max(entry.changed_at, closed_at)
    event = replace(entry.event, status=Status.CANCELLED)
    return replace(entry, event=event, changed_at=changed_at, sequence=entry.sequence + 1)
