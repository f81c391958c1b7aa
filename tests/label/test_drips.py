"""What is announced little by little is held against the months before, and shown to the committee."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from federation.label.audit import assess
from federation.label.evidence import Evidence, Happening
from federation.label.verdict import Anomaly
from tests.label.sites import CHARTER, NOON, PARIS, at, conforming, happening, programme, verdict


def volume(evidence: Evidence) -> int:
    found = verdict("volume-evenements", evidence).decisive
    assert found is not None
    assert found.value is not None
    return int(found.value)


def shown(evidence: Evidence) -> tuple[Anomaly, ...]:
    return assess(CHARTER, evidence, NOON).anomalies


def dripped(days: Iterable[int], each: int) -> tuple[Happening, ...]:
    """So many events announced on each of these days of 2026, counted from 1 January; all of them are over by now."""
    new_year = at(2026, 1, 1, 9)
    return tuple(
        happening(
            5000 + 1000 * day + n,
            at(2026, 5, 1, 8) + timedelta(minutes=20 * n + day),
            first_seen_at=new_year + timedelta(days=day),
        )
        for day in days
        for n in range(each)
    )


def stuffed(days: Iterable[int], each: int, **more: object) -> Evidence:
    honest = conforming()
    return replace(honest, happenings=(*honest.happenings, *dripped(days, each)), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("every", "each"), [(1, 4), (1, 13), (7, 20), (7, 90)])
def test_a_drip_that_never_bursts_is_shown_and_does_not_count(every: int, each: int) -> None:
    evidence = stuffed(range(0, 120, every), each)
    found = shown(evidence)
    assert {one.kind for one in found} == {"drip"}
    assert {one.id[:12] for one in found} >= {"drip:2026-01", "drip:2026-02", "drip:2026-03"}
    assert volume(evidence) <= volume(conforming())


def test_a_drip_is_told_with_what_is_usual() -> None:
    found = shown(stuffed(range(31, 59), 2))
    assert [one.id for one in found] == ["drip:2026-02"]
    assert found[0].said.fr.replace("\u202f", " ") == (
        "75 événements annoncés peu à peu en 02/2026, contre 20 par mois d’ordinaire."
    )
    assert found[0].said.en == "75 events announced little by little in 02/2026, against 20 a month as usual."


def test_what_was_accepted_counts_until_it_doubles() -> None:
    agreed = frozenset({"drip:2026-02"})
    assert volume(stuffed(range(31, 59), 2, accepted=agreed)) == volume(conforming()) + 56
    more = stuffed(range(31, 59), 4, accepted=agreed)
    assert [(one.id, one.accepted) for one in shown(more)] == [("drip:2026-02:2", False)]
    assert volume(more) <= volume(conforming())


@pytest.mark.parametrize("a_year", [100, 240, 590])
def test_what_the_busiest_cantines_do_is_ordinary(a_year: int) -> None:
    assert shown(conforming(a_year=a_year)) == ()


def test_a_season_told_in_one_week_is_ordinary_once_in_three_months() -> None:
    assert shown(stuffed((10, 101), 90)) == ()
    assert [one.id for one in shown(stuffed((10, 41, 70, 101), 90))] == ["drip:2026-02:2", "drip:2026-03:2"]


def test_a_large_site_keeps_its_events_when_the_year_turns() -> None:
    """The months before the first ones at hand are not known then: those after tell what is usual."""
    new_year = at(2026, 1, 2)
    held = [one for one in programme(new_year, 1000) if one.end_at.astimezone(PARIS).date() >= date(2025, 1, 1)]
    evidence = replace(conforming(), happenings=tuple(held), observed_since=date(2023, 1, 1))
    assert assess(CHARTER, evidence, new_year).anomalies == ()


def test_a_new_site_that_drips_has_no_past_to_explain_it() -> None:
    fresh = replace(conforming(), observed_since=date(2026, 1, 1), happenings=dripped(range(0, 120), 3))
    assert next(one.id for one in shown(fresh)) == "drip:2026-01"
