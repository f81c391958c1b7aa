"""A value made in C is a value like a dataclass: frozen, equal, printed, copied and asked for its fields as before."""

from __future__ import annotations

import pickle
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date

import pytest

from federation.domain.event import Event, Place, Status, with_values

EVENT = Event(title="Bal", start=date(2026, 12, 1), place=Place("Halle"))


def test_it_is_frozen_equal_and_hashed() -> None:
    with pytest.raises(AttributeError):
        EVENT.title = "Fête"  # type: ignore[misc]
    twin = Event(title="Bal", start=date(2026, 12, 1), place=Place("Halle"))
    assert (twin, hash(twin)) == (EVENT, hash(EVENT))
    assert replace(twin, sequence=1) != EVENT
    assert pickle.loads(pickle.dumps(EVENT)) == EVENT


def test_it_is_changed_as_a_dataclass_is() -> None:
    assert is_dataclass(EVENT)
    assert replace(EVENT, title="Fête").place == with_values(EVENT, {"title": "Fête"}).place == EVENT.place
    with pytest.raises(TypeError):
        replace(EVENT, colour="red")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Event("Bal")  # type: ignore[call-arg, misc]


def test_its_fields_have_the_defaults_that_were_written() -> None:
    told = {item.name: item.default for item in fields(Event)}
    assert (told["title"], told["status"], told["zone"]) == (MISSING, Status.SCHEDULED, "Europe/Paris")
    assert [item.name for item in fields(Place)] == ["name", "address", "postal_code", "city", "lat", "lon"]
