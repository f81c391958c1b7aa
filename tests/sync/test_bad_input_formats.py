"""The list of bad input, a test for each line of it: bounded, told in words, harmless.

Whole hubs, real sockets and pages meet the same in `test_hostile.py`, `test_bad_input.py` and `test_fetch_limits.py`.
"""

from __future__ import annotations

import json
import re
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from federation.domain import payload
from sync.detect import NAMES
from sync.following import Bounds
from sync.trial import try_out
from tests.sync.asking import NOW, fetcher_for
from tests.sync.hostile import EVERYWHERE, EVIL, LD, LINKS, MONSTERS, bomb, rss, vcalendar
from tests.sync.loopback import understood
from tests.sync.outcomes import CORPUS, Outcome, faults, outcome
from tests.sync.servers import Exchange, ok, serving
from tests.sync.web import Web

PATIENCE = 5
"""Seconds of a processor for what takes a few milliseconds: only an explosion takes more."""


def told(found: Outcome) -> set[str]:
    """The codes of all that was told, each with words in both languages."""
    said = [(found.failure, found.detail)] if found.failure else []
    if found.parsed and found.drawing:
        said = [(notice.code, notice.value) for notice in [*found.parsed.notices, *found.drawing.notices]]
    for code, value in said:
        understood(code, value)
    return {code for code, _ in said}


def survives(body: bytes, *codes: str, format_name: str = "auto") -> Outcome:
    """What bytes come to: in little time, with these codes among those told, and no promise broken."""
    began = time.process_time()
    found = outcome(body, format_name)
    assert time.process_time() - began < PATIENCE
    assert faults(found) == []
    assert told(found) >= set(codes)
    return found


def texts(found: Outcome) -> str:
    """All that would be stored of the events and of the place, but their keys."""
    assert found.parsed is not None
    events = "".join(payload.dump(replace(record.event, uid="")) for record in found.parsed.records)
    return events + (payload.dump(found.parsed.space) if found.parsed.space else "")


def dates(found: Outcome) -> list[int]:
    """How many dates each record has."""
    assert found.drawing is not None
    return [len(item.occurrences) for item in found.drawing.drawn]


# XML


@pytest.mark.parametrize("name", [name for name in MONSTERS if "entit" in name])
def test_entity_bombs_are_not_expanded(name: str) -> None:
    body = MONSTERS[name]()
    survives(body)  # what is imported the first time does not count
    tracemalloc.start()
    found = survives(body)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * len(body) + 2_000_000
    assert found.failure or "hahaha" not in texts(found)


def test_an_entity_bomb_is_told() -> None:
    survives(rss(b"<description>&l11;</description>", before=bomb()), "entities-ignored")


def test_external_entities_stay_words(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("Mot de passe")
    kind = f'<!DOCTYPE rss SYSTEM "{secret.as_uri()}" [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    found = survives(rss(b"<description>&a;</description>", before=kind.encode()), "entities-ignored")
    assert "Mot de passe" not in texts(found)
    assert "&amp;a;" in texts(found)


# JSON


@pytest.mark.parametrize("name", ["deep JSON", "deep JSON that ends", "deep JSON below the limit"])
def test_deep_json_is_refused(name: str) -> None:
    assert survives(MONSTERS[name]()).failure == "unknown-format"
    assert survives(MONSTERS[name](), format_name="native").failure in ("not-json", "not-native", "json-crowded")


def test_a_graph_in_which_everything_holds_everything_is_read_once() -> None:
    everything = [{"@id": f"#{number}"} for number in range(150)]
    event = {"@type": "Event", "startDate": "2026-12-01", "subEvent": everything, "superEvent": everything}
    graph = {"@context": "https://schema.org", "@graph": [{**event, **one, "name": one["@id"]} for one in everything]}
    found = survives(LD + json.dumps(graph).encode() + b"</script>", "page-cut")
    assert 0 < len(found.keys) <= 150
    start = b'{"@context":"https://schema.org","@type":"Event","@id":"#a","name":"Boucle","startDate":"2026-12-01",'
    itself = LD + start + b'"subEvent":{"@id":"#a"},"superEvent":{"@id":"#a"}}</script>'
    assert len(survives(itself).keys) == 1


# one line of a gigabyte


def test_a_gigabyte_that_is_one_line_is_cut_at_the_limit() -> None:
    piece, sent = b"x" * 1_000_000, []

    def line(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nSUMMARY:")
        for _ in range(1_000):
            if not exchange.send(piece):
                return
            sent.append(1)

    with serving(line) as server:
        tracemalloc.start()
        pulled = try_out(fetcher_for(server, received=5_000_000), server.url(), "auto", "Europe/Paris", NOW)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert pulled.error is not None
    assert pulled.error.code == "too-large"
    understood("too-large", pulled.error.detail)
    assert len(sent) < 20
    assert peak < 20_000_000


@pytest.mark.parametrize("name", ["one line of iCalendar", "one line of JSON", "one line of RSS", "one line of HTML"])
def test_one_long_line_below_the_limit_is_cut_to_what_a_text_may_be(name: str) -> None:
    found = survives(MONSTERS[name]())
    assert found.failure or len(texts(found)) < 25_000


# rules and dates


def test_a_count_of_a_billion_gives_the_dates_of_the_window() -> None:
    found = survives(vcalendar(b"RRULE:FREQ=DAILY;COUNT=1000000000"))
    assert 300 < dates(found)[0] <= 1_000
    assert dates(survives(vcalendar(b"RRULE:FREQ=SECONDLY;COUNT=1000000000"), "rrule-too-fine")) == [1]


def test_products_of_bysecond_are_refused() -> None:
    sixty = ",".join(map(str, range(60)))
    for rule in (f"FREQ=DAILY;BYMINUTE={sixty};BYSECOND={sixty}", f"FREQ=MINUTELY;BYSECOND={sixty};BYSETPOS=60"):
        assert dates(survives(vcalendar(b"RRULE:" + rule.encode()), "rrule-too-fine")) == [1]


def test_an_exrule_that_never_yields_takes_nothing_away() -> None:
    rule = b"RRULE:FREQ=WEEKLY;COUNT=5\r\nEXRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    assert dates(survives(vcalendar(rule))) == [5]


@pytest.mark.parametrize("start", ["99991231T235959Z", "99991231", "00010101T000000Z", "00010101"])
def test_a_start_at_the_end_of_time_is_left_out(start: str) -> None:
    found = survives(vcalendar(b"DTSTART:" + start.encode(), b"RRULE:FREQ=DAILY"), "absurd-date")
    assert found.keys == []


def test_a_negative_duration_is_no_end() -> None:
    (record,) = survives(vcalendar(b"DURATION:-P1W"), "end-before-start").parsed.records  # type: ignore[union-attr]
    assert record.event.end is None


# bytes

SAID: dict[str, str] = {
    "ics": vcalendar(b"LOCATION:HERE").decode(),
    "webfeed": rss(b"<description>HERE</description>").decode(),
    "native": '{"format":"cantines-native/1","events":[{"id":"a","title":"HERE","start":"2026-12-01T18:00"}]}',
    "jsonfeed": '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"a","title":"HERE","_cantines":'
    '{"start":"2026-12-01T18:00:00+01:00"}}]}',
    "tribe": '{"events":[{"id":1,"title":"HERE","start_date":"2026-12-01 18:00:00"}],"total":1}',
    "openagenda": '{"total":1,"events":[{"uid":1,"title":{"fr":"HERE"},"state":2,"timings":'
    '[{"begin":"2026-12-01T18:00:00+01:00","end":"2026-12-01T20:00:00+01:00"}]}]}',
    "gancio": '[{"id":1,"title":"HERE","start_datetime":1796144400}]',
    "mobilizon": '{"type":"Event","id":"https://a.example/1","name":"HERE","startTime":"2026-12-01T18:00:00Z"}',
    "schemaorg": '<meta charset="utf-8"><script type="application/ld+json">{"@context":"https://schema.org",'
    '"@type":"Event","name":"HERE","startDate":"2026-12-01T18:00"}</script>',
    "hevent": '<meta charset="utf-8"><p class="h-event"><b class="p-name">HERE</b> <i class="dt-start">2026-12-01</i>',
    "spaceapi": '{"api_compatibility":["15"],"space":"x","state":{"message":"HERE","open":true}}',
}
"""By format, the least that says something."""

ALL = pytest.mark.parametrize("name", SAID)


def test_each_format_says_something() -> None:
    assert set(SAID) | {"event-pages"} == set(NAMES)
    assert set(EVERYWHERE) == set(SAID)


@ALL
def test_bytes_that_are_no_utf_8_are_read_as_windows_1252(name: str) -> None:
    found = survives(SAID[name].replace("HERE", "Café").encode("cp1252"), "wrong-charset", format_name=name)
    assert "Café" in texts(found)


@ALL
def test_two_encodings_in_one_answer_are_both_read(name: str) -> None:
    body = SAID[name].encode().replace(b"HERE", "Café ".encode() + "à Québec".encode("cp1252"))
    assert "Café à Québec" in texts(survives(body, "wrong-charset", format_name=name))


@ALL
def test_nul_bytes_are_taken_out(name: str) -> None:
    body = SAID[name].encode().replace(b"HERE", b"Ca\0fe")
    assert "Cafe" in texts(survives(body, "nul-bytes", format_name=name))


@ALL
def test_a_byte_order_mark_changes_nothing(name: str) -> None:
    with_mark, without = (survives(mark + SAID[name].encode(), format_name=name) for mark in (b"\xef\xbb\xbf", b""))
    assert texts(with_mark) == texts(without)
    assert told(with_mark) == told(without)


# texts and links

RICH = {
    "ics": ("ics/rich-event.ics", "ics/places-told-in-many-ways.ics", "ics/links-and-descriptions.ics"),
    "native": ("native/weekly-with-exceptions.json", "native/space-alone.json"),
    "webfeed": ("webfeed/toulouse-event-module.xml", "webfeed/xcal-venue.xml"),
    "jsonfeed": ("jsonfeed/extension-of-the-hub.json", "jsonfeed/blog-with-a-next-page.json"),
    "tribe": ("tribe/page-of-two.json",),
    "openagenda": ("openagenda/several-timings.json", "openagenda/older-export.json"),
    "gancio": ("gancio/list.json",),
    "mobilizon": ("mobilizon/outbox-page.json", "mobilizon/locations.json", "mobilizon/graphql.json"),
    "schemaorg": (
        *("schemaorg/one-event-with-its-own-page.html", "schemaorg/space-with-everything.html"),
        *("schemaorg/microdata-and-h-event.html", "schemaorg/drupal-rdfa.html"),
    ),
    "hevent": ("hevent/hcalendar-of-2010.html",),
    "spaceapi": ("spaceapi/open-with-areas-and-plans.json",),
}
"""By format, files of the corpus that together say what the format can say."""

_LINE = re.compile(r"(?m)^([A-Z-]+)((?:;[^:\r\n]*)?):(.*)$")
_MARKUP = re.compile(r">([^<>]*\w[^<>]*)<|=\"([^\"]+)\"")
_JSON_TEXT = re.compile(r"\"((?:[^\"\\]|\\.)*)\"(?!\s*:)")


def poisoned(path: Path, evil: str) -> Iterator[bytes]:
    """The file with another text in place of one of its values, for each of its values."""
    text = path.read_text("utf-8")
    if path.suffix == ".ics":
        value = evil.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
        for found in _LINE.finditer(text):
            yield f"{text[: found.start(3)]}{value}{text[found.end(3) :]}".encode()
        return
    for found in (_JSON_TEXT if path.suffix == ".json" else _MARKUP).finditer(text):
        group = 1 if found[1] is not None else 2
        value = json.dumps(evil)[1:-1] if path.suffix == ".json" else escape(evil, {'"': "&quot;"})
        yield f"{text[: found.start(group)]}{value}{text[found.end(group) :]}".encode()


@pytest.mark.parametrize("name", RICH)
def test_scripts_in_every_text_of_every_format_stay_words(name: str) -> None:
    count = 0
    for file in RICH[name]:
        for body in poisoned(CORPUS / file, EVIL):
            found = outcome(body, name)
            assert faults(found) == []
            stored = texts(found) if found.parsed else ""
            assert not re.search(r"<(?:script|svg|img)\b", stored), stored
            count += 1
    assert count >= 10


@pytest.mark.parametrize("name", RICH)
def test_links_that_run_are_no_links_in_any_place_of_any_format(name: str) -> None:
    for file in RICH[name]:
        ways = (poisoned(CORPUS / file, link) for link in ("javascript:alert(5)", "data:text/html,<script>a</script>"))
        for number, bodies in enumerate(zip(*ways, strict=True)):
            found = outcome(bodies[number % 2], name)
            assert faults(found) == []
            for address in filter(None, _addresses(found)):
                assert address.startswith(("http://", "https://"))


def _addresses(found: Outcome) -> Iterator[str]:
    """Every address of the events that a page would lead to."""
    for record in found.parsed.records if found.parsed else []:
        event = record.event
        yield from (event.url, event.online_url, event.registration_url, *event.links)
        yield event.image.url if event.image else ""
        yield event.organiser.url if event.organiser else ""
        yield from re.findall(r"(?:href|src)=\"([^\"]*)", event.description)


@pytest.mark.parametrize("link", [link for link in LINKS if link[0] not in " /"])  # those are relative addresses
@pytest.mark.parametrize("name", sorted(EVERYWHERE.keys() - {"spaceapi"}))  # that has no link we read
def test_links_that_run_are_told(name: str, link: str) -> None:
    survives(EVERYWHERE[name](link), "bad-link", format_name=name)


# answers of platforms

TRIBE = "https://cantine.example/wp-json/tribe/events/v1/events"


def _page(number: int, following: str) -> tuple[str, str]:
    event = {
        "id": number,
        "title": f"Atelier {number}",
        "start_date": "2026-12-01 18:00:00",
        "url": f"{TRIBE}/{number}",
    }
    return json.dumps({"events": [event], "rest_url": TRIBE, "next_rest_url": following, "total_pages": 10**9}), "json"


@pytest.mark.parametrize("cycle", [1, 2, 3], ids=["itself", "two pages", "three pages"])
def test_pages_of_the_events_calendar_that_lead_to_themselves_are_asked_once(cycle: int) -> None:
    at = [f"{TRIBE}?page={number}&per_page=50" for number in range(cycle)]
    web = Web({url: _page(number, at[(number + 1) % cycle]) for number, url in enumerate(at)})
    pulled = try_out(web, at[0], "auto", "Europe/Paris", NOW)
    assert pulled.error is None
    assert len(web.asked) == len(set(web.asked))
    assert {item.record.event.title for item in pulled.drawn} == {f"Atelier {n}" for n in range(cycle)}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tribe", {"code": "rest_no_route", "message": "Aucune route correspondante", "data": {"status": 404}}),
        ("openagenda", {"error": "unauthorized", "message": "invalid key"}),
        ("gancio", {"error": "database is locked"}),
        ("mobilizon", {"errors": [{"message": "not found"}], "data": None}),
        ("jsonfeed", {"error": "x"}),
        ("spaceapi", {"error": "x"}),
        ("native", {"error": "x"}),
        ("auto", {"error": {"code": 500, "message": "<script>alert(1)</script>"}}),
    ],
)
def test_an_error_that_is_sent_as_200_is_a_reason(name: str, said: Any) -> None:
    assert survives(json.dumps(said).encode(), format_name=name).failure


def test_an_endpoint_that_drips_one_byte_a_second_is_left() -> None:
    answer = ok(b"BEGIN:VCALENDAR" * 100, "Content-Type: text/calendar")
    with serving(lambda exchange: exchange.drip(answer, every=1)) as server:
        began = time.monotonic()
        bounds = Bounds(total=timedelta(seconds=0.3))
        pulled = try_out(fetcher_for(server), server.url(), "auto", "Europe/Paris", NOW, bounds)
        assert time.monotonic() - began < 3
    assert pulled.error is not None
    assert pulled.error.code == "timeout-total"
    understood(pulled.error.code, pulled.error.detail)
