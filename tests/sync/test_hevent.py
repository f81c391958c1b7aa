"""h-event and hCalendar in web pages: the corpus, and that they say the same as schema.org on one page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from federation.domain.event import Record
from federation.domain.payload import dump
from sync.detect import pick
from sync.formats.hevent import read, sniff
from sync.formats.parsed import Context, Parsed
from tests.sync import web_pages
from tests.sync.web_pages import CORPUS, HERE

FOLDER = CORPUS / "hevent"
FILES = sorted(FOLDER.glob("*.html"))
OTHERS = sorted([*(FOLDER / "microformats").glob("*.html"), *(FOLDER / "calagator").glob("*.html")])
UNDATED = {"v1-itemref", "v2-justahyperlink", "v2-justaname"}
"""Without a date, or with one that only `itemref` brings, which no reader of microformats follows."""


def page(html: str) -> Parsed:
    return read(f"<!DOCTYPE html><html><body>{html}</body></html>".encode(), Context(url=HERE))


def other(name: str) -> list[Record]:
    return read((FOLDER / f"{name}.html").read_bytes(), Context(url="http://example.com/")).records


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_corpus_reads_as_expected(path: Path) -> None:
    assert web_pages.told("hevent", path) == json.loads(path.with_suffix(".expected.json").read_text("utf-8"))


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_pages_of_others_are_known_and_bring_their_events(path: Path) -> None:
    assert pick("auto", path.read_bytes(), "text/html").name == "hevent"
    parsed = read(path.read_bytes(), Context(url="http://example.com/"))
    assert bool(parsed.records) == (path.stem not in UNDATED)
    assert parsed.records or parsed.further or parsed.notices


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("microformats/v1-ampm", "2009-06-26T19:00:00+02:00", None),
        ("microformats/v1-concatenate", "2009-06-26T19:00:00+02:00", "2009-06-26T22:00:00+02:00"),
        ("microformats/v2-concatenate", "2009-06-27T03:00:00+02:00", "2009-06-27T06:00:00+02:00"),
        ("microformats/v2-combining", "2012-06-30", "2012-07-02"),
        ("microformats/v2-dates", "2009-06-27T05:00:00+02:00", None),
        ("calagator/event-wo-lat-and-long", "2010-06-18T18:00:00+02:00", "2010-06-18T21:00:00+02:00"),
    ],
)
def test_they_happen_when_they_say(name: str, start: str, end: str | None) -> None:
    event = other(name)[0].event
    assert (event.start.isoformat(), event.end and event.end.isoformat()) == (start, end)


def test_the_same_event_twice_is_one_and_two_places_are_two() -> None:
    assert len(other("calagator/two-identical-events")) == 1
    twice = other("calagator/same-event-twice-with-different-venues")
    assert len({record.key for record in twice}) == 2


def test_attendees_are_never_read() -> None:
    for version in ("v1", "v2"):
        [record] = other(f"microformats/{version}-attendees")
        assert "Warner" not in dump(record.event)


def test_a_page_with_both_is_read_as_schema_org_and_says_the_same_as_h_event() -> None:
    path = CORPUS / "schemaorg/microdata-and-h-event.html"
    assert pick("auto", path.read_bytes(), "text/html").name == "schemaorg"
    first, second = web_pages.read("schemaorg", path), web_pages.read("hevent", path)
    assert first.records == second.records


def test_an_event_that_is_only_a_link_is_a_page_to_read() -> None:
    parsed = page(
        "<a class=h-event href=/agenda/un>Un</a><div class=h-event><a class='p-name u-url' href=/deux>Deux</a></div>"
    )
    assert parsed.further == ("https://cantine.example/agenda/un", "https://cantine.example/deux")
    assert parsed.notices == []


def test_an_organiser_needs_an_org() -> None:
    html = (
        "<div class=h-event><b class=p-name>A</b><i class=dt-start>2026-11-24</i><p class='p-organizer {}'>{}</p></div>"
    )
    for left_out in (html.format("", "Prénom Nom"), html.format("h-card", "<b class=p-name>Prénom Nom</b>")):
        parsed = page(left_out)
        assert parsed.records[0].event.organiser is None
        assert [notice.code for notice in parsed.notices] == ["organiser-left-out"]
    organiser = page(html.format("h-card", "<b class=p-org>Asso</b>")).records[0].event.organiser
    assert organiser is not None
    assert organiser.name == "Asso"


@pytest.mark.parametrize(
    ("body", "known"),
    [
        (b"<div class='card h-event big'>", True),
        (b"<DIV CLASS=vevent>", True),
        (b"<style>.h-event { color: red }</style>", False),
        (b"<p>h-event</p>", False),
        (b"<div class='h-event-list'>", False),
        (b"<rss><description>&lt;div class='h-event'></description></rss>", False),
        (b'{"html": "<div class=\'h-event\'>"}', False),
    ],
)
def test_only_classes_of_web_pages_are_taken(body: bytes, known: bool) -> None:
    assert sniff(body, "text/html") is known
