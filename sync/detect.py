"""Which format an answer speaks: the register of formats, and the first of them that knows the bytes.

A format is one module in `sync/formats`, one line here, one folder in `tests/corpus`.
"""

from __future__ import annotations

import re

from federation.errors import FormatError
from sync.formats import (
    activitypub,
    event_pages,
    gancio,
    hevent,
    ics,
    jsonfeed,
    native,
    openagenda,
    schemaorg,
    spaceapi,
    tribe,
    webfeed,
)
from sync.formats.parsed import Format
from sync.formats.web_page import heading

FORMATS: tuple[Format, ...] = (
    ics.FORMAT,
    native.FORMAT,
    spaceapi.FORMAT,
    tribe.FORMAT,
    openagenda.FORMAT,
    gancio.FORMAT,
    activitypub.FORMAT,
    jsonfeed.FORMAT,
    webfeed.FORMAT,
    schemaorg.FORMAT,
    hevent.FORMAT,
    event_pages.FORMAT,
)
"""Every format the hub reads, in the order in which they are tried."""

NAMES: tuple[str, ...] = tuple(known.name for known in FORMATS)
"""What a source may state as its `format`, besides `auto`."""

_ONLY_BY_NAME = frozenset({"application/activity+json"})
"""Media types that `auto` does not ask for: sites of many kinds answer them with their author instead of the page."""

_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def pick(format_name: str, body: bytes, media_type: str) -> Format:
    """The format to read `body` with: the named one, or with `auto` the first that recognises the bytes.

    `media_type` is what the answer says of itself, often wrongly; it only helps. Raises FormatError: `empty` when
    there is nothing to read, `html` for a web page, `unknown-format` for anything else that nobody recognises.
    """
    if not body.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise FormatError("empty")
    if format_name != "auto":
        return _named(format_name)
    for known in FORMATS:
        if known.sniff(body, media_type):
            return known
    if _HTML.match(body.removeprefix(b"\xef\xbb\xbf")) or "html" in media_type:
        raise FormatError("html", heading(body))
    start = body[:80].decode("utf-8", "replace")
    raise FormatError("unknown-format", f"{media_type}: {start}" if media_type else start)


def addresses(format_name: str, url: str) -> tuple[str, ...]:
    """The addresses to ask for a source declared at `url`, best first; with `auto` those of the format that owns it.

    Raises FormatError `unknown-format`.
    """
    if format_name != "auto":
        return _named(format_name).addresses(url)
    owner = next((known for known in FORMATS if known.owns(url)), None)
    return owner.addresses(url) if owner else (url,)


def accept_header(format_name: str = "auto") -> str:
    """The Accept header (RFC 9110 §12.5.1) of a request: what the format wants, then anything."""
    if format_name == "auto":
        kinds = (kind.strip() for known in FORMATS for kind in known.accept.split(","))
        wanted = [kind for kind in dict.fromkeys(kinds) if kind not in _ONLY_BY_NAME]
        return ", ".join(wanted) + ", */*;q=0.1"
    return _named(format_name).accept + ", */*;q=0.1"


def _named(name: str) -> Format:
    for known in FORMATS:
        if known.name == name:
            return known
    raise FormatError("unknown-format", name)
