"""Servers that are absent, break off, or speak no HTTP: each ends in a reason a person understands."""

import gzip
import socket

import pytest

from federation.domain.reasons import FAILURES
from tests.sync.asking import NOW, failure, fetcher_for
from tests.sync.servers import chunked, ok, serving

HEAD = b"HTTP/1.1 200 OK\r\n"
BODY = b"BEGIN:VCALENDAR\r\n" * 100

CODES = [
    "dns",
    "refused",
    "unreachable",
    "timeout-connect",
    "timeout-read",
    "timeout-total",
    "tls",
    "forbidden-address",
    "bad-url",
    "scheme",
    "redirect-loop",
    "too-many-redirects",
    "not-found",
    "gone",
    "forbidden",
    "too-many-requests",
    "server-error",
    "http-status",
    "too-large",
    "too-large-decoded",
    "cut-off",
    "no-answer",
    "encoding",
    "protocol",
]


@pytest.mark.parametrize("code", CODES)
def test_each_reason_has_a_sentence_in_both_languages(code: str) -> None:
    words = FAILURES[code]
    assert "{value}" in words.fr
    assert "{value}" in words.en
    assert "restent publiées" in words.fr
    assert "stay published" in words.en


def test_a_closed_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        name = f"127.0.0.1:{closed.getsockname()[1]}"
    found = failure(fetcher_for(allow=frozenset({name})), f"http://{name}/")
    assert (found.code, found.phase, found.permanent) == ("refused", "connect", False)


def test_a_name_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    found = failure(fetcher_for(), "https://cantine.invalid/agenda.ics")
    assert (found.code, found.phase, found.detail) == ("dns", "resolve", "cantine.invalid")


def test_a_network_that_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(sock: socket.socket, address: object) -> None:
        raise OSError(113, "No route to host")

    monkeypatch.setattr("sync.fetching.connections.socket.socket.connect", connect)
    found = failure(fetcher_for(), "https://8.8.8.8/")
    assert (found.code, found.detail) == ("unreachable", "8.8.8.8, 8.8.8.8")


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-",
        HEAD + b"Content-Type: text/calendar\r\n",
        ok(BODY)[:-1],
        HEAD + b"Content-Length: 10\r\n\r\n",
        chunked(BODY, end=b""),
        chunked(BODY, end=b"64\r\nBEGIN"),
        ok(gzip.compress(BODY, mtime=0)[:-1], "Content-Encoding: gzip"),
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(BODY, mtime=0)[:40],
        chunked(gzip.compress(BODY, mtime=0)[:40], fields="Content-Encoding: gzip\r\n"),
    ],
    ids=[
        "in a field",
        "in the header",
        "in the last byte",
        "before the body",
        "before the last chunk",
        "in a chunk",
        "gzip with a length",
        "gzip to the end",
        "gzip in chunks",
    ],
)
def test_an_answer_that_breaks_off(answer: bytes) -> None:
    with serving(lambda exchange: exchange.send(answer)) as server:
        found = failure(fetcher_for(server), server.url())
    assert found.code == "cut-off"


def test_a_connection_that_closes_without_a_word() -> None:
    with serving(lambda exchange: exchange.send(b"")) as server:
        found = failure(fetcher_for(server), server.url())
        assert (found.code, found.detail, found.permanent) == ("no-answer", server.authority, False)


def test_a_connection_that_is_reset() -> None:
    with serving(lambda exchange: exchange.send(HEAD + b"\r\nBEGIN") and exchange.reset()) as server:
        assert failure(fetcher_for(server), server.url()).code == "cut-off"
    with serving(lambda exchange: exchange.reset()) as server:
        assert failure(fetcher_for(server), server.url()).code == "cut-off"


@pytest.mark.parametrize(
    ("coding", "body"),
    [("br", b"x"), ("gzip, gzip", b"x"), ("gzip", BODY), ("deflate", b"\xff" * 100)],
    ids=["br", "twice", "plain", "noise"],
)
def test_a_coding_that_cannot_be_undone(coding: str, body: bytes) -> None:
    with serving(lambda exchange: exchange.send(ok(body, f"Content-Encoding: {coding}"))) as server:
        found = failure(fetcher_for(server), server.url())
    assert (found.code, found.phase) == ("encoding", "decode")
    assert coding in found.detail


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"\x00\x01\x02\x03\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 20000 OK\r\n\r\n",
        HEAD + b"X: " + b"x" * 70_000 + b"\r\n\r\n",
        HEAD + b"X: x\r\n" * 10_000 + b"\r\n",
        HEAD + (b"X: " + b"x" * 10_000 + b"\r\n") * 50 + b"\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 50_000,
        b"HTTP/1.1 " + b"1" * 5_000_000,
        HEAD + b"Content-Length: 5, 6\r\n\r\nBEGIN",
        HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\nBEGIN",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"0" * 5_000_000,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nBEGIN\r\n0\r\n\r\n",
    ],
    ids=[
        "ssh",
        "zeros",
        "status abc",
        "status 20000",
        "long line",
        "10 000 lines",
        "500 kB of lines",
        "100 for ever",
        "long status line",
        "two lengths",
        "unknown transfer coding",
        "chunk of xyz",
        "endless chunk size",
        "negative chunk",
    ],
)
def test_what_is_no_http(answer: bytes) -> None:
    with serving(lambda exchange: exchange.send(answer)) as server:
        found = failure(fetcher_for(server), server.url())
    assert found.code == "protocol"


def test_a_broken_field_among_good_ones_is_passed_over() -> None:
    answer = HEAD + b'Content-Type: text/calendar\r\nno colon here\r\nETag: "7"\r\n\r\n' + BODY
    with serving(lambda exchange: exchange.send(answer)) as server:
        fetcher_for(server).get(server.url(), now=NOW)
