"""The wire: the same bytes get the same answers, known by heart or not, whole or in pieces, within limits."""

from __future__ import annotations

import random
import re
import socket
import struct
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path
from select import select
from threading import Event, Thread
from typing import Any

import pytest

from federation.store.database import Store, open_store, upgrade
from federation.web.door import MOST_BODY
from federation.web.edge import Environment, StartResponse
from federation.web.patience import Limits, Verdict, Waiting, verdict
from federation.web.shelf import FolderShelf
from tests.web.house import House
from tests.web.wired import PATIENCE, Wired, echo, rest

GET = b"GET /agenda HTTP/1.1\r\nHost: hub.test\r\nAccept-Encoding: gzip\r\n\r\n"
PLAIN = b"GET /agenda HTTP/1.1\r\nHost: hub.test\r\n\r\n"
HEAD = b"HEAD /agenda HTTP/1.1\r\nHost: hub.test\r\n\r\n"
ELSE = b"GET /else?q=1 HTTP/1.1\r\nHost: hub.test\r\n\r\n"
POST = b"POST /else HTTP/1.1\r\nHost: hub.test\r\nContent-Length: %d\r\n\r\n%b"
UPGRADE = b"Upgrade: h2c\r\nConnection: Upgrade\r\n"
CHUNKED = b"POST /else HTTP/1.1\r\nHost: hub.test\r\nTransfer-Encoding: chunked\r\n\r\n"


def post(body: bytes) -> bytes:
    return POST % (len(body), body)


def chunked(*chunks: bytes, trailer: bytes = b"") -> bytes:
    return CHUNKED + b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n" + trailer + b"\r\n"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all: what a wire does is the same over any."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('wire') / 'cantines.sqlite'}")
    upgrade(store)
    yield store
    store.close()


@pytest.fixture
def house(stored: Store, tmp_path: Path) -> House:
    house = House(stored, FolderShelf(tmp_path, most=1_000_000))
    house.publish()
    return house


@pytest.fixture(scope="module")
def both(stored: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Wired, Wired]]:
    """Two servers of one house: one that remembers, and knows four requests already; one that does not."""
    house = House(stored, FolderShelf(tmp_path_factory.mktemp("kept"), most=1_000_000))
    house.publish()
    etag = house.ask()
    knowing, reading = Wired(house), Wired(house, most=0)
    with knowing.open(), reading.open():
        for request in (GET, PLAIN, HEAD, known(etag)):
            knowing.ask(request)
        assert len(knowing.door.remembered) == 4
        yield knowing, reading


def known(etag: str) -> bytes:
    return b"GET /agenda HTTP/1.1\r\nHost: hub.test\r\nIf-None-Match: " + etag.encode() + b"\r\n\r\n"


def same(both: tuple[Wired, Wired], *pieces: bytes) -> bytes:
    """What both answer to the same pieces."""
    said = [wired.ask(*pieces) for wired in both]
    assert said[0] == said[1], pieces
    return said[0]


def statuses(said: bytes) -> list[int]:
    return [int(found) for found in re.findall(rb"(?:^|\n|[^\r\n])HTTP/1\.1 (\d{3}) ", b"\n" + said)]


def test_known_bytes_get_the_bytes_that_reading_them_gives(both: tuple[Wired, Wired]) -> None:
    etag = both[0].door.remembered._keeper.stamp().etag("/agenda")
    for request, status in ((GET, 200), (PLAIN, 200), (HEAD, 200), (known(etag), 304)):
        before = both[0].known
        assert statuses(same(both, request)) == [status]
        assert both[0].known == before + 1
    assert both[1].known == 0


STREAMS: dict[str, tuple[Any, ...]] = {
    "several known at once": (
        [200, 200, 200, 200],
        GET + PLAIN + HEAD + GET,
    ),
    "known after unknown at once": (
        [404, 200, 200],
        ELSE + GET + PLAIN,
    ),
    "unknown between": (
        [200, 404, 200, 404, 200],
        GET + ELSE + GET + post(b"abc") + PLAIN,
    ),
    "known, then a part, then the rest": ([200, 200], GET, GET[:30], GET[30:]),
    "a head cut inside its end": ([200, 200], GET[:-1], GET[-1:] + PLAIN),
    "a head cut before its end, then a known one": ([200, 200], GET[:-2], b"\r\n" + PLAIN),
    "byte by byte": ([200, 200], *(bytes([byte]) for byte in GET + PLAIN)),
    "known bytes inside a head": ([400], b"GET /else HTTP/1.1\r\nHost: hub.test\r\nX-Odd: ", GET),
    "known bytes as a body": (
        [404],
        post(GET),
    ),
    "known bytes as a body of their own": ([404, 200], POST % (len(GET), b""), GET, PLAIN),
    "a body that ends inside known bytes": ([404, 400], POST % (10, b""), GET),
    "known bytes in chunks": ([404, 200], CHUNKED, b"%x\r\n" % len(GET), GET, b"\r\n0\r\n\r\n", PLAIN),
    "a chunk cut in two known": ([404, 200], CHUNKED + b"%x\r\n" % (2 * len(GET)), GET, GET, b"\r\n0\r\n\r\n" + GET),
    "a trailer": (
        [404, 200],
        chunked(b"abc", trailer=b"Host: evil.test\r\n") + GET,
    ),
    "a GET with a body of known bytes": (
        [200, 200],
        b"GET /agenda HTTP/1.1\r\nHost: hub.test\r\nContent-Length: %d\r\n\r\n" % len(GET),
        GET,
        GET,
    ),
    "blank lines before": ([200, 200], b"\r\n\r\n" + GET, b"\r\n", GET),
    "no more after this": ([200], b"GET /agenda HTTP/1.1\r\nHost: hub.test\r\nConnection: close\r\n\r\n" + GET, GET),
    "the elder HTTP": (
        [200],
        b"GET /agenda HTTP/1.0\r\nHost: hub.test\r\n\r\n" + GET,
    ),
    "an upgrade nobody makes": ([200], GET[:-2] + UPGRADE + b"\r\n", GET),
    "an upgrade with a body": ([404], POST.replace(b"\r\nC", b"\r\n" + UPGRADE + b"C") % (len(GET), GET)),
    "garbage after a known one": (
        [200, 400],
        GET + b"\x16\x03\x01 garbage\r\n\r\n",
    ),
    "garbage after one in the making": (
        [404, 400],
        ELSE + b"\x16\x03\x01 garbage\r\n\r\n",
    ),
    "garbage after a body": (
        [404, 400],
        post(b"abc") + b"\x16garbage\r\n\r\n" + GET,
    ),
    "a broken head after a body": (
        [404, 400],
        post(b"abc") + b"GET / HTTP/1.1\r\nno colon\r\n\r\n" + GET,
    ),
    "a broken chunk": ([400], CHUNKED + b"zz\r\n", GET),
    "both lengths": ([400], CHUNKED[:-2] + b"Content-Length: 3\r\n\r\n0\r\n\r\n" + GET),
    "two lengths": (
        [400],
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc" + GET,
    ),
    "a folded line": (
        [400],
        GET[:-2] + b"X: a\r\n b\r\n\r\n" + GET,
    ),
    "line feeds alone": (
        [400],
        GET.replace(b"\r\n", b"\n"),
    ),
    "a carriage return inside": (
        [400],
        GET[:-4] + b"\rX: y\r\n\r\n",
    ),
    "two hosts": ([400], GET[:-2] + b"Host: other\r\n\r\n", GET),
    "no host": ([400], b"GET /agenda HTTP/1.1\r\n\r\n", GET),
    "no address": ([400], b"GET http://hub.test HTTP/1.1\r\nHost: a\r\n\r\n", GET),
    "another protocol": (
        [400],
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ),
    "a version to come": (
        [505],
        b"GET /agenda HTTP/2.0\r\nHost: a\r\n\r\n",
    ),
    "tunnel": ([400], b"CONNECT hub.test:443 HTTP/1.1\r\nHost: hub.test\r\n\r\n", GET),
    "everything": (
        [404, 200],
        b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n" + GET,
    ),
    "not ASCII": (
        [400],
        b"GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n" + GET,
    ),
    "escaped, not UTF-8": (
        [404, 200],
        b"GET /%ff%fe?%ff HTTP/1.1\r\nHost: a\r\n\r\n" + GET,
    ),
    "waiting to be told to go on": (
        [100, 404, 200],
        b"POST /else HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n",
        b"abc" + GET,
    ),
    "nothing": (
        [],
        b"",
    ),
    "a part only": (
        [],
        GET[:40],
    ),
}


@pytest.mark.parametrize("name", STREAMS)
def test_what_is_known_changes_no_answer(both: tuple[Wired, Wired], name: str) -> None:
    expected, *pieces = STREAMS[name]
    assert statuses(same(both, *pieces)) == expected


PARTS = (GET, PLAIN, HEAD, ELSE, post(b"abc"), post(GET), chunked(b"abc", GET), GET + GET, PLAIN * 9, b"\r\n")


@pytest.mark.parametrize("seed", range(25))
def test_wherever_it_is_cut_a_stream_means_the_same(both: tuple[Wired, Wired], seed: int) -> None:
    dice = random.Random(seed)
    stream = b"".join(dice.choices(PARTS, k=dice.randint(1, 12)))
    if seed % 5 == 0:  # and with an odd byte somewhere
        place = dice.randrange(len(stream))
        stream = stream[:place] + bytes([dice.randrange(256)]) + stream[place:]
    cuts = sorted(dice.randrange(len(stream)) for _ in range(dice.randint(0, 6)))
    pieces = [stream[begin:end] for begin, end in pairwise([0, *cuts, len(stream)]) if end > begin]
    assert same(both, *pieces) == same(both, stream)


def test_every_answer_tells_the_second_it_is_and_nothing_of_the_server(both: tuple[Wired, Wired]) -> None:
    for request in (GET, ELSE, known("W/0"), b"garbage\r\n\r\n", GET.replace(b"Host", b"Toast")):
        with both[0].connect() as reader:
            before = int(time.time())
            reader.sendall(request)
            reader.shutdown(socket.SHUT_WR)
            said = rest(reader)
        dates = re.findall(rb"\r\ndate: ([^\r]+)\r\n", said)
        assert len(dates) == 1
        assert before <= parsedate_to_datetime(dates[0].decode()).timestamp() <= time.time()
        assert b"server:" not in said.lower()


def test_another_state_gives_another_answer_on_the_same_connection(house: House) -> None:
    house.ask()
    with Wired(house).open() as wired, wired.connect() as reader:
        etags = []
        for turn in range(4):
            if turn == 2:
                house.publish()
                house.later()
                house.ask()
            wired.tell(reader, HEAD)
            etags.append(re.findall(rb"etag: (\S+)", reader.recv(4096))[0].decode())
        assert etags[0] == etags[1] != etags[2] == etags[3] == house.ask()
        assert wired.known == 2


def test_who_does_not_read_waits_and_costs_no_memory(house: House) -> None:
    house.ask()
    with Wired(house).open() as wired, wired.connect() as reader:
        wired.ask(PLAIN)
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16384)
        reader.setblocking(False)
        sent = 0
        while select([], [reader], [], 0.2)[1]:  # until nobody takes more
            sent += reader.send((PLAIN * 2000)[sent % len(PLAIN) :])
        (wire,) = wired.state.connections
        assert wire.transport.get_write_buffer_size() < 200_000
        assert len(wire._held) <= 1_000_000  # type: ignore[union-attr]
        assert not wire.pipeline  # type: ignore[union-attr]
        reader.setblocking(True)
        reader.sendall(PLAIN[sent % len(PLAIN) :] if sent % len(PLAIN) else b"")
        Thread(target=reader.shutdown, args=(socket.SHUT_WR,)).start()
        assert rest(reader).count(b"HTTP/1.1 200 OK\r\n") == -(-sent // len(PLAIN))


def slow(go: Event) -> Any:
    """An application that waits."""

    def application(environ: Environment, start_response: StartResponse) -> Iterable[bytes]:
        assert go.wait(PATIENCE)
        return echo(environ, start_response)

    return application


def test_who_asks_ahead_is_heard_one_by_one(house: House) -> None:
    house.keeper.stamp()
    go = Event()
    with Wired(house, slow(go)).open() as wired, wired.connect() as reader:
        reader.settimeout(0.3)
        with suppress(TimeoutError):
            for _ in range(100):
                reader.sendall(ELSE * 1000)
        (wire,) = wired.state.connections
        assert (len(wired.state.tasks), len(wire.pipeline)) == (1, 0)  # type: ignore[union-attr]
        assert 0 < len(wire._held) < 1_000_000  # type: ignore[union-attr]
        go.set()


def test_who_said_all_still_gets_the_answer(house: House) -> None:
    house.keeper.stamp()
    go = Event()
    with Wired(house, slow(go)).open() as wired, wired.connect() as reader:
        wired.tell(reader, ELSE + ELSE)
        reader.shutdown(socket.SHUT_WR)
        go.set()
        assert statuses(rest(reader)) == [404, 404]


def test_who_leaves_while_it_is_made_disturbs_nobody(house: House, caplog: pytest.LogCaptureFixture) -> None:
    house.keeper.stamp()
    go = Event()
    with Wired(house, slow(go)).open() as wired:
        with wired.connect() as reader:
            wired.tell(reader, post(b"abc") + ELSE + ELSE)
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # in anger
        wired.wait(lambda: not wired.state.connections)
        go.set()
        assert statuses(wired.ask(ELSE)) == [404]
    assert caplog.text == ""


def test_an_application_that_breaks_tells_a_stranger_nothing(house: House, caplog: pytest.LogCaptureFixture) -> None:
    house.keeper.stamp()

    def broken(environ: Environment, start_response: StartResponse) -> Iterable[bytes]:
        raise RuntimeError("the secret")

    with Wired(house, broken).open() as wired:
        said = wired.ask(ELSE)
    assert statuses(said) == [500]
    assert b"secret" not in said
    assert "the secret" in caplog.text


# limits

ENDLESS = {
    "a head": (431, b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X-Odd: 1\r\n" * 2000),
    "one field": (431, b"GET / HTTP/1.1\r\nHost: a\r\nX-Odd: " + b"1" * 20_000),
    "an address": (431, b"GET /" + b"a" * 20_000),
    "blank lines": (431, b"\r\n" * 10_000),
    "trailers": (431, CHUNKED + b"0\r\n" + b"X-Odd: 1\r\n" * 2000),
    "one trailer": (431, CHUNKED + b"1\r\na\r\n0\r\nX-Odd: " + b"1" * 30_000),
    "a chunk's extension": (431, CHUNKED + b"1;" + b"a" * 20_000),
    "a body": (413, POST % (MOST_BODY + 1, bytes(MOST_BODY + 1))),
    "chunks": (413, CHUNKED + b"ffff\r\n%b\r\n" % bytes(0xFFFF) * 20),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_has_no_end_is_refused(both: tuple[Wired, Wired], name: str) -> None:
    status, said = ENDLESS[name]
    with both[0].connect() as reader:
        with suppress(OSError):
            reader.sendall(said)
        assert statuses(rest(reader)) == [status]
    assert statuses(both[0].ask(GET)) == [200]


def test_a_head_at_the_limit_is_heard(both: tuple[Wired, Wired]) -> None:
    head = ELSE[:-2] + b"X-Odd: " + b"1" * (Limits().head - len(ELSE) - 9) + b"\r\n\r\n"
    assert len(head) == Limits().head
    assert statuses(same(both, head)) == [404]
    assert statuses(same(both, head.replace(b"11", b"111", 1))) == [431]


SOON = {"look_every": 0.01, "head_within": 0.03, "body_within": 0.03, "idle": 0.03, "stalled": 0.03, "farewell": 0.03}


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ((), []),
        ((GET,), [200]),
        ((GET, PLAIN, GET), [200, 200, 200]),
        ((b"GET / HTT",), [408]),
        ((GET, b"GET / HTT"), [200, 408]),
        ((b"\r\n",), [408]),
        ((POST % (3, b"a"),), [408]),
        ((b"GET /agenda HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n",), [200]),
        ((b"garbage\r\n\r\n",), [400]),
    ],
)
def test_who_takes_too_long_is_sent_away(house: House, pieces: tuple[bytes, ...], expected: list[int]) -> None:
    house.ask()
    with Wired(house, **SOON).open() as wired, wired.connect() as reader:
        for piece in pieces:
            reader.sendall(piece)
        assert statuses(rest(reader)) == expected
        wired.wait(lambda: not wired.state.connections)


def test_a_head_that_drips_is_not_waited_for(house: House) -> None:
    house.ask()
    with Wired(house, **SOON).open() as wired, wired.connect() as reader:
        with suppress(OSError):
            reader.sendall(b"GET /agenda HTTP/1.1\r\nX: ")
            for _number in range(10_000):
                reader.sendall(b"A")
                if select([reader], [], [], 0.002)[0]:
                    break
        assert statuses(rest(reader)) == [408]


def test_who_takes_nothing_is_let_go(house: House) -> None:
    house.ask()
    with Wired(house, **SOON).open() as wired, wired.connect() as reader:
        reader.setblocking(False)
        with suppress(BlockingIOError):
            for _ in range(1000):
                reader.send(PLAIN * 1000)
        wired.wait(lambda: not wired.state.connections)


def test_more_than_enough_readers_are_sent_away_and_come_back(house: House) -> None:
    house.ask()
    with Wired(house, connections=2).open() as wired:
        with wired.connect() as first, wired.connect() as second:
            for reader in (first, second):
                wired.tell(reader, GET)
            with wired.connect() as third:
                assert statuses(rest(third)) == [503]
            wired.wait(lambda: len(wired.state.connections) == 2)
        wired.wait(lambda: not wired.state.connections)
        assert statuses(wired.ask(GET)) == [200]


@pytest.mark.parametrize(
    ("waiting", "seconds", "crowded", "expected"),
    [
        (Waiting.REQUEST, 29, False, Verdict.STAY),
        (Waiting.REQUEST, 30, False, Verdict.CLOSE),
        (Waiting.REQUEST, 2, True, Verdict.CLOSE),
        (Waiting.HEAD, 9, True, Verdict.STAY),
        (Waiting.HEAD, 10, False, Verdict.TIMEOUT),
        (Waiting.BODY, 60, False, Verdict.TIMEOUT),
        (Waiting.ANSWER, 3600, True, Verdict.STAY),
        (Waiting.READER, 29, False, Verdict.STAY),
        (Waiting.READER, 30, False, Verdict.ABORT),
        (Waiting.FAREWELL, 4, False, Verdict.STAY),
        (Waiting.FAREWELL, 5, False, Verdict.ABORT),
        (Waiting.FAREWELL, 1, True, Verdict.ABORT),
        (Waiting.END, 30, False, Verdict.ABORT),
    ],
)
def test_how_long_is_waited(waiting: Waiting, seconds: float, crowded: bool, expected: Verdict) -> None:
    assert verdict(waiting, seconds, Limits(), crowded=crowded) is expected


def test_half_of_the_connections_is_a_crowd() -> None:
    assert [Limits(connections=10).crowded(number) for number in (5, 6)] == [False, True]
