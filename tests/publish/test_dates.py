"""Dates and hours in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from federation.domain.event import Event
from federation.publish.dates import (
    day_heading,
    first_day,
    last_day,
    short_date,
    short_day,
    spoken_when,
    time_range,
    zone_place,
)
from tests.publish.entries import PARIS

N = "\u202f"


def timed(start: tuple[int, ...], end: tuple[int, ...] | None = None, zone: str = "Europe/Paris") -> Event:
    clocks = ZoneInfo(zone)
    return Event(
        title="x",
        start=datetime(*start, tzinfo=clocks),  # type: ignore[arg-type, misc]
        end=datetime(*end, tzinfo=clocks) if end else None,  # type: ignore[arg-type, misc]
        zone=zone,
    )


def whole(start: tuple[int, int, int], end: tuple[int, int, int] | None = None) -> Event:
    return Event(title="x", start=date(*start), end=date(*end) if end else None)


EVENING = timed((2026, 11, 22, 18, 30), (2026, 11, 22, 20, 0))
NIGHT = timed((2026, 11, 28, 22, 0), (2026, 11, 29, 2, 0))
WEEKEND = timed((2026, 11, 27, 18, 0), (2026, 11, 29, 17, 30))
DAYS = whole((2026, 3, 3), (2026, 3, 6))


@pytest.mark.parametrize(
    ("event", "french", "english"),
    [
        (EVENING, f"dimanche 22 novembre 2026, 18{N}h{N}30 – 20{N}h", "Sunday 22 November 2026, 18:30–20:00"),
        (timed((2026, 11, 22, 9, 5)), f"dimanche 22 novembre 2026, 9{N}h{N}05", "Sunday 22 November 2026, 09:05"),
        (NIGHT, f"samedi 28 novembre 2026, 22{N}h – 2{N}h", "Saturday 28 November 2026, 22:00–02:00"),
        (
            timed((2026, 11, 22, 20, 0), (2026, 11, 23, 0, 0)),
            f"dimanche 22 novembre 2026, 20{N}h – minuit",
            "Sunday 22 November 2026, 20:00–00:00",
        ),
        (
            WEEKEND,
            f"du 27 novembre, 18{N}h, au 29 novembre 2026, 17{N}h{N}30",
            "27 November, 18:00 – 29 November 2026, 17:30",
        ),
        (whole((2026, 11, 1)), "dimanche 1er novembre 2026", "Sunday 1 November 2026"),
        (DAYS, "du 3 au 5 mars 2026", "3–5 March 2026"),
        (whole((2026, 3, 1), (2026, 3, 4)), "du 1er au 3 mars 2026", "1–3 March 2026"),
        (whole((2026, 3, 30), (2026, 4, 3)), "du 30 mars au 2 avril 2026", "30 March – 2 April 2026"),
        (
            whole((2026, 12, 30), (2027, 1, 3)),
            "du 30 décembre 2026 au 2 janvier 2027",
            "30 December 2026 – 2 January 2027",
        ),
    ],
)
def test_when_is_spoken_in_both_languages(event: Event, french: str, english: str) -> None:
    assert spoken_when(event, "fr") == french
    assert spoken_when(event, "en") == english


@pytest.mark.parametrize(
    ("event", "french", "english"),
    [
        (EVENING, "22 nov. 2026", "22 Nov 2026"),
        (NIGHT, "28 nov. 2026", "28 Nov 2026"),
        (WEEKEND, "27–29 nov. 2026", "27–29 Nov 2026"),
        (DAYS, "3–5 mars 2026", "3–5 Mar 2026"),
        (whole((2026, 3, 30), (2026, 4, 3)), "30 mars – 2 avr. 2026", "30 Mar – 2 Apr 2026"),
        (whole((2026, 12, 31), (2027, 1, 2)), "31 déc. 2026 – 1er janv. 2027", "31 Dec 2026 – 1 Jan 2027"),
        (whole((2026, 3, 3), (2027, 3, 6)), "3 mars 2026 – 5 mars 2027", "3 Mar 2026 – 5 Mar 2027"),
    ],
)
def test_short_dates_keep_their_year(event: Event, french: str, english: str) -> None:
    assert short_date(event, "fr") == french
    assert short_date(event, "en") == english


def test_hours_stand_alone_under_a_day() -> None:
    assert time_range(EVENING, "fr") == f"18{N}h{N}30 – 20{N}h"
    assert time_range(whole((2026, 11, 22)), "fr") == "toute la journée"
    assert time_range(whole((2026, 11, 22)), "en") == "all day"
    assert time_range(DAYS, "fr") == "du 3 au 5 mars 2026"


def test_an_end_that_is_no_end_is_not_spoken() -> None:
    start = (2026, 11, 22, 18, 0)
    assert time_range(timed(start, start), "fr") == f"18{N}h"
    assert last_day(timed(start, (2026, 11, 20, 18, 0))) == date(2026, 11, 22)


def test_a_night_belongs_to_its_evening_and_a_morning_does_not() -> None:
    assert last_day(NIGHT) == date(2026, 11, 28)
    assert last_day(timed((2026, 11, 28, 22, 0), (2026, 11, 29, 8, 0))) == date(2026, 11, 29)
    assert last_day(timed((2026, 11, 29, 1, 0), (2026, 11, 29, 3, 0))) == date(2026, 11, 29)


def test_the_day_is_that_of_the_zone_of_the_event() -> None:
    event = Event(title="x", start=datetime(2026, 11, 22, 23, 30, tzinfo=UTC), zone="Europe/Paris")
    assert first_day(event) == date(2026, 11, 23)
    assert time_range(event, "fr") == f"0{N}h{N}30"


def test_another_zone_is_named_only_where_its_clocks_differ() -> None:
    there = timed((2026, 11, 24, 9, 0), zone="Indian/Reunion")
    assert spoken_when(there, "fr", "Europe/Paris").endswith(f", 9{N}h (heure{N}: La Réunion)")
    assert spoken_when(there, "en", "Europe/Paris").endswith(", 09:00 (Réunion time)")
    assert "heure" not in spoken_when(there, "fr")
    assert "heure" not in spoken_when(timed((2026, 11, 24, 9, 0), zone="Europe/Brussels"), "fr", "Europe/Paris")


def test_a_zone_without_a_name_is_told_by_the_end_of_its_own() -> None:
    assert zone_place("right/Asia/Ho_Chi_Minh", "fr") == "Ho Chi Minh"


def test_days_are_told_in_full_and_in_short() -> None:
    assert day_heading(date(2026, 8, 1), "fr") == "samedi 1er août 2026"
    assert day_heading(date(2026, 8, 1), "en-GB") == "Saturday 1 August 2026"
    assert short_day(date(2026, 8, 11), "fr") == "11 août 2026"


def test_an_unknown_language_is_told_in_french() -> None:
    assert day_heading(date(2026, 8, 2), "oc") == "dimanche 2 août 2026"


def test_the_hour_of_the_wall_holds_over_a_change_of_clocks() -> None:
    event = Event(
        title="x",
        start=datetime(2026, 10, 25, 1, 0, tzinfo=PARIS),
        end=datetime(2026, 10, 25, 4, 0, tzinfo=PARIS),
    )
    assert time_range(event, "fr") == f"1{N}h – 4{N}h"
