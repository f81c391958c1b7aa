"""Rules of other projects' test suites give the dates that they expect."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from federation.domain.event import Event, Moment, Record, Recurrence
from federation.domain.recurrence import expand

VECTORS = json.loads((Path(__file__).parent.parent / "corpus" / "recurrence" / "vectors.json").read_text())
ALWAYS = datetime(1971, 1, 2, tzinfo=UTC), datetime(2198, 1, 1, tzinfo=UTC)


def _start(text: str, zone: str | None) -> tuple[Moment, str]:
    parameters, _, value = text.rpartition(":")
    if len(value) == 8:
        return datetime.strptime(value, "%Y%m%d").date(), "UTC"
    name = parameters.partition("TZID=")[2] or ("UTC" if value.endswith("Z") else zone or "UTC")
    return datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(name)), name


def _window(vector: dict[str, Any]) -> tuple[datetime, datetime]:
    low, high = (vector.get(name, "").rstrip("Z") for name in ("from_on", "until_on"))
    return (
        datetime.fromisoformat(low).replace(tzinfo=UTC) if low else ALWAYS[0],
        datetime.fromisoformat(high).replace(tzinfo=UTC) if high else ALWAYS[1],
    )


def _starts(vector: dict[str, Any]) -> list[str]:
    start, zone = _start(vector["dtstart"], vector["zone"])
    record = Record("k", Event(title="T", start=start, zone=zone), Recurrence(rrules=(vector["rule"],)))
    found = [item.event.start for item in expand(record, *_window(vector), limit=100_000).occurrences]
    return [(item.replace(tzinfo=None) if isinstance(item, datetime) else item).isoformat() for item in found]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['test']}: {vector['rule']}")
def test_dates_of_a_rule(vector: dict[str, Any]) -> None:
    expected = [text.rstrip("Z") for text in vector["expected"]]
    found = _starts(vector)
    if not vector.get("sure") and found[:1] != expected[:1]:
        found = found[1:]  # DTSTART, which the rule does not match
    if vector.get("refused"):
        assert found in ([], expected[:1])
        return
    assert (found[: len(expected)] if vector.get("prefix") else found) == expected
