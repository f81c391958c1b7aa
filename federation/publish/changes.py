"""Changes of the agenda in words, and as RSS, Atom and JSON Feed: what changed, of which event, where, old → new.

One item a change, with an identity of its own: it is never told again in other words, and nothing replaces it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from html import escape
from typing import Any

from federation.domain.event import Event
from federation.domain.happened import WORDS, Kind, place_line
from federation.domain.journal import Change
from federation.domain.payload import moment
from federation.domain.site_moves import Move
from federation.publish.dates import day_heading, short_date, spoken_when
from federation.publish.ev_module import w3cdtf
from federation.publish.feed import REFRESH, Feed, utc_second
from federation.publish.jsonfeed import VERSION
from federation.publish.rss_atom import channel
from federation.publish.text import cleaned, one_line, web_url
from federation.publish.words import say, tongue

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def heading(change: Change, language: str) -> str:
    """« ANNULÉ – 25 nov. 2026 – Rennes – Soirée Rust »; of a whole site, its city and name."""
    city = one_line(change.host.city)
    if change.event is None:
        parts = [_kind(change.kind, language), city, one_line(change.host.name)]
    else:
        title = one_line(change.event.title) or say("untitled", language)
        parts = [_kind(change.kind, language), short_date(change.event, language), city, title]
    return " – ".join(part for part in parts if part)


def sentence(change: Change, language: str, zone: str = "") -> str:
    """What changed, in words: « Changement de date : jeudi …, au lieu de mercredi … »."""
    words = WORDS[change.kind]
    text = words.en if tongue(language) == "en" else words.fr
    if change.kind is Kind.MOVED and not (change.was and change.now):
        text = _half_moved(change, language)
    values = {"{was}": _value(change, change.was, language, zone), "{now}": _value(change, change.now, language, zone)}
    for name, value in values.items():
        text = text.replace(name, value)
    return one_line(text)


def _half_moved(change: Change, language: str) -> str:
    """A move to where, or from where, nobody said: from online, or to a place without a name."""
    english = tongue(language) == "en"
    if change.now:
        return "No longer online: {now}." if english else "N’a plus lieu en ligne : {now}."
    if change.was:
        return "New place, instead of: {was}." if english else "Changement de lieu, au lieu de : {was}."
    return "No longer online." if english else "N’a plus lieu en ligne."


def moved_words(move: Move, language: str) -> str:
    """Where a site receives people meanwhile, from when on and why."""
    words = WORDS[Kind.SITE_MOVED]
    text = words.en if tongue(language) == "en" else words.fr
    told = text.replace("{was}", span_words(move.span, language)).replace("{now}", place_line(move.place))
    return one_line(f"{told} {say('reason', language, reason=move.reason)}" if move.reason else told)


def span_words(span: str, language: str) -> str:
    """An interval of days in words: « du 3 au 5 mars 2026 », « à partir du mardi 3 mars 2026 »."""
    first, _, last = span.partition("/")
    begin = date.fromisoformat(first)
    if not last:
        return say("from_day", language, day=day_heading(begin, language))
    end = date.fromisoformat(last) + timedelta(days=1)
    return spoken_when(Event(title="", start=begin, end=end), language)


def _value(change: Change, text: str, language: str, zone: str) -> str:
    if change.kind is Kind.SITE_MOVED and text == change.was:
        return span_words(text, language)
    if change.kind is not Kind.RESCHEDULED or not text or change.event is None:
        return one_line(text)
    own = change.event.zone
    return spoken_when(Event(title="", start=moment(text, own), zone=own), language, zone)


_KINDS: dict[Kind, tuple[str, str]] = {
    Kind.CANCELLED: ("ANNULÉ", "CANCELLED"),
    Kind.POSTPONED: ("REPORTÉ", "POSTPONED"),
    Kind.RESCHEDULED: ("NOUVELLE DATE", "NEW DATE"),
    Kind.MOVED_ONLINE: ("EN LIGNE", "MOVED ONLINE"),
    Kind.MOVED: ("NOUVEAU LIEU", "NEW PLACE"),
    Kind.FULL: ("COMPLET", "FULL"),
    Kind.FREE: ("DES PLACES", "PLACES AGAIN"),
    Kind.WITHDRAWN: ("RETIRÉ", "WITHDRAWN"),
    Kind.BACK: ("MAINTENU", "ON AGAIN"),
    Kind.RETITLED: ("NOUVEAU TITRE", "NEW TITLE"),
    Kind.SITE_MOVED: ("DÉMÉNAGEMENT", "MOVED"),
    Kind.SITE_BACK: ("DE RETOUR", "BACK HOME"),
}


def _kind(kind: Kind, language: str) -> str:
    return _KINDS[kind][1 if tongue(language) == "en" else 0]


def page_of(change: Change, feed: Feed) -> str:
    """The page of what changed: of the event, or of the place."""
    return feed.event_url(change.entry_id) if change.entry_id else f"{feed.base_url}/lieux/{change.host.id}"


def changes_rss(feed: Feed, changes: Iterable[Change]) -> bytes:
    """The changes, in the order given, as RSS 2.0."""
    feed = cleaned(feed)
    generator = channel(feed, "application/rss+xml")
    generator.ttl(int(REFRESH.total_seconds() // 60))
    for item, change in _items(generator, feed, changes):
        item.link(href=page_of(change, feed), rel="alternate")
        item.description(f"<p>{escape(sentence(change, feed.language, feed.zone))}</p>")
    return bytes(generator.rss_str(pretty=True))


def changes_atom(feed: Feed, changes: Iterable[Change]) -> bytes:
    """The changes, in the order given, as an Atom feed."""
    feed = cleaned(feed)
    generator = channel(feed, "application/atom+xml")
    for item, change in _items(generator, feed, changes):
        item.event.links = ({"href": page_of(change, feed), "rel": "alternate", "type": "text/html"},)
        item.author({"name": one_line(change.host.name) or change.host.id})
        item.content(sentence(change, feed.language, feed.zone), type="text")
    return bytes(generator.atom_str(pretty=True))


def _items(generator: Any, feed: Feed, changes: Iterable[Change]) -> Iterator[tuple[Any, Change]]:
    for change in map(cleaned, changes):
        item = generator.add_entry(order="append")
        item.guid(f"urn:uuid:{change.uid}", permalink=False)
        item.title(heading(change, feed.language))
        item.published(utc_second(change.happened_at))
        item.updated(utc_second(change.happened_at))
        item.category([{"term": change.kind.value, "scheme": f"{feed.base_url}/changements#kinds"}])
        yield item, change


def changes_json(feed: Feed, changes: Iterable[Change]) -> bytes:
    """The changes, in the order given, as JSON Feed 1.1; `_cantines` tells each of them to programs."""
    feed = cleaned(feed)
    author = {"name": feed.name} | ({"url": url} if (url := web_url(feed.contact)) else {})
    document = {
        "version": VERSION,
        "title": feed.name,
        "home_page_url": feed.home_url,
        "feed_url": feed.self_url,
        "description": one_line(feed.about),
        "language": feed.language,
        "authors": [author],
        "items": [_json_item(change, feed) for change in map(cleaned, changes)],
    }
    return _encoder.encode({key: value for key, value in document.items() if value != ""}).encode("utf-8")


def _json_item(change: Change, feed: Feed) -> dict[str, Any]:
    told = {
        "about": f"{feed.base_url}/abonnements",
        "kind": change.kind.value,
        "event": f"urn:uuid:{change.event_uid}" if change.entry_id else "",
        "host": {"id": change.host.id, "name": change.host.name, "city": change.host.city},
        "was": change.was,
        "now": change.now,
    }
    return {
        "id": f"urn:uuid:{change.uid}",
        "url": page_of(change, feed),
        "title": heading(change, feed.language),
        "content_text": sentence(change, feed.language, feed.zone),
        "date_published": w3cdtf(utc_second(change.happened_at)),
        "tags": [change.kind.value],
        "_cantines": {key: value for key, value in told.items() if value != ""},
    }
