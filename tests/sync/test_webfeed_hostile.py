"""Feeds that are broken, cut, huge or mean harm: an outcome in bounded time and memory, never a traceback."""

from __future__ import annotations

import random
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from federation.domain.payload import dump
from federation.errors import FormatError
from sync.formats.parsed import MOST_NOTICES, Context, Parsed
from sync.formats.webfeed import MOST_ODD, read, sniff
from tests.sync.feeds import CLOSING, ITEM, OPENING, atom_of, rss_of

FILES = sorted((Path(__file__).parent.parent / "corpus" / "webfeed").rglob("*.xml"))


def outcome(body: bytes) -> Parsed | str:
    """What reading comes to: records and notices, or the code of a failure."""
    try:
        parsed = read(body, Context(url="https://cantine.example/feed"))
    except FormatError as error:
        return error.code
    for record in parsed.records:
        dump(record.event)
    return parsed


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n\0", "empty"),
        (b"<!doctype html><title>503</title>", "html"),
        (b"<html><body><rss version='2.0'></rss></body></html>", "html"),
        (b"<note>rien</note>", "not-webfeed"),
        (b"BEGIN:VCALENDAR", "not-webfeed"),
        (b"{}", "not-webfeed"),
        (b"\xff\xfe\xff\xff\xff", "not-webfeed"),
    ],
)
def test_what_is_no_feed_is_refused(body: bytes, code: str) -> None:
    assert outcome(body) == code
    assert not sniff(body, "application/rss+xml")


@pytest.mark.parametrize(
    "body",
    [
        b"<rss version='2.0'><channel></channel></rss>",
        b"\xef\xbb\xbf\n<?xml version='1.0'?>\n<!-- cache --><!DOCTYPE rss SYSTEM 'x.dtd'>\n<rss version='0.91'></rss>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'/>",
        b"<a:feed xmlns:a='http://www.w3.org/2005/Atom'></a:feed>",
        b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'></rdf:RDF>",
        "<?xml version='1.0' encoding='utf-16'?><rss version='2.0'></rss>".encode("utf-16"),
    ],
)
def test_a_feed_is_known_by_its_first_element_whatever_its_media_type(body: bytes) -> None:
    assert sniff(body, "text/html")
    assert not isinstance(outcome(body), str)


def test_rdf_and_feeds_of_another_kind_are_left_to_others() -> None:
    assert not sniff(b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'></rdf:RDF>", "text/xml")
    assert not sniff(b"<feeder/>", "text/xml")


MONSTERS = {
    "nested deep": OPENING + b"<item>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</item>" + CLOSING,
    "nested deep around": OPENING + b"<a>" * 100_000,
    "comments that never end": OPENING + b"<!--" * 500_000,
    "CDATA that never ends": OPENING + ITEM + b"<![CDATA[" * 300_000,
    "entries that never end": OPENING + b"<item>" * 500_000,
    "ends without entries": OPENING + b"</item>" * 500_000,
    "open brackets": OPENING + b"<item>" + b"<" * 190_000 + b"</item>" + CLOSING,
    "open comments in an entry": OPENING + b"<item>" + b"<!-- " * 35_000 + b"--></item>" + CLOSING,
    "attributes": OPENING + b"<item " + b"a='1' " * 300_000 + b"></item>" + CLOSING,
    "quotes": b"<rss " + b"a='\"" * 500_000,
    "one line": OPENING + b"<item><title>" + b"x" * 12_000_000 + b"</title></item>" + CLOSING,
    "digits": OPENING + b"<item><title>" + b"12 " * 1_000_000 + b"</title></item>" + CLOSING,
    "dates": OPENING + b"<item><description>" + b"12 mai 2026 - " * 300_000 + b"</description></item>" + CLOSING,
    "blanks": b" " * 5_000_000 + b"<rss></rss>",
    "declarations": b"<?xml ?>" * 500_000,
    "doctypes": b"<!DOCTYPE a [" + b"'" * 2_000_000,
    "prefixes": b"<" + b"a" * 3_000_000,
    "namespaces": b"<rss "
    + b" ".join(b"xmlns:n%d='u%d'" % (n, n) for n in range(5_000))
    + b">"
    + ITEM * 20
    + b"</rss>",
}


@pytest.mark.parametrize("name", MONSTERS)
def test_a_monster_costs_little(name: str) -> None:
    began = time.process_time()
    sniff(MONSTERS[name], "")
    outcome(MONSTERS[name])
    assert time.process_time() - began < 6


def test_entities_are_neither_expanded_nor_fetched() -> None:
    lots = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 30))
    body = f'<!DOCTYPE rss [<!ENTITY e0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{lots}]>'
    body += rss_of("<title>Atelier du 3 décembre 2026 &e29; &f;</title><guid>a</guid>").decode()
    parsed = read(body.encode(), Context())
    assert parsed.records[0].event.title == "Atelier du 3 décembre 2026 &e29; &f;"
    assert "entities-ignored" in [notice.code for notice in parsed.notices]


def test_a_broken_entry_costs_only_itself() -> None:
    parsed = read(OPENING + b"<item></title></item>" + ITEM + b"<item><title>&&&<</item>" + CLOSING, Context())
    assert [record.key for record in parsed.records] == ["one"]


def test_what_the_library_is_asked_is_counted() -> None:
    odd = b"<item><title>a & b</title><guid>g%d</guid></item>"
    parsed = read(OPENING + b"".join(odd % number for number in range(MOST_ODD + 700)) + CLOSING, Context())
    lost = [notice for notice in parsed.notices if notice.code == "component-broken"]
    assert MOST_NOTICES - 10 <= len(lost) <= MOST_NOTICES


def test_what_was_complete_lives_when_a_feed_is_cut() -> None:
    whole = OPENING + ITEM + ITEM.replace(b"one", b"two") + CLOSING
    seen = set()
    for end in range(len(OPENING), len(whole)):
        parsed = read(whole[:end], Context())
        assert parsed.cut == (end < len(whole) - len("</rss>") + 6)
        seen.add(tuple(record.key for record in parsed.records))
    assert seen == {(), ("one",), ("one", "two")}


def test_nul_bytes_are_taken_out_and_told() -> None:
    parsed = read(rss_of("<title>No\0ël du 3 décembre 2026\x08</title><guid>a\0</guid>"), Context())
    assert parsed.records[0].event.title == "Noël du 3 décembre 2026"
    assert "nul-bytes" in [notice.code for notice in parsed.notices]


def test_two_encodings_in_one_feed_are_both_read() -> None:
    body = (
        OPENING + "<item><title>Noël, ".encode() + "le 3 décembre 2026".encode("cp1252") + b"</title></item>" + CLOSING
    )
    assert read(body, Context()).records[0].event.title == "Noël, le 3 décembre 2026"


def test_a_false_declaration_is_told() -> None:
    body = b'<?xml version="1.0" encoding="ISO-8859-1"?>' + rss_of("<title>Noël du 3 décembre 2026</title>")
    parsed = read(body, Context())
    assert parsed.records[0].event.title == "Noël du 3 décembre 2026"
    assert "charset-disagrees" in [notice.code for notice in parsed.notices]


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_come_to_an_outcome(body: bytes) -> None:
    sniff(body, "")
    outcome(body)
    outcome(OPENING + b"<item>" + body + b"</item>" + CLOSING)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32))
def test_any_mutation_of_the_corpus_comes_to_an_outcome(seed: int) -> None:
    choice = random.Random(seed)
    body = bytearray(choice.choice(FILES).read_bytes())
    for _ in range(choice.randint(1, 12)):
        at = choice.randrange(len(body))
        size = choice.choice([1, 1, 3, 20, 200])
        body[at : at + size] = choice.choice(
            [b"", b"<", b">", b"&", b"\0", b"]]>", b"<!--", bytes(body[:size]), b"\xe9"]
        )
    outcome(bytes(body))


@pytest.mark.parametrize("body", [rss_of(*["<title>Atelier de décembre</title>" + "<p>x</p>" * 50] * 80), atom_of(500)])
def test_memory_stays_near_the_size_of_the_feed(body: bytes) -> None:
    tracemalloc.start()
    outcome(body)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12 * max(len(body), 100_000)


def test_bytes_of_another_charset_are_told_as_text() -> None:
    feed = b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Caf\xe9\0</title></channel></rss>'
    (told,) = [notice for notice in read(feed, Context()).notices if notice.code == "wrong-charset"]
    assert told.value == "é</title></channel>"
