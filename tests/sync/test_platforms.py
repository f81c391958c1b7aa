"""What holds for the readers of all event platforms: their corpus, bad JSON, mutations, and whose JSON is whose."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from federation.domain.reasons import NOTICES
from federation.errors import FormatError
from sync.detect import FORMATS, accept_header, pick
from sync.formats import activitypub, gancio, native, openagenda, tribe
from sync.formats.parsed import MOST_NOTICES, Context, Format
from tests.sync.platforms import CORPUS, URL, expected, files, mutated, outcome, reversed_lists, told

PLATFORMS = {known.name: known for known in (tribe.FORMAT, openagenda.FORMAT, gancio.FORMAT, activitypub.FORMAT)}
CASES = [(known, path) for name, known in PLATFORMS.items() for path in files(name)]
DOCUMENTS = [(known, json.loads(path.read_text("utf-8"))) for known, path in CASES]

each_case = pytest.mark.parametrize(("known", "path"), CASES, ids=[f"{one.name}-{path.stem}" for one, path in CASES])
each_platform = pytest.mark.parametrize("known", PLATFORMS.values(), ids=list(PLATFORMS))


@each_case
def test_the_corpus_reads_as_expected(known: Format, path: Path) -> None:
    assert told(known, path.read_bytes()) == expected(path)
    assert {code for code, _, _ in expected(path)["notices"]} <= set(NOTICES)


@each_case
def test_the_order_of_the_document_does_not_matter(known: Format, path: Path) -> None:
    turned = json.dumps(reversed_lists(json.loads(path.read_text("utf-8")))).encode()
    assert told(known, turned)["records"] == expected(path)["records"]


@each_case
def test_what_is_known_is_not_read_again(known: Format, path: Path) -> None:
    first = known.read(path.read_bytes(), Context(url=URL))
    prints = {record.key: record.fingerprint for record in first.records}
    again = known.read(path.read_bytes(), Context(url=URL, known=prints))
    assert (again.records, again.unchanged) == ([], frozenset(prints))
    elsewhere = known.read(path.read_bytes(), Context(url=URL, known=prints, zone="Indian/Reunion"))
    assert elsewhere.unchanged == frozenset()


@each_case
def test_each_document_is_recognised_by_its_own_reader_only(known: Format, path: Path) -> None:
    assert [one.name for one in FORMATS if one.sniff(path.read_bytes(), "application/json")] == [known.name]
    assert pick("auto", path.read_bytes(), "").name == known.name


@pytest.mark.parametrize(
    "document",
    [
        {"format": "cantines-native/1", "events": [{"id": "a", "title": "T", "start": "2026-11-28"}]},
        {"version": "https://jsonfeed.org/version/1.1", "title": "Journal", "items": [{"id": "1", "title": "Event"}]},
        {"@context": "https://schema.org", "@type": "Event", "name": "T", "startDate": "2026-11-28"},
        [{"@context": "https://schema.org", "@type": "Event", "name": "T", "startDate": "2026-11-28"}],
        {"api_compatibility": ["15"], "space": "Cantine", "events": [{"name": "door", "type": "open", "timestamp": 1}]},
        {"events": []},
        [],
        {},
    ],
)
def test_the_json_of_others_is_left_to_them(document: Any) -> None:
    body = json.dumps(document).encode()
    assert [name for name, known in PLATFORMS.items() if known.sniff(body, "application/json")] == []


@each_platform
@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"<!doctype html><title>Maintenance</title>", "html"),
        (b'{"events": [{"id": 1', "not-json"),
        (b'{"events":' * 100_000, "not-json"),
        (b"[" * 100_000, "not-json"),
        (b"12", "other-json"),
        (b'"x"', "other-json"),
        (b"null", "other-json"),
        (b'{"hello": "world"}', "other-json"),
        (b'[{"hello": "world"}]', "other-json"),
    ],
)
def test_what_cannot_be_read_is_refused(known: Format, body: bytes, code: str) -> None:
    with pytest.raises(FormatError) as caught:
        known.read(body, Context())
    assert caught.value.code == code


@each_case
def test_a_byte_order_mark_and_a_wrong_charset_are_read(known: Format, path: Path) -> None:
    body = path.read_text("utf-8")
    assert told(known, b"\xef\xbb\xbf" + body.encode())["records"] == expected(path)["records"]
    found = told(known, body.encode("cp1252"))
    assert found["records"] == expected(path)["records"]
    assert (body.isascii()) is not any(code == "wrong-charset" for code, _, _ in found["notices"])


def test_nesting_within_an_event_costs_that_event_only() -> None:
    for depth in range(100, 1_000, 50):
        deep = b'{"title": "T", "start_datetime": 1, "id": 1, "place": ' + b"[" * depth + b"]" * depth + b"}"
        outcome(gancio.FORMAT, b'[{"title": "T", "start_datetime": 1, "id": 2},' + deep + b"]")


@settings(max_examples=600, deadline=None)
@given(st.data())
def test_any_mutation_of_a_document_has_an_outcome(data: st.DataObject) -> None:
    known, document = data.draw(st.sampled_from(DOCUMENTS))
    outcome(known, json.dumps(mutated(data, document)).encode())


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_cut_or_damaged_bytes_have_an_outcome(data: st.DataObject) -> None:
    known, path = data.draw(st.sampled_from(CASES))
    body = path.read_bytes()
    at = data.draw(st.integers(0, len(body)))
    outcome(known, body[:at] + data.draw(st.binary(max_size=4)) + body[at + data.draw(st.integers(0, 9)) :])


@each_platform
def test_a_flood_is_cut_and_told_in_few_words(known: Format) -> None:
    flood = [{"id": number, "title": 1} for number in range(30_000)]
    if known is gancio.FORMAT:
        document: Any = flood
    elif known is activitypub.FORMAT:
        document = {"type": "Collection", "items": [raw | {"type": "Event", "id": f"x:{raw['id']}"} for raw in flood]}
    else:
        document = {"events": flood}
    body = json.dumps(document).encode()
    began = time.process_time()
    parsed = known.read(body, Context(url=URL))
    assert time.process_time() - began < 5
    assert parsed.cut
    assert len(parsed.notices) == MOST_NOTICES + 1


def test_the_calendar_that_stands_in_for_an_api_is_read_as_one() -> None:
    body = (CORPUS / "ics" / "rich-event.ics").read_bytes()
    for known in (tribe.FORMAT, gancio.FORMAT, activitypub.FORMAT):
        assert known.read(body, Context()).format == "ics"


def test_nobody_is_asked_for_activity_json_unless_it_is_named() -> None:
    assert "activity+json" in accept_header("mobilizon")
    assert "activity+json" not in accept_header()


def test_native_documents_stay_native() -> None:
    for path in files("native"):
        assert pick("auto", path.read_bytes(), "").name == native.FORMAT.name
