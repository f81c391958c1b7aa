"""An entry of which the feed itself says when it takes place -> an Event: `ev:` and `mec:` elements, xCal, coordinates.

Sources: RSS 1.0 event module (startdate, enddate: W3CDTF), xCal in feeds (RFC 5545 names), GeoRSS, W3C Basic Geo, and
the feed of Modern Events Calendar, which tells day and hour apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from federation.domain.event import Attendance, Event, Image, Moment, Organiser, Place, Status
from sync.cleaning.people import organisation
from sync.formats.revision import revised_at
from sync.formats.webfeed_parts import date_words
from sync.formats.webfeed_parts.item import Item
from sync.formats.webfeed_parts.moments import moment

Tell = Callable[[str, str, str], None]
"""Called with the code of a Notice, the element, and the value seen."""

_ONLINE = re.compile(r"(?:en ligne|online|[àa] distance|visio(?:conf[ée]rence)?|webinaire|webinar)\s*", re.IGNORECASE)
_STATUS = {"CANCELLED": Status.CANCELLED, "CANCELED": Status.CANCELLED, "TENTATIVE": Status.TENTATIVE}
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif|svg)(?:\?|\Z)", re.IGNORECASE)
_CITIES = "/agenda#cities"


def start_text(item: Item) -> str:
    """What the entry says of its start; empty for a post of a blog."""
    told = item.told
    return told.get("ev:startdate") or told.get("xcal:dtstart") or _of_mec(told, "start")


def event_of(item: Item, uid: str, zone: ZoneInfo, base: str, tell: Tell) -> Event | None:
    """The event of an entry that states its start; None, told, when that start is no date. `base` is the feed's URL."""
    name = next(name for name in ("ev:startdate", "xcal:dtstart", "mec:startdate") if item.told.get(name))
    start = moment(start_text(item), zone)
    if start is None:
        tell("start-unreadable", name, start_text(item))
        return None
    if item.told.get("ev:organizer") and _organiser(item.told) is None:
        tell("organiser-left-out", "ev:organizer", "")
    return _told(item, uid, zone, base, start, _end(item, start, zone, tell), _status(item.told))


def with_date(item: Item, uid: str, zone: ZoneInfo, base: str, start: Moment, end: Moment | None) -> Event:
    """The event of a post, at a moment that its text states."""
    return _told(item, uid, zone, base, start, end, Status.SCHEDULED)


def _told(item: Item, uid: str, zone: ZoneInfo, base: str, start: Moment, end: Moment | None, status: Status) -> Event:
    place = _place(item)
    online = place is not None and _ONLINE.fullmatch(place.name) is not None
    link = item.link if item.link != item.uid or item.uid.startswith(("http://", "https://")) else ""
    return Event(
        title=item.title,
        start=start,
        end=end,
        zone=zone.key,
        uid=uid,
        url=urljoined(base, link or item.told.get("xcal:url", "")),
        description=item.text,
        status=status,
        attendance=Attendance.ONLINE if online else None,
        place=None if online else place,
        categories=_categories(item),
        language=item.language,
        organiser=_organiser(item.told),
        image=_image(item, base),
        links=_links(item, base),
        updated=revised_at(item.updated),
    )


def _end(item: Item, start: Moment, zone: ZoneInfo, tell: Tell) -> Moment | None:
    """The end, exclusive: a date is the last day, but in `xcal:dtend` the day after it (RFC 5545)."""
    name = next((name for name in ("ev:enddate", "xcal:dtend") if item.told.get(name)), "mec:enddate")
    text = item.told.get(name) if name != "mec:enddate" else _of_mec(item.told, "end")
    if not text:
        return None
    end = moment(text, zone)
    if end is not None and not isinstance(start, datetime):
        end = end.date() if isinstance(end, datetime) else end
        if name != "xcal:dtend" and end < date.max:
            end += timedelta(days=1)
        return end if end > start + timedelta(days=1) or end < start else None
    if isinstance(end, datetime):
        return end if end != start else None
    if end is None or (isinstance(start, datetime) and end > start.date()):
        tell("bad-value", name, text)
    return None


def _of_mec(told: dict[str, str], which: str) -> str:
    """Day and hour of Modern Events Calendar; the day alone of what lasts from 0:00 to 23:59, or has no hour."""
    on = told.get(f"mec:{which}date", "")
    if not on:
        return ""
    begins, ends = _clock(told.get("mec:starthour", "")), _clock(told.get("mec:endhour", ""))
    clock = begins if which == "start" else ends
    return on if clock is None or (begins, ends) == ((0, 0), (23, 59)) else f"{on}T{clock[0]:02}:{clock[1]:02}"


def _clock(text: str) -> tuple[int, int] | None:
    """An hour as the settings of a site write it: `18:30`, `6:30 pm`, `18h30`."""
    found = date_words.HOURS.match(date_words.fold(text))
    hours = date_words.hours(found) if found else None
    return hours.start if hours else None


def _status(told: dict[str, str]) -> Status:
    """The xCal STATUS, or what the hub's own feed says."""
    if own := told.get("status"):
        return Status(own)
    return _STATUS.get(told.get("xcal:status", "").upper(), Status.SCHEDULED)


def _organiser(told: dict[str, str]) -> Organiser | None:
    """The organisation that `ev:organizer` names, or its address; another hub (`organiser`) has made sure of it."""
    text = told.get("ev:organizer", "")
    if text.startswith(("http://", "https://")):
        return Organiser(text.split("/")[2], text)
    name = told.get("organiser") or organisation(text, "")
    return Organiser(name) if name else None


def _categories(item: Item) -> tuple[str, ...]:
    kinds = [item.told[name] for name in ("ev:type", "xcal:categories") if item.told.get(name)]
    kinds += [kind.strip() for kind in item.told.get("mec:category", "").split(",") if kind.strip()]
    words = [word for word, scheme in item.categories if not scheme.endswith(_CITIES)]
    return tuple(dict.fromkeys((*words, *kinds)))


def city_of(item: Item) -> str:
    """The city among the categories of the hub's own feeds, which has a scheme of its own."""
    return next((word for word, scheme in item.categories if scheme.endswith(_CITIES)), "")


def _place(item: Item) -> Place | None:
    told = item.told
    name = told.get("ev:location") or told.get("xcal:x-calconnect-venue-name") or told.get("xcal:location") or ""
    name = name or told.get("mec:location", "")
    address, postal_code, city = (
        told.get(f"xcal:x-calconnect-{part}", "") for part in ("street", "postalcode", "city")
    )
    lat, lon = item.point or _coordinates(told)
    if not city and not name:
        city = city_of(item)
    found = Place(name, address, postal_code, city, lat, lon)
    return None if found == Place() else found


def _coordinates(told: dict[str, str]) -> tuple[float | None, float | None]:
    try:
        lat, lon = float(told["geo:lat"][:30]), float(told["geo:long"][:30])
    except (KeyError, ValueError):
        return None, None
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else (None, None)


def _image(item: Item, base: str) -> Image | None:
    """The first picture that goes with the entry, as an enclosure or in Media RSS."""
    for link in item.links:
        if link.rel == "enclosure" and (link.type.startswith("image/") or _PICTURE.search(link.href)):
            return Image(urljoined(base, link.href), item.credit)
    for part in item.media:
        if part.url and (part.medium == "image" or part.type.startswith("image/") or _PICTURE.search(part.url)):
            return Image(urljoined(base, part.url), item.credit)
    return None


def _links(item: Item, base: str) -> tuple[str, ...]:
    """Pages the entry relates to (RFC 4287 §4.2.7.2), and where it was first told."""
    return tuple(dict.fromkeys(urljoined(base, link.href) for link in item.links if link.rel in ("related", "via")))


def urljoined(base: str, url: str) -> str:
    """The address, joined to the feed's own when it is relative; as it is when it cannot be."""
    if not url or url.startswith(("http://", "https://")):
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return url
