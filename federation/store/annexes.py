"""The other places of sites, as they stand on file: what events and spaces are held against."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from federation.domain.event import Place
from federation.domain.site_annexes import Annexe
from federation.store.label.statements import Statement, on_file


def annexes(session: Session, site_ids: Iterable[str] = ()) -> tuple[Annexe, ...]:
    """The places on file of these sites, or of all, in the order in which they were filed."""
    filed = [one for own in on_file(session, site_ids, ["place"]).values() for one in own]
    return tuple(_annexe(one) for one in sorted(filed, key=lambda one: one.id))


def _annexe(one: Statement) -> Annexe:
    told = one.payload
    return Annexe(
        site=one.site,
        place=Place(
            one.name,
            told.get("address", ""),
            told.get("postal_code", ""),
            told.get("city", ""),
            told.get("lat"),
            told.get("lon"),
        ),
        sources=tuple(told.get("sources", ())),
        from_on=one.first_on or one.stated_on,
        until_on=one.last_on,
        permanent=bool(told.get("permanent", True)),
    )
