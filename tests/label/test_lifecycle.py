"""The life of a label: who may move a site, on which facts, with which votes; terms, reminders and appeals."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federation.domain.site import PUBLISHED, LabelStatus
from federation.errors import ConfigError
from federation.label.decisions import (
    Appeal,
    Decision,
    appeal_refusals,
    decide,
    reminders_due,
    takes_effect_on,
    term_end,
)
from federation.label.evidence import Freeze
from federation.label.guards import GUARDS, Facts
from federation.label.lifecycle import Actor, Effect, Transition, alone, may
from federation.label.lifecycle_file import load_lifecycle, shipped_lifecycle
from federation.label.standing import Made, standing
from federation.label.votes import Choice, Vote, counted, has_majority, has_quorum
from tests.label.sites import PARIS, at

LIFE = shipped_lifecycle()
TEXT = (resources.files("federation.label") / "lifecycle.yaml").read_text("utf-8")
S = LabelStatus
NOW = at(2026, 6, 1)
FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN


def facts(status: LabelStatus, **other: object) -> Facts:
    """Facts on which every guard of the file holds, so that a test can break one."""
    ago = NOW - timedelta(days=400)
    plain: dict[str, object] = {
        "status": status,
        "as_of": NOW,
        "today": NOW.date(),
        "zone": PARIS,
        "status_since": ago,
        "previous": S.PROBATION,
        "reasons": "Motifs écrits.",
        "profile_complete": True,
        "charter_accepted": True,
        "source_declared": True,
        "inactive_since": ago,
        "reminders_sent": 3,
        "observed_days": 200,
        "required_held": timedelta(days=40),
        "overdue": ("agenda-a-venir",),
        "attestation_expired_on": NOW.date() - timedelta(days=61),
        # On probation the term runs still, or the flag could not be cleared.
        "term_ends_on": NOW.date() + timedelta(days=30 if status is S.PROBATION else -1),
        "sponsors": 3,
        "favourable_sponsors": 2,
        "votes": ballots(FOR, FOR, AGAINST),
        "complaint_examined": True,
        "notice_at": ago,
        "observations_until": NOW,
        "force_majeure": "incendie",
        "freeze_until": date(2026, 12, 1),
        "recovery_seen": True,
        "closure_seen": True,
    }
    return Facts(**{**plain, **other})  # type: ignore[arg-type]


def ballots(*choices: Choice) -> tuple[Vote, ...]:
    return tuple(Vote(f"member {number}", choice) for number, choice in enumerate(choices))


def refused(status: LabelStatus, transition: str, actor: Actor, **other: object) -> list[str]:
    return [one.guard for one in may(LIFE, status, transition, actor, facts(status, **other))]


def test_eight_statuses_and_seventeen_transitions() -> None:
    assert set(LIFE.statuses) == set(LabelStatus)
    assert len(LIFE.transitions) == 17
    assert {name for move in LIFE.transitions.values() for name, _ in move.guards} == set(LIFE.words) == set(GUARDS)


@pytest.mark.parametrize("move", LIFE.transitions.values(), ids=lambda move: move.id)
def test_every_transition_is_possible_for_its_actors_and_for_no_other(move: Transition) -> None:
    for status in LabelStatus:
        for actor in Actor:
            allowed = status in move.sources and actor in move.actors
            assert (not may(LIFE, status, move.id, actor, facts(status))) is allowed


@pytest.mark.parametrize(
    ("status", "transition", "other", "guard"),
    [
        (S.LISTED, "apply", {"profile_complete": False}, "profile_complete"),
        (S.LISTED, "apply", {"charter_accepted": False}, "charter_accepted"),
        (S.LISTED, "apply", {"source_declared": False}, "source_declared"),
        (S.LISTED, "apply", {"other_application": True}, "no_other_application"),
        (S.LISTED, "apply", {"apply_again_on": date(2026, 6, 2)}, "may_apply_again"),
        (S.CANDIDATE, "grant", {"observed_days": 89}, "observed_days"),
        (S.CANDIDATE, "grant", {"required_held": timedelta(days=29)}, "required_held_days"),
        (S.CANDIDATE, "grant", {"sponsors": 2}, "sponsors"),
        (S.CANDIDATE, "grant", {"favourable_sponsors": 1}, "favourable_sponsors"),
        (S.CANDIDATE, "grant", {"territory_taken": True}, "territory_free"),
        (S.CANDIDATE, "grant", {"votes": (Vote("x", FOR, "financeur direct"),)}, "no_conflict"),
        (S.CANDIDATE, "refuse", {"reasons": " "}, "reasons_given"),
        (S.CANDIDATE, "lapse", {"inactive_since": NOW - timedelta(days=364)}, "inactive_days"),
        (S.CANDIDATE, "lapse", {"reminders_sent": 2}, "reminded_times"),
        (S.LABELLED, "flag-unmet", {"overdue": ()}, "required_overdue"),
        (S.LABELLED, "flag-attestation", {"attestation_expired_on": date(2026, 5, 1)}, "attestation_expired_days"),
        (S.LABELLED, "flag-report", {"complaint_examined": False}, "complaint_examined"),
        (S.LABELLED, "flag-term", {"term_ends_on": NOW.date()}, "term_over"),
        (S.PROBATION, "clear", {"required_held": timedelta(days=29)}, "required_held_days"),
        (S.PROBATION, "suspend", {"status_since": NOW - timedelta(days=89)}, "status_days"),
        (S.PROBATION, "suspend", {"notice_at": NOW - timedelta(days=29)}, "notice_days"),
        (S.PROBATION, "suspend", {"notice_at": None}, "notice_days"),
        (S.PROBATION, "suspend", {"observations_until": NOW + timedelta(days=1)}, "heard"),
        (S.PROBATION, "clear", {"term_ends_on": date(2026, 5, 31)}, "term_running"),
        (S.PROBATION, "suspend", {"votes": ballots(FOR, FOR)}, "quorum"),
        (S.PROBATION, "suspend", {"votes": ballots(FOR, FOR, AGAINST, AGAINST)}, "majority"),
        (S.SUSPENDED, "reinstate", {"votes": ballots(FOR, AGAINST)}, "majority"),
        (S.SUSPENDED, "withdraw", {"status_since": NOW - timedelta(days=179)}, "status_days_or_grave"),
        (S.LABELLED, "freeze", {"force_majeure": ""}, "force_majeure"),
        (S.LABELLED, "freeze", {"freeze_until": date(2027, 6, 2)}, "freeze_days_at_most"),
        (S.LABELLED, "freeze", {"freeze_until": None}, "freeze_days_at_most"),
        (S.FROZEN, "thaw", {"recovery_seen": False}, "recovery_seen"),
        (S.FROZEN, "thaw", {"previous": None}, "previous"),
        (S.LISTED, "close", {"closure_seen": False}, "closure_seen"),
        (S.WITHDRAWN, "apply-again", {"apply_again_on": date(2027, 1, 1)}, "may_apply_again"),
    ],
)
def test_a_guard_that_does_not_hold_is_the_one_reason_told(
    status: LabelStatus, transition: str, other: dict[str, object], guard: str
) -> None:
    actor = next(iter(LIFE.transitions[transition].actors))
    assert refused(status, transition, actor, **other) == [guard]


def test_a_refusal_says_what_is_missing_in_both_languages() -> None:
    found = may(LIFE, S.PROBATION, "suspend", Actor.COMMITTEE, facts(S.PROBATION, votes=ballots(FOR, AGAINST, AGAINST)))
    assert found[0].said.fr == "la majorité de 2/3 n’est pas atteinte"
    assert found[0].said.en == "the majority of 2/3 is not reached"


def test_grave_misconduct_shortens_the_way_but_not_the_notice() -> None:
    quick = {"status_since": NOW - timedelta(days=1), "grave": True}
    assert refused(S.SUSPENDED, "withdraw", Actor.COMMITTEE, **quick) == []
    assert refused(S.SUSPENDED, "withdraw", Actor.COMMITTEE, **quick, notice_at=None) == ["notice_days"]


def test_the_clocks_stand_still_in_force_majeure() -> None:
    freeze = Freeze(NOW - timedelta(days=75), NOW - timedelta(days=35))
    since = {"status_since": NOW - timedelta(days=100), "freezes": (freeze,)}
    assert refused(S.PROBATION, "suspend", Actor.COMMITTEE, **since) == ["status_days"]
    assert refused(S.LABELLED, "flag-attestation", Actor.SYSTEM) == []
    assert refused(S.LABELLED, "flag-attestation", Actor.SYSTEM, freezes=(freeze,)) == ["attestation_expired_days"]


@pytest.mark.parametrize(("days", "broken"), [(29, ["settled_days"]), (30, [])])
def test_a_place_that_reopens_is_observed_for_thirty_days_before_it_is_flagged(days: int, broken: list[str]) -> None:
    thawed = NOW - timedelta(days=days)
    freezes = (Freeze(thawed - timedelta(days=200), thawed),)
    assert refused(S.LABELLED, "flag-unmet", Actor.SYSTEM, freezes=freezes, overdue=("ouverture",)) == broken


@pytest.mark.parametrize(
    ("status", "move", "fact", "days"),
    [
        (S.PROBATION, "suspend", "status_since", 90),
        (S.PROBATION, "suspend", "notice_at", 30),
        (S.SUSPENDED, "withdraw", "status_since", 180),
        (S.CANDIDATE, "lapse", "inactive_since", 365),
    ],
)
@pytest.mark.parametrize("forward", [at(2026, 3, 31), at(2026, 10, 31)])
def test_days_run_from_one_hour_to_the_same_of_the_last_day_though_the_clocks_change(
    status: S, move: str, fact: str, days: int, forward: datetime
) -> None:
    begun = (forward.replace(tzinfo=None) - timedelta(days=days)).replace(tzinfo=PARIS)
    actor = Actor.SYSTEM if move == "lapse" else Actor.COMMITTEE
    guard = {"status_since": "status_days", "notice_at": "notice_days", "inactive_since": "inactive_days"}[fact]
    if move == "withdraw":
        guard = "status_days_or_grave"
    now = {"today": forward.date(), "observations_until": begun, fact: begun.astimezone(UTC)}
    assert refused(status, move, actor, **now, as_of=forward.astimezone(UTC)) == []
    early = (forward - timedelta(minutes=1)).astimezone(UTC)
    assert refused(status, move, actor, **now, as_of=early) == [guard]


def test_a_freeze_over_the_night_of_the_clocks_lengthens_the_term_by_its_days() -> None:
    def made(number: int, transition: str, before: S, after: S, when: datetime, effect: Effect) -> Made:
        decision = Decision(
            site="nantes", transition=transition, before=before, after=after, author="le comité",
            role=Actor.COMMITTEE, reasons="Incendie.", decided_at=when, decided_on=when.date(), effects=(effect,),
        )  # fmt: skip
        return Made(number, decision)

    halt = made(1, "freeze", S.LABELLED, S.FROZEN, at(2026, 3, 1, 10), Effect.CLOCKS_STOP)
    resume = made(2, "thaw", S.FROZEN, S.LABELLED, at(2026, 4, 10, 10), Effect.CLOCKS_START)
    known = (date(2024, 1, 1), date(2027, 1, 1))
    assert standing("nantes", S.LABELLED, [halt, resume], NOW, PARIS, *known).term_ends_on == date(2027, 2, 10)


def test_of_two_decisions_at_the_same_moment_the_second_is_told() -> None:
    found = may(LIFE, S.CANDIDATE, "refuse", Actor.COMMITTEE, facts(S.LABELLED))
    assert [one.guard for one in found] == ["status"]
    assert "a changé entre-temps" in found[0].said.fr


def test_an_unknown_transition_names_those_there_are() -> None:
    assert "suspend" in may(LIFE, S.LISTED, "forgive", Actor.COMMITTEE, facts(S.LISTED))[0].said.en


@given(st.sampled_from(LabelStatus), st.booleans(), st.integers(0, 500), st.booleans())
def test_the_system_never_takes_a_label_away(status: LabelStatus, overdue: bool, held: int, grave: bool) -> None:
    found = alone(
        LIFE,
        facts(status, overdue=("x",) if overdue else (), required_held=timedelta(days=held), grave=grave),
    )
    assert {move.id for move in found} <= {"lapse", "flag-unmet", "flag-attestation", "flag-term", "clear"}
    assert {move.to for move in found} <= {S.LISTED, S.PROBATION, S.LABELLED}


def made(status: LabelStatus, transition: str, **other: object) -> Decision:
    actor = sorted(LIFE.transitions[transition].actors)[0]
    found = decide(LIFE, "tours", status, transition, actor, "le comité", facts(status, **other), 36)
    assert isinstance(found, Decision), found
    return found


def test_a_label_granted_has_a_term_and_is_in_the_agenda() -> None:
    found = made(S.CANDIDATE, "grant")
    assert (found.after, found.term_ends_on) == (S.LABELLED, date(2029, 6, 1))
    assert found.published
    assert Effect.PUBLIC_NOTICE in found.effects


def test_a_decision_keeps_its_author_reasons_and_votes() -> None:
    found = made(S.PROBATION, "suspend")
    assert (found.author, found.role, found.reasons) == ("le comité", Actor.COMMITTEE, "Motifs écrits.")
    assert len(found.votes) == 3
    assert not found.published


def test_refused_and_withdrawn_sites_may_apply_again_later() -> None:
    assert made(S.CANDIDATE, "refuse").apply_again_on == date(2026, 11, 28)
    assert made(S.SUSPENDED, "withdraw").apply_again_on == date(2027, 6, 1)


def test_a_freeze_ends_in_the_status_before_it() -> None:
    assert made(S.FROZEN, "thaw").after is S.PROBATION
    assert made(S.FROZEN, "thaw", previous=S.CANDIDATE).published is False


def test_a_refused_decision_is_not_made() -> None:
    found = decide(LIFE, "tours", S.CANDIDATE, "grant", Actor.SYSTEM, "hub", facts(S.CANDIDATE), 36)
    assert not isinstance(found, Decision)


def test_a_suspension_holds_at_once_a_withdrawal_once_the_time_to_appeal_is_over() -> None:
    suspended, withdrawn = made(S.PROBATION, "suspend"), made(S.SUSPENDED, "withdraw")
    assert takes_effect_on(suspended) == date(2026, 6, 1)
    assert takes_effect_on(withdrawn) == date(2026, 7, 2)
    assert takes_effect_on(withdrawn, Appeal(date(2026, 6, 20))) is None
    assert takes_effect_on(withdrawn, Appeal(date(2026, 6, 20), decided_on=date(2026, 7, 15), upheld=False)) == date(
        2026, 7, 15
    )
    assert takes_effect_on(suspended, Appeal(date(2026, 6, 20), decided_on=date(2026, 7, 1), upheld=True)) is None


def test_an_appeal_is_heard_in_time_by_three_who_did_not_vote() -> None:
    decision = made(S.PROBATION, "suspend")
    panel = frozenset({"a", "b", "c"})
    assert appeal_refusals(LIFE, decision, Appeal(date(2026, 7, 1), panel)) == ()
    found = appeal_refusals(LIFE, decision, Appeal(date(2026, 7, 2), frozenset({"a", "member 1"})))
    assert [one.guard for one in found] == ["appeal_window", "appeal_panel", "appeal_voters"]


def test_votes_with_a_tie_do_not_count_and_a_member_votes_once() -> None:
    votes = (Vote("a", FOR, "concurrent local"), Vote("b", AGAINST), Vote("b", FOR), Vote("c", ABSTAIN))
    assert [vote.choice for vote in counted(votes)] == [FOR, ABSTAIN]
    assert has_quorum(votes, Fraction(2))
    assert not has_quorum(votes, Fraction(3))


@pytest.mark.parametrize(
    ("choices", "two_thirds", "half"),
    [
        ((FOR, FOR, AGAINST), True, True),
        ((FOR, AGAINST), False, False),
        ((FOR, FOR, AGAINST, AGAINST, FOR), False, True),
        ((FOR, ABSTAIN, ABSTAIN), True, True),
        ((ABSTAIN,), False, False),
        ((), False, False),
    ],
)
def test_a_majority_is_of_those_for_and_against(choices: tuple[Choice, ...], two_thirds: bool, half: bool) -> None:
    assert has_majority(ballots(*choices), Fraction(2, 3)) is two_thirds
    assert has_majority(ballots(*choices), Fraction(1, 2)) is half


def test_a_term_that_begins_on_a_leap_day_ends_on_the_28th() -> None:
    assert term_end(date(2028, 2, 29), 36) == date(2031, 2, 28)
    assert term_end(date(2025, 2, 28), 36) == date(2028, 2, 28)


@pytest.mark.parametrize(
    ("left", "sent", "due"),
    [
        (91, set(), ()),
        (90, set(), (90,)),
        (89, {90}, ()),
        (60, {90}, (60,)),
        (45, set(), (60,)),
        (30, {90, 60}, (30,)),
        (0, {90, 60, 30}, ()),
        (0, {90}, (30,)),
        (-1, set(), ()),
    ],
)
def test_the_end_of_a_term_is_called_to_mind_three_times(left: int, sent: set[int], due: tuple[int, ...]) -> None:
    ends = date(2027, 1, 1)
    assert reminders_due(LIFE, ends, ends - timedelta(days=left), frozenset(sent)) == due


def test_what_is_in_the_agenda_is_said_in_one_place() -> None:
    after = {move.to for move in LIFE.transitions.values() if move.to}
    assert PUBLISHED & after == {S.LABELLED, S.PROBATION, S.FROZEN}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "actors: [committee]\n    guards: {status_days: 90,",
            "actors: [system]\n    guards: {status_days: 90,",
            "by itself",
        ),
        ("status_days: 90", "status_day: 90", "unknown guard `status_day`; did you mean `status_days`?"),
        ("majority: 2/3", "majority: most", "a share such as 2/3"),
        ("to: suspended", "to: suspendu", "`suspendu` is not allowed"),
        ("id: refuse", "id: grant", "was already given"),
        ("  closure_seen: {fr:", "  closure_sen: {fr:", "did you mean `closure_seen`?"),
        ("  - {id: closed, badge: none, title: {fr: Fermé, en: Closed}}\n", "", "no words for closed"),
    ],
)
def test_a_lifecycle_that_is_refused_and_why(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(ConfigError) as caught:
        load_lifecycle(TEXT.replace(old, new, 1))
    assert said in str(caught.value)
    assert all(one.line for one in caught.value.mistakes)


def test_loading_twice_gives_equal_values() -> None:
    assert load_lifecycle(TEXT) == replace(LIFE)
