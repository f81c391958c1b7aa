"""A body -> its VEVENT blocks and what stands around them, by searching bytes only: nothing is read yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from federation.domain.event import Notice
from sync.quirks import SEVERAL_CALENDARS, TRUNCATED

_BEGIN, _END = b"\nBEGIN:VEVENT", b"\nEND:VEVENT"
_BEGIN_CALENDAR, _END_CALENDAR = b"BEGIN:VCALENDAR", b"END:VCALENDAR"
_MOST_NOTICES = 1_000


class Block(NamedTuple):
    """The lines of a VEVENT after its BEGIN and before its END, each after its line end.

    `line` is that of its BEGIN (1-based), `calendar` says which VCALENDAR holds it.
    """

    text: bytes
    line: int
    calendar: int


@dataclass(slots=True)
class Blocks:
    """The whole VEVENTs of a body, what stands around them in each VCALENDAR, and what is cut off."""

    blocks: list[Block] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def split(body: bytes) -> Blocks:
    """The blocks of a body. A VEVENT without its END is lost with a notice; so is what follows a cut."""
    found = Blocks()
    headless = body.startswith(_BEGIN[1:])
    body = b"\n" + body if headless else body
    before, *pieces = body.split(_BEGIN)
    around = [before]
    calendars = before.count(_BEGIN_CALENDAR)
    line = before.count(b"\n") + (1 if headless else 2)
    for piece in pieces:
        end = piece.find(_END)
        if end < 0:
            if len(found.notices) < _MOST_NOTICES:
                found.notices.append(TRUNCATED.notice(line, "VEVENT", lost=True))
            rest = piece[piece.find(b"\n" + _BEGIN_CALENDAR) :] if _BEGIN_CALENDAR in piece else b""
        else:
            found.blocks.append(Block(piece[:end], line, max(calendars - 1, 0)))
            rest = piece[end + len(_END) :]
        if len(rest) > 3:
            around.append(rest)
            calendars += rest.count(_BEGIN_CALENDAR)
        line += piece.count(b"\n") + 1
    found.heads = _heads(b"\n".join(around))
    if calendars > 1:
        found.notices.append(SEVERAL_CALENDARS.notice(value=str(calendars)))
    last = body.rfind(_BEGIN_CALENDAR)
    if last >= 0 and body.find(_END_CALENDAR, last) < 0:
        found.notices.append(Notice("cut-off", line - 1, lost=True))
    return found


def _heads(around: bytes) -> list[bytes]:
    """One for each VCALENDAR, at least one; what stands before the first belongs to none."""
    _, *heads = around.split(_BEGIN_CALENDAR)
    return [_BEGIN_CALENDAR + head for head in heads] or [b""]
