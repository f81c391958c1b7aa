"""What a source says of its events -> the same, safe and complete: the last step before the store. Pure.

Text is stripped of tags, control characters and persons' addresses, descriptions become safe HTML, links are
http(s) or nothing, a missing place is the site's own, impossible dates go. Keys and fingerprints are kept.
Normalizing twice is normalizing once.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from federation.domain.event import (
    Attendance,
    Event,
    Image,
    Notice,
    Organiser,
    Price,
    Record,
    Recurrence,
    Status,
    with_values,
)
from federation.domain.identity import uid_key
from federation.domain.recurrence import FIRST_YEAR, LAST_YEAR
from federation.domain.site import Site
from federation.domain.zones import zone_named
from sync.cleaning.description import fragment
from sync.cleaning.links import web_link
from sync.cleaning.place import Places
from sync.cleaning.space import clean_space, currency
from sync.cleaning.text import UNSEEN, one_line
from sync.cleaning.title_marks import read_marks
from sync.formats.parsed import Parsed

UNTITLED = "Sans titre"

_LONG = timedelta(days=366)
_MOST_RULES = 11  # one more than are followed, so that the others are told
_LONGEST_RULE = 4_000
_LARGEST_AMOUNT = 1_000_000_000
_UNSEEN = re.compile(f"[{UNSEEN}]")
_LINE_PARTS = (("language", 35), ("licence", 200))
_LIST_PARTS = ("categories", "audience", "accessibility")
_LINK_PARTS = ("url", "online_url", "registration_url")
_MARKABLE = (Status.SCHEDULED, Status.TENTATIVE)


def normalize(parsed: Parsed, site: Site) -> Parsed:
    """What was read of a site, its records safe and complete; those whose dates are absurd are lost with a Notice."""
    notices = list(parsed.notices)
    work = _Work(site, notices)
    records = [record for record in map(work.record, parsed.records) if record is not None]
    work.key = "space"
    space = None if parsed.space is None else clean_space(parsed.space, work.tell)
    title, producer = (one_line(text, 200, _untold) for text in (parsed.title, parsed.producer))
    return replace(parsed, records=records, space=space, notices=notices, title=title, producer=producer)


def _untold(_code: str) -> None:
    """What an answer calls itself is no part of an event: nobody has to mend it."""


class _Work:
    """The normalizing of one answer: what its events share is settled once."""

    def __init__(self, site: Site, notices: list[Notice]) -> None:
        self.site = site
        self.notices = notices
        self.told = set(notices)
        self.places = Places(site)
        self.organisers: dict[Organiser, Organiser | None] = {}
        self.key = ""

    def tell(self, code: str, value: str = "", *, lost: bool = False) -> None:
        """Adds a Notice on the record in hand, once."""
        notice = Notice(code, path=_UNSEEN.sub("", self.key)[:200], value=value[:200], lost=lost)
        if notice not in self.told:
            self.told.add(notice)
            self.notices.append(notice)

    def record(self, record: Record) -> Record | None:
        """The record with its events normalized; the very same one when nothing had to change."""
        self.key = record.key
        event = self.event(record.event)
        if event is None:
            return None
        recurrence = None if record.recurrence is None else self.recurrence(record.recurrence)
        if event is record.event and recurrence is record.recurrence:
            return record
        return Record(record.key, event, recurrence, record.fingerprint)

    def recurrence(self, told: Recurrence) -> Recurrence:
        """The exceptions normalized, dates nobody can mean left out."""
        exceptions = []
        for exception in told.exceptions:
            event = self.event(exception.event) if _plausible(exception.recurrence_id) else None
            if event is not None:
                exceptions.append(exception if event is exception.event else replace(exception, event=event))
        found = replace(
            told,
            rrules=_bounded(told.rrules),
            exrules=_bounded(told.exrules),
            exceptions=tuple(exceptions),
            rdates=tuple(pair for pair in told.rdates if _plausible(pair[0])),
            exdates=tuple(moment for moment in told.exdates if _plausible(moment)),
        )
        return told if found == told else found

    def event(self, event: Event) -> Event | None:
        """The event, safe and complete; None when its start is absurd."""
        if not _plausible(event.start):
            self.tell("absurd-date", event.start.isoformat(), lost=True)
            return None
        new: dict[str, Any] = {}
        self._title(event, new)
        self._times(event, new)
        self._texts(event, new)
        self._links(event, new)
        self._lists(event, new)
        self._where(event, new)
        if event.organiser is not None or event.image is not None or event.price is not None:
            self._parts(event, new)
        changed = {name: value for name, value in new.items() if value != getattr(event, name)}
        return with_values(event, changed) if changed else event

    def _title(self, event: Event, new: dict[str, Any]) -> None:
        title = one_line(event.title, 300, self.tell)
        marked = read_marks(title, event.start)
        if marked.status is not None and event.status in (*_MARKABLE, marked.status):
            title, new["status"] = marked.title, marked.status
        if not title:
            self.tell("no-title")
            title = UNTITLED
        new["title"] = title

    def _times(self, event: Event, new: dict[str, Any]) -> None:
        if zone_named(event.zone) is None:
            self._rezone(event, new)
        if event.previous_start is not None and not _plausible(event.previous_start):
            new["previous_start"] = None
        if event.end is not None:
            new["end"] = self._end(event)

    def _rezone(self, event: Event, new: dict[str, Any]) -> None:
        self.tell("unknown-zone", event.zone)
        new["zone"] = self.site.zone

    def _end(self, event: Event) -> Any:
        """The end, unless it says nothing: before the start, or of the other kind (RFC 5545 §3.8.2.2)."""
        start, end = event.start, event.end
        if end is None:
            return None
        if isinstance(start, datetime) != isinstance(end, datetime) or end < start:
            self.tell("end-before-start", end.isoformat())
            return None
        if not _plausible(end):
            self.tell("bad-value", end.isoformat())  # the event itself is taken
            return None
        if event.all_day and end == start:
            return None
        if end - start > _LONG:
            self.tell("very-long", end.isoformat())
        return end

    def _texts(self, event: Event, new: dict[str, Any]) -> None:
        if event.description:
            new["description"] = fragment(event.description, self.site.website, self.tell)
        if event.uid and (len(event.uid) > 255 or _UNSEEN.search(event.uid)):
            new["uid"] = uid_key(_UNSEEN.sub("", event.uid))
        for name, longest in _LINE_PARTS:
            if text := getattr(event, name):
                new[name] = one_line(text, longest, self.tell)

    def _links(self, event: Event, new: dict[str, Any]) -> None:
        for name in _LINK_PARTS:
            if url := getattr(event, name):
                new[name] = web_link(url, self.site.website, self.tell)
        if event.links:
            links = (web_link(url, self.site.website, self.tell) for url in event.links[:40])
            new["links"] = tuple(dict.fromkeys(link for link in links if link))[:20]

    def _lists(self, event: Event, new: dict[str, Any]) -> None:
        for name in _LIST_PARTS:
            if words := getattr(event, name):
                new[name] = self._words(words)

    def _words(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """At most 20 different words, letter case apart, in the order of the source."""
        found: dict[str, str] = {}
        for word in words[:100]:
            if clean := one_line(word, 80, self.tell):
                found.setdefault(clean.casefold(), clean)
        return tuple(found.values())[:20]

    def _where(self, event: Event, new: dict[str, Any]) -> None:
        """The place; an event that is online and states none has none."""
        online = event.attendance is Attendance.ONLINE or event.status is Status.MOVED_ONLINE
        if event.place is not None or not online:
            new["place"] = self.places.settle(event.place, self.tell)

    def _parts(self, event: Event, new: dict[str, Any]) -> None:
        if event.organiser is not None:
            new["organiser"] = self._organiser(event.organiser)
        if event.image is not None:
            new["image"] = self._image(event.image)
        if event.price is not None:
            new["price"] = self._price(event.price)

    def _organiser(self, organiser: Organiser) -> Organiser | None:
        if organiser not in self.organisers:
            name = one_line(organiser.name, 200, self.tell, phones=True)
            url = web_link(organiser.url, self.site.website, self.tell) if organiser.url else ""
            self.organisers[organiser] = Organiser(name, url) if name else None
        return self.organisers[organiser]

    def _image(self, image: Image) -> Image | None:
        url = web_link(image.url, self.site.website, self.tell)
        credit, alt = one_line(image.credit, 200, self.tell), one_line(image.alt, 300, self.tell)
        return Image(url, credit, alt) if url else None

    def _price(self, price: Price) -> Price:
        amount = price.amount
        if amount is not None and not (amount.is_finite() and 0 <= amount < _LARGEST_AMOUNT):
            self.tell("bad-value", str(amount))
            amount = None
        text = one_line(price.text, 300, self.tell)
        return replace(price, amount=amount, currency=currency(price.currency), text=text)


def _bounded(rules: tuple[str, ...]) -> tuple[str, ...]:
    """The rules that drawing looks at; an endless one ends in what makes it refused, rather than another rule."""
    return tuple(rule if len(rule) <= _LONGEST_RULE else rule[:_LONGEST_RULE] + ";…" for rule in rules[:_MOST_RULES])


def _plausible(moment: Any) -> bool:
    return bool(FIRST_YEAR <= moment.year <= LAST_YEAR)
