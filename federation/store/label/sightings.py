"""What was last seen of the network on the pages of its sites, and which pages are to be looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from federation.domain.site import LabelStatus
from federation.domain.site_payload import load_site
from federation.label.standing import BEARING
from federation.store.models import SightingRow, SiteRow

EVERY = timedelta(hours=24)
"""How long a page is left alone."""

_LOOKED_AT = sorted({*BEARING, LabelStatus.CANDIDATE})
"""A candidate may show its badge already: on the day of its label the hub has seen it."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was seen on a page of a site at a moment: `badge`, `link`, both or nothing; or why it could not be read."""

    site: str
    page: str
    seen: tuple[str, ...]
    looked_at: datetime
    reason: str = ""


def pages_due(session: Session, now: datetime, most: int) -> list[tuple[str, str]]:
    """The sites that bear the label or apply for it, each with the address of its page, not looked at for a day."""
    rows = (
        select(SiteRow)
        .outerjoin(SightingRow, SightingRow.site_id == SiteRow.id)
        .where(SiteRow.archived_at.is_(None), SiteRow.label.in_(_LOOKED_AT))
        .where(or_(SightingRow.tried_at.is_(None), SightingRow.tried_at <= now - EVERY))
        .order_by(SightingRow.tried_at, SiteRow.position)
    )
    found = []
    for row in session.scalars(rows):
        site = load_site(row.payload)
        if page := site.profile.get("label_page_url", "").strip() or site.website:
            found.append((site.id, page))
    return found[:most]


def note(session: Session, sighting: Sighting) -> None:
    """Keep what was seen; of a page that could not be read only that, and when."""
    row = session.get(SightingRow, sighting.site)
    if row is None:
        row = SightingRow(site_id=sighting.site, checked_at=None, seen="")
        session.add(row)
    row.page, row.tried_at, row.reason = sighting.page, sighting.looked_at, sighting.reason
    if not sighting.reason:
        row.seen, row.checked_at = ",".join(sighting.seen), sighting.looked_at
    session.flush()
