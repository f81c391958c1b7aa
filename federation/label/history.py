"""What was found before, as spans of one ruling, and the clocks that run over them.

A span reaches from the first to the last verdict of one ruling. Between two verdicts the earlier one holds, for at
most `LONGEST_STEP`: time in which nobody looked runs against nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from federation.label.evidence import Freeze
from federation.label.verdict import CONFORMING, ELIGIBLE, Grace, Ruling, Verdict

LONGEST_STEP = timedelta(days=2)
KEPT = 400
"""Spans kept of one criterion; a verdict that changes daily for longer than that has other troubles."""


@dataclass(frozen=True, slots=True)
class Span:
    """From `first_at` to `last_at` (aware) every verdict had this ruling."""

    ruling: Ruling
    first_at: datetime
    last_at: datetime


History = Mapping[str, tuple[Span, ...]]
"""The spans of each criterion, by its id, oldest first."""

NOTHING: History = {}


def remembered(history: History, verdicts: Iterable[Verdict], as_of: datetime) -> dict[str, tuple[Span, ...]]:
    """The history with one more report; one that is not later than what is known changes nothing."""
    found = dict(history)
    for verdict in verdicts:
        found[verdict.criterion] = extended(found.get(verdict.criterion, ()), verdict.ruling, as_of.astimezone(UTC))[
            -KEPT:
        ]
    return found


def extended(spans: Sequence[Span], ruling: Ruling, as_of: datetime) -> tuple[Span, ...]:
    """Spans with one more verdict: the last one grows, unless the ruling changed or nobody looked for too long."""
    if spans and as_of <= spans[-1].last_at:
        return tuple(spans)
    if spans and spans[-1].ruling is ruling and as_of - spans[-1].last_at <= LONGEST_STEP:
        return (*spans[:-1], Span(ruling, spans[-1].first_at, as_of))
    return (*spans, Span(ruling, as_of, as_of))


def with_verdict(spans: Sequence[Span], ruling: Ruling, as_of: datetime) -> tuple[Span, ...]:
    """Spans as they stood at a moment, ending with this verdict; later ones give way."""
    known = tuple(Span(one.ruling, one.first_at, min(one.last_at, as_of)) for one in spans if one.first_at < as_of)
    if known and known[-1].last_at == as_of:
        return known if known[-1].ruling is ruling else (*known, Span(ruling, as_of, as_of))
    return extended(known, ruling, as_of)


def stretches(spans: Sequence[Span]) -> Iterator[tuple[Ruling, datetime, datetime]]:
    """Each span with the time until the next verdict, as far as it holds."""
    for number, span in enumerate(spans):
        until = span.last_at
        if number + 1 < len(spans):
            until = min(spans[number + 1].first_at, span.last_at + LONGEST_STEP)
        yield span.ruling, span.first_at, until


def grace(
    spans: Sequence[Span], allowed: timedelta, reset: timedelta, freezes: Sequence[Freeze], zone: ZoneInfo
) -> Grace:
    """The clock of a criterion after its last verdict.

    It starts with the first unmet verdict, runs while unmet, stands still otherwise and in force majeure, and goes
    back to nothing after `reset` of conformity in a row. Its days are those of the clocks in the zone: when these are
    put back an hour, ninety days are ninety days, and end on the day that the site was told.
    """
    elapsed, conforming = timedelta(0), timedelta(0)
    for ruling, first_at, last_at in stretches(spans):
        conforming = conforming + lasted(first_at, last_at, zone) if ruling in CONFORMING else timedelta(0)
        if ruling is Ruling.UNMET:
            elapsed += lasted(first_at, last_at, zone, freezes)
        elif conforming >= reset:
            elapsed = timedelta(0)
    last = spans[-1] if spans else None
    running = last is not None and last.ruling is Ruling.UNMET and not is_frozen(last.last_at, freezes)
    left = max(allowed - elapsed, timedelta(0))
    return Grace(allowed, elapsed, (last.last_at.astimezone(zone) + left).date() if last and running else None)


def lasted(begin: datetime, end: datetime, zone: ZoneInfo, freezes: Iterable[Freeze] = ()) -> timedelta:
    """How long it was between two aware moments by the clocks of a zone, force majeure taken out.

    Days are those of the calendar there: from one hour to the same of a later day is a whole number of them, also
    when the clocks are put forward or back in between.
    """
    first, last = _on_the_clock(begin, zone), _on_the_clock(end, zone)
    halts = [Freeze(_on_the_clock(one.since, zone), one.until and _on_the_clock(one.until, zone)) for one in freezes]
    return max(last - first, timedelta(0)) - _frozen(first, last, halts)


def _on_the_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks of a zone show at a moment: a day is a day there, also when they are put forward or back."""
    return moment.astimezone(zone).replace(tzinfo=None)


def eligible_for(history: History, required: Iterable[str], as_of: datetime, zone: ZoneInfo) -> timedelta:
    """For how long, up to now, every required criterion has held in a row, by the clocks of the zone."""
    times = [_held_for(history.get(criterion, ()), as_of, zone) for criterion in required]
    return min(times, default=timedelta(0))


def _held_for(spans: Sequence[Span], as_of: datetime, zone: ZoneInfo) -> timedelta:
    since: datetime | None = None
    known: datetime | None = None
    for span in spans:
        broken = known is not None and span.first_at - known > LONGEST_STEP
        if span.ruling not in ELIGIBLE:
            since = None
        elif since is None or broken:
            since = span.first_at
        known = span.last_at
    if since is None or known is None or as_of - known > LONGEST_STEP:
        return timedelta(0)
    return lasted(since, known, zone)


def _frozen(begin: datetime, end: datetime, freezes: Iterable[Freeze]) -> timedelta:
    """How much of a time was force majeure; freezes do not overlap."""
    total = timedelta(0)
    for one in freezes:
        first, last = max(begin, one.since), min(end, one.until or end)
        total += max(last - first, timedelta(0))
    return total


def is_frozen(moment: datetime, freezes: Iterable[Freeze]) -> bool:
    """Whether a moment lies in a time of force majeure."""
    return any(one.since <= moment and (one.until is None or moment < one.until) for one in freezes)
