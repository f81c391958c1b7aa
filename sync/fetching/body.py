"""The body of an answer: taken piece by piece, decompressed as it comes, stopped where the visit's limits are."""

from __future__ import annotations

import io
from collections.abc import Iterator

from requests import Response
from urllib3.exceptions import HTTPError, InvalidChunkLength

from federation.errors import FetchError
from sync.fetching.decoding import DamagedError, decoder
from sync.fetching.metering import FRAMING
from sync.fetching.visit import Visit

_READ_AT_ONCE = 131_072


def read_body(response: Response, visit: Visit) -> tuple[bytes, int]:
    """The body, decompressed, and how many bytes of it came over the network; raises FetchError."""
    visit.phase = "decode"
    coding = response.headers.get("Content-Encoding", "")
    engine = decoder(coding)
    if engine is None:
        raise visit.failure("encoding", coding[:60])
    visit.phase = "read"
    limits = visit.limits
    body = io.BytesIO()
    received = 0
    for piece in _pieces(response, visit):
        received += len(piece)
        if received > limits.received:
            raise _too_large(visit, "too-large", limits.received)
        try:
            for part in engine.feed(piece):
                visit.left()
                if body.tell() + len(part) > limits.decoded:
                    visit.phase = "decode"
                    raise _too_large(visit, "too-large-decoded", limits.decoded)
                body.write(part)
        except DamagedError as error:
            visit.phase = "decode"
            raise visit.failure("encoding", f"{coding[:60]}: {error}") from None
    if not engine.complete:
        visit.phase = "decode"
        raise visit.failure("cut-off", f"{received} B")
    return body.getvalue(), received


def _pieces(response: Response, visit: Visit) -> Iterator[bytes]:
    """The body as it comes, chunks undone, nothing else."""
    length = response.headers.get("Content-Length", "").strip()
    if length.isascii() and length.isdigit() and (len(length) > 18 or int(length) > visit.limits.received):
        raise _too_large(visit, "too-large", visit.limits.received)
    received = 0
    try:
        at_once = min(_READ_AT_ONCE, visit.limits.received + 1)
        for piece in response.raw.stream(at_once, decode_content=False):
            received += len(piece)
            if visit.taken > 2 * received + FRAMING:
                raise visit.failure("protocol", "chunks of nearly nothing")
            yield piece
    except (HTTPError, ValueError) as error:  # ValueError: a chunk of less than nothing
        torn = visit.ended and not isinstance(error.__cause__, InvalidChunkLength)
        raise visit.failure("cut-off" if torn else "protocol", f"{received} B") from None


def _too_large(visit: Visit, code: str, most: int) -> FetchError:
    return visit.failure(code, f"> {most / 1_000_000:g} MB")
