"""The thin WSGI layer before Flask: answers kept bytes and 304s itself, passes everything else on.

It decides nothing about content: it sends what `keeper` has at hand for exactly this address, and otherwise asks
the application, which puts the answer there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from federation.store.database import DatabaseFailure
from federation.web.headers import SECURITY_HEADERS
from federation.web.keeper import Keeper

Environment = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environment, StartResponse], Iterable[bytes]]


class Edge:
    """A WSGI application in front of another one."""

    def __init__(self, application: Application, keeper: Keeper) -> None:
        self._application = application
        self._keeper = keeper

    def __call__(self, environ: Environment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        method = environ["REQUEST_METHOD"]
        if method != "GET" and method != "HEAD":
            return self._application(environ, start_response)
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        if "?" in path:  # `/agenda%3Fpage=2` is another address than `/agenda?page=2`.
            return self._application(environ, start_response)
        address = f"{path}?{query}" if query else path
        try:
            stamp = self._keeper.stamp()
        except DatabaseFailure:
            return self._application(environ, start_response)
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked:
            # Nobody but us can have given this tag for this address: no need to look for the answer itself.
            etag = stamp.etag(address)
            if etag[2:] in asked:
                return _not_modified(etag, start_response)
        kept = self._keeper.at_hand(address)
        if kept is None:
            return self._application(environ, start_response)
        if not asked and environ.get("HTTP_IF_MODIFIED_SINCE") == stamp.last_modified:
            # For readers without entity tags (RFC 9110 §13.1.3); they send back the very date they were given.
            return _not_modified(kept.etag, start_response)
        if accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
            body, headers = kept.gzip, kept.gzip_headers
        else:
            body, headers = kept.plain, kept.plain_headers
        start_response("200 OK", list(headers))
        return () if method == "HEAD" else (body,)


def _not_modified(etag: str, start_response: StartResponse) -> Iterable[bytes]:
    headers = [("ETag", etag), ("Cache-Control", "public, no-cache"), ("Vary", "Accept-Encoding"), *SECURITY_HEADERS]
    start_response("304 NOT MODIFIED", headers)
    return ()


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding allows gzip (RFC 9110 §12.5.3); `gzip;q=0` does not."""
    if "gzip" not in header:
        return False
    for item in header.split(","):
        name, _, parameters = item.partition(";")
        if name.strip() == "gzip":
            return parameters.replace(" ", "").rstrip("0.") != "q="
    return False
