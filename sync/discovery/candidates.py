"""Which addresses a page offers to try, in which order. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from federation.errors import FormatError
from sync.detect import FORMATS, pick
from sync.discovery.candidate import Candidate, Turn
from sync.discovery.signs import Link, Signs, agenda_pages, is_calendar, is_feed_path, space_pages
from sync.formats.web_page_parts.links import is_event_path
from sync.platforms import own_sources, pointed_at, root_of

FEW_SINGLE = 2
"""Calendars of one event each that are tried; a page that links to more of them is a list, and none is its calendar."""

MOST_OF_A_KIND = 4
"""Calendars, feeds and the like that one page may offer of each kind."""

_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
_DATA = frozenset({"application/json", "application/ld+json"})
_PAGES = ("schemaorg", "hevent", "event-pages")
_USELESS = re.compile(r"/comments?/|/wp-json/(?!tribe/)|oembed|/xmlrpc|[?&]rest_route=", re.IGNORECASE)
_EVENTS = re.compile(r"agenda|event|[eé]v[eé]nement|calend|programm|lieu|space", re.IGNORECASE)


def candidates(found: Signs, media_type: str = "text/html") -> list[Candidate]:
    """What a page offers to try, each address once, in the order of trials."""
    every = [
        *pointed_at((found.url,)),
        *_calendars(found),
        *pointed_at(found.named),
        *_spaces(found),
        *own_sources(found),
        *_itself(found, media_type),
        *(Candidate(url, "auto", "agenda-page", Turn.AGENDA) for url in agenda_pages(found)),
        *_declared(found),
        *_linked(found),
        *(Candidate(url, "auto", "space-page", Turn.PLACE) for url in space_pages(found)),
        Candidate(urljoin(root_of(found), "spaceapi.json"), "spaceapi", "well-known", Turn.WELL_KNOWN),
    ]
    return in_turn(every)


def in_turn(every: Iterable[Candidate]) -> list[Candidate]:
    """Candidates in the order of trials; of several with one address the one whose turn comes first."""
    first: dict[str, Candidate] = {}
    for candidate in sorted(every, key=lambda one: one.turn):
        first.setdefault(plain(candidate.url), candidate)
    return list(first.values())


def plain(url: str) -> str:
    """An address without what makes no other one of it: its scheme, a slash at its end."""
    return url.split("://", 1)[-1].rstrip("/")


def given(url: str) -> Candidate:
    """The address that somebody gave, as a source itself."""
    return Candidate(url, "auto", "itself", Turn.GIVEN)


def declared_feeds(found: Signs) -> tuple[str, ...]:
    """The calendars and feeds that a page declares (`<link rel=alternate>`), calendars first."""
    ordered = in_turn([*(one for one in _calendars(found) if one.found == "declared"), *_declared(found)])
    return tuple(one.url for one in ordered)


def page_format(body: bytes, media_type: str) -> str:
    """The name of the format in which a page itself tells events; "" when it does in none."""
    try:
        name = pick("auto", body, media_type).name
    except FormatError:
        return ""
    return name if name in _PAGES else ""


def is_data(body: bytes, media_type: str) -> bool:
    """Whether an answer is no page but a document that some format knows."""
    return any(known.sniff(body, media_type) for known in FORMATS if known.name not in _PAGES)


def _itself(found: Signs, media_type: str) -> Iterator[Candidate]:
    name = page_format(found.body, media_type)
    if name:
        yield Candidate(found.url, name, "itself", Turn.PERHAPS if name == "event-pages" else Turn.PAGE)


def _calendars(found: Signs) -> Iterator[Candidate]:
    """Calendars that are declared, then those that are linked: one for all events before those of single ones."""
    declared = [link for link in found.declared if "alternate" in link.rel and is_calendar(link)]
    linked = [link for link in found.links if is_calendar(link)]
    if sum(is_event_path(link.url) for link in linked) > FEW_SINGLE:
        linked = [link for link in linked if not is_event_path(link.url)]
    linked.sort(key=lambda link: (is_event_path(link.url), not link.url.startswith("webcal"), len(link.url)))
    for link, how in [*((link, "declared") for link in declared), *((link, "calendar-link") for link in linked)][
        :MOST_OF_A_KIND
    ]:
        yield Candidate(link.url, "auto", how, Turn.CALENDAR)


def _spaces(found: Signs) -> Iterator[Candidate]:
    for link in (*found.declared, *found.links):
        if "space-api" in link.rel or urlsplit(link.url).path.endswith("/spaceapi.json"):
            yield Candidate(link.url, "spaceapi", "declared" if link.rel else "space-link", Turn.CALENDAR)


def _declared(found: Signs) -> Iterator[Candidate]:
    """Feeds and documents that the page declares, those that speak of events in their name first."""
    links = [link for link in found.declared if "alternate" in link.rel and not _USELESS.search(link.url)]
    feeds = [link for link in links if link.type in _FEEDS]
    data = [link for link in links if link.type in _DATA]
    actors = [link for link in links if link.type == "application/activity+json"]
    for link in (*_telling(feeds), *_telling(data)):
        yield Candidate(link.url, "auto", "declared", Turn.FEED)
    for link in actors[:1]:
        yield Candidate(link.url, "mobilizon", "declared", Turn.PERHAPS)


def _linked(found: Signs) -> Iterator[Candidate]:
    links = [
        link
        for link in found.links
        if (link.type in _FEEDS or is_feed_path(urlsplit(link.url).path)) and not _USELESS.search(link.url)
    ]
    for link in _telling(links):
        yield Candidate(link.url, "auto", "feed-link", Turn.LINKED)


def _telling(links: list[Link]) -> Iterator[Link]:
    ordered = sorted(links, key=lambda link: _EVENTS.search(f"{link.text} {link.url}") is None)
    return islice(ordered, MOST_OF_A_KIND)
