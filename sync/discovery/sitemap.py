"""A site's map (sitemaps.org) -> the pages that list its events; where its robots.txt says it is. Pure and bounded."""

from __future__ import annotations

import html
import re
from collections import Counter
from itertools import islice
from urllib.parse import urljoin, urlsplit

from sync.formats.web_page_parts.links import is_event_path

_LOC = re.compile(rb"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]{8,2000})", re.IGNORECASE)
_EVENTS = re.compile(r"event|agenda|[eé]v[eé]nement|tribe|program", re.IGNORECASE)
_SITEMAP = re.compile(rb"^[ \t]*sitemap[ \t]*:[ \t]*(\S{8,2000})", re.IGNORECASE | re.MULTILINE)
_LOOKED_AT = 5_000
_MOST = 2
_MOST_ROBOTS = 500_000


def sitemap_of(robots: bytes, root: str) -> str:
    """The map of the same site that a robots.txt names (RFC 9309 §2.2.4), "" without one."""
    found = (match[1].decode("utf-8", "replace") for match in _SITEMAP.finditer(robots[:_MOST_ROBOTS]))
    return next((url for url in found if url.startswith(f"{root}/")), "")


def is_map(body: bytes) -> bool:
    """Whether an answer names pages as a map does, and is no page in its place."""
    return _LOC.search(body) is not None


def sitemaps_in(body: bytes, root: str) -> list[str]:
    """The maps of the same site that an index of maps names for events; none when `body` is no index."""
    if b"<sitemapindex" not in body[:2_000]:
        return []
    return [url for url in _urls(body, root) if _EVENTS.search(urlsplit(url).path)]


def lists_behind(body: bytes, root: str) -> list[str]:
    """The pages above most of the events that a map lists: `/agenda/` for `/agenda/apero-dev`."""
    above = Counter(urljoin(url.rstrip("/"), "./") for url in _urls(body, root) if is_event_path(url))
    return [url for url, _ in above.most_common(_MOST)]


def _urls(body: bytes, root: str) -> list[str]:
    found = (html.unescape(match[1].decode("utf-8", "replace")) for match in _LOC.finditer(body))
    return [url for url in islice(found, _LOOKED_AT) if url.startswith(f"{root}/")]
