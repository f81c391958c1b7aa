"""A body -> its VEVENT blocks and what stands around them, by searching bytes only: nothing is read yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, islice
from typing import NamedTuple

from federation.domain.event import Notice
from sync.formats.ics_parts.quoted import has_quoted, unquoted
from sync.quirks import SEVERAL_CALENDARS, TRUNCATED

_BEGIN, _END = b"\nBEGIN:VEVENT", b"\nEND:VEVENT"
_BEGIN_CALENDAR, _END_CALENDAR = b"BEGIN:VCALENDAR", b"END:VCALENDAR"
_CALENDAR_LINE = re.compile(rb"^BEGIN:VCALENDAR", re.MULTILINE)
_ODD_BEGIN = re.compile(rb"(?:^|\r)[ \t]*BEGIN[ \t]*:[ \t]*VEVENT\b", re.M | re.I)
_MOST_NOTICES = 1_000
_MOST_CALENDARS = 20_000
"""Whose heads are read, each in 50 µs; events of further ones are read as those of a calendar that says nothing."""


class Block(NamedTuple):
    """The lines of a VEVENT after its BEGIN and before its END, each after its line end.

    `number` is its place among the VEVENTs of the body (from 0), `calendar` says which VCALENDAR holds it.
    """

    text: bytes
    number: int
    calendar: int


@dataclass
class Blocks:
    """The whole VEVENTs of a body, what stands around them in each VCALENDAR, and what is cut off.

    `pieces` are what follows each BEGIN until the next one, `tail` is how nearly all of them end: with the END of
    their VEVENT and nothing behind it. Most VEVENTs are known by their piece, and nothing else of them is asked;
    `text` and `block` take one apart. `numbers` are those of the whole ones: the `plain` ones end so, the `others`
    otherwise. `calendars` has one for each piece.
    """

    body: bytes
    pieces: list[bytes]
    tail: bytes = _END
    quoted: bool = False
    numbers: Sequence[int] = ()
    plain: Sequence[int] = ()
    others: Sequence[int] = ()
    calendars: list[int] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    _counted: tuple[int, int] = (0, 1)
    _beyond: set[int] = field(default_factory=set)

    def text(self, number: int) -> bytes:
        """The lines of one of them; what is quoted-printable in it is made plain, and noted in `quoted`."""
        text, _, rest = self.pieces[number].partition(_END)
        if len(rest) > 3:
            self._beyond.add(number)
        if not has_quoted(text):
            return text
        self.quoted = True
        return unquoted(text)

    def block(self, number: int) -> Block:
        """One of them."""
        return Block(self.text(number), number, self.calendars[number])

    @property
    def blocks(self) -> list[Block]:
        """All of them, in the order of the body."""
        return list(map(self.block, self.numbers))

    def unread(self) -> list[Notice]:
        """Of VEVENTs that are none, for their BEGIN is not written as others': they stand behind those asked for."""
        return _between(self.body, [self.pieces[number].partition(_END)[2] for number in sorted(self._beyond)])

    def line_in_head(self, calendar: int, start: bytes = b"") -> int | None:
        """The line of a VCALENDAR, or the first in it that begins with these bytes; None when there is none."""
        if calendar >= len(self._calendars_at):
            return None
        begin, line = self._calendars_at[calendar]
        if not start:
            return line
        following = self._calendars_at[calendar + 1 : calendar + 2]
        place = self.body.find(b"\n" + start, begin, following[0][0] if following else None)
        return None if place < 0 else line + self.body.count(b"\n", begin, place + 1)

    def line(self, number: int) -> int:
        """The line (1-based) of a BEGIN; lines are counted on from the one asked before, as few are ever asked."""
        (place, line), start = self._counted, self.starts[number]
        if start < place:
            return self._lines[number]  # asked at random: counting anew each time would take for ever
        self._counted = start, line + self.body.count(b"\n", place, start)
        return self._counted[1]

    @cached_property
    def starts(self) -> list[int]:
        """The places of all BEGINs in the body, in bytes."""
        ends = accumulate((len(_BEGIN) + len(piece) for piece in reversed(self.pieces)), initial=-1)
        return [len(self.body) - end for end in ends][:0:-1]

    @cached_property
    def _lines(self) -> list[int]:
        return _lines_at(self.body, self.starts)

    @cached_property
    def _calendars_at(self) -> list[tuple[int, int]]:
        """Where the VCALENDARs stand whose heads are read: place and line of each, counted in one walk."""
        places = [found.start() for found in islice(_CALENDAR_LINE.finditer(self.body), _MOST_CALENDARS)]
        return list(zip(places, _lines_at(self.body, places), strict=True))


def split(body: bytes) -> Blocks:
    """The blocks of a body. A VEVENT without its END is lost with a notice; so is what follows a cut."""
    headless = body.startswith(_BEGIN[1:])
    before, *pieces = (b"\n" + body if headless else body).split(_BEGIN)
    tail = _END + b"\r" if pieces and pieces[0].endswith(b"\r") else _END
    found = Blocks(body, pieces, tail)
    around, cut = [before], []
    calendars = before.count(_BEGIN_CALENDAR)
    odd = [number for number, piece in enumerate(pieces) if not piece.endswith(tail)]
    for number in odd:
        found.calendars += [max(calendars - 1, 0)] * (number + 1 - len(found.calendars))
        _, end, rest = pieces[number].partition(_END)
        if not end:
            cut.append(number)
            piece = pieces[number]
            rest = piece[piece.find(b"\n" + _BEGIN_CALENDAR) :] if _BEGIN_CALENDAR in piece else b""
        if len(rest) > 3:
            around.append(rest)
            calendars += rest.count(_BEGIN_CALENDAR)
    found.calendars += [max(calendars - 1, 0)] * (len(pieces) - len(found.calendars))
    found.numbers, found.plain = _without(len(pieces), cut), _without(len(pieces), odd)
    found.others = sorted(set(odd).difference(cut))
    found.heads = _heads(b"\n".join(around))
    if calendars > _MOST_CALENDARS:
        found.calendars = [min(number, _MOST_CALENDARS) for number in found.calendars]
    found.notices = _notices(body, [found.starts[number] for number in cut[:_MOST_NOTICES]], calendars)
    found.notices += _between(body, around[:1])
    return found


def _between(body: bytes, around: list[bytes]) -> list[Notice]:
    """Tells of VEVENTs that are none, for their BEGIN is written otherwise: they are lost."""
    odd = [mark[0] for part in around for mark in _ODD_BEGIN.finditer(part)][:_MOST_NOTICES]
    return [
        Notice("component-broken", line, "VEVENT", mark.decode("ascii").strip(), lost=True)
        for mark, line in zip(odd, _lines_at(body, _places(body, odd)), strict=True)
    ]


def _places(body: bytes, marks: list[bytes]) -> list[int]:
    """Where each of some marks, which follow one another, stands in a body."""
    places, last = [], 0
    for mark in marks:
        last = max(body.find(mark, last), last)
        places.append(last)
        last += len(mark)
    return places


def _without(count: int, some: list[int]) -> Sequence[int]:
    """The numbers below `count`, without some of them that are in order; mostly that is the last one, or none."""
    if some and (len(some) > 1 or some[0] != count - 1):
        return sorted(set(range(count)).difference(some))
    return range(count - len(some))


def _notices(body: bytes, cut: list[int], calendars: int) -> list[Notice]:
    notices = [TRUNCATED.notice(line, "VEVENT", lost=True) for line in _lines_at(body, cut)]
    if calendars > 1:
        notices.append(SEVERAL_CALENDARS.notice(value=str(calendars)))
    if body.find(_BEGIN_CALENDAR, max(body.rfind(_END_CALENDAR), 0)) >= 0:
        notices.append(Notice("cut-off", body.count(b"\n") + 1, lost=True))
    return notices


def _lines_at(body: bytes, places: Iterable[int]) -> list[int]:
    """The lines (1-based) of places in a body that follow one another."""
    lines, line, last = [], 1, 0
    for place in places:
        line += body.count(b"\n", last, place)
        lines.append(line)
        last = place
    return lines


def _heads(around: bytes) -> list[bytes]:
    """One for each VCALENDAR, at least one, an empty one for all too many; what stands before the first is of none."""
    _, *heads = around.split(_BEGIN_CALENDAR, _MOST_CALENDARS + 1)
    found = [_BEGIN_CALENDAR + head for head in heads[:_MOST_CALENDARS]]
    return [*found, b""] if len(heads) > len(found) or not found else found
