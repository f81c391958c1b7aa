"""Events of the agenda, page by page; one event and who tells of it; words while typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Response, redirect, request
from werkzeug.exceptions import HTTPException, NotFound

from federation.domain.cursors import Place, read_place, write_place
from federation.domain.drawn import span
from federation.domain.entry import Entry
from federation.domain.query import AgendaQuery, Sort, plain_text, read_query
from federation.errors import QueryError
from federation.publish.api import Plain, page, plain_event, stamp
from federation.publish.schemas import EventPageSchema, OneEventSchema, WordsSchema
from federation.publish.text import web_url
from federation.store import agenda as entries
from federation.store.finding import narrowing
from federation.store.search import suggest
from federation.web.api.answers import ROOT, answered, base_url, given, limit, next_url, only
from federation.web.closing import as_it_stands
from federation.web.context import context
from federation.web.pages import Reading

USUAL, MOST = 50, 200
_OWN = ("limit", "cursor")
Pairs = list[tuple[str, str]]


def events() -> Response:
    """What comes, in the order asked for."""
    size, cursor = limit(USUAL, MOST), given("cursor")
    asked: Pairs = [(name, value) for name, value in request.args.items(multi=True) if name not in _OWN]

    def make(current: Reading) -> Plain:
        query = asked_query(current, asked)
        place = read_place("cursor", cursor, query.sort) if cursor else Place(query.sort)
        after = (place.at, place.id) if place.at is not None else None
        narrow = narrowing(current.session, query)
        found = entries.upcoming(current.session, replace(query, page=place.page, size=size, after=after), narrow)
        url = _next(query, place, found, size, asked)
        understood = narrow.found.corrected if narrow.found is not None else ""
        return page([plain_event(entry, base_url()) for entry in found], url, corrected=understood)

    return answered(EventPageSchema, make)


def asked_query(current: Reading, asked: Pairs) -> AgendaQuery:
    """The query of these parameters; raises QueryError on the first that is wrong."""
    network = current.network
    try:
        words, zone = context().vocabulary(network), network.zone
        return read_query(asked, current.today, words, zone=zone, not_here=("page",), ranked=True)
    except QueryError as error:
        if error.unknown:
            error.allowed = (*error.allowed, *_OWN)
        raise


def _next(query: AgendaQuery, place: Place, found: Sequence[Entry], size: int, asked: Pairs) -> str | None:
    """The next page: after the last entry in order of date, whatever comes and goes; else by its number."""
    if len(found) < size:
        return None
    further = replace(place, page=place.page + 1)
    if query.sort is Sort.DATE:
        further = Place(query.sort, span(found[-1].event).starts_at, found[-1].id)
    parameters = asked if size == USUAL else [*asked, ("limit", str(size))]
    return next_url(parameters, cursor=write_place(further))


def event(entry_id: str) -> Response:
    """One event with all that is known of it, past and withdrawn ones too."""
    only()

    def make(current: Reading) -> Plain:
        entry = entries.find(current.session, entry_id)
        if entry is None:
            raise _missing(current, entry_id)
        told = [_origin(origin) for origin in entries.origins(current.session, entry.id)]
        return {**plain_event(as_it_stands(current, entry), base_url()), "origins": told}

    return answered(OneEventSchema, make)


def _missing(current: Reading, entry_id: str) -> HTTPException:
    into = entries.merged_into(current.session, entry_id)
    return NotFound() if into is None else HTTPException(response=redirect(f"{ROOT}/events/{into}", 301))


def _origin(origin: entries.Origin) -> Plain:
    """A source without its address, which may hold a key."""
    return {
        "site": origin.site_id,
        "source": origin.source_key,
        "format": origin.format,
        "url": web_url(origin.url) or None,
        "first_seen_at": stamp(origin.first_seen_at),
        "last_seen_at": stamp(origin.last_seen_at),
    }


def words() -> Response:
    """How what is being typed may go on; what is typed is checked as words that are looked for."""
    only("typed")
    typed = plain_text("typed", given("typed"))
    return answered(WordsSchema, lambda current: {"items": suggest(current.session, typed)})
