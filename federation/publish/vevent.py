"""One entry -> its VEVENT (RFC 5545 §3.6.1), written by icalendar, and the memo that keeps what was written."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime
from threading import Lock

from icalendar import Event as Component

from federation.domain.entry import Entry
from federation.domain.event import Event, Moment, Status
from federation.publish.body import coordinates, full_text, where
from federation.publish.dates import wall
from federation.publish.feed import Feed, calendar_title, kinds, utc_second
from federation.publish.text import cleaned, one_line, web_url

STATUSES = {
    Status.TENTATIVE: "TENTATIVE",
    # RFC 5545 §3.8.1.11 has no word for « reporté » : its date no longer holds, but it is not called off.
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}


def vevent(feed: Feed, entry: Entry) -> Component:
    """The entry as a component: one dated happening, without RRULE, ORGANIZER or ATTENDEE."""
    entry = cleaned(entry)
    event = entry.event
    component = Component()
    component.add("uid", entry.uid)
    component.add("sequence", entry.sequence)
    changed_at = utc_second(entry.changed_at)
    component.add("dtstamp", changed_at)
    component.add("last-modified", changed_at)
    component.add("created", utc_second(entry.first_seen_at))
    component.add("dtstart", _moment(event.start, event))
    if event.end is not None and event.end > event.start:
        component.add("dtend", _moment(event.end, event))
    cancelled = entry.withdrawn_at is not None
    component.add("status", "CANCELLED" if cancelled else STATUSES.get(event.status, "CONFIRMED"))
    component.add("transp", "TRANSPARENT")  # an agenda to choose from makes nobody busy
    _add_text(component, feed, entry)
    return component


def _moment(moment: Moment, event: Event) -> Moment:
    local = wall(moment, event.zone)
    return local.replace(microsecond=0) if isinstance(local, datetime) else local


def _add_text(component: Component, feed: Feed, entry: Entry) -> None:
    event = entry.event
    component.add("summary", calendar_title(entry, feed.language))
    component.add("description", full_text(entry, feed))
    component.add("url", feed.event_url(entry.id))
    if place := where(entry, feed.language):
        component.add("location", place)
    if (point := coordinates(event.place)) is not None:
        component.add("geo", point)
    categories = [line for line in map(one_line, event.categories) if line]
    if categories := [*categories, *(words for _, words in kinds(entry, feed))]:
        component.add("categories", categories)
    if organiser := one_line(event.organiser.name if event.organiser is not None else entry.host.name):
        component.add("contact", organiser)
    if url := web_url(event.online_url):
        component.add("conference", url, parameters={"VALUE": "URI"})


class VeventMemo:
    """VEVENT bytes already written, least recently used ones forgotten first; safe to share between threads.

    `limit` is the most bytes kept. An entry is known by its id, sequence and time of change (see `Entry`), and by what
    the hub puts around it.
    """

    def __init__(self, limit: int = 64_000_000) -> None:
        self.limit = limit
        self.size = 0
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def block(self, feed: Feed, entry: Entry) -> bytes:
        """The VEVENT of the entry, from its BEGIN to its END line included."""
        key = (
            entry.id,
            entry.sequence,
            entry.changed_at,
            entry.withdrawn_at,
            entry.host.name,
            entry.host.city,
            entry.facets,
            feed.language,
            feed.zone,
            feed.base_url,
        )
        with self._lock:
            block = self._kept.get(key)
            if block is not None:
                self._kept.move_to_end(key)
                return block
        block = bytes(vevent(feed, entry).to_ical())
        self._keep(key, block)
        return block

    def _keep(self, key: Hashable, block: bytes) -> None:
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = block
            self.size += len(block)
            while self.size > self.limit:
                self.size -= len(self._kept.popitem(last=False)[1])
