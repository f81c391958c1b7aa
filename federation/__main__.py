"""The command line `cantines`: one group, each command a module of `federation.commands`."""

from __future__ import annotations

import sys

import click

from federation.commands.check import check
from federation.commands.db import db
from federation.commands.sites import sites
from federation.commands.sync import sync
from federation.commands.up import up
from federation.commands.web import web
from federation.demo.commands import demo
from federation.errors import FederationError
from federation.version import VERSION


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="cantines")
def cli() -> None:
    """The hub of a network of cantines numériques."""


for command in (up, web, sync, check, sites, db, demo):
    cli.add_command(command)


def main() -> None:
    """Run a command; what a person can mend is said in words, without a traceback."""
    try:
        cli()
    except FederationError as error:
        click.echo(f"cantines: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
