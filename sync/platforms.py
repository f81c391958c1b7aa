"""The software and services that sites publish their events with: how each is recognised, which addresses it has. Pure.

Software runs the site itself and is known from what its pages say; a service stands elsewhere and is known from the
addresses that pages name. One entry each: to add a platform is to add a line, and the words for its name in
`federation.domain.reasons.discovery`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from sync.discovery.candidate import Candidate, Turn
from sync.discovery.services import SERVICES, Try, mobilizon_group
from sync.discovery.signs import Signs

MOST_OF_ONE = 3
"""Calendars of one service that are tried."""

_LOOKED_AT = 2_000_000
_WORDPRESS_API = "https://api.w.org/"


@dataclass(frozen=True, slots=True)
class Software:
    """What runs a site. `says` is looked for in its header and generator, `shows` in the bytes of its page.

    `paths` are addresses seen from the root of the site, with their format; `turn` is when they are tried.
    """

    name: str
    says: str
    shows: bytes
    paths: tuple[Try, ...]
    turn: Turn = Turn.CALENDAR


SOFTWARE = (
    Software(
        "the-events-calendar",
        r"the events calendar",
        rb"/plugins/the-events-calendar/|tribe-events|wp-json/tribe/",
        (("wp-json/tribe/events/v1/events", "tribe"),),
    ),
    Software(
        "modern-events-calendar",
        r"modern events calendar",
        rb"/plugins/modern-events-calendar|\bmec-wrap\b|\bmec-events\b",
        (("?mec-ical-feed=1", "ics"), ("events/feed/", "auto")),
    ),
    Software("events-manager", r"events manager", rb"/plugins/events-manager/", (("events.ics", "ics"),)),
    Software("gancio", r"\bgancio\b", rb"<gancio-event|//gancio\.org\b", (("", "gancio"),)),
    Software("mobilizon", r"\bmobilizon\b", rb"sorry but mobilizon", (("", "mobilizon"),)),
    Software(
        "wordpress",
        r"\bwordpress\b",
        rb"/wp-content/|/wp-includes/",
        (("wp-json/tribe/events/v1/events", "tribe"), ("feed/", "auto")),
        Turn.PERHAPS,
    ),
    Software("drupal", r"\bdrupal\b", rb"data-drupal-|/sites/default/files/", (("rss.xml", "auto"),), Turn.PERHAPS),
    Software("spip", r"\bspip\b", rb"spip\.php\?|/squelettes", (("spip.php?page=backend", "auto"),), Turn.PERHAPS),
    Software(
        "joomla", r"\bjoomla\b", rb"/media/jui/|/components/com_", (("?format=feed&type=rss", "auto"),), Turn.PERHAPS
    ),
)
"""What runs sites."""


_KNOWN = [(re.compile(service.known), service) for service in SERVICES]
_OPENAGENDA = ("openagenda.com", "www.openagenda.com")
_FACEBOOK = re.compile(r"https?://(?:[\w-]+\.)?facebook\.com/", re.IGNORECASE)


def software_of(found: Signs) -> list[Software]:
    """What runs the site of a page, as far as the page tells."""
    body = found.body[:_LOOKED_AT]
    return [
        known
        for known in SOFTWARE
        if re.search(known.says, found.software, re.IGNORECASE) or re.search(known.shows, body, re.IGNORECASE)
    ]


def own_sources(found: Signs) -> Iterator[Candidate]:
    """The addresses that the software of a page's site has for its events."""
    root = root_of(found)
    if found.host in _OPENAGENDA and (number := re.search(rb"\bagendas/(\d{4,18})", found.body[:_LOOKED_AT])):
        yield Candidate(
            f"https://openagenda.com/agendas/{number[1].decode()}", "openagenda", "openagenda", Turn.CALENDAR
        )
    for known in software_of(found):
        for path, format_name in known.paths:
            where = _named_at(known.name, found)
            turn = Turn.PERHAPS if path.endswith("feed/") else known.turn
            yield Candidate(where or urljoin(root, path), format_name, known.name, turn)


def pointed_at(addresses: Iterable[str]) -> Iterator[Candidate]:
    """The sources at services that these addresses point at, a few of each."""
    seen: dict[str, set[str]] = {service.name: set() for service in SERVICES}
    for address in addresses:
        for name, url, format_name in _at_services(address):
            if url not in seen[name] and len(seen[name]) < MOST_OF_ONE:
                seen[name].add(url)
                yield Candidate(url, format_name, name, Turn.AGENDA if format_name == "auto" else Turn.CALENDAR)


def _at_services(address: str) -> Iterator[tuple[str, str, str]]:
    for pattern, service in _KNOWN:
        if pattern.search(address):
            try:
                for url, format_name in islice(service.tries(urlsplit(address)), MOST_OF_ONE):
                    yield service.name, url, format_name
            except ValueError:
                continue


def is_facebook(address: str) -> bool:
    """Whether an address is one of Facebook, which shows no events to anybody who is not signed in."""
    return _FACEBOOK.match(address) is not None


def root_of(found: Signs) -> str:
    """Where the site of a page begins: where its WordPress says, else at the root of its host."""
    for link in found.declared:
        if _WORDPRESS_API in link.rel and link.url.endswith("/wp-json/"):
            return link.url.removesuffix("wp-json/")
    return urljoin(found.url, "/")


def _named_at(name: str, found: Signs) -> str:
    """The address that a page itself gives: that of a Mobilizon group, or of the Gancio whose events it shows."""
    if name == "mobilizon":
        return next((address for address, _ in mobilizon_group(urlsplit(found.url))), "")
    shown = (link.url for link in found.embedded if link.text.startswith(f"{name}-"))
    return next(shown, "")
