"""The agenda for programs: RSS, Atom, JSON Feed and iCalendar, of the network, of a site, of one event."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID, uuid5

from flask import Blueprint, Response

from federation.domain.entry import Entry
from federation.domain.query import AgendaQuery, Sort
from federation.domain.site import Site
from federation.publish.feed import Feed
from federation.publish.ics import ics
from federation.publish.jsonfeed import jsonfeed
from federation.publish.rss_atom import atom, rss
from federation.store import agenda as entries
from federation.store.asking import day_start
from federation.store.changed import removed
from federation.store.finding import narrowing
from federation.store.published import published
from federation.web.agenda import missing
from federation.web.caching import answer
from federation.web.closing import as_it_stands, called_off
from federation.web.context import context
from federation.web.filters import chip_words
from federation.web.kinds import kind_words
from federation.web.language import translated as _
from federation.web.pages import Reading, reading
from federation.web.params import asked, common, no_parameters, spelled
from federation.web.sites import known_site

blueprint = Blueprint("feeds", __name__)

FEED_ROWS = 50
"""Entries in a feed to read; a calendar holds all that come."""

_NAMESPACE = UUID("2f4c9d1e-6f0b-5d0a-9a5e-1d7b3c1f0e55")

WITH_TOMBSTONES = frozenset({"atom", "json"})
"""The formats that name what was withdrawn lately, beside the entries they show."""

Writer = Callable[[Feed, Iterable[Entry]], bytes]
"""A pure writer of `federation.publish`."""

WRITERS: dict[str, tuple[str, Writer]] = {
    "rss": ("application/rss+xml; charset=utf-8", rss),
    "atom": ("application/atom+xml; charset=utf-8", atom),
    "json": ("application/feed+json; charset=utf-8", jsonfeed),
    "ics": ("text/calendar; charset=utf-8", ics),
}


@blueprint.get("/agenda.<any(rss, atom, json, ics):extension>")
def network_feed(extension: str) -> Response:
    """What comes in the network, in one format."""
    return _feed(extension, "")


@blueprint.get("/lieux/<site_id>/agenda.<any(rss, atom, json, ics):extension>")
def site_feed(site_id: str, extension: str) -> Response:
    """What comes at one site, in one format."""
    return _feed(extension, site_id)


@blueprint.get("/evenements/<entry_id>.ics")
def event_ics(entry_id: str) -> Response:
    """One entry as a calendar, to be added by hand to another one."""
    no_parameters()

    def render() -> bytes:
        with reading() as current:
            entry = entries.find(current.session, entry_id)
            if entry is None:
                raise missing(current, entry_id, ".ics")
            path = f"/evenements/{entry.id}"
            feed = described(current, entry.event.title, path, f"{path}.ics")
            return ics(feed, [as_it_stands(current, entry)])

    return answer(WRITERS["ics"][0], render)


def _feed(extension: str, site_id: str) -> Response:
    query = asked("page", *(("site", "region") if site_id else ()), ranked=False)
    media_type, write = WRITERS[extension]

    def render() -> bytes:
        with reading() as current:
            site = known_site(current, site_id) if site_id else None
            page = f"/lieux/{site_id}/agenda" if site_id else "/agenda"
            title = feed_title(current, site, query)
            feed = described(current, title, page, f"{page}.{extension}", spelled(query))
            wanted = shown(current, query, extension, site_id)
            narrow = narrowing(current.session, wanted)
            if extension in WITH_TOMBSTONES:
                since = day_start(current.today, current.network.zone)
                sites = (site_id,) if site_id else ()
                feed = replace(feed, removed=removed(current.session, since, sites=sites, query=wanted, narrow=narrow))
            return write(feed, called_off(current, site, entries.upcoming(current.session, wanted, narrow)))

    return answer(media_type, render, common=common(query))


def shown(current: Reading, query: AgendaQuery, extension: str, site_id: str) -> AgendaQuery:
    """What a format shows: calendars all that comes and what was withdrawn, feeds the first fifty."""
    size = None if extension == "ics" else FEED_ROWS
    return replace(query, site=site_id, size=size, withdrawn=True, zone=current.network.zone)


def feed_title(current: Reading, site: Site | None, query: AgendaQuery | None = None) -> str:
    """What a feed is called in a reader's list: with what narrows it, so that two of them are told apart."""
    name = current.network.name
    if site is None:
        whole = _("%(name)s : l’agenda", name=name)
    else:
        whole = _("%(city)s : l’agenda (%(name)s)", city=site.location.city, name=site.name)
    if query is None:
        return whole
    told = [_("nouveautés")] if query.sort is Sort.NEW else []
    told += chip_words(current, query)
    return f"{whole} – {', '.join(told)}" if told else whole


def described(current: Reading, title: str, page: str, path: str, query: str = "") -> Feed:
    """A feed as a whole: `page` is the path of the page it mirrors, `path` its own, both without language and query."""
    here, network, asked_for = current.here, current.network, f"?{query}" if query else ""
    public = context().settings.address
    return Feed(
        title=title,
        about=network.about,
        home_url=public + here.to(page) + asked_for,
        self_url=public + here.to(path) + asked_for,
        base_url=public + here.prefix,
        language=here.language,
        updated_at=published(current.session).changed_at,
        zone=network.zone,
        id=f"urn:uuid:{uuid5(_NAMESPACE, network.id + here.to(page) + asked_for)}",
        contact=network.contact,
        kinds=kind_words(here.language),
    )
