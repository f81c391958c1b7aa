"""Requests remembered byte for byte: which may be, and for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest

from federation.web.dates import Dates
from federation.web.keeper import Reply
from federation.web.remembered import LONGEST, Remembered, may_be_remembered
from tests.web.house import House

LINE = b"GET /agenda?page=2 HTTP/1.1\r\n"
HOST = b"Host: hub.test:8000\r\n"


@pytest.mark.parametrize(
    "data",
    [
        LINE + HOST + b"\r\n",
        LINE.replace(b"GET", b"HEAD") + HOST + b"\r\n",
        LINE + HOST + b'User-Agent: a (b; c) "d"\r\nAccept-Encoding:gzip, br\r\nIf-None-Match: W/"1"\r\n\r\n',
        LINE + HOST + b"Connection: Keep-Alive\r\nX-Empty:\r\n\r\n",
        LINE + b"hOST:\thub.test\r\n\r\n",
    ],
)
def test_a_plain_request_may(data: bytes) -> None:
    assert may_be_remembered(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        LINE + b"\r\n",
        LINE + HOST,
        LINE + HOST + HOST + b"\r\n",
        LINE + HOST + b"\r\nGET",
        (LINE + HOST + b"\r\n") * 2,
        b"\r\n" + LINE + HOST + b"\r\n",
        LINE.replace(b"GET", b"POST") + HOST + b"\r\n",
        LINE.replace(b"1.1", b"1.0") + HOST + b"\r\n",
        LINE.replace(b"/agenda", b"http://hub.test/agenda") + HOST + b"\r\n",
        LINE.replace(b"agenda", b"\xc3\xa9") + HOST + b"\r\n",
        LINE + HOST + b"A: b\r\n c\r\n\r\n",
        LINE + HOST + b"A: b\nC: d\r\n\r\n",
        LINE + HOST + b"A: b\rC: d\r\n\r\n",
        LINE + HOST + b"A : b\r\n\r\n",
        LINE + HOST + b"A: \xe9\r\n\r\n",
        LINE + HOST + b"A: \0\r\n\r\n",
        LINE + HOST + b"A" * LONGEST + b": b\r\n\r\n",
        *(
            LINE + HOST + field + b"\r\n\r\n"
            for field in (
                b"Connection: close", b"Connection: Upgrade", b"connection: keep-alive, close", b"Content-Length: 0",
                b"Transfer-Encoding: chunked", b"Expect: 100-continue", b"Upgrade: h2c", b"Cookie: a=b",
                b"Authorization: Basic x", b"TE: trailers", b"Trailer: a", b"Proxy-Connection: close",
            )
        ),
    ],
)  # fmt: skip
def test_anything_else_may_not(data: bytes) -> None:
    assert not may_be_remembered(data)


def kept(house: House, remembered: Remembered, address: str = "/agenda") -> Reply:
    house.ask(address)
    answer = house.keeper.at_hand(address)
    assert answer is not None
    remembered.hold(address.encode(), house.keeper.stamp(), answer.plain)
    return answer.plain


def test_the_body_is_that_of_the_keeper(house: House) -> None:
    remembered = Remembered(house.keeper)
    reply = kept(house, remembered)
    found = remembered.answer(b"/agenda")
    assert found is not None
    assert found[1] is reply.body
    assert found[0].startswith(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n")
    assert found[0].endswith(b"\r\ndate: ")


def test_when_it_is_time_to_look_nothing_is_known(house: House) -> None:
    remembered = Remembered(house.keeper)
    kept(house, remembered)
    house.later(0.5)
    assert remembered.answer(b"/agenda") is None
    house.keeper.stamp()
    assert remembered.answer(b"/agenda") is not None


def test_another_state_forgets_all(house: House) -> None:
    remembered = Remembered(house.keeper)
    kept(house, remembered)
    house.publish()
    house.later()
    house.keeper.stamp()
    assert remembered.answer(b"/agenda") is None
    assert len(remembered) == 0


def test_another_day_forgets_all(house: House) -> None:
    remembered = Remembered(house.keeper)
    kept(house, remembered)
    house.later(timedelta(days=1).total_seconds())
    house.keeper.stamp()
    assert remembered.answer(b"/agenda") is None


def test_what_the_keeper_lets_go_of_is_not_held(house: House) -> None:
    small = House(house.store, house.keeper._shelf, most=10_000)
    remembered = Remembered(small.keeper)
    kept(small, remembered, "/agenda")
    for page in range(4):
        small.ask(f"/agenda?page={page}")
    assert small.keeper.at_hand("/agenda") is None
    assert remembered.answer(b"/agenda") is None
    assert len(remembered) == 0


def test_what_is_known_is_bounded_the_first_goes_first(house: House) -> None:
    remembered = Remembered(house.keeper, most=2)
    for address in ("/a", "/b", "/c"):
        kept(house, remembered, address)
    assert (len(remembered), remembered.answer(b"/a")) == (2, None)
    assert remembered.answer(b"/c") is not None


def test_the_date_is_right_to_the_second() -> None:
    now = [784111777.0]
    dates = Dates(lambda: now[0])
    assert dates.value() == b"Sun, 06 Nov 1994 08:49:37 GMT"
    now[0] += 0.999
    assert dates.value() == b"Sun, 06 Nov 1994 08:49:37 GMT"
    now[0] += 0.001
    assert dates.line() == b"Sun, 06 Nov 1994 08:49:38 GMT\r\n\r\n"
