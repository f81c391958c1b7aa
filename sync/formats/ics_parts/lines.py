"""The line of a property, for the notices that tell of it: looked up only when there is something to tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from federation.domain.event import Notice
from sync.formats.ics_parts.blocks import Block

_MOST_PLACED = 1_000
"""Notices of one event, or of its revisions: the lines of further ones are not looked for, for each costs a walk."""
_SHOWN = 20  # characters of a value that tell two lines of one property apart


def placed(notices: list[Notice], blocks: list[Block], line: Callable[[int], int]) -> list[Notice]:
    """The notices, each at the line of its property where that stands in the block it was told of.

    They come with the number of a block for a line; `line` tells where the block of a number begins.
    """
    by_number = {block.number: block for block in blocks}
    looked: dict[int, _Lines] = {}
    found = []
    for number, notice in enumerate(notices):
        block = by_number.get(notice.line) if notice.line is not None else None
        if block is not None and number >= _MOST_PLACED:
            notice = replace(notice, line=line(block.number))
        elif block is not None:
            lines = looked.get(block.number) or looked.setdefault(block.number, _Lines(block, line(block.number)))
            notice = replace(notice, line=lines.of(notice))
        found.append(notice)
    return found


class _Lines:
    """Where each property of a block stands, read in one walk."""

    def __init__(self, block: Block, begin: int) -> None:
        self.begin = begin
        self.by_name: dict[str, list[tuple[int, str]]] = {}
        self.by_start: dict[str, int] = {}
        for number, raw in enumerate(block.text.split(b"\n")):
            if raw[:1] in (b" ", b"\t", b"\r", b""):
                continue
            text = raw[:300].decode("utf-8", "replace").rstrip("\r")
            name = text.partition(":")[0].partition(";")[0].upper()
            self.by_name.setdefault(name, []).append((begin + number, text))
            self.by_start.setdefault(text[:_SHOWN], begin + number)

    def of(self, notice: Notice) -> int:
        """The line that a notice means: of its property, the one that shows its value; else that of BEGIN."""
        seen = notice.value.partition(" → ")[0][:_SHOWN]
        if notice.path == "":
            return self.by_start.get(seen, self.begin)
        if notice.path == "TZID":
            zoned = self.by_name.get("DTSTART", [])
            return next((line for line, text in zoned if seen and seen in text), self.begin)
        lines = self.by_name.get(notice.path)
        if not lines:
            return self.begin
        return next((line for line, text in lines if seen and seen in text), lines[0][0])
