"""Text that every output can hold: cleaned strings and addresses, and HTML told as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from operator import attrgetter
from typing import Any, TypeVar
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser

Value = TypeVar("Value")

# What XML 1.0 §2.2 refuses, the C1 controls it discourages, lone surrogates (no UTF-8 for them), and the separators
# at which some readers of calendars break a line.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SPACES = re.compile("[^\\S\xa0\u202f]+")
_BLANK_LINES = re.compile(r"(?<![ \t\xa0])[ \t\xa0]*\n(?:[ \t\xa0]*\n)+")  # tried once for each run of spaces
_BREAKS = re.compile(r"<br\s*/?>|</(?:p|div|h[1-6]|ul|ol|table|tr|blockquote|pre|figure|section)>", re.IGNORECASE)
_ITEMS = re.compile(r"<li[^>]*>", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_URL_SAFE = "%/:=&?~#+!$,;'@()*[]"


def clean(text: str) -> str:
    """The text with one kind of newline and without the characters that some output may not hold."""
    if _FORBIDDEN.search(text) is None:
        return text
    return _FORBIDDEN.sub("", _NEWLINES.sub("\n", text))


def cleaned(value: Value) -> Value:
    """A value of the domain with all its text cleaned; the very same object when there was nothing to clean."""
    way = _WAYS[type(value)]
    return value if way is None else way(value)


Way = Callable[[Any], Any]


class _Ways(dict[type, Way | None]):
    """How values of a kind are cleaned, worked out once for each kind; None for what holds no text."""

    def __missing__(self, kind: type) -> Way | None:
        way: Way | None = None
        if issubclass(kind, str):
            way = None if issubclass(kind, Enum) else clean
        elif issubclass(kind, tuple):
            way = _each
        elif is_dataclass(kind):
            way = _whole(tuple(item.name for item in fields(kind)))
        self[kind] = way
        return way


_WAYS = _Ways()


def _each(items: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple([cleaned(item) for item in items])


def _whole(names: tuple[str, ...]) -> Way:
    """The way of a dataclass with these fields: the very same object when none of them changes."""
    parts: Way = attrgetter(*names) if len(names) > 1 else lambda value: tuple(getattr(value, name) for name in names)

    def way(value: Any) -> Any:
        changes = {}
        for name, before in zip(names, parts(value), strict=True):
            inner = _WAYS[type(before)]
            if inner is not None and (after := inner(before)) is not before and after != before:
                changes[name] = after
        return replace(value, **changes) if changes else value

    return way


def one_line(text: str) -> str:
    """The text with every run of spaces and newlines made one space; no-break spaces stay as they are."""
    return _SPACES.sub(" ", text).strip()


def web_url(text: str) -> str:
    """The http(s) address in ASCII (RFC 3986 §2.1), or nothing when the text is no such address."""
    text = text.strip()
    return quote(text, safe=_URL_SAFE) if _URL.fullmatch(text) else ""


def plain_text(html: str, *, links: bool = False) -> str:
    """An HTML fragment as text: paragraphs and list items on lines of their own, entities read.

    With `links`, the address of a link follows its words in brackets when it says more than they do.
    """
    if "<" not in html and "&" not in html:
        return clean(html).strip()
    tree = LexborHTMLParser(clean(_ITEMS.sub("\n– ", _BREAKS.sub("\\g<0>\n", html))))
    if links:
        for link in tree.css("a[href^=http]"):
            href = link.attributes.get("href") or ""
            if href != link.text().strip():
                link.insert_after(f" ({href})")
    # The parser gives back what it read in references too (&#1;), so its text is cleaned once more.
    text = clean(tree.body.text() if tree.body is not None else "")
    return _BLANK_LINES.sub("\n\n", text).strip()


def shortened(text: str, length: int) -> str:
    """The text on one line, in `length` characters at most, cut between words and ended by « … »."""
    line = one_line(text)
    if len(line) <= length:
        return line
    room = line[: length - 1]
    head, space, _ = room.rpartition(" ")
    # A cut at a word that would lose half of the room is no service: a very long word is cut inside.
    return (head if space and len(head) > length // 2 else room).rstrip(" ,;:–-") + "…"
