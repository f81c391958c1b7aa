"""A programme as formats without recurrence tell it: one entry a date, each with an address of its own. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from federation.demo.announced import ZONE, Announced, Programme
from federation.demo.facts import place
from federation.demo.programme import day_of
from federation.demo.series import dates
from federation.domain.event import Event


@dataclass(frozen=True, slots=True)
class Happening:
    """One date of what a site announces: `slug` names it for ever, `item` is the announcement it belongs to."""

    slug: str
    event: Event
    item: Announced

    @property
    def last_day(self) -> date:
        """The last day on which it goes on; ends are exclusive."""
        start, end = self.event.start, self.event.end
        return end - timedelta(days=1) if end is not None and not isinstance(end, datetime) else day_of(end or start)


def happenings(programme: Programme) -> tuple[Happening, ...]:
    """Every date of the programme, soonest first."""
    return tuple(sorted((found for item in programme.items for found in of_item(item, programme)), key=_soonest))


def of_item(item: Announced, programme: Programme) -> list[Happening]:
    """The dates of one announcement; those of a weekly series are named after the day that was planned."""
    if item.record.recurrence is None:
        return [Happening(item.slug, item.event, item)]
    found = place(programme.site_id)
    told = []
    for event in dates(item):
        slug = f"{item.slug}-{day_of(event.previous_start or event.start).isoformat()}"
        event = replace(event, uid=f"{slug}@{found.domain}", url=programme.base + found.page(slug))
        told.append(Happening(slug, event, item))
    return told


def coming(programme: Programme) -> tuple[Happening, ...]:
    """Every date that is not over on the day of the programme, soonest first."""
    return tuple(found for found in happenings(programme) if found.last_day >= programme.today)


def _soonest(found: Happening) -> tuple[date, str, str]:
    start = found.event.start
    hour = start.astimezone(ZONE).strftime("%H%M") if isinstance(start, datetime) else ""
    return day_of(start), hour, found.slug
