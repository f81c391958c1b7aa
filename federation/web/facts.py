"""What an event page says beside the description: when, where, how much."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from federation.domain.entry import Entry
from federation.domain.event import Attendance, Event, Place, Status
from federation.publish.body import cost, note
from federation.publish.dates import first_day, last_day, spoken_when
from federation.publish.feed import summary
from federation.publish.text import web_url
from federation.publish.words import ACCESSIBILITY, tongue
from federation.web.language import translated as _
from federation.web.pages import Reading
from federation.web.rows import DayWords, Row, day_words


@dataclass(frozen=True, slots=True)
class Facts:
    """The particulars of an entry, in words; empty when nobody said them."""

    row: Row
    day: DayWords
    when: str
    before: str
    address: tuple[str, ...]
    price: str
    accessibility: tuple[str, ...]
    past: bool
    source_url: str
    online_url: str
    registration_url: str
    online: str
    organiser_url: str
    sentence: str
    summary: str


def facts(reading: Reading, entry: Entry) -> Facts:
    """The particulars of an entry for its page."""
    event, language = entry.event, reading.here.language
    previous = event.previous_start if event.previous_start != event.start else None
    return Facts(
        row=reading.rows.row(entry),
        day=day_words(first_day(event), language, reading.today),
        when=spoken_when(event, language, reading.network.zone),
        before=spoken_when(replace(event, start=previous, end=None), language) if previous else "",
        address=address_lines(event.place),
        price=sentence_case(cost(event.price, language)),
        accessibility=tuple(ACCESSIBILITY[tongue(language)].get(code, code) for code in event.accessibility),
        past=is_past(event, reading),
        source_url=web_url(event.url),
        online_url=web_url(event.online_url),
        registration_url=web_url(event.registration_url),
        online=online_words(event),
        organiser_url=web_url(event.organiser.url) if event.organiser else "",
        sentence=note(entry, language),
        summary=summary(entry)[:160],
    )


def address_lines(place: Place | None) -> tuple[str, ...]:
    """A postal address line by line, the name of the place first; what is empty or said twice is left out."""
    if place is None:
        return ()
    town = f"{place.postal_code} {place.city}".strip()
    street = place.address if place.address != place.name else ""
    lines = (place.name, street, "" if town and town in street else town)
    return tuple(line for line in lines if line)


def online_words(event: Event) -> str:
    """That one can take part from afar; nothing for an event that is only on the spot."""
    if event.attendance is Attendance.MIXED:
        return _("Sur place et en ligne")
    online = event.attendance is Attendance.ONLINE or event.status is Status.MOVED_ONLINE
    return _("En ligne") if online else ""


def sentence_case(words: str) -> str:
    """Words that stand alone begin with a capital."""
    return words[:1].upper() + words[1:]


def is_past(event: Event, reading: Reading) -> bool:
    """Whether the event was over before this day began: a page is kept for a day."""
    return last_day(event) < reading.today


def host_of(url: str) -> str:
    """The host name in an address, as people recognise it."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
