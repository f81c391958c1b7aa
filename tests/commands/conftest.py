"""A command run as a person runs it, its clock stopped: against a server on loopback, or on a network that speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tests.store.telling import Telling, telling_in
from tests.sync.servers import Exchange, Server, ok, serving

Answers = dict[str, tuple[str, str]]
"""Media type and body, by path."""


@dataclass
class Terminal:
    """A terminal, and a server that answers what a test wants."""

    server: Server
    answers: Answers

    def run(self, command: click.Command, path: str, *words: str) -> Result:
        """What a command prints for an address of the server."""
        return CliRunner().invoke(command, [self.server.url(path), *words], catch_exceptions=False)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Terminal]:
    answers: Answers = {}

    def answer(exchange: Exchange) -> None:
        found = answers.get(exchange.path)
        exchange.send(ok(found[1].encode(), f"Content-Type: {found[0]}") if found else ok(b"", status="404 Not Found"))

    with serving(answer) as server:
        monkeypatch.setenv("CANTINES_NOW", "2026-11-22T09:00:00Z")
        monkeypatch.setenv("CANTINES_ALLOW_HOSTS", server.authority)
        monkeypatch.setenv("CANTINES_DATA_DIR", str(tmp_path))
        monkeypatch.setenv("COLUMNS", "140")
        yield Terminal(server, answers)


@pytest.fixture
def telling(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Telling]:
    """Nantes, Rennes and Paris in the store that commands open."""
    monkeypatch.setenv("CANTINES_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CANTINES_NOW", "2026-11-22T12:00:00Z")
    with telling_in(tmp_path, migrated_file) as telling:
        yield telling
