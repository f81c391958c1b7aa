"""Records -> drawn records: their occurrences in the window around now, within what one answer may cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import thread_time

from federation.domain.drawn import Drawn, span, window
from federation.domain.event import Notice, Record
from federation.domain.recurrence import expand

MOST = 30_000
"""Occurrences of the series of one answer."""

PATIENCE = timedelta(seconds=10)
"""Processor time that the series of one answer may take; a thousand weekly ones take half a second."""


@dataclass(slots=True)
class Drawing:
    """The records drawn, what was odd, and the keys of the series that were left, for too much went before them."""

    drawn: list[Drawn] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    left: set[str] = field(default_factory=set)


def draw(records: Sequence[Record], now: datetime, *, most: int = MOST, patience: timedelta = PATIENCE) -> Drawing:
    """Records with their occurrences in the window around `now`; series only as long as `patience` and `most` last."""
    start, end = window(now)
    until = thread_time() + patience.total_seconds()
    drawing = Drawing()
    for record in records:
        if record.recurrence is not None and (most <= 0 or thread_time() > until):
            drawing.left.add(record.key)
            continue
        expansion = expand(record, start, end)
        most -= len(expansion.occurrences) if record.recurrence is not None else 0
        drawing.notices += expansion.notices
        spans = tuple((occurrence, span(occurrence.event)) for occurrence in expansion.occurrences)
        drawing.drawn.append(Drawn(record, spans, end, expansion.open_ended))
    if drawing.left:
        drawing.notices.append(Notice("too-many-series", value=str(len(drawing.left)), lost=True))
    return drawing
