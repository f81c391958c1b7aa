"""The command line `cantines`: one group, each command a module of `federation.commands`."""

from __future__ import annotations

import sys

import click

from federation.commands.lazy import LazyGroup, Listed
from federation.errors import FederationError
from federation.version import VERSION

_LISTED = {
    "up": Listed("federation.commands.up:up", "Run the hub: web server and sync process, until Ctrl-C."),
    "web": Listed("federation.commands.web:web", "Answer readers: pages, feeds and calendars."),
    "sync": Listed("federation.commands.sync:sync", "Visit the sites' sources when they are due."),
    "check": Listed(
        "federation.commands.check:check",
        "Visit URL as the hub would, at most 20 seconds, show what it would import and what to mend.",
    ),
    "discover": Listed(
        "federation.commands.discover:discover",
        "Look for the sources of the site at URL, at most 15 requests and 20 seconds; nothing is kept.",
    ),
    "sites": Listed("federation.commands.sites:sites", "The network as data: sites.yaml and what the hub knows of it."),
    "explain": Listed(
        "federation.commands.explain:explain",
        "Tell where EVENT comes from: the id of an entry, the address of its page, or its UID.",
    ),
    "decide": Listed(
        "federation.commands.decide:decide",
        "Merge, split, pin, hide, move: decisions of people, kept through every visit, until somebody undoes them.",
    ),
    "label": Listed(
        "federation.commands.label:label",
        "The label: reports on sites, what people put on file, decisions and their appeals.",
    ),
    "db": Listed("federation.commands.db:db", "The database: bring its schema to this version, or look at it."),
    "demo": Listed(
        "federation.demo.commands:demo",
        "The demonstration network: six small web sites on this machine, and what to make them do.",
    ),
}


@click.group(cls=LazyGroup, listed=_LISTED, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="cantines")
def cli() -> None:
    """The hub of a network of cantines numériques."""


def main() -> None:
    """Run a command; what a person can mend is said in words, without a traceback."""
    try:
        cli()
    except FederationError as error:
        click.echo(f"cantines: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
