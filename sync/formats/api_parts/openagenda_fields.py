"""The fields of OpenAgenda that take some understanding: languages, timings, ages, images, registration, places.

They are read as the v2 API states them and as the older exports do (`timings[].start`, `locationName`, `freeText`).
"""

from __future__ import annotations

import html
from datetime import datetime, time, timedelta
from typing import Any

from federation.domain.event import Image, Moment, Place
from sync.cleaning.text import without_mailboxes
from sync.formats.api_parts.addresses import link
from sync.formats.api_parts.item import Item, clean
from sync.formats.api_parts.markdown import to_html
from sync.formats.api_parts.place import place
from sync.formats.api_parts.times import moment, wall

ACCESSIBILITY = ("hi", "vi", "pi", "mi", "ii")
NO_OLDEST = 99
"""From this age on an upper bound means none: OpenAgenda's own is 121."""

_LANGUAGES = ("fr", "en")
_MIDNIGHT, _LAST_MINUTE = time(), time(23, 59)
_SUMMARY = ("firstTiming", "nextTiming", "lastTiming")

Timing = tuple[Moment, Moment | None]


def told(item: Item, *names: str) -> tuple[str, str]:
    """A text and its language: French, else English, else the first by code; "" for a text in one language only."""
    name, value = item.find(*names)
    if not isinstance(value, dict):
        return item.text(*names), ""
    texts = Item(value, item.at(name), item.notices)
    for language in (*_LANGUAGES, *sorted(key for key in value if key not in _LANGUAGES)):
        if text := texts.text(language).strip():
            return text, clean(language[:35])
    return "", ""


def words(item: Item, *names: str) -> tuple[str, ...]:
    """A list of words in the best language; a text with commas is one too."""
    name, value = item.find(*names)
    if isinstance(value, dict):
        item, name = Item(value, item.at(name), item.notices), ""
        name = next((key for key in (*_LANGUAGES, *sorted(value)) if value.get(key)), "")
        value = value.get(name)
    if isinstance(value, str):
        return tuple(word.strip() for word in clean(value).split(",") if word.strip())
    return item.words(name, within="label") if name else ()


def description(item: Item) -> str:
    """The short text as a first paragraph, unless the long one begins with it, then the long one, from Markdown."""
    short, _ = told(item, "description")
    long, _ = told(item, "longDescription", "freeText", "html")
    head = f"<p>{html.escape(short, quote=False)}</p>" if short and not long.startswith(short.rstrip(" .…")) else ""
    return "\n".join(part for part in (head, to_html(long) if long else "", _mailboxes(item)) if part)


def timings(item: Item, zone: str) -> list[Timing]:
    """All dates, soonest first, each once. A bad one is told and left out.

    Without `detailed` the API sums them up as the first, the next and the last. OpenAgenda knows no days without hours:
    an event whose timings all go from midnight to midnight, or to 23:59, is told by dates, the end exclusive.
    """
    found: dict[Moment, Moment | None] = {}
    stated = item.children("timings")
    if not stated:
        stated = [timing for name in _SUMMARY for timing in item.children(name)]
    for timing in stated:
        read = _timing(timing, zone)
        if read is not None:
            begin, end = read
            found[begin] = end if begin not in found else found[begin] or end
    if len(found) > 1 and not item.raw.get("timings"):
        item.tell("dates-summed-up")
    days = [_days(*timing) for timing in found.items()]
    whole = [timing for timing in days if timing is not None]
    return sorted(found.items() if len(whole) < len(days) else whole, key=lambda pair: pair[0])


def _days(begin: Moment, end: Moment | None) -> Timing | None:
    """The whole days from midnight to midnight on the wall; None when the hours say more than days do."""
    if not isinstance(begin, datetime) or not isinstance(end, datetime) or begin.time() != _MIDNIGHT:
        return None
    if end.time().replace(second=0) == _LAST_MINUTE:
        return begin.date(), end.date() + timedelta(days=1)
    return (begin.date(), end.date()) if end.time() == _MIDNIGHT and end.date() > begin.date() else None


def _timing(timing: Item, zone: str) -> Timing | None:
    name, _ = timing.find("begin", "start")
    begin, end = wall(timing.text("begin", "start")), wall(timing.text("end"))
    if end is None and timing.text("end"):
        timing.tell("bad-value", "end", timing.raw.get("end"))
    try:
        if isinstance(begin, datetime):
            return moment(begin, zone), moment(end, zone) if isinstance(end, datetime) else None
    except OverflowError:
        pass
    timing.tell("missing-key" if name not in timing.raw else "bad-value", name, timing.raw.get(name, ""))
    return None


def audience(item: Item) -> tuple[str, ...]:
    """The ages an event is for, in French, as its readers are; nothing when it is for everybody."""
    age = item.child("age")
    if age is None:
        return ()
    youngest, oldest = age.whole("min") or 0, age.whole("max")
    if oldest is None or oldest >= NO_OLDEST or oldest < youngest:
        return (f"dès {youngest} ans",) if youngest > 0 else ()
    return (f"de {youngest} à {oldest} ans",) if youngest > 0 else (f"jusqu’à {oldest} ans",)


def accessibility(item: Item) -> tuple[str, ...]:
    """The codes that are stated as true, or listed."""
    value = item.raw.get("accessibility")
    if isinstance(value, dict):
        return tuple(code for code in ACCESSIBILITY if value.get(code) is True)
    return tuple(code for code in ACCESSIBILITY if code in item.words("accessibility"))


def image(item: Item, base: str) -> Image | None:
    """The picture with its credit: a file and the address of its folder, or in older exports an address."""
    _, value = item.find("originalImage", "image")
    if isinstance(value, dict):
        picture = Item(value, item.at("image"), item.notices)
        value = picture.text("base") + picture.text("filename") if picture.text("filename") else ""
    url = link(item, "image", clean(value), base) if isinstance(value, str) else ""
    return Image(url, credit=told(item, "imageCredits")[0]) if url else None


def location(item: Item) -> Place | None:
    """The place: an object, or in older exports fields of the event itself."""
    where = item.child("location") or item
    name = where.text("name", "locationName") if where is not item else where.text("locationName")
    spot = where.degrees("latitude", 90), where.degrees("longitude", 180)
    return place(name, where.text("address"), where.text("postalCode"), where.text("city"), spot)


def registration(item: Item) -> tuple[str, ...]:
    """The web addresses where people register; a phone number is told and left out."""
    found = []
    for kind, value, where in _registration(item):
        if kind == "phone" or (kind == "" and value.replace(" ", "").lstrip("+").isdigit()):
            where.tell("personal-phone", "value")
        elif "@" not in value and value.startswith(("http://", "https://", "www.")):
            found.append(f"https://{value}" if value.startswith("www.") else value)
        elif kind == "link" and "@" not in value:
            link(where, "value", value)
    return tuple(dict.fromkeys(found))


def _mailboxes(item: Item) -> str:
    """The mailbox to register at, when it is that of a role; a person's is told and left out."""
    found = []
    for _, value, where in _registration(item):
        if "@" in value and not value.startswith("http"):
            mailbox = value.removeprefix("mailto:").strip()
            if without_mailboxes(mailbox, lambda _: None) == mailbox:
                found.append(html.escape(mailbox))
            else:
                where.tell("personal-address", "value")
    return f"<p>Inscription : {', '.join(dict.fromkeys(found))}</p>" if found else ""


def _registration(item: Item) -> list[tuple[str, str, Item]]:
    name, value = item.find("registration", "registrationUrl")
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    found = []
    for index, entry in enumerate(value[:50] if isinstance(value, list) else []):
        raw: dict[str, Any] = entry if isinstance(entry, dict) else {"value": entry}
        where = Item(raw, f"{item.at(name)}[{index}]", item.notices)
        found.append((where.text("type").lower(), where.text("value"), where))
    return found
