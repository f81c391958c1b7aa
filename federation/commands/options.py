"""The options that commands which try an address have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from federation.domain.zones import zone_named

Command = Callable[..., Any]


def of_a_trial(command: Command) -> Command:
    """Adds `--zone`, `--lang`, `--json` and `--demo`."""
    options = (
        click.option(
            "--zone", default="Europe/Paris", show_default=True, callback=_zone, help="Zone of times that name none."
        ),
        click.option(
            "--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Language of all words."
        ),
        click.option("--json", "as_json", is_flag=True, help="All of it as JSON."),
        click.option("--demo", is_flag=True, help="The demonstration's sites may be visited, as with `up --demo`."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _zone(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if zone_named(value) is None:
        raise click.BadParameter("give an IANA name, such as Europe/Paris.")
    return value
