"""What sources say of the places: each one's latest word counts, every change stays as history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from federation.domain.payload import dump
from federation.domain.site_annexes import Annexe
from federation.domain.site_payload import load_site, load_space
from federation.domain.space import Space
from federation.domain.space_history import Snapshot
from federation.domain.spaces import Told, WholeSpace, complete, turns
from federation.store.annexes import annexes
from federation.store.models import SiteRow, SourceRow, SpaceRow

MOST_SNAPSHOTS = 2000
"""Of one site: openings and closings of more than a year."""


def note(session: Session, source_id: int, space: Space, now: datetime) -> bool:
    """Keep what a source says of its place; returns whether that is news."""
    payload = dump(space)
    rows = select(SpaceRow).where(SpaceRow.source_id == source_id)
    latest = session.scalar(rows.order_by(SpaceRow.id.desc()).limit(1))
    if latest is not None and latest.payload == payload:
        latest.seen_at = now
        return False
    session.add(SpaceRow(source_id=source_id, payload=payload, changed_at=now, seen_at=now))
    return True


def space(session: Session, site_id: str, now: datetime) -> WholeSpace | None:
    """The space of a site as its sources and the network file tell it together; None when nobody says anything."""
    return next((whole for _, whole, _ in _spaces(session, now, site_id)), None)


def annexe_spaces(session: Session, now: datetime, site_id: str = "") -> list[tuple[Annexe, WholeSpace | None]]:
    """The other places of all sites, or of one, in the order in which they were filed; of each what its own sources
    tell.
    """
    found = []
    told = _told(session, site_id, elsewhere=True)
    for annexe in annexes(session, [site_id] if site_id else ()):
        own = [one for one in told[annexe.site] if one.by in annexe.sources]
        found.append((annexe, complete(own, now)))
    return found


def all_spaces(session: Session, now: datetime) -> dict[str, WholeSpace]:
    """The spaces of the sites of the file of which anything is told, by site."""
    return {site: whole for site, whole, _ in _spaces(session, now)}


def snapshots(session: Session, site_id: str) -> list[Snapshot]:
    """What the sources of a site told of its place, every time they told it otherwise, the oldest first."""
    rows = (
        select(SpaceRow.payload, SpaceRow.changed_at, SourceRow.key)
        .join(SourceRow, SourceRow.id == SpaceRow.source_id)
        .where(SourceRow.site_id == site_id)
        .order_by(SpaceRow.id.desc())
        .limit(MOST_SNAPSHOTS)
    )
    found = [Snapshot(row.key, load_space(row.payload), row.changed_at) for row in session.execute(rows)]
    return found[::-1]


def last_and_next_turn(session: Session, now: datetime) -> tuple[datetime | None, datetime | None]:
    """When what can be said of the opening of the sites last became another, and when it next does, around a day."""
    last: datetime | None = None
    coming: datetime | None = None
    for whole, zone in _told_anywhere(session, now):
        for turn in turns(whole, now, zone):
            if turn <= now:
                last = max(last or turn, turn)
            else:
                coming = min(coming or turn, turn)
    return last, coming


def _told_anywhere(session: Session, now: datetime) -> Iterator[tuple[WholeSpace, ZoneInfo]]:
    """The spaces at the first places of sites and at their others, each with its zone."""
    for _, whole, zone in _spaces(session, now):
        yield whole, zone
    elsewhere = [(annexe.site, whole) for annexe, whole in annexe_spaces(session, now) if whole is not None]
    if elsewhere:
        rows = session.execute(select(SiteRow.id, SiteRow.payload).where(SiteRow.archived_at.is_(None)))
        zones = {row.id: ZoneInfo(load_site(row.payload).zone) for row in rows}
        yield from ((whole, zones[site]) for site, whole in elsewhere if site in zones)


def _spaces(session: Session, now: datetime, site_id: str = "") -> Iterator[tuple[str, WholeSpace, ZoneInfo]]:
    """The sites of the file of which anything is told, in no order, or one of them; each with its zone."""
    told = _told(session, site_id)
    rows = select(SiteRow).where(SiteRow.archived_at.is_(None))
    for row in session.scalars(rows.where(SiteRow.id == site_id) if site_id else rows):
        site = load_site(row.payload)
        in_the_file = [Told("", site.space)] if site.space is not None else []
        whole = complete([*told[row.id], *in_the_file], now)
        if whole is not None:
            yield row.id, whole, ZoneInfo(site.zone)


def _told(session: Session, site_id: str, *, elsewhere: bool = False) -> dict[str, list[Told]]:
    """The latest word of each source, by site, in the order of the file: of those that speak of the site's own place,
    or of those that speak of another one.
    """
    others = {(one.site, key) for one in annexes(session, [site_id] if site_id else ()) for key in one.sources}
    newest = select(func.max(SpaceRow.id)).group_by(SpaceRow.source_id)
    rows = (
        select(SpaceRow, SourceRow.site_id, SourceRow.key, SourceRow.last_success_at)
        .join(SourceRow, SourceRow.id == SpaceRow.source_id)
        .where(SpaceRow.id.in_(newest), SourceRow.archived_at.is_(None), SourceRow.carries.contains("space"))
        .order_by(SourceRow.position, SourceRow.id)
    )
    found: dict[str, list[Told]] = defaultdict(list)
    for row, site, key, success in session.execute(rows.where(SourceRow.site_id == site_id) if site_id else rows):
        if ((site, key) in others) is not elsewhere:
            continue
        # A visit that found the same bytes notes no space, and yet has seen it.
        found[site].append(Told(key, load_space(row.payload), max(row.seen_at, success or row.seen_at)))
    return found
