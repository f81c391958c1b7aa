"""The group that a demonstration site keeps on a meeting service: some of its events, under titles of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from federation.demo.announced import Programme, chance
from federation.demo.facts import place
from federation.demo.happenings import Happening, coming
from federation.demo.reply import number
from federation.domain.event import Attendance, Status

FOLDER = "/meetup/events/"
_SOCIAL = frozenset({"Rencontre", "Coding dojo", "Apéro", "Barcamp", "Atelier", "Matinale", "Hackathon"})
_NUMBERED = re.compile(r"\s*(?:#|n° )\d+")
_EMOJI = re.compile(r"^[^\w«]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One event of the group: its number there, its title there, and what it is at the site."""

    number: int
    title: str
    found: Happening

    @property
    def path(self) -> str:
        """The path of its page."""
        return f"{FOLDER}{self.number}/"


def meetings(programme: Programme) -> tuple[Meeting, ...]:
    """What the group shows: some of the single events to come that take place in the house."""
    return tuple(_meeting(programme, found) for found in coming(programme) if _shared(programme, found))


def _shared(programme: Programme, found: Happening) -> bool:
    event = found.event
    return (
        found.item.record.recurrence is None
        and event.status is not Status.CANCELLED
        and event.attendance is Attendance.ONSITE
        and not _SOCIAL.isdisjoint(event.categories)
        and chance(programme.site_id, found.slug, "meetup").random() < 0.6
    )


def _meeting(programme: Programme, found: Happening) -> Meeting:
    event = found.event
    title = _EMOJI.sub("", _NUMBERED.sub("", event.title)) or event.title
    if event.organiser is not None and event.organiser.name != place(programme.site_id).name:
        title = f"{title} (avec {event.organiser.name})"
    return Meeting(number(programme.site_id, found.slug, "meetup", digits=9), title, found)
