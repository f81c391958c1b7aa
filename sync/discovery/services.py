"""The services where sites keep their calendars: from an address that a page names to those of the sources. Pure."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote

Try = tuple[str, str]
"""An address and the format to read it with."""


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


def mobilizon_group(url: SplitResult) -> Iterator[Try]:
    """The page of a Mobilizon group."""
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
    Service("mobilizon", r"//[^/]*mobili[sz][^/]*/@", mobilizon_group),
    Service("nextcloud", r"/apps/calendar/(?:p|embed)/", _nextcloud),
    Service("outlook", r"//outlook\.(?:live|office|office365)\.com/(?:owa/)?calendar/", _outlook),
    Service("teamup", r"//teamup\.com/ks", _teamup),
    Service("eventbrite", r"//(?:www\.)?eventbrite\.(?:fr|com)/o/", _eventbrite),
)
"""What sites point at."""
