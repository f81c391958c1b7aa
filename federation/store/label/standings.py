"""Which status each site has now: where the network file put it, moved by the decisions since.

The status in force stands in the site's row (column and payload), where all readers find it; `settle` brings it there.
So `Site.status` of every site that is read from the store is the status in force, and `domain.site.PUBLISHED` says
which statuses are in the agenda of the network.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from federation.domain.site import LabelStatus, Site
from federation.domain.site_payload import dump_site, load_site
from federation.label.decisions import founding_term_end
from federation.label.standing import Standing, at_midnight, standing
from federation.store.label.charters import Rulebook, rulebook
from federation.store.label.decided import Recorded, decisions_of
from federation.store.matching.rebuild import revoice
from federation.store.matching.voices import voices
from federation.store.models import SiteRow, SourceRow, VisitDayRow
from federation.store.published import publish


def standings(session: Session, as_of: datetime, zone: ZoneInfo, site_ids: Iterable[str] = ()) -> dict[str, Standing]:
    """Where these sites of the file stand at an aware moment, or all of them; in the order of the file."""
    rows = _rows(session, site_ids)
    ids = [row.id for row in rows]
    made, first = decisions_of(session, ids), _first_days(session, ids)
    rules = _rules_on(session, set(first.values()), zone)
    return {row.id: _standing(row, made.get(row.id, ()), as_of, zone, first.get(row.id), rules) for row in rows}


def standing_of(session: Session, site_id: str, as_of: datetime, zone: ZoneInfo) -> Standing | None:
    """Where one site stands; None for an unknown or archived one."""
    return standings(session, as_of, zone, [site_id]).get(site_id)


def settle(session: Session, now: datetime, zone: ZoneInfo, site_ids: Iterable[str] = ()) -> tuple[Standing, ...]:
    """Bring the status in force to the rows of these sites, or of all; returns those that moved.

    What readers see rises with it: entries are merged anew where a site enters or leaves the public, the published
    version goes up.
    """
    found = standings(session, now, zone, site_ids)
    moved = [one for one in found.values() if _row(session, one.site).label != one.status.value]
    if not moved:
        return ()
    sources = session.scalars(select(SourceRow.id).where(SourceRow.site_id.in_([one.site for one in moved]))).all()
    before = voices(session, *sources) if sources else {}
    for one in moved:
        row = _row(session, one.site)
        row.label, row.payload = one.status.value, dump_site(replace(load_site(row.payload), status=one.status))
    session.flush()
    revoice(session, before, now)
    publish(session, now)
    return tuple(moved)


def former_site(session: Session, site_id: str) -> Site | None:
    """A site that was in the network file and is no longer, as it last stood there; None for any other."""
    row = session.get(SiteRow, site_id)
    return None if row is None or row.archived_at is None else load_site(row.payload)


def decided_statuses(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, LabelStatus]:
    """The statuses of the sites that decisions moved, those out of the file too; the file no longer moves these."""
    made = decisions_of(session)
    return {
        site: standing(site, LabelStatus.LISTED, [one.made for one in found], now, zone).status
        for site, found in made.items()
    }


def _rules_on(session: Session, days: Collection[date], zone: ZoneInfo) -> dict[date, Rulebook]:
    """The rules in force on each of these days; looked up once for all when they are the same on the first and last."""
    if not days:
        return {}
    first, last = (rulebook(session, at_midnight(on, zone)) for on in (min(days), max(days)))
    if first.charter == last.charter:
        return dict.fromkeys(days, first)
    return {on: rulebook(session, at_midnight(on, zone)) for on in days}


def _standing(
    row: SiteRow,
    made: Sequence[Recorded],
    as_of: datetime,
    zone: ZoneInfo,
    first: date | None,
    rules: Mapping[date, Rulebook],
) -> Standing:
    since, ends_on = labelled_since(load_site(row.payload)) or first, None
    if since is not None and first is not None:
        then = rules[first]  # A charter that comes later does not move the end of a term that runs.
        ends_on = founding_term_end(since, first, then.charter.term_months, max(then.lifecycle.reminders))
    return standing(row.id, LabelStatus(row.label), [one.made for one in made], as_of, zone, since, ends_on)


def labelled_since(site: Site) -> date | None:
    """The day since when the network file says that a site is labelled: `labelled_on` of its profile, in ISO 8601."""
    told = re.match(r"\d{4}-\d{2}-\d{2}", site.profile.get("labelled_on", ""))
    try:
        return date.fromisoformat(told[0]) if told else None
    except ValueError:
        return None


def _first_days(session: Session, site_ids: Sequence[str]) -> Mapping[str, date]:
    """The day on which the hub first saw each of these sites: a site that came labelled was so since then at least."""
    days = (
        select(SourceRow.site_id, func.min(VisitDayRow.visited_on))
        .join(VisitDayRow, VisitDayRow.source_id == SourceRow.id)
        .where(SourceRow.site_id.in_(site_ids), VisitDayRow.successes > 0)
        .group_by(SourceRow.site_id)
    )
    return dict(session.execute(days).all())


def _rows(session: Session, site_ids: Iterable[str]) -> list[SiteRow]:
    rows = select(SiteRow).where(SiteRow.archived_at.is_(None)).order_by(SiteRow.position)
    wanted = sorted(set(site_ids))
    return list(session.scalars(rows.where(SiteRow.id.in_(wanted)) if wanted else rows))


def _row(session: Session, site_id: str) -> SiteRow:
    row = session.get(SiteRow, site_id)
    assert row is not None
    return row
