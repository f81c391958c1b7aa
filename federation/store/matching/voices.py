"""Who tells: every source as a Voice, from the rows of sites and sources."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from federation.domain.event import Place
from federation.domain.marks import Voice
from federation.domain.matching import Teller
from federation.domain.site import PUBLISHED
from federation.domain.site_payload import load_site
from federation.store.models import SiteRow, SourceRow


def voices(session: Session, *source_ids: int) -> dict[int, Voice]:
    """These sources as voices, or all of them, those no longer in the file too; by id."""
    statement = select(
        SourceRow.id,
        SourceRow.key,
        SourceRow.carries,
        SourceRow.format,
        SourceRow.format_found,
        SourceRow.archived_at,
        SourceRow.position,
        SiteRow.payload,
    ).join(SiteRow, SiteRow.id == SourceRow.site_id)
    if source_ids:
        statement = statement.where(SourceRow.id.in_(source_ids))
    found = {}
    for row in session.execute(statement):
        teller, realm = _teller(row.payload, row.key, row.format_found or row.format, row.position)
        listed = row.archived_at is None and "events" in row.carries.split(",")
        found[row.id] = Voice(row.id, teller, realm, listed)
    return found


def voice(session: Session, source_id: int) -> Voice:
    """One source as a voice."""
    return voices(session, source_id)[source_id]


@lru_cache(maxsize=2048)
def _teller(payload: str, key: str, format_name: str, rank: int) -> tuple[Teller, str]:
    site = load_site(payload)
    location = site.location
    home = Place(location.name, location.address, location.postal_code, location.city, location.lat, location.lon)
    teller = Teller(
        site=site.id,
        source=key,
        names=tuple(dict.fromkeys(name for name in (site.name, location.name) if name)),
        city=location.city,
        home=home,
        format=format_name,
        website=site.website,
        rank=rank,
    )
    # What the public does not see must not change what it sees.
    return teller, "" if site.status in PUBLISHED else site.id
