"""Our extension of feedgen: the RSS event module in RSS and Atom, and Atom links that keep their attributes.

feedgen 1.0 drops `rel`, `type` and `title` of the links of an entry (lkiesow/python-feedgen#135), so that an enclosure
becomes a second alternate: links are given to this extension, never to feedgen. Tombstones (RFC 6721) are written here
too: feedgen knows none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml.etree import SubElement

from federation.domain.entry import Entry
from federation.domain.event import Moment
from federation.publish.body import where
from federation.publish.dates import last_day, wall
from federation.publish.text import one_line

EV = "http://purl.org/rss/1.0/modules/event/"
AT = "http://purl.org/atompub/tombstones/1.0"
_ATOM = "http://www.w3.org/2005/Atom"


def w3cdtf(moment: Moment) -> str:
    """A date, or a date-time to the second with its offset (W3C note on date and time formats)."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds")
    return moment.isoformat()


def event_module(entry: Entry, language: str) -> Iterator[tuple[str, str]]:
    """(name, text) of the `ev:` elements that have something to say; whole days end with the last one, included."""
    event = entry.event
    yield "startdate", w3cdtf(wall(event.start, event.zone))
    if event.end is not None and event.end > event.start:
        yield "enddate", w3cdtf(last_day(event) if event.all_day else wall(event.end, event.zone))
    organiser = event.organiser.name if event.organiser is not None else entry.host.name
    kind = next(iter(event.categories), "")
    for name, text in (("location", where(entry, language)), ("organizer", organiser), ("type", kind)):
        if line := one_line(text):
            yield name, line


class EventExtension(BaseExtension):  # type: ignore[misc]
    """Declares the namespaces; in RSS the next page (`atom:link`, RFC 5005 §3), in Atom the tombstones (RFC 6721).

    `removed` are the attributes of each `at:deleted-entry` and the words of its comment.
    """

    next_url = ""
    removed: Sequence[tuple[dict[str, str], str]] = ()

    def extend_ns(self) -> dict[str, str]:
        """The prefixes that feed readers know."""
        return {"ev": EV, "at": AT} if self.removed else {"ev": EV}

    def extend_atom(self, feed: Any) -> Any:
        """Called by feedgen with the `feed` element."""
        for attributes, words in self.removed:
            tombstone = SubElement(feed, f"{{{AT}}}deleted-entry", attributes)
            SubElement(tombstone, f"{{{AT}}}comment").text = words
        return feed

    def extend_rss(self, feed: Any) -> Any:
        """Called by feedgen with the `rss` element."""
        if self.next_url:
            SubElement(feed[0], f"{{{_ATOM}}}link", href=self.next_url, rel="next")
        return feed


class EventEntryExtension(BaseEntryExtension):  # type: ignore[misc]
    """Writes what it was given: `module` pairs as `ev:` elements, `links` as Atom links with all their attributes."""

    def __init__(self) -> None:
        self.module: tuple[tuple[str, str], ...] = ()
        self.links: tuple[dict[str, str], ...] = ()

    def extend_rss(self, feed: Any) -> Any:
        """Called by feedgen with the `item` element."""
        for name, text in self.module:
            SubElement(feed, f"{{{EV}}}{name}").text = text
        return feed

    def extend_atom(self, feed: Any) -> Any:
        """Called by feedgen with the `entry` element."""
        for attributes in self.links:
            # feedgen writes Atom without a namespace and declares it as an attribute of the root: so do we.
            SubElement(feed, "link", attributes)
        return self.extend_rss(feed)
