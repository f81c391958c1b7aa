"""`cantines decide move`: a fire, a new address: what a site announces at home takes place elsewhere."""

from __future__ import annotations

from datetime import date

import click

from federation.commands.desk import Desk, by_a_person, deciding
from federation.domain.event import Place
from federation.domain.happened import Happened, Kind, place_line
from federation.domain.site import Site
from federation.domain.site_moves import Move
from federation.errors import FederationError
from federation.publish.text import one_line
from federation.store import decisions
from federation.store.decisions import Decision
from federation.store.happened import note_site, untold
from federation.store.matching.rebuild import rehouse
from federation.store.published import publish
from federation.store.sites import network


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter("type a day as 2026-12-01.") from None


@click.command()
@click.argument("site_id", metavar="SITE")
@click.option("--place", required=True, help="What the other place is called.")
@click.option("--address", required=True, help="Its street and number.")
@click.option("--postal-code", default="", help="Its postal code; that of the site when left out.")
@click.option("--city", default="", help="Its city; that of the site when left out.")
@click.option("--from", "from_on", required=True, callback=_day, help="The first day there.")
@click.option("--until", "until_on", callback=_day, help="The last day there; for good when left out.")
@by_a_person
def move(
    site_id: str,
    place: str,
    address: str,
    postal_code: str,
    city: str,
    from_on: date,
    until_on: date | None,
    author: str,
    reason: str,
) -> None:
    """What SITE announces at its own address, or without one, takes place elsewhere.

    What it announces somewhere else, what is online, and a place that somebody pinned, stay as they are.
    """
    if until_on is not None and until_on < from_on:
        raise FederationError(f"The last day there ({until_on}) is before the first one ({from_on}).")
    with deciding() as desk:
        home = _site(desk, site_id).location
        code = postal_code or ("" if city and city != home.city else home.postal_code)
        there = Place(one_line(place), one_line(address), one_line(code), one_line(city) or home.city)
        found = Move(site_id, there, from_on, until_on)
        number = decisions.decide_move(desk.session, found, author, reason, desk.now)
        different = _rehouse(desk, site_id)
        note_site(desk.session, site_id, Happened(Kind.SITE_MOVED, found.span, place_line(there)), desk.now)
        publish(desk.session, desk.now)
        click.echo(f"Decision {number}. It holds until: cantines decide undo {number} --author …")
        click.echo(f"{different} entries to come take place elsewhere: {place_line(there)}")


def undone(desk: Desk, decision: Decision) -> None:
    """A move no longer holds: the entries of its site go back."""
    different = _rehouse(desk, decision.field)
    where = place_line(Place(**decision.value["place"]))
    note_site(desk.session, decision.field, Happened(Kind.SITE_BACK, "", where), desk.now)
    click.echo(f"{different} entries to come are where sources say again.")


def _rehouse(desk: Desk, site_id: str) -> int:
    """Bring the entries of a site up to date; the move is told once, not of each of them."""
    with untold(desk.session, Kind.MOVED):
        return rehouse(desk.session, site_id, desk.now)


def _site(desk: Desk, site_id: str) -> Site:
    declared = network(desk.session)
    sites = {site.id: site for site in declared.sites} if declared else {}
    if site_id not in sites:
        raise FederationError(f"No site is called {site_id}. Sites: {', '.join(sites)}")
    return sites[site_id]
