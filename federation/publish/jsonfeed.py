"""Entries -> JSON Feed 1.1, with what an event is in the extension object `_cantines`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from federation.domain.entry import Entry
from federation.domain.event import Event, Price
from federation.domain.journal import Removed
from federation.publish.body import coordinates, full_html, picture, where
from federation.publish.dates import wall
from federation.publish.ev_module import w3cdtf
from federation.publish.feed import Feed, city, item_title, kinds, summary, utc_second
from federation.publish.text import cleaned, one_line, web_url

VERSION = "https://jsonfeed.org/version/1.1"
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def jsonfeed(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """The entries, in the order given, as compact UTF-8 JSON whose keys keep their order."""
    feed = cleaned(feed)
    document = {
        "version": VERSION,
        "title": feed.name,
        "description": one_line(feed.about),
        "home_page_url": feed.home_url,
        "feed_url": feed.self_url,
        "next_url": feed.next_url,
        "language": feed.language,
        "authors": [_without_empty({"name": feed.name, "url": web_url(feed.contact)})],
        "_cantines": _without_empty(
            {
                "about": _about(feed),
                "licence": one_line(feed.licence),
                "removed": [_gone(item) for item in feed.removed],
            }
        ),
    }
    items = [_item(cleaned(entry), feed) for entry in entries]
    return _encoder.encode(_without_empty(document) | {"items": items}).encode("utf-8")


def _gone(item: Removed) -> dict[str, str]:
    """An entry that was withdrawn: whoever copied it can delete it."""
    return {"id": f"urn:uuid:{item.uid}", "title": one_line(item.title), "date_removed": w3cdtf(utc_second(item.at))}


def _about(feed: Feed) -> str:
    """Where the extension is explained (JSON Feed 1.1, « Extensions »)."""
    return f"{feed.base_url}/abonnements"


def _without_empty(plain: dict[str, Any]) -> dict[str, Any]:
    """Only what is stated: an empty text or list, or None, says nothing; False and 0 do."""
    return {key: value for key, value in plain.items() if value not in ("", None, [], {})}


def _item(entry: Entry, feed: Feed) -> dict[str, Any]:
    event = entry.event
    image = picture(event)
    return _without_empty(
        {
            "id": f"urn:uuid:{entry.uid}",
            "url": feed.event_url(entry.id),
            "external_url": web_url(event.url),
            "title": item_title(entry, feed.language),
            "content_html": full_html(entry, feed),
            "summary": summary(entry),
            "image": image[0] if image else "",
            "date_published": w3cdtf(utc_second(entry.first_seen_at)),
            "date_modified": w3cdtf(utc_second(entry.changed_at)),
            "authors": [_author(entry)],
            "tags": list(
                dict.fromkeys(
                    filter(
                        None,
                        map(one_line, (*event.categories, *(words for _, words in kinds(entry, feed)), city(entry))),
                    )
                )
            ),
            "language": one_line(event.language),
            "_cantines": _extension(entry, feed),
        }
    )


def _author(entry: Entry) -> dict[str, str]:
    organiser = entry.event.organiser
    if organiser is None or not organiser.name.strip():
        return {"name": one_line(entry.host.name) or entry.host.id or "?"}
    return _without_empty({"name": one_line(organiser.name), "url": web_url(organiser.url)})


def _extension(entry: Entry, feed: Feed) -> dict[str, Any]:
    """The event itself. `end` is exclusive, as in calendars; `status` and `attendance` are the words of `Event`."""
    event = entry.event
    image = picture(event)
    return _without_empty(
        {
            "about": _about(feed),
            "start": w3cdtf(wall(event.start, event.zone)),
            "end": w3cdtf(wall(event.end, event.zone)) if event.end is not None else "",
            "all_day": event.all_day,
            "timezone": event.zone,
            "status": event.status.value,
            "withdrawn": entry.withdrawn_at is not None,
            "recurring": entry.recurring,
            "attendance": event.attendance.value if event.attendance is not None else "",
            "where": where(entry, feed.language),
            "place": _place(event),
            "online_url": web_url(event.online_url),
            "host": _without_empty({"id": entry.host.id, "name": entry.host.name, "city": entry.host.city}),
            "sequence": entry.sequence,
            "audience": list(event.audience),
            "price": _price(event.price),
            "registration_url": web_url(event.registration_url),
            "accessibility": list(event.accessibility),
            "image_credit": image[1] if image else "",
            "licence": one_line(event.licence),
        }
    )


def _place(event: Event) -> dict[str, Any]:
    if event.place is None:
        return {}
    place = event.place
    point = coordinates(place)
    return _without_empty(
        {
            "name": place.name,
            "address": place.address,
            "postal_code": place.postal_code,
            "city": place.city,
            "lat": point[0] if point else None,
            "lon": point[1] if point else None,
        }
    )


def _price(price: Price | None) -> dict[str, Any]:
    """The amount as a text, so that no cent is lost on the way."""
    if price is None:
        return {}
    amount = str(price.amount) if price.amount is not None and price.amount.is_finite() else ""
    return _without_empty(
        {"free": price.free, "amount": amount, "currency": price.currency, "text": one_line(price.text)}
    )
