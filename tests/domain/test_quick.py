"""A value that is made quicker is the same value: frozen, equal, printed, copied and refused as before."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, replace
from datetime import date

import pytest

from federation.domain.event import Event, Status, with_values
from federation.domain.quick import quick

EVENT = Event(title="Apéro", start=date(2026, 11, 22), status=Status.FULL)


@quick
@dataclass(frozen=True, slots=True)
class Pair:
    one: int
    other: str = "x"


def test_values_are_of_their_class_and_say_what_they_were_given() -> None:
    assert (type(EVENT), EVENT.title, EVENT.sequence, EVENT.status) == (Event, "Apéro", 0, Status.FULL)
    assert repr(Pair(1)).endswith("Pair(one=1, other='x')")
    assert len({Pair(1), Pair(1, "x"), Pair(one=1, other="y")}) == 2


def test_they_stay_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        EVENT.title = "Bal"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del EVENT.title


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(TypeError):
        Event("Apéro", date(2026, 11, 22))  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Event(title="Apéro")  # type: ignore[call-arg]


def test_they_are_copied_like_any_other() -> None:
    assert pickle.loads(pickle.dumps(EVENT)) == copy.deepcopy(EVENT) == replace(EVENT) == EVENT
    assert with_values(EVENT, {"title": "Bal"}) == replace(EVENT, title="Bal")
