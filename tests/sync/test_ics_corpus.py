"""Every calendar of the corpus: what comes out, the same from both ways of reading, whatever the order of the file.

`python -m tests.sync.test_ics_corpus FILE` prints what is read, in the form of an `.expected.json`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from federation.domain import payload
from federation.domain.event import Record
from federation.errors import FormatError
from sync.formats.ics import FORMAT
from sync.formats.ics_parts.blocks import split
from sync.formats.ics_parts.calendar import read_head
from sync.formats.ics_parts.groups import read_group
from sync.formats.ics_parts.library import read_library
from sync.formats.ics_parts.plain import read_plain
from sync.formats.ics_parts.properties import Odd
from sync.formats.ics_parts.text import from_windows, unfold, usual
from sync.formats.parsed import Context

CORPUS = Path(__file__).parent.parent / "corpus" / "ics"
FILES = sorted(CORPUS.rglob("*.ics"))
WITH_RESULT = [file for file in FILES if file.with_suffix(".expected.json").exists()]


def told(body: bytes) -> dict[str, Any]:
    """What the reader says of a body, as plain data."""
    try:
        parsed = FORMAT.read(body, Context())
    except FormatError as error:
        return {"failure": error.code}
    records = [payload.to_plain(replace(record, fingerprint="")) for record in parsed.records]
    notices = [f"{notice.line or ''} {notice.code} {notice.path}".strip() for notice in parsed.notices]
    about = {"title": parsed.title, "producer": parsed.producer, "refresh_after": str(parsed.refresh_after or "")}
    return {**{name: text for name, text in about.items() if text}, "records": records, "notices": notices}


def _name(file: Path) -> str:
    return str(file.relative_to(CORPUS).with_suffix(""))


@pytest.mark.parametrize("file", WITH_RESULT, ids=_name)
def test_what_is_read(file: Path) -> None:
    assert told(file.read_bytes()) == json.loads(file.with_suffix(".expected.json").read_text())


@pytest.mark.parametrize("file", FILES, ids=_name)
def test_any_file_gives_records_or_a_reason(file: Path) -> None:
    said = told(file.read_bytes())
    assert said.get("records") or said.get("notices") or said.get("failure")


@pytest.mark.parametrize("file", FILES, ids=_name)
def test_what_was_read_is_known_the_next_time(file: Path) -> None:
    try:
        first = FORMAT.read(file.read_bytes(), Context())
    except FormatError:
        return
    second = FORMAT.read(file.read_bytes(), Context(known={record.key: record.fingerprint for record in first.records}))
    assert second.unchanged == {record.key for record in first.records}
    assert second.records == []


@pytest.mark.parametrize("file", FILES, ids=_name)
def test_the_order_of_the_file_does_not_matter(file: Path) -> None:
    try:
        body = _utf8(file)
    except FormatError:
        return
    assert _records(_reversed(body)) == _records(body)


def _utf8(file: Path) -> bytes:
    body, _ = usual(file.read_bytes())
    try:
        unfold(body)
    except UnicodeDecodeError:
        return from_windows(body)
    return body


def _records(body: bytes) -> list[Record]:
    return sorted(FORMAT.read(body, Context()).records, key=lambda record: record.key)


def _reversed(body: bytes) -> bytes:
    found = split(body)
    calendars = []
    for number, head in enumerate(found.heads):
        before, end, after = head.rpartition(b"END:VCALENDAR")
        blocks = [block.text for block in reversed(found.blocks) if block.calendar == number]
        vevents = b"".join(b"BEGIN:VEVENT" + text + b"\nEND:VEVENT\n" for text in blocks)
        calendars.append(before.rstrip() + b"\n" + vevents + end + after)
    return b"\n".join(calendars)


@pytest.mark.parametrize("file", FILES, ids=_name)
def test_both_ways_of_reading_agree(file: Path) -> None:
    try:
        body = _utf8(file)
    except FormatError:
        return
    found = split(body)
    heads = [read_head(head, "Europe/Paris") for head in found.heads]
    for block in found.blocks:
        try:
            plain = read_plain(unfold(block.text), block.number)
        except Odd:
            continue
        library = read_library(unfold(block.text), block.number)
        assert library is not None
        head = heads[block.calendar]
        assert read_group([(plain, head)], "").records == read_group([(library, head)], "").records


if __name__ == "__main__":
    print(json.dumps(told(Path(sys.argv[1]).read_bytes()), ensure_ascii=False, indent=1))
