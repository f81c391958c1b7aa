"""A demonstration network on free ports, its clock stopped on a Sunday morning of November."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPResponse

import pytest

from federation.demo.facts import port_of
from federation.demo.server import DemoNetwork

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that a test moves."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Running:
    """A running network, and a client for it."""

    network: DemoNetwork
    clock: Clock
    connections: list[HTTPConnection] = field(default_factory=list)

    @property
    def first_port(self) -> int:
        return self.network.first_port

    def get(self, site: str, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
        """The answer with its body; header names have _ for -."""
        answer = self.ask(site, path, **headers)
        return answer, answer.read()

    def ask(self, site: str, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", port_of(site, self.first_port), timeout=5)
        self.connections.append(connection)
        connection.request(method, path, headers={name.replace("_", "-"): text for name, text in headers.items()})
        return connection.getresponse()


@pytest.fixture(scope="module")
def _network() -> Iterator[Running]:
    clock = Clock()
    for _ in range(20):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = min(probe.getsockname()[1], 65000)
        network = DemoNetwork(port, clock, drip=0.05)
        try:
            network.start()
        except OSError:
            continue
        yield Running(network, clock)
        network.stop()
        return
    pytest.fail("no six free ports in a row")


@pytest.fixture
def demo(_network: Running) -> Iterator[Running]:
    """A running network in which every site behaves and nothing was changed."""
    for site in _network.network.sites.values():
        site.behaviour = type(site.behaviour)()
    _network.clock.now = NOW
    yield _network
    for connection in _network.connections:
        connection.close()
    _network.connections.clear()
