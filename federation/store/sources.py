"""Sources and their visits: claiming what is due, the journal, and how each source fares."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select, text, true, update
from sqlalchemy.orm import Session

from federation.domain.advice.importance import importance
from federation.domain.changes import Outcome, is_stale
from federation.domain.event import Notice
from federation.domain.payload import to_plain
from federation.domain.site import LabelStatus, Site, Source
from federation.domain.site_payload import load_site, source_from
from federation.store.models import PullRow, SiteRow, SourceRow
from federation.store.pages import Page, load_pages
from federation.store.records import Speaker

LEASE = timedelta(minutes=3)
"""How long a claimed source belongs to one sync process; longer than any visit may take."""

FARTHEST = timedelta(days=8)
"""No visit is planned further ahead: one that is was planned under a clock that went wrong, and is due."""

PER_HOST = 2
"""Most visits at once to one host, all sync processes together."""

_LOOKED_AT = 100
"""Due sources looked at in one claim; hosts that have their visits already are not among them."""

_CLAIM_LOCK = 0x63616E74
_NOTICES_KEPT = 200
_BROUGHT_NOTHING = (Outcome.UNCHANGED.value, Outcome.FAILED.value)
_QUIET_KEPT = timedelta(days=7)
_KEPT = timedelta(days=400)
_VISITED = SourceRow.archived_at.is_(None) & SourceRow.site_id.in_(
    select(SiteRow.id).where(SiteRow.archived_at.is_(None), SiteRow.label != LabelStatus.CLOSED.value)
)
"""The sources that the hub visits: those of the file, but for those of a site that closed."""


@dataclass(frozen=True, slots=True)
class Due:
    """A claimed source, with all that a visit needs to know of the last ones; `pages` by address."""

    speaker: Speaker
    site: Site
    source: Source
    pages: Mapping[str, Page] = field(default_factory=dict)
    read_with: str = ""
    failures: int = 0
    suspicions: int = 0
    drop_accepted: bool = False


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How a source fares. `reason_code` has its words in `domain.reasons`; `stale`: no success for 72 hours.

    `producer` is the software that wrote its last good answer, in that answer's own words.
    """

    id: int
    site_id: str
    site_name: str
    source_key: str
    url: str
    format: str
    producer: str
    outcome: str
    reason_code: str
    reason_detail: str
    last_pull_at: datetime | None
    last_success_at: datetime | None
    next_pull_at: datetime
    failures: int
    stale: bool
    lost: int
    notices: int


def claim(session: Session, now: datetime, worker: str, limit: int, only: Sequence[str] = ()) -> list[Due]:
    """Lease up to `limit` due sources to `worker`, the longest due first, at most two a host.

    `only` narrows to sites by id. Claims exclude each other, so two sync processes never hold one source.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CLAIM_LOCK})
    free = or_(
        SourceRow.leased_until.is_(None), SourceRow.leased_until <= now, SourceRow.leased_until > now + 2 * LEASE
    )
    wanted = [_is_due(now), SourceRow.site_id.in_(only) if only else true()]
    busy: dict[str, int] = defaultdict(int)
    for authority in session.scalars(select(SourceRow.authority).where(~free)):
        busy[authority] += 1
    full = [authority for authority, visits in busy.items() if visits >= PER_HOST]
    candidates = session.execute(
        select(SourceRow, SiteRow.payload)
        .join(SiteRow, SiteRow.id == SourceRow.site_id)
        .where(_VISITED, free, *wanted)
        .where(SourceRow.authority.not_in(full))
        .order_by(SourceRow.next_pull_at, SourceRow.id)
        .limit(_LOOKED_AT)
    )
    due: list[Due] = []
    for row, payload in candidates:
        if len(due) < limit and busy[row.authority] < PER_HOST:
            busy[row.authority] += 1
            row.leased_until, row.leased_by = now + LEASE, worker
            due.append(_due(row, load_site(payload)))
    session.flush()
    return due


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(SourceRow.next_pull_at <= now, SourceRow.next_pull_at > now + FARTHEST)


def _due(row: SourceRow, site: Site) -> Due:
    return Due(
        speaker=Speaker(row.id, row.site_id, row.key),
        site=site,
        source=source_from(row.key, row.url, row.format, row.carries, row.every_seconds),
        pages=load_pages(row.pages),
        read_with=row.read_with,
        failures=row.failures,
        suspicions=row.suspicions,
        drop_accepted=row.drop_accepted,
    )


def leased(session: Session, source_ids: Collection[int], worker: str) -> dict[int, SourceRow]:
    """The rows of those of these sources that still belong to `worker`, by id; the leases of others went elsewhere."""
    rows = select(SourceRow).where(SourceRow.id.in_(source_ids)).order_by(SourceRow.id).with_for_update()
    return {row.id: row for row in session.scalars(rows) if row.leased_by == worker}


def count_due(session: Session, now: datetime, only: Sequence[str] = ()) -> int:
    """How many sources are due at `now`, of the sites in `only` if any."""
    statement = select(func.count(SourceRow.id)).where(_VISITED, _is_due(now))
    return session.scalar(statement.where(SourceRow.site_id.in_(only)) if only else statement) or 0


def next_due_at(session: Session) -> datetime | None:
    """When the next source falls due; None without sources."""
    return session.scalar(select(func.min(SourceRow.next_pull_at)).where(_VISITED))


def give_up_leases(session: Session, dead: Callable[[str], bool]) -> int:
    """Free the sources whose worker is known to be dead, so that a restart need not wait for the lease."""
    workers = session.scalars(select(SourceRow.leased_by).where(SourceRow.leased_until.is_not(None)).distinct())
    gone = [worker for worker in workers if dead(worker)]
    if gone:
        session.execute(update(SourceRow).where(SourceRow.leased_by.in_(gone)).values(leased_until=None, leased_by=""))
    return len(gone)


def accept_drop(session: Session, site_id: str, key: str | None, now: datetime) -> int:
    """A person confirms that the events missing from a suspect source are gone; visited again at once."""
    wanted = [SourceRow.site_id == site_id, SourceRow.outcome == Outcome.SUSPECT.value]
    if key:
        wanted.append(SourceRow.key == key)
    rows = list(session.scalars(select(SourceRow).where(*wanted)))
    for row in rows:
        row.drop_accepted, row.next_pull_at = True, now
    return len(rows)


def visit_again(session: Session, site_ids: Sequence[str], now: datetime) -> None:
    """Make every source of these sites due now; of all sites when none is named."""
    statement = update(SourceRow).values(next_pull_at=now)
    session.execute(statement.where(SourceRow.site_id.in_(site_ids)) if site_ids else statement)


def journal(session: Session, row: PullRow, notices: Sequence[Notice]) -> None:
    """Add a visit to the journal, with the 200 notices that matter most."""
    kept = [to_plain(notice) for notice in sorted(notices, key=importance)[:_NOTICES_KEPT]]
    row.notices = json.dumps(kept, ensure_ascii=False)
    session.add(row)


def forget_old_visits(session: Session, now: datetime) -> None:
    """Drop journal rows: quiet ones after a week, all others after 400 days."""
    quiet = (PullRow.outcome == Outcome.UNCHANGED.value) & (PullRow.started_at < now - _QUIET_KEPT)
    session.execute(delete(PullRow).where(or_(quiet, PullRow.started_at < now - _KEPT)))


def last_notices(session: Session, source_id: int) -> list[Notice]:
    """The notices of the last visit that read something."""
    row = session.scalar(
        select(PullRow.notices)
        .where(PullRow.source_id == source_id, PullRow.outcome.not_in(_BROUGHT_NOTHING))
        .order_by(PullRow.started_at.desc(), PullRow.id.desc())
        .limit(1)
    )
    return [Notice(**item) for item in json.loads(row or "[]")]


def health(session: Session, now: datetime) -> list[SourceHealth]:
    """How every source of the file that is visited fares, in the order of the file."""
    rows = session.execute(
        select(SourceRow, SiteRow.name)
        .join(SiteRow, SiteRow.id == SourceRow.site_id)
        .where(_VISITED)
        .order_by(SiteRow.position, SourceRow.id)
    )
    return [_health(row, name, now) for row, name in rows]


def _health(row: SourceRow, site_name: str, now: datetime) -> SourceHealth:
    return SourceHealth(
        id=row.id,
        site_id=row.site_id,
        site_name=site_name,
        source_key=row.key,
        url=row.url,
        format=row.format_found or row.format,
        producer=row.producer,
        outcome=row.outcome,
        reason_code=row.reason,
        reason_detail=row.detail,
        last_pull_at=row.last_pull_at,
        last_success_at=row.last_success_at,
        next_pull_at=row.next_pull_at,
        failures=row.failures,
        stale=is_stale(row.last_success_at, now),
        lost=row.lost,
        notices=row.notices,
    )
