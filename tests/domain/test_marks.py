"""Marks: two statements that can be one event share one; few, stable, never across realms, whatever the title is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from federation.domain.marks import MOST, Voice, is_subject, marks
from federation.domain.matching import Statement, Verdict, match
from tests.domain.matching_pairs import pairs, statement, teller

AT = "2026-11-24 18:30"


def marks_of(one: Statement, realm: str = "") -> set[int]:
    return set(marks(one.event, one.slot, Voice(1, one.teller, realm)))


def test_whatever_matches_shares_a_mark() -> None:
    missed = [
        each.id
        for each in pairs()
        if match(each.a, each.b).verdict is Verdict.SAME and marks_of(each.a).isdisjoint(marks_of(each.b))
    ]
    assert missed == []


def test_marks_are_few_and_fit_a_column() -> None:
    found = [marks_of(side) for each in pairs() for side in (each.a, each.b)]
    assert all(0 < len(numbers) <= MOST for numbers in found)
    assert all(0 < number < 2**63 for numbers in found for number in numbers)


def test_realms_share_nothing() -> None:
    one = statement("a", by="nantes.site", t="Soirée Rust", at=AT, uid="rust-0123456@x.example")
    assert marks_of(one).isdisjoint(marks_of(one, "tours"))


def test_another_spelling_of_a_title_is_one_subject() -> None:
    titles = ("Soirée Rust à Nantes", "SOIREE RUST !", "🦀 Soirées Rust")
    told = [statement("a", by="nantes.site", t=title, at=AT) for title in titles]
    assert len({frozenset(filter(is_subject, marks_of(one))) for one in told}) == 1


def test_a_moved_event_is_known_by_its_uid_and_by_its_former_day() -> None:
    uid = "rust-0123456@x.example"
    one = statement("a", by="nantes.site", t="Soirée Rust", at=AT, uid=uid)
    moved = statement("b", by="rennes.google", t="Soirée Rust", at="2026-12-01 18:30", uid=uid)
    assert marks_of(one) & marks_of(moved)
    told = replace(moved.event, uid="", previous_start=one.event.start)
    assert marks_of(one) & set(marks(told, "", Voice(2, teller("nantes.meetup"))))


@pytest.mark.parametrize("title", ["", "x" * 100_000, "🎉" * 5000, "\u202e\u202d" * 5000, "١٢٣", "-", "\ud800"])
def test_any_title_gives_marks(title: str) -> None:
    one = statement("a", by="nantes.site", t="x", at=AT)
    assert marks(replace(one.event, title=title, url="http://[", links=("https://", "x" * 9)), "", Voice(1, one.teller))
