"""What every output needs to know of itself, and the short texts that all of them share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from federation.domain.entry import Entry
from federation.domain.event import Attendance, Status
from federation.domain.journal import Removed
from federation.publish.dates import short_date
from federation.publish.text import one_line, plain_text, shortened
from federation.publish.words import MARKS, say, tongue

__all__ = ["REFRESH", "Feed", "calendar_title", "item_title", "plain_text", "summary"]

REFRESH = timedelta(hours=1)
"""How often a reader need ask again: `ttl` of RSS, REFRESH-INTERVAL of calendars."""

GENERATOR = "Cantines numériques"
SUMMARY_LENGTH = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One output of the hub, seen as a whole.

    `home_url` is the page it mirrors, `self_url` its own address, `base_url` the public address of the hub without a
    slash at its end. `updated_at` (aware UTC) is when what it shows last changed. `zone` is the network's IANA zone,
    `id` a URN that never changes (Atom), `language` "fr" or "en". `contact` is shown only when it is a web address;
    `next_url` is the following page where an output has pages; `removed` are entries that were withdrawn lately.
    `kinds` tells facets of formats, themes and audiences in words.
    """

    title: str
    about: str
    home_url: str
    self_url: str
    base_url: str
    language: str
    updated_at: datetime
    zone: str
    id: str
    contact: str = ""
    next_url: str = ""
    licence: str = ""
    removed: tuple[Removed, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)

    def event_url(self, entry_id: str) -> str:
        """The page of an entry."""
        return f"{self.base_url}/evenements/{entry_id}"

    @property
    def name(self) -> str:
        """The title, or the address when there is none: an output must be called something."""
        return one_line(self.title) or self.self_url or self.id


def kinds(entry: Entry, feed: Feed) -> list[tuple[str, str]]:
    """(kind, words) of the formats, themes and audiences of an entry, those left out that its source says itself."""
    said = {one_line(words).casefold() for words in entry.event.categories}
    told = [(facet.partition(":")[0], feed.kinds[facet]) for facet in entry.facets if facet in feed.kinds]
    return [(kind, words) for kind, words in told if words.casefold() not in said]


def mark(entry: Entry, language: str) -> str:
    """« ANNULÉ – », « COMPLET – », … or nothing: what must be seen first of an entry."""
    status = Status.CANCELLED if entry.withdrawn_at is not None else entry.event.status
    words = MARKS[tongue(language)].get(status)
    return f"{words} – " if words else ""


def city(entry: Entry) -> str:
    """The city where the entry takes place: that of its place, else that of the site that holds it."""
    place = entry.event.place
    return one_line(place.city if place is not None and place.city.strip() else entry.host.city)


def _city_and_title(entry: Entry, language: str) -> str:
    where = city(entry)
    if entry.event.attendance is Attendance.ONLINE:
        where = f"{where} ({say('online', language)})" if where else say("online", language)
    title = one_line(entry.event.title) or say("untitled", language)
    return f"{where} – {title}" if where else title


def item_title(entry: Entry, language: str) -> str:
    """The title in feeds: « ANNULÉ – 22 nov. 2026 – Rennes – Apéro ». Always with the year, so that it never moves."""
    return f"{mark(entry, language)}{short_date(entry.event, language)} – {_city_and_title(entry, language)}"


def calendar_title(entry: Entry, language: str) -> str:
    """The title in calendars, which show the date themselves: « ANNULÉ – Rennes – Apéro »."""
    return mark(entry, language) + _city_and_title(entry, language)


def summary(entry: Entry) -> str:
    """The beginning of the description as plain text on one line, 300 characters at most."""
    return shortened(plain_text(entry.event.description), SUMMARY_LENGTH)


def utc_second(moment: datetime) -> datetime:
    """The moment in UTC without its fraction of a second, as feeds and calendars write it."""
    return moment.astimezone(UTC).replace(microsecond=0)
