"""Sites that loop, drip, lie and flood, with real sockets: discovery keeps within its bounds and says what it saw."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic

import pytest

from sync.discover import Discovery, discover
from sync.discovery import purse
from sync.discovery.signs import MOST_LINKS, signs
from tests.sync.asking import NOW, fetcher_for
from tests.sync.servers import Exchange, Server, moved, ok, serving
from tests.sync.web import calendar, page

HTML = "Content-Type: text/html; charset=utf-8"
GOOD = ok(calendar("Apéro")[0].encode(), "Content-Type: text/calendar")


def found(server: Server, **limits: float) -> Discovery:
    fetcher = fetcher_for(server, **limits)  # type: ignore[arg-type]
    return discover(fetcher, server.url("/"), NOW, total=timedelta(seconds=4))


def served(home: str, other: bytes = GOOD) -> dict[str, bytes]:
    return {"/": ok(home.encode(), HTML), "/tout.ics": other}


def answering(answers: dict[str, bytes]):  # type: ignore[no-untyped-def]
    return lambda exchange: exchange.send(answers.get(exchange.path, ok(b"", status="404 Not Found")))


ALTERNATE = "<link rel=alternate type=text/calendar href=/tout.ics>"


def test_redirects_that_go_round_are_a_reason() -> None:
    with serving(lambda exchange: exchange.send(moved("/b" if exchange.path == "/" else "/"))) as server:
        discovery = found(server)
    assert discovery.error is not None
    assert discovery.error.code == "redirect-loop"


def test_a_candidate_that_redirects_for_ever_costs_no_other() -> None:
    links = "<link rel=alternate type=text/calendar href=/rond.ics>"
    with serving(answering({**served(page(head=links + ALTERNATE)), "/rond.ics": moved("/rond.ics")})) as server:
        discovery = found(server)
    assert [one.upcoming for one in discovery.usable] == [1]


def test_a_candidate_that_drips_for_ever_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purse, "LONGEST", timedelta(seconds=0.5))
    links = "<link rel=alternate type=text/calendar href=/goutte.ics>"

    def answer(exchange: Exchange) -> None:
        if exchange.path == "/goutte.ics":
            exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/calendar\r\n\r\n")
            exchange.drip(b"BEGIN:VCALENDAR" * 1_000)
        else:
            answering(served(page(head=links + ALTERNATE)))(exchange)

    with serving(answer) as server:
        began = monotonic()
        discovery = found(server)
    assert monotonic() - began < 4
    assert [one.upcoming for one in discovery.usable] == [1]
    assert "timeout-total" in [one.error.code for one in discovery.offers if one.error]


def test_a_home_that_never_ends_is_a_reason() -> None:
    def answer(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 200 OK\r\n" + HTML.encode() + b"\r\n\r\n")
        exchange.drip(b"<p>" * 10_000)

    with serving(answer) as server:
        discovery = discover(fetcher_for(server), server.url("/"), NOW, total=timedelta(seconds=0.5))
    assert discovery.error is not None
    assert discovery.error.code == "timeout-total"
    assert discovery.took < timedelta(seconds=3)


def test_ten_thousand_links_are_looked_at_but_not_followed() -> None:
    links = "".join(f"<a href='/evenements/{number}'>Agenda {number}</a>" for number in range(10_000))
    with serving(answering(served(page(links, head=ALTERNATE)))) as server:
        discovery = found(server)
        assert len(server.heads) <= 15
    assert discovery.usable[0].upcoming == 1


def test_an_inner_address_is_not_visited_for_a_stranger() -> None:
    with serving(answering({})) as inner:
        link = f"<link rel=alternate type=text/calendar href={inner.url('/tout.ics')}>"
        with serving(answering(served(page(head=link)))) as server:
            discovery = found(server)
        assert inner.heads == []
    assert "forbidden-address" in [one.error.code for one in discovery.offers if one.error]


def test_two_requests_at_once_to_one_host_at_most() -> None:
    under_way: list[int] = []
    most: list[int] = []

    def answer(exchange: Exchange) -> None:
        under_way.append(1)
        most.append(len(under_way))
        exchange.pause(0.05)
        answering(
            served(page(head="".join(f"<link rel=alternate type=text/calendar href=/{n}.ics>" for n in range(4))))
        )(exchange)
        under_way.pop()

    with serving(answer) as server:
        found(server)
    assert max(most) == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\xff" * 1_000,
        b"<" * 100_000,
        b"<a href=" * 50_000,
        b"<div>" * 100_000,
        b"<base href='http://[bad'>" + b"<a href='/agenda'>Agenda</a>" * 10,
        b"<a href='http://[bad/agenda'>Agenda</a><iframe src='//calendar.google.com/calendar/embed?src=%ff@x'>",
        ("<a href='" + "a" * 100_000 + "'>Agenda</a>").encode(),
        b"<meta name=generator content='" + b"wordpress " * 10_000 + b"'>",
    ],
    ids=range(9),
)
def test_any_bytes_give_signs(body: bytes) -> None:
    assert len(signs(body, "https://cantine.example/").links) <= MOST_LINKS
    with serving(answering({"/": ok(body, HTML)})) as server:
        assert not found(server).usable
