"""Web feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, with what they say of events, and posts that state a date.

Bytes -> records. The feed is cut into its entries; each is read by the plain pass (`webfeed_parts/plain`, over lxml),
and what that does not understand by the `feedparser` library (`webfeed_parts/library`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from federation.domain.event import Notice
from federation.errors import FormatError
from federation.publish.feed import GENERATOR
from sync.formats.parsed import Context, Format, Parsed, few
from sync.formats.web_page import heading
from sync.formats.webfeed_parts import library
from sync.formats.webfeed_parts.entries import Reading
from sync.formats.webfeed_parts.event import city_of, urljoined
from sync.formats.webfeed_parts.hub import own_title
from sync.formats.webfeed_parts.item import Channel, Item
from sync.formats.webfeed_parts.pieces import Pieces, split
from sync.formats.webfeed_parts.plain import Odd, Plain
from sync.formats.webfeed_parts.xml_text import DOCTYPE, as_utf8

MOST_ENTRIES = 20_000
MOST_ODD = 1_000
"""Entries of one feed that the library is asked to read: it takes milliseconds for each."""
_MOST_ODD_BYTES = 200_000  # of one entry
_MOST_ODD_BYTES_IN_ALL = 3_000_000

_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
_LONGEST_REFRESH = 10_080
_LEADING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?[^>]{0,2000}>|<!--(?:[^-]|-(?!->)){0,20000}-->|" + DOCTYPE.pattern + rb")*+",
    re.IGNORECASE,
)
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(rss|feed|RDF)(?=[\s>])([^>]{0,8000})", re.IGNORECASE)
_VOCABULARY = {
    b"rss": re.compile(rb""),
    b"feed": re.compile(rb"2005/atom|purl\.org/atom|version\s*=", re.IGNORECASE),
    b"rdf": re.compile(rb"purl\.org/rss/|netscape\.com/rdf", re.IGNORECASE),
}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|p|br|h1|title|script)\b", re.IGNORECASE)


def sniff(body: bytes, media_type: str) -> bool:
    """Whether the first element is that of a feed; a web page that holds one is none, whatever it calls itself."""
    start = body[:64_000].replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    leading = _LEADING.match(start)
    root = _ROOT.match(start, leading.end() if leading else 0)
    return root is not None and _VOCABULARY[root[1].lower()].search(root[2]) is not None


def read(body: bytes, context: Context) -> Parsed:
    """The events of a feed, told in the context's zone. At most 20 000 entries are read.

    Raises FormatError `empty`, `html` or `not-webfeed`. An entry that cannot be read is a lost Notice with its line;
    a post that states no date is counted in a Notice.
    """
    if not body.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise FormatError("empty")
    text, notices = as_utf8(body)
    pieces = split(text, MOST_ENTRIES + 1)
    if pieces is None:
        start = text[:2000].lstrip()
        if _HTML.match(start):
            raise FormatError("html", heading(text))
        raise FormatError("not-webfeed", start[:80].decode("utf-8", "replace"))
    parsed = Parsed(format="webfeed", notices=notices, cut=pieces.cut)
    if pieces.cut:
        notices.append(Notice("feed-cut", value=str(len(pieces.entries))))
    if len(pieces.entries) > MOST_ENTRIES:
        notices.append(Notice("too-many-events", value=f"> {MOST_ENTRIES}", lost=True))
        parsed.cut = True
    entries = _Entries(text, pieces, notices)
    channel = entries.channel()
    _tell_channel(parsed, channel, context)
    items = entries.items(channel.language)
    Reading(context, parsed).read(_as_told_by_hub(items) if channel.generator == GENERATOR else items, "item")
    parsed.notices = few(sorted(notices, key=lambda notice: (notice.line or 0, notice.code, notice.path, notice.value)))
    return parsed


def _as_told_by_hub(items: Iterator[Item]) -> Iterator[Item]:
    """Entries of the hub's own feed, their titles without what it wrote before them."""
    for item in items:
        item.title, status = own_title(item.title, city_of(item))
        item.told |= {"status": status.value} if status else {}
        if "@" not in item.told.get("ev:organizer", "@"):
            item.told["organiser"] = item.told["ev:organizer"]
        yield item


class _Entries:
    """The entries of one feed, read one after the other."""

    def __init__(self, text: bytes, pieces: Pieces, notices: list[Notice]) -> None:
        self.text = text
        self.pieces = pieces
        self.notices = notices
        self.plain = Plain()
        self.odd_left = MOST_ODD
        self.odd_bytes_left = _MOST_ODD_BYTES_IN_ALL

    def channel(self) -> Channel:
        """What the feed says of itself; nothing when that cannot be read."""
        around = self.pieces.around
        try:
            return self.plain.channel(around)
        except Odd:
            return library.channel(around) if self._may_ask(around) else Channel()

    def items(self, language: str) -> Iterator[Item]:
        """What each entry says, in the order of the feed, in the language of the feed."""
        pieces = self.pieces
        for start, end, line in pieces.entries[:MOST_ENTRIES]:
            piece = b"".join((pieces.opening, self.text[start:end], pieces.closing))
            try:
                item: Item | None = self.plain.item(piece)
            except Odd:
                item = library.item(piece) if self._may_ask(piece) else None
            if item is None:
                self.notices.append(Notice("component-broken", line, "item", lost=True))
                continue
            item.line = line
            item.language = item.language or language
            yield item

    def _may_ask(self, piece: bytes) -> bool:
        self.odd_left -= 1
        if self.odd_left < 0 or len(piece) > _MOST_ODD_BYTES or len(piece) > self.odd_bytes_left:
            return False
        self.odd_bytes_left -= len(piece)
        return True


def _tell_channel(parsed: Parsed, channel: Channel, context: Context) -> None:
    parsed.title = channel.title
    parsed.producer = channel.generator
    parsed.refresh_after = _refresh(channel)
    pages = (urljoined(context.url, link.href) for link in channel.links if link.rel == "next")
    parsed.further = tuple(dict.fromkeys(page for page in pages if page.startswith(("http://", "https://"))))


def _refresh(channel: Channel) -> timedelta | None:
    """How long the feed asks to be left alone: `ttl`, else the period of the syndication module, a week at most."""
    ttl, frequency = channel.ttl[:9], channel.frequency[:9]
    minutes = int(ttl) if ttl.isdecimal() else 0
    if not minutes and channel.period in _PERIODS:
        minutes = _PERIODS[channel.period] // max(1, int(frequency) if frequency.isdecimal() else 1)
    return timedelta(minutes=min(minutes, _LONGEST_REFRESH)) if minutes else None


FORMAT = Format("webfeed", "application/rss+xml, application/atom+xml, application/rdf+xml, text/xml", sniff, read)
