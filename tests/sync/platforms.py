"""What the tests of event platforms' readers share: their corpus as plain data, and mutations of its documents.

`python -m tests.sync.platforms FORMAT FILE` prints what is read, in the form of an `.expected.json`.
"""

from __future__ import annotations

import copy
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from federation.domain import payload
from federation.domain.event import Record
from federation.errors import FormatError
from sync.detect import pick
from sync.formats.parsed import Context, Format, Parsed

CORPUS = Path(__file__).parent.parent / "corpus"
URL = "https://agenda.example/api/events"
WRONG: list[Any] = [
    *(None, True, False, 0, -1, 12, 1.5, 10**30, float("inf"), float("nan"), "", " ", "x", "2026-11-28", "\ud800\x00"),
    *(
        "9999-12-31T23:59:59-12:00",
        "0001-01-01 00:00:00",
        "https://[",
        [],
        [None],
        [[]],
        [12],
        {},
        {"a": 1},
        {"url": 3},
    ),
]


def files(name: str) -> list[Path]:
    """The documents of a format's corpus."""
    return sorted(path for path in (CORPUS / name).glob("*.json") if ".expected" not in path.name)


def told(speaks: Format, body: bytes) -> dict[str, Any]:
    """What a reader says of a body, as plain data."""
    parsed = speaks.read(body, Context(url=URL))
    records = [payload.to_plain(replace(record, fingerprint="")) for record in parsed.records]
    notices = sorted([notice.code, notice.path, notice.lost] for notice in parsed.notices)
    return {"records": records, "notices": notices, "further": list(parsed.further)}


def expected(path: Path) -> dict[str, Any]:
    """What the corpus says of it."""
    found: dict[str, Any] = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    return found


def by_title(parsed: Parsed) -> dict[str, Record]:
    return {record.event.title: record for record in parsed.records}


def codes(parsed: Parsed) -> list[str]:
    return sorted(notice.code for notice in parsed.notices)


def reversed_lists(value: Any) -> Any:
    """The same document, the events of every list in the opposite order."""
    if isinstance(value, dict):
        return {name: reversed_lists(inner) for name, inner in value.items()}
    if isinstance(value, list) and any(isinstance(inner, dict) and len(inner) > 4 for inner in value):
        return value[::-1]
    return value


def mutated(data: st.DataObject, document: Any) -> Any:
    """The document with one value, anywhere, replaced or taken out."""
    broken = [copy.deepcopy(document)]
    spot: Any = broken
    while True:
        keys = sorted(spot) if isinstance(spot, dict) else list(range(len(spot)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(spot[key], dict | list) or not spot[key] or data.draw(st.integers(0, 5)) == 0:
            break
        spot = spot[key]
    if data.draw(st.booleans()) or spot is broken:
        spot[key] = copy.deepcopy(data.draw(st.sampled_from(WRONG)))
    else:
        del spot[key]
    return broken[0]


def outcome(speaks: Format, body: bytes) -> None:
    """Whatever is read can be stored, and reading it again gives the same."""
    try:
        parsed = speaks.read(body, Context(url=URL))
    except FormatError:
        return
    for record in parsed.records:
        payload.dump(record.event).encode("utf-8")
        assert 0 < len(record.key.encode("utf-8")) <= 1020
    for notice in parsed.notices:
        notice.value.encode("utf-8")
    assert all(address.startswith(("http://", "https://")) for address in parsed.further)
    assert speaks.read(body, Context(url=URL)) == parsed


if __name__ == "__main__":
    name, file = sys.argv[1:]
    print(json.dumps(told(pick(name, b"{}", ""), Path(file).read_bytes()), ensure_ascii=False, indent=1))
