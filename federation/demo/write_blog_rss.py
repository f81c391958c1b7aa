"""Plain blog feeds, in which pubDate is when somebody wrote: of a Rails site's events, of a WordPress's articles."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Any

from lxml import etree

from federation.demo.announced import Programme
from federation.demo.facts import place
from federation.demo.french import capital, when
from federation.demo.happenings import coming
from federation.demo.posts import Post, posts
from federation.demo.wording import as_html, as_text
from federation.demo.xml import ATOM, CONTENT, DC, SY, add, written

MEDIA_TYPE = "application/rss+xml; charset=utf-8"
_NEAREST = 40
_LATEST = 10


def write_event_rss(programme: Programme) -> bytes:
    """The nearest events as items, newest announcement first; the date stands in the text alone, for most of them."""
    root, channel = _channel(programme, "", place(programme.site_id).agenda, nsmap={})
    nearest = [found for found in coming(programme) if found.item.record.recurrence is None][:_NEAREST]
    for found in sorted(nearest, key=lambda found: (found.item.created_at, found.slug), reverse=True):
        event = found.event
        item = add(channel, "item")
        add(item, "title", event.title)
        told = f"<p><strong>{capital(when(event.start, event.end))}</strong></p>\n{as_html(event.description)}"
        add(item, "description", told)
        add(item, "pubDate", _stamp(found.item.created_at))
        add(item, "link", event.url)
        add(item, "guid", event.url)
    return written(root)


def write_wordpress_rss(programme: Programme) -> bytes:
    """The ten latest articles, as WordPress tells them."""
    found = posts(programme)[:_LATEST]
    root, channel = _channel(programme, "/feed/", "/", nsmap={"content": CONTENT, "dc": DC, "atom": ATOM, "sy": SY})
    add(channel, "lastBuildDate", _stamp(max((post.published_at for post in found), default=programme.changed_at)))
    add(channel, f"{{{SY}}}updatePeriod", "hourly")
    add(channel, f"{{{SY}}}updateFrequency", "1")
    add(channel, "generator", "https://wordpress.org/?v=4.9.8")
    for post in found:
        _item(programme, channel, post)
    return written(root)


def _channel(programme: Programme, own: str, page: str, nsmap: dict[str, str]) -> tuple[Any, Any]:
    site = place(programme.site_id)
    root = etree.Element("rss", {"version": "2.0"}, nsmap=nsmap)
    channel = add(root, "channel")
    add(channel, "title", site.name)
    if own:
        add(channel, f"{{{ATOM}}}link", href=f"{programme.base}{own}", rel="self", type="application/rss+xml")
    add(channel, "link", f"{programme.base}{page}")
    add(channel, "description", site.motto)
    add(channel, "language", "fr-FR")
    return root, channel


def _item(programme: Programme, channel: Any, post: Post) -> None:
    item = add(channel, "item")
    address = programme.base + post.path
    add(item, "title", post.title)
    add(item, "link", address)
    add(item, "pubDate", _stamp(post.published_at))
    add(item, f"{{{DC}}}creator", "La Cantine")
    for word in post.categories:
        add(item, "category", word)
    add(item, "guid", f"{programme.base}/?p={post_number(post)}", isPermaLink="false")
    text = as_text(post.html)
    add(item, "description", escape(text if len(text) <= 300 else text[:300].rpartition(" ")[0], quote=False) + " […]")
    add(item, f"{{{CONTENT}}}encoded", post.html)


def post_number(post: Post) -> int:
    """The number that WordPress gave to an article."""
    return int(post.published_at.timestamp()) // 600 % 1_000_000


def _stamp(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC))
