"""The bytes of a connection: known requests answered at once, all others one after the other, within limits.

uvicorn's protocol over httptools reads HTTP and runs the application. This adds three things: a request whose very
bytes were answered before is answered without being read (`remembered`); a connection is fed to the parser piece by
piece, so that a reader who sends many requests ahead waits instead of filling our memory; and what takes too long or
has no end is refused (`patience`).
"""

from __future__ import annotations

import asyncio
from typing import Any

import httptools
from uvicorn._types import ASGI3Application
from uvicorn.config import Config
from uvicorn.protocols.http.flow_control import HIGH_WATER_LIMIT
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from federation.web.dates import Dates
from federation.web.door import REQUEST, Door
from federation.web.patience import Limits, Verdict, Waiting, verdict
from federation.web.remembered import may_be_remembered

PIECE = 4096
"""Bytes fed to the parser at once, at most; a piece ends where a head may."""

_LARGE = 32_768  # bytes of a body above which head and body are not worth joining
_REFUSALS = {
    400: b"400 Bad Request",
    408: b"408 Request Timeout",
    431: b"431 Request Header Fields Too Large",
    503: b"503 Service Unavailable",
}


class Wire(HttpToolsProtocol):
    """One connection to a `Door`."""

    limits = Limits()
    dates = Dates()

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        assert isinstance(self.app, Door)
        self._remembered = self.app.remembered
        self._held = bytearray()  # received, not yet read
        self._quiet = False  # nothing held, nothing half read, nothing under way, and the reader takes what we write
        self._open = False  # a message has begun and not ended
        self._in_body = False
        self._fruitless = 0  # bytes since the last end of a head, or part of a body
        self._piece: bytes | None = None  # a whole request that may be remembered
        self._heard = self._begun = 0
        self._running: RequestResponseCycle | None = None  # what is being answered, or was last
        self._refused: int | None = None
        self._said = False
        self._ended = False  # the reader will send nothing more
        self._mark: tuple[object, ...] = ()
        self._marked_at = 0.0
        self._looking: asyncio.TimerHandle | None = None

    # what the transport tells

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A reader comes; too many at once are sent away."""
        super().connection_made(transport)
        self._look()
        if len(self.connections) > self.limits.connections:
            self._refuse(503)
            self.transport.close()
        else:
            self._quiet = True

    def connection_lost(self, exc: Exception | None) -> None:
        """A reader is gone."""
        super().connection_lost(exc)
        self._quiet = False
        self._held.clear()
        self.pipeline.clear()
        if self._running is not None:
            _forget(self._running)
        if self._looking is not None:
            self._looking.cancel()

    def data_received(self, data: bytes) -> None:
        """Answer what is known by heart; keep the rest until it is its turn."""
        self._heard += 1
        if self._quiet:
            answer = self._remembered.answer(data)
            if answer is not None:
                self._write(*answer)
                return
        if self._refused is None:
            self._held += data
            self._go_on()

    def eof_received(self) -> bool | None:  # type: ignore[override]
        """A reader who has said all still gets the answers to it."""
        self._ended = True
        return not self._over()

    def pause_writing(self) -> None:
        """The reader is slower than we are."""
        super().pause_writing()
        self._quiet = False

    def resume_writing(self) -> None:
        """The reader has caught up."""
        super().resume_writing()
        self._go_on()

    # what the parser tells

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._open = True
        self._begun += 1
        if self._piece is not None:
            self.scope["extensions"] = {REQUEST: {"bytes": self._piece}}

    def on_header(self, name: bytes, value: bytes) -> None:
        """A field of the head; what is told after the body is left out (RFC 9110 §6.5.1)."""
        if not self._in_body:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """A head is whole: it is answered."""
        super().on_headers_complete()
        self._in_body, self._fruitless = True, 0
        if self.parser.should_upgrade():
            # We speak nothing else; and what follows such a head is not what its Content-Length says.
            self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        """A part of a body."""
        self._fruitless = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """A request is whole."""
        self._open = self._in_body = False
        self._fruitless = 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """An answer is written: the next request is read."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())
            self._settle()
        else:
            self._go_on()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._running = cycle
        super()._start_asgi_task(cycle, app)

    # how requests are read

    def _go_on(self) -> None:
        """Read what is held, as far as it is its turn."""
        if self._refused is not None:
            if self._answered() and not self._said:
                self._say(self._refused)
            return
        closing = self.transport.is_closing
        while self._held and not closing() and (self._open or self._ready()):
            piece = self._next()
            if not self._open and not self._fruitless:
                answer = self._remembered.answer(piece)
                if answer is not None:
                    self._write(*answer)
                    continue
                self._piece = piece if may_be_remembered(piece) else None
            self._feed(piece)
            self._piece = None
        if not closing() and self._refused is None:
            self._settle()

    def _settle(self) -> None:
        """Tell the transport and ourselves what may come now."""
        ready = self._ready()
        self._quiet = ready and not (self._held or self._open or self._fruitless)
        if self._ended:
            if self._over():
                self.transport.close()
        elif self._held:
            self.flow.pause_reading()
        elif self.cycle is None or self.cycle.response_complete or len(self.cycle.body) <= HIGH_WATER_LIMIT:
            self.flow.resume_reading()

    def _answered(self) -> bool:
        return not self.pipeline and (self.cycle is None or self.cycle.response_complete)

    def _over(self) -> bool:
        """Whether nothing is left to answer to a reader who sends no more: a body without its end is never whole."""
        return self._said or (not (self._held or self.pipeline) and (self._in_body or self._answered()))

    def _ready(self) -> bool:
        """Whether the next request may be read: the last one is answered, and the answer on its way."""
        return self._answered() and not self.flow.write_paused

    def _next(self) -> bytes:
        """What to feed next: up to where a head may end, so that a piece begins at most one request."""
        end = self._held.find(b"\r\n\r\n", 0, PIECE)
        piece = bytes(self._held[: end + 4 if end >= 0 else PIECE])
        del self._held[: len(piece)]
        return piece

    def _feed(self, piece: bytes) -> None:
        self._quiet = False
        self._fruitless += len(piece)
        if self._fruitless > self.limits.head:
            self._refuse(431)
            return
        try:
            self.parser.feed_data(piece)
        except httptools.HttpParserUpgrade:
            pass  # Answered as if it had not asked to (RFC 9110 §7.8).
        except httptools.HttpParserError:
            self._refuse(400)

    # how answers are written

    def _write(self, head: bytes, body: bytes) -> None:
        if len(body) > _LARGE:
            self.transport.writelines((head + self.dates.line(), body))
        else:
            self.transport.write(head + self.dates.line() + body)

    def _refuse(self, status: int) -> None:
        """Read nothing more; say why when what was asked before is answered, and end."""
        self._refused = status
        self._quiet = False
        self._held.clear()
        if self._in_body and self.pipeline:
            self.pipeline.popleft()  # Its turn had not come.
            earlier = self.pipeline[0][0] if self.pipeline else self._running
            assert earlier is not None
            self.cycle = earlier
        elif self._in_body:
            said = self.cycle.response_started
            _forget(self.cycle)
            self.transport.close() if said else self._say(status)
            return
        if self._answered():
            self._say(status)

    def _say(self, status: int) -> None:
        words = _REFUSALS[status]
        self.transport.write(
            b"HTTP/1.1 %b\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\nconnection: close\r\n"
            b"date: %b%b\n" % (words, len(words) + 1, self.dates.line(), words)
        )
        self._said = True
        if self._ended:
            self.transport.close()
        else:
            # What it still sends is taken and dropped: an end before that would take our words with it.
            self.transport.write_eof()
            self.flow.resume_reading()

    # how long it is waited

    def _look(self) -> None:
        """Look from time to time what this connection waits for, and since when."""
        now = self.loop.time()
        waiting = self._waiting()
        mark = waiting, self._progress(waiting)
        if mark != self._mark:
            self._mark, self._marked_at = mark, now
        found = verdict(waiting, now - self._marked_at, self.limits, crowded=self.limits.crowded(len(self.connections)))
        if found is Verdict.TIMEOUT:
            self._refuse(408)
        elif found is Verdict.CLOSE:
            self.transport.close()
        elif found is Verdict.ABORT:
            self.transport.abort()
        self._looking = self.loop.call_later(self.limits.look_every, self._look)

    def _waiting(self) -> Waiting:
        if self.transport.is_closing():
            return Waiting.END
        if self._said:
            return Waiting.FAREWELL
        if self.flow.write_paused:
            return Waiting.READER
        if self._in_body:
            return Waiting.BODY
        if not self._answered():
            return Waiting.ANSWER
        return Waiting.HEAD if self._open or self._fruitless else Waiting.REQUEST

    def _progress(self, waiting: Waiting) -> int:
        """What is another number as soon as a connection gets on with what it waits for."""
        if waiting is Waiting.READER or waiting is Waiting.END:
            return self.transport.get_write_buffer_size()
        return self._heard if waiting is Waiting.REQUEST else self._begun


def _forget(cycle: RequestResponseCycle) -> None:
    """Let nothing more be written for a request; the application is told that its reader is gone."""
    cycle.disconnected = True
    cycle.message_event.set()
