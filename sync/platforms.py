"""The software and services that sites publish their events with: how each is recognised, which addresses it has. Pure.

Software runs the site itself and is known from what its pages say; a service stands elsewhere and is known from the
addresses that pages name. One entry each: to add a platform is to add a line, and the words for its name in
`federation.domain.reasons.discovery`.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import SplitResult, parse_qs, quote, urljoin, urlsplit

from sync.discovery.candidate import Candidate, Turn
from sync.discovery.signs import Signs

Try = tuple[str, str]
"""An address and the format to read it with."""

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


@dataclass(frozen=True, slots=True)
class Service:
    """What sites point at: an address whose host (and path) look like `known` may have the sources `tries` tells."""

    name: str
    known: str
    tries: Callable[[SplitResult], Iterable[Try]]


def _google(url: SplitResult) -> Iterator[Try]:
    """The public iCalendar of each calendar that is embedded or linked (its address names them by `src` or `cid`)."""
    if url.path.endswith(".ics"):
        yield url.geturl(), "ics"
        return
    asked = parse_qs(url.query, max_num_fields=100)
    names = [*asked.get("src", ()), *(name for code in asked.get("cid", ()) if (name := _decoded(code)))]
    for name in names:
        if "@" in name and "/" not in name:
            yield f"https://calendar.google.com/calendar/ical/{quote(name, safe='')}/public/basic.ics", "ics"


def _decoded(code: str) -> str:
    """A calendar's name as Google's own links write it: base64 without its padding, or plain."""
    if "@" in code:
        return code
    try:
        return base64.urlsafe_b64decode(code + "=" * (-len(code) % 4)).decode("ascii")
    except (binascii.Error, UnicodeError, ValueError):
        return ""


def _openagenda(url: SplitResult) -> Iterator[Try]:
    """The agenda by its number; else its page, to be looked at for that number."""
    if found := re.match(r"/(?:[a-z]{2}/)?agendas/(\d{1,18})(?:/|\Z)", url.path):
        yield f"https://openagenda.com/agendas/{found[1]}", "openagenda"
    elif re.fullmatch(r"/(?:[a-z]{2}/)?[a-z0-9-]{3,100}/?", url.path):
        yield f"https://openagenda.com{url.path}", "auto"


def _meetup(url: SplitResult) -> Iterator[Try]:
    found = re.match(r"/(?:[a-z]{2}-[A-Z]{2}/)?([\w-]{3,100})(?:/|\Z)", url.path)
    if found and found[1].lower() not in _NO_GROUPS:
        yield f"https://www.meetup.com/{found[1]}/events/ical/", "ics"


_NO_GROUPS = frozenset(
    {"about", "apps", "blog", "cities", "find", "help", "home", "login", "media", "members", "privacy", "pro"}
    | {"register", "signup", "terms", "topics"}
)
"""What else stands at the root of meetup.com."""


def _mobilizon(url: SplitResult) -> Iterator[Try]:
    if found := re.match(r"/@[\w.-]{1,100}", url.path):
        yield f"{url.scheme}://{url.netloc}{found[0]}", "mobilizon"


def _nextcloud(url: SplitResult) -> Iterator[Try]:
    """The export of a calendar that is shared by a public link, or embedded."""
    found = re.match(r"(.{0,100}?)(?:/index\.php)?/apps/calendar/(?:p|embed)/(\w{8,64})", url.path)
    if found:
        yield f"{url.scheme}://{url.netloc}{found[1]}/remote.php/dav/public-calendars/{found[2]}?export", "ics"


def _outlook(url: SplitResult) -> Iterator[Try]:
    if url.path.endswith(("/calendar.html", "/calendar.ics")):
        yield url._replace(path=url.path.rpartition(".")[0] + ".ics", query="").geturl(), "ics"


def _teamup(url: SplitResult) -> Iterator[Try]:
    if found := re.match(r"/(ks\w{8,40})(?:/|\Z)", url.path):
        yield f"https://ics.teamup.com/feed/{found[1]}/0.ics", "ics"


def _eventbrite(url: SplitResult) -> Iterator[Try]:
    """The page of an organiser, whose events are told in JSON-LD."""
    if url.path.startswith("/o/"):
        yield url._replace(query="").geturl(), "auto"


SERVICES = (
    Service("google-calendar", r"//(?:calendar|www)\.google\.(?:com|fr)/calendar/", _google),
    Service("openagenda", r"//(?:www\.)?openagenda\.com/", _openagenda),
    Service("meetup", r"//(?:www\.)?meetup\.com/", _meetup),
    Service("mobilizon", r"//[^/]*mobili[sz][^/]*/@", _mobilizon),
    Service("nextcloud", r"/apps/calendar/(?:p|embed)/", _nextcloud),
    Service("outlook", r"//outlook\.(?:live|office|office365)\.com/(?:owa/)?calendar/", _outlook),
    Service("teamup", r"//teamup\.com/ks", _teamup),
    Service("eventbrite", r"//(?:www\.)?eventbrite\.(?:fr|com)/o/", _eventbrite),
)
"""What sites point at."""

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
        return next((address for address, _ in _mobilizon(urlsplit(found.url))), "")
    shown = (link.url for link in found.embedded if link.text.startswith(f"{name}-"))
    return next(shown, "")
