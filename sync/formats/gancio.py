"""Gancio, the shared agenda of the fediverse: the answers of `/api/events` and of `/feed/json`.

An iCalendar answer of the same server is read as what it is. Knows no network and no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from federation.domain.event import Attendance, Event, Image, Moment, Place, Recurrence
from federation.errors import FormatError
from sync.formats import ics
from sync.formats.api_parts.addresses import completed, link, origin, parts
from sync.formats.api_parts.item import Item
from sync.formats.api_parts.place import place
from sync.formats.api_parts.records import Read, Shape, take
from sync.formats.api_parts.times import moment
from sync.formats.json_document import load, shown
from sync.formats.parsed import Context, Format, Parsed
from sync.formats.revision import revised_at

NAME = "gancio"

_MINE = re.compile(rb'"start_datetime"\s*:\s*-?\d')
_LIST = re.compile(r"/(tag|place|collection)/([^/]{1,200})\Z")
_EVERY = re.compile(r"(\d{1,2})([dwm])\Z", re.ASCII)
_FREQUENCIES = {"d": "DAILY", "w": "WEEKLY", "m": "MONTHLY"}
_ONLINE = ("online", "en ligne")
_MOST_SECONDS = 253_402_300_799  # the end of year 9999
_READ = (
    *("id", "ap_id", "slug", "title", "description", "start_datetime", "end_datetime", "multidate", "recurrent"),
    *("is_visible", "online_locations", "tags", "place", "media"),
)


def sniff(body: bytes, media_type: str) -> bool:
    """Whether the bytes are a JSON list, or object, of events that start in Unix time."""
    start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:1] in (b"[", b"{") and _MINE.search(body) is not None


def owns(url: str) -> bool:
    """Whether an address ends as that of the API does."""
    found = parts(url)
    return found is not None and found.path.rstrip("/").endswith("/api/events")


def addresses(url: str) -> tuple[str, ...]:
    """The API of an instance named by its home, the feed of a tag, place or collection; then their iCalendar."""
    found = parts(url)
    if found is None:
        return (url,)
    home = origin(url)
    if owns(url):
        return (completed(url, [("show_recurrent", "true")]),)
    if not found.path.strip("/"):
        return f"{home}/api/events?show_recurrent=true", f"{home}/feed/ics?show_recurrent=true"
    if not found.path.startswith(("/feed/", "/api/")) and (shelf := _LIST.search(found.path.rstrip("/"))):
        return tuple(f"{home}/feed/{kind}/{shelf[1]}/{shelf[2]}?show_recurrent=true" for kind in ("json", "ics"))
    return (url,)


def read(body: bytes, context: Context) -> Parsed:
    """The events of a list, or the one of a page of its own; their times are told in the site's zone.

    `online_locations` of an event that has a place are its pages elsewhere, booking mostly: only without a place
    are they where it happens. Raises FormatError: `other-json` for JSON of another kind, and those of loading JSON.
    """
    if ics.sniff(body, ""):
        return ics.read(body, context)
    parsed = Parsed(format=NAME, producer="Gancio")
    return take(_items(load(body, parsed.notices)), _SHAPE, context, parsed)


def _items(document: Any) -> Iterator[tuple[str, Any]]:
    """The events with their paths; the template of a series only when none of its occurrences is there."""
    if isinstance(document, dict) and "start_datetime" in document:
        return iter([("$", document)])
    path, listed = "$", document
    if isinstance(document, dict) and isinstance(document.get("events"), list):
        path, listed = "$.events", document["events"]
    strangers = isinstance(listed, list) and listed and not any(_is_event(raw) for raw in listed)
    if not isinstance(listed, list) or strangers:
        seen = ", ".join(list(map(str, document))[:8]) if isinstance(document, dict) else type(document).__name__
        raise FormatError("other-json", f"{NAME}: {shown(seen)}", path=path)
    parents = {raw["parentId"] for raw in listed if isinstance(raw, dict) and _is_id(raw.get("parentId"))}
    return ((f"{path}[{index}]", raw) for index, raw in enumerate(listed) if not _is_told_by_dates(raw, parents))


def _is_told_by_dates(raw: Any, parents: set[int | str]) -> bool:
    return isinstance(raw, dict) and bool(raw.get("recurrent")) and _is_id(raw.get("id")) and raw["id"] in parents


def _is_id(value: Any) -> bool:
    return isinstance(value, int | str) and not isinstance(value, bool)


def _is_event(raw: Any) -> bool:
    return isinstance(raw, dict) and ("start_datetime" in raw or "title" in raw)


def _uid(item: Item, context: Context) -> str:
    """The id under which the server tells the event to the fediverse."""
    number, home = item.text("id"), origin(context.url)
    return item.text("ap_id") or (f"{home}/federation/m/{number}" if number and home else number or item.text("slug"))


def _said(raw: dict[str, Any]) -> Any:
    return {name: raw.get(name) for name in _READ}


def _event(item: Item, context: Context) -> Read | None:
    if item.raw.get("is_visible") in (False, 0):
        item.tell("unpublished", "is_visible", "false")
        return None
    start = _moment(Item(item.raw, item.path, []), "start_datetime", context.zone)
    if start is None:
        raise item.unusable("start_datetime")
    where = _place(item)
    online = item.words("online_locations", within="url")
    pages = [page for page in (link(item, "online_locations", text) for text in online) if page]
    home, name = origin(context.url), item.text("slug", "id")
    event = Event(
        title=item.text("title"),
        start=start,
        end=_moment(item, "end_datetime", context.zone),
        zone=context.zone,
        uid=_uid(item, context),
        url=f"{home}/event/{name}" if home and name else "",
        description=item.text("description", "plain_description"),
        attendance=Attendance.ONLINE if pages and not where else None,
        place=where,
        online_url=pages[0] if pages and not where else "",
        categories=item.words("tags", within="tag"),
        image=_image(item, home),
        links=tuple(pages if where else pages[1:]),
        updated=revised_at(item.text("updatedAt")),
    )
    return event, _recurrence(item)


def _moment(item: Item, name: str, zone: str) -> Moment | None:
    """A moment of Unix time, in seconds."""
    seconds = item.whole(name)
    if seconds is None:
        return None
    if not 0 <= seconds <= _MOST_SECONDS:
        item.tell("bad-value", name, item.raw.get(name))
        return None
    return moment(datetime.fromtimestamp(seconds, UTC), zone)


def _place(item: Item) -> Place | None:
    """The place; Gancio names the one of events that have none « online »."""
    where = item.child("place")
    if where is None or where.text("name").strip().casefold() in _ONLINE:
        return None
    spot = where.degrees("latitude", 90), where.degrees("longitude", 180)
    return place(where.text("name"), where.text("address"), spot=spot)


def _image(item: Item, home: str) -> Image | None:
    """The first picture; its name is what the server asks its writers to describe it by."""
    medium = item.child("media")
    name = medium.text("url") if medium else ""
    if medium is None or not name:
        return None
    url = link(medium, "url", name if "/" in name or ":" in name else f"/media/{name}", home)
    return Image(url, alt=medium.text("name")) if url else None


def _recurrence(item: Item) -> Recurrence | None:
    """The rule of a series' template: every so many days, weeks, or months on the same day."""
    series = item.child("recurrent")
    if series is None:
        return None
    every = _EVERY.match(series.text("frequency"))
    if not every or int(every[1]) == 0 or (every[2] == "m" and series.text("type") not in ("", "ordinal")):
        series.tell("rrule-unsupported", "frequency", f"{series.text('frequency')} {series.text('type')}".strip())
        return None
    return Recurrence(rrules=(f"FREQ={_FREQUENCIES[every[2]]};INTERVAL={int(every[1])}",))


_SHAPE = Shape(uid=_uid, start="start_datetime", revision=("updatedAt",), said=_said, event=_event)

FORMAT = Format(NAME, "application/json", sniff, read, addresses, owns)
