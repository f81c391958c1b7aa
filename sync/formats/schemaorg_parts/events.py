"""Items of schema.org -> records of events: which are events, what they say, and the keys they go by."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from federation.domain.event import Event, Notice, Record
from federation.domain.zones import zone_named
from sync.formats.json_document import shown
from sync.formats.parsed import Context, Parsed
from sync.formats.revision import revised_at
from sync.formats.schemaorg_parts.drafts import (
    Draft,
    canonical,
    distinct,
    fingerprint,
    key_of,
    keyed,
    plain,
    untracked,
)
from sync.formats.schemaorg_parts.fields import audience, categories, image, language, licence, organiser, status
from sync.formats.schemaorg_parts.items import Found, Item
from sync.formats.schemaorg_parts.offers import price, registration
from sync.formats.schemaorg_parts.place import where
from sync.formats.schemaorg_parts.schedule import Timing, timings
from sync.formats.web_page_parts.moments import length, span, told, wall
from sync.formats.web_page_parts.tree import joined

MAX_EVENTS = 5_000
"""Of one page."""

_EVENTS = frozenset({"CourseInstance", "EventSeries", "Festival", "Hackathon"})
_NO_EVENTS = frozenset({"DeliveryEvent"})
_MENTIONED = frozenset({"about", "mentions", "recordedAt", "releasedEvent", "subjectOf", "superEvent"})
"""Properties that lead to an event without announcing it: one without a date is no loss there."""

_SUB = frozenset({"subEvent", "subEvents"})
_MOST_LINKS = 20
_UNSEEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")  # no database takes some of these as a key


def is_event(item: Item) -> bool:
    """Whether an item is an event of any kind: Event, its subtypes, and types of others' that end in Event."""
    return any((name.endswith("Event") or name in _EVENTS) and name not in _NO_EVENTS for name in item.types)


class Reading:
    """The reading of a page's items, into the `parsed` it is given."""

    def __init__(self, context: Context, base: str, parsed: Parsed) -> None:
        self.context = context
        self.base = base
        self.parsed = parsed
        self.drafts: list[Draft] = []
        self.undated: list[str] = []
        self.unread: list[str] = []

    def add(self, found: Found, front: int) -> None:
        """The events among the items that one syntax gave; `undated` takes the addresses of those without a date."""
        for item, whence in found.walk():
            if is_event(item):
                self._take(item, whence, front)

    def finish(self, page_url: str) -> None:
        """Gives each event its key; the only one of a page goes by the page's address when it has none of its own."""
        drafts = distinct(self.drafts)
        self._spare(drafts, page_url)
        if len(drafts) == 1 and not drafts[0].base and page_url and urlsplit(page_url).path not in ("", "/"):
            event = replace(drafts[0].event, url=page_url)
            drafts = [replace(drafts[0], base=canonical(page_url), event=event)]
        if len(drafts) > MAX_EVENTS:
            self.parsed.notices.append(Notice("too-many-events", value=str(len(drafts)), lost=True))
            self.parsed.cut = True
        records = [
            Record(key, draft.event, draft.recurrence, fingerprint(draft)) for key, draft in keyed(drafts[:MAX_EVENTS])
        ]
        known = self.context.known
        self.parsed.records = [record for record in records if known.get(record.key) != record.fingerprint]
        self.parsed.unchanged = frozenset(
            record.key for record in records if known.get(record.key) == record.fingerprint
        )

    def _spare(self, drafts: list[Draft], page_url: str) -> None:
        """Has what the hub holds of events whose dates cannot be read stay: they are announced all the same.

        Without an address or identifier of its own nobody knows which event it is, unless it is alone on its page.
        """
        unread = self.unread
        if unread == [""] and not drafts and urlsplit(page_url).path not in ("", "/"):
            unread = [canonical(page_url)]
        told = {draft.base for draft in drafts}
        self.parsed.unreadable = frozenset(key_of(base) for base in unread if base and base not in told)
        self.parsed.cut |= any(not base or base in told for base in unread)

    def _take(self, item: Item, whence: tuple[Item, str] | None, front: int) -> None:
        outer = _outer(item, whence)
        if "EventSeries" in item.types and not _announces(item):
            return
        try:
            found = self._timings(item, whence)
        except (OverflowError, ValueError):
            self._tell(item, "start-unreadable", item.text("startDate"), "startDate", lost=True)
            return
        if found:
            parts = self._parts(item, outer)
            base = self._base(item)
            self.drafts += [
                Draft(base, Event(**parts, start=one.start, end=one.end, zone=one.zone), one.recurrence, front)
                for one in found
            ]

    def _timings(self, item: Item, whence: tuple[Item, str] | None) -> list[Timing]:
        def tell(code: str, value: str) -> None:
            self._tell(item, code, value, lost=code == "start-missing")

        if item.items("eventSchedule"):
            return timings(item, self.context.zone, tell)
        text = item.text("startDate")
        if not text:
            self._undated(item, whence)
            return []
        start = wall(text)
        if start is None:
            self._tell(item, "start-unreadable", text, "startDate", lost=True)
            return []
        end = self._read(item, "endDate", wall)
        lasts = None if end else self._read(item, "duration", length)
        zone = zone_named(self.context.zone) or ZoneInfo("UTC")
        return [Timing(*span(start, end, lasts, zone, tell), self.context.zone)]

    def _read(self, item: Item, name: str, reader: Any) -> Any:
        """A value that may be missing; one that cannot be read is told."""
        text = item.text(name)
        value = reader(text) if text else None
        if text and value is None:
            self._tell(item, "bad-value", text, name)
        return value

    def _undated(self, item: Item, whence: tuple[Item, str] | None) -> None:
        """An event without a date: a link to its own page, a mere mention, or a loss."""
        url = self._address(item)
        if url and plain(url) != plain(self.context.url):
            self.undated.append(url)
        elif not (whence and whence[1] in _MENTIONED) and not item.items(*_SUB):
            self._tell(item, "start-missing", item.text("name"), lost=True)

    def _parts(self, item: Item, outer: Item | None) -> dict[str, Any]:
        """All that an event says besides its times; what it leaves out of name, place and organiser its series says."""
        told_by = [item] if outer is None else [item, outer]
        place, online, attendance = next((one for one in map(where, told_by) if any(one)), where(item))
        by, unclear = next((one for one in map(organiser, told_by) if one[0]), organiser(item))
        if unclear:
            self._tell(item, "organiser-left-out", "")
        picture = image(item)
        url = self._address(item)
        return {
            "title": next((name for one in told_by if (name := one.text("name", "headline", "alternateName"))), ""),
            "uid": "" if url else _identifier(item),
            "url": url,
            "description": next(iter(item.texts("description")), ""),
            "status": status(item),
            "attendance": attendance,
            "place": place,
            "online_url": joined(self.base, online),
            "categories": categories(item),
            "audience": audience(item),
            "language": language(item),
            "price": price(item),
            "registration_url": joined(self.base, registration(item)),
            "organiser": None if by is None else replace(by, url=joined(self.base, by.url)),
            "image": None if picture is None else replace(picture, url=joined(self.base, picture.url)),
            "licence": licence(item),
            "previous_start": self._previous(item),
            "updated": revised_at(item.text("dateModified")),
            "links": tuple(dict.fromkeys(joined(self.base, link) for link in item.texts("sameAs")[:_MOST_LINKS])),
        }

    def _previous(self, item: Item) -> Any:
        when = self._read(item, "previousStartDate", wall)
        return None if when is None else told(when, zone_named(self.context.zone) or ZoneInfo("UTC"))

    def _address(self, item: Item) -> str:
        """The page of an event, without what only tracks readers; "" when it names none."""
        told_at = item.text("url") or _page_of(item) or (item.id if item.id.startswith(("http://", "https://")) else "")
        return untracked(joined(self.base, told_at.replace("&amp;", "&"))) if told_at else ""

    def _base(self, item: Item) -> str:
        url = self._address(item)
        if url and (":" not in url.split("/", 1)[0] or url.startswith(("http://", "https://"))):
            return _UNSEEN.sub("", canonical(url))
        identifier = _UNSEEN.sub("", _identifier(item))
        return f"id:{identifier}" if identifier else ""

    def _tell(self, item: Item, code: str, value: str, name: str = "", *, lost: bool = False) -> None:
        self.parsed.notices.append(Notice(code, item.line, item.at(name), shown(value), lost))
        if lost and ((base := self._base(item)) or code == "start-unreadable"):
            self.unread.append(base)


def _page_of(item: Item) -> str:
    """The address in `mainEntityOfPage`, which may be text, a reference, or the page described."""
    value = next(iter(item.values("mainEntityOfPage")), "")
    address = value if isinstance(value, str) else value.text("url") or value.id
    return address if "/" in address else ""


def _identifier(item: Item) -> str:
    value = next(iter(item.values("identifier")), "")
    text = value if isinstance(value, str) else value.text("value", "name")
    return "" if text.startswith(("http://", "https://")) else " ".join(text.split())[:500]


def _outer(item: Item, whence: tuple[Item, str] | None) -> Item | None:
    """The event or series that an event is part of."""
    if whence is not None and whence[1] in _SUB and is_event(whence[0]):
        return whence[0]
    return next((outer for outer in item.items("superEvent") if outer is not item), None)


def _announces(series: Item) -> bool:
    """Whether a series has dates of its own, rather than those of its events."""
    if not series.values("startDate") and not series.values("eventSchedule"):
        return False
    return not any(one.values("startDate", "eventSchedule") for one in series.items(*_SUB))
