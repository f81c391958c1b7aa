"""Small real servers on loopback that say exactly the bytes a test wants, well or badly behaved."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

CERTIFICATE = Path(__file__).with_name("self-signed.pem")
"""A key and a certificate for `cantine.test` that nobody vouches for, valid until 2126; a test's, not a secret."""


class Exchange:
    """One request, and the ways to answer it."""

    def __init__(self, sock: socket.socket, head: str, stop: threading.Event) -> None:
        self._sock = sock
        self._stop = stop
        self.head = head
        self.path = head.split(" ")[1] if head else ""

    def send(self, data: bytes) -> bool:
        """Send bytes as they are; False when the other side has gone."""
        try:
            self._sock.sendall(data)
        except OSError:
            return False
        return True

    def drip(self, data: bytes, every: float = 0.02) -> None:
        """Send byte after byte, with pauses, until the other side goes or the server stops."""
        for place in range(len(data)):
            if not self.send(data[place : place + 1]) or self._stop.wait(every):
                return

    def pause(self, seconds: float) -> None:
        """Wait a little, or until the server stops."""
        self._stop.wait(seconds)

    def hang(self) -> None:
        """Say nothing until the server stops or the other side goes."""
        self._sock.settimeout(0.02)
        while not self._stop.is_set():
            try:
                if not self._sock.recv(1):
                    return
            except TimeoutError:
                continue
            except OSError:
                return

    def reset(self) -> None:
        """Break the connection (RST)."""
        self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        self._sock.close()

    def drop(self) -> None:
        """Close after the first bytes the other side sent."""
        self._sock.recv(65536)


Handler = Callable[[Exchange], object]


class Server:
    """A listening port; each connection is read up to the empty line and handed to `handle` in its own thread."""

    def __init__(self, handle: Handler, *, tls: bool = False, raw: bool = False, host: str = "127.0.0.1") -> None:
        self._handle = handle
        self._raw = raw
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if tls else None
        self.names: list[str | None] = []
        if self._context:
            self._context.load_cert_chain(CERTIFICATE)
            self._context.sni_callback = lambda _sock, name, _context: self.names.append(name)
        self._stop = threading.Event()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, 0), family=family, backlog=64)
        self.port: int = self._listener.getsockname()[1]
        self.authority = f"{host}:{self.port}" if family == socket.AF_INET else f"[{host}]:{self.port}"
        self.heads: list[str] = []
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def url(self, path: str = "/agenda.ics") -> str:
        """The address of a path."""
        return f"{'https' if self._context else 'http'}://{self.authority}{path}"

    def close(self) -> None:
        """Stop, and wait for every thread."""
        self._stop.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(sock,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock: socket.socket) -> None:
        sock.settimeout(5)
        try:
            if self._context:
                sock = self._context.wrap_socket(sock, server_side=True)
            head = "" if self._raw else self._read_head(sock)
            self.heads.append(head)
            self._handle(Exchange(sock, head, self._stop))
            if not self._stop.is_set():
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        finally:
            sock.close()

    def _read_head(self, sock: socket.socket) -> str:
        data = b""
        while b"\r\n\r\n" not in data:
            more = sock.recv(65536)
            if not more:
                break
            data += more
        return data.decode("latin-1")


@contextlib.contextmanager
def serving(handle: Handler, *, tls: bool = False, raw: bool = False, host: str = "127.0.0.1") -> Iterator[Server]:
    """A server while a test lasts."""
    server = Server(handle, tls=tls, raw=raw, host=host)
    try:
        yield server
    finally:
        server.close()


def ok(body: bytes = b"BEGIN:VCALENDAR", *fields: str, status: str = "200 OK") -> bytes:
    """A complete answer with a Content-Length and these header fields."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *fields, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def moved(to: str, status: int = 302, *fields: str) -> bytes:
    """A redirect."""
    return ok(b"", f"Location: {to}", *fields, status=f"{status} Moved")


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n", fields: str = "") -> bytes:
    """An answer in chunks; `end` is what closes it."""
    body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    return f"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n{fields}\r\n".encode() + body + end


def fields_of(head: str) -> dict[str, str]:
    """Header fields of a request, names in lower case."""
    return {line.split(":")[0].lower(): line.split(": ", 1)[1] for line in head.split("\r\n")[1:] if line}
