"""Visits to sources counted by day, because the journal forgets quiet ones after a week; and as evidence."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Table, func, select
from sqlalchemy.orm import Session

from federation.domain.advice.importance import LEAKS
from federation.domain.changes import Outcome
from federation.label.evidence import PullDay, SourceLog
from federation.label.standing import at_midnight
from federation.store.bulk import chunks
from federation.store.label.rows import put
from federation.store.models import PullRow, SourceRow, VisitDayRow

_DAYS = cast(Table, VisitDayRow.__table__)
_ANSWERED = frozenset({Outcome.UPDATED.value, Outcome.UNCHANGED.value, Outcome.PARTIAL.value})
_LONGEST = timedelta(days=400)
_WHOLE = timedelta(days=6)
"""How long the journal keeps every visit, with a day to spare."""

_COUNTED = (
    VisitDayRow.source_id,
    VisitDayRow.visited_on,
    VisitDayRow.successes,
    VisitDayRow.failures,
    VisitDayRow.items,
    VisitDayRow.rejected,
    VisitDayRow.leaks,
    VisitDayRow.tried_at,
    VisitDayRow.succeeded_at,
)
_Counted = Row[*tuple[Any, ...]]


@dataclass(slots=True)
class _Day:
    """The visits to a source on a day, while they are counted. A suspect answer is neither success nor failure."""

    tried_at: datetime
    succeeded_at: datetime | None = None
    successes: int = 0
    failures: int = 0
    items: int = 0
    rejected: int = 0
    leaks: int | None = None

    def add(self, started_at: datetime, outcome: str, seen: int, notices: str) -> None:
        """Count one more visit; visits come in the order of their time."""
        self.tried_at = started_at
        if outcome in _ANSWERED:
            self.successes, self.succeeded_at = self.successes + 1, started_at
        elif outcome == Outcome.FAILED.value:
            self.failures += 1
        if outcome in (Outcome.UPDATED.value, Outcome.PARTIAL.value) or notices != "[]":
            told = json.loads(notices)
            lost = sum(bool(notice.get("lost")) for notice in told)
            if seen + lost >= self.items:
                self.items, self.rejected = seen + lost, lost
            self.leaks = sum(notice.get("code") in LEAKS for notice in told)


def count_days(session: Session, now: datetime, zone: ZoneInfo) -> int:
    """Count the visits of the journal by day, from the last day counted on; returns how many days were written.

    To be called at least once a week. Days of the zone; the present day is counted again each time.
    """
    last = session.scalar(select(func.max(VisitDayRow.visited_on)))
    since = at_midnight(last, zone) if last else None
    if since is not None and now - since > _WHOLE:
        since += timedelta(days=1)  # The journal may have forgotten a part of that day.
    found = _counted(session, since, now, zone)
    rows: list[dict[str, Any]] = [
        {
            "source_id": source, "visited_on": on, "successes": day.successes, "failures": day.failures,
            "items": day.items, "rejected": day.rejected, "leaks": day.leaks, "tried_at": day.tried_at,
            "succeeded_at": day.succeeded_at,
        }
        for (source, on), day in found.items()
    ]  # fmt: skip
    put(session, _DAYS, rows)
    return len(rows)


def logs(
    session: Session, site_ids: Sequence[str], as_of: datetime, zone: ZoneInfo
) -> dict[str, tuple[SourceLog, ...]]:
    """How the sources of these sites in the file answered, as far as was known at a moment; by site."""
    today = as_of.astimezone(zone).date()
    found: dict[str, list[SourceLog]] = defaultdict(list)
    for some in chunks(site_ids):
        rows = select(SourceRow).where(SourceRow.site_id.in_(some), SourceRow.archived_at.is_(None))
        sources = session.scalars(rows.order_by(SourceRow.position, SourceRow.id)).all()
        days = _days(session, [row.id for row in sources], today)
        for row in sources:
            found[row.site_id].append(_log(row, days.get(row.id, []), as_of))
    return {site: tuple(own) for site, own in found.items()}


def first_days(session: Session, site_ids: Sequence[str], carries: str = "events") -> dict[str, date]:
    """The day of the first visit that succeeded to what carries the events of each site, archived sources too."""
    found: dict[str, date] = {}
    for some in chunks(site_ids):
        rows = (
            select(SourceRow.site_id, func.min(VisitDayRow.visited_on))
            .join(VisitDayRow, VisitDayRow.source_id == SourceRow.id)
            .where(SourceRow.site_id.in_(some), SourceRow.carries.contains(carries), VisitDayRow.successes > 0)
            .group_by(SourceRow.site_id)
        )
        found |= dict(session.execute(rows).all())
    return found


def last_visit(session: Session) -> datetime | None:
    """When any source of a site in the file was last visited; None before the first visit."""
    return session.scalar(select(func.max(SourceRow.last_pull_at)).where(SourceRow.archived_at.is_(None)))


def _counted(
    session: Session, since: datetime | None, until: datetime, zone: ZoneInfo, sources: Iterable[int] = ()
) -> dict[tuple[int, date], _Day]:
    rows = select(PullRow.source_id, PullRow.started_at, PullRow.outcome, PullRow.seen, PullRow.notices)
    rows = rows.where(PullRow.started_at <= until).order_by(PullRow.started_at, PullRow.id)
    if since is not None:
        rows = rows.where(PullRow.started_at >= since)
    if wanted := sorted(set(sources)):
        rows = rows.where(PullRow.source_id.in_(wanted))
    found: dict[tuple[int, date], _Day] = {}
    for source, started_at, outcome, seen, notices in session.execute(rows):
        on = started_at.astimezone(zone).date()
        day = found.get((source, on))
        if day is None:
            day = found[source, on] = _Day(started_at)
        day.add(started_at, outcome, seen, notices)
    return found


def _days(session: Session, source_ids: Sequence[int], today: date) -> dict[int, list[_Counted]]:
    found: dict[int, list[_Counted]] = defaultdict(list)
    rows = (
        select(*_COUNTED)
        .where(VisitDayRow.source_id.in_(source_ids), VisitDayRow.visited_on <= today)
        .where(VisitDayRow.visited_on >= today - _LONGEST)
        .order_by(VisitDayRow.source_id, VisitDayRow.visited_on)
    )
    for row in session.execute(rows):
        found[row.source_id].append(row)
    return found


def _log(source: SourceRow, days: Sequence[_Counted], as_of: datetime) -> SourceLog:
    succeeded = [row.succeeded_at for row in days if row.succeeded_at and row.succeeded_at <= as_of]
    tried = [row.tried_at for row in days if row.tried_at <= as_of]
    if source.last_success_at and source.last_success_at <= as_of:
        succeeded.append(source.last_success_at)
    if source.last_pull_at and source.last_pull_at <= as_of:
        tried.append(source.last_pull_at)
    return SourceLog(
        source=source.key,
        carries=tuple(source.carries.split(",")),
        last_success_at=max(succeeded, default=None),
        last_tried_at=max(tried, default=None),
        days=tuple(_pull_days(days)),
    )


def _pull_days(days: Sequence[_Counted]) -> Iterator[PullDay]:
    """The days with what leaks told on the last day that showed it, so that one leak is not counted every day.

    A day on which nothing was read, because nothing had changed, shows what the day before did.
    """
    shown: list[int] = []
    for row in days:
        shown.append(row.leaks if row.leaks is not None else shown[-1] if shown else 0)
    afterwards = [*shown[1:], 0] if shown else []
    for row, leaks, after in zip(days, shown, afterwards, strict=True):
        yield PullDay(row.visited_on, row.successes, row.failures, row.items, row.rejected, max(0, leaks - after))
