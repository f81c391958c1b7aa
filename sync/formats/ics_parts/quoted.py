"""Quoted-printable, which vCalendar 1.0 wrote (`SUMMARY;ENCODING=QUOTED-PRINTABLE:Apéro`), as TEXT of RFC 5545."""

from __future__ import annotations

import codecs
import quopri
import re

_PROPERTY = re.compile(
    rb"^(?P<head>[^:\n]{1,200};ENCODING=QUOTED-PRINTABLE(?:;[^:\n]{0,200})?):"
    rb"(?P<value>(?:[^\n]*(?:=\r?\n|\r?\n[ \t]))*[^\n]*)",
    re.I | re.M,
)
_FOLD = re.compile(rb"(?<!=)\n[ \t]")
_PARAMETERS = re.compile(rb";(?:ENCODING|CHARSET)=[^;:]*", re.I)
_CHARSET = re.compile(rb";CHARSET=([^;:]+)", re.I)


def has_quoted(body: bytes) -> bool:
    """Whether anything in a body may be quoted-printable."""
    return b";ENCODING=QUOTED-PRINTABLE" in body


def unquoted(block: bytes) -> bytes:
    """The block with its quoted-printable properties as plain UTF-8, soft line breaks joined."""
    return _PROPERTY.sub(_plain, block) if has_quoted(block) else block


def _plain(found: re.Match[bytes]) -> bytes:
    head, value = found["head"], _FOLD.sub(b"", found["value"].replace(b"\r\n", b"\n").rstrip(b"\r"))
    text = _decoded(quopri.decodestring(value), _CHARSET.search(head))
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, escaped)
    return _PARAMETERS.sub(b"", head) + b":" + text.encode()


def _decoded(octets: bytes, charset: re.Match[bytes] | None) -> str:
    name = charset[1].decode("ascii", "replace").strip('" ') if charset else "utf-8"
    try:
        if codecs.lookup(name).name in ("utf-8", "iso8859-1", "iso8859-15", "cp1252"):
            return octets.decode(name)
    except (LookupError, ValueError):
        pass
    return octets.decode("cp1252", "replace")
