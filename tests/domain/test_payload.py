"""The JSON of values: what they say without their defaults, the same for equal ones, read back as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from federation.domain.event import (
    Attendance,
    Event,
    Exception_,
    Image,
    Organiser,
    Place,
    Price,
    Recurrence,
    Status,
)
from federation.domain.payload import dump, load_event, load_recurrence, to_plain, undated

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 11, 22, 18, 30, tzinfo=PARIS)
PLAIN = Event(title="", start=date(2026, 11, 22))
FULL = Event(
    title='Soirée « Rust »\n"\\\x00\u2028\ud800é😀',
    start=START,
    end=datetime(2026, 11, 22, 21, tzinfo=PARIS),
    zone="Indian/Reunion",
    uid="1@x",
    url="https://x.example/a?b=c&d",
    description="<p>Fin</p>",
    status=Status.MOVED_ONLINE,
    attendance=Attendance.MIXED,
    place=Place("La Cantine", lat=-0.0, lon=1e-7),
    categories=("un", ""),
    accessibility=("mi",),
    price=Price(free=False, amount=Decimal("4.50"), currency="EUR"),
    organiser=Organiser("Asso"),
    image=Image("https://x.example/i.png", credit="Moi"),
    previous_start=datetime(2026, 11, 21, 18, 30, tzinfo=UTC),
    sequence=7,
    updated=datetime(2026, 11, 20, 9, tzinfo=UTC),
)
SERIES = Recurrence(
    rrules=("FREQ=WEEKLY",),
    rdates=((START, None), (date(2026, 11, 23), date(2026, 11, 24))),
    exdates=(START,),
    exceptions=(Exception_(START, PLAIN, this_and_future=True),),
)


WHOLE = replace(FULL, title=FULL.title.replace("\ud800", ""))


@pytest.mark.parametrize("event", [PLAIN, WHOLE, FULL])
def test_what_was_written_is_read_as_it_was(event: Event) -> None:
    assert load_event(dump(event)) == event


def test_a_series_is_read_as_it_was() -> None:
    assert load_recurrence(dump(SERIES), "Europe/Paris") == SERIES


@pytest.mark.parametrize(
    "value", [Place(), Place("La Cantine", lat=48.1), Organiser("é"), Price(amount=Decimal("4.50"))]
)
def test_the_parts_of_a_value_are_its_json_without_defaults(value: object) -> None:
    assert json.loads(dump(value)) == to_plain(value)


def test_equal_values_give_equal_text() -> None:
    said = replace(PLAIN, zone="".join(("Europe/", "Paris")), uid="".join(()), sequence=int("0"))
    assert said == PLAIN
    assert dump(said) == dump(PLAIN) == '{"title":"","start":"2026-11-22"}'
    assert dump(Exception_(START, said)) == dump(Exception_(START, PLAIN))


def test_no_number_is_null() -> None:
    assert dump(Place(lat=float("nan"))) == '{"lat":null}'


def test_readers_never_see_when_a_source_last_changed_it() -> None:
    title = ',"updated":"2026-11-20"'
    lasting = replace(FULL, title=title, updated=None)
    assert undated(dump(replace(lasting, updated=FULL.updated))) == dump(lasting) == undated(dump(lasting))
    series = Recurrence(exceptions=(Exception_(START, replace(PLAIN, updated=FULL.updated)),))
    assert undated(dump(series)) == dump(Recurrence(exceptions=(Exception_(START, PLAIN),)))
