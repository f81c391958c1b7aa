"""Sources that mean harm: each is bounded, told with a sentence, and harms neither the hub nor another site.

Every monster goes through every reader; where the transport matters, a real server says it to a whole hub.
"""

from __future__ import annotations

import json
import re
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from sqlalchemy import select

from federation.domain import payload
from federation.domain.changes import Outcome
from federation.domain.site import LabelStatus, Source
from federation.settings import Settings
from federation.store.database import Store
from federation.store.models import SourceRow
from federation.store.sources import last_notices
from federation.web.app import create_app
from federation.web.caching import KEEPER
from federation.web.context import EXTENSION
from sync.detect import NAMES, addresses
from sync.landing import Landed
from tests.cast import MINUTE, site
from tests.databases import on_sqlite
from tests.sync.hostile import EVERYWHERE, LD, LINE, LINKS, MONSTERS, bomb, rss, vcalendar
from tests.sync.loopback import TITLES, LoopbackHub, loopback, sending, understood
from tests.sync.outcomes import CORPUS, faults, outcome
from tests.sync.servers import Exchange, Handler, ok

PATIENCE = 20
"""Seconds of a processor, for what takes one: only an explosion takes more."""

PATIENCE_WITH_A_MONSTER = PATIENCE * (LINE / 1_000_000) ** 2
"""What an explosion that takes the other for a million bytes takes for these; reading them takes a tenth."""


@pytest.fixture
def hub(store: Store) -> Iterator[LoopbackHub]:
    with loopback(store) as running:
        yield running


LEADS = re.compile(
    rb"""(?:href=|src=|url=|<(?:link|comments|guid)[^>]*>|(?:url|image)":|^(?:URL|ATTACH|IMAGE|CONFERENCE)[^:\n]*:)"""
    rb"""["'\s]*(?:javascript|vbscript|data):""",
    re.IGNORECASE | re.MULTILINE,
)
"""In a feed: an address that no reader should follow."""

PATHS = {"tribe": "/wp-json/tribe/events/v1/events", "openagenda": "/agendas/1/events.v2.json", "gancio": "/api/events"}


def says(hub: LoopbackHub, format_name: str, answer: bytes | Handler) -> None:
    """Declares Tours in a format, beside Rennes and Nantes, and what it answers wherever that format asks."""
    url = hub.server.url(PATHS.get(format_name, f"/{format_name}"))
    handler = sending(answer) if isinstance(answer, bytes) else answer
    for address in addresses(format_name, url):
        hub.answers[address.removeprefix(hub.server.url(""))] = handler
    tours = site("tours", LabelStatus.LABELLED, Source("agenda", url, format_name, ("events", "space"), MINUTE))
    network = hub.declared(hub.server.url("/rennes.ics"))
    hub.load(replace(network, sites=(*network.sites, tours)))


def comes_to(hub: LoopbackHub, *outcomes: Outcome) -> tuple[Landed, set[str]]:
    """One more visit: Tours ends in one of these, with words for all that was wrong; the others are untouched."""
    landed = hub.visit()
    told = landed["tours"]
    with hub.store.session() as session:
        row = session.scalars(select(SourceRow).where(SourceRow.site_id == "tours")).one()
        notices = last_notices(session, row.id)
    assert told.outcome in outcomes, (told, notices)
    assert (row.outcome, row.leased_until) == (told.outcome, None)
    for code, value in [(told.reason, told.detail), *((notice.code, notice.value) for notice in notices)]:
        if code:
            understood(code, value)
    assert (hub.titles("rennes"), hub.titles("nantes")) == (TITLES, [f"Nouvelle {hub.visits}"])
    return told, {told.reason, *(notice.code for notice in notices)}


@pytest.mark.parametrize("name", MONSTERS)
def test_a_monster_is_bounded_whatever_it_is_read_as(name: str) -> None:
    body = MONSTERS[name]()
    for format_name in ("auto", *NAMES):
        began = time.process_time()
        assert faults(outcome(body, format_name)) == [], format_name
        assert time.process_time() - began < PATIENCE_WITH_A_MONSTER, format_name


@pytest.mark.parametrize("name", MONSTERS)
def test_a_monster_takes_little_memory(name: str) -> None:
    body = MONSTERS[name]()
    tracemalloc.start()
    outcome(body)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30 * max(len(body), 1_000_000)


# times and rules

RULES = (
    *(
        "RRULE:FREQ=DAILY;COUNT=1000000000",
        "RRULE:FREQ=SECONDLY;COUNT=1000000000",
        "RRULE:FREQ=YEARLY;INTERVAL=1000000000",
    ),
    "RRULE:FREQ=SECONDLY;UNTIL=99991231T235959Z",
    "RRULE:FREQ=DAILY;BYSECOND=" + ",".join(map(str, range(60))) + ";BYMINUTE=" + ",".join(map(str, range(60))),
    "RRULE:FREQ=MINUTELY;COUNT=9;BYSECOND=" + ",".join(map(str, range(60))) + ";BYSETPOS=60",
    "RRULE:FREQ=HOURLY;COUNT=9;BYMONTH=2;BYMONTHDAY=30",
    "RRULE:FREQ=SECONDLY;COUNT=2;BYYEARDAY=366;BYMONTH=1",
    "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;BYDAY=MO",
    "RRULE:FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 100_000),
    "RRULE:FREQ=DAILY\r\nEXRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "RRULE:FREQ=DAILY\r\nEXRULE:FREQ=SECONDLY;COUNT=1000000000",
    "RRULE:FREQ=DAILY\r\nEXRULE:FREQ=DAILY",
    "\r\n".join(["RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8"] * 1_000),
    "RDATE;VALUE=PERIOD:20261201T000000Z/P999999999W",
    "DURATION:-P1W",
    "DURATION:P99999999999999D",
    "DTEND:00010101T000000Z",
    "DTEND:99991231T235959Z",
    "EXDATE:99991231T235959Z,00010101T000000Z",
    "RECURRENCE-ID;RANGE=THISANDFUTURE:99991231T235959Z",
)


@pytest.mark.parametrize("start", ["20261201T180000Z", "19710101", "21991231T235959Z", "99991231T235959Z", "00010101"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule[:50])
def test_a_rule_gives_few_dates_or_none_in_little_time(rule: str, start: str) -> None:
    began = time.process_time()
    found = outcome(vcalendar(f"DTSTART:{start}".encode(), rule.encode()))
    assert time.process_time() - began < PATIENCE
    assert faults(found) == []
    assert found.drawing is not None
    assert all(len(item.occurrences) <= 1_000 for item in found.drawing.drawn)


def test_hundreds_of_rules_that_never_yield_cost_what_one_answer_may() -> None:
    never = (
        "RRULE:FREQ=DAILY\r\nEXRULE:FREQ=YEARLY;BYDAY=MO;BYMONTHDAY=30;BYMONTH=2\r\nRRULE:FREQ=SECONDLY;COUNT=99999999"
    )
    one = vcalendar(never.encode()).partition(b"END:VCALENDAR")[0].removeprefix(b"BEGIN:VCALENDAR\r\n")
    body = b"".join(one.replace(b"UID:m", b"UID:m%d" % n) for n in range(300))
    began = time.process_time()
    assert faults(outcome(b"BEGIN:VCALENDAR\r\n" + body + b"END:VCALENDAR")) == []
    assert time.process_time() - began < PATIENCE


# texts and links, in every place of every format


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("name", EVERYWHERE)
def test_no_place_of_any_format_lets_a_script_through(name: str, link: str) -> None:
    found = outcome(EVERYWHERE[name](link), name)
    assert faults(found) == []
    assert found.parsed is not None
    assert found.parsed.records or found.parsed.space
    told = "".join(payload.dump(replace(record.event, uid="")) for record in found.parsed.records)
    assert "<script" not in told
    assert "<svg" not in told
    assert "<img" not in told


@on_sqlite
@pytest.mark.parametrize("name", EVERYWHERE)
def test_nothing_of_it_runs_on_a_page(hub: LoopbackHub, name: str, tmp_path: Path) -> None:
    url = hub.store.engine.url.render_as_string(hide_password=False)
    app = create_app(Settings(data_dir=tmp_path, database_url=url), lambda: hub.now)
    app.extensions[KEEPER]._look_every = 0.0  # it sees at once what another visit brought
    client = app.test_client()
    for link, same in ((LINKS[0], ()), (LINKS[3], (Outcome.UNCHANGED,))):  # without its link, an event is the same
        says(hub, name, ok(EVERYWHERE[name](link), "Content-Type: text/plain"))
        comes_to(hub, Outcome.UPDATED, Outcome.PARTIAL, *same)
        events = [f"/evenements/{entry.id}" for entry in hub.agenda("tours")]
        assert bool(events) == (name != "spaceapi")
        for path in ("/", "/agenda", "/lieux/tours", *events):
            harmless(client.get(path).get_data(as_text=True))
        for path in ("/agenda.rss", "/agenda.atom", "/agenda.json", "/agenda.ics"):
            answer = client.get(path)
            assert answer.status_code == 200
            assert not LEADS.search(answer.get_data().replace(b"\r\n ", b"")), path
    app.extensions[EXTENSION].store.close()


def harmless(text: str) -> None:
    """Nothing in a page runs, or leads to what would."""
    tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    for script in tree.xpath("//script"):
        assert script.get("type") == "application/ld+json" or (script.get("src") or "").startswith("/"), script.text
        if script.text:
            json.loads(script.text)
    assert not tree.xpath("//*[@*[starts-with(name(), 'on')]]|//iframe|//object|//embed|//style|//base")
    for address in tree.xpath("//@href|//@src|//@action|//@srcset|//@formaction"):
        assert address.startswith(("/", "#", "?", "http://", "https://", "webcal://", "mailto:")), address


# what the transport brings


BOMB = rss(b"<description>&l11;</description>", before=bomb())
DEEP_LD = LD + b'{"@context":"https://schema.org","@graph":[' * 50_000
EVENT_LD = b'{"@context":"https://schema.org","@type":"Event","@id":"#a","name":"Boucle","startDate":"2026-12-01",'


@on_sqlite
@pytest.mark.parametrize(
    ("format_name", "body", "outcomes", "codes"),
    [
        ("auto", BOMB, {Outcome.UPDATED}, {"entities-ignored"}),
        ("auto", b'{"events":' * 100_000, {Outcome.FAILED}, {"unknown-format"}),
        ("native", b'{"events":' * 100_000, {Outcome.FAILED}, {"not-json"}),
        ("schemaorg", DEEP_LD, {Outcome.FAILED, Outcome.PARTIAL}, set()),
        ("auto", LD + EVENT_LD + b'"subEvent":{"@id":"#a"},"superEvent":{"@id":"#a"}}', {Outcome.UPDATED}, set()),
        ("auto", vcalendar(b"DTSTART:99991231T235959Z"), {Outcome.PARTIAL}, {"absurd-date"}),
        ("auto", vcalendar(b"DTSTART:00010101"), {Outcome.PARTIAL}, {"absurd-date"}),
        ("auto", vcalendar(b"DURATION:-P1W"), {Outcome.UPDATED}, {"end-before-start"}),
        ("auto", vcalendar(b"RRULE:FREQ=DAILY;COUNT=1000000000"), {Outcome.UPDATED}, set()),
        ("auto", vcalendar(b"RRULE:FREQ=SECONDLY;BYSECOND=1,2,3"), {Outcome.UPDATED}, {"rrule-too-fine"}),
        ("auto", b"\xef\xbb\xbf" + vcalendar("COMMENT:Noël".encode() + b"\xe9"), {Outcome.UPDATED}, set()),
        ("auto", vcalendar(b"LOCATION:a\x00b").replace(b"\r\n", b"\x00\r\n"), {Outcome.UPDATED}, {"nul-bytes"}),
        ("tribe", b'{"code": "rest_no_route", "message": "Aucune route"}', {Outcome.FAILED}, set()),
        ("openagenda", b'{"error": "unauthorized", "message": "invalid key"}', {Outcome.FAILED}, set()),
        ("gancio", b'{"error": "database is locked"}', {Outcome.FAILED}, set()),
        ("mobilizon", b'{"errors": [{"message": "not found"}], "data": null}', {Outcome.FAILED}, set()),
        ("jsonfeed", b'{"error": "x"}', {Outcome.FAILED}, set()),
        ("spaceapi", b'{"error": "x"}', {Outcome.FAILED}, set()),
        ("auto", b'{"error": {"code": 500, "message": "<script>"}}', {Outcome.FAILED}, {"unknown-format"}),
        ("auto", b'[{"errors": "x"}]', {Outcome.FAILED}, {"unknown-format"}),
    ],
)  # fmt: skip
def test_an_answer_that_means_harm_is_told(
    hub: LoopbackHub, format_name: str, body: bytes, outcomes: set[Outcome], codes: set[str]
) -> None:
    says(hub, format_name, ok(body, "Content-Type: text/plain"))
    _, told = comes_to(hub, *outcomes)
    assert codes <= told


@on_sqlite
def test_external_entities_are_never_asked_for(hub: LoopbackHub) -> None:
    secret = hub.server.url("/secret")
    types = (
        f"<!DOCTYPE rss [<!ENTITY a SYSTEM '{secret}'><!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
        f"<!DOCTYPE rss SYSTEM '{secret}'>",
        f"<!DOCTYPE rss [<!ENTITY % p SYSTEM '{secret}'>%p;]>",
    )
    for number, kind in enumerate(types):
        says(hub, "auto", ok(rss(b"<description>&a;&b;</description>", before=kind.encode()), "Content-Type: text/xml"))
        comes_to(hub, Outcome.UPDATED, Outcome.UNCHANGED)
        assert len(hub.server.heads) == 2 + 3 * (number + 1)
    assert not any("/secret" in head for head in hub.server.heads)
    assert not any("root:" in entry.event.description for entry in hub.agenda("tours"))


@on_sqlite
@pytest.mark.parametrize(
    "head", ["Content-Type: text/calendar", "Content-Type: text/html", "Content-Type: application/json"]
)
def test_a_line_without_end_is_cut_off(hub: LoopbackHub, head: str) -> None:
    sent = []

    def endless(exchange: Exchange) -> None:
        exchange.send(f"HTTP/1.1 200 OK\r\n{head}\r\n\r\nBEGIN:VCALENDAR\r\nSUMMARY:".encode())
        for _ in range(1_000):
            if not exchange.send(b"x" * 1_000_000):
                return
            sent.append(1)

    says(hub, "auto", endless)
    assert comes_to(hub, Outcome.FAILED)[0].reason == "too-large"
    assert len(sent) < 20


@on_sqlite
def test_an_endpoint_that_drips_costs_its_own_time_only(hub: LoopbackHub) -> None:
    hub.limit(total=1)
    says(hub, "auto", lambda exchange: exchange.send(b"HTTP/1.1 200 OK\r\n\r\n") and exchange.drip(b"x" * 99, 0.1))
    assert comes_to(hub, Outcome.FAILED)[0].reason == "timeout-total"


@on_sqlite
def test_pages_that_lead_to_themselves_are_asked_once_each(hub: LoopbackHub) -> None:
    home = hub.server.url("/wp-json/tribe/events/v1/events")
    asked: list[str] = []

    def page(exchange: Exchange) -> None:
        asked.append(exchange.path)
        number = len(asked)
        further = [
            f"{home}?per_page=50",
            f"{home}?per_page=50#x",
            f"{home}?page={number}",
            f"{home}?page=1&per_page=50",
        ]
        event = {"id": number, "title": f"Atelier {number}", "start_date": "2026-12-01 18:00:00", "url": home}
        document = {"events": [event], "rest_url": home, "next_rest_url": further[number % 4], "total_pages": 10**9}
        exchange.send(ok(json.dumps(document).encode(), "Content-Type: application/json"))

    says(hub, "tribe", page)
    for path in [f"/wp-json/tribe/events/v1/events?page={n}" for n in range(99)]:
        hub.answers[path] = hub.answers[path + "&per_page=50"] = page
    comes_to(hub, Outcome.PARTIAL, Outcome.UPDATED)
    assert len(asked) == len(set(asked)) <= 40


LARGE: dict[str, tuple[bytes, int]] = {
    "calendars within each other": (b"BEGIN:VCALENDAR\r\n" * 6_000, 0),
    "a property that is refused": (vcalendar(*[b"DTEND:190"] * 9_000), 1),
    "attributes of an element": (
        b"<html><p " + b" ".join(b"a%d" % n for n in range(60_000)) + b"><i class=h-event></i>",
        0,
    ),
    "attributes of a root": (
        rss().replace(b"<rss ", b"<rss " + b" ".join(b'a%d=""' % n for n in range(40_000)) + b" ").replace(
            b"<channel>", b"<channel>" + b"".join(b"<item><guid>%d</guid></item>" % n for n in range(300))
        ),
        1,
    ),
    "a charset for names of hosts": (b"<html><meta charset=punycode><i class=h-event>\xe9</i>-" + b"z9" * 400_000, 0),
}  # fmt: skip
"""What took ten seconds and more while it took the square of its size, and how many events are in it."""


@pytest.mark.parametrize("name", LARGE)
def test_what_stands_there_thousands_of_times_takes_the_time_of_its_size(name: str) -> None:
    body, events = LARGE[name]
    began = time.process_time()
    found = outcome(body)
    assert time.process_time() - began < 5
    assert faults(found) == []
    assert len(found.keys) == events


def test_of_too_many_calendars_the_first_are_asked_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.formats.ics_parts.blocks._MOST_CALENDARS", 2)
    said = b"BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Asia/Tokyo\r\nBEGIN:VEVENT\r\nUID:%d\r\nDTSTART:20261201T180000\r\n"
    found = outcome(b"".join(said % number + b"END:VEVENT\r\nEND:VCALENDAR\r\n" for number in range(4)))
    assert [record.event.zone for record in found.parsed.records] == ["Asia/Tokyo"] * 2 + ["Europe/Paris"] * 2  # type: ignore[union-attr]


def test_of_too_many_tags_the_first_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.formats.web_page_parts.tree.MOST_TAGS", 20)
    told = b"<div class=h-event><b class=p-name>%d</b><i class=dt-start>2026-12-01</i></div>"
    found = outcome(b"<html>" + b"".join(told % number for number in range(9)))
    assert len(found.keys) == 3
    assert "page-cut" in {notice.code for notice in found.parsed.notices}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("body", "format_name"),
    [
        (b'{"format":"cantines-native/1","events":[' + b"[],[{}]," * 20 + b"1]}", "native"),
        (b'{"@context":"https://schema.org","@graph":[' + b"[],[{}]," * 20 + b"1]}", "schemaorg"),
    ],
)
def test_json_of_nothing_but_brackets_takes_no_memory(
    monkeypatch: pytest.MonkeyPatch, body: bytes, format_name: str
) -> None:
    for module in ("sync.formats.json_document", "sync.formats.schemaorg_parts.jsonld"):
        monkeypatch.setattr(f"{module}.MOST_CONTAINERS", 50)
    found = outcome(body, format_name)
    assert found.failure == "json-crowded"
    understood(found.failure, found.detail)


def codes_of(name: str) -> set[str]:
    """What is told of a file of the corpus of hostile bodies."""
    found = outcome((CORPUS / "hostile" / name).read_bytes())
    assert faults(found) == []
    assert found.parsed is not None
    assert found.drawing is not None
    return {notice.code for notice in [*found.parsed.notices, *found.drawing.notices]}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("uid-without-end.ics", "bad-link"),
        ("rule-without-end.ics", "rrule-invalid"),
        ("price-beyond-counting.json", "bad-value"),
        ("key-that-is-half-a-surrogate-pair.json", "bad-value"),
        ("key-without-end.json", "unknown-key"),
    ],
)
def test_what_is_left_out_is_told(name: str, code: str) -> None:
    assert code in codes_of(name)


def test_half_a_surrogate_pair_lands() -> None:
    body = (CORPUS / "hostile" / "key-that-is-half-a-surrogate-pair.json").read_bytes()
    notices = outcome(body).parsed.notices  # type: ignore[union-attr]
    json.dumps([payload.to_plain(notice) for notice in notices], ensure_ascii=False).encode()
