"""Undoing Content-Encoding while bytes arrive, in small pieces, so that a bomb costs no more than its limit.

gzip (several members too, RFC 1952 §2.2) and deflate, with or without its zlib wrapping (RFC 9110 §8.4.1.2). Pure.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

PIECE = 65536
"""Most bytes given back at once."""

_GZIP = b"\x1f\x8b"
_MOST_MEMBERS = 10_000


class DamagedError(ValueError):
    """The bytes are not what their coding promises."""


class Decoder(Protocol):
    """Bytes as they come in, bytes as they were meant out."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What `data` gives, in pieces; raises DamagedError."""

    @property
    def complete(self) -> bool:
        """Whether the stream may end here."""


class Identity:
    """No coding at all."""

    complete = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The bytes themselves."""
        yield data


class Inflate:
    """gzip or deflate, whichever `gzip` says."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._engine: zlib._Decompress | None = None
        self._waiting = b""
        self._members = 0

    @property
    def complete(self) -> bool:
        """Whether the last stream ended; nothing at all is a complete nothing."""
        return self._engine.eof if self._engine else not self._waiting

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What `data` gives, in pieces of at most PIECE bytes; raises DamagedError."""
        data = self._waiting + data
        self._waiting = b""
        while data:
            if (self._engine is None or self._engine.eof) and not self._begin(data):
                return
            yield from self._inflate(data)
            assert self._engine is not None
            data = self._engine.unused_data

    def _begin(self, data: bytes) -> bool:
        """Start the next stream with its first two bytes; False when they are not there, or are padding."""
        first = self._engine is None
        if len(data) < 2:
            self._waiting = data if first or data in (b"\x1f",) else b""
            return False
        if not first and (not self._gzip or data[:2] != _GZIP):
            return False  # padding after the last member, as every other reader passes it over
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise DamagedError(f"more than {_MOST_MEMBERS} members")
        self._engine = zlib.decompressobj(31 if self._gzip else _deflate_window(data))
        return True

    def _inflate(self, data: bytes) -> Iterator[bytes]:
        engine = self._engine
        assert engine is not None
        while True:
            try:
                piece = engine.decompress(data, PIECE)
            except zlib.error as error:
                raise DamagedError(str(error)) from None
            if piece:
                yield piece
            data = engine.unconsumed_tail
            if engine.eof or (not data and len(piece) < PIECE):
                return


def _deflate_window(data: bytes) -> int:
    wrapped = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0  # RFC 1950 §2.2
    return 15 if wrapped else -15


def decoder(content_encoding: str) -> Decoder | None:
    """The decoder for a Content-Encoding field, None for a coding that was never asked for."""
    coding = content_encoding.strip().lower()
    if coding in ("", "identity", "none"):
        return Identity()
    if coding in ("gzip", "x-gzip", "deflate"):
        return Inflate(gzip=coding != "deflate")
    return None
