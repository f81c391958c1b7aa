"""Which URL is really asked: the address a site declares, checked and written in one way. Pure.

`webcal:` is read as https, fragments are dropped, names become ASCII (IDNA), and an address that holds a name and a
password is refused, so that no message and no row can ever show one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from requests import PreparedRequest
from requests.exceptions import RequestException

from federation.domain.discretion import without_secrets
from federation.errors import FetchError
from sync.fetching.addresses import is_listed

_PORTS = {"http": 80, "https": 443}
_WEBCAL = ("webcal", "webcals")


@dataclass(frozen=True, slots=True)
class Target:
    """One URL to ask, as it will be sent, with the host (no brackets) and the port it stands for."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def authority(self) -> str:
        """`host:port`, the key of what is limited per host."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def shown(self) -> str:
        """The host as messages show it: with its port where that is not the usual one of the scheme."""
        return self.authority.removesuffix(f":{_PORTS[self.scheme]}")


def target(url: str, allow_hosts: Collection[str] = (), *, base: str = "") -> Target:
    """The target of a declared address, or of a Location met at `base`.

    Raises FetchError: `bad-url` when the address cannot be read or holds credentials, `scheme` when it is neither
    http(s) nor webcal(s). A webcal: address of a listed host is read as http, which is what demonstrations speak.
    """
    phase = "redirect" if base else "request"
    try:
        address = urldefrag(urljoin(base, url.strip())).url if _clean(url) else ""
        parts = urlsplit(address)
        scheme, host, port = parts.scheme, parts.hostname or "", parts.port
    except ValueError:
        raise _bad(url, phase) from None
    if scheme not in (*_PORTS, *_WEBCAL):
        raise _bad(url, phase, "scheme" if scheme else "bad-url")
    if parts.username is not None or parts.password is not None or not host or port == 0:
        raise _bad(url, phase)
    if scheme in _WEBCAL:
        scheme = "http" if is_listed(host, port or 80, allow_hosts) else "https"
        address = scheme + address[address.index(":") :]
    return _prepared(address, phase)


def _prepared(address: str, phase: str) -> Target:
    request = PreparedRequest()
    try:
        request.prepare_url(address, None)
        parts = urlsplit(request.url or "")
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        host.encode("idna")
    except (RequestException, UnicodeError, ValueError, KeyError):
        raise _bad(address, phase) from None
    return Target(str(request.url), str(parts.scheme), host, port)


def _clean(url: str) -> bool:
    return url.strip().isprintable() and "\\" not in url and len(url) <= 4000


def _bad(url: str, phase: str, code: str = "bad-url") -> FetchError:
    return FetchError(code, without_credentials(url), phase=phase, permanent=phase == "request")


def without_credentials(url: str) -> str:
    """A URL as a message may show it: no name, no password, no key, no control characters, at most 200 characters."""
    shown = "".join(letter for letter in url.strip() if letter.isprintable())
    scheme, colon, rest = shown.partition("://")
    if not colon:
        scheme, rest = "", shown
    end = min((rest.index(mark) for mark in "/?#" if mark in rest), default=len(rest))
    return without_secrets(scheme + colon + rest[:end].rpartition("@")[2] + rest[end:])[:200]
