"""Reading from a server within limits: each byte is waited for no longer than the visit allows, and counted.

One raw stream under the buffered one that http.client reads from, so that status line, header, chunk sizes, body and
trailer are all held to the same rules, plain or over TLS.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from typing import Any

from sync.fetching.visit import Visit

HEAD_LIMIT = 100_000
"""Most bytes of status lines and header fields, `100 Continue` included."""

FRAMING = 300_000
"""Bytes an answer may take beyond its body and as much again: header, chunk sizes, trailer."""


class Meter(io.RawIOBase):
    """The bytes of one connection as they come."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, visit: Visit) -> None:
        self._raw = raw
        self._sock = sock
        self._visit = visit
        self._most = 2 * visit.limits.received + FRAMING

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Take what comes next; raises FetchError when it comes too late, not at all, or when there is too much."""
        visit = self._visit
        self._sock.settimeout(visit.to_read())
        try:
            count: int = self._raw.readinto(buffer) or 0
        except TimeoutError:
            raise visit.late() from None
        except ssl.SSLError as error:
            raise visit.failure("tls", (error.reason or "").replace("_", " ").lower()) from None
        except OSError:
            raise visit.failure("cut-off", f"{visit.taken} B") from None
        visit.left()
        visit.taken += count
        visit.ended = visit.ended or not count
        if visit.taken > self._most:
            raise visit.failure("too-large", f"> {self._most} B")
        return count

    def close(self) -> None:
        """Let the socket go."""
        self._raw.close()
        super().close()


class Head:
    """The lines before the body, as http.client reads them: not too many bytes, and complete."""

    def __init__(self, stream: io.BufferedReader, visit: Visit) -> None:
        self.stream = stream
        self._visit = visit
        self._read = 0

    def readline(self, size: int = -1) -> bytes:
        """The next line; raises FetchError when the head is endless, or ends before its empty line."""
        line = self.stream.readline(size)
        if not line and self._read:
            raise self._visit.failure("cut-off", f"{self._visit.taken} B")
        self._read += len(line)
        if self._read > HEAD_LIMIT:
            raise self._visit.failure("protocol", f"header > {HEAD_LIMIT} B")
        return line

    def flush(self) -> None:
        """As http.client wants before it closes."""

    def close(self) -> None:
        """Close the stream under it."""
        self.stream.close()


class MeteredResponse(http.client.HTTPResponse):
    """An answer that is read through a meter."""

    def __init__(self, sock: socket.socket, *args: Any, visit: Visit, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self._visit = visit
        self.fp: Any = io.BufferedReader(Meter(self.fp.detach(), sock, visit))

    def begin(self) -> None:
        """Read the status line and the header; raises FetchError when they leave the body's end in doubt."""
        head = self.fp = Head(self.fp, self._visit)
        super().begin()
        self.fp = head.stream
        for name in ("Content-Length", "Transfer-Encoding"):
            values = {value.strip().lower() for value in ",".join(self.headers.get_all(name, [])).split(",")}
            if len(values) > 1 or (name == "Transfer-Encoding" and not values <= {"", "chunked"}):
                raise self._visit.failure("protocol", f"{name}: {', '.join(sorted(values))[:60]}")  # RFC 9112 §6.3
