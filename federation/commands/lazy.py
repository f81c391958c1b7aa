"""A group of commands that knows their names and what they are for, and imports one when it is called.

A command that needs little thus answers at once: `cantines --help` does not wait for the web server's libraries.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import click


class Listed(NamedTuple):
    """Where a command is, as `module:name`, and the first sentence of its help."""

    where: str
    about: str


class LazyGroup(click.Group):
    """Commands by name, in the order in which a newcomer needs them."""

    def __init__(self, *words: Any, listed: Mapping[str, Listed], **more: Any) -> None:
        super().__init__(*words, **more)
        self.listed = listed

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the list."""
        return list(self.listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in self.listed:
            return None
        module, _, name = self.listed[cmd_name].where.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list without importing what it names."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, listed.about) for name, listed in self.listed.items()])
