"""What an occurrence is known by at a glance: a few numbers, cheap to draw and to look up. Pure.

Two statements that can be one event share a mark; most that share none are never read, let alone compared. A mark is a
day with a city, a page, a UID, or a subject or anything online at an hour; a UID also counts without a day, for events
move.
`federation.domain.matching` decides; marks only say who might be worth asking.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from xxhash import xxh3_64_intdigest

from federation.domain.event import Attendance, Event
from federation.domain.matching.cities import city_key, find_city
from federation.domain.matching.folding import stem
from federation.domain.matching.links import is_page_of_one, is_unique
from federation.domain.matching.teller import Teller
from federation.domain.matching.title import says_joint
from federation.domain.matching.title_words import GENERIC, STOP, meaning, weight

MOST = 24
"""Most marks of one occurrence."""

_PAGES = 8
_CITIES = 6
_SHORT = 20
_LONGEST_TITLE = 300
_LONGEST_TEXT = 4000
_LONGEST_WORD = 30
_DAY_BITS = 40
_NUMBERS = 2**_DAY_BITS - 2
_WORD = re.compile(r"[a-z0-9]+")
_NAME = re.compile(r"[A-Z][A-Za-z]+")
_WRITTEN = re.compile(r"https?://[^\s<>\"']{4,2000}")
_FRONT = re.compile(r"(?:www\d?|m|mobile)\.")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "Oe", "Æ": "Ae"} | dict.fromkeys("’–—…«»·•×", " "))
_BEFORE_NAMES = frozenset(
    ("saint", "sainte", "st", "le", "la", "les", "petit", "mont", "bourg", "clermont", "boulogne", "aix", "charleville")
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A source as it takes part in the network: who tells, with whom it may be merged, and whether it still counts.

    Only voices of one `realm` ever share a mark: all sites that the public sees make one, each other site its own.
    `listed`: the source is in the network file and carries events.
    """

    source_id: int
    teller: Teller
    realm: str = ""
    listed: bool = True


def marks(event: Event, slot: str, voice: Voice) -> tuple[int, ...]:
    """The marks of an occurrence: at most MOST positive numbers below 2**63, the same on every machine."""
    realm, subject = voice.realm, _subject(event.title)
    values = _values(event, subject, voice.teller, realm)
    uid = _number(f"{realm}\x1fuid\x1f{event.uid}") if _is_id(event.uid) else None
    # What happens once may be moved to any day; each date of a series has a day of its own.
    found = [uid] if uid is not None and not slot else []
    if uid is not None and slot:
        values.append(uid)
    for on, hour in _days(event):
        day = on.toordinal() << _DAY_BITS
        found += [day | value for value in values]
        found.append(day | _number(f"{realm}\x1fsubject\x1f{hour}{subject.words}") | 1)
        if subject.online or event.attendance is Attendance.ONLINE:
            found.append(day | _number(f"{realm}\x1fonline\x1f{hour}"))
    return tuple(dict.fromkeys(found))[:MOST]


def is_subject(mark: int) -> bool:
    """Whether a mark is that of a subject at an hour: the only one that two statements of one source need share."""
    return mark & 1 == 1


def _number(text: str) -> int:
    """An even number below 2**40. Whoever makes two marks equal is only asked about more."""
    try:
        told = text.encode()
    except UnicodeEncodeError:  # half a letter
        told = text.encode("utf-8", "surrogatepass")
    number: int = xxh3_64_intdigest(told) & _NUMBERS
    return number


_often = lru_cache(maxsize=4096)(_number)
"""The same for what comes again and again."""


def _days(event: Event) -> list[tuple[date, str]]:
    """The local days an event is on and was first planned on, each with its hour; midnight tells a day."""
    moments = (event.start,) if event.previous_start is None else (event.start, event.previous_start)
    days = []
    for moment in moments:
        if not isinstance(moment, datetime):
            days.append((moment, ""))
            continue
        zone = ZoneInfo(event.zone)
        local = moment if moment.tzinfo is zone else moment.astimezone(zone)
        hour = f"{local.hour}:{local.minute} " if local.hour or local.minute else ""
        days.append((local.date(), hour))
    return days


def _values(event: Event, subject: _Subject, teller: Teller, realm: str) -> list[int]:
    """What an occurrence is known by on each of its days, but for its subject at an hour and its own UID."""
    place = event.place
    joint, named = _joint(event, subject)
    home = city_key(teller.city) or teller.site
    values = [_often(f"{realm}\x1fcity\x1f{home}")]
    elsewhere = place is not None and place.city and place.city != teller.city
    if elsewhere or subject.cities or named:
        other = city_key(place.city) if place is not None and place.city else home
        cities = tuple(dict.fromkeys((home, other, *subject.cities, *named)))
        values = [_often(f"{realm}\x1fcity\x1f{city}") for city in cities[:_CITIES]]
    values += [_number(f"{realm}\x1fpage\x1f{page}") for page in _pages(event)]
    if event.links:
        values += [_number(f"{realm}\x1fuid\x1f{uid}") for uid in event.links[:_PAGES] if _is_id(uid)]
    if joint:
        values.append(_often(f"{realm}\x1fjoint"))
    return values


def _is_id(text: str) -> bool:
    return bool(text) and not text.startswith(("http:", "https:")) and is_unique(text)


def _pages(event: Event) -> list[str]:
    urls = [url for url in (event.url, event.registration_url, event.online_url, *event.links[:_PAGES]) if url]
    if event.uid.startswith("http"):
        urls.append(event.uid)
    if "http" in event.description:
        urls += _WRITTEN.findall(event.description, 0, _LONGEST_TEXT * 2)[:_PAGES]
    if len(urls) > 1:
        return list(dict.fromkeys(page for url in urls if (page := _page(url))))[:_PAGES]
    return [page for url in urls if (page := _page(url))]


def _page(url: str) -> str:
    """The end of a host's name and of a path: less than `canonical_link` keeps, so never two for one page."""
    whole, question, _ = url.partition("?")
    host, _, path = whole.partition("#")[0].partition("://")[2].rstrip("/.,;:!?)]").lower().partition("/")
    last = path.rpartition("/")[2]
    # Whatever is longer is no list of events.
    if len(last) < _SHORT and not question and "#" not in url and not is_page_of_one(f"{host}/{path}"):
        return ""
    host = _FRONT.sub("", host, count=1) if host[:1] in ("w", "m") else host
    return f"{host}/{last}" if "%" not in last else host


class _Subject(NamedTuple):
    """The words of a title that say something, the cities it names, whether several hold it, whether it is online."""

    words: str
    cities: tuple[str, ...]
    joint: bool
    online: bool


@lru_cache(maxsize=4096)
def _subject(title: str) -> _Subject:
    title = title[:_LONGEST_TITLE]
    telling: set[str] = set()
    others: set[str] = set()
    cities: list[str] = []
    opens, plain = False, []
    # Words come again: most are known, and cost a look.
    for word in title.split(" "):
        heard = _heard(word) if len(word) <= _LONGEST_WORD else _hear(word)
        plain.append(heard.plain)
        telling.update(heard.telling)
        others.update(heard.others)
        cities += heard.cities
        opens = opens or heard.opens_name
    text = " ".join(plain)
    low = text.lower()
    if opens:
        cities += _long_names(_WORD.findall(low))
    words = " ".join(sorted(telling or others)) or title
    return _Subject(words, tuple(cities), _may_be_joint(low) and says_joint(text), _may_be_online(low))


class _Heard(NamedTuple):
    """What stands between two blanks: in ASCII, its words that say much or something, the cities it names, and whether
    the name of a city in several words may begin here."""

    plain: str
    telling: tuple[str, ...]
    others: tuple[str, ...]
    cities: tuple[str, ...]
    opens_name: bool


def _hear(text: str) -> _Heard:
    plain = text if text.isascii() else _in_ascii(text)
    tokens = _WORD.findall(plain.lower())
    known = [_word(token) for token in tokens]
    telling = tuple(root for root, tells, city in known if root and tells and not city)
    others = tuple(root for root, tells, city in known if root and not tells and not city)
    cities = tuple(city for _, _, city in known if city)
    return _Heard(plain, telling, others, cities, not _BEFORE_NAMES.isdisjoint(tokens))


_heard = lru_cache(maxsize=8192)(_hear)


@lru_cache(maxsize=8192)
def _word(token: str) -> tuple[str, bool, str]:
    """The beginning of a word if it says anything, whether that is much, and the city it names."""
    city = find_city([token.capitalize()], 0, ())[0]
    if city or token in STOP or token.isdecimal():
        return "", False, city
    meant = meaning(stem(token))
    return meant[:4], weight(meant) > GENERIC, ""


def _long_names(tokens: list[str]) -> list[str]:
    """The cities whose names are several words."""
    starts = [at for at, token in enumerate(tokens) if token in _BEFORE_NAMES]
    found = (find_city([token.capitalize() for token in tokens[at : at + 4]], 0, ())[0] for at in starts)
    return [city for city in found if city]


def _may_be_online(text: str) -> bool:
    return "visio" in text or "webina" in text or "en ligne" in text or "online" in text or "distanc" in text


def _may_be_joint(text: str) -> bool:
    # Nothing that is said of every event may cost more than this.
    return "plex" in text or "imultan" in text or "antines" in text or "villes" in text or "ransmi" in text


def _joint(event: Event, subject: _Subject) -> tuple[bool, Iterable[str]]:
    """Whether several sites seem to hold an event, and the cities that its text then names."""
    text = event.description
    if not subject.joint and not _may_be_joint(text):
        return False, ()
    plain = _plain(text[:_LONGEST_TEXT])
    if not subject.joint and not says_joint(plain):
        return False, ()
    return True, dict.fromkeys(city for name in _NAME.findall(plain) if (city := _word(name.lower())[2]))


def _plain(text: str) -> str:
    """Text in ASCII: letters without their accents, all else left out."""
    if text.isascii():
        return text
    # No accent reaches over a blank, and words come again: most are known, and cost a look.
    return " ".join([_plain_word(word) if len(word) <= _LONGEST_WORD else _in_ascii(word) for word in text.split(" ")])


def _in_ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text.translate(_LIGATURES)).encode("ascii", "ignore").decode("ascii")


_plain_word = lru_cache(maxsize=8192)(_in_ascii)
