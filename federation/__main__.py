"""The command line `cantines`: one group, each command a module of `federation.commands`."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from federation.errors import FederationError
from federation.version import VERSION

COMMANDS = {
    "up": "federation.commands.up",
    "web": "federation.commands.web",
    "sync": "federation.commands.sync",
    "check": "federation.commands.check",
    "discover": "federation.commands.discover",
    "sites": "federation.commands.sites",
    "explain": "federation.commands.explain",
    "decide": "federation.commands.decide",
    "label": "federation.commands.label",
    "db": "federation.commands.db",
    "demo": "federation.demo.commands",
}


class Doors(click.Group):
    """Commands whose module is imported when they are called: `demo` need not wait for the web server's libraries."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command


@click.group(cls=Doors, context_settings={"help_option_names": ["-h", "--help"]})
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
