"""Connections that look where they go: urllib3's, guarded.

The address is judged when the socket is opened and again once it is connected, on what it is really connected to, so
that neither odd spellings nor a name that changes its answer (DNS rebinding) lead inside. TLS keeps the host's name
for SNI and for the certificate. Every read goes through `metering`, which keeps time and counts bytes.
"""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, cast

from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from federation.errors import FetchError
from sync.fetching.addresses import is_listed, refusal
from sync.fetching.metering import MeteredResponse
from sync.fetching.visit import Visit

_MOST_ADDRESSES = 16
_ABSENT = {errno.ECONNREFUSED: "refused", errno.ETIMEDOUT: "timeout-connect"}

Found = tuple[socket.AddressFamily, tuple[Any, ...]]
"""One answer of getaddrinfo: the family and the address as a socket takes it."""


def dial(host: str, port: int, visit: Visit) -> socket.socket:
    """A TCP connection to `host`, on the first of its addresses that is allowed and answers.

    Raises FetchError: `dns`, `forbidden-address`, `refused`, `unreachable`, `timeout-connect`, `timeout-total`.
    """
    visit.phase = "resolve"
    found = _resolve(host, port, visit)
    visit.phase = "connect"
    if not is_listed(host, port, visit.allow_hosts):
        found = _permitted(found, visit)
    failure = visit.failure("dns")
    for place, (family, address) in enumerate(found):
        try:
            return _connect(family, address, visit, share=len(found) - place, host=host)
        except FetchError as error:
            failure = error
        visit.left()
    raise failure


def _resolve(host: str, port: int, visit: Visit) -> list[Found]:
    """All addresses of a name. It is asked in a thread of its own, for getaddrinfo knows no time limit."""
    answers: SimpleQueue[list[Found] | OSError | UnicodeError] = SimpleQueue()

    def ask() -> None:
        try:
            raw = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys((family, address) for family, _, _, _, address in raw)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    Thread(target=ask, name=f"resolve {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=visit.to_connect())
    except Empty:
        raise visit.late() from None
    if isinstance(answer, Exception) or not answer:
        raise visit.failure("dns")
    return answer[:_MOST_ADDRESSES]


def _permitted(found: list[Found], visit: Visit) -> list[Found]:
    permitted = [(family, address) for family, address in found if not refusal(address[0])]
    if not permitted:
        raise _forbidden(found[0][1][0], visit)
    return permitted


def _forbidden(address: str, visit: Visit) -> FetchError:
    """The address, and the rule that keeps it apart without the English name of its kind."""
    return visit.failure("forbidden-address", f"{address}, {refusal(address).rpartition(', ')[2]}")


def _connect(
    family: socket.AddressFamily, address: tuple[Any, ...], visit: Visit, *, share: int, host: str
) -> socket.socket:
    """Connect to one address, in its share of the time left: a dead first address leaves time for the others."""
    try:
        sock = socket.socket(family, socket.SOCK_STREAM)
    except OSError:
        raise visit.failure("unreachable", str(address[0])) from None
    try:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(visit.to_connect() / share)
        sock.connect(address)
        peer = sock.getpeername()
        if not is_listed(host, address[1], visit.allow_hosts) and refusal(peer[0]):
            raise _forbidden(peer[0], visit)
        sock.settimeout(visit.to_connect())
    except TimeoutError:
        sock.close()
        raise visit.late() from None
    except OSError as error:
        sock.close()
        raise visit.failure(_ABSENT.get(error.errno or 0, "unreachable"), str(address[0])) from None
    except FetchError:
        sock.close()
        raise
    return sock


class GuardedConnection(HTTPConnection):
    """An HTTP connection of one visit: guarded where it connects, metered where it reads."""

    def __init__(self, *args: Any, visit: Visit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.visit = visit
        self.response_class = cast(type[http.client.HTTPResponse], partial(MeteredResponse, visit=visit))

    def _new_conn(self) -> socket.socket:
        sock = dial(self._dns_host.strip("[]"), self.port, self.visit)
        self.visit.phase = "tls"
        return sock

    def connect(self) -> None:
        """Connect, TLS included where there is TLS."""
        try:
            super().connect()
        except TimeoutError:
            raise self.visit.late() from None
        except (OSError, ValueError) as error:  # SSLError is an OSError, and some certificate errors are ValueErrors
            raise self.visit.failure("tls", _in_words(error)) from None
        self.visit.phase = "request"

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as urllib3 has it
        """Wait for the status line and the header."""
        try:
            return super().getresponse()
        except http.client.RemoteDisconnected:
            raise self.visit.failure("no-answer") from None
        except (http.client.HTTPException, HTTPError):
            raise self.visit.failure("protocol") from None


class GuardedTLSConnection(GuardedConnection, HTTPSConnection):
    """The same over TLS."""


class GuardedPool(HTTPConnectionPool):
    """A pool of one: connections are closed after use."""

    ConnectionCls = GuardedConnection


class GuardedTLSPool(HTTPSConnectionPool):
    """A pool of one, over TLS."""

    ConnectionCls = GuardedTLSConnection


def _in_words(error: Exception) -> str:
    """What OpenSSL holds against a server, short."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message.rstrip(".")
    if isinstance(error, ssl.SSLEOFError) or not isinstance(error, ssl.SSLError):
        return "connection closed during the handshake"
    if error.reason in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"):
        return "no TLS on this port"
    return (error.reason or "handshake failed").replace("_", " ").lower()
