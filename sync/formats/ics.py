"""iCalendar (RFC 5545): bytes -> records. Finds the VEVENTs, skips those that are known, reads the others.

A VEVENT is read by the plain pass (`ics_parts/plain`); what that does not understand goes, with all VEVENTs of its UID,
to the `icalendar` library (`ics_parts/library`). A component that neither can read is lost with its line, alone.
"""

from __future__ import annotations

from federation.domain import payload
from federation.domain.event import Notice, Record
from sync.formats.ics_parts.blocks import Block, Blocks, split
from sync.formats.ics_parts.calendar import Calendar, read_head
from sync.formats.ics_parts.groups import Group, read_group
from sync.formats.ics_parts.lines import placed
from sync.formats.ics_parts.plain import read_plain
from sync.formats.ics_parts.properties import Odd
from sync.formats.ics_parts.text import (
    from_windows,
    has_cr_alone,
    has_odd_marks,
    unfold,
    usual,
    with_usual_marks,
    without_cr_alone,
)
from sync.formats.ics_parts.uids import fingerprint_of, key_of, lateness, sift, uid_of
from sync.formats.ics_parts.vevent import Vevent
from sync.formats.ics_parts.vtimezones import Explainer
from sync.formats.parsed import Context, Format, Parsed, few
from sync.quirks import (
    LINE_ENDS,
    QUOTED_PRINTABLE,
    REQUIRED_MISSING,
    SAME_UID,
    WRONG_CHARSET,
    ZONE_DISAGREES,
    told_once,
)

MOST_RECORDS = 20_000
MOST_ODD = 2_000
"""VEVENTs of one body that the library is asked to read: it takes a millisecond for each."""
_GLUED = {"component-broken", "property-twice", "truncated"}
"""What a VEVENT shows, among others, whose lines end with CR alone or whose BEGIN or END is in lower case."""
_MOST_ODD_BYTES = 500_000  # of one VEVENT
_MOST_ODD_LINES = 60_000  # of all together


def sniff(body: bytes, media_type: str) -> bool:
    """Whether this is iCalendar: by its media type, or by how it begins."""
    if media_type.partition(";")[0].strip().lower() == "text/calendar":
        return True
    start = body[:2000].replace(b"\0", b"").upper()
    return b"BEGIN:VCALENDAR" in start or start.removeprefix(b"\xef\xbb\xbf").startswith(b"BEGIN:VEVENT")


def read(body: bytes, context: Context) -> Parsed:
    """All records of a calendar. Raises FormatError `empty`, `html` or `not-ics` when there is none in the body.

    At most `MOST_RECORDS` are read; of more, those that begin latest or repeat.
    """
    body, notices = usual(body)
    parsed = _read_as_text(body, context, notices)
    if any(notice.code in _GLUED for notice in parsed.notices):
        parsed = _unglued(body, context, notices) or parsed
    parsed.notices = _in_order(notices + parsed.notices)
    return parsed


def _unglued(body: bytes, context: Context, notices: list[Notice]) -> Parsed | None:
    """What a body says whose VEVENTs do not begin and end as usual; None when they do."""
    glued = has_cr_alone(body)
    if glued:
        notices.append(LINE_ENDS.notice(value="CR"))
        body = without_cr_alone(body)
    if has_odd_marks(body):
        return _read_as_text(with_usual_marks(body), context, notices)
    return _read_as_text(body, context, notices) if glued else None


def _read_as_text(body: bytes, context: Context, notices: list[Notice]) -> Parsed:
    try:
        return _read(body, context)
    except UnicodeDecodeError:
        notices.append(WRONG_CHARSET.notice(value="windows-1252"))
        return _read(from_windows(body), context)


def _read(body: bytes, context: Context) -> Parsed:
    """All records of a calendar in UTF-8; raises UnicodeDecodeError when what has to be read of it is not."""
    found = split(body)
    parsed = Parsed(format="ics", notices=found.notices, cut=any(notice.lost for notice in found.notices))
    calendars = [read_head(head, context.zone) for head in found.heads]
    explainer = Explainer()
    for calendar in calendars:
        calendar.explainer = explainer
    _tell_heads(parsed, calendars, found)
    _Reading(parsed, found, calendars, context).read()
    unread = found.unread()
    parsed.notices += unread
    parsed.cut |= bool(unread)
    if found.quoted:
        parsed.notices.append(QUOTED_PRINTABLE.notice())
    return parsed


def _tell_heads(parsed: Parsed, calendars: list[Calendar], found: Blocks) -> None:
    for number, calendar in enumerate(calendars):
        parsed.title = parsed.title or calendar.title
        parsed.producer = parsed.producer or calendar.producer
        parsed.refresh_after = parsed.refresh_after or calendar.refresh_after
        if calendar.unknown_zone:
            line = found.line_in_head(number, b"X-WR-TIMEZONE")
            parsed.notices.append(Notice("unknown-zone", line, "X-WR-TIMEZONE", calendar.unknown_zone[:200]))
        for name in calendar.missing:
            parsed.notices.append(REQUIRED_MISSING.notice(found.line_in_head(number), name, name))
        for tzid in calendar.disagreeing:
            line = found.line_in_head(number, b"TZID:" + tzid.encode())
            parsed.notices.append(ZONE_DISAGREES.notice(line, "VTIMEZONE", tzid))


def _few_enough(groups: list[list[Block]], parsed: Parsed) -> list[list[Block]]:
    if len(groups) <= MOST_RECORDS:
        return groups
    parsed.notices.append(Notice("too-many-events", path="VEVENT", value=str(len(groups)), lost=True))
    return sorted(groups, key=lateness)[-MOST_RECORDS:]


class _Reading:
    """The VEVENTs of one body, being read."""

    def __init__(self, parsed: Parsed, found: Blocks, calendars: list[Calendar], context: Context) -> None:
        self.parsed = parsed
        self.found = found
        self.calendars = calendars
        self.salts = [calendar.salt for calendar in calendars]
        self.known = context.known
        self.records: dict[str, Record] = {}
        self.unchanged: set[str] = set()
        self.odd_left = MOST_ODD
        self.odd_lines_left = _MOST_ODD_LINES

    def read(self) -> None:
        """Tells in `parsed` the records that are new or changed, and the keys of the others."""
        few = len(self.found.numbers) <= MOST_RECORDS  # of too many, the known ones are chosen from as well
        sifted = sift(self.found, self.salts, self.known if few else {})
        prints = frozenset(self.known.values())
        same: dict[str, list[Block]] = {}
        unreadable: set[str] = set()
        for blocks in _few_enough(sifted.groups, self.parsed):
            fingerprint = fingerprint_of(blocks, self.salts)
            if fingerprint in prints:
                same[fingerprint] = blocks
                continue
            group = self._group(blocks, fingerprint)
            self._keep(group.records)
            if group.notices:
                self.parsed.notices += placed(group.notices, blocks, self.found.line)
            if group.lost and (uid := uid_of(blocks[0].text)):
                unreadable.add(key_of(uid))
        self.unchanged = set(sifted.alone)
        if same:
            self.unchanged.update(key for key, known in self.known.items() if known in same)
        self._settle(sifted.alone, same)
        self.parsed.records = list(self.records.values())
        self.parsed.unchanged = frozenset(self.unchanged)
        self.parsed.unreadable = frozenset(unreadable)

    def _keep(self, new: list[Record]) -> None:
        for record in new:
            other = self.records.get(record.key)
            if other is not None:
                self.parsed.notices.append(SAME_UID.notice(path="UID", value=record.key))
            self.records[record.key] = record if other is None else max(record, other, key=payload.dump)

    def _settle(self, alone: dict[str, int], same: dict[str, list[Block]]) -> None:
        """Two VEVENTs without UID may tell of one event; when one of them is known, it is read again to choose."""
        for key in self.records.keys() & self.unchanged:
            known = self.known[key]
            group = self._group(same[known] if known in same else [self.found.block(alone[key])], known)
            self._keep([record for record in group.records if record.key == key])
            if self.records[key].fingerprint == known:
                del self.records[key]
            else:
                self.unchanged.remove(key)

    def _group(self, blocks: list[Block], fingerprint: str) -> Group:
        try:
            vevents = [
                (read_plain(unfold(block.text), block.number), self.calendars[block.calendar]) for block in blocks
            ]
        except Odd:
            return self._odd_group(blocks, fingerprint)
        return read_group(vevents, fingerprint)

    def _odd_group(self, blocks: list[Block], fingerprint: str) -> Group:
        from sync.formats.ics_parts.library import read_library  # few calendars ever need `icalendar`

        vevents: list[tuple[Vevent, Calendar]] = []
        lost: list[Block] = []
        for block in blocks:
            self.odd_left -= 1
            lines = block.text.count(b"\n")
            asked = self.odd_left >= 0 and len(block.text) <= _MOST_ODD_BYTES and lines <= self.odd_lines_left
            self.odd_lines_left -= lines if asked else 0
            vevent = read_library(unfold(block.text), block.number) if asked else None
            if vevent is None:
                lost.append(block)
            else:
                vevents.append((vevent, self.calendars[block.calendar]))
        group = read_group(vevents, fingerprint) if vevents else Group()
        group.lost |= any(b"\nRECURRENCE-ID" not in block.text for block in lost)
        group.notices += [Notice("component-broken", block.number, "VEVENT", lost=True) for block in lost]
        return group


def _in_order(notices: list[Notice]) -> list[Notice]:
    """Notices by line, as many as anybody reads; those that tell of a loss go before the others."""
    if not notices:
        return []
    ordered = sorted(
        set(notices), key=lambda notice: (notice.line or 0, notice.code, notice.path, notice.value, notice.lost)
    )
    return few(told_once(ordered))


FORMAT = Format("ics", "text/calendar", sniff, read)
