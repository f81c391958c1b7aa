"""Bytes -> the JSON they hold, in bounded time; and values as operators see them. Pure."""

from __future__ import annotations

import json
import re
from typing import Any

from federation.domain.event import Notice
from federation.errors import FormatError
from sync.formats.encodings import mixed
from sync.formats.web_page import heading

MOST_CONTAINERS = 600_000
"""Objects and lists of one text, each of 200 bytes and more; 20 MB that tell of events have half as many."""

_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|!--)", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def load(body: bytes, notices: list[Notice]) -> Any:
    """The value that a JSON text (RFC 8259) holds; NaN, infinities and integers of more than 18 digits stay text.

    Raises FormatError: `empty`, `html` for a web page, `json-crowded` for more containers than memory should hold,
    `not-json` with its line for anything else.
    """
    if not body.strip(b" \t\r\n\xef\xbb\xbf"):
        raise FormatError("empty")
    if _HTML.match(body.removeprefix(b"\xef\xbb\xbf")):
        raise FormatError("html", heading(body))
    if (many := body.count(b"{") + body.count(b"[")) > MOST_CONTAINERS:
        raise FormatError("json-crowded", f"> {MOST_CONTAINERS}: {many}")
    try:
        return json.loads(_text(body, notices), parse_int=_integer, parse_constant=str)
    except json.JSONDecodeError as problem:
        raise FormatError("not-json", broken_at(problem), line=problem.lineno) from None
    except RecursionError:
        raise FormatError("not-json", "[[[…") from None


def broken_at(problem: json.JSONDecodeError, above: int = 0) -> str:
    """Where a text stops being JSON, in no language: `line:column`, and the character that stands there.

    So many lines stand `above` that text.
    """
    letter = problem.doc[problem.pos : problem.pos + 1]
    return f"{above + problem.lineno}:{problem.colno}" + (f" {shown(letter)}" if letter.strip() else "")


def shown(value: Any) -> str:
    """A value as the operator sees it in a Notice, cut."""
    text = value if isinstance(value, str) else repr(value) if not isinstance(value, dict | list) else "…"
    return _UNSEEN.sub(" ", text[:200])


def _text(body: bytes, notices: list[Notice]) -> str:
    """JSON is UTF-8 (RFC 8259 §8.1); what is not is read as Windows-1252 and told, NUL bytes are taken out."""
    if b"\0" in body:
        notices.append(Notice("nul-bytes"))
        body = body.replace(b"\0", b"")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        notices.append(Notice("wrong-charset", value=repr(body[problem.start : problem.start + 20])))
        return mixed(body.removeprefix(b"\xef\xbb\xbf"))


def _integer(text: str) -> int | str:
    """An integer; one that nobody means stays text, for Python reads long ones in quadratic time."""
    return int(text) if len(text) <= 18 else text
