"""One event, one entry: increments in any order give what a full rebuild gives, on both databases."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from federation.store.database import Store
from federation.store.matching.rebuild import rebuild_all
from tests.cast import NOW
from tests.store.telling import Telling, happening

TITLES = [
    "Soirée Rust",
    "[Nantes] Soirée Rust",
    "Apéro mensuel",
    "Bal des robots, en duplex avec Rennes",
    "Soirée Rust #2",
]
HAPPENINGS = st.builds(
    lambda number, title, hour, uid: happening(number, title, hour=hour, uid=uid),
    st.integers(0, 3),
    st.sampled_from(TITLES),
    st.sampled_from([18, 19]),
    st.sampled_from(["", "", "shared-0123456@x.example"]),
)
STEPS = st.lists(
    st.tuples(st.integers(0, 3), st.lists(HAPPENINGS, max_size=3, unique_by=lambda item: item.key), st.booleans()),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_increments_give_what_a_full_rebuild_and_the_pure_rules_give(store: Store, steps: Any) -> None:
    telling = Telling(store)
    telling.forget()
    for which, told, withdraws in steps:
        telling.say(which, told)
        if withdraws:
            telling.withdraw(which, [item.key for item in told[:1]])
    before = telling.entries()
    assert telling.groups() == telling.pure_groups()
    with store.writing() as session:
        assert rebuild_all(session, NOW) == 0
    assert telling.entries() == before


def test_the_order_of_visits_changes_no_group(store: Store) -> None:
    telling, seen = Telling(store), []
    told = [happening(n, title) for n, title in enumerate(TITLES)]
    for order in ((0, 1, 2, 3), (3, 1, 0, 2), (2, 3, 1, 0)):
        telling.forget()
        for which in order:
            telling.say(which, told[which : which + 2])
        seen.append(telling.groups())
    assert seen[0] == seen[1] == seen[2]
