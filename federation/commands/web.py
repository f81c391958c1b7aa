"""`cantines web`: the answering wing behind uvicorn, in one process or several over one port."""

from __future__ import annotations

import multiprocessing
import signal
import socket
import sys

import click
from uvicorn.config import Config
from uvicorn.server import Server
from uvicorn.supervisors.multiprocess import Multiprocess

from federation.commands import opening
from federation.errors import FederationError
from federation.parent import end_with_parent, follow_parent
from federation.settings import Settings
from federation.web.door import Door
from federation.web.wire import Wire

THREADS = 4
"""That make what is not at hand, in each process."""

_BACKLOG = 1024
_LAST_ANSWERS = 5
"""Seconds that answers under way may take once we were told to stop."""
_STARTING = 60
"""Seconds in which a process that starts, on a busy machine, gives its first sign of life."""


def application() -> Door:
    """What each web process runs; called in that process, which alone needs the pages' libraries."""
    from federation.web.app import create_wsgi

    if multiprocessing.parent_process() is None:
        return Door(create_wsgi(opening.settings()), THREADS)
    end_with_parent()
    try:
        return Door(create_wsgi(opening.settings()), THREADS)
    except FederationError as error:
        click.echo(f"cantines: {error}", err=True)
        sys.exit(1)


def configured(chosen: Settings) -> Config:
    """The server: our wire, nothing told of itself, nothing believed of proxies, no log of who asked what."""
    return Config(
        "federation.commands.web:application",
        factory=True,
        host=chosen.host,
        port=chosen.port,
        workers=chosen.web_workers,
        interface="asgi3",
        http=Wire,
        loop="uvloop",
        ws="none",
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        date_header=False,
        access_log=False,
        log_config=None,
        log_level="warning",
        backlog=_BACKLOG,
        timeout_graceful_shutdown=_LAST_ANSWERS,
        timeout_worker_healthcheck=_STARTING,
    )


class Workers(Multiprocess):
    """Several web processes over one port; one that dies is started again at once."""

    def keep_subprocess_alive(self) -> None:
        """Look whether each lives.

        One that is killed while it is asked can only be told from one that is slow by the end of its pipe: nobody else
        may hold that open, or it would be missed for as long as a slow one is waited for.
        """
        for process in self.processes:
            process.child_conn.close()
        super().keep_subprocess_alive()


def listen(host: str, port: int) -> socket.socket:
    """The port, nobody else's from now on; it answers once a server is ready. Raises FederationError."""
    opened = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
    except OSError as error:
        opened.close()
        raise FederationError(
            f"{host}:{port} cannot be used ({error.strerror}). Is a hub running there already? "
            f"Stop it, or choose another port: CANTINES_PORT={port + 10}"
        ) from error
    return opened


@click.command()
@click.option("--follow-parent", "follows", is_flag=True, hidden=True)
def web(follows: bool) -> None:
    """Answer readers: pages, feeds and calendars."""
    chosen = opening.settings()
    with opening.store(chosen):
        pass
    if follows:
        follow_parent()
    config, port = configured(chosen), listen(chosen.host, chosen.port)
    if chosen.web_workers > 1:
        Workers(config, [port]).run()
        return
    server = Server(config)
    # In force before the server's own handlers are, and again when it gives its signals back: it ends in peace.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, server.handle_exit)
    server.run([port])
