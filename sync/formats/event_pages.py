"""A page that only links to its events, and the pages behind it: the last format tried for a web page.

Each page is read as schema.org when it speaks it, else as h-event; knows no network and no database.
"""

from __future__ import annotations

import re

from sync.formats import hevent, schemaorg
from sync.formats.parsed import Context, Format, Parsed
from sync.formats.web_page_parts.links import has_event_links

_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body|!--)", re.I)


def sniff(body: bytes, media_type: str) -> bool:
    """Whether the bytes are a web page with a link to what looks like an event (`/agenda/apero-dev`)."""
    return (_HTML.match(body[:2_000]) is not None or "html" in media_type) and has_event_links(body)


def read(body: bytes, context: Context) -> Parsed:
    """As the format the page speaks; see `schemaorg.read` and `hevent.read`."""
    if hevent.sniff(body, "text/html") and not schemaorg.sniff(body, "text/html"):
        parsed = hevent.read(body, context)
    else:
        parsed = schemaorg.read(body, context)
    parsed.format = "event-pages"
    return parsed


FORMAT = Format("event-pages", "text/html, application/xhtml+xml", sniff, read)
