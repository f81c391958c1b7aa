"""`cantines sites`: the network file, checked, loaded, listed, exported; and a person's word on a suspect source."""

from __future__ import annotations

import click

from federation.commands.lazy import LazyGroup, Listed

_LISTED = {
    "check": Listed(
        "federation.commands.sites.file:check", "Say every mistake of the network file, or that there is none."
    ),
    "load": Listed(
        "federation.commands.sites.stored:load",
        "Load the network file into the store.",
    ),
    "list": Listed(
        "federation.commands.sites.stored:list_command", "Every source with its last outcome, and why it failed."
    ),
    "export": Listed(
        "federation.commands.sites.stored:export",
        "Print the network as the store holds it, as a file that can be loaded again.",
    ),
    "confirm": Listed(
        "federation.commands.sites.stored:confirm",
        "Confirm that the events missing from a suspect SOURCE of SITE are really gone.",
    ),
}


@click.group(cls=LazyGroup, listed=_LISTED)
def sites() -> None:
    """The network as data: sites.yaml and what the hub knows of it."""
