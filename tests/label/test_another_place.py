"""Another place of a site is shown to the committee when it brings far more; one of an unknown size does not count."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from federation.domain.space import Room, Space
from federation.label.audit import assess
from federation.label.evidence import Evidence, Snapshot
from federation.label.verdict import Anomaly
from tests.label.sites import CHARTER, NOON, conforming, plainly, snapshot, verdict


def said(space: Space, location: str, days_ago: int, number: int = 1) -> Snapshot:
    return replace(snapshot(NOON, space, location, number), since_at=NOON - timedelta(days=days_ago))


def site(*desks: tuple[str, int, int], accepted: frozenset[str] = frozenset()) -> Evidence:
    """A site whose places told so many desks, each so many days ago."""
    told = [
        said(Space(desks=number, amenities=("wifi",)), place, ago, index)
        for index, (place, number, ago) in enumerate(desks)
    ]
    return replace(conforming(), snapshots=tuple(told), accepted=accepted)


def shown(evidence: Evidence) -> list[tuple[str, bool]]:
    return [(one.id, one.apart) for one in anomalies(evidence)]


def anomalies(evidence: Evidence) -> tuple[Anomaly, ...]:
    return assess(CHARTER, evidence, NOON).anomalies


def desks(evidence: Evidence) -> object:
    return verdict("espace-coworking", evidence).readings[0].value


def test_an_inflated_annexe_does_not_count_before_the_committee_has_looked() -> None:
    evidence = site(("halle", 6, 400), ("annexe", 500, 20))
    assert desks(evidence) == 6
    assert shown(evidence) == [("jump:desks:+annexe:6-506", True)]
    found = verdict("espace-coworking", evidence).readings[0]
    assert found.anomalies == ("jump:desks:+annexe:6-506",)
    assert "Postes, tous lieux ensemble (annexe) : de 6 à 506 le 12 mai 2026" in plainly(found.follows)
    accepted = frozenset({"jump:desks:+annexe:6-506"})
    assert desks(replace(evidence, accepted=accepted)) == 506


def test_an_annexe_of_a_known_size_counts_and_is_shown() -> None:
    evidence = site(("halle", 6, 400), ("annexe", 25, 20), ("annexe", 26, 10))
    assert desks(evidence) == 32
    assert shown(evidence) == [("place:desks:+annexe:6-31", False)]
    assert verdict("espace-coworking", evidence).ruling.value == "met"
    assert [one.accepted for one in anomalies(evidence)] == [False]


@pytest.mark.parametrize(
    "told",
    [
        (("halle", 16, 400), ("annexe", 16, 20)),  # together they are not more than the factor
        (("halle", 6, 400), ("annexe", 25, 396)),  # the places of a site are read one after the other
        (("halle", 40, 400), ("annexe", 500, 400)),  # nothing was before
        (("halle", 30, 400), ("annexe", 30, 200), ("étage", 40, 20)),
    ],
)
def test_what_two_places_tell_is_ordinary(told: tuple[tuple[str, int, int], ...]) -> None:
    evidence = site(*told)
    assert shown(evidence) == []
    assert desks(evidence) == sum(number for _, number, _ in told)


def test_places_one_after_the_other_are_shown_again_when_they_double_all() -> None:
    evidence = site(("halle", 10, 400), ("a", 45, 30), ("b", 45, 20), ("c", 45, 10))
    assert [name for name, _ in shown(evidence)] == ["place:desks:+a:10-55", "place:desks:+c:55-145"]


def test_places_that_grow_together_are_held_against_what_all_had() -> None:
    """Each doubles at most; with a place that came meanwhile all are more than twice as many."""
    evidence = site(("halle", 10, 400), ("annexe", 10, 300), ("halle", 20, 30), ("étage", 10, 20), ("annexe", 20, 10))
    assert desks(evidence) == 40
    assert shown(evidence) == [("jump:desks:+annexe:20-50", True)]


def test_a_place_that_tells_a_fair_figure_afterwards_counts() -> None:
    assert desks(site(("halle", 10, 400), ("annexe", 500, 20), ("annexe", 8, 10))) == 18


def test_a_hall_that_is_far_too_large_is_no_largest_room() -> None:
    halls = (said(Space(rooms=(Room("A", 12),)), "halle", 400), said(Space(rooms=(Room("B", 900),)), "annexe", 9, 2))
    found = verdict("espace-reunion-modulable", replace(conforming(), snapshots=halls)).decisive
    assert found is not None
    assert found.value == 12


def test_long_names_of_places_make_no_longer_ids() -> None:
    name = "L’Annexe de la rue de la Monnaie, au-dessus de la bibliothèque des Champs Libres"
    ((found, _),) = shown(site(("halle", 6, 400), (name, 500, 20)))
    assert len(found) == 64
    assert found.endswith(":6-506")
