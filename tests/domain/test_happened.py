"""What a reader must know of an entry that changed, and what is no news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from federation.domain.event import Attendance, Event, Place, Status
from federation.domain.happened import (
    FIELDS,
    GRAVEST,
    WORDS,
    Happened,
    Kind,
    Shown,
    as_moved,
    elsewhere,
    former_start,
    happened,
    place_line,
)

PARIS = ZoneInfo("Europe/Paris")
HOME = Place("La Cantine", "35 place du Colombier", "35000", "Rennes", 48.1053, -1.6794)
RUST = Event(title="Soirée Rust", start=datetime(2026, 11, 25, 18, 30, tzinfo=PARIS), place=HOME)
WEEK = timedelta(days=7)


def kinds(now: Event, was: Event = RUST, *, gone: tuple[bool, bool] = (False, False), same: bool = True) -> list[Kind]:
    found = happened(Shown(was, gone[0]), Shown(now, gone[1]), same_teller=FIELDS if same else ())
    return [one.kind for one in found]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"status": Status.CANCELLED}, [Kind.CANCELLED]),
        ({"status": Status.POSTPONED}, [Kind.POSTPONED]),
        ({"status": Status.FULL}, [Kind.FULL]),
        ({"start": RUST.start + WEEK}, [Kind.RESCHEDULED]),
        ({"start": RUST.start + WEEK, "status": Status.RESCHEDULED}, [Kind.RESCHEDULED]),
        ({"start": date(2026, 11, 26)}, [Kind.RESCHEDULED]),
        ({"status": Status.MOVED_ONLINE}, [Kind.MOVED_ONLINE]),
        ({"attendance": Attendance.ONLINE, "place": None}, [Kind.MOVED_ONLINE]),
        ({"place": Place("Mairie", "1 place de la Mairie", "35000", "Rennes")}, [Kind.MOVED]),
        ({"title": "Soirée Go"}, [Kind.RETITLED]),
        ({"status": Status.CANCELLED, "title": "Soirée Go"}, [Kind.CANCELLED, Kind.RETITLED]),
    ],
)
def test_what_changed_is_told_gravest_first(changed: dict[str, object], expected: list[Kind]) -> None:
    assert kinds(replace(RUST, **changed)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "SOIREE RUST !"},
        {"description": "<p>Venez.</p>"},
        {"end": RUST.start + timedelta(hours=2)},
        {"start": date(2026, 11, 25)},
        {"start": RUST.start.astimezone(ZoneInfo("UTC"))},  # type: ignore[union-attr]
        {"status": Status.TENTATIVE},
        {"attendance": Attendance.MIXED},
        {"place": None},
        {"place": replace(HOME, address="35, pl. du Colombier")},
        {"place": Place("La Cantine numérique", "", "", "Rennes")},
        {"place": Place("La Cantine, salle Vilaine", "35 place du Colombier", "35000", "Rennes Cedex")},
    ],
)
def test_corrections_are_no_news(changed: dict[str, object]) -> None:
    assert kinds(replace(RUST, **changed)) == []  # type: ignore[arg-type]
    assert kinds(RUST, replace(RUST, **changed)) == []  # type: ignore[arg-type]


def test_withdrawal_says_all_and_what_comes_back_is_told() -> None:
    other = replace(RUST, title="Soirée Go", start=RUST.start + WEEK)
    assert kinds(other, gone=(False, True)) == [Kind.WITHDRAWN]
    assert kinds(other, gone=(True, True)) == []
    assert kinds(RUST, gone=(True, False)) == [Kind.BACK]
    assert kinds(other, gone=(True, False)) == [Kind.RESCHEDULED, Kind.BACK, Kind.RETITLED]
    assert kinds(replace(RUST, status=Status.CANCELLED), gone=(True, False)) == [Kind.CANCELLED]


def test_what_was_off_takes_place_again() -> None:
    assert kinds(RUST, replace(RUST, status=Status.CANCELLED)) == [Kind.BACK]
    assert kinds(RUST, replace(RUST, status=Status.FULL)) == [Kind.FREE]
    assert kinds(replace(RUST, start=RUST.start + WEEK), replace(RUST, status=Status.POSTPONED)) == [Kind.RESCHEDULED]
    online = replace(RUST, status=Status.MOVED_ONLINE)
    assert happened(Shown(online), Shown(RUST)) == (
        Happened(Kind.MOVED, "", "La Cantine, 35 place du Colombier, 35000 Rennes"),
    )


def test_who_joins_tells_only_what_became_of_it() -> None:
    told = replace(RUST, title="Rust", start=RUST.start + timedelta(minutes=30), place=Place(city="Nantes"))
    assert kinds(told, same=False) == []
    assert kinds(replace(told, status=Status.CANCELLED), same=False) == [Kind.CANCELLED]
    (found,) = happened(Shown(RUST), Shown(told), same_teller=("title",))
    assert found.kind is Kind.RETITLED


def test_former_and_present_are_told() -> None:
    (found,) = happened(Shown(RUST), Shown(replace(RUST, start=RUST.start + WEEK)))
    assert (found.was, found.now) == ("2026-11-25T18:30:00+01:00", "2026-12-02T18:30:00+01:00")


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (HOME, replace(HOME, address="12 place du Colombier", lat=None), True),
        (HOME, replace(HOME, address="12 place du Colombier"), False),
        (HOME, Place(city="Nantes"), True),
        (Place("Mairie"), Place("Bibliothèque"), True),
        (Place(address="35 place du Colombier"), Place("Bibliothèque"), False),
    ],
)
def test_places(was: Place, now: Place, expected: bool) -> None:
    assert elsewhere(was, now) is expected


def test_a_place_is_told_on_one_line() -> None:
    assert place_line(Place("La Cantine de Rennes", "", "", "Rennes")) == "La Cantine de Rennes"
    assert place_line(None) == ""


def test_the_first_start_is_kept_and_cleared_when_it_holds_again() -> None:
    later, last = (replace(RUST, start=RUST.start + n * WEEK) for n in (1, 2))
    assert former_start(None, RUST, RUST) is None
    assert former_start(None, RUST, later) == RUST.start
    assert former_start(RUST.start, later, last) == RUST.start
    assert former_start(RUST.start, later, later) == RUST.start
    assert former_start(RUST.start, last, RUST) is None


def test_the_same_day_without_its_hour_is_no_former_start() -> None:
    day = replace(RUST, start=date(2026, 11, 25))
    assert former_start(None, RUST, day) is former_start(None, day, RUST) is None
    assert former_start(None, day, replace(day, start=date(2026, 11, 26))) == date(2026, 11, 25)
    assert former_start(date(2026, 11, 25), replace(day, start=date(2026, 11, 26)), RUST) is None


def test_a_moved_event_is_told_as_rescheduled_and_the_source_own_word_wins() -> None:
    told = as_moved(RUST, RUST.start - WEEK)
    assert (told.previous_start, told.status) == (RUST.start - WEEK, Status.RESCHEDULED)
    own = replace(RUST, previous_start=RUST.start - 2 * WEEK, status=Status.FULL)
    assert as_moved(own, RUST.start - WEEK) == own
    assert as_moved(RUST, None) is RUST


def test_every_change_has_words_in_both_languages_and_a_rank() -> None:
    assert set(WORDS) == set(Kind)
    assert set(GRAVEST) == {kind for kind in Kind if not kind.value.startswith("site_")}
    assert all(words.fr and words.en for words in WORDS.values())
