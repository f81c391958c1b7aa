"""Days in which nothing happened, written as daily visits and assessments would have left them: for rehearsals."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from federation.store.label.rows import put
from federation.store.label.visits import count_days
from federation.store.models import RulingsRow, SourceRow, VisitDayRow

Alive = Callable[[str, str, datetime], bool]
"""Whether a source (site, key) answers at a moment."""

_ITEMS = 40  # events that each answer is taken to hold
_DAY = timedelta(days=1)
_DAYS = cast(Table, VisitDayRow.__table__)


def quiet_days(
    session: Session,
    before: datetime,
    days: int,
    zone: ZoneInfo,
    alive: Alive = lambda site, source, at: True,
    sites: Collection[str] = (),
) -> None:
    """Let `days` days pass after the moment `before` (aware), each with one visit to every source of these sites.

    All sites when none is named. Every ruling of the last report holds on, up to the eve of the last of these days,
    which is to be lived: a visit, an assessment.
    """
    moments = [before + number * _DAY for number in range(1, days)]
    if not moments:
        return
    count_days(session, before, zone)
    sources = [row for row in session.scalars(select(SourceRow)) if not sites or row.site_id in sites]
    put(
        session,
        _DAYS,
        [_visited(row.id, at, alive(row.site_id, row.key, at), zone) for row in sources for at in moments],
    )
    for ruled in session.scalars(select(RulingsRow)):
        if not sites or ruled.site_id in sites:
            spans = json.loads(ruled.spans)
            last = moments[-1].isoformat()
            ruled.spans = json.dumps({name: [*own[:-1], [*own[-1][:2], last]] for name, own in spans.items()})
            ruled.as_of = moments[-1]


def _visited(source: int, at: datetime, good: bool, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "source_id": source, "visited_on": at.astimezone(zone).date(), "successes": int(good),
        "failures": int(not good), "items": _ITEMS * good, "rejected": 0, "leaks": 0 if good else None,
        "tried_at": at, "succeeded_at": at if good else None,
    }  # fmt: skip
