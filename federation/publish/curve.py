"""Figures day by day -> a drawn curve (SVG), with its threshold as a line. Pure; no script, no colour of its own.

What was not measured leaves a gap: a curve never bridges days of which nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

WIDTH, HEIGHT = 240, 48
_PAD = 3
LEAST = 3
"""Days of which something is known, for a curve to say anything."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A day with its value and threshold; None for what was not measured."""

    on: date
    value: float | None
    threshold: float | None = None


def curve_svg(marks: Sequence[Mark], title: str) -> str:
    """The drawing, to stand in a page; "" with fewer than `LEAST` days of a value. `title` says what it shows."""
    known = [mark.value for mark in marks if mark.value is not None]
    if len(known) < LEAST:
        return ""
    bounds = [*known, *(mark.threshold for mark in marks if mark.threshold is not None), 0.0]
    frame = _Frame(marks[0].on, marks[-1].on, min(bounds), max(bounds))
    lines = "".join(_line(frame, run, "value") for run in _runs(marks, "value"))
    bars = "".join(_line(frame, run, "threshold") for run in _runs(marks, "threshold"))
    return (
        f'<svg class="curve" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title>{bars}{lines}</svg>'
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    first: date
    last: date
    least: float
    most: float

    def at(self, on: date, value: float) -> str:
        days = max((self.last - self.first).days, 1)
        height = (self.most - self.least) or 1.0
        x = _PAD + (WIDTH - 2 * _PAD) * (on - self.first).days / days
        y = HEIGHT - _PAD - (HEIGHT - 2 * _PAD) * (value - self.least) / height
        return f"{x:.1f},{y:.1f}"


def _runs(marks: Sequence[Mark], name: str) -> Iterator[list[tuple[date, float]]]:
    """The days in a row that have a value."""
    run: list[tuple[date, float]] = []
    for mark in marks:
        value = getattr(mark, name)
        if value is not None:
            run.append((mark.on, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _line(frame: _Frame, run: Sequence[tuple[date, float]], name: str) -> str:
    points = [frame.at(on, value) for on, value in run]
    if len(points) == 1:
        x, y = points[0].split(",")
        return f'<circle class="{name}" cx="{x}" cy="{y}" r="1.5"/>'
    return f'<polyline class="{name}" fill="none" points="{" ".join(points)}"/>'
