"""What comes as RSS 2.0 with the event module (http://purl.org/rss/1.0/modules/event/); each date is an item."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

from lxml import etree

from federation.demo.announced import Programme
from federation.demo.facts import place
from federation.demo.happenings import Happening, coming
from federation.demo.wording import address, as_html, summary
from federation.demo.xml import ATOM, CONTENT, EV, add, w3c, written
from federation.domain.event import Event

MEDIA_TYPE = "application/rss+xml; charset=utf-8"


def write_rss(programme: Programme) -> bytes:
    """The feed; equal programmes give equal bytes."""
    found = place(programme.site_id)
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"atom": ATOM, "content": CONTENT, "ev": EV})
    channel = add(root, "channel")
    add(channel, "title", f"{found.name} : l’agenda")
    add(channel, "link", f"{programme.base}{found.agenda}")
    add(channel, "description", found.motto)
    add(channel, "language", "fr")
    add(channel, "lastBuildDate", format_datetime(programme.changed_at))
    add(channel, f"{{{ATOM}}}link", href=f"{programme.base}/agenda.rss", rel="self", type="application/rss+xml")
    add(channel, "ttl", "1")
    for happening in coming(programme):
        _item(channel, happening)
    return written(root)


def _item(channel: Any, found: Happening) -> None:
    event = found.event
    item = add(channel, "item")
    add(item, "title", event.title)
    add(item, "link", event.url)
    add(item, "guid", event.url, isPermaLink="true")
    add(item, "pubDate", format_datetime(found.item.changed_at))
    for word in event.categories:
        add(item, "category", word)
    add(item, "description", summary(event, 300))
    add(item, f"{{{CONTENT}}}encoded", as_html(event.description))
    add_event(item, event)


def add_event(item: Any, event: Event) -> None:
    """The elements of the event module; the end of an all-day event is its last day, as people say it."""
    add(item, f"{{{EV}}}startdate", w3c(event.start))
    if event.end is not None:
        last = event.end if isinstance(event.end, datetime) else event.end - timedelta(days=1)
        add(item, f"{{{EV}}}enddate", w3c(last))
    add(item, f"{{{EV}}}location", address(event.place) if event.place is not None else event.online_url)
    if event.organiser is not None:
        add(item, f"{{{EV}}}organizer", event.organiser.name)
    for word in event.categories[:1]:
        add(item, f"{{{EV}}}type", word)
