"""JSON Feed: what is read of items, what is refused. Its files are read in `test_webfeed_corpus`."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from federation.domain.payload import dump
from federation.errors import FormatError
from sync.formats.jsonfeed import MOST_ITEMS, read, sniff
from sync.formats.parsed import Context, Parsed

VERSION = "https://jsonfeed.org/version/1.1"


def parse(*items: Any, **more: Any) -> Parsed:
    body = json.dumps({"version": VERSION, "items": items} | more).encode()
    assert sniff(body, "")
    return read(body, Context(url="https://cantine.example/feed.json"))


def ours(**extension: Any) -> dict[str, Any]:
    return {"id": "a", "title": "Apéro", "_cantines": {"start": "2026-12-03T18:30:00+01:00"} | extension}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"<html>", "html"),
        (b"{", "not-json"),
        (b"[" * 100_000, "not-json"),
        (b"[]", "not-jsonfeed"),
        (b'{"items": []}', "not-jsonfeed"),
        (b'{"version": "https://jsonfeed.org/version/2", "items": []}', "not-jsonfeed"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "not-jsonfeed"),
        (b'{"version": ["https://jsonfeed.org/version/1"], "items": []}', "not-jsonfeed"),
    ],
)
def test_what_is_no_json_feed_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(body, Context())
    assert caught.value.code == code


def test_sniff_wants_an_object_that_says_its_version() -> None:
    assert sniff(b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1", "items": []}', "application/json")
    assert not sniff(b'{"version": "1.1", "events": []}', "application/json")
    assert not sniff(b'["https://jsonfeed.org/version/1"]', "application/feed+json")


def test_the_next_page_is_an_address() -> None:
    assert parse(next_url="?page=2").further == ("https://cantine.example/feed.json?page=2",)
    assert parse(next_url="javascript:alert(1)").further == ()
    assert parse(next_url=12).further == ()


def test_a_publication_is_no_event() -> None:
    parsed = parse({"id": "a", "title": "Merci", "date_published": "2026-12-03T18:30:00+01:00"})
    assert parsed.records == []
    assert [notice.code for notice in parsed.notices] == ["posts-without-date"]


def test_the_extension_counts_before_what_the_text_says() -> None:
    event = parse(ours(end="2026-12-03T20:00:00+01:00") | {"content_text": "le 8 décembre 2026"}).records[0].event
    assert (event.start.isoformat(), str(event.end)) == ("2026-12-03T18:30:00+01:00", "2026-12-03 20:00:00+01:00")


@pytest.mark.parametrize("start", [None, 12, "", "demain", ["2026-12-03"]])
def test_an_extension_without_a_start_loses_the_item(start: Any) -> None:
    parsed = parse(ours(start=start))
    assert (parsed.records, parsed.unreadable) == ([], {"a"})
    assert [(notice.code, notice.lost) for notice in parsed.notices] == [("bad-value", True)]


def test_values_of_another_kind_are_left_out() -> None:
    event = (
        parse(ours(place=[], host=3, price={"amount": "NaN"}, sequence=-1, audience={}, status="?", end=1))
        .records[0]
        .event
    )
    assert (event.place, event.price, event.sequence, event.audience, event.end) == (None, None, 0, (), None)


def test_a_change_of_the_extension_is_a_change() -> None:
    first = parse(ours()).records[0].fingerprint
    assert parse(ours(status="full")).records[0].fingerprint != first
    assert parse(ours()).records[0].fingerprint == first


def test_the_order_of_items_does_not_matter() -> None:
    items = [ours(), ours() | {"id": "b"}, {"id": "c", "title": "le 3 décembre 2026"}, ours(start="2026-12-04")]
    forth, back = (sorted(parse(*order).records, key=lambda record: record.key) for order in (items, items[::-1]))
    assert forth == back


def test_too_many_items_are_cut_and_told() -> None:
    parsed = parse(*[1] * (MOST_ITEMS + 1))
    assert parsed.cut
    assert "too-many-events" in [notice.code for notice in parsed.notices]


NAMES = [
    "id",
    "title",
    "url",
    "content_html",
    "tags",
    "image",
    "attachments",
    "_cantines",
    "start",
    "end",
    "place",
    "lat",
]


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("2026-12-03"),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(NAMES), inner),
    )
)
def test_whatever_stands_for_an_item_never_raises(raw: Any) -> None:
    for record in parse(raw, ours() | {"id": "other"}).records:
        dump(record.event).encode("utf-8", "surrogatepass")
