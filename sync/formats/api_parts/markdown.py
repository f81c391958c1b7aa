"""The Markdown that OpenAgenda keeps -> simple HTML: paragraphs, headings, lists, quotes, emphasis, links.

Every character of the source comes out escaped; the cleaning of descriptions follows as for any HTML. Pictures,
tables and code stay text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby

LONGEST = 40_000

_HTML = re.compile(r"<(?:p|br|div|ul|ol|li|a|strong|em|h[1-6]|iframe|span)\b[^<>]{0,2000}>", re.IGNORECASE)
_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HEADING = re.compile(r"(#{1,6})\s+([^\n]*[^\s#])\s*#*\Z")
_BULLET = re.compile(r"\s{0,8}[-*+•]\s+(?=\S)")
_NUMBERED = re.compile(r"\s{0,8}\d{1,3}[.)]\s+(?=\S)")
_QUOTED = re.compile(r"\s{0,3}>\s?")
_RULE = re.compile(r"\s{0,3}(?:[-*_]\s{0,4}){3,200}\Z")
_LINK = (
    r"(?P<picture>!)?\[(?P<label>[^\[\]\n]{0,500})\]"
    r"\(\s{0,4}(?P<url>[^\s()<>]{1,2000})(?:\s{1,4}[\"'][^\"'\n]{0,300}[\"'])?\s{0,4}\)"
)
_INLINE = re.compile(
    rf"{_LINK}"
    r"|<(?P<angled>https?://[^\s<>]{1,2000})>"
    r"|(?P<bare>(?<![\w/@.-])https?://[^\s<>\"'«»\\^`{|}]{1,2000})"
    r"|\*\*(?P<strong>[^\s*](?:[^*\n]{0,1000}[^\s*])?)\*\*"
    r"|(?<!\w)__(?P<strong_>[^\s_](?:[^_\n]{0,1000}[^\s_])?)__(?!\w)"
    r"|\*(?P<em>[^\s*](?:[^*\n]{0,1000}[^\s*])?)\*"
    r"|(?<!\w)_(?P<em_>[^\s_](?:[^_\n]{0,1000}[^\s_])?)_(?!\w)"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!>~|-])"
)
_TAIL = re.compile(r"[.,;:!?…*_~)\]]+\Z")


def to_html(text: str) -> str:
    """An HTML fragment of a Markdown text; a text that is HTML already comes back as it is."""
    text = _BREAK.sub("\n", text[:LONGEST]).strip()
    if _HTML.search(text):
        return text
    lines = (line.rstrip() for line in text.split("\n"))
    blocks = ((kind, list(lines)) for kind, lines in groupby(lines, _kind))
    return "\n".join(_block(kind, lines) for kind, lines in blocks if kind)


def _kind(line: str) -> str:
    """What a line belongs to; "" for a line between blocks."""
    if not line or _RULE.match(line):
        return ""
    if _HEADING.match(line):
        return "heading"
    if _BULLET.match(line):
        return "ul"
    if _NUMBERED.match(line):
        return "ol"
    return "blockquote" if _QUOTED.match(line) else "p"


def _block(kind: str, lines: list[str]) -> str:
    if kind == "heading":
        return "\n".join(map(_heading, lines))
    if kind in ("ul", "ol"):
        mark = _BULLET if kind == "ul" else _NUMBERED
        items = "".join(f"<li>{_inline(mark.sub('', line, count=1))}</li>" for line in lines)
        return f"<{kind}>{items}</{kind}>"
    if kind == "blockquote":
        lines = [_QUOTED.sub("", line, count=1) for line in lines]
    text = "<br>".join(_inline(line) for line in lines)
    return f"<blockquote><p>{text}</p></blockquote>" if kind == "blockquote" else f"<p>{text}</p>"


def _heading(line: str) -> str:
    found = _HEADING.match(line)
    if found is None:
        return _inline(line)
    level = 3 if len(found[1]) <= 2 else 4
    return f"<h{level}>{_inline(found[2])}</h{level}>"


def _inline(text: str, depth: int = 0) -> str:
    return "".join(_pieces(text.strip() if depth == 0 else text, depth))


def _pieces(text: str, depth: int) -> Iterator[str]:
    """The line in pieces of HTML; emphasis holds links and emphasis, but not for ever."""
    end = 0
    for found in _INLINE.finditer(text) if depth < 4 else ():
        yield html.escape(text[end : found.start()], quote=False)
        end = found.end()
        if url := found["url"]:
            yield html.escape(found["label"]) if found["picture"] else _anchor(url, found["label"], depth)
        elif url := found["angled"]:
            yield _anchor(url, url, 4)
        elif url := found["bare"]:
            address = _TAIL.sub("", url)
            yield _anchor(address, address, 4) + html.escape(url[len(address) :])
        elif inner := found["strong"] or found["strong_"]:
            yield f"<strong>{_inline(inner, depth + 1)}</strong>"
        elif inner := found["em"] or found["em_"]:
            yield f"<em>{_inline(inner, depth + 1)}</em>"
        else:
            yield html.escape(found["escaped"])
    yield html.escape(text[end:], quote=False)


def _anchor(url: str, label: str, depth: int) -> str:
    """A link to the web; any other address leaves its words only."""
    words = _inline(label or url, depth + 1)
    if not url.lower().startswith(("http://", "https://", "www.")):
        return words
    return f'<a href="{html.escape(url)}">{words}</a>'
