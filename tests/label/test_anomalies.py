"""What is out of the ordinary is shown to the committee, and does not count before it has looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from federation.domain.space import Space
from federation.label.audit import assess
from federation.label.evidence import Evidence, PullDay
from federation.label.verdict import Ruling
from tests.label.sites import CHARTER, NOON, SPACE, at, conforming, happening, plainly, programme, snapshot, verdict

VOLUME = "volume-evenements"


def volume(evidence: Evidence) -> int:
    found = verdict(VOLUME, evidence).decisive
    assert found is not None
    assert found.value is not None
    return int(found.value)


def test_two_thousand_events_announced_in_a_night_count_for_nothing() -> None:
    few = programme(NOON, 40)
    night = NOON - timedelta(days=60)
    fakes = tuple(
        happening(5000 + n, NOON - timedelta(days=50) + timedelta(minutes=30 * n), first_seen_at=night)
        for n in range(2000)
    )
    stuffed = replace(conforming(), happenings=(*few, *fakes))
    report = assess(CHARTER, stuffed, NOON)
    found = report.verdict(VOLUME)
    assert found.ruling is Ruling.UNMET
    assert [one.id for one in report.anomalies] == ["burst:2026-04-02"]
    assert {one.id for one in fakes} <= set(report.anomalies[0].pieces)
    assert found.decisive is not None
    assert found.decisive.anomalies == ("burst:2026-04-02",)
    assert "événements hors de l’ordinaire ne sont pas comptés" in plainly(found.explanation)


def test_what_the_committee_has_accepted_counts_and_is_still_shown() -> None:
    night = NOON - timedelta(days=60)
    many = tuple(
        happening(n, NOON - timedelta(days=50) + timedelta(hours=2 * n), first_seen_at=night) for n in range(510)
    )
    evidence = replace(conforming(), happenings=many, accepted=frozenset({"burst:2026-04-02"}))
    assert volume(evidence) == 510
    report = assess(CHARTER, evidence, NOON)
    assert [(one.kind, one.accepted) for one in report.anomalies] == [("burst", True)]


def test_the_same_event_every_day_counts_once() -> None:
    start = at(2026, 2, 2, 18)
    days = tuple(
        happening(n, start + timedelta(days=n), title="Café  Ouvert" if n % 2 else "café ouvert") for n in range(60)
    )
    assert volume(replace(conforming(), happenings=days)) == 1
    assert [one.id for one in assess(CHARTER, replace(conforming(), happenings=days), NOON).anomalies] == [
        "repeat:e0000"
    ]


def test_a_working_week_after_the_other_is_every_day_too_but_twice_a_week_is_not() -> None:
    start = at(2026, 2, 2, 18)  # a Monday
    workdays = [n for n in range(60) if n % 7 < 5]
    daily = tuple(happening(n, start + timedelta(days=n), title="Café") for n in workdays)
    twice = tuple(happening(n, start + timedelta(days=n), title="Café") for n in workdays if n % 7 in (0, 3))
    assert volume(replace(conforming(), happenings=daily)) == 1
    assert volume(replace(conforming(), happenings=twice)) == len(twice)


def test_events_announced_after_their_date_do_not_count() -> None:
    evidence = conforming()
    late = tuple(
        happening(7000 + n, at(2026, 3, 5) + timedelta(hours=n), first_seen_at=at(2026, 3, 20)) for n in range(20)
    )
    report = assess(CHARTER, replace(evidence, happenings=(*evidence.happenings, *late)), NOON)
    assert [one.id for one in report.anomalies] == ["late:2026-03"]
    assert volume(replace(evidence, happenings=(*evidence.happenings, *late))) == volume(evidence)


def test_after_a_silence_what_was_announced_meanwhile_is_not_late() -> None:
    first, last = at(2026, 5, 10), at(2026, 5, 20)
    days = tuple(PullDay(on, successes=int(not first.date() <= on < last.date())) for on in may_days())
    seen = happening(8000, at(2026, 5, 12), first_seen_at=last)
    evidence = replace(conforming(), happenings=(seen,))
    silent = replace(evidence, logs=(replace(evidence.logs[0], days=days), evidence.logs[1]))
    assert assess(CHARTER, silent, NOON).anomalies == ()
    answering = tuple(replace(one, successes=1) for one in days)
    heard = replace(evidence, logs=(replace(evidence.logs[0], days=answering), evidence.logs[1]))
    assert [one.kind for one in assess(CHARTER, heard, NOON).anomalies] == ["late"]


def may_days() -> list[date]:
    return [date(2026, 5, number) for number in range(1, 32)]


def test_the_past_that_a_new_site_brings_along_is_no_anomaly() -> None:
    observed = NOON.date() - timedelta(days=100)
    first = NOON - timedelta(days=100)
    events = tuple(replace(one, first_seen_at=max(first, one.first_seen_at)) for one in programme(NOON))
    evidence = replace(conforming(), observed_since=observed, happenings=events)
    assert assess(CHARTER, evidence, NOON).anomalies == ()


def seats(*desks: int) -> Evidence:
    said = [snapshot(NOON, replace(SPACE, desks=number), number=index) for index, number in enumerate(desks)]
    dated = [replace(one, since_at=NOON - timedelta(days=100 - 10 * index)) for index, one in enumerate(said)]
    return replace(conforming(), snapshots=tuple(dated))


def test_seats_that_are_inflated_count_as_they_were() -> None:
    found = verdict("espace-coworking", seats(6, 40, 41))
    assert found.ruling is Ruling.UNMET
    assert found.readings[0].value == 6
    assert found.readings[0].anomalies == ("jump:desks:halle:6-40", "jump:desks:halle:6-41")
    assert "Postes : de 6 à 40 le" in plainly(found.explanation)


def test_seats_that_the_committee_has_seen_count() -> None:
    evidence = replace(seats(6, 40), accepted=frozenset({"jump:desks:halle:6-40"}))
    assert verdict("espace-coworking", evidence).readings[0].value == 40


def test_seats_that_double_or_shrink_are_ordinary() -> None:
    assert verdict("espace-coworking", seats(8, 16)).readings[0].value == 16
    assert verdict("espace-coworking", seats(40, 6)).ruling is Ruling.UNMET
    assert assess(CHARTER, seats(40, 6), NOON).anomalies == ()


def test_seats_of_two_places_are_added_up() -> None:
    two = (snapshot(NOON, Space(desks=5), "halle", 1), snapshot(NOON, Space(desks=25), "annexe", 2))
    assert verdict("espace-coworking", replace(conforming(), snapshots=two)).readings[0].value == 30
