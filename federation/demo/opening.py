"""Whether a place is open at a moment, and since when, as one that tells of its door (SpaceAPI) would know."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from federation.demo.announced import ZONE
from federation.domain.opening_hours import parse
from federation.domain.opening_rules import Hours
from federation.domain.opening_times import edges, is_open
from federation.domain.space import Space

_BACK = 20


def at_the_door(space: Space, now: datetime) -> Space:
    """The space with « open now », as its hours and closures have it at the aware moment `now`."""
    hours = parse(space.hours)
    if not isinstance(hours, Hours) or not space.hours:
        return space
    opened = is_open(hours, space.closures, now, ZONE)
    return replace(space, open_now=opened, open_changed_at=_since(hours, space, now))


def _since(hours: Hours, space: Space, now: datetime) -> datetime | None:
    """When it last opened or closed; None when that is long ago."""
    today = now.astimezone(ZONE).date()
    for back in range(_BACK):
        day = today - timedelta(days=back)
        for edge in sorted(set(edges(hours, space.closures, day, ZONE)), reverse=True):
            before = edge - timedelta(seconds=1)
            if edge <= now and is_open(hours, space.closures, before, ZONE) != is_open(
                hours, space.closures, edge, ZONE
            ):
                return edge.astimezone(UTC)
    return None
