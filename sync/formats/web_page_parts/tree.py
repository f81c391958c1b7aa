"""The bytes of a web page -> its tree of elements, and the text in it; bounded. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from federation.domain.event import Notice
from sync.formats.encodings import codec, mixed

MOST_BYTES = 5_000_000
"""Of a page; what follows is not read."""

MOST_TAGS = 400_000
"""Of a page, start and end tags together; what follows is not read. Each element takes some 200 bytes."""

MOST_ATTRIBUTES = 1_000
"""Of one element. libxml2 walks over all that an element has for each one more."""

MOST_LOOKS = 1_000_000
"""At elements of a page, for their text."""

_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*["']?([\w.:-]{2,40})""", re.I
)
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BODY = re.compile(r"<body(?=[\s>])", re.IGNORECASE)
_ENDS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_HIDDEN = frozenset({"script", "style", "template", "noscript"})
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "h1", "h2", "h3", "h4"}
    | {"h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul"}
)
_BLANKS = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")


@dataclass(slots=True)
class Page:
    """A page that was parsed. Its relative addresses start from `base`; `cut` tells that not all of it was read.

    `left` is how many elements may yet be looked at for their text: those within each other are looked at again.
    """

    root: etree._Element
    url: str
    base: str
    cut: bool = False
    left: int = MOST_LOOKS

    def link(self, address: str) -> str:
        """An address of the page, made absolute; as it is written when that cannot be done."""
        return joined(self.base, address)

    def text(self, element: etree._Element) -> str:
        """The text that a reader sees in an element, its blocks on lines of their own; "" once `left` is used up."""
        parts: list[str] = []
        hidden = 0
        for event, node in etree.iterwalk(element, events=("start", "end")):
            self.left -= 1
            if self.left < 0:
                self.cut = True
                return ""
            if node.tag in _HIDDEN:
                hidden += 1 if event == "start" else -1
            elif node.tag in _BLOCKS:
                parts.append("\n")
            told = node.text if event == "start" else node.tail if node is not element else None
            if told and not hidden:
                parts.append(told.replace("\n", " "))
        return _BREAKS.sub("\n", _BLANKS.sub(" ", "".join(parts))).strip()


def joined(base: str, address: str) -> str:
    """An address seen from `base`; as it is written when that cannot be done."""
    address = address.strip()
    try:
        return urljoin(base, address) if base and address else address
    except ValueError:
        return address


def parse(body: bytes, url: str, notices: list[Notice]) -> Page | None:
    """The page that bytes hold, read the lenient way; None when there is not one element in them, or a crowded one.

    libxml2 stops at the first `</html>`, so that the second of two documents glued together would be lost: the end
    tags of `html` and `body`, which may be left out anyway (HTML §13.1.2.4), are taken out before, and a second
    `body` is a `div`. It also stops at 2 048 elements within each other; that, `MOST_BYTES` and `MOST_TAGS` give a
    `page-cut`.
    """
    clean, many = _clean(body, notices)
    if _crowded(clean):
        return None
    parser = _parser()
    root = etree.fromstring(clean, parser)
    if root is None:
        return None
    deep = any(problem.type_name == "ERR_RESOURCE_LIMIT" for problem in parser.error_log)
    cut = deep or many or len(body) > MOST_BYTES
    if cut:
        notices.append(Notice("page-cut", value="" if deep else str(len(body)), lost=True))
    base = root.find(".//base[@href]")
    return Page(root, url, url if base is None else joined(url, base.get("href", "")), cut)


def _clean(body: bytes, notices: list[Notice]) -> tuple[bytes, bool]:
    """What is parsed of a page, in UTF-8, and whether tags that are too many were left out."""
    if b"\0" in body and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        notices.append(Notice("nul-bytes"))
    text = _ENDS.sub(" ", _UNSEEN.sub("", decoded(body[:MOST_BYTES], notices)))
    first = _BODY.search(text)
    text = text if first is None else text[: first.end()] + _BODY.sub("<div", text[first.end() :])
    many = text.count("<") > MOST_TAGS
    return (_first_tags(text) if many else text).encode("utf-8", "replace"), many


def _parser(target: Any = None) -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, target=target)


def _first_tags(text: str) -> str:
    """The text before the tag that is one too many."""
    mark = next(islice(re.finditer("<", text), MOST_TAGS, None))
    return text[: mark.start()]


def _crowded(text: bytes) -> bool:
    """Whether an element has more attributes than any page means, as libxml2 itself finds them, without a tree."""
    if len(text) < 20 * MOST_ATTRIBUTES:
        return False
    crowded: Any = etree.fromstring(text, _parser(_Attributes()))
    return crowded is True


class _Attributes:
    """What a parser tells its elements to."""

    def __init__(self) -> None:
        self._crowded = False

    def start(self, _tag: str, attributes: Mapping[str, str]) -> None:
        self._crowded = self._crowded or len(attributes) > MOST_ATTRIBUTES

    def close(self) -> bool:
        return self._crowded


def decoded(body: bytes, notices: list[Notice]) -> str:
    """The text of a page: UTF-8 when it is that, whatever it claims; else what it claims, else Windows-1252.

    A page that claims UTF-8 wrongly, or is in both, is told. One that claims nothing may be in Windows-1252 (HTML
    §13.2.3.2 says so for Western Europe).
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if body.startswith(mark):
            return body.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as problem:
        if problem.end >= len(body) and problem.reason == "unexpected end of data":
            return body.decode("utf-8", "ignore")
    claimed = _CHARSET.search(body[:4_000])
    name = claimed[1].decode().lower() if claimed else ""
    if name and (meant := codec(name)) != "utf-8":
        return body.decode(meant, "replace")
    text = mixed(body)
    if name or text != body.decode("cp1252", "replace"):
        notices.append(Notice("wrong-charset", value=name))
    return text


def line_of(element: etree._Element) -> int | None:
    """The line of the page on which an element begins."""
    line: Any = element.sourceline
    return line if isinstance(line, int) else None
