"""The lists of a demonstration site's pages: what an event is in one line. French."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from federation.demo.announced import Programme
from federation.demo.facts import DemoPlace, place
from federation.demo.french import capital, when
from federation.demo.happenings import Happening, coming
from federation.demo.programme import day_of
from federation.demo.wording import summary
from federation.domain.event import Attendance, Event, Status

_STATUS = {
    Status.CANCELLED: "annulé",
    Status.FULL: "complet",
    Status.RESCHEDULED: "nouvelle date",
    Status.MOVED_ONLINE: "déplacé en ligne",
}
_ATTENDANCE = {Attendance.ONLINE: "en ligne", Attendance.MIXED: "sur place et en ligne"}
_MONTHS = ("janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_DATES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One event in a list."""

    path: str
    title: str
    when: str
    tags: tuple[str, ...]
    off: bool
    day: date
    text: str
    event: Event
    last_day: date

    @property
    def month(self) -> str:
        """« nov. »."""
        return _MONTHS[self.day.month - 1]


def coming_lines(programme: Programme, only: Container[str] | None = None) -> list[Line]:
    """What comes (of the announcements `only`), soonest first; of a series the next dates alone."""
    found = place(programme.site_id)
    seen: Counter[str] = Counter()
    lines = []
    for item in coming(programme):
        seen[item.item.slug] += 1
        if seen[item.item.slug] <= _DATES_SHOWN and (only is None or item.item.slug in only):
            lines.append(line_of(found, item))
    return lines


def every_date(programme: Programme) -> list[Line]:
    """What comes, every date of every series."""
    found = place(programme.site_id)
    return [line_of(found, item) for item in coming(programme)]


def line_of(found: DemoPlace, item: Happening) -> Line:
    """The line of a date; it leads to the page of the whole announcement."""
    shown = item.event
    told = capital(when(shown.start, shown.end))
    off = shown.status is Status.CANCELLED
    path = found.page(item.item.slug)
    return Line(path, shown.title, told, tags_of(shown), off, day_of(shown.start), summary(shown), shown, item.last_day)


def tags_of(shown: Event) -> tuple[str, ...]:
    """What became of it, where one takes part, its first category."""
    words = (_STATUS.get(shown.status), _ATTENDANCE.get(shown.attendance) if shown.attendance else None)
    return (*(word for word in words if word), *shown.categories[:1])
