"""A hub of the benchmark: a folder with its database, a network of loopback sites, its web process, its puller."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.child import Child
from bench.machine import free_port, listening
from federation.domain.site import LabelStatus, Location, Network, Site, Source
from federation.settings import PREFIX, Settings, read_settings
from federation.store import sites
from federation.store.database import open_store, upgrade

_PATIENCE = 60.0


def network(urls: Sequence[str]) -> Network:
    """A network of labelled sites, one for each address."""
    return Network(
        id="essai",
        name="Réseau d’essai",
        contact="contact@reseau.example",
        about="Un réseau inventé, pour mesurer.",
        sites=tuple(_site(number, url) for number, url in enumerate(urls)),
    )


def _site(number: int, url: str) -> Site:
    return Site(
        id=f"lieu-{number}",
        name=f"La Cantine {number}",
        # In one word: a number apart would be a district of one and the same city.
        location=Location(f"Halle {number}", f"{number} rue du Port", "00000", f"Ville{number}"),
        status=LabelStatus.LABELLED,
        sources=(Source("agenda", url, "auto", ("events",), timedelta(hours=1)),),
    )


@dataclass(frozen=True, slots=True)
class Hub:
    """A hub in a folder of its own, on a port of its own. `read_timeout` in seconds."""

    folder: Path
    port: int
    read_timeout: float = 20.0

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its processes: nothing of the caller's own hub."""
        others = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        own = {
            "DATA_DIR": str(self.folder),
            "PORT": str(self.port),
            "ALLOW_HOSTS": "127.0.0.1",
            "LOG_LEVEL": "error",
            "READ_TIMEOUT": str(self.read_timeout),
        }
        return others | {PREFIX + name: value for name, value in own.items()}

    @property
    def settings(self) -> Settings:
        """Its settings, as its processes read them."""
        return read_settings(self.environment)

    @property
    def address(self) -> str:
        """Where its web process answers."""
        return self.settings.address

    def puller(self) -> Child:
        """Its sync process, which runs when asked (see `bench.puller`)."""
        return Child("bench.puller", environment=self.environment)

    @contextmanager
    def web(self) -> Iterator[int]:
        """Its web process; gives its number."""
        command = [sys.executable, "-m", "federation", "web", "--follow-parent"]
        process = subprocess.Popen(command, env=self.environment, stdin=subprocess.PIPE)
        try:
            listening(self.port, _PATIENCE)
            yield process.pid
        finally:
            ended(process)


def make_hub(folder: Path, urls: Sequence[str], *, read_timeout: float = 20.0) -> Hub:
    """A hub that knows its network and has pulled nothing yet."""
    hub = Hub(folder, free_port(), read_timeout)
    store = open_store(hub.settings.database)
    upgrade(store)
    with store.writing() as session:
        sites.load(session, network(urls), datetime.now(UTC))
    store.close()
    return hub


def ended(process: subprocess.Popen[bytes]) -> None:
    """End a server."""
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()  # The next row must not find it there.
        process.wait()
    if process.stdin is not None:
        process.stdin.close()
