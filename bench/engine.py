"""The limit of the engine: uvicorn as `cantines web` runs it, and a callable that hands out one answer.

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

from uvicorn.config import Config
from uvicorn.server import Server

from bench.hub import ended
from bench.load import Reply
from bench.machine import free_port, listening

_FOLDER = "BENCH_ENGINE"


def application() -> Callable[[Any, Any, Any], Awaitable[None]]:
    """The callable: a 304 to whoever names an entity tag, the bytes to all others."""
    folder = Path(os.environ[_FOLDER])
    body, headers = (folder / "body").read_bytes(), json.loads((folder / "headers").read_text())
    told = [(name.encode(), value.encode()) for name, value in headers.items() if name not in ("date", "connection")]
    short = [item for item in told if item[0] not in (b"content-length", b"content-encoding", b"content-type")]

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        known = any(name == b"if-none-match" for name, _ in scope["headers"])
        await send(
            {"type": "http.response.start", "status": 304 if known else 200, "headers": short if known else told}
        )
        await send({"type": "http.response.body", "body": b"" if known else body})

    return answer


@contextmanager
def engine(folder: Path, reply: Reply) -> Iterator[tuple[str, int]]:
    """A server of one answer; gives its address and its process number."""
    (folder / "body").write_bytes(reply.body)
    (folder / "headers").write_text(json.dumps(dict(reply.headers)))
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.engine", str(port)], env={**os.environ, _FOLDER: str(folder)}
    )
    try:
        listening(port, 60.0)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        ended(process)


if __name__ == "__main__":
    Server(
        Config(
            application(),
            port=int(sys.argv[1]),
            interface="asgi3",
            http="httptools",
            loop="uvloop",
            ws="none",
            lifespan="off",
            proxy_headers=False,
            server_header=False,
            access_log=False,
            log_level="warning",
        )
    ).run()
