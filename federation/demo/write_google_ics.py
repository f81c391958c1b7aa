"""A demonstration programme as the public address of a Google Calendar tells it.

Single events in UTC and series in the calendar's zone, UIDs of its own, a DTSTAMP that is the moment of asking (here
the day), ORGANIZER with the mailbox of the calendar, the city in brackets before some titles.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar, vCalAddress, vRecur, vText
from icalendar import Event as Component

from federation.demo.announced import Announced, Programme, chance
from federation.demo.facts import RENNES_CALENDAR, DemoPlace, place
from federation.demo.wording import address, as_html
from federation.demo.write_ics_zone import paris
from federation.domain.event import Event, Status

MEDIA_TYPE = "text/calendar; charset=UTF-8"
_LETTERS = "0123456789abcdefghijklmnopqrstuv"


def write_google_ics(programme: Programme) -> bytes:
    """The calendar of the whole programme; equal programmes give equal bytes."""
    found = place(programme.site_id)
    calendar = _calendar(found)
    for item in programme.items:
        for component in _components(programme, item, found):
            calendar.add_component(component)
    return bytes(calendar.to_ical())


def _calendar(found: DemoPlace) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Google Inc//Google Calendar 70.9054//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", found.name)
    calendar.add("x-wr-timezone", "Europe/Paris")
    calendar.add_component(paris())
    return calendar


def _components(programme: Programme, item: Announced, found: DemoPlace) -> list[Component]:
    recurrence = item.record.recurrence
    master = _component(programme, item, item.event, found)
    if recurrence is None:
        return [master]
    for rule in recurrence.rrules:
        master.add("rrule", vRecur.from_ical(rule))
    for date_ in recurrence.exdates:
        master.add("exdate", date_)
    told = [master]
    for exception in recurrence.exceptions:
        component = _component(programme, item, exception.event, found)
        component.add("recurrence-id", exception.recurrence_id)
        told.append(component)
    return told


def _component(programme: Programme, item: Announced, event: Event, found: DemoPlace) -> Component:
    single = item.record.recurrence is None
    component = Component()
    component.add("dtstart", _moment(event.start, single))
    component.add("dtend", _moment(event.end, single))
    component.add("dtstamp", datetime.combine(programme.today, datetime.min.time(), UTC))
    organiser = vCalAddress(f"mailto:{RENNES_CALENDAR}")
    organiser.params["CN"] = vText(found.name)
    component.add("organizer", organiser)
    component.add("uid", _uid(found, item.slug))
    component.add("created", item.created_at)
    component.add("description", as_html(event.description) if _pasted(found, item.slug) else event.description)
    component.add("last-modified", item.changed_at)
    component.add("location", address(event.place) if event.place is not None else event.online_url)
    component.add("sequence", event.sequence)
    component.add("status", "CANCELLED" if event.status is Status.CANCELLED else "CONFIRMED")
    component.add("summary", _title(event, found, item.slug))
    component.add("transp", "OPAQUE")
    return component


def _moment(at: Any, single: bool) -> Any:
    return at.astimezone(UTC) if single and isinstance(at, datetime) else at


def _uid(found: DemoPlace, slug: str) -> str:
    draw = chance(found.id, slug, "google")
    return "".join(draw.choice(_LETTERS) for _ in range(26)) + "@google.com"


def _title(event: Event, found: DemoPlace, slug: str) -> str:
    bracketed = chance(found.id, slug, "bracket").random() < 0.2
    return f"[{found.location.city}] {event.title}" if bracketed else event.title


def _pasted(found: DemoPlace, slug: str) -> bool:
    """Whether somebody pasted the text from a web page, tags and all."""
    return chance(found.id, slug, "pasted").random() < 0.25
