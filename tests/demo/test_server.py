"""The sites over real sockets: pages, sources, validators, and what they do when told to misbehave."""

from __future__ import annotations

import gzip
import json
import re
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, RemoteDisconnected
from urllib.parse import quote

import pytest
from icalendar import Calendar

from federation.demo.control import DemoError, control
from federation.demo.facts import PLACES, place, port_of
from federation.demo.programme import programme
from tests.demo.conftest import NOW, Running

GOOGLE = place("rennes").sources[2].path
OPENAGENDA = place("tours").sources[0].path
SITES = [place.id for place in PLACES]
SOURCES = [(place.id, source.path) for place in PLACES for source in place.sources]


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("path", ["/", "agenda", "/archives", "/lieu"])
def test_pages_say_that_they_are_a_reconstitution(demo: Running, site: str, path: str) -> None:
    answer, body = demo.get(site, place(site).agenda if path == "agenda" else path)
    assert answer.status == 200
    assert "econstitution" in body.decode()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"mailto:" not in body
    assert b"<script" not in body.replace(b'<script type="application/ld+json">', b"")
    assert not re.search(rb'(?:src|stylesheet" href)="(?!/style\.css)', body)


@pytest.mark.parametrize("site", SITES)
def test_every_event_has_a_page(demo: Running, site: str) -> None:
    base = f"http://127.0.0.1:{port_of(site, demo.first_port)}"
    for item in programme(site, NOW.date(), base).items[::9]:
        answer, body = demo.get(site, item.event.url.removeprefix(base))
        assert answer.status == 200
        assert "econstitution" in body.decode()


def test_guesses_are_said_to_be_guesses(demo: Running) -> None:
    assert "supposé" in demo.get("toulon", "/lieu")[1].decode()
    assert "9\u202fh – 18\u202fh (supposé)" in demo.get("toulon", "/")[1].decode()


def test_pages_lead_to_the_sources(demo: Running) -> None:
    assert b'<link rel="alternate" type="text/calendar"' in demo.get("paris", "/")[1]
    assert b'<link rel="https://api.w.org/" href="/wp-json/">' in demo.get("rennes", "/")[1]
    assert b'<link rel="alternate" type="application/atom+xml"' in demo.get("toulouse", "/")[1]


def test_every_site_has_a_style_of_its_own(demo: Running) -> None:
    sheets = {demo.get(site, "/style.css")[1] for site in SITES}
    assert len(sheets) == len(SITES)
    assert not any(b"url(" in sheet or b"@import" in sheet for sheet in sheets)


@pytest.mark.parametrize(("site", "path"), SOURCES)
def test_the_links_of_a_source_lead_to_pages(demo: Running, site: str, path: str) -> None:
    base = f"http://127.0.0.1:{port_of(site, demo.first_port)}"
    body = demo.get(site, path)[1].replace(b"\r\n ", b"").replace(b"&amp;", b"&").decode()
    links = sorted(set(re.findall(rf'{base}(/[^\s"<>#\\]*)', body)))
    for link in links[:: len(links) // 15 + 1]:
        assert demo.get(site, link)[0].status == 200, link


def test_an_api_is_read_page_by_page(demo: Running) -> None:
    base = f"http://127.0.0.1:{port_of('rennes', demo.first_port)}"
    path, seen, sizes = "/wp-json/tribe/events/v1/events?per_page=50", [], []
    while path:
        answer, body = demo.get("rennes", path)
        told = json.loads(body)
        seen += [event["id"] for event in told["events"]]
        sizes.append(len(told["events"]))
        assert answer.headers["X-TEC-Total"] == str(told["total"])
        assert demo.get("rennes", path, If_None_Match=answer.headers["ETag"])[0].status == 304
        path = told.get("next_rest_url", "").removeprefix(base)
    assert len(set(seen)) == len(seen) == told["total"]
    assert set(sizes[:-1]) == {50}
    beyond, refusal = demo.get("rennes", "/wp-json/tribe/events/v1/events?page=99")
    assert (beyond.status, json.loads(refusal)["code"]) == (404, "event-archive-page-not-found")
    assert demo.get("rennes", "/wp-json/tribe/events/v1/events?per_page=51")[0].status == 400


def test_an_api_is_read_after_what_was_last_seen(demo: Running) -> None:
    path, seen = f"{place('tours').sources[0].path}?size=10", []
    after: list[str] | None = []
    while after is not None:
        told = json.loads(demo.get("tours", path + "".join(f"&after[]={part}" for part in after))[1])
        seen += [event["uid"] for event in told["events"]]
        after = told["after"] and [quote(part) for part in told["after"]]
    assert len(set(seen)) == len(seen) == told["total"] > 30
    assert demo.get("tours", f"{place('tours').sources[0].path}?size=0")[0].status == 400


def test_an_unknown_page_is_404(demo: Running) -> None:
    assert demo.get("paris", "/nothing")[0].status == 404
    assert demo.get("paris", "/wp-json/")[0].status == 404


@pytest.mark.parametrize(("site", "path"), SOURCES)
def test_a_source_seen_before_is_not_sent_again(demo: Running, site: str, path: str) -> None:
    answer, body = demo.get(site, path)
    assert answer.status == 200
    assert body
    for known in (
        {"If_None_Match": answer.headers["ETag"]},
        {"If_None_Match": f'"other", W/{answer.headers["ETag"]}'},
        {"If_Modified_Since": answer.headers["Last-Modified"]},
    ):
        again, nothing = demo.get(site, path, **known)
        assert (again.status, nothing) == (304, b"")
        assert again.headers["ETag"] == answer.headers["ETag"]


def test_an_etag_that_does_not_match_comes_before_the_date(demo: Running) -> None:
    date = demo.get("paris", "/events/feed.ics")[0].headers["Last-Modified"]
    answer, _ = demo.get("paris", "/events/feed.ics", If_None_Match='"other"', If_Modified_Since=date)
    assert answer.status == 200


def test_a_source_is_packed_for_who_can_unpack_it(demo: Running) -> None:
    plain = demo.get("paris", "/events/feed.ics")[1]
    answer, packed = demo.get("paris", "/events/feed.ics", Accept_Encoding="br, gzip;q=0.8")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed) == plain
    again, _ = demo.get("paris", "/events/feed.ics", If_None_Match=answer.headers["ETag"], Accept_Encoding="gzip")
    assert again.status == 304
    assert "Content-Encoding" not in demo.get("paris", "/events/feed.ics", Accept_Encoding="gzip;q=0")[0].headers


def test_a_head_has_the_headers_and_no_body(demo: Running) -> None:
    answer = demo.ask("paris", "/events/feed.ics", method="HEAD")
    assert int(answer.headers["Content-Length"]) > 1000
    assert answer.read() == b""


def test_a_connection_serves_several_requests(demo: Running) -> None:
    connection = HTTPConnection("127.0.0.1", port_of("tours", demo.first_port), timeout=5)
    demo.connections.append(connection)
    for _ in range(3):
        connection.request("GET", "/lieu")
        assert connection.getresponse().read()


def test_the_next_day_has_another_programme(demo: Running) -> None:
    before = demo.get("toulouse", "/agenda.rss")[0].headers
    demo.clock.now = NOW + timedelta(days=1)
    after = demo.get("toulouse", "/agenda.rss")[0].headers
    assert before["ETag"] != after["ETag"]
    assert before["Last-Modified"] != after["Last-Modified"]


def test_a_place_tells_whether_its_door_is_open(demo: Running) -> None:
    closed, sunday = demo.get("tours", "/spaceapi.json")
    demo.clock.now = NOW + timedelta(days=1)
    opened, monday = demo.get("tours", "/spaceapi.json")
    assert [json.loads(body)["state"]["open"] for body in (sunday, monday)] == [False, True]
    assert json.loads(sunday)["state"]["lastchange"] == datetime(2026, 11, 20, 18, 0, tzinfo=UTC).timestamp()
    assert json.loads(monday)["state"]["lastchange"] == datetime(2026, 11, 23, 8, 0, tzinfo=UTC).timestamp()
    assert closed.headers["ETag"] != opened.headers["ETag"]
    assert opened.headers["Last-Modified"] == "Mon, 23 Nov 2026 08:00:00 GMT"


def test_an_announcement_shows_at_once(demo: Running) -> None:
    before = demo.get("tours", OPENAGENDA)[0].headers
    assert control("tours", demo.first_port, {"announce": "Soirée <b>crêpes</b>"}) == {
        "announced": "Soirée <b>crêpes</b>"
    }
    answer, body = demo.get("tours", OPENAGENDA, If_None_Match=before["ETag"])
    assert answer.status == 200
    assert answer.headers["Last-Modified"] != before["Last-Modified"]
    assert any(event["title"] == {"fr": "Soirée <b>crêpes</b>"} for event in json.loads(body)["events"])
    assert "Soirée &lt;b&gt;crêpes" in demo.get("tours", "/agenda")[1].decode()


def test_a_site_that_is_down_hangs_up_and_comes_back(demo: Running) -> None:
    control("rennes", demo.first_port, {"mode": "down"})
    with pytest.raises((RemoteDisconnected, ConnectionResetError)):
        demo.get("rennes", GOOGLE)
    assert demo.get("paris", "/")[0].status == 200
    control("rennes", demo.first_port, {"mode": "ok"})
    assert demo.get("rennes", GOOGLE)[0].status == 200


def test_a_slow_site_drips(demo: Running) -> None:
    control("rennes", demo.first_port, {"mode": "slow"})
    answer = demo.ask("rennes", GOOGLE)
    assert answer.read1(100) in (b"B", b"BE", b"BEG")
    control("rennes", demo.first_port, {"mode": "ok"})


def test_an_empty_site_sends_valid_documents_with_nothing_in_them(demo: Running) -> None:
    for site in ("rennes", "tours"):
        control(site, demo.first_port, {"mode": "empty"})
    answer, body = demo.get("rennes", GOOGLE)
    assert answer.status == 200
    assert Calendar.from_ical(body).walk("VEVENT") == []
    assert json.loads(demo.get("tours", OPENAGENDA)[1])["events"] == []
    assert demo.get("tours", "/")[0].status == 200


def test_a_broken_site_sends_a_page_instead(demo: Running) -> None:
    control("tours", demo.first_port, {"mode": "broken"})
    answer, body = demo.get("tours", OPENAGENDA)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"<!DOCTYPE html>" in body


def test_control_answers_only_who_says_the_word(demo: Running) -> None:
    assert demo.get("paris", "/_control")[0].status == 403
    assert json.loads(demo.get("paris", "/_control", X_Cantines_Demo="1")[1])["mode"] == "ok"
    assert demo.ask("paris", "/_control", method="POST").status == 403
    assert demo.ask("paris", "/agenda", method="POST").status == 405


def test_control_says_why_it_refuses(demo: Running) -> None:
    with pytest.raises(DemoError, match="known: ok, down"):
        control("paris", demo.first_port, {"mode": "asleep"})
    with pytest.raises(DemoError, match="has no site 'brest'"):
        control("brest", demo.first_port, {"mode": "ok"})
    with pytest.raises(DemoError, match="cantines demo serve"):
        control("paris", 1, {"mode": "ok"})


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff"])
def test_control_wants_a_json_object(demo: Running, body: bytes) -> None:
    connection = HTTPConnection("127.0.0.1", port_of("paris", demo.first_port), timeout=5)
    demo.connections.append(connection)
    connection.request("POST", "/_control", body, {"X-Cantines-Demo": "1"})
    assert connection.getresponse().status == 400
