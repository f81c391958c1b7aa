"""The Events Calendar, the agenda plugin of WordPress: its REST answers (`/wp-json/tribe/events/v1/events`).

An iCalendar answer of the same plugin (`?ical=1`) is read as what it is. Knows no network and no database.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from federation.domain.event import Attendance, Event, Image, Moment, Notice, Organiser, Place, Status
from federation.errors import FormatError
from sync.cleaning.people import is_personal, organisation
from sync.formats import ics
from sync.formats.api_parts.addresses import completed, link, on_same_host, parts, website, with_query
from sync.formats.api_parts.item import Item
from sync.formats.api_parts.place import place
from sync.formats.api_parts.price import price
from sync.formats.api_parts.records import Read, Shape, take
from sync.formats.api_parts.times import Wall, moment, span, wall, zone_of
from sync.formats.json_document import load, shown
from sync.formats.parsed import Context, Format, Parsed
from sync.formats.revision import revised_at

NAME = "tribe"
PER_PAGE = "50"
"""The most that the API gives at once."""

_REST = re.compile(r"/tribe/events/v1/events(?:/|\Z)")
_MINE = re.compile(rb'"rest_url"\s*:\s*"[^"]{0,2000}?tribe\\?/events\\?/v1', re.ASCII)
_REFUSAL = re.compile(rb'\s*\{\s*"code"\s*:\s*"rest_')
_READ = (
    *("id", "global_id", "status", "url", "title", "description", "excerpt", "image", "website"),
    *("all_day", "start_date", "end_date", "utc_start_date", "utc_end_date", "timezone", "cost", "cost_details"),
    *("venue", "organizer", "hide_from_listings", "event_status", "is_virtual", "virtual_url", "virtual_event_type"),
    "json_ld",
)
_STATUSES = {
    "canceled": Status.CANCELLED,
    "cancelled": Status.CANCELLED,
    "eventcancelled": Status.CANCELLED,
    "postponed": Status.POSTPONED,
    "eventpostponed": Status.POSTPONED,
    "rescheduled": Status.RESCHEDULED,
    "eventrescheduled": Status.RESCHEDULED,
    "moved-online": Status.MOVED_ONLINE,
    "eventmovedonline": Status.MOVED_ONLINE,
}
_MODES = {
    "virtual": Attendance.ONLINE,
    "onlineeventattendancemode": Attendance.ONLINE,
    "hybrid": Attendance.MIXED,
    "mixedeventattendancemode": Attendance.MIXED,
    "offlineeventattendancemode": Attendance.ONSITE,
}


def sniff(body: bytes, media_type: str) -> bool:
    """Whether the bytes are a JSON object that names the plugin's API as its own, or a refusal of WordPress."""
    if body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return False
    return _MINE.search(body) is not None or _REFUSAL.match(body.removeprefix(b"\xef\xbb\xbf")) is not None


def owns(url: str) -> bool:
    """Whether an address is one of the API."""
    found = parts(url)
    return found is not None and _is_rest(url)


def addresses(url: str) -> tuple[str, ...]:
    """The API of the site an agenda page stands on, then that page's iCalendar; an address of the API stays.

    A home page says nothing of where its agenda is: `post_type` finds it whatever its address.
    """
    found = parts(url)
    if found is None:
        return (url,)
    if _is_rest(url):
        return (completed(url, [("per_page", PER_PAGE)]),)
    rest = f"{found.scheme}://{found.netloc}/wp-json/tribe/events/v1/events?per_page={PER_PAGE}"
    if found.path.strip("/"):
        return rest, completed(url, [("ical", "1")])
    home = found._replace(path="/").geturl()
    return rest, with_query(home, [("post_type", "tribe_events"), ("eventDisplay", "list"), ("ical", "1")])


def read(body: bytes, context: Context) -> Parsed:
    """The events of one page of the API, and its next page as `further`.

    Raises FormatError: `api-error` when WordPress answers with an error object, `other-json` for any other JSON,
    and those of loading JSON. Events that the site hides from its lists are not taken.
    """
    if ics.sniff(body, ""):
        return ics.read(body, context)
    parsed = Parsed(format=NAME, producer="The Events Calendar")
    document = load(body, parsed.notices)
    items, single = _items(document)
    if not single:
        parsed.further = _next_page(document, context, parsed.notices)
    return take(items, _SHAPE, context, parsed)


def _items(document: Any) -> tuple[list[tuple[str, Any]], bool]:
    """The events of a page with their paths, or the one event of a page of its own.

    PHP writes a list from which a plugin took some as an object with their numbers: `{"0": …, "2": …}`.
    """
    events = document.get("events") if isinstance(document, dict) else None
    if isinstance(events, list):
        return [(f"$.events[{index}]", raw) for index, raw in enumerate(events)], False
    if isinstance(events, dict) and events and all(number.isdecimal() for number in events):
        return [(f"$.events[{number}]", raw) for number, raw in events.items()], False
    if isinstance(document, dict) and "start_date" in document and ("global_id" in document or "id" in document):
        return [("$", document)], True
    if isinstance(document, dict) and isinstance(document.get("code"), str):
        raise FormatError("api-error", shown(f"{document['code']}: {document.get('message') or ''}"[:200]), path="$")
    raise FormatError("other-json", f"{NAME}: {shown(_kind(document))}", path="$")


def _kind(document: Any) -> str:
    return ", ".join(list(map(str, document))[:8]) if isinstance(document, dict) else type(document).__name__


def _next_page(document: dict[str, Any], context: Context, notices: list[Notice]) -> tuple[str, ...]:
    """The next page on the host that was asked; never the page itself."""
    stated = Item(document, "$", notices).text("next_rest_url")
    if not stated:
        return ()
    found = on_same_host(context.url, stated)
    if not found:
        notices.append(Notice("bad-value", path="$.next_rest_url", value=shown(stated)))
    return (found,) if found and found != context.url else ()


def _is_rest(url: str) -> bool:
    found = parts(url)
    return found is not None and bool(_REST.search(found.path) or "rest_route=/tribe/events/v1/events" in found.query)


def _uid(item: Item, context: Context) -> str:
    return item.text("global_id", "url", "id")


def _said(raw: dict[str, Any]) -> Any:
    """What is read of an event; terms by name only, for WordPress counts their uses."""
    silent = Item(raw, "$", [])
    return [{name: raw.get(name) for name in _READ}, silent.words("categories"), silent.words("tags")]


def _event(item: Item, context: Context) -> Read | None:
    status = item.text("status")
    if status not in ("", "publish"):
        item.tell("unpublished", "status", status)
        return None
    if item.yes("hide_from_listings"):
        item.tell("hidden", "hide_from_listings")
        return None
    zone = zone_of(item.text("timezone"), context.zone, lambda code, value: item.tell(code, "timezone", value))
    start, end = _times(item, zone)
    about = item.child("json_ld") or Item({}, item.at("json_ld"), [])
    where, attendance = _where(item, about)
    site = website(item, context.url, "website")
    details = item.child("cost_details") or Item({}, "", [])
    return Event(
        title=item.plain("title"),
        start=moment(start, zone),
        end=None if end is None else moment(end, zone),
        zone=zone,
        uid=_uid(item, context),
        url=link(item, "url", item.text("url"), context.url),
        description=item.text("description", "excerpt"),
        status=_status(item, about),
        attendance=attendance,
        place=where,
        online_url=item.text("virtual_url"),
        categories=(*item.words("categories"), *item.words("tags")),
        price=price(item.plain("cost"), details.words("values"), details.plain("currency_code", "currency_symbol")),
        organiser=_organiser(item, context),
        image=_image(item, context),
        links=(site,) if site else (),
        previous_start=_previous_start(about, zone),
        updated=revised_at(item.text("modified_utc")),
    ), None


def _times(item: Item, zone: str) -> tuple[Wall, Wall | None]:
    """Start and end on the wall clock, which is what people typed; whole days as dates, the end exclusive."""
    start, end = span(item, ("start_date",), ("end_date",))
    if item.yes("all_day"):
        return _whole_days(_clock(start), None if end is None else _clock(end))
    _compare_clocks(item, start, zone)
    return start, end


def _previous_start(about: Item, zone: str) -> Moment | None:
    """What the start was before the event was moved, as the page's own schema.org tells it."""
    text = about.text("previousStartDate")
    stated = wall(text)
    if text and stated is None:
        about.tell("bad-value", "previousStartDate", text)
    return None if stated is None else moment(stated, zone)


def _clock(stated: Wall) -> datetime:
    return stated.replace(tzinfo=None) if isinstance(stated, datetime) else datetime.combine(stated, time())


def _whole_days(start: datetime, end: datetime | None) -> tuple[date, date | None]:
    """Days from the hour at which the site's days begin, 0:00 as a rule, to the second before they end."""
    if end is None or end < start:
        return start.date(), None
    days = -((start - end) // timedelta(days=1))
    return start.date(), start.date() + timedelta(days=max(days, 1))


def _compare_clocks(item: Item, start: Wall, zone: str) -> None:
    """Tells when the UTC time that is stated beside is another one: the site's zone was changed since."""
    stated = wall(item.text("utc_start_date"))
    fixed = item.text("timezone") != zone
    if fixed or not isinstance(stated, datetime) or not isinstance(start, datetime) or stated.tzinfo is not None:
        return
    if moment(start, zone) != moment(stated, "UTC"):
        item.tell("clocks-disagree", "utc_start_date", f"{start} {zone}, {stated} UTC")


def _status(item: Item, about: Item) -> Status:
    words = (item.text("event_status"), about.text("eventStatus").rsplit("/", 1)[-1])
    found = next((_STATUSES[word.lower()] for word in words if word.lower() in _STATUSES), None)
    if found:
        return found
    offers = [offer.text("availability") for offer in about.children("offers")]
    sold_out = bool(offers) and all(state.endswith("SoldOut") for state in offers)
    return Status.FULL if sold_out else Status.SCHEDULED


def _where(item: Item, about: Item) -> tuple[Place | None, Attendance | None]:
    venue = item.child("venue")
    where = _venue(venue) if venue else None
    words = (item.text("virtual_event_type"), about.text("eventAttendanceMode").rsplit("/", 1)[-1])
    mode = next((_MODES[word.lower()] for word in words if word.lower() in _MODES), None)
    if mode is None and item.yes("is_virtual"):
        mode = Attendance.MIXED if where else Attendance.ONLINE
    return where, mode


def _venue(venue: Item) -> Place | None:
    spot = venue.degrees("geo_lat", 90), venue.degrees("geo_lng", 180)
    return place(venue.plain("venue"), venue.plain("address"), venue.text("zip"), venue.plain("city"), spot)


def _organiser(item: Item, context: Context) -> Organiser | None:
    """The first organiser, by name and page; the mailbox and the phone that the plugin publishes stay behind.

    So does a name that may be a person's, as in calendars.
    """
    organiser = item.child("organizer")
    if organiser is None or not organiser.plain("organizer"):
        return None
    mailbox = organiser.plain("email")
    if is_personal(mailbox):
        organiser.tell("personal-address", "email")
    if organiser.text("phone"):
        organiser.tell("personal-phone", "phone")
    name = organisation(organiser.plain("organizer"), mailbox)
    if not name and not is_personal(mailbox):
        organiser.tell("organiser-left-out", "organizer")
    return Organiser(name, website(organiser, context.url, "website", "url")) if name else None


def _image(item: Item, context: Context) -> Image | None:
    picture = item.raw.get("image")
    if isinstance(picture, str):
        picture = {"url": picture}
    found = Item({"image": picture}, item.path, item.notices).child("image")
    url = link(found, "url", found.text("url"), context.url) if found else ""
    return Image(url, alt=found.plain("alt")) if found and url else None


_SHAPE = Shape(uid=_uid, start="start_date", revision=("modified_utc", "modified"), said=_said, event=_event)

FORMAT = Format(NAME, "application/json", sniff, read, addresses, owns)
