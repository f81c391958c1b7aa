"""Every feed of the corpus: what comes out, the same from both ways of reading, whatever the order of its entries.

`python -m tests.sync.test_webfeed_corpus FILE` prints what is read, in the form of an `.expected.json`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from federation.domain import payload
from federation.errors import FormatError
from sync.formats import jsonfeed, webfeed
from sync.formats.parsed import Context, Parsed
from sync.formats.webfeed_parts import library
from sync.formats.webfeed_parts.pieces import split
from sync.formats.webfeed_parts.plain import Odd, Plain
from sync.formats.webfeed_parts.xml_text import as_utf8

CORPUS = Path(__file__).parent.parent / "corpus"
FEEDS = sorted((CORPUS / "webfeed").rglob("*.xml"))
FILES = [*FEEDS, *(file for file in sorted((CORPUS / "jsonfeed").glob("*.json")) if ".expected" not in file.name)]
WITH_RESULT = [file for file in FILES if file.with_suffix(".expected.json").exists()]
URL = "https://cantine.example/agenda/feed"


def read(file: Path, context: Context) -> Parsed:
    """The file, read as what its folder says it is."""
    known = webfeed.FORMAT if file.suffix == ".xml" else jsonfeed.FORMAT
    assert known.sniff(file.read_bytes(), "")
    return known.read(file.read_bytes(), context)


def told(file: Path) -> dict[str, Any]:
    """What the reader says of a file, as plain data."""
    try:
        parsed = read(file, Context(url=URL))
    except FormatError as error:
        return {"failure": error.code}
    records = [payload.to_plain(replace(record, fingerprint="")) for record in parsed.records]
    notices = [" ".join(filter(None, (str(n.line or ""), n.code, n.path, n.value))) for n in parsed.notices]
    about = {"title": parsed.title, "producer": parsed.producer, "refresh_after": str(parsed.refresh_after or "")}
    about |= {"further": " ".join(parsed.further), "cut": "yes" if parsed.cut else ""}
    return {**{name: text for name, text in about.items() if text}, "records": records, "notices": notices}


def _name(file: Path) -> str:
    return str(file.relative_to(CORPUS).with_suffix(""))


@pytest.mark.parametrize("file", WITH_RESULT, ids=_name)
def test_what_is_read(file: Path) -> None:
    assert told(file) == json.loads(file.with_suffix(".expected.json").read_text("utf-8"))


def test_every_file_of_our_own_says_what_must_come_out() -> None:
    assert {file for file in FILES if "gofeed" not in file.parts} == set(WITH_RESULT)


@pytest.mark.parametrize("file", FILES, ids=_name)
def test_what_was_read_is_known_the_next_time(file: Path) -> None:
    first = read(file, Context(url=URL))
    known = {record.key: record.fingerprint for record in first.records}
    second = read(file, Context(url=URL, known=known))
    assert (second.records, second.unchanged) == ([], frozenset(known))


@pytest.mark.parametrize("file", FEEDS, ids=_name)
def test_both_ways_of_reading_give_equal_values(file: Path) -> None:
    text, _ = as_utf8(file.read_bytes())
    pieces = split(text, 1000)
    assert pieces is not None
    plain = Plain()
    for start, end, _ in pieces.entries:
        piece = pieces.opening + text[start:end] + pieces.closing
        try:
            found = plain.item(piece)
        except Odd:
            continue
        assert found == library.item(piece)
    try:
        channel = plain.channel(pieces.around)
    except Odd:
        return
    assert channel == library.channel(pieces.around)


@pytest.mark.parametrize("file", FEEDS, ids=_name)
def test_the_order_of_entries_does_not_matter(file: Path) -> None:
    text, _ = as_utf8(file.read_bytes())
    pieces = split(text, 1000)
    assert pieces is not None
    entries = [text[start:end] for start, end, _ in pieces.entries]
    assert _records(pieces.opening, entries[::-1], pieces.closing) == _records(pieces.opening, entries, pieces.closing)


def _records(opening: bytes, entries: list[bytes], closing: bytes) -> list[Any]:
    parsed = webfeed.read(opening + b"\n".join(entries) + closing, Context(url=URL))
    return sorted(parsed.records, key=lambda record: record.key)


if __name__ == "__main__":
    print(json.dumps(told(Path(sys.argv[1]).resolve()), ensure_ascii=False, indent=2))
