"""Web addresses from a source -> addresses that are safe to print in a link, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, urljoin, urlsplit

from sync.cleaning.people import is_personal

LONGEST = 2_000

_GOOD = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?::[0-9]{1,5})?"
    r"(?:[/?#][A-Za-z0-9/?#\[\]!$&()*+,;=:@._~%|-]*)?"
)
_SAFE = "/?#[]!$&()*+,;=:@._~%|-"
_PHONE = re.compile(r"(?:tel|sms|fax|callto|whatsapp|facetime)(?:-\w+)?:", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_MAILBOX = re.compile(
    r"(?<![\w.+@%-])(?<!%40)([\w.+-]{1,100}?)(?:@|%40)((?:[\w-]{1,60}\.){1,5}([a-z]{2,20}))(?![\w-])", re.I | re.A
)
_ACCOUNT = re.compile(r"/(?:a|c|u|users|accounts|profile|video-channels)/\Z")
_FILES = frozenset(
    ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "pdf", "html", "htm", "php", "js", "css", "ics"]
)
"""What « logo@2x.png » ends in, which is no mailbox."""
_UNSEEN = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


def web_link(url: str, base: str, tell: Callable[[str, str], None]) -> str:
    """The http(s) address that a source meant, made of ASCII; "" with a `bad-link` told when there is none.

    A relative address is joined to `base` when that is one; a name and password are never kept. The mailbox of a
    person is taken out of what is asked (`?mail=…`); with one in its path the address goes. Both are told.
    """
    found = url if len(url) <= LONGEST and _GOOD.fullmatch(url) else _mended(url[: LONGEST + 50], base)
    if not found and url.strip():
        tell("bad-link", shown(url))
    return found if "@" not in found and "%40" not in found else _impersonal(found, tell)


def _impersonal(url: str, tell: Callable[[str, str], None]) -> str:
    """An address without the mailboxes of persons."""
    path = re.split(r"[?#]", url, maxsplit=1)[0]
    if any(_is_a_persons(found) for found in _MAILBOX.finditer(path)):
        tell("personal-address", "")
        return ""
    asked = url[len(path) :]
    left = _MAILBOX.sub(lambda found: "" if _is_a_persons(found) else found[0], asked)
    if left != asked:
        tell("personal-address", "")
    return path + left


def _is_a_persons(found: re.Match[str]) -> bool:
    if found[3].lower() in _FILES or _ACCOUNT.search(found.string, 0, found.start()):
        return False
    return is_personal(f"{found[1]}@{found[2]}")


def _mended(url: str, base: str) -> str:
    url = _UNSEEN.sub(_blank, url.strip())
    if url.lower().startswith("www."):
        url = "https://" + url
    try:
        if not _SCHEME.match(url) and base and url:
            url = urljoin(base, url)
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
            return ""
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""
    authority = name if port is None else f"{name}:{port}"
    rest = parts.path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    found = f"{parts.scheme}://{authority}{quote(rest, safe=_SAFE)}"
    return found if len(found) <= LONGEST and _GOOD.fullmatch(found) else ""


def _blank(found: re.Match[str]) -> str:
    return "%20" if found[0] in " \xa0" else ""


def shown(url: str) -> str:
    """The start of a bad link for the operator; never a mail address nor a phone number."""
    personal = "@" in url or _PHONE.match(url.lstrip())
    return url.strip().split(":", 1)[0][:20] + ":…" if personal else _UNSEEN.sub(" ", url[:120])
