"""The agenda's pages: home, the coming days, one event."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, Response, redirect
from markupsafe import Markup
from werkzeug.exceptions import HTTPException, NotFound

from federation.domain.entry import Entry
from federation.domain.query import AgendaQuery, Sort
from federation.domain.site import Site
from federation.publish.dates import spoken_when
from federation.publish.jsonld import event_jsonld
from federation.store import agenda as entries
from federation.store.finding import narrowing
from federation.store.search import Found
from federation.store.sites import site_cards
from federation.web.cards import cards
from federation.web.closing import as_it_stands
from federation.web.context import context
from federation.web.facts import facts
from federation.web.filters import Filters, filters, of_page
from federation.web.kinds import kinds
from federation.web.moves import moved_line
from federation.web.origins import origins
from federation.web.pages import Reading, html
from federation.web.params import MOST_COUNTED, PAGE_SIZE, asked, common, no_parameters, spelled
from federation.web.rows import Day, day_words, status_mark

blueprint = Blueprint("agenda", __name__)

HOME_ROWS = 8
"""Entries on the home page."""


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """One page of an agenda: its days, its place among the pages, and how many entries there are in all.

    `uncounted` when there are more than are counted, `before` and `after` are the addresses of the pages beside it.
    """

    days: list[Day]
    number: int
    pages: int
    total: int
    uncounted: bool
    before: str
    after: str
    query: str
    filters: Filters
    corrected: str = ""
    places: tuple[Site, ...] = ()


def agenda_page(reading: Reading, query: AgendaQuery, site: str = "") -> AgendaPage:
    """The page of a query; NotFound after the last one."""
    query = replace(query, site=site, size=PAGE_SIZE, zone=reading.network.zone)
    most = MOST_COUNTED if query.narrowed or query.to_on is not None else None
    narrow = narrowing(reading.session, query)
    total = entries.count(reading.session, query, most and most + 1, narrow)
    counted = total if most is None else min(total, most)
    pages = max(1, -(-counted // PAGE_SIZE))
    if query.page > pages:
        raise NotFound
    found, path = entries.upcoming(reading.session, query, narrow), str(reading.here)
    corrected, places = _worded(reading, narrow.found)
    return AgendaPage(
        days=reading.rows.days(found) if query.sort is Sort.DATE else reading.rows.told(found, query.sort),
        number=query.page,
        pages=pages,
        total=counted,
        uncounted=total > counted,
        before=of_page(query, query.page - 1, path) if query.page > 1 else "",
        after=of_page(query, query.page + 1, path) if query.page < pages else "",
        query=spelled(query),
        filters=filters(reading, query, path),
        corrected=corrected,
        places=places,
    )


def emptied(agenda: AgendaPage) -> AgendaPage:
    """The page of an agenda in which nothing comes any more."""
    return replace(agenda, days=[], number=1, pages=1, total=0, uncounted=False, before="", after="")


def _worded(reading: Reading, worded: Found | None) -> tuple[str, tuple[Site, ...]]:
    """The words looked for as they were understood, when some were taken for others; and the places called so."""
    if worded is None:
        return "", ()
    known = {site.id: site for site in reading.network.sites}
    return worded.corrected, tuple(known[id_] for id_ in worded.sites if id_ in known)


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
    query = asked()
    return html(lambda reading: reading.page("agenda.html", agenda=agenda_page(reading, query)), common=common(query))


@blueprint.get("/evenements/<entry_id>")
def event(entry_id: str) -> Response:
    """One entry with all that is known of it, past and withdrawn ones too."""
    no_parameters()

    def make(reading: Reading) -> str:
        entry = entries.find(reading.session, entry_id)
        if entry is None:
            raise missing(reading, entry_id)
        entry = as_it_stands(reading, entry)
        public = context().settings.address + reading.here.prefix
        jsonld = event_jsonld(entry, f"{public}/evenements/{entry.id}", f"{public}/lieux/{entry.host.id}")
        return reading.page(
            "event.html",
            entry=entry,
            event=entry.event,
            facts=facts(reading, entry),
            kinds=kinds(reading.here, entry),
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
