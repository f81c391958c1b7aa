"""What is held at another place of a site: what says its name, and what its own sources tell without a place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from federation.domain.event import Attendance, Event, Place
from federation.domain.site_annexes import Annexe, housed

HOME = Place("Champs Libres", "10 cours des Alliés", "35000", "Rennes")
THERE = Place("L’Annexe", "5 rue Kléber", "35000", "Rennes")
ANNEXE = Annexe("rennes", THERE, ("soirees",), date(2026, 6, 1), date(2026, 12, 31))
EVENT = Event(title="Veillée", start=datetime(2026, 6, 10, 18, tzinfo=ZoneInfo("Europe/Paris")))


def where(event: Event, *sources: str) -> Place | None:
    return housed(event, sources, HOME, ("La Cantine",), [ANNEXE])


@pytest.mark.parametrize(
    ("place", "source", "found"),
    [
        (Place("l'annexe"), "agenda", replace(THERE, name="l'annexe")),
        (Place("Annexe"), "agenda", None),
        (Place("L’Annexe, salle 2", city="Rennes"), "agenda", replace(THERE, name="L’Annexe, salle 2")),
        (Place("L’Annexe", city="Lyon"), "agenda", None),
        (Place("L’Annexe", "1 rue de Lyon"), "agenda", None),
        (None, "agenda", None),
        (None, "soirees", THERE),
        (HOME, "soirees", THERE),
        (Place("Théâtre", "1 rue de Paris", city="Rennes"), "soirees", None),
    ],
)
def test_what_is_held_there(place: Place | None, source: str, found: Place | None) -> None:
    assert where(replace(EVENT, place=place), source) == found


def test_what_others_tell_too_stays_where_they_say() -> None:
    assert where(EVENT, "soirees", "agenda") is None


def test_nothing_is_held_there_online_or_outside_its_days() -> None:
    assert where(replace(EVENT, attendance=Attendance.ONLINE), "soirees") is None
    later = replace(EVENT, start=datetime(2027, 1, 1, 18, tzinfo=ZoneInfo("Europe/Paris")))
    assert where(later, "soirees") is None
