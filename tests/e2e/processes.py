"""A hub of real processes in a folder of its own: `python -m federation …` with settings from the environment."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPResponse
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from federation.demo.control import control
from federation.store.database import open_store
from federation.store.sources import visit_again
from tests.demo_hub import free_ports
from tests.e2e import ahead
from tests.plan import ROOT

PATIENCE = 80.0
"""Seconds that anything may take on a loaded machine before a test gives up."""


def until(condition: Callable[[], Any], what: str, every: float = 0.05) -> Any:
    """What `condition` gives once it is true; looks again and again, AssertionError when it takes too long."""
    limit = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < limit, f"waited in vain: {what}"
        time.sleep(every)
    return found


def listens(port: int) -> bool:
    """Whether somebody takes connections at a port of loopback."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def children_of(process: int) -> list[int]:
    """The processes that a process started and that still run."""
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(number) for number in path.read_text().split()]


def runs(process: int) -> bool:
    """Whether a process still runs; one that only waits for its parent to notice does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@dataclass
class ProcessHub:
    """One hub: its folder, its ports, its settings (names without prefix, in lower case)."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.port = self.port or free_ports(7)

    @property
    def demo_port(self) -> int:
        return self.port + 1

    @property
    def out(self) -> str:
        """All that `up` said."""
        return (self.folder / "out").read_text("utf-8")

    @property
    def err(self) -> str:
        """All that its processes logged."""
        return (self.folder / "err").read_text("utf-8")

    def migrated(self, file: Path) -> None:
        """Start from this database instead of making one."""
        (self.folder / "data").mkdir()
        shutil.copy(file, self.folder / "data")

    def environment(self, **more: str) -> dict[str, str]:
        chosen = {
            "port": str(self.port),
            "demo_port": str(self.demo_port),
            "data_dir": str(self.folder / "data"),
            "sites_file": str(ROOT / "sites.yaml"),
            "tick": "0.2",
            **self.settings,
            **more,
        }
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
        return kept | {"HOME": str(self.folder)} | {f"CANTINES_{name.upper()}": text for name, text in chosen.items()}

    def spawn(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a command; what it says goes to the folder."""
        with (self.folder / "out").open("wb") as out, (self.folder / "err").open("wb") as err:
            return subprocess.Popen(
                [sys.executable, "-m", "federation", *words],
                cwd=ROOT,
                env=self.environment(**more),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
            )

    def ahead(self, *words: str, **more: str) -> ForkServerProcess:
        """The same of a process that need not import: for tests that start many."""
        return ahead.started(words, self.environment(**more), self.folder / "out", self.folder / "err")

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "federation", *words],
            cwd=ROOT,
            env=self.environment(**more),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def up(self) -> str:
        """Start the whole hub with its demonstration; the address it announces."""
        self.process = self.spawn("up", "--demo")
        return str(until(self._announced, f"an address\n{self.err}"))

    def _announced(self) -> str:
        assert self.process is not None
        assert self.process.poll() is None, self.err
        found = re.search(r"http://\S+/agenda", self.out)
        return found[0] if found else ""

    def end(self, number: int = signal.SIGINT) -> int:
        """Send a signal to the parent alone, as a terminal's Ctrl-C reaches it; its exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """Leave nothing behind, whatever a test did."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE)

    def family(self) -> list[int]:
        """The hub's processes below the parent, those of the web server included."""
        assert self.process is not None
        found = children_of(self.process.pid)
        for process in found:
            found += children_of(process)
        return found

    def get(self, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
        """What a reader is answered; header names have _ for -."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()})
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def sources(self) -> list[dict[str, Any]]:
        """What /health says of each source."""
        return json.loads(self.get("/health")[1])["sources"]  # type: ignore[no-any-return]

    def filled(self) -> None:
        """Wait until every source was pulled."""
        until(lambda: all(item["outcome"] for item in self.sources()), "a first pull of every source")

    def tell(self, site: str, **command: str) -> None:
        """Tell a demonstration site what to do, as `cantines demo` does."""
        control(site, self.demo_port, command)

    def visit(self, *sites: str) -> None:
        """Have the sync process visit these sites at its next tick."""
        store = open_store(f"sqlite:///{self.folder / 'data' / 'cantines.sqlite'}")
        with store.writing() as session:
            visit_again(session, sites, datetime.now(UTC))
        store.close()

    def uids(self) -> set[str]:
        """The UIDs in the agenda's calendar."""
        return set(re.findall(r"\r\nUID:(\S+)\r\n", self.get("/agenda.ics")[1].decode()))
