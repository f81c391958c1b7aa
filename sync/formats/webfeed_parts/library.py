"""The same as `plain`, by the `feedparser` library: for what is malformed or out of the common. Slow, and lenient."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from sync.formats.webfeed_parts.item import Channel, Item, Link, Media, html_link
from sync.formats.webfeed_parts.vocabulary import EVENT_FIELDS, PREFIXES

_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_ITS_FAILURES = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError, OverflowError)


def item(piece: bytes) -> Item | None:
    """The entry in a document that holds one; None when the library finds none either."""
    found = _parsed(piece)
    if found is None or not found["entries"]:
        return None
    entry = found["entries"][0]
    links = _links(entry)
    link = html_link(links) or _text(entry, "link")
    content = next((text for part in _listed(entry, "content") if (text := _text(part, "value"))), "")
    return Item(
        uid=_text(entry, "id"),
        link=link,
        title=_text(entry, "title"),
        text=content or _text(entry, "summary"),
        published=_text(entry, "published"),
        updated=_text(entry, "updated"),
        links=links,
        categories=_categories(entry),
        media=_media(entry, "media_content") + _media(entry, "media_thumbnail"),
        credit=next((_text(credit, "content") for credit in _listed(entry, "media_credit")[-1:]), ""),
        told=_told(entry, found["namespaces"]),
        point=_point(entry),
    )


def channel(piece: bytes) -> Channel:
    """What a feed without its entries says of itself; nothing when the library cannot read it."""
    found = _parsed(piece)
    if found is None:
        return Channel()
    feed = found["feed"]
    return Channel(
        title=_text(feed, "title"),
        generator=_text(feed, "generator") or _text(_get(feed, "admin_generatoragent") or {}, "rdf:resource"),
        language=_text(feed, "language"),
        links=_links(feed),
        ttl=_text(feed, "ttl"),
        period=_text(feed, "sy_updateperiod"),
        frequency=_text(feed, "sy_updatefrequency"),
    )


def _parsed(piece: bytes) -> Any:
    """What the library makes of bytes: never of a str, which it may take for the name of a file."""
    import feedparser  # type: ignore[import-untyped]  # few feeds ever need it

    try:
        return feedparser.parse(
            BytesIO(piece), response_headers=_HEADERS, sanitize_html=False, resolve_relative_uris=False
        )
    except _ITS_FAILURES:
        return None


def _get(values: Any, name: str) -> Any:
    """A value by its own name: the library's own `get` answers for other names too."""
    return dict.get(values, name)


def _text(values: Any, name: str) -> str:
    found = _get(values, name) if isinstance(values, dict) else None
    return found if isinstance(found, str) else ""


def _listed(values: Any, name: str) -> list[Any]:
    found = _get(values, name)
    return [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []


def _links(values: Any) -> tuple[Link, ...]:
    links = (Link(_text(link, "rel"), _text(link, "type"), _text(link, "href")) for link in _listed(values, "links"))
    return tuple(link for link in links if link.href)


def _categories(entry: Any) -> tuple[tuple[str, str], ...]:
    tags = _listed(entry, "tags")
    pairs = ((_text(tag, "label") or _text(tag, "term"), _text(tag, "scheme")) for tag in tags)
    return tuple(dict.fromkeys(pair for pair in pairs if pair[0]))


def _media(entry: Any, name: str) -> tuple[Media, ...]:
    return tuple(Media(_text(part, "url"), _text(part, "type"), _text(part, "medium")) for part in _listed(entry, name))


def _told(entry: Any, namespaces: dict[str, str]) -> dict[str, str]:
    """The event fields. Namespaces the library does not know keep the prefix of the document."""
    prefixes = {(name or "").lower(): PREFIXES.get(uri.lower(), "") for name, uri in namespaces.items()}
    found = {}
    for key, value in dict.items(entry):
        prefix, _, name = key.partition("_")
        if isinstance(value, str) and (field := f"{prefixes.get(prefix, '')}:{name}") in EVENT_FIELDS:
            found[field] = value
    return found


def _point(entry: Any) -> tuple[float, float] | None:
    where = _get(entry, "where")
    spot = _get(where, "coordinates") if isinstance(where, dict) and _get(where, "type") == "Point" else None
    if not isinstance(spot, tuple) or len(spot) < 2:
        return None
    return float(spot[1]), float(spot[0])
