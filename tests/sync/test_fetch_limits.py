"""What a visit may cost: time at each stage, bytes before and after decompression, places per host."""

import gzip
import socket
import threading
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest

from federation.errors import FetchError
from sync.fetching.visit import Limits, Visit
from tests.sync.asking import NOW, ask, failure, fetcher_for
from tests.sync.servers import Exchange, chunked, moved, ok, serving

HEAD = b"HTTP/1.1 200 OK\r\n"


def bomb(megabytes: int) -> bytes:
    """gzip of so many megabytes of nothing, cheap to make: one flushed block, again and again."""
    engine = zlib.compressobj(9, wbits=-15)
    block = engine.compress(b"\0" * 1_000_000) + engine.flush(zlib.Z_FULL_FLUSH)
    return gzip.compress(b"", mtime=0)[:10] + block * megabytes


@pytest.mark.parametrize(
    "handle",
    [
        lambda exchange: exchange.hang(),
        lambda exchange: exchange.drip(ok(b"x", "X-Long: " + "x" * 500)),
        lambda exchange: exchange.drip(ok(b"x" * 500)),
        lambda exchange: exchange.drip(chunked(b"x" * 500)),
        lambda exchange: exchange.drip(b"HTTP/1.1 100 Continue\r\n\r\n" * 50),
        lambda exchange: exchange.send(HEAD + b"\r\nBEGIN") and exchange.hang(),
    ],
    ids=["silent", "slow header", "slow body", "slow chunks", "slow 100 Continue", "stopped in the body"],
)
def test_a_slow_server_cannot_outlast_the_total(handle: Callable[[Exchange], object]) -> None:
    began = monotonic()
    with serving(handle) as server:
        found = failure(fetcher_for(server, total=0.3), server.url())
    assert found.code == "timeout-total"
    assert "0.3 s" in found.detail
    assert 0.25 < monotonic() - began < 3


@pytest.mark.parametrize(("total", "told"), [(19.9998, "20 s"), (7.25, "7.2 s"), (0.04, "0.04 s")])
def test_how_long_it_took_is_told_in_seconds_that_people_count(total: float, told: str) -> None:
    limit = timedelta(seconds=total)
    visit = Visit(
        Limits(connect=limit, read=limit, total=limit, received=1, decoded=1), place="cantine.example", began=-3600.0
    )
    with pytest.raises(FetchError) as caught:
        visit.left()
    assert caught.value.detail == f"cantine.example, {told}"


def test_a_slow_handshake_cannot_outlast_the_total() -> None:
    with serving(lambda exchange: exchange.hang(), raw=True) as server:
        found = failure(fetcher_for(server, total=0.3), server.url().replace("http:", "https:"))
    assert (found.code, found.phase) == ("timeout-total", "tls")


def test_redirects_share_one_total() -> None:
    def handle(exchange: Exchange) -> None:
        exchange.pause(0.15)
        exchange.send(moved(exchange.path + "a"))

    with serving(handle) as server:
        assert failure(fetcher_for(server, total=0.3), server.url()).code == "timeout-total"


def test_silence_has_its_own_limit() -> None:
    with serving(lambda exchange: exchange.hang()) as server:
        found = failure(fetcher_for(server, read=0.1), server.url())
    assert (found.code, found.phase) == ("timeout-read", "request")
    with serving(lambda exchange: exchange.send(HEAD + b"\r\nBEGIN") and exchange.hang()) as server:
        found = failure(fetcher_for(server, read=0.1), server.url())
    assert (found.code, found.phase) == ("timeout-read", "read")


def test_a_handshake_without_answer_is_a_connection_too_late() -> None:
    with serving(lambda exchange: exchange.hang(), raw=True) as server:
        found = failure(fetcher_for(server, connect=0.1), server.url().replace("http:", "https:"))
    assert (found.code, found.phase) == ("timeout-connect", "tls")


def test_a_full_queue_of_connections_is_a_connection_too_late() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        waiting = [socket.socket() for _ in range(4)]
        for sock in waiting:
            sock.setblocking(False)
            sock.connect_ex(full.getsockname())
        name = f"127.0.0.1:{full.getsockname()[1]}"
        found = failure(fetcher_for(connect=0.1, allow=frozenset({name})), f"http://{name}/")
        for sock in waiting:
            sock.close()
    assert (found.code, found.phase) == ("timeout-connect", "connect")


@pytest.mark.parametrize(("limits", "code"), [({"connect": 0.1}, "timeout-connect"), ({"total": 0.1}, "timeout-total")])
def test_a_name_server_that_says_nothing(monkeypatch: pytest.MonkeyPatch, limits: dict[str, float], code: str) -> None:
    answered = threading.Event()

    def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        answered.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    found = failure(fetcher_for(**limits), "https://cantine.example/")  # type: ignore[arg-type]
    answered.set()
    assert (found.code, found.phase) == (code, "resolve")


@pytest.mark.parametrize(
    "answer",
    [
        ok(b"x" * 1001),
        HEAD + b"Content-Length: 1" + b"0" * 30 + b"\r\n\r\n",
        HEAD + b"\r\n" + b"x" * 5000,
        chunked(*[b"x" * 300] * 4),
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"fffffff\r\n" + b"x" * 50_000,
    ],
    ids=["length", "astronomical length", "until it closes", "chunks", "one huge chunk"],
)
def test_too_many_bytes(answer: bytes) -> None:
    with serving(lambda exchange: exchange.send(answer)) as server:
        found = failure(fetcher_for(server, received=1000), server.url())
    assert found.code == "too-large"
    assert "0.001 MB" in found.detail


def test_exactly_as_many_bytes_as_allowed() -> None:
    with serving(lambda exchange: exchange.send(ok(b"x" * 1000))) as server:
        assert ask(server, received=1000, decoded=1000).received == 1000


def test_an_endless_body_stops_at_the_limit() -> None:
    def handle(exchange: Exchange) -> None:
        exchange.send(HEAD + b"\r\n")
        while exchange.send(b"x" * 65536):
            pass

    with serving(handle) as server:
        assert failure(fetcher_for(server), server.url()).code == "too-large"


def test_too_many_bytes_after_decompression() -> None:
    body = gzip.compress(b"x" * 100_001, mtime=0)
    with serving(lambda exchange: exchange.send(ok(body, "Content-Encoding: gzip"))) as server:
        found = failure(fetcher_for(server, decoded=100_000), server.url())
    assert (found.code, found.phase) == ("too-large-decoded", "decode")
    assert "0.1 MB" in found.detail


def test_a_gzip_bomb_costs_no_more_than_its_limit() -> None:
    answer = ok(bomb(1000), "Content-Encoding: gzip")
    assert len(answer) < 1_100_000
    with serving(lambda exchange: exchange.send(answer)) as server:
        fetcher = fetcher_for(server, received=2_000_000)
        tracemalloc.start()
        found = failure(fetcher, server.url())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert found.code == "too-large-decoded"
    assert most < 15_000_000


def test_framing_is_not_free() -> None:
    answer = chunked(*[b"x"] * 200_000)
    with serving(lambda exchange: exchange.send(answer)) as server:
        assert failure(fetcher_for(server), server.url()).code == "protocol"


def test_a_trailer_is_not_free() -> None:
    end = b"0\r\n" + b"X: " + b"x" * 3_000_000
    with serving(lambda exchange: exchange.send(chunked(b"x", end=end))) as server:
        assert failure(fetcher_for(server), server.url()).code == "protocol"


class Crowd:
    """Counts who is inside at once, and lets them go when `most` have come or the patience is over."""

    def __init__(self) -> None:
        self.inside = 0
        self.most = 0
        self.lock = threading.Lock()

    def handle(self, exchange: Exchange) -> None:
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        exchange.pause(0.03)
        with self.lock:
            self.inside -= 1
        exchange.send(ok())


def visit_together(visits: list[Callable[[], object]]) -> None:
    threads = [threading.Thread(target=visit) for visit in visits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_host_gets_two_visits_at_once() -> None:
    crowd = Crowd()
    with serving(crowd.handle) as server:
        fetcher = fetcher_for(server)
        visit_together([lambda: fetcher.get(server.url(), now=NOW)] * 6)
    assert (crowd.most, len(server.heads)) == (2, 6)


def test_hosts_do_not_wait_for_each_other() -> None:
    both = threading.Barrier(2, timeout=5)

    def handle(exchange: Exchange) -> None:
        both.wait()
        exchange.send(ok())

    with serving(handle) as one, serving(handle) as other:
        fetcher = fetcher_for(one, other, per_host=1)
        visit_together([lambda: fetcher.get(one.url(), now=NOW), lambda: fetcher.get(other.url(), now=NOW)])
    assert not both.broken


def test_waiting_for_a_place_counts() -> None:
    failures: list[str] = []

    def visit() -> None:
        try:
            fetcher.get(server.url(), now=NOW)
        except FetchError as error:
            failures.append(error.code)

    with serving(lambda exchange: exchange.hang()) as server:
        fetcher = fetcher_for(server, total=0.2, per_host=1)
        visit_together([visit] * 3)
    assert failures == ["timeout-total"] * 3
    assert fetcher._slots._taken == {}
