"""What changed: a page and three feeds, of the network and of each place; one item a change, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from zoneinfo import ZoneInfo

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from federation.domain.happened import Kind
from federation.domain.journal import Change
from federation.domain.query import AgendaQuery
from federation.domain.site import Site
from federation.publish.changes import changes_atom, changes_json, changes_rss, sentence
from federation.publish.dates import hour, short_date
from federation.publish.feed import Feed
from federation.store import changed
from federation.web.caching import answer
from federation.web.feeds import described
from federation.web.language import translated as _
from federation.web.pages import Reading, html, reading
from federation.web.params import asked, common, spelled
from federation.web.rows import DayWords, accents, day_words, unbroken
from federation.web.sites import known_site

blueprint = Blueprint("changes", __name__)

PAGE_ROWS = FEED_ROWS = 50
"""Changes on a page, and in a feed."""

Writer = Callable[[Feed, Iterable[Change]], bytes]

WRITERS: dict[str, tuple[str, Writer]] = {
    "rss": ("application/rss+xml; charset=utf-8", changes_rss),
    "atom": ("application/atom+xml; charset=utf-8", changes_atom),
    "json": ("application/feed+json; charset=utf-8", changes_json),
}

_NOT_HERE = ("from", "to", "when", "near", "km", "q", "sort")
"""What a change cannot be asked by: it has its own order, and its event may have moved away from any day."""

_OFF = frozenset({Kind.CANCELLED, Kind.WITHDRAWN, Kind.POSTPONED})
_GOOD = frozenset({Kind.BACK, Kind.FREE, Kind.SITE_BACK})


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change on the page: when it was seen, of what, and what changed; `date` is that of the event."""

    anchor: str
    at: str
    stamp: str
    href: str
    title: str
    date: str
    mark: str
    tone: str
    words: str
    city: str
    site_href: str
    accent: str


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """The changes of one day, in the network's zone."""

    words: DayWords
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class ChangePage:
    """One page of changes: `older` when there are more behind it, `asked` the parameters that narrow it."""

    days: tuple[ChangeDay, ...]
    number: int
    older: bool
    asked: str = ""


@blueprint.get("/changements")
def network_changes() -> Response:
    """What changed in the network agenda."""
    return _page("")


@blueprint.get("/lieux/<site_id>/changements")
def site_changes(site_id: str) -> Response:
    """What changed at one place."""
    return _page(site_id)


@blueprint.get("/changements.<any(rss, atom, json):extension>")
def network_feed(extension: str) -> Response:
    """The same for programs."""
    return _feed(extension, "")


@blueprint.get("/lieux/<site_id>/changements.<any(rss, atom, json):extension>")
def site_feed(site_id: str, extension: str) -> Response:
    """What changed at one place, for programs."""
    return _feed(extension, site_id)


def _page(site_id: str) -> Response:
    query = _asked(site_id)

    def make(current: Reading) -> str:
        site = known_site(current, site_id) if site_id else None
        skip = (query.page - 1) * PAGE_ROWS
        found = changed.changes(current.session, sites=_sites(site_id), query=query, size=PAGE_ROWS + 1, skip=skip)
        if skip and not found:
            raise NotFound
        days = tuple(_days(found[:PAGE_ROWS], current))
        told = ChangePage(days, query.page, len(found) > PAGE_ROWS, spelled(replace(query, page=1)))
        return current.page("changes.html", changes=told, site=site)

    return html(make, common=common(query))


def _feed(extension: str, site_id: str) -> Response:
    query = _asked(site_id, "page")
    media_type, write = WRITERS[extension]

    def render() -> bytes:
        with reading() as current:
            site = known_site(current, site_id) if site_id else None
            page = f"/lieux/{site_id}/changements" if site_id else "/changements"
            feed = described(current, feed_title(current, site), page, f"{page}.{extension}", spelled(query))
            return write(feed, changed.changes(current.session, sites=_sites(site_id), query=query, size=FEED_ROWS))

    return answer(media_type, render, common=common(query))


def _asked(site_id: str, *not_here: str) -> AgendaQuery:
    """Which entries' changes are asked for; raises QueryError on what makes no sense here, days and words among it."""
    return asked(*_NOT_HERE, *not_here, *(("site", "region") if site_id else ()))


def feed_title(current: Reading, site: Site | None) -> str:
    """What a feed of changes is called in a reader's list."""
    if site is None:
        return _("%(name)s : ce qui a changé", name=current.network.name)
    return _("%(city)s : ce qui a changé (%(name)s)", city=site.location.city, name=site.name)


def _sites(site_id: str) -> tuple[str, ...]:
    return (site_id,) if site_id else ()


def _days(found: Sequence[Change], current: Reading) -> Iterable[ChangeDay]:
    zone = ZoneInfo(current.network.zone)
    for day, group in groupby(found, key=lambda change: change.happened_at.astimezone(zone).date()):
        words = day_words(day, current.here.language, current.today)
        yield ChangeDay(words, tuple(_row(change, current) for change in group))


def _row(change: Change, current: Reading) -> ChangeRow:
    here, language = current.here, current.here.language
    at = change.happened_at.astimezone(ZoneInfo(current.network.zone))
    site_href = here.to(f"/lieux/{change.host.id}")
    event = change.event
    mark, tone = mark_words(change.kind)
    return ChangeRow(
        anchor=change.uid,
        at=hour(at, language),
        stamp=at.isoformat(timespec="seconds"),
        href=here.to(f"/evenements/{change.entry_id}") if change.entry_id else site_href,
        title=unbroken(event.title if event is not None else change.host.name),
        date=short_date(event, language) if event is not None else "",
        mark=mark,
        tone=tone,
        words=sentence(change, language, current.network.zone),
        city=change.host.city,
        site_href=site_href,
        accent=accents(current.network).get(change.host.id, "a0"),
    )


def mark_words(kind: Kind) -> tuple[str, str]:
    """A change in a word or two, and its tone (off, warn or ok)."""
    words = {
        Kind.CANCELLED: _("Annulé"),
        Kind.POSTPONED: _("Reporté"),
        Kind.RESCHEDULED: _("Nouvelle date"),
        Kind.MOVED_ONLINE: _("Déplacé en ligne"),
        Kind.MOVED: _("Nouveau lieu"),
        Kind.FULL: _("Complet"),
        Kind.FREE: _("Des places"),
        Kind.WITHDRAWN: _("Retiré de la source"),
        Kind.BACK: _("De nouveau annoncé"),
        Kind.RETITLED: _("Nouveau titre"),
        Kind.SITE_MOVED: _("Déménagement"),
        Kind.SITE_BACK: _("De retour"),
    }[kind]
    return words, "off" if kind in _OFF else "ok" if kind in _GOOD else "warn"
