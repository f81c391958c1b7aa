"""Bytes that are no UTF-8 where UTF-8 should be -> text, whatever they are. Pure.

Pages and calendars put together from two encodings exist: what is UTF-8 in them stays, the rest is Windows-1252.
"""

from __future__ import annotations

import codecs
import re

_CP1252 = "each-as-cp1252"
_NO_UTF8 = re.compile(rb"(?:[\x80-\xc1\xf5-\xff]|[\xc2-\xf4](?![\x80-\xbf]))++")  # no character begins here


def mixed(body: bytes) -> str:
    """The text, each stretch that is not UTF-8 read as Windows-1252."""
    return body.decode("utf-8", _CP1252)


def _one_as_cp1252(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    further = _NO_UTF8.match(problem.object, problem.end)
    end = further.end() if further else problem.end
    return problem.object[problem.start : end].decode("cp1252", "replace"), end


codecs.register_error(_CP1252, _one_as_cp1252)


def codec(name: str) -> str:
    """The Python codec of a declared encoding, UTF-8 for none.

    A wide one cannot be meant by a declaration that is read byte by byte, nor one that escapes or is for names of
    hosts: some of these take the square of what they decode.
    """
    try:
        found = codecs.lookup(name).name
        "".encode(found)  # refuses what is no text encoding (base64, rot13)
    except (LookupError, ValueError, TypeError):
        return "utf-8"
    if found in ("iso8859-1", "ascii"):
        return "cp1252"
    return "utf-8" if found.startswith(("utf", "idna", "punycode", "raw", "unicode", "undefined")) else found
