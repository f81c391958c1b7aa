"""What a trial found, as lines of text: remarks by importance, events to come, the place; for `check`, `discover`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from federation.commands.trial_words import say
from federation.domain.advice import advice
from federation.domain.advice.importance import HEADINGS, Importance
from federation.domain.advice.remarks import Remark, told
from federation.domain.event import Event, Place, Price, Status
from federation.domain.reasons import first_sight
from federation.domain.space import LASTING, LIVE, Closure, Rate, Room, Space
from federation.errors import SourceError
from federation.publish.body import cost
from federation.publish.dates import hour, short_day, spoken_when
from federation.publish.words import MARKS, tongue
from federation.publish.words import say as say_of_event

_SIGNS = {
    Importance.LOSS: "✗",
    Importance.DOUBT: "!",
    Importance.LEAK: "!",
    Importance.UNTIDY: "·",
    Importance.CHOICE: "·",
}


def plain(text: str) -> str:
    """Text of a stranger as a terminal may show it: no control characters, on one line."""
    return "".join(letter if letter.isprintable() or letter in "\u202f\u00a0" else " " for letter in text).strip()


def failure_lines(error: SourceError, producer_id: str, language: str) -> Iterator[str]:
    """Why an address brings nothing, and what to do."""
    yield plain(first_sight(error.code, error.detail, language))
    if where := advice(error.code, producer_id, language):
        yield f"→ {where}"


def remark_lines(remarks: Sequence[Remark], producer_id: str, language: str) -> Iterator[str]:
    """The remarks under headings, the gravest first: how often, where, what happened, where to mend it."""
    for importance, group in groupby(remarks, key=lambda remark: remark.importance):
        heading = HEADINGS[importance]
        yield (heading.en if tongue(language) == "en" else heading.fr)
        for remark in group:
            words = told(remark, producer_id, language)
            place = f"({words.where})" if words.where else ""
            said = " ".join(part for part in (words.times, words.sentence, place) if part)
            yield f"  {_SIGNS[importance]} {plain(said)}"
            if words.advice:
                yield f"    → {words.advice}"


def event_line(event: Event, language: str) -> str:
    """One event: when, what, where, and what becomes of it."""
    mark = MARKS[tongue(language)].get(event.status)
    title = f"[{mark}] {event.title}" if mark and event.status is not Status.SCHEDULED else event.title
    where = _where(event.place) or (say_of_event("online", language) if event.online_url else "")
    return plain(f"{spoken_when(event, language)} — {title}" + (f" · {where}" if where else ""))


def space_lines(space: Space, language: str) -> Iterator[str]:
    """What is told of a place, a part a line."""
    for name in (*LASTING, *LIVE):
        value = getattr(space, name)
        if value not in ("", None, ()):
            yield plain(f"{say(name, language)}{_COLON[tongue(language)]} {_part(value, language)}")


_COLON = {"fr": "\u202f:", "en": ":"}


def _where(place: Place | None) -> str:
    if place is None:
        return ""
    parts = (place.name, place.address, f"{place.postal_code} {place.city}".strip())
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _part(value: object, language: str) -> str:
    """A part of a place in words."""
    if isinstance(value, tuple):
        return "; ".join(_part(item, language) for item in value)
    if isinstance(value, bool):
        return say("open" if value else "closed", language)
    if isinstance(value, datetime):
        return f"{short_day(value.date(), language)}, {hour(value, language)} UTC"
    if isinstance(value, Room):
        seats = say("seats", language, count=value.capacity) if value.capacity is not None else ""
        return " ".join(part for part in (value.name, f"({seats})" if seats else "") if part)
    if isinstance(value, Rate):
        return f"{value.label} {cost(Price(amount=value.amount, currency=value.currency), language)}".strip()
    if isinstance(value, Closure):
        first, last = short_day(value.first_on, language), short_day(value.last_on, language)
        days = first if first == last else f"{first} – {last}"
        return f"{days} ({value.reason})" if value.reason else days
    return str(value)
