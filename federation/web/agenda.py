"""The agenda's pages: home, the coming days, one event."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, redirect
from markupsafe import Markup
from werkzeug.exceptions import HTTPException, NotFound

from federation.domain.entry import Entry
from federation.publish.dates import spoken_when
from federation.publish.jsonld import event_jsonld
from federation.store import agenda as entries
from federation.store.sites import site_cards
from federation.web.cards import cards
from federation.web.context import context
from federation.web.facts import facts
from federation.web.moves import moved_line
from federation.web.origins import origins
from federation.web.pages import Reading, html
from federation.web.params import PAGE_SIZE, no_parameters, page_number
from federation.web.rows import Day, day_words, status_mark

blueprint = Blueprint("agenda", __name__)

HOME_ROWS = 8
"""Entries on the home page."""


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """One page of an agenda: its days, its place among the pages, and how many entries there are in all."""

    days: list[Day]
    number: int
    pages: int
    total: int


def agenda_page(reading: Reading, number: int, site: str = "") -> AgendaPage:
    """The page `number` of the coming entries; NotFound after the last one."""
    total = entries.count(reading.session, reading.query(site=site))
    pages = max(1, -(-total // PAGE_SIZE))
    if number > pages:
        raise NotFound
    query = reading.query(site=site, page=number, size=PAGE_SIZE)
    return AgendaPage(reading.rows.days(entries.upcoming(reading.session, query)), number, pages, total)


@blueprint.get("/")
def home() -> Response:
    """The network in one page: what it is, its places, the days ahead."""
    no_parameters()

    def make(reading: Reading) -> str:
        days = reading.rows.days(entries.upcoming(reading.session, reading.query(size=HOME_ROWS)))
        return reading.page(
            "home.html",
            day=day_words(reading.today, reading.here.language, reading.today),
            cards=cards(reading, site_cards(reading.session, reading.today)),
            days=days,
            total=entries.count(reading.session, reading.query()),
        )

    return html(make)


@blueprint.get("/agenda")
def agenda() -> Response:
    """The coming entries of the network, day by day."""
    number = page_number()
    return html(lambda reading: reading.page("agenda.html", agenda=agenda_page(reading, number)))


@blueprint.get("/evenements/<entry_id>")
def event(entry_id: str) -> Response:
    """One entry with all that is known of it, past and withdrawn ones too."""
    no_parameters()

    def make(reading: Reading) -> str:
        entry = entries.find(reading.session, entry_id)
        if entry is None:
            raise missing(reading, entry_id)
        public = context().settings.address + reading.here.prefix
        jsonld = event_jsonld(entry, f"{public}/evenements/{entry.id}", f"{public}/lieux/{entry.host.id}")
        return reading.page(
            "event.html",
            entry=entry,
            event=entry.event,
            facts=facts(reading, entry),
            moved=moved_line(reading, entry),
            origins=origins(reading, entry),
            dates=other_dates(reading, entry),
            jsonld=Markup(jsonld),  # noqa: S704 `event_jsonld` leaves no < > &
            description=Markup(entry.event.description),  # noqa: S704 made safe when it was pulled
        )

    return html(make)


def missing(reading: Reading, entry_id: str, extension: str = "") -> HTTPException:
    """What to answer for an entry that is not shown: where it went when it became part of another."""
    into = entries.merged_into(reading.session, entry_id)
    if into is None:
        return NotFound()
    return HTTPException(response=redirect(reading.here.to(f"/evenements/{into}{extension}"), 301))


@dataclass(frozen=True, slots=True)
class OtherDate:
    """Another date of the same series."""

    href: str
    words: str
    mark: str


def other_dates(reading: Reading, entry: Entry) -> list[OtherDate]:
    """The coming dates of the series of an entry, itself left out; nothing for what happens once."""
    if not entry.recurring:
        return []
    found = entries.other_dates(reading.session, entry, reading.today)
    language = reading.here.language
    return [
        OtherDate(
            href=reading.here.to(f"/evenements/{item.id}"),
            words=spoken_when(item.event, language, reading.network.zone),
            mark=status_mark(item)[0],
        )
        for item in found
    ]
