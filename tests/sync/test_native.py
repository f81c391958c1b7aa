"""The native format: what is read, what is lost, and that its JSON Schema and its reader agree."""

from __future__ import annotations

import copy
import json
import re
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from federation.domain.event import Attendance, Record, Status
from federation.domain.payload import dump, load_event
from federation.domain.reasons import NOTICES
from federation.domain.space import Closure
from federation.errors import FormatError
from sync.formats.native import FORMAT, MAX_EVENTS, read, sniff
from sync.formats.parsed import MOST_NOTICES, Context, Parsed

ROOT = Path(__file__).parent.parent.parent
CORPUS = sorted(path for path in (ROOT / "tests/corpus/native").glob("*.json") if ".expected" not in path.name)
SCHEMA = Draft202012Validator(json.loads((ROOT / "sync/formats/native.schema.json").read_text("utf-8")))


def document(*events: Any, **more: Any) -> dict[str, Any]:
    return {"format": "cantines-native/1", "events": list(events), **more}


def parse(*events: Any, zone: str = "Europe/Paris", **more: Any) -> Parsed:
    return read(json.dumps(document(*events, **more)).encode(), Context(zone=zone))


def event(**more: Any) -> dict[str, Any]:
    return {"id": "e", "title": "Apéro", "start": "2026-11-22T18:30:00", **more}


def only(parsed: Parsed) -> Record:
    assert len(parsed.records) == 1, parsed.notices
    return parsed.records[0]


def example() -> dict[str, Any]:
    text = (ROOT / "docs/formats.md").read_text("utf-8")
    found: dict[str, Any] = json.loads(re.findall(r"```json\n(.*?)```", text, re.DOTALL)[0])
    return found


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_the_corpus_reads_as_expected(path: Path) -> None:
    parsed = read(path.read_bytes(), Context())
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    assert [record.key for record in parsed.records] == expected["keys"]
    told = sorted([notice.code, notice.path, notice.lost] for notice in parsed.notices)
    assert told == sorted(expected["notices"])


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_reading_twice_gives_the_same_and_what_is_known_is_not_read_again(path: Path) -> None:
    first = read(path.read_bytes(), Context())
    assert read(path.read_bytes(), Context()) == first
    known = {record.key: record.fingerprint for record in first.records}
    again = read(path.read_bytes(), Context(known=known))
    assert again.records == []
    assert again.unchanged == frozenset(known)


def test_the_same_bytes_in_another_zone_are_read_again() -> None:
    known = {"e": only(parse(event())).fingerprint}
    body = json.dumps(document(event())).encode()
    assert read(body, Context(zone="Indian/Reunion", known=known)).unchanged == frozenset()


def test_the_documented_example_is_valid_and_reads_without_a_notice() -> None:
    SCHEMA.validate(example())
    parsed = read(json.dumps(example()).encode(), Context())
    assert parsed.notices == []
    assert parsed.records
    assert parsed.space is not None


def test_the_documented_example_shows_every_key() -> None:
    shown: set[str] = set()

    def collect(value: Any) -> None:
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            collect(item)
        shown.update(value if isinstance(value, dict) else ())

    collect(example())
    described = set(re.findall(r'^ *"(\w+)": \{', json.dumps(SCHEMA.schema, indent=1), re.MULTILINE))
    keywords = {"properties", "patternProperties", "items", "event", "exception", "_", "anyOf"}
    assert described - keywords - shown - {"_"} - {"exrules", "rdates"} == set()


def test_wall_times_are_told_in_their_zone() -> None:
    assert only(parse(event())).event.start == datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    assert only(parse(event(), zone="Indian/Reunion")).event.zone == "Indian/Reunion"
    told = only(parse(event(timezone="America/Cayenne"))).event
    assert (told.zone, told.start.isoformat()) == ("America/Cayenne", "2026-11-22T18:30:00-03:00")


@pytest.mark.parametrize("zone", ["right/Europe/Paris", "localtime", "../../etc/passwd", "Europe"])
def test_a_zone_that_is_no_iana_name_is_told_and_not_believed(zone: str) -> None:
    parsed = parse(event(timezone=zone))
    assert (only(parsed).event.zone, [notice.code for notice in parsed.notices]) == ("Europe/Paris", ["unknown-zone"])


def test_an_offset_keeps_the_moment_and_moves_to_the_zone() -> None:
    told = only(parse(event(start="2026-11-22T18:30:00Z"))).event
    assert told.start.isoformat() == "2026-11-22T19:30:00+01:00"


def test_an_hour_that_daylight_saving_skips_is_the_next_one() -> None:
    told = only(parse(event(start="2026-03-29T02:30:00"))).event
    assert told.start.isoformat() == "2026-03-29T03:30:00+02:00"
    assert load_event(dump(told)) == told


def test_every_key_of_an_event_is_read() -> None:
    record = only(read(json.dumps(example()).encode(), Context()))
    told = record.event
    assert (told.status, told.attendance) == (Status.SCHEDULED, Attendance.MIXED)
    assert told.price is not None
    assert told.price.amount == Decimal("5")
    assert told.organiser is not None
    assert told.image is not None
    assert told.place is not None
    assert load_event(dump(told)) == told


def test_all_day_ends_are_kept_as_dates() -> None:
    told = only(parse(event(start="2026-11-22", end="2026-11-24"))).event
    assert (told.start, told.end, told.all_day) == (date(2026, 11, 22), date(2026, 11, 24), True)


def test_a_date_in_a_series_with_hours_means_that_day() -> None:
    path = ROOT / "tests/corpus/native/weekly-with-exceptions.json"
    series = only(read(path.read_bytes(), Context())).recurrence
    assert series is not None
    assert series.rrules == ("FREQ=WEEKLY;BYDAY=TU",)
    assert [moment.isoformat() for moment in series.exdates] == ["2026-12-29T18:00:00+01:00"]
    assert series.rdates[0][0].isoformat() == "2026-12-31T18:00:00+01:00"
    moved, cancelled, winter = series.exceptions
    assert moved.recurrence_id.isoformat() == "2026-11-17T18:00:00+01:00"
    assert moved.event.end is not None
    assert moved.event.end.isoformat() == "2026-11-18T21:00:00+01:00"
    assert cancelled.event.status is Status.CANCELLED
    assert cancelled.event.title == "Permanence « coup de main »"
    assert winter.this_and_future
    assert winter.event.start.isoformat() == "2026-12-08T18:00:00+01:00"


def test_the_space_alone_is_an_answer() -> None:
    space = read((ROOT / "tests/corpus/native/space-alone.json").read_bytes(), Context()).space
    assert space is not None
    assert space.closures[1] == Closure(date(2027, 5, 14), date(2027, 5, 14))
    assert space.rates[0].amount == Decimal("12.50")
    assert space.open_changed_at == datetime(2026, 11, 22, 8, 2, tzinfo=UTC)


def test_a_bad_part_of_a_space_costs_that_part_only() -> None:
    parsed = parse(space={"desks": -3, "hours": "Mo-Fr 09:00-18:00"})
    assert parsed.space is not None
    assert (parsed.space.hours, parsed.space.desks) == ("Mo-Fr 09:00-18:00", None)
    assert [notice.path for notice in parsed.notices] == ["$.space.desks"]


def test_refresh_minutes_are_bounded() -> None:
    assert parse(refresh_minutes=30).refresh_after == timedelta(minutes=30)
    assert parse(refresh_minutes=0).notices[0].path == "$.refresh_minutes"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\xef\xbb\xbf<!doctype html><title>503</title>", "html"),
        (b'{"format": "cantines-native/1", "events": [', "not-json"),
        (b"BEGIN:VCALENDAR", "not-json"),
        (b'{"a":' * 100_000, "not-json"),
        (b"[" * 100_000, "not-json"),
        (b"[]", "not-native"),
        (b"12", "not-native"),
        (b'{"format": "cantines-native/1"}', "not-native"),
        (b'{"format": "cantines-native/1", "events": {}}', "not-native"),
        (b'{"format": "cantines-native/1", "space": []}', "not-native"),
        (b'{"format": "cantines-native/2", "events": []}', "not-native"),
        (b'{"format": ["cantines-native/1"], "events": []}', "not-native"),
    ],
)
def test_what_is_not_native_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(body, Context())
    assert caught.value.code == code


def test_a_cut_off_body_tells_its_line() -> None:
    with pytest.raises(FormatError) as caught:
        read(b'{"format": "cantines-native/1",\n"events": [\n{"id": ', Context())
    assert caught.value.line == 3


@pytest.mark.parametrize("number", ["1e400", "NaN", "-Infinity", "9" * 5000, "true", '"48"', "91"])
def test_numbers_that_mean_nothing_cost_only_their_part(number: str) -> None:
    body = '{"format": "cantines-native/1", "events": [{"id": "e", "title": "T", "start": "2026-11-22",'
    parsed = read((body + f'"place": {{"lat": {number}}}}}]}}').encode(), Context())
    assert only(parsed).event.place is None
    assert parsed.notices[0].path == "$.events[0].place.lat"


def test_nul_and_half_surrogates_are_taken_out() -> None:
    told = only(parse(event(id="e\x00\x01", title="Apé\ud800ro\x00", categories=["\udfff"])))
    assert (told.key, told.event.title, told.event.categories) == ("e", "Apéro", ("",))


def test_a_wrong_charset_is_read_and_told() -> None:
    body = json.dumps(document(event()), ensure_ascii=False).encode("cp1252")
    parsed = read(body, Context())
    assert only(parsed).event.title == "Apéro"
    assert [notice.code for notice in parsed.notices] == ["wrong-charset"]


def test_too_many_events_are_cut_and_told() -> None:
    parsed = read(json.dumps(document(*[1] * (MAX_EVENTS + 1))).encode(), Context())
    assert len(parsed.notices) == MOST_NOTICES + 1
    assert parsed.cut
    assert parsed.notices[0].code == "too-many-events"


def test_a_long_id_is_kept_as_a_digest() -> None:
    record = only(parse(event(id="x" * 300)))
    assert record.key.startswith("uid:")
    assert record.event.uid == "x" * 300


def test_sniff_wants_an_object_that_says_its_name() -> None:
    assert sniff(b' {"format" : "cantines-native/1"}', "")
    assert not sniff(b'{"format": "feed"}', "application/json")
    assert not sniff(b'["format": "cantines-native/1"]', "")
    assert FORMAT.name == "native"


WRONG: list[Any] = [None, True, 12, -1, 1.5, "", " ", "x", "2026-11-22", "2026-13-45", [], [None], [12], {}, {"a": 1}]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_what_the_schema_refuses_is_a_notice_or_an_error(data: st.DataObject) -> None:
    """One value anywhere in the example is replaced, taken out or joined by an unknown key."""
    broken: Any = copy.deepcopy(example())
    spot = broken
    while True:
        keys = sorted(spot) if isinstance(spot, dict) else list(range(len(spot)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(spot[key], dict | list) or not spot[key] or data.draw(st.booleans()):
            break
        spot = spot[key]
    how = data.draw(st.sampled_from(["replace", "remove", "add"]))
    if how == "replace":
        spot[key] = copy.deepcopy(data.draw(st.sampled_from(WRONG)))
    elif how == "remove":
        del spot[key]
    elif isinstance(spot, dict):
        spot["unheard"] = 1
    if SCHEMA.is_valid(broken):
        return
    try:
        parsed = read(json.dumps(broken).encode(), Context())
    except FormatError:
        return
    assert parsed.notices, list(SCHEMA.iter_errors(broken))


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["id", "title", "start", "place", "recurrence", "exceptions", "x"]), inner
            )
        ),
    )
)
def test_whatever_stands_for_an_event_never_raises(raw: Any) -> None:
    parsed = parse(raw, event(id="other"))
    assert parsed.records[-1].key == "other"
    for record in parsed.records:
        dump(record.event).encode("utf-8")


def test_every_notice_has_words_in_both_languages() -> None:
    codes = {notice.code for path in CORPUS for notice in read(path.read_bytes(), Context()).notices}
    assert codes | {"wrong-charset", "too-many-events"} <= set(NOTICES)


@pytest.mark.parametrize(
    "more",
    [
        {"events": [event(categories=[1] * 300_000)]},
        {"events": [event(recurrence={"rdates": ["2026-12-01"] * 150_000})]},
        {"events": [event(id=str(number), title=1, start=2, url=3) for number in range(10_000)]},
        {"events": [], **{f"key{number}": number for number in range(150_000)}},
    ],
    ids=["items", "dates", "events", "keys"],
)
def test_monsters_cost_little_and_are_told_in_few_words(more: dict[str, Any]) -> None:
    body = json.dumps(document() | more).encode()
    began = time.process_time()
    parsed = read(body, Context())
    assert time.process_time() - began < 2
    assert len(parsed.notices) <= 1_001
