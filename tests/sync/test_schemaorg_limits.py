"""Hostile web pages: each read within bounds, to records or a reason, whatever it is read as."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from federation.domain.reasons import FAILURES, NOTICES
from federation.errors import FormatError
from sync.formats import event_pages, hevent, schemaorg
from sync.formats.parsed import MOST_NOTICES, Context, Parsed
from sync.formats.web_page_parts.links import MOST_LINKS
from tests.sync.web_pages import CORPUS, HERE

READERS = [schemaorg.FORMAT, hevent.FORMAT, event_pages.FORMAT]
LD = b'<html><script type="application/ld+json">'
SCOPE = b"<div itemscope itemtype='https://schema.org/Event'>"
EVENT = b'{"@context":"https://schema.org","@type":"Event","startDate":"2026-01-01","url":"/a","name":"x"}'
HOSTILE = {
    "elements within each other": b"<html>" + b"<div>" * 10_000 + SCOPE,
    "texts within each other": b"<html>" + SCOPE + b"<span itemprop=description>x" * 60_000,
    "items within each other": b"<html>" + SCOPE.replace(b"itemscope", b"itemprop=subEvent itemscope") * 8_000,
    "a round of references": b"<div id=a itemscope itemref=b></div><div id=b itemprop=x itemscope itemref=a>" + SCOPE,
    "one part for many": b"<html><p id=b>"
    + b"<i itemprop=name>x</i>" * 2_500
    + b"</p>"
    + SCOPE.replace(b">", b" itemref=b>") * 4_500,
    "rdfa within itself": b"<html vocab='https://schema.org/'>"
    + b"<p property=subEvent typeof=Event prefix='a: b'>" * 8_000,
    "one subject for all": b"<html vocab='https://schema.org/'>" + b"<p about='#a' typeof=Event property=name>" * 8_000,
    "json within each other": LD + b'{"@context":"https://schema.org","@graph":[' * 50_000,
    "values within each other": LD + EVENT[:-1] + b',"endDate":' + b'{"@value":' * 400 + b"1" + b"}" * 401,
    "lists within each other": LD + EVENT[:-1] + b',"subEvent":' + b"[" * 400 + b"]" * 400 + b"}",
    "one address for all": LD + b"[" + b",".join([EVENT] * 3_000) + b"]",
    "commas alone": LD + b"," * 1_000_000,
    "comments alone": LD + b"{" + b"/*" * 500_000,
    "quotes alone": LD + b"{" + b'"\\"' * 500_000,
    "many broken scripts": (LD + b"{</script>") * 20_000,
    "many h-events": b"<html>" + b"<p class=h-event><b class=dt-start>2026-01-01</b>" * 4_000,
    "one wide h-event": b"<html><div class=h-event>" + b"<p class='p-name h-card'>x</p>" * 8_000,
    "one class for ever": b"<html class='" + b"h-event " * 200_000 + b"'>",
    "anchors for ever": b"<html>" + b"<a href=/agenda/" * 100_000,
    "NUL bytes": b"\0" * 1_000_000 + b"<html>",
    "brackets": b"<" * 1_000_000,
}


def read(reader: int, body: bytes) -> Parsed | str:
    """What comes out, or the code of the reason why nothing does."""
    try:
        READERS[reader].sniff(body, "text/html")
        return READERS[reader].read(body, Context(url=HERE))
    except FormatError as error:
        return error.code


def is_outcome(found: Parsed | str) -> bool:
    """Whether it is something with words for all that went wrong, and not endless."""
    if isinstance(found, str):
        return found in FAILURES
    told = all(notice.code in NOTICES for notice in found.notices)
    return told and len(found.notices) <= MOST_NOTICES + 1 and len(found.further) <= MOST_LINKS + 1


@pytest.mark.parametrize("reader", range(3), ids=lambda index: READERS[index].name)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_bounded(name: str, reader: int) -> None:
    begun = time.process_time()
    assert is_outcome(read(reader, HOSTILE[name]))
    assert time.process_time() - begun < 5


def test_what_was_not_read_to_its_end_is_told() -> None:
    for name in ("elements within each other", "texts within each other"):
        parsed = schemaorg.read(LD + EVENT + b"</script>" + HOSTILE[name], Context(url=HERE))
        assert (len(parsed.records), parsed.cut) == (1, True)
    parsed = hevent.read(HOSTILE["many h-events"] + b"<a href=/agenda/xyz>", Context(url=HERE))
    assert parsed.cut


FILES = sorted([*(CORPUS / "schemaorg").rglob("*.html"), *(CORPUS / "hevent").rglob("*.html")])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 2), st.randoms(use_true_random=False))
def test_a_damaged_page_gives_an_outcome(path, reader, random) -> None:  # type: ignore[no-untyped-def]
    body = bytearray(path.read_bytes())
    for _ in range(random.randint(1, 12)):
        place = random.randrange(len(body))
        body[place : place + random.randint(0, 9)] = random.choice(
            [b"", b"<", b'"', b"{", b"\xff", b"\x00", b"</div>", b"]"]
        )
    assert is_outcome(read(reader, bytes(body)))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 2))
def test_any_bytes_give_an_outcome(body: bytes, reader: int) -> None:
    assert is_outcome(read(reader, body))
    assert is_outcome(read(reader, LD + body + b"</script><div class=h-event>" + body))
