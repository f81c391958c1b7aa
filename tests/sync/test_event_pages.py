"""Pages that only link to their events: known last, and read as what the pages behind them speak."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from federation.errors import FormatError
from sync.detect import pick
from sync.formats.event_pages import read, sniff
from sync.formats.parsed import Context
from sync.formats.web_page_parts.links import is_event_path
from tests.sync.web_pages import CORPUS, HERE, told


@pytest.mark.parametrize("path", sorted((CORPUS / "event-pages").glob("*.html")), ids=lambda path: path.stem)
def test_lists_of_the_corpus_lead_to_their_pages(path: Path) -> None:
    assert told("event-pages", path) == json.loads(path.with_suffix(".expected.json").read_text("utf-8"))


def test_a_list_of_links_is_known_and_names_its_pages() -> None:
    body = (CORPUS / "schemaorg/list-that-only-links.html").read_bytes()
    assert pick("auto", body, "text/html").name == "event-pages"
    parsed = read(body, Context(url=HERE))
    assert (parsed.format, parsed.records, len(parsed.further)) == ("event-pages", [], 4)


@pytest.mark.parametrize("name", ["schemaorg/one-event-with-its-own-page", "hevent/hcalendar-of-2010"])
def test_the_pages_behind_it_are_read_as_what_they_speak(name: str) -> None:
    assert read((CORPUS / f"{name}.html").read_bytes(), Context(url=HERE)).records


def test_a_page_without_such_links_is_refused_as_before() -> None:
    body = (CORPUS / "schemaorg/nothing-at-all.html").read_bytes()
    assert not sniff(body, "text/html")
    with pytest.raises(FormatError) as caught:
        pick("auto", body, "text/html")
    assert (caught.value.code, caught.value.detail) == ("html", "Site en maintenance")


@pytest.mark.parametrize(
    ("path", "event"),
    [
        ("/agenda/apero-dev", True),
        ("/evenements/2026/11/apero-dev/", True),
        ("/fr/event/apero", True),
        ("/événement/apéro", True),
        ("/agenda", False),
        ("/agenda/", False),
        ("/agenda/2026-11/", False),
        ("/events/category/art/", False),
        ("/events/page/2", False),
        ("/events/list/", False),
        ("/blog/apero-dev", False),
        ("http://[", False),
    ],
)
def test_paths_of_events(path: str, event: bool) -> None:
    assert is_event_path(path if path.startswith("http") else "https://cantine.example" + path) is event
