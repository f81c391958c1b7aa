"""The door of `cantines web`: kept answers on the event loop, everything else through WSGI in threads (ASGI 3).

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
from urllib.parse import unquote_to_bytes

from federation.web.dates import Dates
from federation.web.edge import Edge, Environment, kept
from federation.web.keeper import Headers
from federation.web.remembered import Remembered

MOST_BODY = 1_000_000
"""Bytes of a request body."""

MOST_BODIES = 32_000_000
"""Bytes of all bodies that are being received at one moment."""

MOST_WAITING = 256
"""Answers in the making or waiting for a thread; who asks then is sent away, before the queue outgrows our patience."""

REQUEST = "cantines.request"
"""The ASGI extension by which a server tells the `bytes` of a whole request that may be remembered."""

_ONLY = ("GATEWAY_INTERFACE", "CGI/1.1"), ("SCRIPT_NAME", ""), ("wsgi.version", (1, 0)), ("wsgi.run_once", False)
Said = tuple[int, Headers, bytes]


class Door:
    """An ASGI application over an `Edge`; `threads` make what is not at hand."""

    def __init__(self, edge: Edge, threads: int, remembered: Remembered | None = None) -> None:
        self._edge = edge
        self._keeper = edge.keeper
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="answer")
        self._waiting = self._bodies = 0
        self._dates = Dates()
        self.remembered = Remembered(edge.keeper) if remembered is None else remembered

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        said = refused(scope) or self._at_hand(scope)
        if said is None:
            said = await self._heard(scope, receive)
        if said is None:
            return
        status, headers, answer = said
        written = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        written.append((b"date", self._dates.value()))
        await send({"type": "http.response.start", "status": status, "headers": written})
        await send({"type": "http.response.body", "body": answer})

    def _at_hand(self, scope: Any) -> Said | None:
        stamp = self._keeper.stamp_at_hand()
        if stamp is None:
            return None
        headers = scope["headers"]
        line = scope["method"], scope["path"], scope["query_string"].decode("latin-1")
        reply = kept(self._keeper, stamp, line, lambda name: _field(headers, name.encode()))
        if reply is None:
            return None
        if (request := scope.get("extensions", {}).get(REQUEST)) is not None:
            self.remembered.hold(request["bytes"], stamp, reply)
        return reply.status, reply.headers, reply.body if line[0] == "GET" else b""

    async def _heard(self, scope: Any, receive: Any) -> Said | None:
        """What is made for a request once its body is whole; None when the reader left before."""
        parts, size, more = [], 0, scope["method"] not in ("GET", "HEAD")
        try:
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                part, more = message.get("body", b""), message.get("more_body", False)
                parts.append(part)
                size += len(part)
                self._bodies += len(part)
                if size > MOST_BODY or self._bodies > MOST_BODIES:
                    return _refusal(413 if size > MOST_BODY else 503)
            return await self._made(environment(scope, b"".join(parts)))
        finally:
            self._bodies -= size

    async def _made(self, environ: Environment) -> Said:
        if self._waiting >= MOST_WAITING:
            return _refusal(503)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self._asked, environ)
        finally:
            self._waiting -= 1

    def _asked(self, environ: Environment) -> Said:
        """What the WSGI application answers, whole: every answer of this hub is finite."""
        told: list[Any] = []

        def start_response(status: str, headers: Headers, failure: Any = None) -> Any:
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


def refused(scope: Any) -> Said | None:
    """What is answered to a request that names no host, or several (RFC 9112 §3.2), or speaks another HTTP."""
    if scope["http_version"] not in ("1.0", "1.1"):
        return _refusal(505)
    hosts = sum(name == b"host" for name, _ in scope["headers"])
    return _refusal(400) if hosts > 1 or (not hosts and scope["http_version"] == "1.1") else None


def environment(scope: Any, body: bytes) -> Environment:
    """The WSGI environment (PEP 3333) of an ASGI request; text is Latin-1 over UTF-8 bytes, as PEP 3333 wants.

    A name with `_` is left out: it would pass for the one with `-` that a proxy vouches for.
    """
    host, port = scope["server"] or ("localhost", None)
    environ: Environment = {
        **dict(_ONLY),
        "REQUEST_METHOD": scope["method"],
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 80),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0] if scope["client"] else "",
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
    }
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").upper().replace("-", "_")
        if b"_" in raw or name in ("CONTENT_LENGTH", "TRANSFER_ENCODING"):
            continue
        key = name if name == "CONTENT_TYPE" else f"HTTP_{name}"
        text = value.decode("latin-1")
        environ[key] = f"{environ[key]},{text}" if key in environ else text
    if body:
        environ["CONTENT_LENGTH"] = str(len(body))  # However it was told, it is here now.
    return environ


def _field(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> str | None:
    """The value of a header, several joined (RFC 9110 §5.3); None when it was not sent."""
    found = [value.decode("latin-1") for key, value in headers if key == name]
    return ",".join(found) if found else None


def _refusal(status: int) -> Said:
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", "0"), ("Connection", "close")]
    return status, [*headers, ("Retry-After", "5")] if status == 503 else headers, b""
