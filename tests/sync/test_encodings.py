"""Bytes of two charsets: each that is not UTF-8 is Windows-1252, and long stretches of them are read at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.formats.encodings import codec, mixed

PIECES = ["é", "€", "😀", "a", " "]
BROKEN = [
    b"\xe9",
    b"\xff",
    b"\x80",
    b"\xc0",
    b"\xe2\x82",
    b"\xf0\x9f",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe0\x80",
]


def one_by_one(body: bytes) -> str:
    """The same, slowly: the bytes that stop a decoder are Windows-1252, what follows is looked at anew."""
    try:
        return body.decode()
    except UnicodeDecodeError as problem:
        odd = body[problem.start : problem.end].decode("cp1252", "replace")
        return body[: problem.start].decode() + odd + one_by_one(body[problem.end :])


@given(st.lists(st.sampled_from([*(text.encode() for text in PIECES), *BROKEN]), max_size=12).map(b"".join))
def test_stretches_give_what_single_bytes_give(body: bytes) -> None:
    assert mixed(body) == one_by_one(body)


@pytest.mark.parametrize(
    ("declared", "meant"),
    [
        *(("windows-1252", "cp1252"), ("ISO-8859-1", "cp1252"), ("ascii", "cp1252"), ("iso-8859-15", "iso8859-15")),
        *(("utf-16", "utf-8"), ("punycode", "utf-8"), ("idna", "utf-8"), ("unicode_escape", "utf-8")),
        *(("rot13", "utf-8"), ("bz2", "utf-8"), ("x-unknown", "utf-8")),
    ],
)
def test_what_a_declared_charset_means(declared: str, meant: str) -> None:
    assert codec(declared) == meant
