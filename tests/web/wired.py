"""A door behind the real wire on a port of loopback, and readers who send it any bytes in any pieces."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Condition, Thread
from typing import Any

import uvloop
from uvicorn.config import Config
from uvicorn.server import ServerState

from federation.web.door import Door
from federation.web.edge import Edge, Environment, StartResponse
from federation.web.remembered import MOST, Remembered
from federation.web.wire import Wire
from tests.web.house import House

PATIENCE = 10.0
_DATE = re.compile(rb"\r\ndate: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT(?=\r\n)")


def echo(environ: Environment, start_response: StartResponse) -> Iterable[bytes]:
    """An application that tells what it was asked."""
    body = environ["wsgi.input"].read()
    said = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}?{environ['QUERY_STRING']} {len(body)}".encode("latin-1")
    start_response("404 NOT FOUND", [("Content-Type", "text/plain"), ("Content-Length", str(len(said)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [said]


class Wired:
    """A server of one door: its port, its connections, how many bytes it heard in all."""

    def __init__(self, house: House, application: Any = echo, *, most: int = MOST, **limits: Any) -> None:
        self.door = Door(Edge(application, house.keeper), threads=2, remembered=Remembered(house.keeper, most))
        self.state = ServerState()
        self.heard, self.known, self._changed = 0, 0, Condition()
        self.faults: list[dict[str, Any]] = []
        self._config = Config(
            self.door,
            http=Wire,
            interface="asgi3",
            log_config=None,
            ws="none",
            lifespan="off",
            proxy_headers=False,
            date_header=False,
            server_header=False,
            access_log=False,
        )
        self._limits = limits
        self._loop = uvloop.new_event_loop()
        self._loop.set_exception_handler(lambda _loop, what: self.faults.append(what))

    def wire(self) -> Wire:
        """The protocol of one connection, which tells us what it heard."""
        told = self

        class Told(Wire):
            limits = Wire.limits if not told._limits else type(Wire.limits)(**told._limits)

            def data_received(self, data: bytes) -> None:
                super().data_received(data)
                with told._changed:
                    told.heard += len(data)
                    told._changed.notify_all()

            def connection_lost(self, exc: Exception | None) -> None:
                super().connection_lost(exc)
                with told._changed:
                    told._changed.notify_all()

            def _write(self, head: bytes, body: bytes) -> None:
                told.known += 1
                super()._write(head, body)

        return Told(self._config, self.state, {}, self._loop)

    @contextmanager
    def open(self) -> Iterator[Wired]:
        """Answer at a port of loopback."""
        self._config.load()
        listening = socket.create_server(("127.0.0.1", 0))
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)  # so that a full one is soon seen
        self.port = listening.getsockname()[1]
        server = self._loop.run_until_complete(self._loop.create_server(self.wire, sock=listening))
        thread = Thread(target=self._loop.run_forever)
        thread.start()
        try:
            yield self
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join()
            server.close()
            for wire in list(self.state.connections):
                wire.transport.abort()
            self._loop.run_until_complete(asyncio.sleep(0))
            self._loop.close()
        assert self.faults == []

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait for something that hearing bytes brings about."""
        with self._changed:
            assert self._changed.wait_for(condition, PATIENCE)

    def connect(self) -> socket.socket:
        """A reader."""
        reader = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        reader.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return reader

    def tell(self, reader: socket.socket, piece: bytes) -> None:
        """Send bytes and wait until they were heard by themselves; or until nobody listens any more."""
        before = self.heard
        try:
            reader.sendall(piece)
        except OSError:
            return
        with self._changed:
            self._changed.wait_for(lambda: self.heard >= before + len(piece) or not self.state.connections, PATIENCE)

    def ask(self, *pieces: bytes) -> bytes:
        """Everything that is answered to pieces sent one after the other, dates left out."""
        with self.connect() as reader:
            for piece in pieces:
                self.tell(reader, piece)
            with suppress(OSError):
                reader.shutdown(socket.SHUT_WR)
            return undated(rest(reader))


def rest(reader: socket.socket) -> bytes:
    """All that comes until the end, however it ends: who still talks to a closed door is cut off."""
    parts = []
    with suppress(ConnectionResetError):
        while part := reader.recv(65536):
            parts.append(part)
    return b"".join(parts)


def undated(said: bytes) -> bytes:
    """Answers without their dates."""
    return _DATE.sub(b"", said)
