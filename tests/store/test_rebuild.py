"""One event, one entry: increments in any order give what a full rebuild gives, on both databases."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from federation.store.database import Store
from federation.store.matching.rebuild import rebuild_all
from tests.cast import NOW
from tests.store.telling import AGENDA, MEETUP, RENNES, Telling, changed, happening

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
SAID = st.lists(HAPPENINGS, max_size=3, unique_by=lambda item: item.key)
STEPS = st.lists(
    st.tuples(st.dictionaries(st.integers(0, 3), SAID, min_size=1, max_size=4), st.booleans()), min_size=1, max_size=4
)
"""What visits that land together bring, and whether each source then takes its first one back."""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_increments_give_what_a_full_rebuild_and_the_pure_rules_give(store: Store, steps: Any) -> None:
    telling = Telling(store)
    telling.forget()
    for said, withdraws in steps:
        telling.say_together(said)
        for which, told in said.items() if withdraws else ():
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


def test_visits_that_land_together_give_what_they_give_one_after_the_other(store: Store) -> None:
    telling, seen = Telling(store), []
    told = {which: [happening(n, title) for n, title in enumerate(TITLES)][which : which + 2] for which in range(4)}
    telling.say_together(told)
    seen.append(telling.groups())
    telling.forget()
    for which, some in told.items():
        telling.say(which, some)
    assert [telling.groups()] == seen


def test_a_changed_entry_is_news_of_those_who_told_something_new(store: Store) -> None:
    telling = Telling(store)
    told = happening(1, "Soirée Rust")
    assert telling.say_together({AGENDA: [told], RENNES: [happening(2, "Atelier lampes")]}) == {AGENDA: 1, RENNES: 1}
    later = changed(told, title="Soirée Rust et Zig")
    assert telling.say_together({AGENDA: [later], MEETUP: [happening(3, "Soirée Rust et Zig")]})[MEETUP] == 1
    assert telling.say_together({AGENDA: [later], MEETUP: [happening(3, "Soirée Rust et Zig")]}).total() == 0
