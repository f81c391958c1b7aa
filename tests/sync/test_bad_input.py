"""Every way a source can fail or talk nonsense: the hub goes on, others are untouched, the last good data stay."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from federation.domain.changes import Outcome
from federation.store.database import Store
from sync.formats import ics
from tests.cast import MINUTE, event, native
from tests.databases import on_sqlite
from tests.sync.asking import fetcher_for
from tests.sync.loopback import (
    CALENDAR,
    GOOD,
    TITLES,
    LoopbackHub,
    calendar,
    loopback,
    sending,
    understood,
    vevent,
)
from tests.sync.servers import Exchange, Handler, chunked, moved, ok, serving

DAY = timedelta(days=1)
HASTY: dict[str, float] = {"connect": 0.5, "read": 0.3, "total": 1}
"""Limits for those who keep us waiting."""


@pytest.fixture
def hub(store: Store) -> Iterator[LoopbackHub]:
    with loopback(store) as running:
        yield running


def fails(hub: LoopbackHub, code: str) -> None:
    """One more visit: Rennes fails with this code and keeps what it had, Nantes goes on, and all can be mended."""
    landed = hub.visit()
    told, row, visit = landed["rennes"], hub.source, hub.journal
    assert (told.outcome, told.reason) == (Outcome.FAILED, code), told.detail
    assert (row.outcome, row.reason, row.failures, row.leased_until) == ("failed", code, 1, None)
    assert (visit.outcome, visit.reason, visit.detail, bool(visit.phase)) == ("failed", code, told.detail, True)
    assert MINUTE <= row.next_pull_at - hub.now <= DAY
    understood(code, told.detail)
    goes_on(hub, landed)


def goes_on(hub: LoopbackHub, landed: dict[str, Any]) -> None:
    """The others are up to date, the last good data are there, and the next good answer counts again."""
    assert landed["nantes"].outcome is Outcome.UPDATED
    assert hub.titles("nantes") == [f"Nouvelle {hub.visits}"]
    assert hub.titles("rennes") == TITLES
    hub.limit()
    hub.move(hub.server.url("/rennes.ics"))
    hub.say(calendar(*(vevent(number) for number in (1, 2, 3, 4))))
    again = hub.visit()
    assert again["rennes"].outcome is Outcome.UPDATED
    assert hub.titles("rennes") == [*TITLES, "Atelier 4"]
    assert (hub.source.failures, hub.source.reason, hub.source.suspicions) == (0, "", 0)


def reads(hub: LoopbackHub, body: bytes, outcome: Outcome, *codes: str, more: tuple[str, ...] = ()) -> None:
    """One more visit: what can be read of the answer is, with these remarks, and titles beside those known."""
    hub.say(body)
    landed = hub.visit()
    assert landed["rennes"].outcome is outcome, landed["rennes"]
    assert hub.codes() >= set(codes)
    assert hub.titles("rennes") == sorted([*TITLES, *more])
    assert hub.titles("nantes") == [f"Nouvelle {hub.visits}"]
    assert MINUTE <= hub.source.next_pull_at - hub.now <= DAY
    assert (hub.source.failures, hub.source.leased_until) == (0, None)
    again = hub.visit()["rennes"]
    assert (again.outcome, again.added, again.changed) == (Outcome.UNCHANGED, 0, 0)


def fetcher_for_both(hub: LoopbackHub, other: str, **limits: float) -> Any:
    """A fetcher that may visit another server on loopback too."""
    return fetcher_for(allow=frozenset({hub.server.authority, other}), **limits)  # type: ignore[arg-type]


# nobody there, or nobody to talk to


@on_sqlite
def test_host_unknown(hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch) -> None:
    found = socket.getaddrinfo

    def getaddrinfo(host: str, *more: Any, **words: Any) -> Any:
        if host.endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return found(host, *more, **words)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    hub.move("https://cantine.invalid/agenda.ics")
    fails(hub, "dns")


@on_sqlite
def test_connection_refused(hub: LoopbackHub) -> None:
    with serving(lambda exchange: None) as closed:
        pass
    hub.move(closed.url())
    hub.runner.fetcher = fetcher_for_both(hub, closed.authority)
    fails(hub, "refused")


@on_sqlite
@pytest.mark.parametrize(
    ("handle", "tls", "code"),
    [
        pytest.param(sending(ok(GOOD)), True, "tls", id="a certificate nobody vouches for"),
        pytest.param(sending(b"SSH-2.0-OpenSSH_9.2\r\n"), False, "tls", id="no TLS at all"),
        pytest.param(Exchange.hang, False, "timeout-connect", id="a handshake without answer"),
    ],
)
def test_tls_broken(hub: LoopbackHub, handle: Handler, tls: bool, code: str) -> None:
    with serving(handle, tls=tls, raw=not tls) as other:
        hub.move(f"https://{other.authority}/agenda.ics")
        hub.runner.fetcher = fetcher_for_both(hub, other.authority, **HASTY)
        fails(hub, code)


@on_sqlite
def test_an_address_inside(hub: LoopbackHub) -> None:
    hub.move("http://169.254.169.254/latest/meta-data")
    fails(hub, "forbidden-address")


# time


@on_sqlite
@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param(Exchange.hang, "timeout-read", id="no header"),
        pytest.param(lambda exchange: exchange.drip(ok(GOOD), 0.1), "timeout-total", id="headers byte by byte"),
        pytest.param(lambda exchange: exchange.send(ok(GOOD)[:300]) and exchange.hang(), "timeout-read", id="body"),
        pytest.param(
            lambda exchange: exchange.send(ok(GOOD)[:300]) and exchange.drip(GOOD, 0.1),
            "timeout-total",
            id="body byte by byte",
        ),
    ],
)
def test_too_late(hub: LoopbackHub, answer: Handler, code: str) -> None:
    hub.limit(**HASTY)
    hub.say(answer)
    fails(hub, code)


# statuses and redirects


@on_sqlite
@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (ok(b"", status="404 Not Found"), "not-found"),
        (ok(b"", status="410 Gone"), "gone"),
        (ok(b"", status="429 Too Many Requests"), "too-many-requests"),
        (ok(b"<h1>Erreur", status="500 Internal Server Error"), "server-error"),
        (ok(b"", status="503 Service Unavailable"), "server-error"),
        (ok(b"", status="401 Unauthorized"), "forbidden"),
        (ok(b"", status="418 I'm a teapot"), "http-status"),
        (moved("/rennes.ics"), "redirect-loop"),
        (moved("http://127.0.0.1:1/"), "forbidden-address"),
        (moved("http://10.0.0.1/agenda.ics"), "forbidden-address"),
        (moved("http://[::ffff:169.254.169.254]/"), "forbidden-address"),
        (moved("file:///etc/passwd"), "scheme"),
        (b"", "no-answer"),
        (ok(GOOD)[:-100], "cut-off"),
        (chunked(GOOD[:100], end=b""), "cut-off"),
        (chunked(gzip.compress(GOOD)[:-20], fields="Content-Encoding: gzip\r\n"), "cut-off"),
        (ok(GOOD, "Content-Encoding: gzip"), "encoding"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "protocol"),
        (ok(b"<!DOCTYPE html><h1>Maintenance</h1>", "Content-Type: text/html"), "html"),
        (ok(b"<!DOCTYPE html><h1>Maintenance</h1>", CALENDAR), "html"),
        (ok(b"", CALENDAR), "empty"),
        (ok(b" \r\n", CALENDAR), "empty"),
        (ok(b"\x89PNG\r\n\x1a\n" + bytes(2000), "Content-Type: image/png"), "unknown-format"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value,
)
def test_an_answer_that_is_none(hub: LoopbackHub, answer: bytes, code: str) -> None:
    hub.say(sending(answer))
    fails(hub, code)


@on_sqlite
def test_redirects_without_end(hub: LoopbackHub) -> None:
    for number in range(20):
        hub.answers[f"/{number}"] = sending(moved(f"/{number + 1}"))
    hub.say(sending(moved("/0")))
    fails(hub, "too-many-redirects")


@on_sqlite
def test_retry_after_is_kept(hub: LoopbackHub) -> None:
    hub.say(sending(ok(b"", "Retry-After: 7200", status="429 Too Many Requests")))
    hub.visit()
    assert timedelta(hours=2) <= hub.source.next_pull_at - hub.now <= timedelta(hours=2, minutes=12)


@on_sqlite
def test_what_is_gone_is_asked_again_a_day_later(hub: LoopbackHub) -> None:
    hub.say(sending(ok(b"", status="410 Gone")))
    hub.visit()
    assert hub.source.next_pull_at - hub.now == DAY


@on_sqlite
def test_failures_come_further_and_further_apart_and_never_stop(hub: LoopbackHub) -> None:
    hub.say(sending(ok(b"", status="500 Oops")))
    waits = []
    for _ in range(16):
        hub.visit()
        waits.append(hub.source.next_pull_at - hub.now)
    assert waits[0] < waits[3] < waits[6]
    assert max(waits) == waits[-1] == DAY
    assert hub.titles("rennes") == TITLES


# size


def endless(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n")
    while exchange.send(vevent(1).encode() * 100):
        pass


@on_sqlite
@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param(endless, "too-large", id="without end"),
        pytest.param(sending(b"HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n"), "too-large", id="announced"),
        pytest.param(
            sending(ok(gzip.compress(GOOD + bytes(60_000_000)), CALENDAR, "Content-Encoding: gzip")),
            "too-large-decoded",
            id="gzip bomb",
        ),
    ],
)
def test_too_large(hub: LoopbackHub, answer: Handler, code: str) -> None:
    hub.say(answer)
    fails(hub, code)


# what is said: one part is bad, the others are good, on both databases

LATIN_1 = calendar(vevent(1), vevent(2), vevent(3), vevent(4, title="SUMMARY:Café à Québec")).decode().encode("latin-1")
LONG = "M" * 900_000


def and_also(*vevents: str) -> bytes:
    """The calendar that is known, and this."""
    return calendar(vevent(1), vevent(2), vevent(3), *vevents)


def lasting(start: str, end: str = "") -> str:
    """A VEVENT with this DTSTART and this DTEND."""
    return vevent(9, start=f"DTSTART{start}", end=f"DTEND{end}" if end else "")


def named(uid: str) -> str:
    """A VEVENT with this UID."""
    return vevent(4).replace("e4@cantine.test", uid)


BAD_PARTS: dict[str, tuple[bytes, str, set[str], tuple[str, ...]]] = {
    "no start": (and_also(vevent(9).replace("DTSTART", "DTSTRAT")), "partial", {"start-missing"}, ()),
    "no date": (and_also(lasting(":demain")), "partial", {"property-broken", "start-missing"}, ()),
    "nothing but noise": (and_also("BEGIN:VEVENT\r\n;;;:\r\n\x01\r\nEND:VEVENT\r\n"), "partial", set(), ()),
    "end before start": (
        and_also(lasting(":20270105T180000Z", ":20270105T170000Z")),
        "updated",
        {"end-before-start"},
        ("Atelier 9",),
    ),
    "year 9999": (and_also(lasting(":99991231T235959Z")), "partial", {"absurd-date"}, ()),
    "day of 9999": (and_also(lasting(";VALUE=DATE:99991231")), "partial", {"absurd-date"}, ()),
    "until 9999": (and_also(lasting(":20270105T180000Z", ":99991231T235959Z")), "updated", set(), ("Atelier 9",)),
    "year 1": (and_also(lasting(":00010101T000000Z")), "partial", {"absurd-date"}, ()),
    "unknown zone": (
        and_also(lasting(";TZID=Lune/Tranquillité:20270105T180000")),
        "updated",
        {"unknown-zone"},
        ("Atelier 9",),
    ),
    "by the second": (and_also(vevent(9, "RRULE:FREQ=SECONDLY")), "updated", {"rrule-too-fine"}, ("Atelier 9",)),
    "interval of nothing": (
        and_also(vevent(9, "RRULE:FREQ=DAILY;INTERVAL=0")),
        "updated",
        {"rrule-invalid"},
        ("Atelier 9",),
    ),
    "a billion times": (
        and_also(vevent(360, "RRULE:FREQ=WEEKLY;COUNT=1000000000")),
        "updated",
        set(),
        ("Atelier 360", "Atelier 360"),
    ),
    "Latin-1 said to be UTF-8": (LATIN_1, "updated", {"wrong-charset"}, ("Café à Québec",)),
    "UTF-16 said to be UTF-8": (
        and_also(vevent(4)).decode().encode("utf-16"),
        "updated",
        {"wrong-charset"},
        ("Atelier 4",),
    ),
    "the end is missing": (calendar(*map(vevent, (1, 2, 3, 4)), end=""), "partial", {"cut-off"}, ("Atelier 4",)),
    "cut within an event": (and_also(vevent(4))[:-40], "partial", {"truncated"}, ()),
    "NUL in a title": (
        and_also(vevent(4, title="SUMMARY:Nul\0 et non avenu")),
        "updated",
        {"nul-bytes"},
        ("Nul et non avenu",),
    ),
    "NUL in a UID": (and_also(named("e\x004")), "updated", {"nul-bytes"}, ("Atelier 4",)),
    "a UID of 10 000 characters": (and_also(named("x" * 10_000)), "updated", set(), ("Atelier 4",)),
    "an endless title": (and_also(vevent(4, title=f"SUMMARY:{LONG}")), "updated", {"too-long"}, ("M" * 299 + "…",)),
    "no title": (and_also(vevent(4, title="SUMMARY:")), "updated", {"no-title"}, ("Sans titre",)),
    "no calendar in it": (and_also("BEGIN:VTODO\r\nUID:x\r\nEND:VTODO\r\n"), "unchanged", set(), ()),
}


@pytest.mark.parametrize("name", BAD_PARTS)
def test_one_bad_part_costs_no_other(hub: LoopbackHub, name: str) -> None:
    body, outcome, codes, more = BAD_PARTS[name]
    reads(hub, body, Outcome(outcome), *codes, more=more)


def test_of_two_events_with_one_uid_both_dates_are_kept_whatever_their_order(hub: LoopbackHub) -> None:
    twins = vevent(4), vevent(5, title="SUMMARY:Jumeau").replace("UID:e5", "UID:e4")
    reads(hub, and_also(*twins), Outcome.UPDATED, "duplicate-id", more=("Atelier 4", "Jumeau"))
    before = hub.agenda("rennes")
    hub.say(and_also(*reversed(twins)))
    assert hub.visit()["rennes"].outcome is Outcome.UNCHANGED
    assert hub.agenda("rennes") == before


@on_sqlite
def test_an_event_that_turns_unreadable_is_kept_as_it_was(hub: LoopbackHub) -> None:
    for broken in (lasting(":99991231T235959Z"), vevent(9).replace("DTSTART", "DTSTRAT"), lasting(":demain")):
        reads(hub, calendar(vevent(1), vevent(2), broken.replace("e9@", "e3@")), Outcome.PARTIAL)
        assert [entry.sequence for entry in hub.agenda("rennes", withdrawn=True)] == [0, 0, 0]


@on_sqlite
def test_what_is_missing_from_a_cut_answer_is_withdrawn_only_when_it_stays_so(hub: LoopbackHub) -> None:
    for body in (calendar(vevent(1), vevent(2), end=""), calendar(vevent(1), vevent(2), vevent(3)[:40], end="")):
        hub.say(body)
        assert [hub.visit()["rennes"].outcome for _ in range(2)] == [Outcome.SUSPECT] * 2
        assert hub.titles("rennes") == TITLES
        understood(hub.source.reason, hub.source.detail)
        hub.say(GOOD)
        assert hub.visit()["rennes"].outcome is Outcome.UNCHANGED
    hub.say(calendar(vevent(1), vevent(2), end=""))
    assert [hub.visit()["rennes"].outcome for _ in range(3)] == [Outcome.SUSPECT] * 2 + [Outcome.PARTIAL]
    assert hub.titles("rennes") == TITLES[:2]


@on_sqlite
@pytest.mark.parametrize("gone", [[], [1]], ids=["emptied", "shrunk"])
def test_a_calendar_that_loses_its_events_at_once_is_suspect(hub: LoopbackHub, gone: list[int]) -> None:
    hub.say(calendar(*map(vevent, range(1, 7))))
    hub.visit()
    hub.say(calendar(*map(vevent, gone)))
    landed = hub.visit()["rennes"]
    assert (landed.outcome, len(hub.titles("rennes"))) == (Outcome.SUSPECT, 6)
    understood(landed.reason, landed.detail)


def test_odd_text_lands(hub: LoopbackHub) -> None:
    odd = [
        event(4, title="Un \ud800 perdu", description="\udfff" * 10),
        event(5, title="\0", id="nul\0"),
        event(6, title="Très\u2028 long", description="<p>" * 10_000 + "x" * 500_000),
        event(7, id="i" * 10_000, title="\x1b[31mRouge", url="https://cantine.test/\ud800"),
        event(8, id="\ud800", categories=["\0", "\ud83d"], place={"name": "\ud800\0"}),
        event(9, price={"amount": "1e999", "text": "\0"}, sequence=10**30),
    ]
    hub.say(sending(ok(native(*odd), "Content-Type: application/json")))
    landed = hub.visit()["rennes"]
    assert landed.outcome is Outcome.PARTIAL
    assert landed.added >= 4
    assert landed.reason == ""
    hub.codes()
    assert hub.visit()["rennes"].outcome is Outcome.UNCHANGED


@on_sqlite
def test_more_events_than_the_limit_are_read_up_to_it(hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ics.MOST_RECORDS == 20_000  # these take seconds; what counts is the same with fewer
    monkeypatch.setattr(ics, "MOST_RECORDS", 2_000)
    hub.limit(received=20_000_000, decoded=20_000_000)
    hub.say(calendar(*(vevent(4).replace("e4@", f"m{number}@") for number in range(10_000))))
    landed = hub.visit()
    assert (landed["rennes"].outcome, landed["rennes"].added) == (Outcome.PARTIAL, 2_000)
    assert hub.codes() == {"too-many-events"}
    assert landed["nantes"].outcome is Outcome.UPDATED


@on_sqlite
def test_a_series_that_turns_unreadable_keeps_all_its_dates(hub: LoopbackHub) -> None:
    series = vevent(4, "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = vevent(4, title="SUMMARY:Déplacé").replace(
        "DTSTAMP", "RECURRENCE-ID;TZID=Europe/Paris:20270102T183000\r\nDTSTAMP"
    )
    hub.say(and_also(series, moved))
    hub.visit()
    before = hub.titles("rennes")
    assert sorted(before) == ["Atelier 1", "Atelier 2", "Atelier 3", "Atelier 4", "Atelier 4", "Déplacé"]
    hub.say(and_also(series.replace("DTSTART", "DTSTRAT"), moved))
    assert hub.visit()["rennes"].outcome is Outcome.PARTIAL
    assert hub.titles("rennes") == before


@on_sqlite
def test_a_native_event_that_turns_unreadable_is_kept_as_it_was(hub: LoopbackHub) -> None:
    for known in (event(1, days=40), event(1, days=40, start=None), event(1, days=40, title=7)):
        hub.say(native(known, event(2, days=41)))
        hub.visit()
        assert [title for title in hub.titles("rennes") if title == "Atelier 1"] == ["Atelier 1"]
