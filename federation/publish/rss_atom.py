"""Entries -> RSS 2.0 and Atom (RFC 4287), written with feedgen.

A guid never changes; the date of an item is when the hub first saw the entry, the date of the event is in its title
and in the `ev:` elements. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from mimetypes import guess_type
from typing import Any

from feedgen.feed import FeedGenerator

from federation.domain.entry import Entry
from federation.publish.body import full_html, picture, short_html
from federation.publish.ev_module import EventEntryExtension, EventExtension, event_module
from federation.publish.feed import GENERATOR, REFRESH, Feed, city, item_title, kinds, summary, utc_second
from federation.publish.text import cleaned, one_line, web_url
from federation.publish.words import say


def rss(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """The entries, in the order given, as RSS 2.0 with the content and event modules."""
    feed = cleaned(feed)
    generator = channel(feed, "application/rss+xml")
    generator.ttl(int(REFRESH.total_seconds() // 60))
    generator.event.next_url = feed.next_url
    for entry in entries:
        entry = cleaned(entry)
        item = _item(generator, entry, feed)
        item.link(href=feed.event_url(entry.id), rel="alternate")
        item.content(full_html(entry, feed))
        item.description(short_html(entry, feed))
    return bytes(generator.rss_str(pretty=True))


def atom(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """The entries, in the order given, as an Atom feed, with a tombstone for each that was withdrawn lately."""
    feed = cleaned(feed)
    generator = channel(feed, "application/atom+xml")
    generator.event.removed = tuple(_tombstones(feed))
    if feed.next_url:
        generator.link(href=feed.next_url, rel="next", type="application/atom+xml")
    for entry in entries:
        entry = cleaned(entry)
        item = _item(generator, entry, feed)
        item.event.links = tuple(_links(entry, feed))
        item.author(_author(entry))
        item.content(full_html(entry, feed), type="html")
        if beginning := summary(entry):
            item.summary(beginning, type="text")
        if entry.event.licence.strip():
            item.rights(one_line(entry.event.licence))
    return bytes(generator.atom_str(pretty=True))


def _tombstones(feed: Feed) -> Iterator[tuple[dict[str, str], str]]:
    """What says that an entry is to be deleted (RFC 6721 §3).

    The same entry may stand in the feed, marked, for the many readers without tombstones: « when » is a second after
    its `updated`, else the entry would count and not its tombstone.
    """
    for item in feed.removed:
        when = (utc_second(item.at) + timedelta(seconds=1)).isoformat()
        words = say("withdrawn", feed.language, name=one_line(item.host))
        yield {"ref": f"urn:uuid:{item.uid}", "when": when}, words


def channel(feed: Feed, media_type: str) -> Any:
    """What both formats say of the whole."""
    generator = FeedGenerator()
    generator.register_extension("event", EventExtension, EventEntryExtension)
    generator.id(feed.id)
    generator.title(feed.name)
    generator.description(one_line(feed.about) or feed.name)
    generator.link(href=feed.self_url, rel="self", type=media_type)
    # feedgen takes the last link for that of the RSS channel.
    generator.link(href=feed.home_url, rel="alternate", type="text/html")
    generator.language(feed.language)
    generator.updated(utc_second(feed.updated_at))
    generator.generator(GENERATOR)
    generator.author({"name": feed.name} | ({"uri": uri} if (uri := web_url(feed.contact)) else {}))
    if feed.licence.strip():
        generator.rights(one_line(feed.licence))
    return generator


def _item(generator: Any, entry: Entry, feed: Feed) -> Any:
    """What both formats say of one entry."""
    item = generator.add_entry(order="append")
    item.guid(f"urn:uuid:{entry.uid}", permalink=False)
    item.title(item_title(entry, feed.language))
    item.published(utc_second(entry.first_seen_at))
    item.updated(utc_second(entry.changed_at))
    item.category(list(_categories(entry, feed)))
    item.event.module = tuple(event_module(entry, feed.language))
    return item


def _categories(entry: Entry, feed: Feed) -> Iterator[dict[str, str]]:
    """The event's categories and its city, each under a scheme of its own."""
    for words in dict.fromkeys(one_line(words) for words in entry.event.categories):
        if words:
            yield {"term": words, "scheme": f"{feed.base_url}/agenda#categories"}
    for kind, words in kinds(entry, feed):
        yield {"term": words, "scheme": f"{feed.base_url}/agenda#{kind}s"}
    if place := city(entry):
        yield {"term": place, "scheme": f"{feed.base_url}/agenda#cities"}


def _author(entry: Entry) -> dict[str, str]:
    """The organisation an Atom entry is by (RFC 4287 §4.1.2 requires one): the organiser, else the host."""
    organiser = entry.event.organiser
    if organiser is None or not organiser.name.strip():
        return {"name": one_line(entry.host.name) or entry.host.id or "?"}
    url = web_url(organiser.url)
    return {"name": one_line(organiser.name)} | ({"uri": url} if url else {})


def _links(entry: Entry, feed: Feed) -> Iterator[dict[str, str]]:
    """The page of the entry, that of its source, registration, and the credited image."""
    event = entry.event
    yield {"href": feed.event_url(entry.id), "rel": "alternate", "type": "text/html"}
    if url := web_url(event.url):
        yield {"href": url, "rel": "via", "type": "text/html", "title": say("source_page", feed.language)}
    if url := web_url(event.registration_url):
        yield {"href": url, "rel": "related", "title": say("register", feed.language)}
    if (image := picture(event)) is not None:
        media_type = guess_type(image[0])[0] or ""
        kind = {"type": media_type} if media_type.startswith("image/") else {}
        yield {"href": image[0], "rel": "enclosure", "title": image[1]} | kind
