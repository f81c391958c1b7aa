"""Which events go along when a site moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from federation.domain.event import Attendance, Event, Place, Status
from federation.domain.site_moves import Move, move_of, moved_by

PARIS = ZoneInfo("Europe/Paris")
HOME = Place("Halle de Nantes", "1 rue du Port", "44000", "Nantes", 47.2, -1.55)
HALL = Place("Mairie", "2 place de la Mairie", "44000", "Nantes")
NAMES = ("La Cantine de Nantes", "Halle de Nantes")
MOVE = Move("nantes", HALL, date(2026, 12, 1), date(2026, 12, 31))
RUST = Event(title="Rust", start=datetime(2026, 12, 5, 18, 30, tzinfo=PARIS), place=HOME)


def goes(event: Event, *moves: Move) -> bool:
    return move_of(event, HOME, NAMES, moves or (MOVE,)) is not None


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (HOME, True),
        (None, True),
        (Place(), True),
        (Place(city="Nantes"), True),
        (Place("La Cantine de Nantes"), True),
        (Place("La Cantine de Nantes, salle 2", "", "44000", "Nantes"), True),
        (Place("Salle 2", "1, rue du Port", "44000", "Nantes"), True),
        (Place(city="Rennes"), False),
        (Place("Bibliothèque"), False),
        (Place("Bibliothèque", "30 quai de la Fosse", "44000", "Nantes"), False),
        (Place("La Cantine de Nantes", "30 quai de la Fosse", "44000", "Nantes"), False),
    ],
)
def test_what_is_at_home_goes_along(place: Place | None, expected: bool) -> None:
    assert goes(replace(RUST, place=place)) is expected


def test_only_what_starts_within_the_span_and_on_site() -> None:
    days = timedelta(days=1)
    assert not goes(replace(RUST, start=RUST.start - 5 * days))
    assert not goes(replace(RUST, start=RUST.start + 27 * days))
    assert goes(replace(RUST, start=date(2026, 12, 31)))
    assert goes(replace(RUST, start=datetime(2027, 8, 1, tzinfo=PARIS)), replace(MOVE, until_on=None))
    assert not goes(replace(RUST, attendance=Attendance.ONLINE))
    assert not goes(replace(RUST, status=Status.MOVED_ONLINE))
    assert goes(replace(RUST, attendance=Attendance.MIXED))


def test_the_last_move_counts_and_is_found_again() -> None:
    later = replace(MOVE, place=Place("Gare"), from_on=date(2026, 12, 4))
    assert move_of(RUST, HOME, NAMES, (MOVE, later)) is later
    assert moved_by(replace(RUST, place=later.place), (MOVE, later)) is later
    assert moved_by(RUST, (MOVE, later)) is None
    assert move_of(RUST, HOME, NAMES, ()) is None


def test_a_span_is_told_as_an_interval() -> None:
    assert (MOVE.span, replace(MOVE, until_on=None).span) == ("2026-12-01/2026-12-31", "2026-12-01/")
