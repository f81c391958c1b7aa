"""One hub of real processes for all tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from federation.registry.network import dump_network, load_network
from tests.e2e.processes import ProcessHub
from tests.plan import ROOT


@pytest.fixture(scope="package")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessHub]:
    """A hub over the demonstration, every source pulled once."""
    running = ProcessHub(tmp_path_factory.mktemp("hub"))
    try:
        running.up()
        running.filled()
        yield running
    finally:
        running.kill()


@pytest.fixture
def idle(tmp_path: Path) -> Iterator[ProcessHub]:
    """A hub that nobody started yet; its network is two of the demonstration's sites."""
    found = ProcessHub(tmp_path, {"sites_file": str(tmp_path / "sites.yaml")})
    network = load_network((ROOT / "sites.yaml").read_text("utf-8"))
    some = replace(network, sites=tuple(site for site in network.sites if site.id in {"nantes", "tours"}))
    (tmp_path / "sites.yaml").write_text(dump_network(some), "utf-8")
    yield found
    found.kill()
