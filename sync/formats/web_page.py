"""A web page where data were expected: how it calls itself. Pure."""

from __future__ import annotations

import html
import re

_TITLE = re.compile(rb"<(?:title|h1)\b[^>]{0,200}>\s*([^<\s][^<]{0,400})", re.IGNORECASE)
_LOOKED_AT = 20_000
_LONGEST = 80


def heading(body: bytes) -> str:
    """The title or first heading of a page, on one line, for people who ask what came instead; empty without one."""
    found = _TITLE.search(body[:_LOOKED_AT])
    text = html.unescape(found[1].decode("utf-8", "replace")) if found else ""
    return " ".join(text.split())[:_LONGEST]
