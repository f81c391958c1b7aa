"""The events of a group as a meeting service exports them: UIDs, addresses and titles of its own, the group first."""

from __future__ import annotations

from datetime import datetime

from icalendar import Calendar, vUri
from icalendar import Event as Component

from federation.demo.announced import Programme
from federation.demo.facts import place
from federation.demo.french import capital, when
from federation.demo.meetup import Meeting, meetings
from federation.demo.wording import as_text
from federation.demo.write_ics_zone import paris

MEDIA_TYPE = "text/calendar; charset=utf-8"


def write_meetup_ics(programme: Programme) -> bytes:
    """The calendar of the group; equal programmes give equal bytes."""
    name = place(programme.site_id).name
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Meetup//Meetup Calendar 1.0//FR")
    calendar.add("method", "PUBLISH")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-original-url", f"{programme.base}/meetup/events.ics")
    calendar.add("x-wr-calname", f"Events - {name}")
    calendar.add("x-ms-olk-forceinspectoropen", "TRUE")
    calendar.add_component(paris())
    for meeting in meetings(programme):
        calendar.add_component(_component(programme, meeting, name))
    return bytes(calendar.to_ical())


def _component(programme: Programme, meeting: Meeting, group: str) -> Component:
    event, item = meeting.found.event, meeting.found.item
    component = Component()
    component.add("dtstamp", item.changed_at)
    component.add("dtstart", event.start)
    component.add("dtend", event.end)
    component.add("status", "CONFIRMED")
    component.add("summary", meeting.title)
    told = capital(when(event.start, None if isinstance(event.start, datetime) else event.end))
    url = programme.base + meeting.path
    component.add("description", f"{group}\n{told}\n\n{as_text(event.description)}\n\n{url}")
    component.add("class", "PUBLIC")
    component.add("created", item.created_at)
    if event.place is not None:
        component.add("geo", (event.place.lat, event.place.lon))
        component.add("location", f"{event.place.name} ({event.place.address}, {event.place.city}, France)")
    component.add("url", vUri(url))
    component.add("last-modified", item.changed_at)
    component.add("uid", f"event_{meeting.number}@meetup.com")
    return component
