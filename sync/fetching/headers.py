"""What an answer's header fields say, as values: lifetimes, waits, media types, validators. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(days=7)
_MOST_SECONDS = 2**31 - 1  # RFC 9111 §1.2.2: what a recipient reads a greater number of seconds as
_NO_TIME = timedelta(0)
_MAX_AGE = re.compile(r'(?:^|[,\s])max-age\s*=\s*"?(\d+)', re.IGNORECASE)
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:+-]{1,40})""", re.IGNORECASE | re.ASCII)
_WORDPRESS = re.compile(r"""rel\s*=\s*["']?https://api\.w\.org/""", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:php|asp\.net|servlet|jsp|express|next\.js)\b", re.IGNORECASE)
_VALIDATOR = re.compile(r"[\x20-\x7e\x80-\xff]{1,1000}")


def media_type(content_type: str) -> str:
    """`text/calendar` from `Text/Calendar; charset=…` (RFC 9110 §8.3.1); "" when there is none."""
    return content_type.partition(";")[0].strip().lower()[:100]


def charset(content_type: str) -> str:
    """The charset a Content-Type declares, in lower case; "" when it declares none."""
    found = _CHARSET.search(content_type)
    return found.group(1).lower() if found else ""


def validator(text: str) -> str:
    """An ETag or Last-Modified that may be sent back as it came; "" when too long or not one line of text."""
    text = text.strip()
    return text if _VALIDATOR.fullmatch(text) else ""


def generator(headers: Mapping[str, str]) -> str:
    """The software that wrote an answer, as far as its header tells; "" when nothing does.

    What names the calendar's own software goes before what names the site's; a language that a site is written in
    (`X-Powered-By: PHP/8.2`) tells nothing.
    """
    if version := _shown(headers.get("X-TEC-API-VERSION", "")):
        return f"The Events Calendar (API {version})"
    if stated := _shown(headers.get("X-Generator", "")):
        return stated
    if _WORDPRESS.search(headers.get("Link", "")):
        return "WordPress"
    powered = _shown(headers.get("X-Powered-By", ""))
    return "" if _LANGUAGE.match(powered) else powered


def _shown(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable()).strip()[:200]


def moment(text: str) -> datetime | None:
    """An HTTP-date as an aware UTC moment (RFC 9110 §5.6.7), None when it is none."""
    try:
        found = parsedate_to_datetime(text.strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def retry_after(text: str, now: datetime) -> timedelta | None:
    """How long Retry-After asks to wait (RFC 9110 §10.2.3), from nothing to seven days; None when it asks nothing."""
    text = text.strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return min(_seconds(text), LONGEST_WAIT)
    until = moment(text)
    return None if until is None else max(_NO_TIME, min(until - now, LONGEST_WAIT))


def max_age(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the answer says it stays fresh (RFC 9111 §4.2): `max-age`, else Expires; less its Age.

    None when it does not say; never less than nothing.
    """
    stated = _MAX_AGE.search(headers.get("Cache-Control", ""))
    if stated:
        age = headers.get("Age", "").strip()
        passed = _seconds(age) if age.isascii() and age.isdigit() else _NO_TIME
        return max(_NO_TIME, _seconds(stated.group(1)) - passed)
    if "Expires" not in headers:
        return None
    until = moment(headers["Expires"])
    if until is None:
        return _NO_TIME  # RFC 9111 §5.3: an invalid date, above all "0", has passed
    return max(_NO_TIME, until - (moment(headers.get("Date", "")) or now))


def _seconds(digits: str) -> timedelta:
    return timedelta(seconds=_MOST_SECONDS if len(digits) > 10 else min(int(digits), _MOST_SECONDS))
