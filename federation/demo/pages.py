"""The pages of a demonstration site, for people: home, agenda, one event, the place. French, no JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from federation.demo.announced import ZONE, Announced, Programme
from federation.demo.facts import NOTICE, place
from federation.demo.french import capital, day_name, hours, month_name, typeset, when
from federation.demo.programme import day_of
from federation.demo.series import dates
from federation.domain.event import Attendance, Event, Status

_STATUS = {
    Status.CANCELLED: "annulé",
    Status.FULL: "complet",
    Status.RESCHEDULED: "nouvelle date",
    Status.MOVED_ONLINE: "déplacé en ligne",
}
_ATTENDANCE = {Attendance.ONLINE: "en ligne", Attendance.MIXED: "sur place et en ligne"}


@dataclass(frozen=True, slots=True)
class Line:
    """One event in a list."""

    path: str
    title: str
    when: str
    tags: tuple[str, ...]
    off: bool
    day: date


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("federation.demo"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def _render(template: str, programme: Programme, **values: Any) -> bytes:
    found = place(programme.site_id)
    page = _templates().get_template(template)
    return page.render(place=found, notice=typeset(NOTICE), hours=hours(found.hours), **values).encode()


def home(programme: Programme) -> bytes:
    """Presentation, address, hours and the next twelve events."""
    return _render("home.html", programme, shown=_coming(programme)[:12])


def agenda(programme: Programme) -> bytes:
    """Everything to come, by month; of weekly series the next four dates."""
    return _months(programme, _coming(programme), "Agenda", past=False)


def archives(programme: Programme) -> bytes:
    """The single events of the past year, latest first."""
    lines = [
        _line(item, item.event)
        for item in reversed(programme.items)
        if item.record.recurrence is None and day_of(item.event.start) < programme.today
    ]
    return _months(programme, lines, "Événements passés", past=True)


def event(programme: Programme, slug: str) -> bytes | None:
    """The page of one event, None when the programme has no such event."""
    item = next((item for item in programme.items if item.slug == slug), None)
    if item is None:
        return None
    shown = item.event
    coming = _next_dates(item, programme.today)[:8] if item.record.recurrence else []
    return _render(
        "event.html",
        programme,
        event=shown,
        when=_every(item),
        tags=_tags(shown),
        text=_text(shown.description),
        dates=[capital(when(date_.start, date_.end)) + _aside(date_) for date_ in coming],
        previous=when(shown.previous_start, None) if shown.previous_start else "",
    )


def lieu(programme: Programme) -> bytes:
    """The place to work in."""
    found = place(programme.site_id)
    closures = [
        f"Du {day_name(closure.first_on)} au {day_name(closure.last_on)}{typeset(' : ')}{closure.reason}"
        for closure in programme.space.closures
    ]
    return _render(
        "lieu.html",
        programme,
        space=programme.space,
        closures=closures,
        supposed=lambda name: " (supposé)" if name in found.supposed else "",
    )


def missing(programme: Programme) -> bytes:
    """The page for an address that leads nowhere."""
    return _render("missing.html", programme)


def favicon(programme: Programme) -> bytes:
    """A round table in the site's colours."""
    look = place(programme.site_id).look
    drawn = f'<circle cx="16" cy="16" r="14" fill="{look.accent}"/><circle cx="16" cy="16" r="6" fill="{look.band}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{drawn}</svg>'.encode()


def _coming(programme: Programme) -> list[Line]:
    lines = [
        (shown, item)
        for item in programme.items
        for shown in _next_dates(item, programme.today)[: 4 if item.record.recurrence else 1]
    ]
    lines.sort(key=lambda pair: (day_of(pair[0].start), _hour(pair[0])))
    return [_line(item, shown) for shown, item in lines]


def _next_dates(item: Announced, today: date) -> list[Event]:
    return [shown for shown in dates(item) if _last_day(shown) >= today]


def _last_day(shown: Event) -> date:
    if isinstance(shown.end, datetime) or shown.end is None:
        return day_of(shown.end or shown.start)
    return shown.end - timedelta(days=1)


def _hour(shown: Event) -> str:
    return shown.start.astimezone(ZONE).strftime("%H%M") if isinstance(shown.start, datetime) else ""


def _line(item: Announced, shown: Event) -> Line:
    told = capital(when(shown.start, shown.end))
    off = shown.status is Status.CANCELLED
    return Line(f"/agenda/{item.slug}", shown.title, told, _tags(shown), off, day_of(shown.start))


def _tags(shown: Event) -> tuple[str, ...]:
    words = (_STATUS.get(shown.status), _ATTENDANCE.get(shown.attendance) if shown.attendance else None)
    return (*(word for word in words if word), *shown.categories[:1])


def _months(programme: Programme, lines: list[Line], heading: str, *, past: bool) -> bytes:
    months = [(capital(name), list(found)) for name, found in groupby(lines, key=lambda line: month_name(line.day))]
    return _render("agenda.html", programme, months=months, heading=heading, past=past)


def _every(item: Announced) -> str:
    shown = item.event
    if item.record.recurrence is None:
        return capital(when(shown.start, shown.end))
    return f"Chaque {when(shown.start, shown.end).split(' ')[0]}, à partir du {when(shown.start, shown.end)}"


def _aside(shown: Event) -> str:
    if shown.status is Status.CANCELLED:
        return " (annulé)"
    return " (date déplacée)" if shown.previous_start else ""


def _text(description: str) -> Markup:
    """The description as HTML: as it is where the programme writes HTML, else its paragraphs escaped."""
    if description.startswith("<"):
        return Markup(description)  # noqa: S704 - written by this program, announced titles come escaped
    return Markup("").join(Markup("<p>{}</p>\n").format(escape(part)) for part in description.split("\n\n"))
