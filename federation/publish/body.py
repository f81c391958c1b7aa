"""The body of an entry: everything it says, as an HTML fragment for feeds and as plain text for calendars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from math import isfinite

from babel.numbers import format_decimal

from federation.domain.entry import Entry
from federation.domain.event import Event, Place, Price, Status
from federation.domain.happened import online
from federation.publish.dates import spoken_when
from federation.publish.feed import Feed, city, summary
from federation.publish.text import one_line, plain_text, web_url
from federation.publish.words import ACCESSIBILITY, NARROW, say, tongue

_SYMBOLS = {"": "€", "EUR": "€", "GBP": "£", "USD": "$"}
_LARGEST_AMOUNT = 1_000_000


def coordinates(place: Place | None) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, when both are stated and on this Earth."""
    if place is None or place.lat is None or place.lon is None:
        return None
    if not (isfinite(place.lat) and isfinite(place.lon) and abs(place.lat) <= 90 and abs(place.lon) <= 180):
        return None
    return float(place.lat), float(place.lon)


def where(entry: Entry, language: str) -> str:
    """The place on one line: « La Cantine, 35 place du Colombier, 35000 Rennes »; « en ligne » when it is nowhere."""
    if online(entry.event):
        return say("online", language)
    place = entry.event.place or Place(name=entry.host.name)
    town = one_line(f"{place.postal_code} {city(entry)}")
    parts: list[str] = []
    for part in (place.name, place.address, town):
        line = one_line(part)
        if line and not any(line.casefold() in said.casefold() for said in parts):
            parts.append(line)
    return ", ".join(parts)


def cost(price: Price | None, language: str) -> str:
    """The price in words: what the source wrote, else « gratuit », else the amount; nothing when not stated."""
    if price is None:
        return ""
    if price.text.strip():
        return one_line(price.text)
    # A signalling NaN raises when it is compared, so the amount is looked at before it is used.
    amount = price.amount if price.amount is not None and price.amount.is_finite() else None
    if price.free or (amount is not None and amount == 0):
        return say("free", language)
    if amount is None or abs(amount) > _LARGEST_AMOUNT:
        return ""
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    number = format_decimal(amount, pattern, locale=tongue(language))
    currency = one_line(price.currency)
    return f"{number}{NARROW}{_SYMBOLS.get(currency, currency)}"


def note(entry: Entry, language: str) -> str:
    """A sentence on what became of the event; nothing when it simply takes place."""
    status = entry.event.status
    if status is Status.CANCELLED:
        return say("cancelled", language)
    if entry.withdrawn_at is not None:
        return say("withdrawn", language, name=one_line(entry.host.name))
    return "" if status is Status.SCHEDULED else say(status.value, language)


def _previously(event: Event, feed: Feed) -> str:
    """When it was planned before, if a source says so."""
    if event.previous_start is None or event.previous_start == event.start:
        return ""
    before = replace(event, start=event.previous_start, end=None)
    return say("previously", feed.language, when=spoken_when(before, feed.language, feed.zone))


def _facts(entry: Entry, feed: Feed) -> Iterator[str]:
    """The lines that follow the description: price, audience, accessibility, who, under what licence."""
    event, language = entry.event, feed.language
    if price := cost(event.price, language):
        yield say("price", language, price=price)
    if event.audience:
        yield say("audience", language, audience=one_line(", ".join(event.audience)))
    codes = ACCESSIBILITY[tongue(language)]
    if known := [codes[code] for code in event.accessibility if code in codes]:
        yield say("accessibility", language, codes=", ".join(known))
    if event.organiser is not None and event.organiser.name.strip():
        yield say("organiser", language, name=one_line(event.organiser.name))
    if entry.host.name.strip():
        yield say("host", language, name=one_line(entry.host.name))
    if event.licence.strip():
        yield say("licence", language, licence=one_line(event.licence))


def links(entry: Entry, feed: Feed) -> Iterator[tuple[str, str]]:
    """(words, address) of what can be followed: registration, taking part online, the page at the source."""
    event = entry.event
    for key, url in (
        ("register", event.registration_url),
        ("join", event.online_url),
        ("source_page", event.url),
    ):
        if address := web_url(url):
            yield say(key, feed.language), address


def picture(event: Event) -> tuple[str, str, str] | None:
    """(address, credit, words for who cannot see it) of the image, only when its credit is stated."""
    if event.image is None or not event.image.credit.strip():
        return None
    url = web_url(event.image.url)
    return (url, one_line(event.image.credit), one_line(event.image.alt)) if url else None


def _head_html(entry: Entry, feed: Feed) -> Iterator[str]:
    for line in (note(entry, feed.language), _previously(entry.event, feed)):
        if line:
            yield f"<p><strong>{escape(line)}</strong></p>"
    when = escape(spoken_when(entry.event, feed.language, feed.zone))
    place = escape(where(entry, feed.language))
    yield f"<p><strong>{when}</strong><br>{place}</p>" if place else f"<p><strong>{when}</strong></p>"


def short_html(entry: Entry, feed: Feed) -> str:
    """When, where and the beginning of the description."""
    beginning = summary(entry)
    tail = f"<p>{escape(beginning)}</p>" if beginning else ""
    return "".join(_head_html(entry, feed)) + tail


def full_html(entry: Entry, feed: Feed) -> str:
    """All that the entry says. Its description is trusted to be safe HTML (see `Event`), the rest is escaped."""
    parts = list(_head_html(entry, feed))
    if (image := picture(entry.event)) is not None:
        url, credit, alt = image
        caption = escape(say("credit", feed.language, credit=credit))
        img = f'<img src="{escape(url)}" alt="{escape(alt)}">'
        parts.append(f"<figure>{img}<figcaption>{caption}</figcaption></figure>")
    if entry.event.description.strip():
        parts.append(f"<div>{entry.event.description}</div>")
    parts += [f"<p>{escape(line)}</p>" for line in _facts(entry, feed)]
    parts += [f'<p><a href="{escape(url)}">{escape(words)}</a></p>' for words, url in links(entry, feed)]
    return "".join(parts)


def full_text(entry: Entry, feed: Feed) -> str:
    """All that a calendar does not show by itself, as plain text, the links at the end."""
    head = "\n".join(filter(None, (note(entry, feed.language), _previously(entry.event, feed))))
    pages = [*links(entry, feed), (say("page", feed.language), feed.event_url(entry.id))]
    tail = "\n".join(say("link", feed.language, label=words, url=url) for words, url in pages)
    description = plain_text(entry.event.description, links=True)
    return "\n\n".join(filter(None, (head, description, "\n".join(_facts(entry, feed)), tail)))
