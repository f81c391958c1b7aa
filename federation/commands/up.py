"""`cantines up`: the whole hub in one command, web and sync together."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Mapping
from subprocess import Popen

import click

from federation.commands import opening
from federation.commands.family import end, start, watch_over
from federation.demo.facts import PLACES
from federation.errors import FederationError

_PATIENCE = 60.0


@click.command()
@click.option("--demo", is_flag=True, help="Start the demonstration network too, and pull it.")
def up(demo: bool) -> None:
    """Run the hub: web server and sync process, until Ctrl-C."""
    chosen = opening.settings()
    network = opening.network_file(chosen, demo=demo)
    with opening.store(chosen, make=True) as store:
        opening.load_network_file(store, network, chosen)
    _free_port(chosen.host, chosen.port, f"CANTINES_PORT={chosen.port + 10}")
    if demo:
        for port in range(chosen.first_demo_port, chosen.first_demo_port + len(PLACES)):
            _free_port("127.0.0.1", port, "CANTINES_DEMO_PORT=8201")
    children: dict[str, Popen[bytes]] = {}
    try:
        if demo:
            children["demonstration"] = start(["demo", "serve"])
            _wait_for("127.0.0.1", chosen.first_demo_port, children)
        children["web"] = start(["web"])
        children["sync"] = start(["sync", *(["--demo"] if demo else [])])
        _wait_for(chosen.host, chosen.port, children)
    except BaseException:
        end(children)
        raise
    click.echo(f"\n  {network.name}\n  {chosen.address}/agenda\n\n  Ctrl-C stops it.\n")
    sys.exit(watch_over(children))


def _free_port(host: str, port: int, other: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise FederationError(
                f"{host}:{port} cannot be used ({error.strerror}). Is a hub running there already? "
                f"Stop it, or choose another port: {other}"
            ) from error


def _wait_for(host: str, port: int, children: Mapping[str, Popen[bytes]]) -> None:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  where it listens, seen from here
    limit = time.monotonic() + _PATIENCE
    while True:
        try:
            with socket.create_connection((host, port), timeout=1):
                return
        except OSError as error:
            for name, child in children.items():
                if child.poll() is not None:
                    raise FederationError(f"The {name} process ended at once; what it said stands above.") from error
            if time.monotonic() > limit:
                raise FederationError(f"Nothing answers on {host}:{port} after {_PATIENCE:.0f} seconds.") from error
            time.sleep(0.1)
