"""The door of `cantines web`: kept answers on the event loop, everything else through WSGI in threads (RSGI 1.6).

What is at hand is answered where it arrives, without a thread; what has to be made is made in one of a few threads,
so that a page in the making never keeps a reader of the feed waiting.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from federation.web.edge import Edge, Environment, kept

MOST_BODY = 1_000_000
"""Bytes of a request body."""

_ONLY = ("GATEWAY_INTERFACE", "CGI/1.1"), ("SCRIPT_NAME", ""), ("wsgi.version", (1, 0)), ("wsgi.run_once", False)


class Door:
    """An RSGI application over an `Edge`; `threads` make what is not at hand."""

    def __init__(self, edge: Edge, threads: int) -> None:
        self._edge = edge
        self._keeper = edge.keeper
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="answer")

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer one request."""
        stamp = self._keeper.stamp_at_hand()
        method = scope.method
        if stamp is not None:
            reply = kept(self._keeper, stamp, (method, scope.path, scope.query_string), scope.headers.get)
            if reply is not None:
                if reply.body and method == "GET":
                    protocol.response_bytes(reply.status, reply.headers, reply.body)
                else:
                    protocol.response_empty(reply.status, reply.headers)
                return
        body = await _body(protocol) if method not in ("GET", "HEAD") else b""
        if body is None:
            protocol.response_empty(413, [])
            return
        loop = asyncio.get_running_loop()
        status, headers, answer = await loop.run_in_executor(self._pool, self._asked, environment(scope, body))
        protocol.response_bytes(status, headers, answer)

    def _asked(self, environ: Environment) -> tuple[int, list[tuple[str, str]], bytes]:
        """What the WSGI application answers, whole: every answer of this hub is finite."""
        told: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], failure: Any = None) -> Any:
            told[:] = int(status[:3]), headers
            return written.append

        written: list[bytes] = []
        parts: Iterable[bytes] = self._edge(environ, start_response)
        try:
            written.extend(parts)
        finally:
            if (close := getattr(parts, "close", None)) is not None:
                close()
        return told[0], told[1], b"".join(written)


def environment(scope: Any, body: bytes) -> Environment:
    """The WSGI environment (PEP 3333) of an RSGI request; text is Latin-1 over UTF-8 bytes, as PEP 3333 wants."""
    host, _, port = scope.server.rpartition(":")
    environ: Environment = {
        **dict(_ONLY),
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string.encode().decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
    }
    for name, value in scope.headers.items():
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        environ[key] = f"{environ[key]},{value}" if key in environ else value
    return environ


async def _body(protocol: Any) -> bytes | None:
    """The body of a request; None when it is too long."""
    parts, size = [], 0
    async for part in protocol:
        size += len(part)
        if size > MOST_BODY:
            return None
        parts.append(part)
    return b"".join(parts)
