"""What a row found, and the table of all of them."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from math import ceil
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_BEGIN, _END = "<!-- table: written by make bench -->", "<!-- end of table -->"
_HEAD = "| row | what | ratio | beside | aim | | here | beside |\n|---|---|---:|---|---|---|---:|---:|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure of ours and one of a reference, in the same unit; `met` None when there is no aim."""

    name: str
    what: str
    ours: float
    unit: str
    reference: float | None = None
    beside: str = ""
    aim: str = ""
    met: bool | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over the reference; of a rate more is better, of a time or a size less."""
        return self.ours / self.reference if self.reference else None


def percentiles(name: str, size: int, what: str, took: Iterable[float], floor: float, beside: str) -> Iterator[Row]:
    """The rows of how long questions to a store of a size took, half of them and 99 of 100; seconds in, ms told."""
    ordered = sorted(took)
    for part, share in (("p50", 0.5), ("p99", 0.99)):
        ours = ordered[ceil(len(ordered) * share) - 1] * 1000
        yield Row(
            name=f"{name}-{part}-{size}", what=what, ours=ours, unit="ms", reference=floor * 1000, beside=beside
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that could not be measured here, and what is missing."""

    name: str
    why: str


def table(rows: Sequence[Row], skipped: Sequence[Skipped] = ()) -> str:
    """The rows as a Markdown table, ratios first, then what was skipped."""
    lines = [_HEAD, *(_line(row) for row in rows)]
    if skipped:
        lines.append("")
    lines += [f"Not measured: `{item.name}`, {item.why}." for item in skipped]
    return "\n".join(lines)


def conditions() -> str:
    """What the figures depend on besides the code, without a name."""
    cores = len(os.sched_getaffinity(0))
    libraries = ", ".join(f"{name} {version(name)}" for name in ("uvicorn", "flask", "sqlalchemy", "icalendar"))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{cores} cores, {python}, SQLite {sqlite3.sqlite_version}, {libraries}."


def write(text: str, page: Path = PAGE) -> None:
    """Put the text between the markers of the page."""
    before, _, rest = page.read_text("utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    page.write_text(f"{before}{_BEGIN}\n\n{text}\n\n{_END}{after}", "utf-8")


def _line(row: Row) -> str:
    ratio = "" if row.ratio is None else f"**{_number(row.ratio)}**"
    mark = {True: "yes", False: "no", None: ""}[row.met]
    reference = "" if row.reference is None else f"{_number(row.reference)} {row.unit}"
    ours = f"{_number(row.ours)} {row.unit}"
    return f"| {row.name} | {row.what} | {ratio} | {row.beside} | {row.aim} | {mark} | {ours} | {reference} |"


def _number(value: float) -> str:
    """Three figures that count."""
    if value >= 1000:
        return f"{round(value, -len(str(int(value))) + 3):,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return (
        f"{value:.0f}"
        if value >= 100
        else f"{value:.1f}"
        if value >= 10
        else f"{value:.2f}"
        if value >= 0.1
        else f"{value:.3f}"
    )
