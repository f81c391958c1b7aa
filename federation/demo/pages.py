"""The pages of a demonstration site, for people: home, agenda, one event, the place. French, no JavaScript.

Each place has a layout and a style of its own in `templates/`; where its pages say what they show in a vocabulary for
machines (schema.org, h-event), they are one of its sources.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from federation.demo import write_jsonld
from federation.demo.announced import Announced, Programme
from federation.demo.facts import NOTICE, DemoPlace, place
from federation.demo.french import capital, day_name, hours, month_name, typeset, when
from federation.demo.happenings import Happening, coming, happenings, of_item
from federation.demo.listing import Line, coming_lines, every_date, line_of, tags_of
from federation.demo.meetup import meetings
from federation.demo.posts import posts
from federation.demo.programme import day_of
from federation.demo.sources import KINDS
from federation.demo.wording import as_html
from federation.demo.xml import w3c
from federation.domain.event import Event, Status


@cache
def _templates() -> Environment:
    found = Environment(
        loader=PackageLoader("federation.demo"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    found.filters |= {"w3c": w3c, "in_words": lambda at: day_name(day_of(at)), "capital": capital}
    return found


def _render(template: str, programme: Programme, jsonld: bytes = b"", **values: Any) -> bytes:
    found = place(programme.site_id)
    page = _templates().select_template([f"{found.id}/{template}", template])
    soon = [line_of(found, item) for item in coming(programme)[:5]]
    return page.render(
        place=found,
        layout=f"{found.id}/layout.html",
        kinds=KINDS,
        notice=typeset(NOTICE),
        hub=programme.hub,
        hours=hours(found.hours),
        soon=soon,
        recent=posts(programme)[:5] if _keeps_blog(found) else (),
        jsonld=Markup(jsonld.decode().replace("<", "\\u003c")),  # noqa: S704 - JSON, and no « < » in it
        **values,
    ).encode()


def _keeps_blog(found: DemoPlace) -> bool:
    return any(source.kind == "wordpress-rss" for source in found.sources)


def style(found: DemoPlace) -> bytes:
    """The style sheet: the colours of the place, then its own rules."""
    look = found.look
    colours = f"--paper: {look.paper}; --ink: {look.ink}; --accent: {look.accent}; --band: {look.band}"
    own = files("federation.demo").joinpath("templates", found.id, "style.css").read_text("utf-8")
    shared = files("federation.demo").joinpath("templates", "shared.css").read_text("utf-8")
    return f":root {{ {colours}; }}\nbody {{ font-family: {look.font}; }}\n{shared}{own}".encode()


def home(programme: Programme) -> bytes:
    """Presentation, address, hours and the next twelve events; where there is a blog, its latest articles."""
    return _render("home.html", programme, shown=coming_lines(programme)[:12], articles=_articles(programme))


def _articles(programme: Programme) -> list[tuple[str, str, str, Markup]]:
    if not _keeps_blog(place(programme.site_id)):
        return []
    return [
        (post.path, post.title, day_name(post.published_at.date()), Markup(post.html))  # noqa: S704 - written here
        for post in posts(programme)[:4]
    ]


def agenda(programme: Programme) -> bytes:
    """Everything to come, by month; of weekly series the next four dates, unless machines read it here."""
    found = place(programme.site_id)
    if _speaks_jsonld(found):
        near = {group[0].item.slug for group in write_jsonld.nearest(programme)}
        more = write_jsonld.LATER if write_jsonld.later(programme) else ""
        lines = coming_lines(programme, near)
        return _months(programme, lines, "Agenda", jsonld=write_jsonld.list_of(programme), more=more)
    return _months(programme, every_date(programme) if _is_the_source(found) else coming_lines(programme), "Agenda")


def later(programme: Programme) -> bytes:
    """The second page of the agenda, where it has two."""
    far = {group[0].item.slug for group in write_jsonld.later(programme)}
    return _months(
        programme, coming_lines(programme, far), "La suite du programme", jsonld=write_jsonld.later_of(programme)
    )


def _is_the_source(found: DemoPlace) -> bool:
    return any(source.path == found.agenda for source in found.sources)


def _speaks_jsonld(found: DemoPlace) -> bool:
    return any((source.path, source.kind) == ("/lieu", "page") for source in found.sources)


def archives(programme: Programme) -> bytes:
    """The single events of the past year, latest first."""
    found = place(programme.site_id)
    over = [
        item
        for item in reversed(happenings(programme))
        if item.item.record.recurrence is None and day_of(item.event.start) < programme.today
    ]
    return _months(programme, [line_of(found, item) for item in over], "Événements passés", past=True)


def event(programme: Programme, slug: str) -> bytes | None:
    """The page of an event, or of one date of a series; None when the programme has no such event."""
    found = _found(programme, slug)
    if found is None:
        return None
    item, dates = found
    one = dates[0] if item.slug != slug else None
    ahead = [date_ for date_ in dates if date_.last_day >= programme.today] or dates
    shown = one.event if one is not None else item.event
    series = one is None and item.record.recurrence is not None
    site = place(programme.site_id)
    return _render(
        "event.html",
        programme,
        jsonld=write_jsonld.events_of(ahead) if _speaks_jsonld(site) else b"",
        event=shown,
        when=_every(item) if series else capital(when(shown.start, shown.end)),
        tags=tags_of(shown),
        text=Markup(as_html(shown.description)),  # noqa: S704 - written by this program, announced titles escaped
        dates=[capital(when(date_.event.start, date_.event.end)) + _aside(date_.event) for date_ in ahead[:8]]
        if series
        else [],
        series=site.page(item.slug) if one is not None else "",
        previous=when(shown.previous_start, None) if shown.previous_start else "",
    )


def _found(programme: Programme, slug: str) -> tuple[Announced, list[Happening]] | None:
    for item in programme.items:
        if item.slug == slug:
            return item, of_item(item, programme)
        if item.record.recurrence is not None and slug.startswith(item.slug):
            for date_ in of_item(item, programme):
                if date_.slug == slug:
                    return item, [date_]
    return None


def meeting(programme: Programme, path: str) -> bytes | None:
    """What the group on a meeting service says of an event; None when it knows of none at this path."""
    found = next((found for found in meetings(programme) if found.path == path), None)
    if found is None:
        return None
    shown = found.found.event
    return _render(
        "meeting.html",
        programme,
        title=found.title,
        when=capital(when(shown.start, shown.end)),
        text=Markup(as_html(shown.description)),  # noqa: S704 - written by this program, announced titles escaped
        event=shown,
    )


def post(programme: Programme, path: str) -> bytes | None:
    """An article of the blog; None when none is at this path."""
    found = next((found for found in posts(programme) if found.path == path), None)
    if found is None:
        return None
    text = Markup(found.html)  # noqa: S704 - written by this program, announced titles escaped
    return _render("post.html", programme, post=found, text=text, published=day_name(found.published_at.date()))


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
        jsonld=write_jsonld.place_of(programme) if _speaks_jsonld(found) else b"",
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


def _months(
    programme: Programme, lines: list[Line], heading: str, *, past: bool = False, jsonld: bytes = b"", more: str = ""
) -> bytes:
    months = [(capital(name), list(found)) for name, found in groupby(lines, key=lambda line: month_name(line.day))]
    return _render("agenda.html", programme, jsonld=jsonld, months=months, heading=heading, past=past, more=more)


def _every(item: Announced) -> str:
    shown = item.event
    return f"Chaque {when(shown.start, shown.end).split(' ')[0]}, à partir du {when(shown.start, shown.end)}"


def _aside(shown: Event) -> str:
    if shown.status is Status.CANCELLED:
        return " (annulé)"
    return " (date déplacée)" if shown.previous_start else ""
