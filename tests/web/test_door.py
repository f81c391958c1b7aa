"""The door of `cantines web`: what is at hand without a thread, everything else through WSGI."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from federation.web.door import MOST_BODY, Door, environment
from federation.web.edge import Edge, Environment, StartResponse
from tests.web.test_keeper import House, house, shelf

__all__ = ["house", "shelf"]


class Protocol:
    """What granian hands to an application, as far as it is used."""

    def __init__(self, *parts: bytes) -> None:
        self._parts = parts
        self.said: tuple[int, dict[str, str], bytes] | None = None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self._parts:
            yield part

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.said = (status, dict(headers), body)

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.said = (status, dict(headers), b"")


class Behind:
    """The application behind: tells what it was asked, and whether it was closed."""

    def __init__(self) -> None:
        self.asked: list[Environment] = []
        self.closed = 0

    def __call__(self, environ: Environment, start_response: StartResponse) -> Iterable[bytes]:
        self.asked.append(environ)
        start_response("404 NOT FOUND", [("Content-Type", "text/plain")])(b"no")
        return self

    def __iter__(self) -> Any:
        return iter((b"thing ", environ_body(self.asked[-1])))

    def close(self) -> None:
        self.closed += 1


def environ_body(environ: Environment) -> bytes:
    body: bytes = environ["wsgi.input"].read()
    return body


def scope(path: str, method: str = "GET", query: str = "", **headers: str) -> Any:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return SimpleNamespace(
        method=method, path=path, query_string=query, headers=told, server="127.0.0.1:8000",
        client="[::1]:4711", scheme="http", http_version="1.1",
    )  # fmt: skip


def ask(house: House, asked: Any, *parts: bytes) -> tuple[Any, Behind]:
    behind, protocol = Behind(), Protocol(*parts)
    asyncio.run(Door(Edge(behind, house.keeper), threads=1).__rsgi__(asked, protocol))
    return protocol.said, behind


def test_what_is_at_hand_asks_nobody(house: House) -> None:
    etag = house.ask()
    (status, headers, body), behind = ask(house, scope("/agenda"))
    assert (status, headers["ETag"], body, behind.asked) == (200, etag, b"agenda " * 500, [])


def test_the_head_of_what_is_at_hand_has_its_length_and_no_body(house: House) -> None:
    house.ask()
    (status, headers, body), _ = ask(house, scope("/agenda", "HEAD"))
    assert (status, headers["Content-Length"], body) == (200, "3500", b"")


def test_a_reader_who_has_it_gets_a_304_with_its_validator(house: House) -> None:
    etag = house.ask()
    (status, headers, body), _ = ask(house, scope("/agenda", if_none_match=etag))
    assert (status, headers["ETag"], body) == (304, etag, b"")


def test_all_else_goes_through_wsgi(house: House) -> None:
    house.ask()
    said, behind = ask(house, scope("/rien", query="q=é", host="hub.example"))
    assert said == (404, {"Content-Type": "text/plain"}, b"nothing ")
    assert behind.closed == 1
    assert behind.asked[0]["HTTP_HOST"] == "hub.example"


def test_when_it_is_time_to_look_a_thread_looks(house: House) -> None:
    etag = house.ask()
    house.later()
    (status, headers, _), _ = ask(house, scope("/agenda"))
    assert (status, headers["ETag"]) == (200, etag)


def test_the_body_of_a_request_is_handed_on(house: House) -> None:
    said, _ = ask(house, scope("/rien", "POST"), b"one ", b"two")
    assert said[2] == b"nothing one two"


def test_a_body_without_end_is_refused(house: House) -> None:
    (status, _, _), behind = ask(house, scope("/rien", "POST"), *[bytes(100_000)] * (MOST_BODY // 100_000 + 1))
    assert (status, behind.asked) == (413, [])


@pytest.mark.parametrize(
    ("name", "value"),
    [("PATH_INFO", "/\xc3\xa9t\xc3\xa9"), ("REMOTE_ADDR", "[::1]"), ("SERVER_PORT", "8000"), ("HTTP_X_ODD", "1")],
)
def test_the_environment_is_that_of_wsgi(name: str, value: str) -> None:
    assert environment(scope("/été", x_odd="1"), b"")[name] == value
