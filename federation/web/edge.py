"""The thin layer before Flask: answers kept bytes and 304s itself, passes everything else on.

It decides nothing about content: it sends what `keeper` has at hand for exactly this address, and otherwise asks
the application, which puts the answer there. `kept` is that rule; `Edge` is it as WSGI, `door.Door` as ASGI.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from federation.store.database import DatabaseFailure
from federation.web.keeper import Keeper, Reply, Stamp, moves, unchanged

Environment = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environment, StartResponse], Iterable[bytes]]

_NAMES = {
    "if-none-match": "HTTP_IF_NONE_MATCH",
    "if-modified-since": "HTTP_IF_MODIFIED_SINCE",
    "accept-encoding": "HTTP_ACCEPT_ENCODING",
    "accept": "HTTP_ACCEPT",
}
_LINES = {200: "200 OK", 304: "304 NOT MODIFIED"}


class Edge:
    """A WSGI application in front of another one."""

    def __init__(self, application: Application, keeper: Keeper) -> None:
        self._application = application
        self.keeper = keeper

    def __call__(self, environ: Environment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        method = environ["REQUEST_METHOD"]
        try:
            stamp = self.keeper.stamp()
        except DatabaseFailure:
            return self._application(environ, start_response)
        reply = kept(
            self.keeper,
            stamp,
            (method, environ["PATH_INFO"], environ.get("QUERY_STRING", "")),
            lambda name: environ.get(_NAMES[name]),
        )
        if reply is None:
            return self._application(environ, start_response)
        start_response(_LINES[reply.status], list(reply.headers))
        return (reply.body,) if reply.body and method == "GET" else ()


def kept(keeper: Keeper, stamp: Stamp, line: tuple[str, str, str], header: Callable[[str], str | None]) -> Reply | None:
    """What answers a request (method, path, query; `header` by lower-case name) at once; None: ask the application.

    The body of a HEAD is not sent by whoever sends the reply.
    """
    method, path, query = line
    if (method != "GET" and method != "HEAD") or "?" in path:
        return None  # `/agenda%3Fpage=2` is another address than `/agenda?page=2`.
    if path.startswith("/api/") and _particular(header("accept") or "*/*"):
        return None  # whoever takes no JSON is told so, whatever is at hand
    address = f"{path}?{query}" if query else path
    asked = header("if-none-match")
    answer = keeper.at_hand(address)
    if asked:
        # Nobody but us can have given this tag for this address: the answer itself need not be at hand.
        etag = answer.etag if answer is not None else stamp.etag(address)
        if etag[2:] in asked or (answer is not None and asked.strip() == "*"):
            return answer.unchanged if answer is not None else unchanged(etag, address)
    if answer is None:
        return None
    if not asked and header("if-modified-since") == stamp.last_modified and not moves(address):
        # For readers without entity tags (RFC 9110 §13.1.3); they send back the very date they were given.
        return answer.unchanged
    return answer.gzip if accepts_gzip(header("accept-encoding") or "") else answer.plain


def _particular(accepted: str) -> bool:
    """Whether an Accept may leave JSON out: it names neither it nor everything, or weighs what it names."""
    return not any(kind in accepted for kind in ("*/*", "application/*", "application/json")) or "q=0" in accepted


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding allows gzip (RFC 9110 §12.5.3); `gzip;q=0` does not."""
    header = header.lower()
    if "gzip" not in header:
        return False
    for item in header.split(","):
        name, _, parameters = item.partition(";")
        if name.strip() == "gzip":
            return "".join(parameters.split()).rstrip("0.") != "q="
    return False
