"""The visits to the sources of a site that failed lately, read from the journal."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.domain.changes import Outcome
from federation.domain.site import LabelStatus
from federation.label.attempts import Attempts, FailedVisit
from federation.store.models import PullRow, SiteRow, SourceRow

LATELY = timedelta(days=30)
_SHOWN = 3
_FAILED = (Outcome.FAILED.value, Outcome.SUSPECT.value)


def attempts_of(session: Session, site_id: str, as_of: datetime) -> tuple[Attempts, ...]:
    """What failed lately at the sources that a site declares, as far as was known at an aware moment."""
    rows = select(SourceRow, SiteRow.label).join(SiteRow, SiteRow.id == SourceRow.site_id)
    rows = rows.where(SourceRow.site_id == site_id, SourceRow.archived_at.is_(None))
    found = []
    for source, status in session.execute(rows.order_by(SourceRow.position, SourceRow.id)):
        if one := _attempts(session, source, as_of, visited=status != LabelStatus.CLOSED.value):
            found.append(one)
    return tuple(found)


def _attempts(session: Session, source: SourceRow, as_of: datetime, *, visited: bool) -> Attempts | None:
    failed = (PullRow.source_id == source.id, PullRow.started_at <= as_of, PullRow.outcome.in_(_FAILED))
    lately = select(PullRow).where(*failed, PullRow.started_at > as_of - LATELY)
    rows = session.scalars(lately.order_by(PullRow.started_at.desc(), PullRow.id.desc()).limit(_SHOWN)).all()
    if not rows:
        return None
    answered = source.last_success_at
    since = answered is not None and answered > rows[0].started_at
    return Attempts(
        source=source.key,
        carries=tuple(source.carries.split(",")),
        failed=tuple(FailedVisit(row.started_at, row.reason, row.detail) for row in rows),
        in_a_row=0 if since else max(source.failures, source.suspicions, 1),
        answered_at=answered,
        next_at=source.next_pull_at if visited else None,
    )
