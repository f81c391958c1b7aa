"""A hub of the benchmark: a folder with its database, a network of loopback sites, its web process, its puller."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
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

_PATIENCE = 15.0


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
        """Its web process; gives the process number of the one that answers."""
        command = [sys.executable, "-m", "federation", "web", "--follow-parent"]
        process = subprocess.Popen(command, env=self.environment, stdin=subprocess.PIPE)
        worker = None
        try:
            listening(self.port, _PATIENCE)
            worker = worker_of(process.pid)
            yield worker
        finally:
            ended(process, worker)


def make_hub(folder: Path, urls: Sequence[str], *, read_timeout: float = 20.0) -> Hub:
    """A hub that knows its network and has pulled nothing yet."""
    hub = Hub(folder, free_port(), read_timeout)
    store = open_store(hub.settings.database)
    upgrade(store)
    with store.writing() as session:
        sites.load(session, network(urls), datetime.now(UTC))
    store.close()
    return hub


def worker_of(server: int) -> int:
    """The process that answers for a granian server."""
    limit = time.monotonic() + _PATIENCE
    while time.monotonic() < limit:
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        if children:
            return int(children[0])
        time.sleep(0.05)
    raise RuntimeError("the web process has no worker")


def ended(process: subprocess.Popen[bytes], worker: int | None) -> None:
    """End a granian server and its worker."""
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        # Now and then a worker misses the signal; the next row must not find it there.
        if worker is not None:
            os.kill(worker, signal.SIGKILL)
        process.kill()
        process.wait()
    if process.stdin is not None:
        process.stdin.close()
