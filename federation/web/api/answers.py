"""What all answers of the API share: JSON by a schema, the next page, who may read it, what a program accepts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from flask import Response, request
from marshmallow import Schema
from werkzeug.exceptions import NotAcceptable

from federation.errors import QueryError
from federation.publish.api import Plain
from federation.publish.plain_writing import writer
from federation.web.api.parameters import NAMES
from federation.web.caching import answer
from federation.web.context import context
from federation.web.headers import open_to_scripts
from federation.web.pages import Reading, reading
from federation.web.params import few

JSON = "application/json; charset=utf-8"
ROOT = "/api/v1"
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def answered(schema: type[Schema], make: Callable[[Reading], Plain]) -> Response:
    """The answer of this address; `make` is called only when nobody has kept it for this version and day.

    Only what many may ask is kept: with other parameters there are questions without end.
    """

    def render() -> bytes:
        with reading() as current:
            return encoded(writer(schema)(make(current)))

    return answer(JSON, render, common=few([name for name, _ in request.args.items(multi=True)]))


def encoded(plain: Any) -> bytes:
    """Compact UTF-8 JSON."""
    return _encoder.encode(plain).encode()


def base_url() -> str:
    """The public address of the hub."""
    return context().settings.address


def next_url(parameters: Iterable[tuple[str, str]], **more: str) -> str:
    """The address of this answer with another cursor."""
    kept = [(name, value) for name, value in parameters if name not in more]
    return f"{base_url()}{request.path}?{urlencode([*kept, *more.items()])}"


def given(name: str) -> str:
    """The one value of a parameter, "" when it was not given; raises QueryError on several."""
    values = request.args.getlist(name)
    if len(values) > 1:
        raise QueryError(name, ", ".join(values), ["1 ×"])
    return values[0] if values else ""


def only(*names: str) -> None:
    """Raises QueryError when the query string names anything else."""
    for name, value in request.args.items():
        if name not in names:
            raise QueryError(name, value, names, unknown=True, elsewhere=name in NAMES)


def limit(usual: int, most: int) -> int:
    """How many things a page may hold; raises QueryError on anything but a number from 1 to `most`."""
    value = given("limit")
    if not value:
        return usual
    if not (value.isascii() and value.isdecimal() and value[0] != "0" and len(value) <= 4 and int(value) <= most):
        raise QueryError("limit", value, [f"1 … {most}"])
    return int(value)


def accepts_json() -> None:
    """Raises NotAcceptable for a program that takes no JSON (RFC 9110 §15.5.7)."""
    if request.headers.get("Accept") and not request.accept_mimetypes["application/json"]:
        raise NotAcceptable


def readable(response: Response) -> Response:
    """Lets scripts of any page read an answer, whatever it says, and ask whether it changed."""
    open_to_scripts(response.headers)
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "If-None-Match, Accept"
        response.headers["Access-Control-Max-Age"] = "86400"
    return response
