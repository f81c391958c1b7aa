"""The door of `cantines web`: what is at hand without a thread, everything else through WSGI."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from threading import Event
from typing import Any
from urllib.parse import quote

import pytest

from federation.web.door import MOST_BODIES, MOST_BODY, MOST_WAITING, Door, environment, refused
from federation.web.edge import Edge, Environment, StartResponse
from tests.web.house import House


class Caller:
    """What a server hands to an application, as far as it is used."""

    def __init__(self, *parts: bytes, leaves: bool = False, pauses: bool = False) -> None:
        self.go = asyncio.Event()
        if not pauses:
            self.go.set()
        self._messages = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
        self._messages.append({"type": "http.disconnect"} if leaves else {"type": "http.request"})
        self.said: tuple[int, dict[str, str], bytes] | None = None

    async def receive(self) -> dict[str, Any]:
        if len(self._messages) == 1:
            await self.go.wait()
        return self._messages.pop(0)

    async def send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.said = (self.status, self.headers, message["body"])


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


def scope(path: str, method: str = "GET", query: str = "", version: str = "1.1", **headers: str) -> dict[str, Any]:
    told = {"host": "hub.test"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return {
        "type": "http", "method": method, "path": path, "raw_path": quote(path).encode(), "scheme": "http",
        "query_string": query.encode(), "headers": [(name.encode(), value.encode()) for name, value in told.items()],
        "server": ("127.0.0.1", 8000), "client": ("::1", 4711), "http_version": version,
    }  # fmt: skip


def ask(house: House, asked: Any, *parts: bytes, leaves: bool = False) -> tuple[Any, Behind]:
    behind, caller = Behind(), Caller(*parts, leaves=leaves)
    asyncio.run(Door(Edge(behind, house.keeper), threads=1)(asked, caller.receive, caller.send))
    if caller.said is not None:
        assert caller.said[1].pop("date").endswith(" GMT")
    return caller.said, behind


def test_what_is_at_hand_asks_nobody(house: House) -> None:
    etag = house.ask()
    (status, headers, body), behind = ask(house, scope("/agenda"))
    assert (status, headers["etag"], body, behind.asked) == (200, etag, b"agenda " * 500, [])


def test_the_head_of_what_is_at_hand_has_its_length_and_no_body(house: House) -> None:
    house.ask()
    (status, headers, body), _ = ask(house, scope("/agenda", "HEAD"))
    assert (status, headers["content-length"], body) == (200, "3500", b"")


def test_a_reader_who_has_it_gets_a_304_with_its_validator(house: House) -> None:
    etag = house.ask()
    (status, headers, body), _ = ask(house, scope("/agenda", if_none_match=etag))
    assert (status, headers["etag"], body) == (304, etag, b"")


def test_all_else_goes_through_wsgi(house: House) -> None:
    house.ask()
    said, behind = ask(house, scope("/rien", query="q=%C3%A9", host="hub.example"))
    assert said == (404, {"content-type": "text/plain"}, b"nothing ")
    assert behind.closed == 1
    assert behind.asked[0]["HTTP_HOST"] == "hub.example"


def test_when_it_is_time_to_look_a_thread_looks(house: House) -> None:
    etag = house.ask()
    house.later()
    (status, headers, _), _ = ask(house, scope("/agenda"))
    assert (status, headers["etag"]) == (200, etag)


def test_the_body_of_a_request_is_handed_on(house: House) -> None:
    said, _ = ask(house, scope("/rien", "POST"), b"one ", b"two")
    assert said[2] == b"nothing one two"


def test_a_body_without_end_is_refused(house: House) -> None:
    (status, _, _), behind = ask(house, scope("/rien", "POST"), *[bytes(100_000)] * (MOST_BODY // 100_000 + 1))
    assert (status, behind.asked) == (413, [])


def test_all_bodies_together_have_an_end_too(house: House) -> None:
    whole = [bytes(500_000)] * 2
    door = Door(Edge(Behind(), house.keeper), threads=1)

    async def crowd() -> list[int]:
        house.keeper.stamp()
        waiting = [Caller(*whole, pauses=True) for _ in range(MOST_BODIES // 1_000_000)]
        late = Caller(*whole)
        tasks = [asyncio.create_task(door(scope("/", "POST"), caller.receive, caller.send)) for caller in waiting]
        await asyncio.sleep(0)
        await door(scope("/", "POST"), late.receive, late.send)
        for caller in waiting:
            caller.go.set()
        await asyncio.gather(*tasks)
        again = Caller(*whole)
        await door(scope("/", "POST"), again.receive, again.send)
        return [late.status, again.status, *{caller.status for caller in waiting}]

    assert asyncio.run(crowd()) == [503, 404, 404]


def test_a_reader_who_leaves_before_the_end_asks_nothing(house: House) -> None:
    assert ask(house, scope("/rien", "POST"), b"one", leaves=True)[0] is None


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (scope("/"), None),
        (scope("/", version="1.0") | {"headers": []}, None),
        (scope("/") | {"headers": []}, 400),
        (scope("/") | {"headers": [(b"host", b"a"), (b"host", b"a")]}, 400),
        (scope("/", version="2.0"), 505),
        (scope("/", version="0.9"), 505),
    ],
)
def test_who_speaks_no_http_of_ours_is_refused(asked: dict[str, Any], status: int | None) -> None:
    said = refused(asked)
    assert (said and said[0]) == status


def test_who_comes_when_too_many_wait_is_told_to_come_back(house: House) -> None:
    house.keeper.stamp()
    go = Event()

    def slow(environ: Environment, start_response: StartResponse) -> Iterable[bytes]:
        assert go.wait(10)
        start_response("200 OK", [])
        return []

    async def crowd() -> list[Caller]:
        door = Door(Edge(slow, house.keeper), threads=1)
        callers = [Caller() for _ in range(MOST_WAITING + 1)]
        tasks = [asyncio.create_task(door(scope("/"), caller.receive, caller.send)) for caller in callers]
        await tasks[-1]
        go.set()
        await asyncio.gather(*tasks)
        return callers

    callers = asyncio.run(crowd())
    assert [caller.status for caller in callers] == [200] * MOST_WAITING + [503]
    assert callers[-1].headers["retry-after"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("PATH_INFO", "/\xc3\xa9t\xc3\xa9"), ("REMOTE_ADDR", "::1"), ("SERVER_PORT", "8000"), ("HTTP_X_ODD", "1"),
     ("HTTP_HOST", "hub.test"), ("wsgi.url_scheme", "http"), ("CONTENT_TYPE", "text/plain"), ("CONTENT_LENGTH", "3")],
)  # fmt: skip
def test_the_environment_is_that_of_wsgi(name: str, value: str) -> None:
    asked = scope("/été", x_odd="1", content_type="text/plain", content_length="99", x_forwarded_for="192.0.2.1")
    assert environment(asked, b"abc")[name] == value


def test_a_name_that_would_pass_for_another_is_left_out() -> None:
    asked = scope("/") | {"headers": [(b"x_odd", b"forged"), (b"x-odd", b"1"), (b"content_length", b"7")]}
    environ = environment(asked, b"")
    assert (environ["HTTP_X_ODD"], "CONTENT_LENGTH" in environ) == ("1", False)


def test_a_header_told_twice_is_joined() -> None:
    asked = scope("/") | {"headers": [(b"accept", b"a"), (b"accept", b"b")]}
    assert environment(asked, b"")["HTTP_ACCEPT"] == "a,b"


def test_what_a_proxy_says_of_others_is_not_believed() -> None:
    environ = environment(scope("/", x_forwarded_for="192.0.2.1", x_forwarded_proto="https"), b"")
    assert (environ["REMOTE_ADDR"], environ["wsgi.url_scheme"]) == ("::1", "http")
