"""Verdicts on the place, its sources, and what people declare."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from federation.domain.site import LabelStatus
from federation.domain.space import Rate, Room, Space
from federation.label.evidence import (
    AnnualReport,
    BadgeSight,
    DeclaredClosure,
    Derogation,
    Evidence,
    Finding,
    Premises,
    PullDay,
    SourceLog,
)
from federation.label.verdict import Ruling
from tests.label.sites import NOON, SPACE, attestation, conforming, log, plainly, snapshot, verdict

TODAY = NOON.date()


def spaces(*told: Space) -> Evidence:
    return replace(conforming(), snapshots=tuple(snapshot(NOON, one, f"lieu {n}", n) for n, one in enumerate(told)))


@pytest.mark.parametrize(
    ("hours", "days", "ruling"),
    [
        ("Mo-Sa 09:00-19:00", 6, Ruling.MET),
        ("Tu-Su 10:00-19:00", 6, Ruling.MET),  # a host building that closes on Mondays
        ("Mo-Fr 09:00-19:00", 5, Ruling.WATCH),
        ("Mo-Th 08:00-20:00", 4, Ruling.UNMET),
        ("Mo-Fr 12:00-14:00", 5, Ruling.UNMET),  # ten hours a week
        ("Mo-Fr 09:00-19:00; PH off", 5, Ruling.WATCH),
        ("quand il y a quelqu’un", None, Ruling.UNDETERMINED),
    ],
)
def test_opening_is_that_of_a_typical_week(hours: str, days: int | None, ruling: Ruling) -> None:
    found = verdict("jours-ouverture", spaces(replace(SPACE, hours=hours)))
    assert found.ruling is ruling
    assert found.readings[0].value == days


def test_a_day_on_which_one_of_two_places_opens_is_a_day_of_opening() -> None:
    found = verdict("jours-ouverture", spaces(Space(hours="Mo-We 09:00-20:00"), Space(hours="Th-Sa 09:00-20:00")))
    assert found.readings[0].value == 6


def test_weeks_of_declared_closure_are_no_typical_ones() -> None:
    closed = DeclaredClosure(date(2026, 4, 6), date(2026, 5, 17), date(2026, 3, 1))
    found = verdict("jours-ouverture", replace(conforming(), closures=(closed,)))
    assert found.ruling is Ruling.MET
    assert found.readings[0].value == 6


@pytest.mark.parametrize(
    ("criterion", "other", "ruling"),
    [
        ("espace-coworking", {"desks": 7}, Ruling.UNMET),
        ("espace-coworking", {"desks": None}, Ruling.UNMET),
        ("espace-coworking", {"amenities": ("café",)}, Ruling.UNMET),
        ("espace-coworking", {"amenities": ("WiFi gratuit",)}, Ruling.MET),
        ("espace-reunion-modulable", {"rooms": (Room("Bocal", 8),)}, Ruling.UNMET),
        ("tarifs-publics", {"rates": ()}, Ruling.UNMET),
        ("tarifs-publics", {"rates": (Rate("Mois", Decimal(80), unit="month"),)}, Ruling.UNMET),
        ("tarifs-publics", {"rates": (Rate("Gratuit", Decimal(0), unit="day"),)}, Ruling.NOT_APPLICABLE),
    ],
)
def test_what_the_space_lacks(criterion: str, other: dict[str, object], ruling: Ruling) -> None:
    assert verdict(criterion, spaces(replace(SPACE, **other))).ruling is ruling  # type: ignore[arg-type]


def test_an_agreement_with_the_host_building_stands_for_a_room() -> None:
    agreed = replace(spaces(replace(SPACE, rooms=())), attestations=(attestation("salle-du-lieu-hote", TODAY),))
    found = verdict("espace-reunion-modulable", agreed)
    assert found.ruling is Ruling.NOT_APPLICABLE
    assert plainly(found.explanation).startswith("Sans objet : accord écrit « Nous l’attestons")


def test_a_space_that_nothing_tells_of_is_undetermined() -> None:
    for criterion in ("jours-ouverture", "espace-coworking", "tarifs-publics", "donnees-espace-a-jour"):
        assert verdict(criterion, spaces()).ruling is Ruling.UNDETERMINED


def test_data_of_the_space_grow_old() -> None:
    evidence = spaces(SPACE)
    old = replace(evidence.snapshots[0], confirmed_at=NOON - timedelta(days=91))
    assert verdict("donnees-espace-a-jour", replace(evidence, snapshots=(old,))).ruling is Ruling.UNMET


@pytest.mark.parametrize(
    "place",
    [
        Premises(name="Halle", city="Tours", placed=True),
        Premises(name="Halle", address="49 boulevard Preuilly", city="Tours"),
        Premises(name="Halle", address="49 boulevard Preuilly", city="Tours", placed=True, permanent=False),
        Premises(name="Halle", address="49 boulevard Preuilly", city="Tours", placed=True, strayed=501),
    ],
)
def test_an_address_is_whole_permanent_and_where_it_says(place: Premises) -> None:
    assert verdict("lieu-physique-permanent", replace(conforming(), premises=(place,))).ruling is Ruling.UNMET


@pytest.mark.parametrize(
    ("left", "ruling"),
    [
        (61, Ruling.MET),
        (60, Ruling.MET),
        (59, Ruling.WATCH),
        (0, Ruling.WATCH),
        (-60, Ruling.WATCH),
        (-61, Ruling.UNMET),
    ],
)
def test_an_attestation_is_watched_before_its_end_and_holds_sixty_days_after(left: int, ruling: Ruling) -> None:
    filed = (attestation("accessibilite", TODAY + timedelta(days=left)),)
    evidence = replace(conforming(), attestations=filed, profile={})
    assert verdict("accessibilite-du-lieu", evidence).ruling is ruling


@pytest.mark.parametrize("part", ["statement", "function", "evidence_url"])
def test_an_attestation_without_one_of_its_parts_does_not_hold(part: str) -> None:
    broken = replace(attestation("reciprocite", TODAY + timedelta(days=200), 5), **{part: " "})
    found = verdict("reciprocite-coworkers", replace(conforming(), attestations=(broken,)))
    assert found.ruling is Ruling.UNMET
    assert "est incomplète" in found.explanation.fr


def test_an_attested_figure_is_held_against_its_threshold() -> None:
    evidence = replace(conforming(), attestations=(attestation("reciprocite", TODAY + timedelta(days=200), 2),))
    assert verdict("reciprocite-coworkers", evidence).ruling is Ruling.UNMET


def test_mixed_is_the_worst_of_both() -> None:
    others = tuple(one for one in conforming().attestations if one.name != "acces-ouvert")
    found = verdict("ouvert-a-tous", replace(conforming(), attestations=others))
    assert [one.ruling for one in found.readings] == [Ruling.MET, Ruling.UNMET]
    assert found.ruling is Ruling.UNMET


@pytest.mark.parametrize(
    ("found_on", "expires_on", "met", "value", "ruling"),
    [
        (date(2026, 1, 1), date(2026, 6, 2), True, 3, Ruling.MET),
        (date(2026, 1, 1), date(2026, 6, 1), True, 3, Ruling.UNDETERMINED),
        (date(2026, 1, 1), date(2027, 1, 1), True, 2, Ruling.UNMET),
        (date(2026, 1, 1), date(2027, 1, 1), False, 5, Ruling.UNMET),
        (date(2026, 6, 2), date(2027, 1, 1), True, 3, Ruling.UNDETERMINED),
    ],
)
def test_a_finding_holds_until_it_expires(
    found_on: date, expires_on: date, met: bool, value: int, ruling: Ruling
) -> None:
    one = Finding(id="f", name="gouvernance", met=met, found_on=found_on, expires_on=expires_on, value=Fraction(value))
    assert verdict("gouvernance-plurielle", replace(conforming(), findings=(one,))).ruling is ruling


@pytest.mark.parametrize(
    ("seen", "days", "ruling"),
    [(("link",), 3, Ruling.MET), ((), 3, Ruling.UNMET), (("badge",), 31, Ruling.UNDETERMINED)],
)
def test_the_badge_is_looked_for(seen: tuple[str, ...], days: int, ruling: Ruling) -> None:
    sight = BadgeSight("https://example.org/label", seen, NOON - timedelta(days=days))
    assert verdict("identite-commune", replace(conforming(), badge=sight)).ruling is ruling


def test_a_candidate_shows_no_badge_yet() -> None:
    found = verdict("identite-commune", replace(conforming(), status=LabelStatus.CANDIDATE, badge=None))
    assert found.ruling is Ruling.NOT_APPLICABLE
    assert "Ni badge" not in found.explanation.fr


def reported(events: int, explanation: str = "", **other: object) -> Evidence:
    figures = {"evenements": events, "participants": 1, "coworkers": 1, "projets": 1, "budget": 1}
    one = AnnualReport(year=2025, filed_on=date(2026, 3, 1), figures=figures, explanation=explanation)
    return replace(conforming(), reports=(replace(one, **other),))  # type: ignore[arg-type]


def test_a_report_far_from_the_agenda_is_to_be_explained() -> None:
    found = verdict("bilan-annuel", reported(400))
    assert found.ruling is Ruling.UNMET
    assert "À expliquer." in found.explanation.fr
    assert verdict("bilan-annuel", reported(400, "Un festival hors les murs.")).ruling is Ruling.WATCH
    assert verdict("bilan-annuel", reported(400, year=2024)).ruling is Ruling.UNMET
    assert verdict("bilan-annuel", reported(400, figures={"evenements": 240})).ruling is Ruling.UNMET


def test_the_report_of_last_year_is_not_due_before_the_end_of_march() -> None:
    evidence = conforming(NOON.replace(month=3, day=31))
    assert verdict("bilan-annuel", replace(evidence, reports=()), NOON.replace(month=3, day=31)).ruling is Ruling.UNMET
    older = replace(reported(240, year=2024), observed_since=date(2025, 6, 1))
    assert verdict("bilan-annuel", older, NOON.replace(month=3, day=31)).ruling is Ruling.MET
    assert verdict("bilan-annuel", older, NOON.replace(month=4, day=1)).ruling is Ruling.UNMET


def test_no_report_is_due_of_a_year_that_was_begun_elsewhere() -> None:
    young = replace(conforming(), labelled_on=date(2025, 1, 2), reports=())
    assert verdict("bilan-annuel", young).ruling is Ruling.NOT_APPLICABLE


def visited(**day: int) -> Evidence:
    one = replace(log("agenda", "events", NOON), days=(PullDay(TODAY, **day),))
    return replace(conforming(), logs=(one,))


@pytest.mark.parametrize(
    ("criterion", "day", "ruling"),
    [
        ("flux-evenements-valide", {"successes": 95, "failures": 5, "items": 100}, Ruling.MET),
        ("flux-evenements-valide", {"successes": 90, "failures": 10, "items": 100}, Ruling.WATCH),
        ("flux-evenements-valide", {"successes": 89, "failures": 11, "items": 100}, Ruling.UNMET),
        ("flux-evenements-valide", {"successes": 95, "items": 100, "rejected": 6}, Ruling.UNMET),
        ("flux-evenements-valide", {"successes": 95}, Ruling.MET),
        ("vie-privee-des-flux", {"successes": 1}, Ruling.MET),
        ("vie-privee-des-flux", {"successes": 1, "leaks": 1}, Ruling.UNMET),
    ],
)
def test_what_the_visits_show(criterion: str, day: dict[str, int], ruling: Ruling) -> None:
    assert verdict(criterion, visited(**day)).ruling is ruling


def test_a_feed_that_never_answered_is_unmet_once_it_was_asked_for_long_enough() -> None:
    days = tuple(PullDay(TODAY - timedelta(days=number), 0, 4) for number in range(5))
    mute = SourceLog(source="agenda", last_tried_at=NOON, days=days)
    assert verdict("flux-evenements-valide", replace(conforming(), logs=(mute,))).ruling is Ruling.UNMET


def test_events_entered_in_the_hub_need_no_feed() -> None:
    evidence = replace(conforming(), logs=(), entered_here=True)
    assert verdict("flux-evenements-valide", evidence).ruling is Ruling.NOT_APPLICABLE
    assert verdict("volume-evenements", evidence).ruling is Ruling.MET


def test_a_derogation_stands_before_the_verdict_and_tells_it() -> None:
    granted = Derogation("jours-ouverture", "école fermée en juillet", "ouvert chez le voisin", TODAY, TODAY)
    evidence = replace(spaces(replace(SPACE, hours="Mo-We 09:00-19:00")), derogations=(granted,))
    found = verdict("jours-ouverture", evidence)
    assert found.ruling is Ruling.DEROGATION
    assert "école fermée en juillet. À la place : ouvert chez le voisin. 3 jours" in plainly(found.explanation)
    assert verdict("jours-ouverture", evidence, NOON + timedelta(days=1)).ruling is Ruling.UNMET
