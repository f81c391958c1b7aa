"""Undoing compression piece by piece."""

import gzip
import zlib

import pytest

from sync.fetching.decoding import PIECE, DamagedError, decoder

TEXT = b"BEGIN:VEVENT\r\nSUMMARY:caf\xc3\xa9\r\n" * 9000


def raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(data) + engine.flush()


def undo(coding: str, data: bytes, step: int) -> bytes:
    engine = decoder(coding)
    assert engine is not None
    pieces = [piece for place in range(0, len(data), step) for piece in engine.feed(data[place : place + step])]
    assert engine.complete
    assert all(len(piece) <= PIECE for piece in pieces)
    return b"".join(pieces)


@pytest.mark.parametrize("step", [1, 7, 10**6])
@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(TEXT, mtime=0)),
        (" X-GZIP ", gzip.compress(TEXT, mtime=0)),
        ("gzip", gzip.compress(TEXT[:100], mtime=0) + gzip.compress(b"", mtime=0) + gzip.compress(TEXT[100:], mtime=0)),
        ("gzip", gzip.compress(TEXT, mtime=0) + b"\0" * 20),
        ("gzip", gzip.compress(TEXT, mtime=0) + b"\x1f"),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
    ],
    ids=["gzip", "x-gzip", "members", "padding", "half a magic", "zlib", "raw"],
)
def test_codings(coding: str, data: bytes, step: int) -> None:
    assert undo(coding, data, step) == TEXT


@pytest.mark.parametrize("coding", ["", "identity", "None"])
def test_no_coding(coding: str) -> None:
    assert undo(coding, TEXT[:1000], 1000) == TEXT[:1000]


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_nothing_stays_nothing(coding: str) -> None:
    assert undo(coding, b"", 1) == b""


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress"])
def test_codings_never_asked_for(coding: str) -> None:
    assert decoder(coding) is None


@pytest.mark.parametrize("cut", [1, 5, 100, -1])
def test_a_cut_stream_is_not_complete(cut: int) -> None:
    engine = decoder("gzip")
    assert engine is not None
    list(engine.feed(gzip.compress(TEXT, mtime=0)[:cut]))
    assert not engine.complete


@pytest.mark.parametrize(
    "data", [b"BEGIN:VCALENDAR", gzip.compress(TEXT, mtime=0)[:-8] + b"\0" * 8], ids=["plain", "checksum"]
)
def test_damage_is_told(data: bytes) -> None:
    engine = decoder("gzip")
    assert engine is not None
    with pytest.raises(DamagedError):
        list(engine.feed(data))


def test_endless_members_are_refused() -> None:
    engine = decoder("gzip")
    assert engine is not None
    with pytest.raises(DamagedError):
        list(engine.feed(gzip.compress(b"", mtime=0) * 11_000))
