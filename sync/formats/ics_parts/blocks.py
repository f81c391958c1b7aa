"""A body -> its VEVENT blocks and what stands around them, by searching bytes only: nothing is read yet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from federation.domain.event import Notice
from sync.quirks import SEVERAL_CALENDARS, TRUNCATED

_BEGIN, _END = b"\nBEGIN:VEVENT", b"\nEND:VEVENT"
_BEGIN_CALENDAR, _END_CALENDAR = b"BEGIN:VCALENDAR", b"END:VCALENDAR"
_CALENDAR_LINE = re.compile(rb"^BEGIN:VCALENDAR", re.MULTILINE)
_MOST_NOTICES = 1_000


class Block(NamedTuple):
    """The lines of a VEVENT after its BEGIN and before its END, each after its line end.

    `line` is that of its BEGIN (1-based), `calendar` says which VCALENDAR holds it.
    """

    text: bytes
    line: int
    calendar: int


@dataclass
class Blocks:
    """The whole VEVENTs of a body, what stands around them in each VCALENDAR, and what is cut off.

    `texts`, `starts` and `calendars` are the parts of each block; `block` puts them together, for most VEVENTs are
    known by their text and nothing else of them is asked. `starts` are the places of BEGIN in `body`, in bytes.
    """

    body: bytes
    texts: list[bytes] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    calendars: list[int] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    _counted: tuple[int, int] = (0, 1)

    def block(self, number: int) -> Block:
        """One of them, counted from 0."""
        return Block(self.texts[number], self._line(number), self.calendars[number])

    @property
    def blocks(self) -> list[Block]:
        """All of them, in the order of the body."""
        return list(map(self.block, range(len(self.texts))))

    def line_in_head(self, calendar: int, start: bytes = b"") -> int | None:
        """The line of a VCALENDAR, or the first in it that begins with these bytes; None when there is none."""
        for number, found in enumerate(_CALENDAR_LINE.finditer(self.body)):
            if number == calendar:
                place = self.body.find(b"\n" + start, found.start()) + 1 if start else found.start()
                return _lines_at(self.body, [place])[0] if place or not start else None
        return None

    def _line(self, number: int) -> int:
        """The line of a block; lines are counted on from the block that was asked before, as few are ever asked."""
        (place, line), start = self._counted, self.starts[number]
        if start < place:
            return self._lines[number]  # asked at random: counting anew each time would take for ever
        self._counted = start, line + self.body.count(b"\n", place, start)
        return self._counted[1]

    @cached_property
    def _lines(self) -> list[int]:
        return _lines_at(self.body, self.starts)


def split(body: bytes) -> Blocks:
    """The blocks of a body. A VEVENT without its END is lost with a notice; so is what follows a cut."""
    found = Blocks(body)
    headless = body.startswith(_BEGIN[1:])
    before, *pieces = (b"\n" + body if headless else body).split(_BEGIN)
    around, cut = [before], []
    calendars = before.count(_BEGIN_CALENDAR)
    start = 0 if headless else len(before) + 1
    for piece in pieces:
        text, end, rest = piece.partition(_END)
        if end:
            found.texts.append(text)
            found.starts.append(start)
            found.calendars.append(calendars - 1 if calendars else 0)
        else:
            cut.append(start)
            rest = piece[piece.find(b"\n" + _BEGIN_CALENDAR) :] if _BEGIN_CALENDAR in piece else b""
        if len(rest) > 3:
            around.append(rest)
            calendars += rest.count(_BEGIN_CALENDAR)
        start += len(_BEGIN) + len(piece)
    found.heads = _heads(b"\n".join(around))
    found.notices = _notices(body, cut[:_MOST_NOTICES], calendars)
    return found


def _notices(body: bytes, cut: list[int], calendars: int) -> list[Notice]:
    notices = [TRUNCATED.notice(line, "VEVENT", lost=True) for line in _lines_at(body, cut)]
    if calendars > 1:
        notices.append(SEVERAL_CALENDARS.notice(value=str(calendars)))
    if body.rfind(_END_CALENDAR) < body.rfind(_BEGIN_CALENDAR):
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
    """One for each VCALENDAR, at least one; what stands before the first belongs to none."""
    _, *heads = around.split(_BEGIN_CALENDAR)
    return [_BEGIN_CALENDAR + head for head in heads] or [b""]
