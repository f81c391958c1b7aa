"""A demonstration programme as iCalendar (RFC 5545, RFC 7986), written with icalendar.

DTSTAMP comes from the programme, never from the clock: equal programmes give equal bytes.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from icalendar import Calendar, vCalAddress, vRecur, vText, vUri
from icalendar import Event as Component

from federation.demo.announced import Announced, Programme
from federation.demo.facts import place
from federation.demo.write_ics_zone import paris
from federation.domain.event import Event, Place, Status

MEDIA_TYPE = "text/calendar; charset=utf-8"
_CANCELLED = Status.CANCELLED


def write_ics(programme: Programme) -> bytes:
    """The calendar of the programme: one VEVENT an event, and one more for each exception of a series."""
    calendar = _calendar(programme)
    for item in programme.items:
        for component in _components(item):
            calendar.add_component(component)
    return bytes(calendar.to_ical())


def _calendar(programme: Programme) -> Calendar:
    name = place(programme.site_id).name
    calendar = Calendar()
    calendar.add("prodid", f"-//{place(programme.site_id).domain}//agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/Paris")
    calendar.add("refresh-interval", timedelta(minutes=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1M")
    calendar.add("url", vUri(f"{programme.base}/agenda"))
    calendar.add_component(paris())
    return calendar


def _components(item: Announced) -> list[Component]:
    master = _component(item, item.event)
    recurrence = item.record.recurrence
    if recurrence is None:
        return [master]
    for rule in recurrence.rrules:
        master.add("rrule", vRecur.from_ical(rule))
    if recurrence.exdates:
        master.add("exdate", list(recurrence.exdates))
    found = [master]
    for exception in recurrence.exceptions:
        component = _component(item, exception.event)
        component.add("recurrence-id", exception.recurrence_id)
        found.append(component)
    return found


def _component(item: Announced, event: Event) -> Component:
    component = Component()
    component.add("uid", event.uid)
    component.add("dtstamp", item.changed_at)
    component.add("created", item.created_at)
    component.add("last-modified", item.changed_at)
    component.add("sequence", event.sequence)
    component.add("dtstart", event.start)
    if event.end is not None:
        component.add("dtend", event.end)
    component.add("summary", event.title)
    component.add("description", event.description)
    component.add("status", "CANCELLED" if event.status is _CANCELLED else "CONFIRMED")
    component.add("categories", list(event.categories))
    component.add("url", vUri(event.url))
    _where(component, event)
    _whom(component, event)
    return component


def _where(component: Component, event: Event) -> None:
    if event.place is not None:
        component.add("location", _address(event.place))
        component.add("geo", (event.place.lat, event.place.lon))
    if event.online_url:
        parameters: dict[str, Any] = {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": "Visio"}
        component.add("conference", vUri(event.online_url), parameters=parameters)


def _address(where: Place) -> str:
    return f"{where.name}, {where.address}, {where.postal_code} {where.city}"


def _whom(component: Component, event: Event) -> None:
    """ORGANIZER as an organisation with the address of its page (RFC 5545 §3.3.3 allows any URI)."""
    if event.organiser is not None:
        organiser = vCalAddress(event.organiser.url)
        organiser.params["CN"] = vText(event.organiser.name)
        component.add("organizer", organiser)
