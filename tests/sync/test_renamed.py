"""Events that come back under another UID are the ones they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from federation.domain.event import Event, Exception_, Record, Recurrence
from sync.renamed import recognised

START = datetime(2026, 12, 7, 18, tzinfo=UTC)


def told(uid: str, title: str = "Apéro", start: datetime = START) -> Event:
    return Event(title=title, start=start, uid=uid)


def record(uid: str, title: str = "Apéro", start: datetime = START) -> Record:
    return Record(uid, told(uid, title, start), None, "print of " + uid)


def test_the_same_title_and_start_under_another_uid_is_the_same_event() -> None:
    (found,) = recognised([record("new")], {"old": told("old")}, {"old"})
    assert (found.key, found.event, found.fingerprint) == ("old", told("old"), "print of new")


def test_another_title_or_start_is_another_event() -> None:
    others = [record("b", title="Atelier"), record("c", start=START.replace(day=8))]
    assert recognised(others, {"old": told("old")}, {"old"}) == others


def test_what_stands_twice_on_one_side_is_not_guessed() -> None:
    twice = [record("b"), record("c")]
    assert recognised(twice, {"old": told("old")}, {"old"}) == twice
    assert recognised([record("b")], {"x": told("x"), "y": told("y")}, {"x", "y"}) == [record("b")]


def test_what_was_known_keeps_its_own_name() -> None:
    known = record("known")
    assert recognised([known], {"old": told("old")}, {"old", "known"}) == [known]


def test_the_exceptions_of_a_series_take_its_uid_too() -> None:
    exception = Exception_(START, told("new", "Déplacé"))
    series = replace(record("new"), recurrence=Recurrence(rrules=("FREQ=WEEKLY",), exceptions=(exception,)))
    (found,) = recognised([series], {"old": told("old")}, {"old"})
    assert found.recurrence is not None
    assert [item.event.uid for item in found.recurrence.exceptions] == ["old"]
