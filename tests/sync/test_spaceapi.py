"""SpaceAPI: what is read, what is told, and that any bytes end in one or the other.

`python -m tests.sync.test_spaceapi FILE` prints what is read, in the form of an `.expected.json`.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federation.domain.payload import to_plain
from federation.errors import FormatError
from sync.detect import pick
from sync.formats.parsed import MOST_NOTICES, Context, Parsed
from sync.formats.spaceapi import read

CORPUS = Path(__file__).parent.parent / "corpus" / "spaceapi"
FILES = sorted(path for path in CORPUS.glob("*.json") if ".expected" not in path.name)
WHOLE = {"api_compatibility": ["15"], "space": "La Cantine", "contact": {}}


def said(body: bytes) -> dict[str, Any]:
    """What the reader says of a body, as plain data."""
    parsed = read(body, Context())
    assert parsed.space is not None
    return {
        "producer": parsed.producer,
        "space": to_plain(parsed.space),
        "notices": [[notice.code, notice.path, notice.value] for notice in parsed.notices],
    }


def parse(**more: Any) -> Parsed:
    return read(json.dumps({**WHOLE, **more}).encode(), Context())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_corpus_reads_as_expected(path: Path) -> None:
    body = path.read_bytes()
    assert said(body) == json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    assert pick("auto", body, "application/json").name == "spaceapi"


def test_the_order_of_keys_does_not_matter() -> None:
    for path in FILES:
        document = json.loads(path.read_bytes())
        turned = json.dumps(dict(reversed(document.items()))).encode()
        assert read(turned, Context()).space == read(path.read_bytes(), Context()).space


def test_the_cache_schedule_is_when_to_come_back() -> None:
    assert parse(cache={"schedule": "h.02"}).refresh_after == timedelta(hours=2)
    assert parse(cache={"schedule": "m.00"}).refresh_after is None
    assert parse(cache={"schedule": "5 minutes"}).refresh_after is None


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><title>Maintenance</title>", "html"),
        (b'{"space": ', "not-json"),
        (b"[" * 100_000, "not-json"),
        (b"[]", "not-spaceapi"),
        (b'{"api": "0.13"}', "not-spaceapi"),
        (b'{"api": "0.13", "space": " "}', "not-spaceapi"),
        (b'{"api_compatibility": ["14"], "space": ["x"]}', "not-spaceapi"),
        (b'{"space": "La Cantine"}', "not-spaceapi"),
    ],
)
def test_what_is_no_spaceapi_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(body, Context())
    assert caught.value.code == code


@pytest.mark.parametrize(
    "seconds", [0, 23, -1e300, 1795334400000, 10**400, True, "hier", [], float("nan"), float("inf")]
)
def test_a_change_nobody_can_mean_is_told(seconds: Any) -> None:
    parsed = parse(state={"open": True, "lastchange": seconds})
    assert parsed.space is not None
    assert parsed.space.open_changed_at is None
    assert [notice.code for notice in parsed.notices] == ["absurd-change"]


def test_the_state_counts_before_what_older_versions_had_at_the_root() -> None:
    space = parse(open=True, status="open", state={"open": None, "message": "Sonnez"}).space
    assert space is not None
    assert (space.open_now, space.message) == (None, "Sonnez")


def test_long_lists_are_cut_and_notices_are_few() -> None:
    begun = time.perf_counter()
    parsed = parse(location={"areas": [{"name": 1}] * 50_000}, membership_plans=[[]] * 50_000)
    assert len(parsed.notices) <= MOST_NOTICES + 1
    assert time.perf_counter() - begun < 2


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
_keys = ("state", "location", "contact", "membership_plans", "cache", "open", "lastchange", "api", "api_compatibility")
_inner = ("open", "lastchange", "message", "areas", "name", "value", "email", "schedule", "hint", "keymasters")
_part = _json | st.dictionaries(st.sampled_from(_inner), _json | st.lists(_json, max_size=2), max_size=5)
_documents = st.dictionaries(st.sampled_from(_keys), _part | st.lists(_part, max_size=3), max_size=9)


@given(_documents)
def test_any_document_gives_a_space_or_a_reason(document: dict[str, Any]) -> None:
    try:
        parsed = read(json.dumps({**WHOLE, **document}).encode(), Context())
    except FormatError:
        return
    assert parsed.space is not None
    assert json.dumps(to_plain(parsed.space))


@given(st.sampled_from(FILES), st.integers(0, 2000), st.binary(max_size=6))
def test_any_damage_gives_a_space_or_a_reason(path: Path, place: int, bytes_: bytes) -> None:
    body = path.read_bytes()
    try:
        read(body[:place] + bytes_ + body[place + 3 :], Context())
    except FormatError:
        return


if __name__ == "__main__":
    print(json.dumps(said(Path(sys.argv[1]).read_bytes()), ensure_ascii=False, indent=1))


@pytest.mark.parametrize(("told", "producer", "notices"), [("15", "SpaceAPI 15", []), ("x", "SpaceAPI", ["x"])])
def test_a_version_that_is_no_list_is_read_all_the_same(told: str, producer: str, notices: list[str]) -> None:
    parsed = parse(api_compatibility=told)
    assert (parsed.producer, [notice.value for notice in parsed.notices]) == (producer, notices)
    assert all(notice.path == "$.api_compatibility" for notice in parsed.notices)
