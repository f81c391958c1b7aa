"""What the series of one answer may cost together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from federation.domain.event import Event, Record, Recurrence
from sync.drawing import draw

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def record(key: str, *rules: str) -> Record:
    return Record(key, Event(title="T", start=NOW), Recurrence(rrules=rules) if rules else None)


SERIES = [record("a", "FREQ=DAILY"), record("b", "FREQ=DAILY"), record("once"), record("c", "FREQ=DAILY")]


def test_series_are_drawn_until_there_are_enough_occurrences() -> None:
    drawing = draw(SERIES, NOW, most=500)
    assert [item.record.key for item in drawing.drawn] == ["a", "b", "once"]
    assert drawing.left == {"c"}
    assert [(notice.code, notice.value, notice.lost) for notice in drawing.notices] == [("too-many-series", "1", True)]


def test_or_until_they_took_too_long() -> None:
    drawing = draw(SERIES, NOW, patience=timedelta(seconds=-1))
    assert [item.record.key for item in drawing.drawn] == ["once"]


def test_usual_ones_are_drawn_whole() -> None:
    drawing = draw([record(str(number), "FREQ=WEEKLY") for number in range(300)], NOW)
    assert (len(drawing.drawn), drawing.left, drawing.notices) == (300, set(), [])
