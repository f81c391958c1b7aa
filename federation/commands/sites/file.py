"""`cantines sites check`: the network file alone, without a store."""

from __future__ import annotations

import click

from federation.commands import opening


@click.command()
def check() -> None:
    """Say every mistake of the network file, or that there is none."""
    chosen = opening.settings()
    network = opening.network_file(chosen)
    sources = sum(len(site.sources) for site in network.sites)
    click.echo(f"{chosen.sites_file}: {len(network.sites)} sites, {sources} sources, nothing to mend.")
