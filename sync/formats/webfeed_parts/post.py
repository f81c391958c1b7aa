"""A post of a blog -> an Event, when its text states one date and no other. The date of publication never is one."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from federation.domain.event import Attendance, Event, Image, Moment, Place
from sync.formats.webfeed_parts.date_words import Hours, fold
from sync.formats.webfeed_parts.dates_in_text import Day
from sync.formats.webfeed_parts.event import urljoined, with_date
from sync.formats.webfeed_parts.item import Item
from sync.formats.webfeed_parts.moments import day, moment
from sync.formats.webfeed_parts.stated_dates import LONGEST, Stated, stated_date

_BREAKS = re.compile(
    r"<(?:br|/?(?:p|div|h[1-6]|ul|ol|li|tr|table|blockquote|section|header|figure|dt|dd))\b[^<>]*>", re.I
)
_TAGS = re.compile(r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_TIME = re.compile(r"<time\b([^<>]{0,300})>", re.IGNORECASE)
_DATETIME = re.compile(r"""\bdatetime\s*=\s*["']?([0-9][0-9T:+ .Z-]{7,34})""", re.IGNORECASE)
_OF_POST = re.compile(r"publi|updat|modif|entry-date|pubdate|posted|dateCreated", re.IGNORECASE)
_OF_END = re.compile(r"dt-end|endDate|dtend", re.IGNORECASE)
_WHERE = re.compile(
    r"^[\s*•·>-]{0,5}(?:lieu|ou|adresse|where|location|venue|place)\s?:[ ]{0,3}(\S[^\n]{1,200})$", re.MULTILINE
)
_IMG = re.compile(r"""<img\b[^<>]{0,1000}?\ssrc\s*=\s*["']?([^"'\s<>]{1,2000})""", re.IGNORECASE)
_DIGITS = re.compile(r"\d")


def event_of_post(item: Item, uid: str, zone: ZoneInfo, base: str) -> tuple[Event, Stated] | None:
    """The event a post tells of and the date found; None when its text does not state exactly one date."""
    if not (_DIGITS.search(item.title) or _DIGITS.search(item.text)):
        return None
    published = day(item.published or item.updated, zone) if item.published or item.updated else None
    text = lines_of(item.text)
    found = stated_date(plain(item.title), text, published, zone, _times(item.text, zone))
    if found is None:
        return None
    event = with_date(item, uid, zone, base, found.start, found.end)
    image = event.image or _picture(item, base)
    return replace(event, place=_place(text, event), image=image), found


def lines_of(text: str) -> str:
    """The beginning of an HTML text (or a plain one) as text, a line for each block."""
    text = text[: LONGEST * 2]
    if "<" in text:
        text = _BREAKS.sub("\n", text)
        text = _TAGS.sub("", text)
    return plain(text)


def plain(text: str) -> str:
    """Entities read, also those that were escaped twice."""
    return html.unescape(html.unescape(text)) if "&" in text else text


def _times(text: str, zone: ZoneInfo) -> tuple[Day, ...]:
    """The dates of `<time datetime>` elements, but those of the post itself; an end goes with the start before it."""
    if "<time" not in text:
        return ()
    days: list[Day] = []
    for element in _TIME.finditer(text[: LONGEST * 2]):
        told = _DATETIME.search(element[1])
        found = moment(told[1], zone) if told and not _OF_POST.search(element[1]) else None
        if found is None:
            continue
        if _OF_END.search(element[1]) and days:
            days[-1] = _until(days[-1], found)
        else:
            days.append(Day(_day(found), _day(found), _clock(found)))
    return tuple(days)


def _until(start: Day, end: Moment) -> Day:
    clock = _clock(end)
    if _day(end) == start.first and start.hours is not None:
        return Day(start.first, start.first, Hours(start.hours.start, clock.start if clock else None))
    return Day(start.first, max(start.first, _day(end)), start.hours, clock)


def _day(found: Moment) -> date:
    return found.date() if isinstance(found, datetime) else found


def _clock(found: Moment) -> Hours | None:
    return Hours((found.hour, found.minute)) if isinstance(found, datetime) else None


def _place(text: str, event: Event) -> Place | None:
    """The place, by the name on a line « Lieu : … » when the feed gives none and there is one such name."""
    if event.attendance is Attendance.ONLINE or (event.place is not None and event.place.name):
        return event.place
    folded = fold(text)
    names = {text[found.start(1) : found.end(1)].strip() for found in _WHERE.finditer(folded)}
    return replace(event.place or Place(), name=names.pop()) if len(names) == 1 else event.place


def _picture(item: Item, base: str) -> Image | None:
    found = _IMG.search(item.text[:LONGEST]) if "<img" in item.text else None
    return Image(urljoined(base, html.unescape(found[1]))) if found else None
