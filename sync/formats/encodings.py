"""Bytes that are no UTF-8 where UTF-8 should be -> text, whatever they are. Pure.

Pages and calendars put together from two encodings exist: what is UTF-8 in them stays, the rest is Windows-1252.
"""

from __future__ import annotations

import codecs

_CP1252 = "each-as-cp1252"


def mixed(body: bytes) -> str:
    """The text, each stretch that is not UTF-8 read as Windows-1252."""
    return body.decode("utf-8", _CP1252)


def _one_as_cp1252(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    return problem.object[problem.start : problem.end].decode("cp1252", "replace"), problem.end


codecs.register_error(_CP1252, _one_as_cp1252)
