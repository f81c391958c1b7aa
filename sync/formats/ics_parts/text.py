"""Bytes of an iCalendar answer -> clean UTF-8 bytes; unfolding and the escapes of TEXT (RFC 5545 §3.1, §3.3.11)."""

from __future__ import annotations

import codecs
import re

from federation.domain.event import Notice
from federation.errors import FormatError
from sync.formats.encodings import mixed
from sync.formats.web_page import heading
from sync.quirks import LINE_ENDS, LONG_LINES, NO_CALENDAR, NUL_BYTES, WRONG_CHARSET

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|div|p|br|h1|title|script)\b", re.I)
_CR = re.compile(rb"\r(?![\r\n])")
_FOLD = re.compile(rb"\n[ \t]")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n"))  # no text, and no feed may carry them
_LARGE = 100_000  # bytes; a search would keep every piece between two folds, which is sixty times the block
_ESCAPE = re.compile(r"\\[nN\\;,]")
_ESCAPED = {"\\n": "\n", "\\N": "\n", "\\\\": "\\", "\\;": ";", "\\,": ","}
_EVENT = re.compile(rb"^BEGIN:VEVENT\s*$", re.M)
_LOOKED_AT = 16_384  # bytes
_MARKS = re.compile(rb"^(?:BEGIN|END):V(?:EVENT|CALENDAR|TIMEZONE)[ \t]*(?=\r?$)", re.I | re.M)


def usual(body: bytes) -> tuple[bytes, list[Notice]]:
    """The body with LF or CRLF line ends and upper-case BEGIN and END lines, in UTF-8 unless it is in a legacy charset.

    Which of these is found out by decoding what has to be read (see `unfold` and `from_windows`). Raises FormatError
    `empty`, `html` or `not-ics` when there is no calendar in it.
    """
    if not body.strip(b"\r\n\t \0\xef\xbb\xbf"):
        raise FormatError("empty")
    notices: list[Notice] = []
    if body.startswith(_UTF16):
        notices.append(WRONG_CHARSET.notice(value="UTF-16"))
        body = body.decode("utf-16", "replace").encode("utf-8", "replace")
    body = body.removeprefix(codecs.BOM_UTF8)
    if b"\0" in body:
        notices.append(NUL_BYTES.notice())
    body = _usual_line_ends(body, notices)
    if b"BEGIN:VCALENDAR" not in body or b"BEGIN:VEVENT" not in body:
        body = with_usual_marks(body)
    if b"BEGIN:VCALENDAR" not in body:
        if _HTML.match(body[:2000]) or not _EVENT.search(body):
            raise _refusal(body)
        notices.append(NO_CALENDAR.notice(1))
    _tell_long_lines(body, notices)
    return body, notices


def from_windows(body: bytes) -> bytes:
    """A body that is not in UTF-8, in UTF-8: what is none in it is taken for windows-1252."""
    return mixed(body).encode()


def has_odd_marks(body: bytes) -> bool:
    """Whether some VEVENT, among others, begins or ends in lower case (RFC 5545 §1.3: names have no case)."""
    return any(mark[0] != mark[0].upper() for mark in _MARKS.finditer(body))


def with_usual_marks(body: bytes) -> bytes:
    """The body with all its BEGIN and END lines in upper case."""
    return _MARKS.sub(lambda mark: mark[0].strip().upper(), body)


def has_cr_alone(body: bytes) -> bool:
    """Whether some VEVENT, among others, has lines that end with CR alone."""
    return b"\rBEGIN:VEVENT" in body or b"\rEND:VEVENT" in body


def without_cr_alone(body: bytes) -> bytes:
    """The body with LF in place of each CR that stands alone."""
    return _CR.sub(b"\n", body)


def _usual_line_ends(body: bytes, notices: list[Notice]) -> bytes:
    if b"\r" in body and b"\n" not in body:
        notices.append(LINE_ENDS.notice(1, value="CR"))
        body = body.replace(b"\r", b"\n")
    if b"\r\r\n" in body[:4096]:
        notices.append(LINE_ENDS.notice(1, value="CR CR LF"))
        body = body.replace(b"\r\r\n", b"\r\n")
    return body


def _tell_long_lines(body: bytes, notices: list[Notice]) -> None:
    """Lines of more than 75 octets (RFC 5545 §3.1), looked for in the first part of the body."""
    lines = body[:_LOOKED_AT].split(b"\n")
    ending = len(lines[0]) - len(lines[0].rstrip(b"\r"))
    if max(map(len, lines)) > 75 + ending:
        number, length = next((number, len(line)) for number, line in enumerate(lines, 1) if len(line) > 75 + ending)
        notices.append(LONG_LINES.notice(number, value=str(length - ending)))


def _refusal(body: bytes) -> FormatError:
    try:
        body.decode()
    except UnicodeDecodeError:
        body = from_windows(body)
    if _HTML.match(body[:2000]):
        return FormatError("html", heading(body))
    return FormatError("not-ics", body[:80].decode("utf-8", "replace").strip())


def unfold(block: bytes) -> str:
    """The content lines of a block, one a line, LF only, without control characters.

    Raises UnicodeDecodeError when they are not in UTF-8; a line may be folded within a character (RFC 5545 §3.1).
    """
    block = block.translate(None, _CONTROLS)
    if len(block) > _LARGE:
        return block.replace(b"\n ", b"\r").replace(b"\n\t", b"\r").replace(b"\r", b"").decode()
    return _FOLD.sub(b"", block).decode()


MOST_TEXT = 100_000
"""Characters that are kept of one text."""


def unescape(value: str) -> str:
    """A TEXT value without its escapes (RFC 5545 §3.3.11)."""
    if "\\" not in value:
        return value
    if "\\\\" not in value and "\\N" not in value and "\\;" not in value:
        return value.replace("\\n", "\n").replace("\\,", ",")  # as most is
    return _ESCAPE.sub(lambda escape: _ESCAPED[escape[0]], value)


def split_escaped(value: str) -> list[str]:
    """The parts of a list of TEXT values, separated at commas that are not escaped; escapes are kept."""
    if "\\" not in value:
        return value.split(",")
    hidden = value.replace("\\\\", "\0").replace("\\,", "\1")  # the text has no control characters of its own
    return [part.replace("\1", "\\,").replace("\0", "\\\\") for part in hidden.split(",")]
