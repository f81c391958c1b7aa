"""The pages of the places: all of them, one of them, the agenda of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from federation.domain.event import Price
from federation.domain.site import PUBLISHED, LabelStatus, Site
from federation.domain.space import Closure, Rate, Space
from federation.publish.body import cost
from federation.publish.dates import hour, short_day
from federation.store import agenda as entries
from federation.store.sites import site_cards
from federation.store.sources import health
from federation.store.spaces import space
from federation.web.agenda import agenda_page
from federation.web.cards import cards, status_words
from federation.web.context import context
from federation.web.language import translated as _
from federation.web.opening import Opening, opening_words
from federation.web.pages import Reading, html, live
from federation.web.params import no_parameters, page_number
from federation.web.rows import accents

blueprint = Blueprint("sites", __name__)

SITE_ROWS = 8
"""Entries on the page of a site; its agenda has them all."""


@dataclass(frozen=True, slots=True)
class SpaceWords:
    """The place to work in, in words; empty when nobody said."""

    opening: list[Opening] | None
    closures: tuple[str, ...]
    open_now: str
    open_seen: str
    rates: tuple[tuple[str, str], ...]
    seen: str


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the pages of a site say of it."""

    site: Site
    accent: str
    status: str
    candidate: bool
    published: bool
    stale_since: str | None
    profile: tuple[tuple[str, str], ...]


@blueprint.get("/lieux")
def sites() -> Response:
    """All the places; those that are not in the network agenda apart."""
    no_parameters()

    def make(reading: Reading) -> str:
        found = cards(reading, site_cards(reading.session, reading.today))
        return reading.page(
            "sites.html",
            members=[card for card in found if card.published],
            others=[card for card in found if not card.published],
        )

    return html(make)


@blueprint.get("/lieux/<site_id>")
def site(site_id: str) -> Response:
    """One place: what it is, where, when it is open, what comes there."""
    no_parameters()

    def make(reading: Reading) -> str:
        found = known_site(reading, site_id)
        query = reading.query(site=site_id, size=SITE_ROWS)
        seen = space(reading.session, site_id)
        shown = seen.space if seen else found.space
        return reading.page(
            "site.html",
            facts=site_facts(reading, found),
            site=found,
            space=shown,
            words=space_words(shown, reading, None if seen is None else seen.seen_at) if shown else None,
            days=reading.rows.days(entries.upcoming(reading.session, query)),
            total=entries.count(reading.session, reading.query(site=site_id)),
        )

    return live(make)


@blueprint.get("/lieux/<site_id>/agenda")
def site_agenda(site_id: str) -> Response:
    """The coming entries of one place, day by day."""
    number = page_number()

    def make(reading: Reading) -> str:
        found = known_site(reading, site_id)
        return reading.page(
            "site_agenda.html",
            facts=site_facts(reading, found),
            site=found,
            agenda=agenda_page(reading, number, site_id),
        )

    return live(make)


def known_site(reading: Reading, site_id: str) -> Site:
    """A site of the network file; NotFound for another one."""
    for found in reading.network.sites:
        if found.id == site_id:
            return found
    raise NotFound


def site_facts(reading: Reading, found: Site) -> SiteFacts:
    """What all the pages of a site say of it."""
    return SiteFacts(
        site=found,
        accent=accents(reading.network)[found.id],
        status=status_words(found.status),
        candidate=found.status is LabelStatus.CANDIDATE,
        published=found.status in PUBLISHED,
        stale_since=stale_since(reading, found.id),
        profile=tuple((profile_words(name), value) for name, value in found.profile.items()),
    )


def profile_words(name: str) -> str:
    """The words for a usual fact of a profile; a fact of the network's own choice keeps its name."""
    usual = {
        "opened": _("Ouverture"),
        "operator": _("Structure porteuse"),
        "host_building": _("Lieu hôte"),
    }
    return usual.get(name, name.replace("_", " "))


def stale_since(reading: Reading, site_id: str) -> str | None:
    """The day of the last good visit to the sources of a site when one is overdue, "" when there was none yet."""
    zone = ZoneInfo(reading.network.zone)
    late = [item for item in health(reading.session, context().clock()) if item.site_id == site_id and item.stale]
    if not late:
        return None
    visits = [item.last_success_at for item in late if item.last_success_at is not None]
    return short_day(min(visits).astimezone(zone).date(), reading.here.language) if visits else ""


def space_words(space: Space, reading: Reading, seen_at: datetime | None) -> SpaceWords:
    """The words for a space; what is over is left out."""
    language, zone = reading.here.language, ZoneInfo(reading.network.zone)
    told_at = space.open_changed_at or seen_at
    return SpaceWords(
        opening=opening_words(space.hours, language),
        closures=tuple(_closure(item, language) for item in space.closures if item.last_on >= reading.today),
        open_now="" if space.open_now is None else _("Ouvert") if space.open_now else _("Fermé"),
        open_seen=_("d’après le lieu, le %(moment)s", moment=moment_words(told_at, zone, language)) if told_at else "",
        rates=tuple((item.label, rate_words(item, language)) for item in space.rates),
        seen=short_day(seen_at.astimezone(zone).date(), language) if seen_at else "",
    )


def moment_words(moment: datetime, zone: ZoneInfo, language: str) -> str:
    """A moment in the network's zone: « 22 nov. 2026, 15 h 30 »."""
    local = moment.astimezone(zone)
    return f"{short_day(local.date(), language)}, {hour(local, language)}"


def _closure(closure: Closure, language: str) -> str:
    first, last = short_day(closure.first_on, language), short_day(closure.last_on, language)
    words = _("le %(day)s", day=first) if first == last else _("du %(first)s au %(last)s", first=first, last=last)
    return f"{words} ({closure.reason})" if closure.reason else words


def rate_words(rate: Rate, language: str) -> str:
    """An amount and its unit in words."""
    if rate.amount is None:
        return rate.unit
    amount = cost(Price(amount=rate.amount, currency=rate.currency), language)
    unit = {
        "hour": _("l’heure"),
        "half_day": _("la demi-journée"),
        "day": _("la journée"),
        "month": _("le mois"),
        "year": _("l’année"),
    }.get(rate.unit, rate.unit)
    return f"{amount} {unit}".strip()
