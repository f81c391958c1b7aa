"""The feeds of a network as OPML 2.0 (http://opml.org/spec2.opml): one import, every place in a feed reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from federation.publish.text import clean, one_line


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed to follow: its title, its own address, the page it mirrors."""

    title: str
    feed_url: str
    page_url: str


def opml(title: str, subscriptions: Iterable[Subscription], language: str, changed_at: datetime) -> bytes:
    """The document; `changed_at` (aware UTC) is when the list last changed."""
    root = Element("opml", version="2.0")
    head = SubElement(root, "head")
    SubElement(head, "title").text = one_line(clean(title))
    SubElement(head, "dateModified").text = format_datetime(changed_at.replace(microsecond=0), usegmt=True)
    body = SubElement(root, "body")
    for item in subscriptions:
        name = one_line(clean(item.title))
        SubElement(
            body, "outline", type="rss", text=name, title=name, xmlUrl=item.feed_url, htmlUrl=item.page_url,
            language=language,
        )  # fmt: skip
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
