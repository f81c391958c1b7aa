"""Links as identities: one canonical spelling for one page, and which pages can stand for one event. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from federation.domain.event import Event

LONGEST = 2000
MOST = 12
"""Links of one event that are looked at, its own first."""

_TRACKING = re.compile(
    r"(?:utm_|mtm_|pk_|piwik_|matomo_|at_|hsa_|oly_|vero_|mc_|ga_|_hs).*"
    r"|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|xtor|aff|affiliate|_ga|_gl|si|spm"
    r"|eventorigin|rec_type|rec_id|recid|recsource|recid|sc_channel|source|src|campaign|from|share|ref|referrer|replytocom|trk|lang|language|locale|hl",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\d+|[a-z]+[-_]?\d+(?:@localhost)?", re.IGNORECASE)
"""What a counter makes: the same in every installation of a program."""
_HOST = re.compile(r"^(?:www\d?|m|mobile)\.")
_URL = re.compile(r"https?://[^\s<>\"'«»\\^`{|}]{4,2000}", re.IGNORECASE)
_VIEW = re.compile(r"(?:page|paged|lang|hl|locale|date|month|mois|view|cat|categorie|s|q|tribe-bar-date|ical)=[^&]*")
_GROUP = re.compile(r"meetup\.com/(?:[a-z]{2}-[a-zA-Z]{2}/)?([\w-]{3,80})/events/")
"""A page of an event on the platform whose addresses name groups."""
_LISTING = frozenset(
    [
        "agenda",
        "agendas",
        "agenda-culturel",
        "calendar",
        "calendrier",
        "calendriers",
        "categorie",
        "category",
        "accueil",
        "home",
        "index",
        "evenement",
        "evenements",
        "event",
        "events",
        "programme",
        "programmation",
        "rendez-vous",
        "nos-evenements",
        "les-evenements",
        "actualites",
        "actualite",
        "actu",
        "news",
        "blog",
        "feed",
        "rss",
        "ics",
        "contact",
        "infos",
        "a-propos",
        "about",
        "inscription",
        "inscriptions",
        "billetterie",
        "tickets",
        "reservation",
        "reservations",
        "fr",
        "en",
        "index-html",
        "default",
    ]
)
"""Last parts of addresses that list many events, or none."""


@lru_cache(maxsize=32768)
def canonical_link(url: str) -> str:
    """One spelling for one page: no scheme, `www.`, tracking parameters, fragment or trailing slash.

    Empty for what is no http(s) address. The query is sorted; case counts in it and in the path, as for servers.
    """
    try:
        parts = urlsplit(url.strip()[:LONGEST])
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https", "webcal") or not parts.hostname:
        return ""
    host = _HOST.sub("", parts.hostname.lower().rstrip("."))
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    path = re.sub(r"/{2,}", "/", unquote(parts.path)).rstrip("/")
    path = re.sub(r"/index\.(?:html?|php)$", "", path)
    kept = sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0]))
    # A page of a single-page application has its name after `#!` or `#/`.
    hashed = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) and len(parts.fragment) > 2 else ""
    return host + path + (f"?{urlencode(kept)}" if kept else "") + hashed


def is_page_of_one(link: str) -> bool:
    """Whether a canonical link may be the page of one event: not a front page, a list, or a bare group."""
    address, _, query = link.partition("?")
    if "#" in link or (query and not all(_VIEW.fullmatch(part) for part in query.split("&"))):
        return True
    host, _, rest = address.partition("/")
    last = rest.rpartition("/")[2].lower()
    if not last or last in _LISTING or re.fullmatch(r"(?:19|20)\d\d(?:-\d\d)?|\d\d?|page-?\d*", last):
        return False
    return not (host.startswith("meetup.") and "/events/" not in rest)


def group_of(link: str) -> str:
    """The group whose page of an event a canonical link is, as its address spells it; empty for other pages."""
    found = _GROUP.match(link)
    return found[1].replace("-", " ").lower() if found else ""


def own_links(event: Event) -> frozenset[str]:
    """The canonical pages that are the event's own: its address, and a UID that is one."""
    return frozenset(_pages((event.url, event.uid)))


def quoted_links(event: Event) -> frozenset[str]:
    """The canonical pages that an event points to: in its links and in its text."""
    written = _URL.findall(event.description[: LONGEST * 4])[:MOST]
    return frozenset(_pages((*event.links[:MOST], *(found.rstrip(".,;:!?)]") for found in written))))


def quoted_ids(event: Event) -> frozenset[str]:
    """What else an event points to by identity: UIDs and global ids among its links (RFC 5545 §3.8.4.5)."""
    return frozenset(
        link for link in event.links[:MOST] if not link.startswith(("http:", "https:")) and is_unique(link)
    )


def is_unique(uid: str) -> bool:
    """Whether a UID can be unique in the world (RFC 7986 §5.3): long enough, and not only a number."""
    return len(uid.strip()) >= 8 and not _COUNTED.fullmatch(uid)


def _pages(urls: Iterable[str]) -> list[str]:
    links = (canonical_link(url) for url in urls if url)
    return [link for link in links if link and is_page_of_one(link)]
