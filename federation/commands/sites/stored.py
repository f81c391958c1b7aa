"""`cantines sites load`, `list`, `export`, `confirm`: the network in the store."""

from __future__ import annotations

import click

from federation.commands import opening
from federation.domain.discretion import without_secrets
from federation.domain.reasons import sentence
from federation.errors import FederationError
from federation.registry.network import dump_network
from federation.settings import clock
from federation.store.sites import network as stored_network
from federation.store.sources import SourceHealth, accept_drop, health


@click.command()
@click.option("--demo", is_flag=True, help="Move the demonstration's addresses to its port, as `up --demo` does.")
def load(demo: bool) -> None:
    """Load the network file into the store. A site taken out of it is archived, never erased."""
    chosen = opening.settings()
    network = opening.network_file(chosen, demo=demo)
    with opening.store(chosen, make=True) as store:
        loaded = opening.load_network_file(store, network, chosen)
    for word, names in (("added", loaded.added), ("changed", loaded.changed), ("archived", loaded.archived)):
        if names:
            click.echo(f"{word}: {', '.join(names)}")
    if not loaded.any:
        click.echo("Nothing is new.")


@click.command("list")
def list_command() -> None:
    """Every source with its last outcome, and why it failed."""
    chosen = opening.settings()
    with opening.store(chosen) as store, store.session() as session:
        for item in health(session, clock(chosen)()):
            click.echo(_line(item))


@click.command()
def export() -> None:
    """Print the network as the store holds it, as a file that can be loaded again."""
    chosen = opening.settings()
    with opening.store(chosen) as store, store.session() as session:
        network = stored_network(session)
    if network is None:
        raise FederationError("No network is loaded yet. Type: cantines sites load")
    click.echo(dump_network(network), nl=False)


@click.command()
@click.argument("site")
@click.argument("source", required=False)
def confirm(site: str, source: str | None) -> None:
    """Confirm that the events missing from a suspect SOURCE of SITE are really gone."""
    chosen = opening.settings()
    with opening.store(chosen) as store, store.writing() as session:
        number = accept_drop(session, site, source, clock(chosen)())
    if not number:
        raise FederationError(f"No source of {site} is suspect. See: cantines sites list")
    click.echo(f"Confirmed for {number} source(s); the next visit withdraws what is gone.")


def _line(item: SourceHealth) -> str:
    detail = without_secrets(item.reason_detail)
    reason = f"  {sentence(item.reason_code, detail, 'en')}" if item.reason_code else ""
    success = f"{item.last_success_at:%Y-%m-%d %H:%M} UTC" if item.last_success_at else "never"
    name = f"{item.site_id}/{item.source_key}"
    return f"{name:<24} {item.outcome or 'not visited':<11} last success {success}{reason}"
