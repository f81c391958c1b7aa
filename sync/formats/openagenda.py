"""OpenAgenda: the events of an agenda, from its API (v2) and from the JSON exports of its pages.

A key, where one is needed, travels in a header that the fetching adds: none is ever in an address, a record or a
notice. Knows no network and no database.
"""

from __future__ import annotations

import re
from typing import Any

from federation.domain.discretion import without_secrets
from federation.domain.event import Attendance, Event, Notice, Recurrence, Status
from federation.errors import FormatError
from sync.formats.api_parts import openagenda_fields as fields
from sync.formats.api_parts.addresses import Pairs, link, parts, query, with_query
from sync.formats.api_parts.item import Item
from sync.formats.api_parts.price import price
from sync.formats.api_parts.records import Read, Shape, take
from sync.formats.api_parts.times import zone_of
from sync.formats.json_document import load, shown
from sync.formats.parsed import Context, Format, Parsed
from sync.formats.revision import revised_at

NAME = "openagenda"

_API = "api.openagenda.com"
_SITES = ("openagenda.com", "www.openagenda.com")
_AGENDA = re.compile(r"/(?:[a-z]{2}/)?agendas/(\d{1,18})(?:/|\Z)")
_EXPORT = re.compile(r"/events(?:\.v2)?\.json\Z")
_FUTURE = (("relative[]", "current"), ("relative[]", "upcoming"))
_PAGE = (("size", "300"), ("detailed", "1"), ("monolingual", "fr"))
_EVENT = re.compile(rb'"(?:timings|firstTiming|nextTiming)"\s*:')
_NO_EVENT = re.compile(rb'\{(?=[^{}]{0,2000}"events"\s*:\s*\[\s*\])(?=[^{}]{0,2000}"(?:after|success|offset)"\s*:)')
_READ = (
    *("uid", "slug", "canonicalUrl", "originAgenda", "title", "description", "longDescription", "freeText", "html"),
    *("timings", "firstTiming", "lastTiming", "timezone", "conditions", "keywords", "tags", "image", "originalImage"),
    *("imageCredits", "registration", "registrationUrl", "accessibility", "age", "attendanceMode", "onlineAccessLink"),
    *("status", "state", "draft", "private", "removed", "location", "locationName", "address", "postalCode", "city"),
    *("latitude", "longitude", "links"),
)
_STATUSES = {
    1: Status.SCHEDULED,
    2: Status.RESCHEDULED,
    3: Status.MOVED_ONLINE,
    4: Status.POSTPONED,
    5: Status.FULL,
    6: Status.CANCELLED,
}
_MODES = {1: Attendance.ONSITE, 2: Attendance.ONLINE, 3: Attendance.MIXED}
_PUBLISHED = 2


def sniff(body: bytes, media_type: str) -> bool:
    """Whether the bytes are a JSON object with events that have timings, or a page of the API without any."""
    start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] != b"{":
        return False
    if _EVENT.search(body) is not None and b'"uid"' in body:
        return True
    return len(body) < 2_000 and _NO_EVENT.match(body.lstrip(b"\xef\xbb\xbf \t\r\n")) is not None


def owns(url: str) -> bool:
    """Whether an address is one of the API or an export of an agenda."""
    found = parts(url)
    if found is None or found.hostname not in (_API, *_SITES):
        return False
    return found.hostname == _API or bool(_AGENDA.match(found.path) or _EXPORT.search(found.path))


def addresses(url: str) -> tuple[str, ...]:
    """The API's address of an agenda named by its number, then its public export; any other without its key.

    What is asked for: what is on and what is to come, 300 at a time, in full.
    """
    found = parts(url)
    if found is None:
        return (url,)
    own = [(name, value) for name, value in query(url) if name != "key"]
    if found.hostname == _API and found.path.endswith("/events"):
        return (with_query(url, _with_defaults(own)),)
    agenda = _AGENDA.match(found.path) if found.hostname in _SITES else None
    if agenda is None or _EXPORT.search(found.path):
        return (url if len(own) == len(query(url)) else with_query(url, own),)
    api = f"https://{_API}/v2/agendas/{agenda[1]}/events"
    export = f"https://openagenda.com/agendas/{agenda[1]}/events.v2.json"
    return with_query(api, _with_defaults(own)), with_query(export, _with_defaults(own))


def _with_defaults(own: Pairs) -> Pairs:
    """The parameters, with our own where they say nothing of the time and of the size."""
    names = {name.split("[")[0] for name, _ in own}
    dated = names & {"relative", "timings", "date", "passed"}
    return [*own, *(() if dated else _FUTURE), *(pair for pair in _PAGE if pair[0] not in names)]


def read(body: bytes, context: Context) -> Parsed:
    """The events of one page, and the next page as `further`.

    An event's dates are its timings: one record whose occurrences they are. What awaits moderation is not taken.
    Raises FormatError: `api-error` for a refusal, `other-json` for any other JSON, and those of loading JSON.
    """
    parsed = Parsed(format=NAME, producer="OpenAgenda")
    document = load(body, parsed.notices)
    items = _items(document)
    parsed.further = _next_page(document, context, len(items), parsed.notices)
    return take(items, _SHAPE, context, parsed)


def _items(document: Any) -> list[tuple[str, Any]]:
    if isinstance(document, dict):
        if isinstance(document.get("events"), list):
            return [(f"$.events[{index}]", raw) for index, raw in enumerate(document["events"])]
        if isinstance(document.get("event"), dict):
            return [("$.event", document["event"])]
        if "title" in document and isinstance(document.get("timings"), list):
            return [("$", document)]
        said = Item(document, "$", []).text("message", "error")
        if said or document.get("success") is False:
            raise FormatError("api-error", shown(without_secrets(said)), path="$")
    seen = ", ".join(list(map(str, document))[:8]) if isinstance(document, dict) else type(document).__name__
    raise FormatError("other-json", f"{NAME}: {shown(seen)}", path="$")


def _next_page(document: dict[str, Any], context: Context, count: int, notices: list[Notice]) -> tuple[str, ...]:
    """The address with `after`, where the last event of this page stands in the order of the API."""
    after = document.get("after")
    total = document.get("total")
    if not count or after is None or after == [] or not parts(context.url):
        return ()
    marks = after if isinstance(after, list) else [after]
    if len(marks) > 10 or not all(isinstance(mark, str | int | float) for mark in marks):
        notices.append(Notice("bad-value", path="$.after", value=shown(after)))
        return ()
    own = [pair for pair in query(context.url) if pair[0] not in ("key", "after", "after[]")]
    if len(own) == len(query(context.url)) and isinstance(total, int) and total <= count:
        return ()
    return (with_query(context.url, [*own, *(("after[]", str(mark)[:200]) for mark in marks)]),)


def _uid(item: Item, context: Context) -> str:
    """The number that OpenAgenda gives, which an event keeps in every agenda that shows it."""
    number = item.text("uid")
    return f"{number}@openagenda.com" if number else item.text("canonicalUrl", "slug")


def _said(raw: dict[str, Any]) -> Any:
    said = {name: raw.get(name) for name in _READ}
    return said if raw.get("timings") else said | {"nextTiming": raw.get("nextTiming")}


def _event(item: Item, context: Context) -> Read | None:
    if item.yes("removed"):
        return None
    if (held_back := _held_back(item)) is not None:
        item.tell("unpublished", held_back, item.raw[held_back])
        return None
    where = item.child("location") or Item({}, item.at("location"), [])
    zone = zone_of(
        item.text("timezone") or where.text("timezone"),
        context.zone,
        lambda code, value: item.tell(code, "timezone", value),
    )
    dates = fields.timings(item, zone)
    if not dates:
        raise item.unusable("timings")
    title, language = fields.told(item, "title")
    inscription = fields.registration(item)
    conditions, _ = fields.told(item, "conditions")
    (start, end), *others = dates
    event = Event(
        title=title,
        start=start,
        end=end,
        zone=zone,
        uid=_uid(item, context),
        url=_page(item),
        description=fields.description(item),
        status=_STATUSES.get(_choice(item, "status") or 1, Status.SCHEDULED),
        attendance=_MODES.get(_choice(item, "attendanceMode") or 0),
        place=fields.location(item),
        online_url=item.text("onlineAccessLink"),
        categories=(*fields.words(item, "keywords"), *fields.words(item, "tags")),
        audience=fields.audience(item),
        language=language,
        price=price(conditions),
        registration_url=inscription[0] if inscription else "",
        accessibility=fields.accessibility(item),
        image=fields.image(item, context.url),
        links=(*inscription[1:], *item.words("links", within="link")),
        updated=revised_at(item.text("updatedAt")),
    )
    return event, Recurrence(rdates=tuple(others)) if others else None


def _held_back(item: Item) -> str | None:
    """The field that keeps an event from the public: a draft, a private one, one that awaits moderation."""
    if _choice(item, "state") not in (None, _PUBLISHED):
        return "state"
    return next((name for name in ("draft", "private") if item.yes(name)), None)


def _choice(item: Item, name: str) -> int | None:
    """The number of a choice; with its label beside it when the address asks for labels."""
    value = item.raw.get(name)
    if isinstance(value, dict):
        return Item(value, item.at(name), item.notices).whole("id", "value")
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return item.whole(name)


def _page(item: Item) -> str:
    """The page of an event: as older exports state it, else within the agenda it comes from."""
    if stated := link(item, "canonicalUrl", item.text("canonicalUrl")):
        return stated
    agenda, slug = item.child("originAgenda"), item.text("slug")
    folder = agenda.text("slug") if agenda else ""
    return f"https://openagenda.com/{folder}/events/{slug}" if folder and slug else ""


_SHAPE = Shape(uid=_uid, start="uid", revision=("updatedAt",), said=_said, event=_event)

FORMAT = Format(NAME, "application/json", sniff, read, addresses, owns)
