"""Verdicts on the programme: the worked example, the calibration, what counts, proration, silences, closures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federation.domain.event import Status
from federation.label.evidence import DeclaredClosure, Evidence, SourceLog
from federation.label.verdict import Ruling, Verdict
from tests.label.sites import NOON, PARIS, at, conforming, happening, log, plainly, programme, verdict

VOLUME, FEED = "volume-evenements", "flux-evenements-valide"


def tours(silent: timedelta) -> Evidence:
    """The worked example: observed for 200 days on 1 March 2026, 61 events, all before 25 February."""
    as_of, observed = at(2026, 3, 1, 0), date(2025, 8, 13)
    events = tuple(happening(number, at(2025, 8, 14, 18) + timedelta(days=3 * number)) for number in range(61))
    return Evidence(
        site="tours", observed_since=observed, happenings=events, logs=(log("agenda", "events", as_of, silent),)
    )


def test_the_worked_example_while_the_feed_answers() -> None:
    found = verdict(VOLUME, tours(timedelta(hours=1)), at(2026, 3, 1, 0))
    assert found.ruling is Ruling.WATCH
    assert found.decisive is not None
    assert (found.decisive.value, found.decisive.threshold) == (61, 55)
    assert plainly(found.explanation).startswith(
        "61 événements publics mesurés du 13 août 2025 au 1er mars 2026, seuil proratisé 55. "
        "Conforme, mais à moins de 15 % du seuil : à surveiller. Sources : agenda. "
    )


def test_the_worked_example_once_the_feed_is_silent() -> None:
    found = verdict(VOLUME, tours(timedelta(hours=80)), at(2026, 3, 1, 0))
    assert found.ruling is Ruling.UNDETERMINED
    assert plainly(found.explanation).startswith(
        "61 événements publics mesurés du 13 août 2025 au 25 février 2026 (dernier succès du flux), "
        "seuil proratisé 55. Le flux ne répond plus depuis 80 h : verdict suspendu. "
    )
    assert found.explanation.en.startswith(
        "61 public events measured from 13 August 2025 to 25 February 2026 (last success of the feed), "
        "prorated threshold 55. The feed has not answered for 80 h: verdict suspended. "
    )


def test_the_silence_itself_is_carried_by_the_feed() -> None:
    found = verdict(FEED, tours(timedelta(hours=80)), at(2026, 3, 1, 0))
    assert found.ruling is Ruling.UNMET
    assert found.grace is not None
    assert found.grace.until == date(2026, 3, 15)
    assert plainly(found.explanation).startswith(
        "80 h depuis le dernier succès du flux au 1er mars 2026, plafond 72 h. C’est 8 h de trop."
    )


def test_a_source_is_silent_from_its_seventy_second_hour() -> None:
    as_of = at(2026, 3, 1, 0)
    just = tours(timedelta(hours=72))
    assert verdict(VOLUME, just, as_of).ruling is Ruling.WATCH
    assert verdict(VOLUME, just, as_of + timedelta(seconds=1)).ruling is Ruling.UNDETERMINED


def test_hours_of_silence_are_those_that_passed_and_not_those_of_the_clock() -> None:
    heard, as_of = at(2026, 3, 27, 0), at(2026, 3, 30, 0, 30)  # the clocks go forward on the 29th: 71 h 30
    evidence = replace(conforming(as_of), logs=(replace(log("agenda", "events", as_of), last_success_at=heard),))
    assert verdict(VOLUME, evidence, as_of).ruling is Ruling.MET
    assert verdict(VOLUME, evidence, as_of + timedelta(hours=1)).ruling is Ruling.UNDETERMINED


@pytest.mark.parametrize(
    ("place", "a_year", "met", "on_target"),
    [
        ("Paris, 2010", 400, True, True),
        ("Rennes, 2011", 400, True, True),
        ("Rennes, 2013", 200, True, True),
        ("Toulouse, first year", 500, True, True),
        ("Nantes, 2013", 100, True, False),
        ("Nantes, 2017", 125, True, False),
        ("Brest", 200, True, True),
        ("Tours, about 2015", 150, True, False),
        ("Rennes St-Malo, 2017", 100, True, False),
        ("one less", 99, False, False),
    ],
)
def test_the_calibration_on_known_history(place: str, a_year: int, met: bool, on_target: bool) -> None:
    step = timedelta(days=360) / a_year
    events = tuple(happening(number, NOON - timedelta(days=361) + step * number) for number in range(a_year))
    found = verdict(VOLUME, replace(conforming(), happenings=events))
    assert (found.ruling is not Ruling.UNMET) is met, place
    assert found.on_target is on_target


def counted(evidence: Evidence, as_of: datetime = NOON) -> int:
    found: Verdict = verdict(VOLUME, evidence, as_of)
    assert found.decisive is not None
    assert found.decisive.value is not None
    return int(found.decisive.value)


@pytest.mark.parametrize(
    ("other", "counts"),
    [
        ({}, True),
        ({"status": Status.FULL}, True),
        ({"status": Status.RESCHEDULED}, True),
        ({"status": Status.MOVED_ONLINE}, True),
        ({"status": Status.CANCELLED}, False),
        ({"status": Status.POSTPONED}, False),
        ({"status": Status.TENTATIVE}, False),
        ({"withdrawn": True}, False),
        ({"format": "coworking-ouvert"}, False),
        ({"format": "reunion-interne"}, False),
        ({"hosts": ("tours", "rennes", "nantes")}, True),
        ({"end_at": NOON}, False),
        ({"end_at": NOON - timedelta(seconds=1)}, True),
        ({"first_seen_at": NOON}, False),
    ],
)
def test_what_counts_as_an_event(other: dict[str, object], counts: bool) -> None:
    evidence = conforming()
    one = happening(9999, NOON - timedelta(days=5, hours=3), **{"end_at": NOON - timedelta(days=5), **other})
    more = replace(evidence, happenings=(*evidence.happenings, one))
    assert counted(more) - counted(evidence) == int(counts)


@given(st.integers(90, 364))
def test_the_threshold_is_prorated_and_never_rounded_down(days: int) -> None:
    evidence = replace(conforming(), observed_since=NOON.date() - timedelta(days=days))
    found = verdict(VOLUME, evidence).decisive
    assert found is not None
    assert found.threshold is not None
    assert found.threshold - 1 < 100 * days / 365 <= found.threshold


def test_less_than_ninety_days_say_nothing_yet() -> None:
    found = verdict(VOLUME, replace(conforming(), observed_since=NOON.date() - timedelta(days=89)))
    assert found.ruling is Ruling.UNDETERMINED
    assert found.next_check_on == date(2026, 6, 2)
    assert "Observé depuis 89 j, il en faut 90" in plainly(found.explanation)


def test_one_silent_source_of_two_excuses_what_is_missing_but_not_what_is_seen() -> None:
    as_of = NOON
    two = (log("agenda", "events", as_of), log("ancien", "events", as_of, timedelta(days=9)))
    assert verdict(VOLUME, replace(conforming(), logs=two)).ruling is Ruling.MET
    poor = replace(conforming(), logs=two, happenings=programme(as_of, 40))
    assert verdict(VOLUME, poor).ruling is Ruling.UNDETERMINED


def test_a_hub_that_did_not_ask_holds_nothing_against_a_site() -> None:
    asleep = SourceLog(
        source="agenda", last_success_at=NOON - timedelta(days=5), last_tried_at=NOON - timedelta(days=5)
    )
    evidence = replace(conforming(), logs=(asleep,))
    assert verdict(VOLUME, evidence).ruling is Ruling.UNDETERMINED
    assert verdict(FEED, evidence).ruling is Ruling.UNDETERMINED


def closure(first: date, last: date, declared: date | None = None) -> DeclaredClosure:
    return DeclaredClosure(first, last, declared or first - timedelta(days=30), "été")


def test_declared_closures_are_taken_out_of_the_window() -> None:
    evidence = replace(conforming(), closures=(closure(date(2025, 8, 1), date(2025, 8, 31)),))
    found = verdict(VOLUME, evidence).decisive
    assert found is not None
    assert found.window is not None
    assert (found.window.days, found.threshold) == (365 - 31, 92)


def test_nobody_declares_the_year_away_nor_a_closure_after_the_fact() -> None:
    away = replace(conforming(), closures=(closure(date(2025, 6, 1), date(2026, 5, 31)),))
    found = verdict(VOLUME, away).decisive
    assert found is not None
    assert found.threshold == 75  # 92 days at most
    late = replace(conforming(), closures=(closure(date(2025, 8, 1), date(2025, 8, 31), NOON.date()),))
    found = verdict(VOLUME, late).decisive
    assert found is not None
    assert found.threshold == 100


def test_an_empty_month_costs_one_month_of_the_twelve() -> None:
    evidence = conforming()
    march = tuple(one for one in evidence.happenings if one.start_at.month != 3)
    found = verdict("regularite-programmation", replace(evidence, happenings=march)).decisive
    assert found is not None
    assert (found.value, found.threshold) == (11, 10)


@pytest.mark.parametrize(
    ("criterion", "other", "ruling"),
    [
        ("diversite-formats", {"format": "conference"}, Ruling.UNMET),
        ("diversite-formats", {"format": "autre"}, Ruling.UNDETERMINED),
        ("diversite-formats", {"format": ""}, Ruling.UNDETERMINED),
        ("diversite-organisateurs", {"organiser": "LA CANTINE  de Tours"}, Ruling.UNMET),
        ("diversite-organisateurs", {"organiser": ""}, Ruling.UNDETERMINED),
        ("part-grand-public", {"audience": ("professionnels",)}, Ruling.UNMET),
        ("ouvert-a-tous", {"members_only": True}, Ruling.UNMET),
        ("ouvert-a-tous", {"members_only": None}, Ruling.UNDETERMINED),
        ("evenement-reseau", {"hosts": ("tours",)}, Ruling.UNMET),
        ("qualite-des-fiches", {"described": 79}, Ruling.UNMET),
        ("qualite-des-fiches", {"told": frozenset({"title", "end"})}, Ruling.UNMET),
        ("accueil-porteurs-de-projet", {"format": "atelier"}, Ruling.UNMET),
    ],
)
def test_what_all_events_alike_do_to_a_criterion(criterion: str, other: dict[str, object], ruling: Ruling) -> None:
    evidence = conforming()
    alike = tuple(replace(one, **other) for one in evidence.happenings)  # type: ignore[arg-type]
    assert verdict(criterion, replace(evidence, happenings=alike)).ruling is ruling


def test_six_events_for_everyone_are_enough_whatever_their_share() -> None:
    evidence = conforming()
    six = [one.id for one in evidence.happenings if NOON - timedelta(days=300) < one.end_at < NOON][:6]
    few = tuple(replace(one, audience=("debutants",) if one.id in six else ()) for one in evidence.happenings)
    found = verdict("part-grand-public", replace(evidence, happenings=few))
    assert found.ruling is Ruling.WATCH
    assert "6 événements pour le grand public" in found.explanation.fr


@pytest.mark.parametrize("zone", ["Indian/Reunion", "America/Montreal", "Pacific/Auckland"])
def test_a_site_of_another_zone_is_measured_on_the_same_instants(zone: str) -> None:
    evidence = conforming()
    there = tuple(
        replace(one, start_at=one.start_at.astimezone(ZoneInfo(zone)), end_at=one.end_at.astimezone(ZoneInfo(zone)))
        for one in evidence.happenings
    )
    assert verdict(VOLUME, replace(evidence, happenings=there)) == verdict(VOLUME, evidence)


def test_a_window_over_a_leap_day_and_two_clock_changes_is_still_365_days() -> None:
    as_of = at(2028, 3, 1, 0)
    found = verdict(VOLUME, conforming(as_of), as_of).decisive
    assert found is not None
    assert found.window is not None
    assert (found.window.first, found.window.days) == (date(2027, 3, 2), 365)
    assert found.window.from_at == datetime(2027, 3, 2, tzinfo=PARIS)


@given(st.integers(0, 24 * 400))
def test_a_silent_feed_never_makes_an_activity_criterion_unmet(hours: int) -> None:
    as_of = NOON
    silent = log("agenda", "events", as_of, timedelta(hours=73 + hours))
    evidence = replace(conforming(), logs=(silent,), happenings=())
    for criterion in (VOLUME, "agenda-a-venir", "diversite-formats", "part-grand-public", "regularite-programmation"):
        assert verdict(criterion, evidence).ruling is Ruling.UNDETERMINED
