"""Any bytes come to an outcome: detected, read, made safe and drawn, or refused with words; the same each time.

Quick by default. For a search of hours: `--hypothesis-profile search`, or `python -m tests.sync.mutants SECONDS`.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.detect import NAMES
from tests.sync.mutants import WAYS, bodies, mutant, turned, wrong_with
from tests.sync.outcomes import CORPUS, faults, outcome, plain

HOSTILE = sorted(path for path in (CORPUS / "hostile").iterdir() if path.suffix != ".md")
ORDERED = (
    *("ics/two-calendars-in-one-body.ics", "quirks/several-calendars.ics"),  # an event is told in its calendar's zone
    "spaceapi/open-with-areas-and-plans.json",  # rooms and prices stay in the order of their place
)
"""Files whose order says something."""


@given(st.binary(max_size=400), st.sampled_from(["auto", *NAMES]), st.sampled_from(["", "text/html", "text/calendar"]))
def test_any_bytes(body: bytes, format_name: str, media_type: str) -> None:
    assert faults(outcome(body, format_name, media_type)) == []


AROUND = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:TEXT\nDTSTART:20261201T180000Z\nSUMMARY:TEXT\nDESCRIPTION:TEXT\nURL:TEXT\n"
    "LOCATION:TEXT\nCATEGORIES:TEXT\nDTEND:TEXT\nRRULE:TEXT\nTEXT\nEND:VEVENT\nEND:VCALENDAR",
    "<rss version='2.0' xmlns:ev='http://purl.org/rss/1.0/modules/event/'><channel><title>TEXT</title><item>"
    "<title>TEXT</title><guid>TEXT</guid><link>TEXT</link><description><![CDATA[TEXT]]></description>"
    "<ev:startdate>2026-12-01</ev:startdate><ev:enddate>TEXT</ev:enddate><ev:location>TEXT</ev:location></item>",
    "<html><div class='h-event'><b class='p-name'>TEXT</b><i class='dt-start'>2026-12-01 TEXT</i></div><p itemscope "
    "itemtype='https://schema.org/Event'><b itemprop='name'>TEXT</b><time itemprop='startDate'>2026-12-01</time>",
    '{"format": "cantines-native/1", "events": [{"id": "TEXT", "title": "TEXT", "start": "2026-12-01"}]}',
)


@given(st.text(max_size=60), st.sampled_from(["auto", *NAMES]), st.sampled_from(["utf-8", "utf-16", "utf-32", "cp037"]))
def test_any_text_in_any_place(text: str, format_name: str, encoding: str) -> None:
    for around in AROUND:
        body = around.replace("TEXT", text).encode(encoding, "surrogatepass" if encoding != "cp037" else "replace")
        assert faults(outcome(body, format_name)) == []


@given(st.integers(0, 2**40))
@settings(max_examples=4 * settings().max_examples)
def test_any_mutant_of_the_corpus(seed: int) -> None:
    random = Random(seed)
    _, body = mutant(random)
    assert wrong_with(body, random) == []


@pytest.mark.parametrize("way", dict.fromkeys(WAYS), ids=lambda way: way.__name__)
def test_each_way_makes_another_body(way: Any) -> None:
    _, body = bodies()[0]
    assert len({way(Random(seed), body, CORPUS) for seed in range(20)} - {body}) > 4


KEYS = [
    *("id", "uid", "title", "name", "start", "end", "startDate", "start_date", "start_datetime", "timings", "begin"),
    *("@type", "@graph", "@id", "@value", "type", "location", "place", "venue", "address", "geo", "offers", "image"),
    *("events", "items", "orderedItems", "object", "url", "description", "timezone", "status", "recurrence", "space"),
    *("api_compatibility", "state", "open", "contact", "version", "content_html", "date_published", "multidate", "tag"),
]
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
)
HEADS: tuple[dict[str, Any], ...] = (
    {"format": "cantines-native/1"},
    {"@context": "https://schema.org", "@type": "Event", "startDate": "2026-12-01"},
    {"type": "Event", "id": "https://a.example/1", "name": "Atelier", "startTime": "2026-12-01T18:00:00Z"},
    {"version": "https://jsonfeed.org/version/1.1", "title": "Journal"},
    {"api_compatibility": ["14"], "space": "Cantine"},
    {},
)


@given(st.sampled_from(HEADS), st.dictionaries(st.sampled_from(KEYS), _JSON, max_size=8), st.sampled_from(NAMES))
@settings(max_examples=2 * settings().max_examples)
def test_any_json(head: dict[str, Any], more: dict[str, Any], format_name: str) -> None:
    document = {**more, **head}
    for body in (document, [document], {"events": [document]}, {"@graph": [document]}):
        for name in ("auto", format_name):
            assert faults(outcome(json.dumps(body).encode(), name)) == []


TAGS = ["item", "entry", "title", "link", "rss", "feed", "channel", "div", "span", "time", "script", "table", "a", "p"]
ATTRIBUTES = [
    *("class='h-event'", "class='vevent vcard'", "class='dt-start e-content p-location h-card'", "href='/agenda/x'"),
    *("itemscope itemtype='https://schema.org/Event'", "itemprop='startDate subEvent'", "itemprop=location itemscope"),
    *("vocab='https://schema.org/' typeof='Event'", "property='startDate location'", "datetime='2026-12-01'", "id=a"),
    *("itemref='a b'", "xmlns='http://www.w3.org/2005/Atom'", "type='application/ld+json'", "type='xhtml'", "rel=next"),
]
_MARKUP = st.recursive(
    st.text(max_size=10) | st.sampled_from(["2026-12-01", "<!--", "]]>", "&nbsp;", "&#0;", '{"@type":"Event"}', "<b"]),
    lambda inner: st.builds(
        lambda tag, attributes, parts, end: f"<{tag} {' '.join(attributes)}>{''.join(parts)}{end}",
        st.sampled_from(TAGS),
        st.lists(st.sampled_from(ATTRIBUTES), max_size=3),
        st.lists(inner, max_size=4),
        st.sampled_from([*(f"</{tag}>" for tag in TAGS), "", "/>"]),
    ),
)


@given(_MARKUP, st.sampled_from(["", "<html>", "<rss version='2.0'>", "<feed xmlns='http://www.w3.org/2005/Atom'>"]))
@settings(max_examples=2 * settings().max_examples)
def test_any_markup(text: str, head: str) -> None:
    body = (head + text).encode("utf-8", "surrogatepass")
    for name in ("auto", "webfeed", "schemaorg", "hevent", "event-pages"):
        assert faults(outcome(body, name)) == []


@pytest.mark.parametrize("name", [name for name, _ in bodies() if name not in ORDERED])
def test_every_file_gives_the_same_whatever_its_order(name: str) -> None:
    body = dict(bodies())[name]
    first = outcome(body)
    assert faults(first) == []
    assert plain(outcome(body)) == plain(first)
    assert plain(outcome(turned(body))) == plain(first)


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
@pytest.mark.parametrize("format_name", ["auto", *NAMES])
def test_a_hostile_file_comes_to_an_outcome_whatever_it_is_read_as(path: Path, format_name: str) -> None:
    assert faults(outcome(path.read_bytes(), format_name)) == []
