"""How a view hands in a cacheable answer: it says how to make it, the keeper decides whether to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast
from urllib.parse import urlencode

from flask import Response, current_app, g, request

from federation.web.keeper import Keeper, Kept, Stamp, made, moves, unchanged

KEEPER = "cantines-keeper"


def answer(media_type: str, render: Callable[[], bytes], *, common: bool = True, address: str = "") -> Response:
    """The answer of this address: 304 when the reader has it, else kept bytes, else what `render` makes, once.

    What is not `common` is made for each reader and kept nowhere. Another `address` is that of which this one is but
    another spelling.
    """
    stamp, address = _stamp(), address or _address()
    etag = stamp.etag(address)
    asked = request.if_none_match
    if not asked.star_tag and asked.contains_weak(etag[3:-1]):
        return not_modified(etag, address)
    if not asked and request.headers.get("If-Modified-Since") == stamp.last_modified and not moves(address):
        return not_modified(etag, address)
    keeper = _keeper()
    kept = keeper.answer(stamp, address, media_type, render) if common else made(stamp, address, media_type, render())
    # « * » is satisfied by anything that exists (RFC 9110 §13.1.2), which is known only now.
    return not_modified(etag, address) if asked.star_tag else _response(kept)


def today() -> date:
    """Today in the network's zone; the same for the whole of a request, and the day its answer is kept under."""
    return _stamp().day


def not_modified(etag: str, address: str = "") -> Response:
    """A 304 for an entity tag."""
    return Response(status=304, headers=unchanged(etag, address).headers)


def _response(kept: Kept) -> Response:
    gzipped = request.accept_encodings["gzip"] > 0
    reply = kept.gzip if gzipped else kept.plain
    return Response(reply.body, headers=reply.headers)


def _address() -> str:
    """The path and its parameters in one order, so that spelling them otherwise makes no new answer."""
    parameters = urlencode(sorted(request.args.items(multi=True)))
    return f"{request.path}?{parameters}" if parameters else request.path


def _stamp() -> Stamp:
    if "stamp" not in g:
        g.stamp = _keeper().stamp()
    return cast(Stamp, g.stamp)


def _keeper() -> Keeper:
    return cast(Keeper, current_app.extensions[KEEPER])
