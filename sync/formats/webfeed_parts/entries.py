"""The entries of a feed -> records: which entry is which, which are events, what the operator is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from federation.domain.event import Event, Notice, Record
from federation.domain.identity import digest, uid_key
from federation.domain.zones import zone_named
from sync.formats.json_document import shown
from sync.formats.parsed import Context, Parsed
from sync.formats.webfeed_parts.event import event_of, start_text
from sync.formats.webfeed_parts.item import Item
from sync.formats.webfeed_parts.moments import moment
from sync.formats.webfeed_parts.post import event_of_post

_UNSEEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


class Reading:
    """One reading of entries into the `parsed` it is given; a format with an event module of its own extends it."""

    def __init__(self, context: Context, parsed: Parsed) -> None:
        self.context = context
        self.parsed = parsed
        self.zone = zone_named(context.zone) or ZoneInfo("UTC")
        self.guessed = 0
        self.without = 0
        self.contradicting: set[Notice] = set()

    def read(self, items: Iterable[Item], path: str) -> None:
        """Every entry; `path` is how the format calls one, for notices of those without a line."""
        unchanged: set[str] = set()
        unreadable: set[str] = set()
        for key, uid, item in self._apart(items):
            print_ = item.fingerprint(self.context.zone)
            if self.context.known.get(key) == print_:
                unchanged.add(key)
                continue
            event = self._event(item, uid, path)
            if event is not None:
                self.parsed.records.append(Record(key, event, None, print_))
            elif self.states(item):
                unreadable.add(key)
        self.parsed.unchanged = frozenset(unchanged)
        self.parsed.unreadable = frozenset(unreadable)
        self._tell()

    def states(self, item: Item) -> bool:
        """Whether the entry says by an event module when it takes place."""
        return bool(start_text(item))

    def stated(self, item: Item, uid: str, path: str) -> Event | None:
        """The event of such an entry; None, told as lost, when its start is no date."""

        def tell(code: str, name: str, value: str) -> None:
            lost = name in ("ev:startdate", "xcal:dtstart", "mec:startdate")
            self.parsed.notices.append(Notice(code, item.line, f"{path}/{name}", shown(value), lost))

        return event_of(item, uid, self.zone, self.context.url, tell)

    def _event(self, item: Item, uid: str, path: str) -> Event | None:
        if self.states(item):
            return self.stated(item, uid, path)
        found = event_of_post(item, uid, self.zone, self.context.url)
        if found is None:
            self.without += 1
            return None
        self.guessed += 1
        if found[1].contradicts:
            where = "" if item.line else f"{path}[id={shown(uid)[:80]}]"
            told = Notice("weekday-disagrees", item.line, where, found[1].start.isoformat()[:10])
            self.contradicting.add(told)
        return found[0]

    def _tell(self) -> None:
        """What is said once for the whole feed."""
        notices = self.parsed.notices
        if self.guessed:
            notices.append(Notice("date-from-text", value=str(self.guessed)))
        if self.without:
            notices.append(Notice("posts-without-date", value=str(self.without)))
        notices.extend(sorted(self.contradicting, key=lambda told: (told.value, told.line or 0, told.path)))

    def _apart(self, items: Iterable[Item]) -> Iterable[tuple[str, str, Item]]:
        """(key, uid, entry), one entry for each key whatever their order; those of one key and other starts apart."""
        named: dict[str, list[Item]] = {}
        for item in items:
            named.setdefault(_key(item), []).append(item)
        for key, same in named.items():
            if len(same) == 1:
                yield key, same[0].uid, same[0]
                continue
            for more, entries in _parted(same).items():
                chosen = max(entries, key=lambda item: (self._lateness(item), item.fingerprint()))
                self._tell_twice(key, entries, chosen)
                if more and chosen.uid:
                    uid = f"{chosen.uid}#{more}"
                    yield uid_key(uid), uid, chosen
                else:
                    yield (f"{key[:5]}{digest(key, more)}" if more else key), chosen.uid, chosen

    def _lateness(self, item: Item) -> float:
        """When the entry was last changed, as far as it says."""
        told = moment(item.updated or item.published, self.zone)
        if told is None:
            return 0.0
        return told.timestamp() if isinstance(told, datetime) else float(told.toordinal() - 719_163) * 86_400

    def _tell_twice(self, key: str, entries: list[Item], chosen: Item) -> None:
        for item in entries:
            if item is not chosen and item != chosen:
                self.parsed.notices.append(Notice("duplicate-id", item.line, value=shown(key), lost=True))


def _parted(same: list[Item]) -> dict[str, list[Item]]:
    """Entries of one key by the start they state; without a guid also by their title. One part needs no other name."""
    parts: dict[str, list[Item]] = {}
    for item in same:
        parts.setdefault(start_text(item) if item.uid else f"{start_text(item)} {item.title}", []).append(item)
    return parts if len(parts) > 1 else {"": same}


def _key(item: Item) -> str:
    """Its guid; else a fingerprint of its link, else of all it says."""
    if item.uid:
        item.uid = _UNSEEN.sub("", item.uid)
        return uid_key(item.uid)
    if item.link:
        return "url:" + digest(item.link)
    return "text:" + digest(item.title.casefold(), start_text(item)) if item.title else "text:" + item.fingerprint()
