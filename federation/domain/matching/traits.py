"""The traits of a statement: everything that is compared, read once from what a source wrote. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from federation.domain.drawn import utc
from federation.domain.event import Attendance, Event, Moment, Place, duration
from federation.domain.matching.cities import city_key, find_city
from federation.domain.matching.folding import LONGEST_TEXT, LONGEST_TITLE, ascii_text, fold, stem
from federation.domain.matching.guests import named_guests
from federation.domain.matching.links import (
    canonical_link,
    group_of,
    is_page_of_one,
    is_unique,
    own_links,
    quoted_ids,
    quoted_links,
)
from federation.domain.matching.teller import Teller
from federation.domain.matching.text import Text, says_elsewhere
from federation.domain.matching.title import Title, read_title, specificity
from federation.domain.matching.title_words import is_unlisted

_ROOM = re.compile(
    r"\b(?:salle|studio|amphi(?:theatre)?|auditorium|box|labo?|hall|plateau|etage|room|bureau) +[a-z0-9]+\b"
)
_NAMING = 5
"""Letters of a word that may stand for a site."""
_CAPITALS = 3
"""Letters of one in capitals that may: « #NWX »."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an event takes place, as it is compared; `stated` is False for the teller's own default."""

    cities: frozenset[str]
    address: str = ""
    room: str = ""
    name: str = ""
    at: tuple[float, float] | None = None
    stated: bool = False


@dataclass(frozen=True)
class Traits:
    """What is compared of a statement.

    `starts_at`, `ends_at`, `previous_at` are UTC; `on` the local day; `whole_day` also for what is told from
    midnight to midnight. `doors` are links to register or to join, `joins` those to join alone.
    """

    key: tuple[str, str]
    site: str
    home: str
    starts_at: datetime
    ends_at: datetime | None
    on: date
    last_on: date
    whole_day: bool
    title: Title
    said: float
    spot: Spot
    online: bool
    uid: str
    own: frozenset[str]
    quoted: frozenset[str]
    ids: frozenset[str]
    doors: frozenset[str]
    joins: frozenset[str]
    organiser: str
    called: str
    house: tuple[str, ...]
    told: Text
    previous_on: date | None
    previous_at: datetime | None
    slot: str
    same: tuple[str, ...]

    @property
    def text(self) -> frozenset[str]:
        """The words of the description."""
        return self.told.words

    @cached_property
    def mentions(self) -> frozenset[str]:
        """The cities that title or description name."""
        return self.told.mentions | frozenset(self.title.cities)

    @cached_property
    def known_by(self) -> frozenset[str]:
        """Every identifier and page that it has or points to."""
        return frozenset((self.uid, *self.ids, *self.own, *self.quoted, *self.doors)) - {""}

    @cached_property
    def groups(self) -> tuple[Title, ...]:
        """The names of the group that tells of its meeting: as organiser, and as its page on a platform has it."""
        named = [self.organiser, *(group_of(link) for link in sorted(self.own))]
        cities = frozenset({self.home}) | self.spot.cities
        read = (read_title(name.title(), self.on, cities, self.house) for name in dict.fromkeys(named) if name)
        return tuple(group for group in read if group.plain and not _is_house(group, self.house))

    @cached_property
    def guests(self) -> frozenset[tuple[str, str]]:
        """The people whom title or description name as coming."""
        return named_guests(ascii_text(self.called, LONGEST_TITLE), self.told.plain)

    @cached_property
    def elsewhere(self) -> bool:
        """Whether title or description tell that the event is not where such events are."""
        return self.told.elsewhere or says_elsewhere(ascii_text(self.called, LONGEST_TITLE).lower())

    @property
    def joint(self) -> bool:
        """Whether title or description say that several hold the event together."""
        return self.title.joint or self.told.joint


def read_traits(event: Event, teller: Teller, slot: str = "") -> Traits:
    """The traits of what a teller says in one statement."""
    zone = ZoneInfo(event.zone)
    home = city_key(teller.city)
    starts_at = utc(event.start, event.zone).astimezone(UTC)
    whole_day = _whole_day(event, zone)
    on = starts_at.astimezone(zone).date()
    place = event.place or Place()
    cities = {home, city_key(place.city)} - {""}
    names = _names(teller.names)
    # « (au Poool) » says where, as the place does.
    title = read_title(event.title, on, cities, _names((*teller.names, place.name)) if place.name else names)
    return Traits(
        key=teller.key,
        site=teller.site,
        home=home,
        starts_at=starts_at,
        ends_at=None if event.end is None else utc(event.end, event.zone).astimezone(UTC),
        on=on,
        last_on=_last_day(event, zone, on),
        whole_day=whole_day,
        title=title,
        said=specificity(title.words),
        spot=_spot(place, title, teller, home),
        online=event.attendance is Attendance.ONLINE or (title.online and place in (Place(), teller.home)),
        uid=event.uid if is_unique(event.uid) else "",
        own=own_links(event),
        quoted=quoted_links(event),
        ids=quoted_ids(event),
        doors=_pages(event.registration_url, event.online_url),
        joins=_pages(event.online_url),
        organiser=fold(event.organiser.name) if event.organiser else "",
        called=event.title,
        house=names,
        told=Text(event.description, frozenset(cities)),
        previous_on=_day_of(event.previous_start, zone),
        previous_at=_minute_of(event.previous_start, event.zone),
        slot=slot,
        same=_sameness(event, starts_at),
    )


def _pages(*urls: str) -> frozenset[str]:
    links = (canonical_link(url) for url in urls if url)
    return frozenset(link for link in links if link and is_page_of_one(link))


@lru_cache(maxsize=1024)
def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Folded names of a site, longest first, and what tells it from all others: « le Poool » is said in short."""
    folded = {fold(name) for name in names} - {""}
    capitals = {fold(word) for name in names for word in name.split() if len(word) >= _CAPITALS and word.isupper()}
    words = {word for name in folded for word in name.split() if len(word) >= _NAMING or word in capitals}
    words = {word for word in words if is_unlisted(stem(word))}
    folded |= {word for word in words if not find_city([word.capitalize()], 0, ())[0]}
    return tuple(sorted(folded, key=lambda name: (-len(name), name)))


def _is_house(group: Title, names: tuple[str, ...]) -> bool:
    """Whether a group is the site itself, by a word of its names."""
    said = {stem(word) for name in names for word in name.split()}
    return not said.isdisjoint(group.plain)


def _whole_day(event: Event, zone: ZoneInfo) -> bool:
    if not isinstance(event.start, datetime):
        return True
    local = event.start.astimezone(zone)
    # Many systems tell a day as from midnight, to midnight or without an end.
    if local.hour or local.minute:
        return False
    if event.end is None:
        return True
    end = utc(event.end, event.zone).astimezone(zone)
    return (end.hour, end.minute) in ((0, 0), (23, 59)) and end > local


def _last_day(event: Event, zone: ZoneInfo, on: date) -> date:
    if event.end is None:
        return on
    end = utc(event.end, event.zone).astimezone(zone)
    return max(on, (end - timedelta(minutes=1)).date())


def _day_of(moment: Moment | None, zone: ZoneInfo) -> date | None:
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment


def _minute_of(moment: Moment | None, zone: str) -> datetime | None:
    return utc(moment, zone).astimezone(UTC) if isinstance(moment, datetime) else None


def _spot(place: Place, title: Title, teller: Teller, home: str) -> Spot:
    """Where it takes place: the one other city its title names; else its place; else the teller's home."""
    stated = place != Place() and place != teller.home and not _is_home(place, teller)
    city = city_key(place.city)
    elsewhere = set(title.cities) - {home, city}
    if (
        title.cities
        and elsewhere == set(title.cities)
        and not title.joint
        and len(elsewhere) == 1
        and not (stated and city != home)
    ):
        return Spot(frozenset(elsewhere), stated=True)
    room = _ROOM.search(fold(f"{place.name} {place.address}"))
    return Spot(
        cities=frozenset({city or home} - {""}),
        address=fold(place.address),
        room=room[0] if room else "",
        name=fold(place.name),
        at=None if place.lat is None or place.lon is None else (place.lat, place.lon),
        stated=stated,
    )


def _is_home(place: Place, teller: Teller) -> bool:
    """Whether a place says no more than the teller's own name or city."""
    if place.address or place.lat is not None:
        return teller.home is not None and fold(place.address) == fold(teller.home.address) and bool(place.address)
    return not place.name or fold(place.name) in _names(teller.names)


def _sameness(event: Event, starts_at: datetime) -> tuple[str, ...]:
    """What must be equal for a source to repeat itself: all but identity."""
    place = event.place or Place()
    return (
        fold(event.title) or event.title[:300],
        fold(f"{place.name} {place.address} {place.city}"),
        " ".join(event.description[: LONGEST_TEXT * 2].split()),
        event.status,
        event.online_url,
        f"{starts_at.timestamp():.0f} {duration(event)} {event.all_day}",
    )
