"""One visit that goes well: questions, answers, validators, redirects."""

import gzip
import zlib
from datetime import timedelta

import pytest

from federation.settings import read_settings
from sync.fetch import Fetcher, fetcher_from
from tests.sync.asking import NOW, ask, failure, fetcher_for
from tests.sync.servers import Exchange, chunked, fields_of, moved, ok, serving

BODY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def test_an_answer_tells_what_the_server_said() -> None:
    answer = ok(
        BODY,
        "Content-Type: text/calendar; charset=UTF-8",
        'ETag: W/"7"',
        "Last-Modified: Sun, 22 Nov 2026 08:00:00 GMT",
        "Cache-Control: max-age=600",
        "Set-Cookie: a=b",
    )
    with serving(lambda exchange: exchange.send(answer)) as server:
        found = ask(server)
    assert (found.status, found.body, found.url) == (200, BODY, server.url())
    assert (found.media_type, found.charset) == ("text/calendar", "utf-8")
    assert (found.etag, found.last_modified) == ('W/"7"', "Sun, 22 Nov 2026 08:00:00 GMT")
    assert (found.max_age, found.retry_after) == (timedelta(minutes=10), None)
    assert (found.received, found.not_modified, found.moved_to) == (len(BODY), False, "")
    assert timedelta(0) < found.elapsed < timedelta(seconds=10)


def test_the_hub_says_who_it_is_and_nothing_more() -> None:
    with serving(lambda exchange: exchange.send(ok())) as server:
        fetcher_for(server).get(server.url("/a?b#c"), accept="text/calendar", now=NOW)
    assert server.heads[0].startswith("GET /a?b HTTP/1.1\r\n")
    assert fields_of(server.heads[0]) == {
        "host": server.authority,
        "user-agent": "cantines/test",
        "accept": "text/calendar",
        "accept-encoding": "gzip, deflate",
        "connection": "close",
    }


def test_settings_make_the_fetcher() -> None:
    settings = read_settings({"CANTINES_PUBLIC_URL": "https://agenda.example", "CANTINES_TOTAL_TIMEOUT": "5"})
    with serving(lambda exchange: exchange.send(ok())) as server:
        open_settings = read_settings(
            {"CANTINES_PUBLIC_URL": "https://agenda.example", "CANTINES_ALLOW_HOSTS": server.authority}
        )
        fetcher_from(open_settings, contact="bonjour@agenda.example", version="1.2").get(server.url(), now=NOW)
        refused = failure(fetcher_from(settings, contact="é’", version="1.2"), server.url())
    assert fields_of(server.heads[0])["user-agent"] == "cantines/1.2 (+https://agenda.example; bonjour@agenda.example)"
    assert refused.code == "forbidden-address"


def test_the_environment_proxy_counts_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with serving(lambda exchange: exchange.send(ok(BODY))) as server:
        assert ask(server).body == BODY


def test_an_unchanged_source_costs_no_body() -> None:
    answer = b'HTTP/1.1 304 Not Modified\r\nETag: "8"\r\nCache-Control: max-age=60\r\n\r\n'
    with serving(lambda exchange: exchange.send(answer)) as server:
        found = fetcher_for(server).get(server.url(), etag='"7"', last_modified="yesterday", now=NOW)
    sent = fields_of(server.heads[0])
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"7"', "yesterday")
    assert (found.not_modified, found.status, found.body) == (True, 304, b"")
    assert (found.etag, found.last_modified, found.max_age) == ('"8"', "yesterday", timedelta(minutes=1))


def test_304_without_a_question_is_no_answer() -> None:
    with serving(lambda exchange: exchange.send(b"HTTP/1.1 304 Not Modified\r\n\r\n")) as server:
        assert failure(fetcher_for(server), server.url()).code == "http-status"


@pytest.mark.parametrize(
    ("coding", "body"),
    [("gzip", gzip.compress(BODY, mtime=0)), ("deflate", zlib.compress(BODY)), ("deflate", zlib.compress(BODY)[2:-4])],
    ids=["gzip", "zlib", "raw"],
)
def test_compression_is_undone(coding: str, body: bytes) -> None:
    with serving(lambda exchange: exchange.send(ok(body, f"Content-Encoding: {coding}"))) as server:
        found = ask(server)
    assert (found.body, found.received) == (BODY, len(body))


@pytest.mark.parametrize(
    "answer",
    [
        chunked(BODY[:5], BODY[5:]),
        chunked(
            gzip.compress(BODY, mtime=0)[:9], gzip.compress(BODY, mtime=0)[9:], fields="Content-Encoding: gzip\r\n"
        ),
        chunked(BODY, end=b"0;ext=1\r\nTrailer: x\r\n\r\n"),
        b"HTTP/1.0 200 OK\r\n\r\n" + BODY,
        b"HTTP/1.1 200\r\nContent-Type: nonsense\r\n\r\n" + BODY,
        b"HTTP/1.1 100 Continue\r\n\r\n" + ok(BODY),
        ok(BODY) + b"and more than was said",
    ],
    ids=["chunks", "gzip in chunks", "trailer", "HTTP 1.0", "no reason", "100 Continue", "more than said"],
)
def test_servers_of_every_age(answer: bytes) -> None:
    with serving(lambda exchange: exchange.send(answer)) as server:
        assert ask(server).body == BODY


def test_an_empty_body_and_a_page_are_not_fetch_s_business() -> None:
    with serving(lambda exchange: exchange.send(ok(b"", "Content-Encoding: gzip"))) as server:
        assert ask(server).body == b""
    with serving(lambda exchange: exchange.send(ok(b"<html>", "Content-Type: text/html"))) as server:
        assert ask(server).media_type == "text/html"


def test_the_same_question_twice_gives_the_same_answer() -> None:
    with serving(lambda exchange: exchange.send(ok(BODY))) as server:
        first, second = ask(server), ask(server)
    assert first.body == second.body
    assert server.heads[0] == server.heads[1]


def test_a_closed_fetcher_has_nothing_left_to_close() -> None:
    with serving(lambda exchange: exchange.send(ok())) as server:
        fetcher: Fetcher = fetcher_for(server)
        fetcher.get(server.url(), now=NOW)
        fetcher.close()


def route(exchange: Exchange) -> None:
    """/N redirects to /N-1 with the status in the query, /0 answers."""
    number = int(exchange.path.split("?")[0][1:])
    status = int(exchange.path.partition("?")[2] or 302)
    exchange.send(moved(f"/{number - 1}?{status}", status, "Retry-After: 5") if number else ok(BODY))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int) -> None:
    with serving(route) as server:
        found = ask(server, f"/5?{status}")
    final = server.url(f"/0?{status}")
    assert (found.url, found.body) == (final, BODY)
    assert found.moved_to == (final if status in (301, 308) else "")
    assert found.retry_after == timedelta(seconds=5)


def test_the_sixth_redirect_is_one_too_many() -> None:
    with serving(route) as server:
        found = failure(fetcher_for(server), server.url("/6"))
    assert (found.code, found.phase) == ("too-many-redirects", "redirect")


def test_a_loop_is_seen_at_once() -> None:
    with serving(lambda exchange: exchange.send(moved("/b" if exchange.path == "/a" else "/a#x"))) as server:
        found = failure(fetcher_for(server), server.url("/a"))
    assert (found.code, found.phase, len(server.heads)) == ("redirect-loop", "redirect", 2)


def test_one_temporary_hop_is_enough_to_stay() -> None:
    def handle(exchange: Exchange) -> None:
        exchange.send({"/a": moved("/b", 301), "/b": moved("/c", 302)}.get(exchange.path, ok(BODY)))

    with serving(handle) as server:
        found = ask(server, "/a")
    assert (found.url, found.moved_to) == (server.url("/c"), "")


def test_validators_follow_on_the_same_host_only() -> None:
    with serving(lambda exchange: exchange.send(ok(BODY))) as other:
        there = other.url("/c").replace("127.0.0.1", "localhost")
        steps = {"/a": moved("/b"), "/b": moved(there)}
        with serving(lambda exchange: exchange.send(steps[exchange.path])) as server:
            allow = frozenset({server.authority, f"localhost:{other.port}"})
            fetcher_for(allow=allow).get(server.url("/a"), etag='"7"', now=NOW)
    assert ["if-none-match" in fields_of(head) for head in (*server.heads, *other.heads)] == [True, True, False]


def test_no_cookie_is_kept_from_hop_to_hop() -> None:
    steps = {"/a": moved("/b", 302, "Set-Cookie: a=b; Path=/")}
    with serving(lambda exchange: exchange.send(steps.get(exchange.path, ok(BODY)))) as server:
        ask(server, "/a")
    assert "cookie" not in fields_of(server.heads[1])


def test_a_location_may_be_written_in_utf_8() -> None:
    def handle(exchange: Exchange) -> None:
        location = "Location: /été.ics".encode()
        exchange.send(b"HTTP/1.1 302 Found\r\n" + location + b"\r\n\r\n" if exchange.path == "/a" else ok(BODY))

    with serving(handle) as server:
        assert ask(server, "/a").url == server.url("/%C3%A9t%C3%A9.ics")


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("ftp://cantine.example/a", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("http://name:secret@127.0.0.1/", "bad-url"),
        ("http://[", "bad-url"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(location: str, code: str) -> None:
    with serving(lambda exchange: exchange.send(moved(location))) as server:
        found = failure(fetcher_for(server), server.url())
    assert (found.code, found.phase, found.permanent) == (code, "redirect", False)
    assert "secret" not in str(found)


def test_the_body_of_a_redirect_is_never_read() -> None:
    def handle(exchange: Exchange) -> None:
        if exchange.path == "/a":
            exchange.send(b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 1000000000\r\n\r\nx")
            exchange.hang()
        else:
            exchange.send(ok(BODY))

    with serving(handle) as server:
        assert ask(server, "/a").body == BODY


@pytest.mark.parametrize(
    ("status", "code", "permanent"),
    [
        (401, "forbidden", False),
        (403, "forbidden", False),
        (404, "not-found", False),
        (410, "gone", True),
        (429, "too-many-requests", False),
        (500, "server-error", False),
        (503, "server-error", False),
        (202, "http-status", False),
        (206, "http-status", False),
        (302, "http-status", False),
        (418, "http-status", False),
    ],
)
def test_statuses_that_bring_nothing(status: int, code: str, permanent: bool) -> None:
    answer = ok(b"no", "Retry-After: 120", status=f"{status} Said")
    with serving(lambda exchange: exchange.send(answer)) as server:
        found = failure(fetcher_for(server), server.url())
    assert (found.code, found.status, found.permanent) == (code, status, permanent)
    assert found.retry_after == timedelta(minutes=2)
