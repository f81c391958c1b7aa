"""`cantines label`: the charter at work, from the command line: reports, what people put on file, decisions."""

from __future__ import annotations

import click

from federation.commands.label import deciding, filing, procedure, reading, rehearsal
from federation.label.words import french


@click.group()
def label() -> None:
    """The label: reports on sites, what people put on file, decisions and their appeals.

    Whoever states or decides something signs it: --author, and --function where their role counts. All of it is public.
    """


def _typeset(command: click.Command) -> click.Command:
    """The command with its French help, and that of its options, in French typography, however it was typed."""
    command.help = french(command.help or "")
    for option in command.params:
        if isinstance(option, click.Option) and option.help:
            option.help = french(option.help)
    return command


for _module in (reading, filing, procedure, deciding, rehearsal):
    for _command in _module.COMMANDS:
        label.add_command(_typeset(_command))
