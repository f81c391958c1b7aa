"""h-event (microformats2) and hCalendar in web pages: events, read by mf2py and told in schema.org's words.

Reads bytes into records, and names the pages to read further; knows no network and no database.
"""

from __future__ import annotations

import re
from itertools import islice

from federation.domain.event import Notice
from federation.errors import FormatError
from sync.formats.hevent_parts.microformats import found_in
from sync.formats.parsed import Context, Format, Parsed, few
from sync.formats.schemaorg_parts.events import Reading
from sync.formats.web_page import heading
from sync.formats.web_page_parts.links import canonical, further, is_event_path
from sync.formats.web_page_parts.tree import parse

_ROOT = re.compile(rb"(?<![\w-])(?:h-event|vevent)(?![\w-])")
_CLASS = re.compile(rb"""class\s*=\s*["']?[^"'>]*\Z""", re.IGNORECASE)
_MOST_LOOKED_AT = 1_000
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[|BEGIN:|<(?:rss|feed|rdf))", re.IGNORECASE)


def sniff(body: bytes, media_type: str) -> bool:
    """Whether the bytes are a web page in which a class says `h-event` or `vevent`."""
    if _XML.match(body[:200]):
        return False
    places = (found.start() for found in islice(_ROOT.finditer(body), _MOST_LOOKED_AT))
    return any(_CLASS.search(body, max(start - 300, 0), start) for start in places)


def read(body: bytes, context: Context) -> Parsed:
    """The events of a page, and the pages that hold more of them.

    Times without an offset are told in the context's zone. Raises FormatError: `empty`, or `html` for a page that
    holds no event and leads to none, unless its address says that it could (`page-without-events`).
    """
    if not body.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise FormatError("empty")
    parsed = Parsed(format="hevent")
    page = parse(body, context.url, parsed.notices)
    if page is None:
        raise FormatError("html", heading(body))
    found = found_in(page, parsed.notices)
    found.resolve()
    reading = Reading(context, page.base, parsed)
    reading.add(found, 0)
    reading.finish(canonical(page))
    if found.full:
        parsed.notices.append(Notice("page-cut", lost=True))
    parsed.cut |= page.cut or found.full
    parsed.further = further(page, reading.undated, (), len(parsed.records) + len(parsed.unchanged))
    if not (parsed.records or parsed.unchanged or parsed.further):
        if not found.all and not is_event_path(context.url):
            raise FormatError("html", heading(body))
        parsed.notices.append(Notice("page-without-events", value=context.url[:200]))
    parsed.notices = few(parsed.notices)
    return parsed


FORMAT = Format("hevent", "text/html, application/xhtml+xml", sniff, read)
