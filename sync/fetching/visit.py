"""One visit to a source while it lasts: its limits, its clock, the phase it is in, what it took so far.

The connection, the reader and the decoder all ask the visit how long they may still wait, so that no stage, and no
server that sends one byte a second, can outlast the total.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta
from time import monotonic

from federation.errors import FetchError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one visit may cost.

    `connect` bounds a connection (name, TCP and TLS together), `read` one silence of a server that is answering,
    `total` everything from the call to the last byte, redirects and waiting for a free place included. `received`
    counts bytes of the body as they come, `decoded` after decompression. `per_host` is how many visits one
    host:port gets at once from this process.
    """

    connect: timedelta
    read: timedelta
    total: timedelta
    received: int
    decoded: int
    redirects: int = 5
    per_host: int = 2

    def within(self, left: timedelta) -> Limits:
        """The same, with no more time than is left."""
        return replace(self, total=min(self.total, left))


@dataclass(slots=True)
class Visit:
    """The state of one visit; used by one thread. Times inside are seconds of the monotonic clock."""

    limits: Limits
    allow_hosts: Collection[str] = ()
    place: str = ""
    phase: str = "request"
    taken: int = 0
    ended: bool = False
    began: float = field(default_factory=monotonic)
    connecting: float = 0.0

    def begin_hop(self, place: str) -> None:
        """Turn to a host, `place` in messages: its bytes and its time to connect are counted from nothing."""
        self.place = place
        self.phase = "connect"
        self.taken = 0
        self.ended = False
        self.connecting = monotonic()

    @property
    def elapsed(self) -> timedelta:
        """Time since the call."""
        return timedelta(seconds=monotonic() - self.began)

    def left(self) -> float:
        """Seconds left of the total; raises FetchError `timeout-total` when none are."""
        seconds = self.limits.total.total_seconds() - (monotonic() - self.began)
        if seconds <= 0:
            raise self.failure("timeout-total", _seconds(self.limits.total))
        return seconds

    def to_connect(self) -> float:
        """Seconds left for the connection; raises FetchError when none are."""
        seconds = self.limits.connect.total_seconds() - (monotonic() - self.connecting)
        if seconds <= 0:
            raise self.late()
        return min(seconds, self.left())

    def to_read(self) -> float:
        """Seconds the next bytes may take; raises FetchError when none are left."""
        return min(self.limits.read.total_seconds(), self.left())

    def late(self) -> FetchError:
        """The failure of a wait that ended without result: the total, else the limit of the phase."""
        try:
            self.left()
        except FetchError as total:
            return total
        if self.phase in ("resolve", "connect", "tls"):
            return self.failure("timeout-connect", _seconds(self.limits.connect))
        return self.failure("timeout-read", _seconds(self.limits.read))

    def failure(
        self,
        code: str,
        detail: str = "",
        *,
        status: int | None = None,
        retry_after: timedelta | None = None,
        permanent: bool = False,
    ) -> FetchError:
        """A FetchError of this visit: where it was, in which phase, and what was seen."""
        shown = f"{self.place}, {detail}" if detail else self.place
        return FetchError(code, shown, phase=self.phase, permanent=permanent, status=status, retry_after=retry_after)


def _seconds(limit: timedelta) -> str:
    """So many seconds, as people count them: what is left of a trial's time is never a round number."""
    seconds = limit.total_seconds()
    return f"{round(seconds, 1) or seconds:g} s"
