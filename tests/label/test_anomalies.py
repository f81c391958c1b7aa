"""What is out of the ordinary is shown to the committee, and does not count before it has looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from federation.domain.space import Room, Space
from federation.label.audit import assess
from federation.label.evidence import Evidence, Happening, PullDay
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


def test_the_last_believed_figure_is_kept_while_nothing_or_zero_is_told() -> None:
    assert verdict("espace-coworking", told(4, None, 60)).readings[0].value == 4
    assert verdict("espace-coworking", told(4, 0, 60)).readings[0].value == 4
    assert verdict("espace-coworking", told(4, 0, 8)).readings[0].value == 8
    assert [one.id for one in assess(CHARTER, told(4, None, 60), NOON).anomalies] == ["jump:desks:halle:4-60"]


def told(*desks: int | None, every: int = 10) -> Evidence:
    said = [snapshot(NOON, replace(SPACE, desks=number), number=index) for index, number in enumerate(desks)]
    dated = [replace(one, since_at=NOON - timedelta(days=400 - every * index)) for index, one in enumerate(said)]
    return replace(conforming(), snapshots=tuple(dated))


def test_seats_that_double_every_day_are_a_jump_and_over_years_are_not() -> None:
    found = verdict("espace-coworking", told(4, 8, 16, 32, 64, every=1)).readings[0]
    assert found.value == 8
    assert found.anomalies == tuple(f"jump:desks:halle:4-{number}" for number in (16, 32, 64))
    assert verdict("espace-coworking", told(4, 8, 16, 32, every=100)).readings[0].value == 32


def test_what_was_before_an_accepted_jump_is_forgotten() -> None:
    evidence = replace(told(4, 60, 61), accepted=frozenset({"jump:desks:halle:4-60"}))
    assert verdict("espace-coworking", evidence).readings[0].value == 61


def test_a_room_that_is_inflated_counts_as_it_was() -> None:
    small, large = (replace(SPACE, rooms=(Room("Bocal", seats),)) for seats in (5, 500))
    said = (replace(snapshot(NOON, small, number=1)), replace(snapshot(NOON, large, number=2), since_at=NOON))
    found = verdict("espace-reunion-modulable", replace(conforming(), snapshots=said))
    assert found.ruling is Ruling.UNMET
    assert found.decisive is not None
    assert found.decisive.anomalies == ("jump:largest_room:halle:5-500",)


def test_the_largest_room_of_two_places_is_no_sum() -> None:
    halls = (Space(rooms=(Room("A", 12),)), Space(rooms=(Room("B", 15),)))
    two = tuple(snapshot(NOON, space, name, 1) for space, name in zip(halls, ("halle", "annexe"), strict=True))
    found = verdict("espace-reunion-modulable", replace(conforming(), snapshots=two)).decisive
    assert found is not None
    assert found.value == 15


@pytest.mark.parametrize("days", [(1, 2, 3, 4, 5, 6), (0, 1, 2, 3, 4, 5), (1, 2, 3, 4, 5), (0, 1, 2, 3, 6)])
def test_five_days_a_week_are_every_day_whichever_they_are(days: tuple[int, ...]) -> None:
    assert volume(weekly(*days)) == 1
    assert [one.id for one in assess(CHARTER, weekly(*days), NOON).anomalies] == [f"repeat:e{days[0]:04}"]


def test_a_repeat_is_told_with_its_days() -> None:
    (found,) = assess(CHARTER, weekly(1, 2, 3, 4, 5), NOON).anomalies
    assert found.said.fr.replace("\u202f", " ") == "« Café » revient presque tous les jours, 50 jours en tout."
    assert found.said.en == "“Café” comes back nearly every day, 50 days in all."


def weekly(*days: int, weeks: int = 10, title: str = "Café") -> Evidence:
    """One title on these days of each week; Monday is 0."""
    start = at(2026, 2, 2, 18)
    held = (happening(n, start + timedelta(days=n), title=title) for n in range(7 * weeks) if n % 7 in days)
    return replace(conforming(), happenings=tuple(held))


def test_a_day_missed_now_and_then_makes_no_honest_series() -> None:
    daily = weekly(1, 2, 3, 4, 5)
    missed = replace(daily, happenings=tuple(one for n, one in enumerate(daily.happenings) if n % 15 != 7))
    assert volume(missed) == 1


@pytest.mark.parametrize("days", [(2,), (0, 3), (0, 2, 4), (0, 1, 2, 3)])
def test_up_to_four_days_a_week_are_an_honest_series(days: tuple[int, ...]) -> None:
    assert volume(weekly(*days)) == 10 * len(days)
    assert assess(CHARTER, weekly(*days), NOON).anomalies == ()


def test_titles_that_differ_by_digits_or_dates_are_one() -> None:
    daily = weekly(0, 1, 2, 3, 4).happenings
    for titles in ("Apéro n° {n}", "Apéro {n}/60", "Apéro du {day} {n} mars 2026", "APÉRO {n}e"):
        named = tuple(
            replace(one, title=titles.format(n=n, day=("lundi", "mardi")[n % 2])) for n, one in enumerate(daily)
        )
        assert volume(replace(conforming(), happenings=named)) == 1
    others = tuple(replace(one, title=f"Apéro {'abcdefghij'[n % 10]}") for n, one in enumerate(daily))
    assert volume(replace(conforming(), happenings=others)) == len(daily)


def test_sixty_times_a_title_on_one_day_count_once_and_three_days_of_a_festival_count() -> None:
    start = at(2026, 3, 2, 8)
    sixty = tuple(happening(n, start + timedelta(minutes=10 * n), title=f"Atelier {n}") for n in range(60))
    crowded = replace(conforming(), happenings=sixty)
    assert volume(crowded) == 1
    (found,) = assess(CHARTER, crowded, NOON).anomalies
    assert found.said.fr.replace("\u202f", " ") == "« Atelier 0 » revient 60 fois le 2 mars 2026."
    festival = tuple(
        happening(n, start + timedelta(days=n // 3, hours=4 * (n % 3)), title="Festival") for n in range(9)
    )
    assert volume(replace(conforming(), happenings=festival)) == 9


def fakes(nights: int, each: int, *, first: int = 60, every: int = 1) -> tuple[Happening, ...]:
    """So many each night, from `first` days ago, all of them over by now."""
    return tuple(
        happening(
            5000 + 1000 * night + n,
            NOON - timedelta(days=50) + timedelta(minutes=30 * n + night),
            first_seen_at=NOON - timedelta(days=first - every * night),
        )
        for night in range(nights)
        for n in range(each)
    )


@pytest.mark.parametrize("every", [1, 2])
def test_several_nights_below_the_bar_are_one_burst(every: int) -> None:
    honest = conforming()
    stuffed = replace(honest, happenings=(*honest.happenings, *fakes(4, 499, every=every)))
    (found,) = assess(CHARTER, stuffed, NOON).anomalies
    assert found.id == f"burst:2026-04-02:2026-04-0{2 + 3 * every}"
    assert volume(honest) - 8 <= volume(stuffed) <= volume(honest)


def test_more_than_what_was_accepted_is_shown_again() -> None:
    honest = conforming()
    agreed = frozenset({"burst:2026-04-02"})
    one = replace(honest, happenings=(*honest.happenings, *fakes(1, 300)), accepted=agreed)
    assert volume(one) == volume(honest) + 300
    more = replace(one, happenings=(*honest.happenings, *fakes(3, 300)))
    assert volume(more) <= volume(honest) + 300
    shown = [(found.id, found.accepted) for found in assess(CHARTER, more, NOON).anomalies]
    assert shown == [("burst:2026-04-02", True), ("burst:2026-04-03:2026-04-04", False)]


def test_a_season_or_the_first_words_of_a_source_are_no_burst() -> None:
    honest = conforming()
    season = replace(honest, happenings=(*honest.happenings, *fakes(1, 90)))
    assert assess(CHARTER, season, NOON).anomalies == ()
    second = tuple(replace(one, sources=("annexe",)) for one in fakes(1, 400))
    opened = replace(honest, happenings=(*honest.happenings, *second))
    assert assess(CHARTER, opened, NOON).anomalies == ()


def test_after_two_months_without_a_visit_the_hub_looks_as_if_for_the_first_time() -> None:
    honest = conforming()
    until = (NOON - timedelta(days=130)).date()
    old = tuple(one for one in honest.happenings if one.first_seen_at.date() < until)
    again = replace(honest, happenings=(*old, *fakes(1, 300)))
    assert assess(CHARTER, again, NOON).anomalies == ()
    visits = tuple(PullDay(until + timedelta(days=n), successes=1) for n in range(130))
    watched = replace(again, logs=(replace(honest.logs[0], days=visits), honest.logs[1]))
    assert [one.id for one in assess(CHARTER, watched, NOON).anomalies] == ["burst:2026-04-02"]
