"""A whole hub in one process: the demonstration network on loopback, the pulling wing, the application as served."""

from __future__ import annotations

import random
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from flask import Flask
from werkzeug.test import Client, TestResponse

from federation.demo.behaviour import Behaviour
from federation.demo.facts import PLACES
from federation.demo.network import at_port, demo_hosts
from federation.demo.server import DemoNetwork
from federation.domain.site import Network
from federation.registry.network import load_network
from federation.settings import Settings
from federation.store import sites
from federation.store.database import Store, open_store
from federation.store.models import db
from federation.web.app import create_app
from federation.web.caching import KEEPER
from federation.web.edge import Edge
from sync.fetch import Fetcher, Limits
from sync.landing import Landed
from sync.run import Runner
from tests.plan import ROOT

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""A Sunday morning."""


@dataclass
class Clock:
    """A clock that a test moves."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


def free_ports(number: int) -> int:
    """The first of so many ports in a row that nobody uses, below those the system hands out by itself."""
    for _ in range(200):
        first = random.randrange(20_000, 32_000)
        if all(_free(port) for port in range(first, first + number)):
            return first
    raise RuntimeError(f"no {number} free ports in a row")


def _free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


@cache
def sites_file(first_port: int) -> Network:
    """The network file as delivered, the demonstration's addresses on these ports."""
    text = (ROOT / "sites.yaml").read_text("utf-8")
    return at_port(load_network(text, "sites.yaml"), first_port)


@contextmanager
def demonstration(clock: Clock, drip: float = 0.05) -> Iterator[DemoNetwork]:
    """The six sites, running."""
    for attempt in range(5):
        network = DemoNetwork(free_ports(len(PLACES)), clock, drip)
        try:
            network.start()
            break
        except OSError:
            if attempt == 4:
                raise
    yield network
    network.stop()


@dataclass
class DemoHub:
    """A hub over a running demonstration; `pull` moves the clock of all of them."""

    url: str
    folder: Path
    demo: DemoNetwork
    clock: Clock
    store: Store = field(init=False)
    reader: Client = field(init=False)
    _app: Flask = field(init=False)

    def __post_init__(self) -> None:
        self.store = open_store(self.url)
        self.load(sites_file(self.demo.first_port))
        settings = Settings(database_url=self.url, data_dir=self.folder, public_url="https://agenda.test")
        app = self._app = create_app(settings, self.clock)
        keeper = app.extensions[KEEPER]
        keeper._look_every = 0.0  # tests do not wait for the next look at the published version
        self.reader = Client(Edge(app.wsgi_app, keeper))

    def load(self, network: Network) -> sites.Loaded:
        """Load a network file."""
        with self.store.writing() as session:
            return sites.load(session, network, self.clock())

    def command(self, site: str, **told: str) -> None:
        """Tell a demonstration site what to do."""
        self.demo.sites[site].command(told)

    def pull(self, *only: str, total: float = 60.0, after: timedelta = timedelta(minutes=2)) -> dict[str, Landed]:
        """A while later, one run (of some sites only); how the main source of events of each site fared."""
        self.clock.now += after
        seconds = timedelta(seconds=total)
        limits = Limits(connect=seconds, read=seconds, total=seconds, received=10_000_000, decoded=50_000_000)
        fetcher = Fetcher(limits, user_agent="cantines/test", allow_hosts=demo_hosts(self.demo.first_port))
        landed = Runner(self.store, fetcher, self.clock, "test:1").run(only)
        return {item.site: item for item in landed if item.source == "agenda"}

    def get(self, path: str, etag: str = "") -> TestResponse:
        """What a reader who knows `etag` is answered."""
        return self.reader.get(path, headers={"If-None-Match": etag} if etag else {})

    def uids(self) -> set[bytes]:
        """The UIDs in the agenda's calendar."""
        return set(re.findall(rb"\r\nUID:(\S+)", self.get("/agenda.ics").data))

    def behave(self) -> None:
        """Every site is well again, and nothing was changed."""
        for site in self.demo.sites.values():
            site.behaviour = Behaviour()

    def close(self) -> None:
        """Give every connection back."""
        self.store.close()
        with self._app.app_context():
            db.engine.dispose()
