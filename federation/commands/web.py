"""`cantines web`: the answering wing behind granian."""

from __future__ import annotations

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from federation.commands import opening
from federation.parent import end_with_parent, follow_parent
from federation.settings import from_environment
from federation.web.app import create_wsgi
from federation.web.door import Door

THREADS = 4
"""That make what is not at hand, in each process."""

_BACKPRESSURE = 64


def application() -> Door:
    """What each web process runs; granian calls it in that process."""
    end_with_parent()
    return Door(create_wsgi(from_environment()), THREADS)


@click.command()
@click.option("--follow-parent", "follows", is_flag=True, hidden=True)
def web(follows: bool) -> None:
    """Answer readers: pages, feeds and calendars."""
    chosen = opening.settings()
    with opening.store(chosen):
        pass
    if follows:
        follow_parent()
    Server(
        "federation.commands.web:application",
        factory=True,
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.RSGI,
        workers=chosen.web_workers,
        backpressure=_BACKPRESSURE,
        log_level=LogLevels.warning,
    ).serve()
