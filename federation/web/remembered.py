"""Requests that were answered before, byte for byte: what answers the very same bytes again without reading them.

A reader that polls sends the same bytes each time. What they mean, and the kept answer to them, stays the same as
long as the state of the keeper does; so nothing of it is worked out twice. Only answers of the keeper are remembered
(see `edge.kept`), which depend on the bytes of the request alone: not on the connection, the client or a session.
"""

from __future__ import annotations

import re

from federation.web.keeper import Keeper, Reply, Stamp

LONGEST = 2048
"""Bytes of a request that is remembered."""

MOST = 2000
"""Requests remembered at once. Their answers share the bodies of the keeper: each costs three kilobytes at most."""

# No bare CR or LF, no folded line, nothing after the empty line: what follows is another request.
_REQUEST = re.compile(rb"(?:GET|HEAD) /[!-~]* HTTP/1\.1\r\n(?:[A-Za-z0-9-]+:[\t -~]*\r\n)+\r\n")
_NAME = re.compile(rb"\r\n([A-Za-z0-9-]+):[\t ]*([\t -~]*)")
_OTHERWISE = frozenset(
    b"authorization content-length cookie expect http2-settings proxy-authorization proxy-connection te trailer "
    b"transfer-encoding upgrade".split()
)
_PHRASES = {200: b"200 OK", 304: b"304 Not Modified"}

Answer = tuple[bytes, bytes]
"""An answer ready to send: its head up to where the date goes (`dates.Dates.line` ends it), its body."""


def may_be_remembered(data: bytes) -> bool:
    """Whether bytes are one whole plain request, whose answer can depend on nothing else.

    One head of GET or HEAD in HTTP/1.1 without a body, for one host, on a connection that stays open, without
    anything of a session; what is unusual is answered the usual way.
    """
    if len(data) > LONGEST or _REQUEST.fullmatch(data) is None:
        return False
    hosts = 0
    for name, value in _NAME.findall(data):
        name = name.lower()
        if name in _OTHERWISE or (name == b"connection" and value.strip().lower() != b"keep-alive"):
            return False
        hosts += name == b"host"
    return hosts == 1


class Remembered:
    """The requests one web process has in memory; used on its event loop only. `most` 0 remembers nothing."""

    def __init__(self, keeper: Keeper, most: int = MOST) -> None:
        self._keeper, self._most = keeper, most
        self._stamp: Stamp | None = None
        self._dropped = 0
        self._answers: dict[bytes, Answer] = {}

    def answer(self, data: bytes) -> Answer | None:
        """What these bytes were answered, if that still holds; None when it is time to look."""
        answer = self._answers.get(data)
        if answer is None:
            return None
        keeper = self._keeper
        stamp = keeper.stamp_at_hand()
        if stamp is None:
            return None
        if stamp is self._stamp and keeper.dropped == self._dropped:
            return answer
        self._answers.clear()
        return None

    def hold(self, data: bytes, stamp: Stamp, reply: Reply) -> None:
        """Remember that the keeper, in a state, answers `reply` to a request that `may_be_remembered`."""
        if not self._most:
            return
        if stamp is not self._stamp or self._keeper.dropped != self._dropped:
            self._answers.clear()
            self._stamp, self._dropped = stamp, self._keeper.dropped
        elif len(self._answers) >= self._most:
            del self._answers[next(iter(self._answers))]
        body = b"" if data.startswith(b"HEAD") else reply.body
        self._answers[data] = _head(reply), body

    def __len__(self) -> int:
        return len(self._answers)


def _head(reply: Reply) -> bytes:
    """The bytes of a head, as the server writes them."""
    lines = b"".join(f"{name.lower()}: {value}\r\n".encode("latin-1") for name, value in reply.headers)
    return b"HTTP/1.1 " + _PHRASES[reply.status] + b"\r\n" + lines + b"date: "
