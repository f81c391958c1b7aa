"""iCalendar (RFC 5545): bytes -> records. Finds the VEVENTs, skips those that are known, reads the others.

A VEVENT is read by the plain pass (`ics_plain`); what that does not understand goes, with all VEVENTs of its UID,
to the `icalendar` library (`ics_library`). A component that neither can read is lost with its line, alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from federation.domain import payload
from federation.domain.event import Notice, Record
from federation.domain.identity import uid_key
from sync.formats.ics_blocks import Block, split
from sync.formats.ics_calendar import Calendar, read_head
from sync.formats.ics_groups import Group, read_group
from sync.formats.ics_library import read_library
from sync.formats.ics_plain import Odd, read_plain
from sync.formats.ics_text import as_utf8, unescape, unfold
from sync.formats.ics_vevent import Vevent
from sync.formats.parsed import Context, Format, Parsed

MOST_RECORDS = 20_000
MOST_NOTICES = 500
MOST_ODD = 2_000
_MOST_ODD_BYTES = 500_000

_FOLDS = (b" ", b"\t")
_START = re.compile(rb"\nDTSTART[^:\n]*:(\d{8}(?:T\d{6})?)", re.I)


def sniff(body: bytes, media_type: str) -> bool:
    """Whether this is iCalendar: by its media type, or by how it begins."""
    if media_type.partition(";")[0].strip().lower() == "text/calendar":
        return True
    return b"BEGIN:VCALENDAR" in body[:2000].replace(b"\0", b"").upper()


def read(body: bytes, context: Context) -> Parsed:
    """All records of a calendar. Raises FormatError `empty`, `html` or `not-ics` when there is none in the body.

    At most `MOST_RECORDS` are read; of more, those that begin latest or repeat.
    """
    body, notices = as_utf8(body)
    found = split(body)
    calendars = [read_head(head, context.zone) for head in found.heads]
    parsed = Parsed(format="ics", notices=notices + found.notices, cut=bool(found.notices))
    _tell_heads(parsed, calendars)
    salts = [calendar.salt for calendar in calendars]
    groups = _few_enough(_grouped(found.blocks), parsed)
    known = _by_fingerprint(context.known)
    reader = _Reader(calendars)
    unchanged: dict[str, list[Block]] = {}
    records: dict[str, Record] = {}
    unreadable: set[str] = set()
    for blocks in groups:
        fingerprint = _fingerprint(blocks, salts)
        if fingerprint in known:
            unchanged.update((key, blocks) for key in known[fingerprint])
            continue
        group = reader.group(blocks, fingerprint)
        parsed.notices += group.notices
        _keep(records, group.records, parsed)
        if group.lost and (uid := _uid(blocks[0].text)):
            unreadable.add(uid_key(unescape(uid.decode("utf-8", "replace")).strip()))
    for key in records.keys() & unchanged.keys():  # two VEVENTs without UID for one event, one of them known
        fingerprint = context.known[key]
        group = reader.group(unchanged[key], fingerprint)
        _keep(records, [record for record in group.records if record.key == key], parsed)
        if records[key].fingerprint == fingerprint:
            del records[key]
        else:
            del unchanged[key]
    parsed.records = list(records.values())
    parsed.unchanged = frozenset(unchanged)
    parsed.unreadable = frozenset(unreadable)
    parsed.notices = _in_order(parsed.notices)
    return parsed


def _tell_heads(parsed: Parsed, calendars: list[Calendar]) -> None:
    for calendar in calendars:
        parsed.title = parsed.title or calendar.title
        parsed.producer = parsed.producer or calendar.producer
        parsed.refresh_after = parsed.refresh_after or calendar.refresh_after
        if calendar.unknown_zone:
            parsed.notices.append(Notice("zone-unknown", path="X-WR-TIMEZONE", value=calendar.unknown_zone[:200]))


# which VEVENTs belong together


def _grouped(blocks: Iterable[Block]) -> list[list[Block]]:
    groups: dict[bytes, list[Block]] = {}
    for number, block in enumerate(blocks):
        uid = _uid(block.text) or b"\0%d" % number
        if uid in groups:
            groups[uid].append(block)
        else:
            groups[uid] = [block]
    return list(groups.values())


def _uid(text: bytes) -> bytes:
    """The UID of a block, without reading the rest of it."""
    start = text.find(b"\nUID:")
    if start < 0 or b"\nBEGIN:" in text:
        return _uid_in(unfold(text))
    end = text.find(b"\n", start + 5)
    if end < 0:
        return text[start + 5 :].strip()
    if text[end + 1 : end + 2] in _FOLDS:
        return _uid_in(unfold(text))
    return text[start + 5 : end].strip()


def _uid_in(text: str) -> bytes:
    depth = 0
    for line in text.split("\n"):
        name, _, value = line.partition(":")
        name = name.partition(";")[0].upper()
        if name == "BEGIN":
            depth += 1
        elif name == "END":
            depth -= 1
        elif name == "UID" and depth == 0:
            return value.strip().encode()
    return b""


def _few_enough(groups: list[list[Block]], parsed: Parsed) -> list[list[Block]]:
    if len(groups) <= MOST_RECORDS:
        return groups
    parsed.notices.append(Notice("too-many", path="VEVENT", value=str(len(groups)), lost=True))
    return sorted(groups, key=_lateness)[-MOST_RECORDS:]


def _lateness(blocks: list[Block]) -> tuple[bytes, bytes]:
    if any(b"\nRRULE" in block.text or b"\nRDATE" in block.text for block in blocks):
        return b"9", max(block.text for block in blocks)
    starts = [found[1] if (found := _START.search(block.text)) else b"" for block in blocks]
    return max(starts), max(block.text for block in blocks)


# which of them are known


def _by_fingerprint(known: Mapping[str, str]) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = {}
    for key, fingerprint in known.items():
        keys.setdefault(fingerprint, []).append(key)
    return keys


def _fingerprint(blocks: list[Block], salts: list[bytes]) -> str:
    """A digest of what was sent for a UID, whatever its place in the file."""
    if len(blocks) == 1:
        return _digest(blocks[0], salts)
    parts = sorted(_digest(block, salts) for block in blocks)
    return blake2b("".join(parts).encode(), digest_size=16).hexdigest()


def _digest(block: Block, salts: list[bytes]) -> str:
    text, _, calendar = block
    stamp = text.find(b"\nDTSTAMP")  # moves at each answer of some software, without a change
    if stamp >= 0:
        text = text[:stamp] + text[text.find(b"\n", stamp + 1) :]
    return blake2b(salts[calendar] + text, digest_size=16).hexdigest()


# reading


class _Reader:
    """Reads the VEVENTs of a UID; the library is slow, so it is asked a limited number of times in one body."""

    def __init__(self, calendars: list[Calendar]) -> None:
        self.calendars = calendars
        self.odd_left = MOST_ODD

    def group(self, blocks: list[Block], fingerprint: str) -> Group:
        try:
            vevents = [(read_plain(unfold(block.text), block.line), self.calendars[block.calendar]) for block in blocks]
        except Odd:
            return self._odd(blocks, fingerprint)
        return read_group(vevents, fingerprint)

    def _odd(self, blocks: list[Block], fingerprint: str) -> Group:
        vevents: list[tuple[Vevent, Calendar]] = []
        lost: list[Notice] = []
        whole_lost = False
        for block in blocks:
            self.odd_left -= 1
            asked = self.odd_left >= 0 and len(block.text) <= _MOST_ODD_BYTES
            vevent = read_library(block.text, block.line) if asked else None
            if vevent is None:
                lost.append(Notice("component-broken", block.line, "VEVENT", lost=True))
                whole_lost |= b"\nRECURRENCE-ID" not in block.text
            else:
                vevents.append((vevent, self.calendars[block.calendar]))
        group = read_group(vevents, fingerprint) if vevents else Group()
        group.lost |= whole_lost
        group.notices += lost
        return group


def _keep(records: dict[str, Record], new: list[Record], parsed: Parsed) -> None:
    for record in new:
        other = records.get(record.key)
        if other is not None:
            parsed.notices.append(Notice("uid-twice", path="UID", value=record.key[:200]))
            record = max(record, other, key=payload.dump)
        records[record.key] = record


def _in_order(notices: list[Notice]) -> list[Notice]:
    """Notices by line, as many as anybody reads; those that tell of a loss go before the others."""
    ordered = sorted(
        set(notices), key=lambda notice: (notice.line or 0, notice.code, notice.path, notice.value, notice.lost)
    )
    if len(ordered) <= MOST_NOTICES:
        return ordered
    kept = sorted(ordered, key=lambda notice: not notice.lost)[:MOST_NOTICES]
    return [*kept, Notice("more-notices", value=str(len(ordered) - MOST_NOTICES))]


FORMAT = Format("ics", "text/calendar", sniff, read)
