"""What a web page says of the feeds around it: its links, frames and the software that wrote it. Pure and bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urldefrag, urlsplit

from lxml import etree

from sync.formats.web_page_parts.links import is_event_path
from sync.formats.web_page_parts.tree import Page, parse

MOST_LOOKED_AT = 20_000
"""Elements of one page that are looked at."""

MOST_LINKS = 3_000
"""Links of one page that are kept."""

_LONGEST = 2_000
_FEW_WORDS = 20
_WAITING = ("data-src", "data-url", "url")
"""Where scripts that ask for consent first (tarteaucitron and the like) keep the address of a frame."""

_REFRESH = re.compile(r"[;,]\s*url\s*=\s*[\"']?([^\"'\s]+)", re.IGNORECASE)
_SCHEMES = ("http", "https", "webcal", "webcals")


@dataclass(frozen=True, slots=True)
class Link:
    """One address that a page names, absolute. `rel` and `type` are in lower case, `text` is what people read."""

    url: str
    text: str = ""
    rel: frozenset[str] = frozenset()
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """A page at `url` as discovery sees it.

    `declared` are its `<link>` elements, `links` its anchors, `embedded` its frames, scripts and the addresses in
    attributes of web components. `software` is what its header and its generator say, `body` its bytes. `by_script`:
    what people read is put in by scripts, hardly anything of it is sent. `leads_to`: where it sends readers on to by
    itself (`<meta http-equiv=refresh>`), "" when it does not.
    """

    url: str
    software: str = ""
    declared: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    embedded: tuple[Link, ...] = ()
    body: bytes = b""
    by_script: bool = False
    leads_to: str = ""

    @property
    def host(self) -> str:
        """Where it stands, with its port."""
        return host_of(self.url)

    @property
    def named(self) -> Iterator[str]:
        """Every address it names, those of its frames first."""
        for link in (*self.embedded, *self.declared, *self.links):
            yield link.url


@dataclass(slots=True)
class _Found:
    page: Page
    software: list[str]
    leads_to: str = ""
    kinds: dict[str, dict[str, Link]] = field(default_factory=lambda: {"declared": {}, "links": {}, "embedded": {}})

    def add(self, kind: str, node: etree._Element, address: str, text: str = "") -> None:
        links = self.kinds[kind]
        url = _absolute(self.page, address)
        if url and url not in links and len(links) < MOST_LINKS:
            rel = frozenset((node.get("rel") or "").lower().split()[:20])
            media_type = (node.get("type") or "").partition(";")[0].strip().lower()
            links[url] = Link(url, " ".join(text.split())[:200], rel, media_type)


def signs(body: bytes, url: str, software: str = "") -> Signs:
    """What the page in `body`, found at `url`, shows; `software` is what its header says wrote it."""
    page = parse(body, url, [])
    if page is None:
        return Signs(url=url, software=software, body=body)
    found = _Found(page, [software] if software else [])
    for node in islice(page.root.iter(etree.Element), MOST_LOOKED_AT):
        _look(node, found)
    kinds = {kind: tuple(links.values()) for kind, links in found.kinds.items()}
    by_script = page.root.find(".//script") is not None and len(_words(page)) < _FEW_WORDS and not found.kinds["links"]
    return Signs(
        url=url,
        software=" · ".join(found.software)[:500],
        body=body,
        by_script=by_script,
        leads_to=found.leads_to,
        **kinds,
    )


def _words(page: Page) -> list[str]:
    """The words of a page's body that are sent, without those of its scripts."""
    body = page.root.find("body")
    return [] if body is None else page.text(body).split()


def _look(node: etree._Element, found: _Found) -> None:
    tag = node.tag
    if tag == "a":
        found.add("links", node, node.get("href") or "", node.text or _inner(node) or node.get("title") or "")
    elif tag == "link":
        found.add("declared", node, node.get("href") or "", node.get("title") or "")
    elif tag in ("iframe", "frame", "embed", "script"):
        for name, value in node.items():
            if "src" in str(name) and name != "srcdoc":
                found.add("embedded", node, str(value))
    elif tag == "meta" and (node.get("name") or "").lower() == "generator":
        found.software.append((node.get("content") or "")[:200])
    elif tag == "meta" and (node.get("http-equiv") or "").lower() == "refresh":
        if sent := _REFRESH.search((node.get("content") or "")[:_LONGEST]):
            found.leads_to = found.leads_to or _absolute(found.page, sent[1])
    elif "-" in tag and node.get("baseurl"):
        found.add("embedded", node, node.get("baseurl") or "", tag)
    elif tag == "div":
        for name in _WAITING:
            found.add("embedded", node, node.get(name) or "")


def _inner(node: etree._Element) -> str:
    return " ".join(islice((text.strip() for text in map(str, node.itertext()) if text.strip()), 5))


def _absolute(page: Page, address: str) -> str:
    """The address as one to ask, without its fragment; "" for any other than http(s) and webcal."""
    if not address.strip() or len(address) > _LONGEST:
        return ""
    try:
        url = urldefrag(page.link(address)).url
        return url if urlsplit(url).scheme.lower() in _SCHEMES and urlsplit(url).hostname else ""
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """The host of an address with its port, in lower case."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


_EVENTS = (
    r"(?:agenda|calendar|calendrier|[eé]v[eè]nements?|events?|programm(?:e|ation)|rendez-?vous|ateliers?|rencontres?"
    r"|quoi-de-neuf|sorties|manifestations?|animations?)"
)
_PATH = re.compile(
    rf"/(?:[a-z]{{2}}/)?(?:[\w-]{{0,30}}[-_/])??{_EVENTS}(?:[-_][\w-]{{0,30}})?/?(?:index)?(?:\.\w{{2,5}})?\Z", re.I
)
_TEXT = re.compile(rf"(?:tout[es]*|l[ea’']s?|notre|nos|voir|the|our|all)?[\s’']*(?:l[’'])?{_EVENTS}\b", re.IGNORECASE)
_FILES = re.compile(r"\.(?:pdf|jpe?g|png|gif|webp|svg|docx?|xlsx?|zip|mp[34]|css|js)\Z", re.IGNORECASE)
_SPACE = re.compile(
    r"(?:le |notre |l’|l'|our |the )?(?:lieu|espace|space|coworking|horaires?|opening hours|infos? pratiques?|tarifs?)"
    r"(?: de coworking)?",
    re.IGNORECASE,
)
_MOST_AGENDAS = 3
_MOST_SPACES = 1


def agenda_pages(found: Signs) -> tuple[str, ...]:
    """The pages of the same host that call themselves an agenda, in their path or in what people read; best first."""
    scores: dict[str, tuple[int, int]] = {}
    for link in found.links:
        score = _agenda(link, found)
        if score is not None:
            scores.setdefault(link.url, (score, len(scores)))
    return tuple(sorted(scores, key=lambda url: scores[url])[:_MOST_AGENDAS])


def space_pages(found: Signs) -> tuple[str, ...]:
    """The page of the same host that is called the place, its hours or its prices."""
    pages = (link.url for link in found.links if _SPACE.fullmatch(link.text) and host_of(link.url) == found.host)
    return tuple(islice((url for url in pages if not _same(url, found.url)), _MOST_SPACES))


def _agenda(link: Link, found: Signs) -> int | None:
    """How surely a link leads to an agenda, 0 most; None when it does not."""
    parts = urlsplit(link.url)
    if link.url.startswith("webcal") or host_of(link.url) != found.host or _same(link.url, found.url):
        return None
    if _FILES.search(parts.path) or is_calendar(link) or is_feed_path(parts.path):
        return None
    text = len(link.text) <= 40 and _TEXT.match(link.text) is not None
    path = _PATH.search(parts.path) is not None and (text or not is_event_path(link.url))
    return {(True, True): 0, (True, False): 1, (False, True): 2}.get((path, text))


def _same(one: str, other: str) -> bool:
    return one.split("://", 1)[-1].rstrip("/") == other.split("://", 1)[-1].rstrip("/")


_CALENDAR = re.compile(r"\.ics\Z|/(?:ical|ics)/?\Z", re.IGNORECASE)
_CALENDAR_QUERY = re.compile(
    r"(?:\A|&)(?:ical|mec-ical-feed|format=ics|format=ical|page=ical|outlook-ical)(?:=|&|\Z)", re.IGNORECASE
)
_FEED = re.compile(r"(?:/feed/?|/rss/?|/atom/?|\.rss|\.atom|/(?:rss|atom|feed|index|backend)\.xml|/feed\.json)\Z", re.I)


def is_calendar(link: Link) -> bool:
    """Whether a link leads to an iCalendar, by its scheme, its type or its address."""
    parts = urlsplit(link.url)
    if parts.scheme.lower().startswith("webcal") or link.type == "text/calendar":
        return True
    return bool(_CALENDAR.search(parts.path) or _CALENDAR_QUERY.search(parts.query))


def is_feed_path(path: str) -> bool:
    """Whether a path is that of a web feed, as they are mostly called."""
    return _FEED.search(path) is not None
