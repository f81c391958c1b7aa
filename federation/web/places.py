"""The places for programs and at a glance: SpaceAPI, GeoJSON, OPML; who is open now; how a place changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Response

from federation.domain.opening_rules import State
from federation.domain.opening_times import last_change
from federation.domain.site import LabelStatus, Site
from federation.domain.site_annexes import Annexe
from federation.domain.space_history import SpaceChange, space_changes
from federation.domain.spaces import Now, WholeSpace, now_open
from federation.publish.dates import short_day
from federation.publish.geojson import MEDIA_TYPE as GEOJSON
from federation.publish.geojson import geojson
from federation.publish.opml import Subscription, opml
from federation.publish.place import Place, anchor
from federation.publish.spaceapi import directory, spaceapi
from federation.store.published import published
from federation.store.spaces import all_spaces, annexe_spaces, snapshots
from federation.web.caching import answer
from federation.web.cards import status_words
from federation.web.context import context
from federation.web.feeds import feed_title
from federation.web.opening import now_words, opening_words
from federation.web.pages import Reading, html, reading
from federation.web.params import no_parameters
from federation.web.rows import accents
from federation.web.sites import known_site
from federation.web.spaces import changed_words, part_words

blueprint = Blueprint("places", __name__)

JSON = "application/json; charset=utf-8"
_GONE = (LabelStatus.CLOSED, LabelStatus.WITHDRAWN)


@blueprint.get("/lieux/<site_id>/spaceapi.json")
def site_spaceapi(site_id: str) -> Response:
    """One place as SpaceAPI."""

    def write(current: Reading) -> bytes:
        known_site(current, site_id)
        found = places(current, context().clock())
        own = next(place for place in found if place.site.id == site_id)
        others = [place for place in found if place is not own and place.site.status not in _GONE]
        return spaceapi(own, others, _elsewhere(current, [own], context().clock()))

    return _document(JSON, write)


@blueprint.get("/spaceapi.json")
def spaceapi_directory() -> Response:
    """Where each place of the network has its SpaceAPI document."""
    return _document(JSON, lambda current: directory(_standing(current)))


@blueprint.get("/lieux.geojson")
def places_geojson() -> Response:
    """All the places on a map, those that sites have beside their first one too."""
    return _document(GEOJSON, lambda current: geojson(_everywhere(current)))


@blueprint.get("/agenda.opml")
def feeds_opml() -> Response:
    """The feeds of the network and of each place, to import into a reader."""

    def write(current: Reading) -> bytes:
        base = context().settings.address + current.here.prefix
        sites: list[Site | None] = [None, *current.published_sites]
        pages = [(site, f"{base}/lieux/{site.id}/agenda" if site else f"{base}/agenda") for site in sites]
        feeds = [Subscription(feed_title(current, site), f"{page}.rss", page) for site, page in pages]
        return opml(current.network.name, feeds, current.here.language, published(current.session).changed_at)

    return _document("text/x-opml; charset=utf-8", write)


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One place in the list of who is open."""

    href: str
    accent: str
    city: str
    name: str
    words: str
    hours: str


@blueprint.get("/ouvert")
def open_now() -> Response:
    """Who is open now, who opens when."""
    no_parameters()

    def make(current: Reading) -> str:
        now = context().clock()
        states: dict[State | None, list[OpenLine]] = {}
        for place in sorted(_everywhere(current), key=_soonest):
            states.setdefault(place.now.state if place.now else None, []).append(_line(current, place, now))
        return current.page(
            "open.html",
            opened=states.get(State.OPEN, []),
            closed=states.get(State.CLOSED, []),
            unsure=states.get(State.UNKNOWN, []) + states.get(None, []),
        )

    return html(make)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One part of a place that was told otherwise."""

    day: str
    part: str
    before: str
    after: str


@blueprint.get("/lieux/<site_id>/historique")
def history(site_id: str) -> Response:
    """How what is told of a place changed."""
    no_parameters()

    def make(current: Reading) -> str:
        site = known_site(current, site_id)
        seen = snapshots(current.session, site_id)
        first = _day(current, seen[0].changed_at) if seen else ""
        changes = [_change(current, change) for change in space_changes(seen)]
        accent = accents(current.network)[site.id]
        return current.page("place_history.html", site=site, accent=accent, changes=changes, first=first)

    return html(make)


def places(current: Reading, now: datetime) -> list[Place]:
    """Every place of the network file at a moment, in its order."""
    spaces = all_spaces(current.session, now)
    base = context().settings.address + current.here.prefix
    return [_place(site, spaces.get(site.id), base, now) for site in current.network.sites]


def _place(site: Site, whole: WholeSpace | None, base: str, now: datetime) -> Place:
    state = None if whole is None else now_open(whole, now, ZoneInfo(site.zone))
    since = None if whole is None or state is None else since_when(whole, state, now, ZoneInfo(site.zone))
    return Place(
        site=site, base_url=base, status=status_words(site.status), whole=whole, now=state, since=since
    )  # fmt: skip


def since_when(whole: WholeSpace, state: Now, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When a place last opened or closed: as the place says, else as its hours do."""
    if state.told is not None:
        said = whole.space.open_changed_at
        return said if said is not None and said <= now else None
    hours = whole.hours
    return None if hours is None else last_change(hours, whole.space.closures, now, zone)


def _standing(current: Reading) -> list[Place]:
    return [place for place in places(current, context().clock()) if place.site.status not in _GONE]


def _everywhere(current: Reading) -> list[Place]:
    """The places of the sites that stand, each followed by the others that it has today."""
    own = _standing(current)
    others = _elsewhere(current, own, context().clock())
    return [one for place in own for one in (place, *(other for other in others if other.site.id == place.site.id))]


def _elsewhere(current: Reading, own: Iterable[Place], now: datetime) -> list[Place]:
    """The other places that sites have today; `own` are their first ones."""
    first, today = {place.site.id: place for place in own}, current.today.isoformat()
    return [
        _annexe(first[annexe.site], annexe, whole, now)
        for annexe, whole in annexe_spaces(current.session, now)
        if annexe.site in first and annexe.covers(today)
    ]


def _annexe(first: Place, annexe: Annexe, whole: WholeSpace | None, now: datetime) -> Place:
    at = annexe.place
    location = replace(
        first.site.location, name=at.name, address=at.address, postal_code=at.postal_code, city=at.city,
        lat=at.lat, lon=at.lon,
    )  # fmt: skip
    found = _place(replace(first.site, location=location), whole, first.base_url, now)
    return replace(found, annexe=at.name, provisional=not annexe.permanent)


def _soonest(place: Place) -> tuple[bool, datetime, str]:
    until = place.now.until if place.now is not None else None
    return until is None, until or context().clock(), place.site.location.city


def _line(current: Reading, place: Place, now: datetime) -> OpenLine:
    site, language = place.site, current.here.language
    opening = opening_words(place.space.hours, language, current.today) or []
    return OpenLine(
        href=current.here.to(f"/lieux/{site.id}") + (f"#{anchor(place.annexe)}" if place.annexe else ""),
        accent=accents(current.network)[site.id],
        city=site.location.city,
        name=place.name,
        words=now_words(place.now, now.astimezone(ZoneInfo(site.zone)), language) if place.now else "",
        hours=" ; ".join(f"{item.days} {item.hours}" for item in opening),
    )


def _change(current: Reading, change: SpaceChange) -> ChangeLine:
    before, after = (changed_words(change.part, value, current) for value in (change.before, change.after))
    return ChangeLine(_day(current, change.changed_at), part_words(change.part), before, after)


def _day(current: Reading, moment: datetime) -> str:
    return short_day(moment.astimezone(ZoneInfo(current.network.zone)).date(), current.here.language)


def _document(media_type: str, write: Callable[[Reading], bytes]) -> Response:
    no_parameters()

    def render() -> bytes:
        with reading() as current:
            return write(current)

    return answer(media_type, render)
