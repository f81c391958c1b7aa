"""Bytes of a feed -> UTF-8 bytes without byte order mark, XML declaration, DOCTYPE and characters XML refuses.

A DOCTYPE is taken out whole, so that no entity it declares is ever expanded, looked up or fetched.
"""

from __future__ import annotations

import codecs
import re

from federation.domain.event import Notice
from sync.formats.encodings import codec, mixed

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"), (b"<\0r\0", "utf-16-le"), (b"\0<\0r", "utf-16-be"))
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_DECLARATION = re.compile(rb"<\?xml\s[^>]{0,400}>")
DOCTYPE = re.compile(rb"<!DOCTYPE\b[^\[>]{0,2000}(?:\[(?:[^\]\"']|\"[^\"]*\"|'[^']*')*+\][^>]{0,200})?>", re.IGNORECASE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\r\n"))
_PROLOG = 200_000


def as_utf8(body: bytes) -> tuple[bytes, list[Notice]]:
    """The body as UTF-8, ready for an XML parser, and what had to be repaired: `nul-bytes`, `wrong-charset`, `doctype`.

    An encoding is believed in this order: byte order mark, XML declaration, UTF-8, Windows-1252 for what is not.
    """
    notices: list[Notice] = []
    text = _decoded(body, notices)
    if b"\0" in text:
        notices.append(Notice("nul-bytes"))
    if any(control in text for control in _FEW):
        text = text.translate(None, _CONTROLS)
    start = text[:_PROLOG]
    head = _DECLARATION.sub(b"", start, count=2)
    bare = DOCTYPE.sub(b"", head, count=5)
    if b"<!ENTITY" in head:
        notices.append(Notice("entities-ignored"))
    return (bare + text[_PROLOG:] if bare is not start else text), notices


_FEW = tuple(bytes([code]) for code in _CONTROLS)


def _decoded(body: bytes, notices: list[Notice]) -> bytes:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _transcoded(body[len(mark) :], encoding, notices)
    for sign, encoding in _WIDE:
        if body.startswith(sign):
            return _transcoded(body, encoding, notices)
    declared = _DECLARED.search(body[:1000].replace(b"\0", b""))
    return _transcoded(body, codec(declared[1].decode()) if declared else "utf-8", notices)


def _transcoded(body: bytes, encoding: str, notices: list[Notice]) -> bytes:
    if encoding == "utf-8":
        return _as_stated(body, notices)
    if encoding == "cp1252" and _is_utf8(body):
        if not body.isascii():
            notices.append(Notice("charset-disagrees", value="UTF-8"))
        return body
    try:
        return body.decode(encoding).encode("utf-8")
    except ValueError:
        return body.decode(encoding, "replace").encode("utf-8", "replace")


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_stated(body: bytes, notices: list[Notice]) -> bytes:
    """UTF-8; each stretch that is not is read as Windows-1252, for pages glued together from two encodings exist."""
    if body.isascii():
        return body
    try:
        body.decode("utf-8")
        return body
    except UnicodeDecodeError as problem:
        seen = mixed(body[problem.start : problem.start + 20])
        notices.append(Notice("wrong-charset", value="".join(filter(str.isprintable, seen))))
    return mixed(body).encode("utf-8")
