"""How long a connection may keep us waiting, and how much it may send: limits, and the pure rule that applies them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one web process. Times in seconds, sizes in bytes."""

    head: int = 16_384
    """Of the head of a request, or of what else comes without being its body: trailers, chunk extensions."""
    head_within: float = 10.0
    body_within: float = 60.0
    idle: float = 30.0
    idle_when_crowded: float = 2.0
    stalled: float = 30.0
    """Without a reader taking a single byte of what waits for it."""
    farewell: float = 5.0
    """For a reader who was refused to hear it: an end while bytes still come in may take the words with it."""
    farewell_when_crowded: float = 1.0
    connections: int = 800
    """Below the 1024 open files that a process is commonly allowed."""
    look_every: float = 1.0

    def crowded(self, connections: int) -> bool:
        """Whether those who only keep a connection open should leave sooner."""
        return connections > self.connections // 2


class Waiting(Enum):
    """What a connection waits for."""

    REQUEST = "a request, or the first byte of one"
    HEAD = "the rest of a head"
    BODY = "the rest of a body"
    ANSWER = "us"
    READER = "the reader, who has not taken what was written"
    FAREWELL = "the reader, who was told why it is sent away"
    END = "the reader, before it is closed"


class Verdict(Enum):
    """What becomes of a connection."""

    STAY = "it may wait on"
    CLOSE = "it ends in peace"
    TIMEOUT = "it is told 408, and ends"
    ABORT = "it ends at once, whatever was still to be sent"


def verdict(waiting: Waiting, seconds: float, limits: Limits, *, crowded: bool) -> Verdict:
    """What becomes of a connection that has waited so long for one and the same thing."""
    if waiting is Waiting.REQUEST:
        late, then = limits.idle_when_crowded if crowded else limits.idle, Verdict.CLOSE
    elif waiting is Waiting.HEAD:
        late, then = limits.head_within, Verdict.TIMEOUT
    elif waiting is Waiting.BODY:
        late, then = limits.body_within, Verdict.TIMEOUT
    elif waiting is Waiting.ANSWER:
        return Verdict.STAY
    elif waiting is Waiting.FAREWELL:
        late, then = limits.farewell_when_crowded if crowded else limits.farewell, Verdict.ABORT
    else:
        late, then = limits.stalled, Verdict.ABORT
    return then if seconds >= late else Verdict.STAY
