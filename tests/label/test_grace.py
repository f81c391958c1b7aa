"""The time to mend: when it starts, stands still, goes back to nothing, and what it does to urgency."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from federation.label.audit import assess
from federation.label.evidence import Freeze
from federation.label.history import Span, eligible_for, extended, grace, remembered
from federation.label.todo import Urgency
from federation.label.verdict import CONFORMING, Grace, Ruling
from tests.label.sites import CHARTER, NOON, PARIS, at, attestation, conforming, plainly, rulings

MET, UNMET, UNDETERMINED = Ruling.MET, Ruling.UNMET, Ruling.UNDETERMINED
START = datetime(2026, 1, 1, 12, tzinfo=PARIS)


def days(*found: tuple[Ruling, int]) -> tuple[Span, ...]:
    """A verdict a day: so many days of each ruling."""
    spans: tuple[Span, ...] = ()
    number = 0
    for ruling, count in found:
        for _ in range(count):
            spans = extended(spans, ruling, START + timedelta(days=number))
            number += 1
    return spans


def clock(spans: tuple[Span, ...], *freezes: Freeze) -> Grace:
    return grace(spans, timedelta(days=60), timedelta(days=30), freezes, PARIS)


def test_it_starts_with_the_first_unmet_verdict() -> None:
    assert clock(days((MET, 9))).elapsed == timedelta(0)
    first = clock(days((MET, 9), (UNMET, 1)))
    assert (first.elapsed, first.until) == (timedelta(0), date(2026, 3, 11))
    assert clock(days((MET, 9), (UNMET, 21))).elapsed == timedelta(days=20)


def test_it_stands_still_while_undetermined_and_while_conforming() -> None:
    assert clock(days((UNMET, 10), (UNDETERMINED, 40), (UNMET, 6))).elapsed == timedelta(days=15)
    assert clock(days((UNMET, 10), (MET, 20), (UNMET, 6))).elapsed == timedelta(days=15)
    assert clock(days((UNMET, 10), (UNDETERMINED, 5))).until is None


def test_thirty_days_of_conformity_in_a_row_end_it() -> None:
    assert clock(days((UNMET, 10), (MET, 30), (UNMET, 2))).elapsed == timedelta(days=1)
    assert clock(days((UNMET, 10), (MET, 15), (Ruling.WATCH, 15), (UNMET, 2))).elapsed == timedelta(days=1)
    assert clock(days((UNMET, 10), (MET, 15), (UNDETERMINED, 1), (MET, 20), (UNMET, 2))).elapsed == timedelta(days=11)


def test_force_majeure_stops_it() -> None:
    spans = days((UNMET, 41))
    frozen = Freeze(START + timedelta(days=10), START + timedelta(days=30))
    assert clock(spans, frozen).elapsed == timedelta(days=20)
    lasting = clock(spans, Freeze(START + timedelta(days=10)))
    assert (lasting.elapsed, lasting.until) == (timedelta(days=10), None)


def test_time_in_which_nobody_looked_runs_against_nobody() -> None:
    spans = (Span(UNMET, START, START), Span(UNMET, START + timedelta(days=40), START + timedelta(days=40)))
    assert clock(spans).elapsed == timedelta(days=2)


@given(st.lists(st.tuples(st.sampled_from(list(Ruling)), st.integers(1, 50)), max_size=12))
def test_it_never_runs_faster_than_the_days_that_were_unmet(found: list[tuple[Ruling, int]]) -> None:
    unmet = sum(count for ruling, count in found if ruling is UNMET)
    elapsed = clock(days(*found)).elapsed
    assert timedelta(0) <= elapsed <= timedelta(days=unmet)
    assert clock((*days(*found, (MET, 31)),)).elapsed == timedelta(0)


def test_all_required_must_hold_together_and_now() -> None:
    history = {"a": days((UNMET, 5), (MET, 45)), "b": days((MET, 30), (Ruling.DEROGATION, 20))}
    now = START + timedelta(days=49)
    assert eligible_for(history, ["a", "b"], now, PARIS) == timedelta(days=44)
    assert eligible_for(history, ["a", "b", "c"], now, PARIS) == timedelta(0)
    assert eligible_for(history, ["a"], now + timedelta(days=3), PARIS) == timedelta(0)


def test_what_held_for_thirty_days_did_so_though_the_clocks_went_forward() -> None:
    first, last = at(2026, 3, 1, 9), at(2026, 3, 31, 9)
    history = {"a": (Span(MET, first, last),)}
    assert eligible_for(history, ["a"], last, PARIS) == timedelta(days=30)


def test_a_verdict_given_twice_or_late_changes_nothing() -> None:
    spans = days((UNMET, 5))
    assert extended(spans, MET, spans[-1].last_at) == spans
    assert extended(spans, MET, spans[0].first_at) == spans


def test_the_report_of_a_day_is_the_same_once_it_is_remembered() -> None:
    evidence = replace(conforming(), premises=())
    history = {"lieu-physique-permanent": (Span(UNMET, NOON - timedelta(days=20), NOON - timedelta(days=1)),)}
    report = assess(CHARTER, evidence, NOON, history)
    known = remembered(history, report.verdicts, NOON)
    assert assess(CHARTER, evidence, NOON, known) == report
    later = remembered(
        known, assess(CHARTER, evidence, NOON + timedelta(days=1), known).verdicts, NOON + timedelta(days=1)
    )
    assert assess(CHARTER, evidence, NOON, later) == report
    mended = assess(CHARTER, conforming(), NOON, later).verdict("lieu-physique-permanent")
    assert mended.grace is not None
    assert mended.grace.elapsed == timedelta(days=20)


def test_a_recommended_criterion_that_is_explained_is_no_longer_called_for() -> None:
    evidence = replace(conforming(), attestations=conforming().attestations[:4])
    assert [task.criterion for task in assess(CHARTER, evidence, NOON).todo] == ["reciprocite-coworkers"]
    explained = replace(evidence, justified={"reciprocite-coworkers": "Pas avant les travaux", "agenda-a-venir": "x"})
    report = assess(CHARTER, explained, NOON)
    assert report.todo == ()
    assert "Le lieu s’en explique" in report.verdict("reciprocite-coworkers").explanation.fr
    empty = replace(explained, happenings=())
    assert "agenda-a-venir" in [task.criterion for task in assess(CHARTER, empty, NOON).todo]


def test_a_criterion_past_its_time_is_overdue_and_comes_first() -> None:
    evidence = replace(conforming(), premises=())
    history = {"lieu-physique-permanent": (Span(UNMET, NOON - timedelta(days=91), NOON - timedelta(days=1)),)}
    report = assess(CHARTER, evidence, NOON, history)
    found = report.verdict("lieu-physique-permanent")
    assert report.overdue == ("lieu-physique-permanent",)
    assert "Délai de correction dépassé" in found.explanation.fr
    assert report.todo[0].urgency is Urgency.OVERDUE


def test_the_to_do_list_mends_the_feed_before_what_rests_on_it() -> None:
    evidence = replace(conforming(), happenings=(), logs=())
    report = assess(CHARTER, evidence, NOON)
    todo = [task.criterion for task in report.todo]
    assert rulings(report)["flux-evenements-valide"] is UNDETERMINED
    assert todo.index("flux-evenements-valide") < todo.index("agenda-a-venir")
    first = next(task for task in report.todo if task.criterion == "agenda-a-venir")
    assert (first.gap, first.by, first.after) == (5, date(2026, 7, 1), ("flux-evenements-valide",))
    assert plainly(first.found).endswith("seuil 5. Il manque 5.")
    assert not any(one.ruling in CONFORMING for one in report.todo)


def test_what_is_only_to_be_watched_says_how_far_it_is_too() -> None:
    few = replace(
        conforming(), attestations=(attestation("accessibilite", NOON.date() + timedelta(days=10)),), profile={}
    )
    task = next(one for one in assess(CHARTER, few, NOON).todo if one.criterion == "accessibilite-du-lieu")
    assert (task.ruling, task.gap) == (Ruling.WATCH, None)
    assert "valable jusqu’au 11 juin 2026" in plainly(task.found)
    assert "11 June 2026" in task.found.en


def test_its_days_are_those_of_the_clock_when_that_is_put_back_or_forward() -> None:
    """Ninety days from noon of 1 October end at noon of 30 December, and the site has the whole of that day."""
    for begin, last in ((datetime(2026, 10, 1, 12), date(2026, 12, 30)), (datetime(2026, 2, 1, 12), date(2026, 5, 2))):
        first_at = begin.replace(tzinfo=PARIS)
        for days, over in ((0, False), (40, False), (90, False), (91, True)):
            span = Span(UNMET, first_at, (begin + timedelta(days=days)).replace(tzinfo=PARIS))
            found = grace([span], timedelta(days=90), timedelta(days=30), (), PARIS)
            assert (found.elapsed, found.over) == (timedelta(days=days), over)
            assert over or found.until == last
