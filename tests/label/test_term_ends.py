"""Which terms of a label still hold: a decision ends one when it begins to hold, and not when it is overturned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from federation.domain.site import LabelStatus
from federation.label.decisions import Appeal, Decision
from federation.label.lifecycle import Actor
from federation.label.standing import Made, terms
from tests.label.sites import PARIS, at

S = LabelStatus
DAY = timedelta(days=1)


def decision(number: int, transition: str, before: S, after: S, on: datetime, **more: object) -> Made:
    made = Decision(
        site="tours", transition=transition, before=before, after=after, author="le comité", role=Actor.COMMITTEE,
        reasons="Décidé en réunion.", decided_at=on, decided_on=on.date(),
    )  # fmt: skip
    return Made(number, replace(made, **more))  # type: ignore[arg-type]


GRANT = decision(1, "grant", S.CANDIDATE, S.LABELLED, at(2026, 1, 10), term_ends_on=date(2029, 1, 9))
SUSPEND = decision(2, "suspend", S.LABELLED, S.SUSPENDED, at(2026, 6, 1))
WITHDRAW = decision(
    3, "withdraw", S.SUSPENDED, S.WITHDRAWN, at(2026, 8, 1), suspensive=True, appealable_until=date(2026, 8, 31)
)
MADE = [GRANT, SUSPEND, WITHDRAW]


def over(made: list[Made], as_of: datetime) -> tuple[int, frozenset[int]]:
    return terms(made, as_of, PARIS)


def test_a_withdrawal_ends_the_term_once_the_time_to_appeal_is_over() -> None:
    assert over(MADE, at(2026, 8, 31, 23)) == (1, frozenset())
    assert over(MADE, at(2026, 9, 1, 1)) == (1, frozenset({0, 1}))


def test_a_withdrawal_that_is_overturned_ends_no_term() -> None:
    appeal = Appeal(date(2026, 8, 20), frozenset({"Eve", "Fred", "Gil"}), date(2026, 9, 10), upheld=True)
    assert over([GRANT, SUSPEND, replace(WITHDRAW, appeal=appeal)], at(2027, 1, 1)) == (1, frozenset())
    refused = replace(appeal, upheld=False)
    rejected = [GRANT, SUSPEND, replace(WITHDRAW, appeal=refused)]
    assert over(rejected, at(2026, 9, 9)) == (1, frozenset())
    assert over(rejected, at(2026, 9, 11)) == (1, frozenset({0, 1}))


def test_a_withdrawal_that_the_status_no_longer_admits_ends_no_term() -> None:
    reinstate = decision(4, "reinstate", S.SUSPENDED, S.LABELLED, at(2026, 8, 15))
    assert over([*MADE, reinstate], at(2027, 1, 1)) == (1, frozenset())


def test_each_label_has_a_term_of_its_own() -> None:
    renounce = decision(2, "renounce", S.LABELLED, S.LISTED, at(2026, 6, 1))
    again = decision(3, "grant", S.LISTED, S.LABELLED, at(2027, 6, 1), term_ends_on=date(2030, 5, 31))
    assert over([GRANT, renounce], at(2026, 7, 1)) == (1, frozenset({0, 1}))
    assert over([GRANT, renounce, again], at(2027, 7, 1)) == (3, frozenset({0, 1}))
