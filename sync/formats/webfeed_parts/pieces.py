"""A feed -> its entries, each a small document of its own that a parser can read, and the feed without them.

So a broken entry costs only itself, memory is that of one entry, and a feed that breaks off keeps what was complete.
Linear in the length of the feed, whatever is in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = rb"(?:[A-Za-z_][\w.-]{0,40}:)?"
_REST = rb"(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>"
_ROOT = re.compile(rb"<(" + _NAME + rb"(?:rss|feed|RDF))(?=[\s>])" + _REST, re.IGNORECASE)
_CHANNEL = re.compile(rb"<(" + _NAME + rb"channel)(?=[\s>])" + _REST, re.IGNORECASE)
_BEFORE = re.compile(rb"(?:\s|<\?[^>]{0,2000}>|<!--.{0,4000}?-->|<![A-Za-z][^\[>]{0,500}>)*+", re.DOTALL)
_TOKEN = re.compile(
    rb"<!\[CDATA\[|<!--|<(?:" + _NAME + rb")(?:item|entry)(?=[\s>/])|</" + _NAME + rb"(?:item|entry)\s*>", re.IGNORECASE
)
_NAMESPACE = re.compile(rb"\sxmlns(?::[\w.-]{1,40})?\s*=\s*(?:\"[^\"<]{0,300}\"|'[^'<]{0,300}')")
_MOST_OPENING = 8_000  # bytes: it is read again with each entry
_MOST_NAMESPACES = 30
_CLOSERS = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}


@dataclass(slots=True)
class Pieces:
    """A feed in pieces. `entries` are (start, end, line) of each; `around` is what stands between them.

    `opening` and `closing` make a document of an entry: the root, with its namespaces, and the channel around it.
    `cut` when the feed stops inside an entry, or before its root ends.
    """

    opening: bytes
    closing: bytes
    entries: list[tuple[int, int, int]]
    around: bytes
    cut: bool = False


def split(text: bytes, most: int) -> Pieces | None:
    """The pieces of a feed of at most `most` entries; None when the text is no feed. `text` is clean UTF-8."""
    begin = _BEFORE.match(text)
    root = _ROOT.match(text, begin.end() if begin else 0)
    if root is None:
        return None
    entries, open_at = _entries(text, root.end(), most)
    channel = _CHANNEL.search(text, root.end(), entries[0][0] if entries else len(text))
    opening, closing = _opening(root), b"</" + root[1] + b">"
    if channel is not None and root[1].lower().endswith(b"rss"):
        opening, closing = opening + _opening(channel), b"</" + channel[1] + b">" + closing
    last = entries[-1][1] if entries else root.end()
    cut = open_at is not None or (b"</" + root[1] + b">").lower() not in text[last:].lower()
    return Pieces(opening, closing, entries, _around(text, entries, open_at, cut, closing), cut)


def _opening(tag: re.Match[bytes]) -> bytes:
    """A start tag; of one that is too long only its first namespaces."""
    if len(tag[0]) <= _MOST_OPENING:
        return tag[0]
    return b"<" + tag[1] + b"".join(_NAMESPACE.findall(tag[0])[:_MOST_NAMESPACES]) + b">"


def _entries(text: bytes, at: int, most: int) -> tuple[list[tuple[int, int, int]], int | None]:
    """Where entries begin and end, and where one begins that never ends."""
    found: list[tuple[int, int, int]] = []
    line, counted = 1, 0
    start: int | None = None
    never: set[bytes] = set()
    while token := _TOKEN.search(text, at):
        at = token.end()
        closer = _CLOSERS.get(token[0].upper())
        if closer is not None:
            end = -1 if closer in never else text.find(closer, at)
            at = at if end < 0 else end + 3
            if end < 0:
                never.add(closer)
        elif token[0][1:2] != b"/":
            if start is None:
                start = token.start()
        elif start is not None:
            line += text.count(b"\n", counted, start)
            counted = start
            found.append((start, at, line))
            start = None
            if len(found) >= most:
                break
    return found, start


def _around(text: bytes, entries: list[tuple[int, int, int]], open_at: int | None, cut: bool, closing: bytes) -> bytes:
    ends = [0, *(end for _, end, _ in entries)]
    starts = [*(start for start, _, _ in entries), len(text) if open_at is None else open_at]
    gaps = b"".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    return gaps + closing if cut else gaps
