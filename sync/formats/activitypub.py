"""Events of the fediverse: ActivityPub Event objects as Mobilizon, Gancio and WordPress publish them (FEP-8a8e).

Alone, within activities, or in the collections of a group; the answer of Mobilizon's GraphQL API too. A Mobilizon
group's iCalendar is read as what it is. Knows no network and no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from federation.domain.event import Attendance, Event, Status
from federation.errors import FormatError
from sync.formats import ics
from sync.formats.api_parts import federated
from sync.formats.api_parts.addresses import joined, link, origin, parts
from sync.formats.api_parts.item import Item
from sync.formats.api_parts.records import Read, Shape, take
from sync.formats.api_parts.times import moment, span, zone_of
from sync.formats.json_document import load, shown
from sync.formats.parsed import Context, Format, Parsed
from sync.formats.revision import revised_at

NAME = "mobilizon"
ACCEPT = "application/activity+json, text/calendar"

_ACTIVITIES = ("Create", "Announce", "Update", "Add")
_COLLECTIONS = ("Collection", "OrderedCollection", "CollectionPage", "OrderedCollectionPage")
_ACTORS = (*federated.GROUPS, "Application", "Service", "Person")
_MOST_FURTHER = 200
_GROUP = re.compile(r"/@[\w.-]{1,100}(?=/?\Z|/events/?\Z)")
_SPEAKS = re.compile(rb'"https?://www\.w3\.org/ns/activitystreams"')
_EVENT = re.compile(rb'"type"\s*:\s*(?:\[\s*)?"Event"')
_TYPES = re.compile(
    rb'"type"\s*:\s*(?:\[\s*)?"(?:' + "|".join((*_ACTIVITIES, *_COLLECTIONS, *_ACTORS, "Event")).encode() + rb')"'
)
_GRAPHQL = re.compile(rb'\{\s*"data"\s*:\s*\{.{0,2000}?"(?:organizedEvents|beginsOn)"', re.DOTALL)
_READ = (
    *("id", "url", "type", "name", "title", "content", "summary", "description", "startTime", "beginsOn", "endTime"),
    *("endsOn", "timezone", "options", "location", "physicalAddress", "onlineAddress", "ical:status", "status"),
    *("isOnline", "externalParticipationUrl", "attachment"),
    *("image", "picture", "tag", "tags", "attributedTo", "category", "inLanguage", "draft", "to", "cc"),
)
_STATUSES = {"CANCELLED": Status.CANCELLED, "CANCELED": Status.CANCELLED, "TENTATIVE": Status.TENTATIVE}


def sniff(body: bytes, media_type: str) -> bool:
    """Whether the bytes are a JSON object in the words of Activity Streams that events may stand in."""
    if body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return False
    if _SPEAKS.search(body) is not None and _TYPES.search(body) is not None:
        return True
    if _EVENT.search(body) is not None and b'"startTime"' in body:
        return True
    return _GRAPHQL.match(body.lstrip(b"\xef\xbb\xbf \t\r\n")) is not None


def owns(url: str) -> bool:
    """Never: `/@name` is an address of much other software."""
    return False


def addresses(url: str) -> tuple[str, ...]:
    """The iCalendar of a Mobilizon group, which says most, then its outbox; the iCalendar of a whole instance."""
    found = parts(url)
    if found is None:
        return (url,)
    if group := _GROUP.match(found.path):
        home = f"{origin(url)}{group[0]}"
        return f"{home}/feed/ics", f"{home}/outbox"
    return (f"{origin(url)}/feed/instance/ics",) if not found.path.strip("/") else (url,)


def read(body: bytes, context: Context) -> Parsed:
    """The public events of an object, an activity or a collection.

    Its other pages, events that are only named and the outbox of an actor are `further`. Of one event told several
    times, as in an outbox, the newest counts. Raises FormatError: `api-error` for a refusal, `other-json` when there
    are no events nor a way to any, and those of loading JSON.
    """
    if ics.sniff(body, ""):
        return ics.read(body, context)
    parsed = Parsed(format=NAME)
    document = load(body, parsed.notices)
    found = _Found(context)
    found.look(document)
    if not (found.events or found.further or found.known):
        raise _refusal(document)
    parsed.further = tuple(dict.fromkeys(found.further))[:_MOST_FURTHER]
    parsed.title = found.title
    return take(found.events, _SHAPE, context, parsed)


def _refusal(document: Any) -> FormatError:
    if isinstance(document, dict):
        said = Item(document, "$", []).text("error", "errors")
        if said or document.get("errors"):
            return FormatError("api-error", shown(said), path="$")
        seen = Item(document, "$", []).words("type")
        return FormatError("other-json", f"{NAME}: {shown(', '.join(seen or list(document)[:8]))}", path="$")
    return FormatError("other-json", f"{NAME}: {type(document).__name__}", path="$")


class _Found:
    """What a document holds: events with their paths, and the addresses of more. It looks three levels deep."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.events: list[tuple[str, Any]] = []
        self.further: list[str] = []
        self.known = False
        self.title = ""

    def look(self, document: Any) -> None:
        """Notes what a whole document holds."""
        if not isinstance(document, dict):
            return
        if federated.is_a(document, *_COLLECTIONS):
            self._collection(document, "$")
        elif federated.is_a(document, *_ACTORS):
            self.title = Item(document, "$", []).plain("name", "preferredUsername")
            self._name(document.get("outbox"))
        elif isinstance(document.get("data"), dict):
            self._graphql(document["data"])
        else:
            self._one(document, "$")

    def _collection(self, raw: dict[str, Any], path: str) -> None:
        """The items of a collection or of one of its pages, and where it goes on."""
        name = "first" if raw.get("next") is None else "next"
        following = raw.get(name)
        if isinstance(following, dict) and path == "$":
            self._collection(following, f"$.{name}")
        else:
            self._name(following)
        items = list(_items(raw, path))
        for where, item in items:
            self._one(item, where)
        self.known |= not items and raw.get("totalItems") in (0, None)

    def _one(self, raw: Any, path: str) -> None:
        """An event, an activity on one, or the address of either."""
        if isinstance(raw, str) and path != "$":
            self._name(raw)
        elif federated.is_a(raw, "Event") or (isinstance(raw, dict) and "startTime" in raw and "name" in raw):
            self.events.append((path, raw))
        elif federated.is_a(raw, *_ACTIVITIES):
            told = raw.get("object")
            if isinstance(told, str):
                self._name(told)
            elif federated.is_a(told, "Event"):
                self.events.append((f"{path}.object", told))
        self.known |= federated.is_a(raw, "Delete", "Remove", "Undo", *_ACTIVITIES)

    def _graphql(self, data: dict[str, Any]) -> None:
        """`data.group.organizedEvents.elements`, or any list of `elements` two levels down."""
        for name, inner in data.items():
            for path, lists in ((f"$.data.{name}", inner), *_values(inner, f"$.data.{name}")):
                elements = lists.get("elements") if isinstance(lists, dict) else None
                if isinstance(elements, list):
                    self.known = True
                    self.events += [(f"{path}.elements[{index}]", raw) for index, raw in enumerate(elements)]

    def _name(self, url: Any) -> None:
        found = joined(self.context.url, url) if isinstance(url, str) else ""
        if found and found != self.context.url:
            self.further.append(found)


def _items(raw: dict[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    for name in ("orderedItems", "items"):
        value = raw.get(name)
        if isinstance(value, list):
            yield from ((f"{path}.{name}[{index}]", item) for index, item in enumerate(value))
        elif isinstance(value, dict | str):
            yield f"{path}.{name}", value


def _values(inner: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(inner, dict):
        yield from ((f"{path}.{name}", value) for name, value in inner.items())


def _uid(item: Item, context: Context) -> str:
    return item.text("id") if ":" in item.text("id") else federated.address(item, context.url) or item.text("uuid")


def _said(raw: dict[str, Any]) -> Any:
    """What is read of an event; of the seats left only whether there are any, for they go one by one."""
    return [{name: raw.get(name) for name in _READ}, _is_full(raw)]


def _event(item: Item, context: Context) -> Read | None:
    if item.yes("draft"):
        item.tell("unpublished", "draft", "true")
        return None
    if not federated.is_public(item):
        item.tell("private", "to")
        return None
    zone = _zone(item, context)
    start, end = span(item, ("startTime", "beginsOn"), ("endTime", "endsOn"))
    where = federated.where(item)
    pages = federated.links(item)
    onlines = [*where.online, *(url for url, name in pages.items() if item.yes("isOnline") and name == "Website")]
    told = ("", *onlines[:1])
    page = link(item, "onlineAddress", item.text("onlineAddress"))
    event = Event(
        title=item.plain("name", "title"),
        start=moment(start, zone),
        end=None if end is None else moment(end, zone),
        zone=zone,
        uid=_uid(item, context),
        url=federated.address(item, context.url) or joined("", item.text("id")),
        description=item.text("content", "description", "summary"),
        status=_status(item),
        attendance=_attendance(item, where),
        place=where.place,
        online_url=onlines[0] if onlines else "",
        categories=federated.categories(item),
        language=item.text("inLanguage"),
        registration_url=link(item, "externalParticipationUrl", item.text("externalParticipationUrl")),
        organiser=federated.organiser(item, context.url),
        image=federated.image(item, context.url),
        links=tuple(url for url in (*onlines[1:], page, *pages) if url not in told),
        updated=revised_at(item.text("updated", "updatedAt")),
    )
    return event, None


def _zone(item: Item, context: Context) -> str:
    """The zone the event is told in; Mobilizon's own API keeps it among the options."""
    options = item.child("options") or Item({}, item.at("options"), item.notices)
    name = item.text("timezone") or options.text("timezone")
    return zone_of(name, context.zone, lambda code, value: item.tell(code, "timezone", value))


def _status(item: Item) -> Status:
    """Cancelled, tentative, full: a limited number of seats of which none is left; else as planned."""
    stated = _STATUSES.get(item.text("ical:status", "status").upper())
    if stated:
        return stated
    return Status.FULL if _is_full(item.raw) else Status.SCHEDULED


def _is_full(raw: dict[str, Any]) -> bool:
    """A capacity of 0 means any number."""
    left = raw.get("remainingAttendeeCapacity")
    return left == 0 and left is not False and raw.get("maximumAttendeeCapacity") != 0


def _attendance(item: Item, where: federated.Where) -> Attendance | None:
    online = bool(where.online) or item.yes("isOnline")
    if where.place:
        return Attendance.MIXED if online else Attendance.ONSITE if "isOnline" in item.raw else None
    return Attendance.ONLINE if online else None


_SHAPE = Shape(uid=_uid, start="startTime", revision=("updated", "published"), said=_said, event=_event, repeat=True)

FORMAT = Format(NAME, ACCEPT, sniff, read, addresses, owns)
