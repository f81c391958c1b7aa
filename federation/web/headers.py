"""The headers that keep pages safe: every answer carries them, kept ones too."""

from __future__ import annotations

import re

from flask import Response, request
from werkzeug.datastructures import Headers
from werkzeug.urls import iri_to_uri

SECURITY_HEADERS: tuple[tuple[str, str], ...] = (
    (
        "Content-Security-Policy",
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()"),
)
OPEN_TO_SCRIPTS = (("Access-Control-Allow-Origin", "*"), ("Access-Control-Expose-Headers", "ETag"))
"""What lets scripts of any page read an answer, and ask whether it changed."""

_EMBEDDED = re.compile(r"(?:/en)?/widget(?:\?.*)?", re.DOTALL)
_EMBEDDED_HEADERS = tuple(
    (name, value.replace("frame-ancestors 'none'", "frame-ancestors *")) for name, value in SECURITY_HEADERS
)


def security_headers(address: str) -> tuple[tuple[str, str], ...]:
    """The headers of an address; the widget alone may stand in the pages of others."""
    return _EMBEDDED_HEADERS if _EMBEDDED.fullmatch(address) else SECURITY_HEADERS


def secure(response: Response) -> Response:
    """Adds the headers to an answer that does not have them; a redirect leads to a path, whatever Host was asked."""
    location = response.headers.get("Location", "")
    for here in (request.host_url, iri_to_uri(request.host_url)):  # a name in letters is asked for in its ASCII form
        if location.startswith(here):
            response.headers["Location"] = "/" + location.removeprefix(here).lstrip("/")
            response.set_data(b"")
            break
    for name, value in security_headers(request.path):
        response.headers.setdefault(name, value)
    if response.mimetype != "text/html":
        open_to_scripts(response.headers)
    return response


def open_to_scripts(headers: Headers) -> None:
    """Lets scripts of any page read an answer, a refusal as well, and ask whether it changed: all of it is public."""
    for name, value in OPEN_TO_SCRIPTS:
        headers.setdefault(name, value)
