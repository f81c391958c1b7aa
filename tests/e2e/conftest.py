"""One hub of real processes for all tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.processes import ProcessHub


@pytest.fixture(scope="session")
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
    """A hub that nobody started yet."""
    found = ProcessHub(tmp_path)
    yield found
    found.kill()
