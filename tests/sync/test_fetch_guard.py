"""Where a visit may go: judged on the address really connected to."""

import socket
import ssl
from typing import Any

import pytest

from sync.fetching import connections
from tests.sync.asking import NOW, ask, failure, fetcher_for, resolving
from tests.sync.servers import CERTIFICATE, Server, moved, ok, serving


@pytest.fixture
def server() -> Any:
    with serving(lambda exchange: exchange.send(ok())) as running:
        yield running


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "0x7f.1",
        "0177.0.0.1",
        "2130706433",
        "0",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "[::1]",
        "[::7f00:1]",
        "[::ffff:7f00:1]",
        "[::ffff:127.0.0.1]",
    ],
)
def test_odd_spellings_of_inside_are_refused(server: Server, host: str) -> None:
    found = failure(fetcher_for(), f"http://{host}:{server.port}/")
    assert found.code in ("forbidden-address", "dns", "bad-url")
    assert server.heads == []


@pytest.mark.parametrize("host", ["169.254.169.254", "[fd00:ec2::254]", "10.0.0.1", "[fe80::1]", "224.0.0.1"])
def test_addresses_inside_are_refused_before_connecting(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setattr(connections, "_connect", None)
    found = failure(fetcher_for(), f"http://{host}/latest/meta-data")
    assert (found.code, found.phase) == ("forbidden-address", "connect")
    assert host.strip("[]") in found.detail


def test_a_listed_host_is_listed_as_written(server: Server) -> None:
    assert fetcher_for(allow=frozenset({"localhost"})).get(f"http://localhost:{server.port}/", now=NOW).status == 200
    assert failure(fetcher_for(allow=frozenset({"localhost"})), server.url()).code == "forbidden-address"
    other_port = frozenset({f"127.0.0.1:{server.port + 1}"})
    assert failure(fetcher_for(allow=other_port), server.url()).code == "forbidden-address"


def test_webcal_of_a_listed_host_works(server: Server) -> None:
    assert fetcher_for(server).get(f"webcal://{server.authority}/a.ics", now=NOW).status == 200


def test_a_redirect_from_a_listed_host_opens_no_other(server: Server) -> None:
    with serving(lambda exchange: exchange.send(moved(server.url()))) as first:
        found = failure(fetcher_for(first), first.url())
    assert (found.code, found.phase, server.heads) == ("forbidden-address", "connect", [])


def test_a_name_with_one_address_inside_is_tried_on_the_others_only(
    monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    tried: list[str] = []

    def connect(family: int, address: tuple[Any, ...], *_: Any, **__: Any) -> socket.socket:
        tried.append(address[0])
        sock = socket.socket()
        sock.connect(("127.0.0.1", server.port))
        return sock

    resolving(monkeypatch, ["10.0.0.1", "2001:db8::1", "8.8.8.8"])
    monkeypatch.setattr(connections, "_connect", connect)
    assert fetcher_for().get("http://cantine.example/", now=NOW).status == 200
    assert tried == ["8.8.8.8"]


def test_a_name_is_asked_once_so_that_a_changed_answer_is_judged_too(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = resolving(monkeypatch, ["127.0.0.1"], ["8.8.8.8"])
    assert failure(fetcher_for(), "http://cantine.example/").code == "forbidden-address"
    assert asked == ["cantine.example"]


def test_a_name_that_turns_inside_on_the_second_visit_is_refused(
    monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(connections, "refusal", lambda address: "")
        resolving(patch, ["127.0.0.1"])
        assert fetcher_for().get(f"http://cantine.example:{server.port}/", now=NOW).status == 200
    resolving(monkeypatch, ["127.0.0.1"])
    assert failure(fetcher_for(), f"http://cantine.example:{server.port}/").code == "forbidden-address"
    assert len(server.heads) == 1


def test_the_peer_is_judged_even_when_the_address_looked_right(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    verdicts = iter(["", "loopback, RFC 1122", "loopback, RFC 1122"])
    monkeypatch.setattr(connections, "refusal", lambda address: next(verdicts))
    resolving(monkeypatch, ["127.0.0.1"])
    assert failure(fetcher_for(), f"http://cantine.example:{server.port}/").code == "forbidden-address"
    assert server.heads in ([], [""])


def test_the_next_address_is_tried_when_one_does_not_answer(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    resolving(monkeypatch, ["127.0.0.2", "::1", "127.0.0.1"])
    name = f"cantine.example:{server.port}"
    assert fetcher_for(allow=frozenset({name})).get(f"http://{name}/", now=NOW).status == 200


def test_an_ipv6_address_keeps_its_end(server: Server) -> None:
    try:
        with serving(lambda exchange: exchange.send(ok()), host="::1") as there:
            assert ask(there).status == 200
    except OSError:
        pytest.skip("no IPv6 on this machine")


def test_the_certificate_is_judged_by_name() -> None:
    with serving(lambda exchange: exchange.send(ok()), tls=True) as there:
        found = failure(fetcher_for(there), there.url())
    assert (found.code, found.phase) == ("tls", "tls")
    assert "self-signed certificate" in found.detail
    assert there.heads == []


def test_tls_asks_for_the_name_of_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, ["127.0.0.1"])
    with serving(lambda exchange: exchange.send(ok()), tls=True) as there:
        for name, code in (("cantine.test", None), ("other.test", "tls")):
            fetcher = fetcher_for(allow=frozenset({name}))
            fetcher._tls = ssl.create_default_context(cafile=CERTIFICATE)
            url = f"https://{name}:{there.port}/"
            if code is None:
                assert fetcher.get(url, now=NOW).status == 200
            else:
                assert "certificate is not valid for" in failure(fetcher, url).detail
    assert there.names == ["cantine.test", "other.test"]


def test_a_port_without_tls_is_told(server: Server) -> None:
    with serving(lambda exchange: exchange.send(b"HTTP/1.1 400 Bad\r\n\r\n"), raw=True) as there:
        found = failure(fetcher_for(there), there.url().replace("http:", "https:"))
    assert (found.code, found.detail) == ("tls", f"{there.authority}, no TLS on this port")


def test_a_connection_closed_in_the_handshake_is_told() -> None:
    with serving(lambda exchange: exchange.drop(), raw=True) as there:
        found = failure(fetcher_for(there), there.url().replace("http:", "https:"))
    assert (found.code, found.phase) == ("tls", "tls")
