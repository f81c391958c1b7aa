"""The pages of the places: all of them, one of them, the agenda of one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, request
from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.routing import RequestRedirect

from federation.domain.site import PUBLISHED, LabelStatus, Site
from federation.domain.spaces import WholeSpace
from federation.publish.dates import short_day
from federation.publish.place import Place, anchor
from federation.publish.place_jsonld import place_jsonld
from federation.store import agenda as entries
from federation.store.sites import site_cards
from federation.store.sources import health
from federation.store.spaces import annexe_spaces, space
from federation.web.agenda import agenda_page, emptied
from federation.web.cards import cards, status_words
from federation.web.context import context
from federation.web.facts import address_lines
from federation.web.language import translated as _
from federation.web.moves import banner
from federation.web.pages import Reading, html
from federation.web.params import asked, common, no_parameters
from federation.web.rows import accents
from federation.web.spaces import SpaceWords, space_words

blueprint = Blueprint("sites", __name__)

SITE_ROWS = 8
"""Entries on the page of a site; its agenda has them all."""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the pages of a site say of it; `frozen` is where the freeze of its label is told, "" when there is none."""

    site: Site
    accent: str
    status: str
    candidate: bool
    published: bool
    closed: bool
    frozen: str
    stale_since: str | None
    profile: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AnnexeWords:
    """Another place of a site: its own address, hours and desks."""

    name: str
    address: tuple[str, ...]
    provisional: bool
    words: SpaceWords | None
    anchor: str


@blueprint.get("/lieux")
def sites() -> Response:
    """All the places; those that are not in the network agenda apart."""
    no_parameters()

    def make(current: Reading) -> str:
        found = cards(current, site_cards(current.session, current.today))
        return current.page(
            "sites.html",
            members=[card for card in found if card.published],
            others=[card for card in found if not card.published],
        )

    return html(make)


@blueprint.get("/lieux/<site_id>")
def site(site_id: str) -> Response:
    """One place: what it is, where, when it is open, what comes there."""
    no_parameters()

    def make(current: Reading) -> str:
        found = known_site(current, site_id)
        query = current.query(site=site_id, size=SITE_ROWS)
        now = context().clock()
        whole = space(current.session, site_id, now)
        facts = site_facts(current, found)
        return current.page(
            "site.html",
            facts=facts,
            site=found,
            moves=banner(current, site_id),
            annexes=annexe_words(current, found, now),
            words=space_words(whole, found, current, now) if whole else None,
            jsonld=Markup(place_jsonld(_place(current, found, whole))),  # noqa: S704 leaves no < > &
            days=[] if facts.closed else current.rows.days(entries.upcoming(current.session, query)),
            total=0 if facts.closed else entries.count(current.session, current.query(site=site_id)),
        )

    return html(make)


def annexe_words(reading: Reading, found: Site, now: datetime) -> list[AnnexeWords]:
    """The other places that a site has today."""
    today = reading.today.isoformat()
    return [
        AnnexeWords(
            name=annexe.place.name,
            anchor=anchor(annexe.place.name),
            address=address_lines(replace(annexe.place, name="")),
            provisional=not annexe.permanent,
            words=space_words(whole, found, reading, now) if whole else None,
        )
        for annexe, whole in annexe_spaces(reading.session, now, found.id)
        if annexe.covers(today)
    ]


def _place(current: Reading, found: Site, whole: WholeSpace | None) -> Place:
    base = context().settings.address + current.here.prefix
    return Place(site=found, base_url=base, status=status_words(found.status), whole=whole)


@blueprint.get("/lieux/<site_id>/agenda")
def site_agenda(site_id: str) -> Response:
    """The coming entries of one place, day by day."""
    query = asked("site", "region")

    def make(current: Reading) -> str:
        found = known_site(current, site_id)
        facts, agenda = site_facts(current, found), agenda_page(current, query, site_id)
        return current.page(
            "site_agenda.html",
            facts=facts,
            site=found,
            agenda=emptied(agenda) if facts.closed else agenda,
        )

    return html(make, common=common(query))


def known_site(reading: Reading, site_id: str) -> Site:
    """A site of the network file; pages of one that another succeeds lead there. NotFound for any other."""
    for found in reading.network.sites:
        if found.id == site_id:
            return found
    heir = successor(reading, site_id)
    asked_for = request.full_path.rstrip("?")
    if heir is None or f"/lieux/{site_id}" not in asked_for:
        raise NotFound
    moved = asked_for.replace(f"/lieux/{site_id}", f"/lieux/{heir.id}", 1)
    raise RequestRedirect(f"{context().settings.address}{moved}")


def successor(reading: Reading, site_id: str) -> Site | None:
    """The site of the network file that says that it succeeds another one; None when none does."""
    heirs = (found for found in reading.network.sites if found.profile.get("successor_of") == site_id)
    return next(heirs, None)


def site_facts(reading: Reading, found: Site) -> SiteFacts:
    """What all the pages of a site say of it."""
    return SiteFacts(
        site=found,
        accent=accents(reading.network)[found.id],
        status=status_words(found.status),
        candidate=found.status is LabelStatus.CANDIDATE,
        published=found.status in PUBLISHED,
        closed=found.status is LabelStatus.CLOSED,
        frozen=reading.here.to(f"/label/{found.id}") if found.status is LabelStatus.FROZEN else "",
        stale_since=stale_since(reading, found.id),
        profile=tuple((profile_words(name), value) for name, value in found.profile.items()),
    )


def profile_words(name: str) -> str:
    """The words for a usual fact of a profile; a fact of the network's own choice keeps its name."""
    usual = {
        "opened": _("Ouverture"),
        "operator": _("Structure porteuse"),
        "host_building": _("Lieu hôte"),
        "relay_partners": _("Partenaires relais"),
        "licence": _("Licence des données"),
        "label_page_url": _("Page qui montre le label"),
        "labelled_on": _("Labellisé le"),
        "successor_of": _("Succède à"),
        "founder": _("Site fondateur"),
        "local_head": _("Tête d’un réseau local"),
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
