"""The links of a page that lead to its events, and to the next page of its list. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urldefrag, urlsplit

from lxml import etree

from sync.formats.web_page_parts.tree import Page

MOST_LINKS = 40
"""Of one page."""

_LISTS = r"(?:agendas?|calendar|calendrier|[eé]v[eé]nements?|events?|manifestations?|programmation|rencontres?)"
_NO_SLUGS = (
    r"(?:all|archives?|categor(?:y|ies|ie)s?|categorie|contact|day|feed|ical|jour|list(?:e)?|lieux?|locations?|map"
    r"|mois|month|organi[sz]ers?|organisateurs?|page|past|photo|search|semaine|tag|tags|today|venues?|week|year)"
)
_EVENT_PATH = re.compile(
    rf"/{_LISTS}/(?!{_NO_SLUGS}(?:/|\Z))(?![\d/-]*\Z)[^/]{{3,200}}(?:/[^/]{{1,200}}){{0,3}}/?\Z", re.IGNORECASE
)
_FILES = re.compile(
    r"(?:/ical/?|/ics/?|\.(?:ics|pdf|jpe?g|png|gif|webp|svg|docx?|xlsx?|zip|xml|rss|json|mp[34]))\Z", re.IGNORECASE
)
_EVENT_CLASS = re.compile(r"(?:\A|[\s_-])(?:event|evenement)(?:[\s_-]|item|title|link|card|\Z)", re.IGNORECASE)
_QUERIES = re.compile(
    r"(?:\A|&)(?:format=ical|format=ics|ical|outlook-ical|share|replytocom|tribe-bar-date|eventDisplay)(?:=|&|\Z)",
    re.IGNORECASE,
)
_HREF = re.compile(
    rb"""\bhref\s{0,9}=\s{0,9}["']?(?:https?://[^/"'\s>?#]{1,255})?(/[^"'\s>?#]{1,1000})""", re.IGNORECASE
)
_WRAPPERS = frozenset({"article", "div", "h2", "h3", "h4", "header", "li", "p", "section", "span", "td"})
_MOST_LOOKED_AT = 5_000


def is_event_path(url: str) -> bool:
    """Whether an address looks like that of one event: `/agenda/apero-dev`, `/evenements/2026/apero-dev`."""
    try:
        return _EVENT_PATH.search(urlsplit(url).path) is not None
    except ValueError:
        return False


def event_links(page: Page) -> tuple[str, ...]:
    """The addresses of the events that a page lists: on its host, each once, in its order, the first `MOST_LINKS`.

    A link counts when its path says event (`is_event_path`) or when its class, or that of the card it stands in,
    does. Those of menus and page footers do not, nor the page itself.
    """
    found: dict[str, None] = {}
    for address, anchor in _anchors(page):
        if is_event_path(address) or _in_event_card(anchor):
            found.setdefault(address)
        if len(found) == MOST_LINKS:
            break
    return tuple(found)


def has_event_links(body: bytes) -> bool:
    """Whether a page, wherever it stands, links to an event: the address of its host need not be known."""
    paths = islice(_paths(body), _MOST_LOOKED_AT)
    return any(_EVENT_PATH.search(path) and not _FILES.search(path) for path in paths)


def _paths(body: bytes) -> Iterator[str]:
    for found in _HREF.finditer(body):
        yield found[1].decode("utf-8", "replace")


def next_page(page: Page) -> str:
    """The address of the next page of a list, as `rel=next` says (HTML §4.6.7.13); "" without one on this host."""
    for link in page.root.iter("link", "a"):
        if "next" in (link.get("rel") or "").lower().split():
            address = on_this_host(page, link.get("href") or "")
            if address:
                return address
    return ""


def canonical(page: Page) -> str:
    """The address a page says is its own (`rel=canonical`, RFC 6596), when it is on its host; else where it was."""
    for link in page.root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return on_this_host(page, link.get("href") or "") or page.url
    return page.url


def further(page: Page, undated: Iterable[str], listed: Iterable[str], told: int) -> tuple[str, ...]:
    """The pages to read after one that told so many events: at most `MOST_LINKS`, and the next of a list.

    Those of its events without a date; when it told no event at all, also those it lists and those it links to.
    """
    wanted = [*(() if told else listed), *undated]
    found = dict.fromkeys(address for one in wanted if (address := on_this_host(page, one)))
    if not told:
        found |= dict.fromkeys(event_links(page))
    links = list(found)[:MOST_LINKS]
    if (told > 1 or links) and (following := next_page(page)):
        links.append(following)
    return tuple(dict.fromkeys(links))


def on_this_host(page: Page, href: str) -> str:
    """The absolute address of a link to another page of the same host, without its fragment; else ""."""
    try:
        address = urldefrag(page.link(href)).url
        parts, here = urlsplit(address), urlsplit(page.url)
        if parts.scheme not in ("http", "https") or parts.netloc.lower() != here.netloc.lower():
            return ""
    except ValueError:
        return ""
    if _plain(address) == _plain(urldefrag(page.url).url) or len(address) > 2_000:
        return ""
    return address


def _plain(address: str) -> str:
    return address.split("://", 1)[-1].rstrip("/")


def _anchors(page: Page) -> Iterator[tuple[str, etree._Element]]:
    """The links of the page's body to other pages of its host, menus and page footers left out."""
    within = looked_at = 0
    for event, node in etree.iterwalk(page.root, events=("start", "end"), tag=("a", "nav", "footer")):
        if node.tag != "a":
            within += 1 if event == "start" else -1
        elif event == "start" and not within and node.get("href"):
            looked_at += 1
            if looked_at > _MOST_LOOKED_AT:
                return
            address = on_this_host(page, node.get("href") or "")
            if address and not _useless(address):
                yield address, node


def _useless(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.path in ("", "/") or _FILES.search(parts.path) or _QUERIES.search(parts.query))


def _in_event_card(anchor: etree._Element) -> bool:
    """Whether the link, or one of the three elements around it, has a class that says event."""
    node: etree._Element | None = anchor
    for _ in range(4):
        if node is None or (node is not anchor and node.tag not in _WRAPPERS):
            return False
        if _EVENT_CLASS.search(node.get("class") or ""):
            return True
        node = node.getparent()
    return False
