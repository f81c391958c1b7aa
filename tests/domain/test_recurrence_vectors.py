"""Rules of other projects' test suites give the dates that they expect, and those that recurring-ical-events finds."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from federation.domain.event import Event, Moment, Record, Recurrence
from federation.domain.recurrence import Expansion, expand

VECTORS = json.loads((Path(__file__).parent.parent / "corpus" / "recurrence" / "vectors.json").read_text("utf-8"))
ALWAYS = datetime(1971, 1, 2, tzinfo=UTC), datetime(2198, 1, 1, tzinfo=UTC)

_SECONDS = "a rule that repeats each second is refused"
_BYDAY = "dateutil finds no day where some have a number and some have none (RFC 5545 §3.3.10 allows it)"
_UNTIL = "a date with a Z is read as that day, there the series is lost"
_FLOATING = "an UNTIL without a zone is of the zone of DTSTART, there of UTC: the last date is lost"
ELSEWHERE = {
    "FREQ=SECONDLY;COUNT=3;BYHOUR=6,18": _SECONDS,
    "FREQ=SECONDLY;COUNT=3;BYHOUR=6,18;BYMINUTE=6,18": _SECONDS,
    "FREQ=SECONDLY;COUNT=3;BYHOUR=6,18;BYSECOND=6,18": _SECONDS,
    "FREQ=MONTHLY;INTERVAL=2;COUNT=16;BYDAY=MO,-2TU,+1WE,3TH": _BYDAY,
    "FREQ=DAILY;INTERVAL=2;UNTIL=19971201Z": _UNTIL,
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU;UNTIL=19971201Z": _UNTIL,
    "FREQ=YEARLY;BYMONTH=3;BYDAY=TH;UNTIL=19990401Z": _UNTIL,
    "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8;UNTIL=19970901Z": _UNTIL,
    "FREQ=WEEKLY;UNTIL=20131118T183000": _FLOATING,
}
"""Where recurring-ical-events finds other dates, and why ours are right."""


def _moment(text: str) -> Moment:
    parameters, _, value = text.rpartition(":")
    if len(value) == 8:
        return datetime.strptime(value, "%Y%m%d").date()
    name = parameters.partition("TZID=")[2] or "UTC"
    return datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(name))


def _zone(text: str) -> str:
    return text.partition("TZID=")[2].partition(":")[0] or "UTC"


def _expanded(vector: dict[str, Any], low: datetime, high: datetime) -> Expansion:
    event = Event(title="T", start=_moment(vector["dtstart"]), zone=_zone(vector["dtstart"]))
    exdates = tuple(map(_moment, vector.get("exdates", ())))
    return expand(Record("k", event, Recurrence(rrules=(vector["rule"],), exdates=exdates)), low, high, limit=100_000)


def _told(moment: Moment) -> str:
    return (moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment).isoformat()


def _expected(vector: dict[str, Any]) -> list[str]:
    if "refused" in vector:
        return [_told(_moment(vector["dtstart"]))]
    first = [_told(_moment(vector["dtstart"]))] if vector.get("on_top") else []
    return first + [text.rstrip("Z") for text in vector.get("ours", vector.get("expected"))]


def _until(vector: dict[str, Any]) -> datetime:
    """A year after the last date that is looked at, where only the first are."""
    last = _expected(vector)[-1:] if vector.get("prefix") and "at" not in vector else []
    if not last:
        return ALWAYS[1]
    return datetime.fromisoformat(last[0]).replace(tzinfo=UTC) + timedelta(days=366)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['test']}: {vector['rule']}")
def test_dates_of_a_rule(vector: dict[str, Any]) -> None:
    low = (
        datetime.fromisoformat(vector["from_on"].rstrip("Z")).replace(tzinfo=UTC) if "from_on" in vector else ALWAYS[0]
    )
    expansion = _expanded(vector, low, _until(vector))
    found = [_told(item.event.start) for item in expansion.occurrences]
    assert [notice.code for notice in expansion.notices] == ([vector["refused"]] if "refused" in vector else [])
    if "at" in vector:
        assert len(found) == vector["count"]
        assert {index: found[int(index)] for index in vector["at"]} == vector["at"]
        return
    expected = _expected(vector)
    whole = not vector.get("prefix") and "ours" not in vector
    assert (found if whole else found[: len(expected)]) == expected


def test_all_that_other_engines_agree_on_is_as_expected() -> None:
    agreed = [vector for vector in VECTORS if vector["tier"] == "A"]
    assert len(agreed) == 122
    assert not any(vector.keys() & {"ours", "on_top", "refused"} for vector in agreed)


def _theirs(vector: dict[str, Any], low: datetime, high: datetime) -> list[str]:
    said = [f"DTSTART{';' if ':' in vector['dtstart'] else ':'}{vector['dtstart']}", "RRULE:" + vector["rule"]]
    said += [f"EXDATE{';' if ':' in text else ':'}{text}" for text in vector.get("exdates", ())]
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:a", *said, "END:VEVENT", "END:VCALENDAR", ""]
    calendar = icalendar.Calendar.from_ical("\r\n".join(lines))
    found = recurring_ical_events.of(calendar, skip_bad_series=True).between(low, high)
    return sorted({_instant(component["DTSTART"].dt) for component in found})


def _instant(moment: Moment) -> str:
    """In UTC, which also tells of hours that the clocks skip."""
    if isinstance(moment, datetime):
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    return moment.isoformat()


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['test']}: {vector['rule']}")
def test_the_dates_that_recurring_ical_events_finds(vector: dict[str, Any]) -> None:
    start = _moment(vector["dtstart"])
    low = datetime(start.year, start.month, start.day, tzinfo=UTC) - timedelta(days=2)
    high = low + timedelta(days=1500)
    ours = sorted(_instant(item.event.start) for item in _expanded(vector, low, high).occurrences)
    assert (ours == _theirs(vector, low, high)) is (vector["rule"] not in ELSEWHERE)


def test_a_vector_of_each_rule_that_differs() -> None:
    assert {vector["rule"] for vector in VECTORS} >= ELSEWHERE.keys()
