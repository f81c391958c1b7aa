"""The limit of the engine: granian as `cantines web` runs it, and a callable that hands out one answer.

Run as `python -m bench.engine PORT`; a folder named by the environment holds the body and its headers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from bench.hub import ended, worker_of
from bench.load import Reply
from bench.machine import free_port, listening
from federation.commands import web

_FOLDER = "BENCH_ENGINE"


def application() -> Callable[[Any, Any], Awaitable[None]]:
    """The callable: a 304 to whoever names an entity tag, the bytes to all others."""
    folder = Path(os.environ[_FOLDER])
    body, headers = (folder / "body").read_bytes(), json.loads((folder / "headers").read_text())
    told = [(name, value) for name, value in headers.items() if name not in ("server", "date", "connection")]
    short = [item for item in told if item[0] not in ("content-length", "content-encoding", "content-type")]

    async def answer(scope: Any, protocol: Any) -> None:
        if scope.headers.get("if-none-match"):
            protocol.response_empty(304, short)
        else:
            protocol.response_bytes(200, told, body)

    return answer


@contextmanager
def engine(folder: Path, reply: Reply) -> Iterator[tuple[str, int]]:
    """A server of one answer; gives its address and the process number of its worker."""
    (folder / "body").write_bytes(reply.body)
    (folder / "headers").write_text(json.dumps(dict(reply.headers)))
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.engine", str(port)], env={**os.environ, _FOLDER: str(folder)}
    )
    worker = None
    try:
        listening(port, 15.0)
        worker = worker_of(process.pid)
        yield f"http://127.0.0.1:{port}", worker
    finally:
        ended(process, worker)


if __name__ == "__main__":
    Server(
        "bench.engine:application",
        factory=True,
        port=int(sys.argv[1]),
        interface=Interfaces.RSGI,
        backpressure=web._BACKPRESSURE,
        log_level=LogLevels.warning,
    ).serve()
