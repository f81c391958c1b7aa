"""Groups of statements: independent of order, guarded, bounded; and rebuilt in part as in whole."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import force_setattr

from federation.domain.matching import (
    FLOOD,
    MOST_KEYS,
    Decisions,
    Match,
    Statement,
    Verdict,
    block_keys,
    candidates,
    cluster,
    match,
    pair,
    regroup,
)
from federation.domain.matching.times import far_apart
from tests.domain.matching_pairs import pairs, statement

AT = "2026-11-24 18:30"
ALL = [side for each in pairs() for side in (each.a, each.b)]


def ids(groups: Iterable[Iterable[Statement]]) -> list[list[str]]:
    return [[member.id for member in group] for group in groups]


def said(name: str, by: str, t: str, **told: object) -> Statement:
    return statement(name, by=by, t=t, **({"at": AT, "for": 120} | told))


class Counting:
    """A comparison that counts how often it is made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, a: Statement, b: Statement) -> Match:
        self.made += 1
        return match(a, b)


def test_order_changes_nothing() -> None:
    shuffled = ALL.copy()
    random.Random(7).shuffle(shuffled)
    assert ids(cluster(shuffled)) == ids(cluster(ALL))


def test_every_twin_shares_a_key() -> None:
    # The words of a title alone (« REPORTÉE AU 27 JANVIER ») put no event on another day.
    unheard = {"strand-reporte-texte"}
    twins = [each for each in pairs() if each.same and each.id not in unheard]
    assert [each.id for each in twins if block_keys(each.a).isdisjoint(block_keys(each.b))] == []


def test_keys_are_few_and_stable() -> None:
    assert all(0 < len(block_keys(one)) <= MOST_KEYS for one in ALL)
    a, b = (said(name, "nantes.site", "Soirée Rust", uid="same-uid@x.example") for name in "ab")
    assert block_keys(a) == block_keys(b)


def test_three_sources_make_one_group() -> None:
    group = [
        said("a", "nantes.site", "Mercredi data : la dataviz"),
        said("b", "nantes.meetup", "MERCREDI DATA, LA DATAVIZ"),
        said("c", "rennes.google", "[Nantes] Mercredi data : la dataviz"),
    ]
    assert ids(cluster(group)) == [["a", "b", "c"]]


def test_a_chain_does_not_unite_what_is_forbidden() -> None:
    chain = [
        said("a", "paris.feed", "Ateliers StartUP #3"),
        said("b", "paris.meetup", "Ateliers StartUP"),
        said("c", "rennes.google", "[Paris] Ateliers StartUP #4"),
    ]
    assert sorted(len(group) for group in cluster(chain)) == [1, 2]


def test_two_of_one_source_stay_two_whatever_others_say() -> None:
    told = [
        said("a", "nantes.site", "Soirée Rust"),
        said("b", "nantes.site", "Soirée Rust : le compilateur"),
        said("c", "nantes.meetup", "Soirée Rust"),
    ]
    assert ids(cluster(told)) == [["a", "c"], ["b"]]


def test_a_source_that_repeats_itself_is_one() -> None:
    told = [said(name, "nantes.site", "Soirée Rust", uid=f"{name}-0123456@x.example") for name in "abc"]
    assert ids(cluster([*told, said("d", "nantes.meetup", "Soirée Rust")])) == [["a", "b", "c", "d"]]


def test_people_bring_together_what_no_rule_would() -> None:
    told = [said("a", "nantes.site", "Soirée Rust"), said("b", "toulouse.site", "Bal", at="2027-01-01 10:00")]
    assert ids(cluster(told, Decisions(together=frozenset({pair("a", "b")})))) == [["a", "b"]]


def test_people_hold_apart_what_rules_would_unite() -> None:
    told = [said("a", "nantes.site", "Soirée Rust"), said("b", "nantes.meetup", "Soirée Rust")]
    assert ids(cluster(told, Decisions(apart=frozenset({pair("a", "b")})))) == [["a"], ["b"]]


def test_people_hold_apart_repetitions_too() -> None:
    told = [said(name, "nantes.site", "Soirée Rust", uid=f"{name}-0123456@x.example") for name in "ab"]
    assert ids(cluster(told, Decisions(apart=frozenset({pair("a", "b")})))) == [["a"], ["b"]]


def test_of_two_decisions_that_contradict_apart_holds() -> None:
    told = [said("a", "nantes.site", "Soirée Rust"), said("b", "nantes.meetup", "Soirée Rust")]
    both = Decisions(together=frozenset({pair("a", "b")}), apart=frozenset({pair("a", "b")}))
    assert ids(cluster(told, both)) == [["a"], ["b"]]


def test_decisions_about_what_is_gone_do_nothing() -> None:
    told = [said("a", "nantes.site", "Soirée Rust")]
    assert ids(cluster(told, Decisions(together=frozenset({pair("a", "gone")})))) == [["a"]]


# bounds, by counting


def many(by: str, count: int, titles: list[str], days: bool = False) -> list[Statement]:
    first = said("0", by, "x").event.start
    found = []
    for number in range(count):
        one = said(f"{by}-{number:05}", by, titles[number % len(titles)], text=f"Annonce {number}")
        if days:
            force_setattr(one.event, "start", first + timedelta(hours=number))
        found.append(one)
    return found


def test_a_source_that_repeats_a_title_ten_thousand_times_costs_others_nothing() -> None:
    counting = Counting()
    told = [*many("toulon.site", 10_000, ["Promo"]), said("z", "toulon.ics", "Promo")]
    assert len(cluster(told, compare=counting)) == 10_001
    assert counting.made == 0


def test_the_same_thing_said_ten_thousand_times_is_one() -> None:
    counting = Counting()
    told = [said(f"{n:05}", "toulon.site", "Promo", uid=f"{n:09}-promo@x.example") for n in range(10_000)]
    assert len(cluster(told, compare=counting)) == 1
    assert counting.made == 0


def test_five_thousand_events_in_one_minute_are_compared_little() -> None:
    titles = [f"Sujet{letters}" for letters in ("aléa", "boussole", "cirque", "dune", "écho")]
    counting = Counting()
    told = many("nantes.site", 2500, titles) + many("nantes.meetup", 2500, titles)
    cluster(told, compare=counting)
    assert counting.made <= len(told) * FLOOD


def test_a_flood_silences_nobody_else() -> None:
    flood = many("toulon.site", 200, ["Soirée Rust"])
    told = [*flood, said("x", "nantes.site", "Soirée Rust"), said("y", "nantes.meetup", "Soirée Rust")]
    assert ["x", "y"] in ids(cluster(told))


def test_what_lies_far_apart_is_left_out_without_being_compared() -> None:
    for a, b in zip(ALL, ALL[7:], strict=False):
        if a.teller.key != b.teller.key and far_apart(a.traits, b.traits):
            assert match(a, b).verdict is not Verdict.SAME
    for each in pairs():
        assert not (
            each.same and match(each.a, each.b).verdict is Verdict.SAME and far_apart(each.a.traits, each.b.traits)
        )


def test_many_sites_of_one_city_with_like_titles_are_compared_near_their_hours_alone() -> None:
    counting = Counting()
    sites = ("nantes.site", "nantes.meetup", "nantes.google", "nantes.blog")
    told = [
        one for by in sites for one in many(by, 240, ["Atelier code", "Atelier codes", "Ateliers du code"], days=True)
    ]
    cluster(told, compare=counting)
    assert counting.made <= 5 * len(told) * len(sites)


@pytest.mark.parametrize("letters", ["🎉", "\u202e", "а", "é", "x"])
def test_endless_titles_at_one_minute_cost_little_and_stay_apart(letters: str) -> None:
    sites = ("nantes.site", "nantes.meetup", "rennes.blog", "toulon.site")
    told = [said(by, by, letters * (100_000 + n), text=f"Annonce {by}") for n, by in enumerate(sites)]
    groups = cluster(told)
    assert all(len({one.teller.site for one in group}) == 1 for group in groups)


def test_one_is_compared_with_a_bounded_number_of_others() -> None:
    titles = ["Nuit des cartes", "Nuit des codes", "Bal des cartes"]
    told = [one for by in ("nantes.site", "nantes.meetup", "rennes.blog") for one in many(by, 60, titles, days=True)]
    counts: defaultdict[str, int] = defaultdict(int)
    for a, b in candidates(told):
        counts[a.id] += 1
        counts[b.id] += 1
    assert max(counts.values(), default=0) <= MOST_KEYS * FLOOD * 2


# rebuilding in part

TITLES = [
    "Soirée Rust",
    "Soirée Rust #2",
    "Apéro mensuel",
    "[Nantes] Apéro mensuel",
    "Bal des robots",
    "Bal des robots : la nuit",
]
BYS = ["nantes.site", "nantes.meetup", "rennes.blog", "rennes.google", "toulouse.site"]
NAMES = st.builds("{}-{}".format, st.sampled_from(BYS), st.integers(0, 4))
STATEMENTS = st.builds(
    lambda by, t, hour, number: said(
        f"{by}-{number}", by, t, at=f"2026-11-24 {hour}", uid=f"{by}-{number}-uid@x.example"
    ),
    st.sampled_from(BYS),
    st.sampled_from(TITLES),
    st.sampled_from(["18:30", "18:45", "19:00"]),
    st.integers(0, 4),
)


class Kept:
    """Statements and their groups, as a store would keep them."""

    def __init__(self) -> None:
        self.all: dict[str, Statement] = {}
        self.groups: dict[str, tuple[str, ...]] = {}
        self.blocks: defaultdict[str, dict[str, Statement]] = defaultdict(dict)

    def block(self, key: str) -> list[Statement]:
        return list(self.blocks[key].values())

    def mates(self, statement: Statement) -> list[Statement]:
        return [self.all[name] for name in self.groups.get(statement.id, ()) if name in self.all]

    def find(self, statement_id: str) -> Statement | None:
        return self.all.get(statement_id)

    def change(self, new: list[Statement], gone: list[str], decisions: Decisions) -> None:
        old = [self.all[name] for name in {*gone, *(one.id for one in new)} if name in self.all]
        keys = {key for one in [*old, *new] for key in block_keys(one)}
        mates = [mate for one in old for mate in self.mates(one)]
        for one in old:
            del self.all[one.id]
            for key in block_keys(one):
                del self.blocks[key][one.id]
        for one in new:
            self.all[one.id] = one
            for key in block_keys(one):
                self.blocks[key][one.id] = one
        changed = [self.all[one.id] for one in [*new, *mates] if one.id in self.all]
        for name in gone:
            self.groups.pop(name, None)
        for group in regroup(changed, keys, self, decisions):
            names = tuple(one.id for one in group)
            self.groups |= dict.fromkeys(names, names)

    def told(self) -> list[tuple[str, ...]]:
        return sorted(set(self.groups.values()))


def whole(kept: Kept, decisions: Decisions) -> list[tuple[str, ...]]:
    return sorted(tuple(one.id for one in group) for group in cluster(kept.all.values(), decisions))


DECIDED = st.frozensets(
    st.tuples(st.sampled_from(BYS), st.integers(0, 4), st.sampled_from(BYS), st.integers(0, 4))
    .filter(lambda names: names[:2] != names[2:])
    .map(lambda names: pair(f"{names[0]}-{names[1]}", f"{names[2]}-{names[3]}")),
    max_size=2,
)


@pytest.mark.parametrize("flood", [FLOOD, 2, 1])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    batches=st.lists(st.tuples(st.lists(STATEMENTS, max_size=6), st.lists(NAMES, max_size=3)), min_size=1, max_size=6),
    together=DECIDED,
    apart=DECIDED,
)
def test_regrouping_after_each_change_gives_what_clustering_all_gives(
    monkeypatch: pytest.MonkeyPatch,
    flood: int,
    batches: list[tuple[list[Statement], list[str]]],
    together: frozenset[frozenset[str]],
    apart: frozenset[frozenset[str]],
) -> None:
    monkeypatch.setattr("federation.domain.matching.blocks.FLOOD", flood)
    kept, decisions = Kept(), Decisions(together, apart)
    for new, gone in batches:
        once = {one.id: one for one in new}
        kept.change(list(once.values()), [name for name in gone if name not in once], decisions)
        assert kept.told() == whole(kept, decisions)


def test_one_change_looks_at_little() -> None:
    kept = Kept()
    kept.change(ALL, [], Decisions())
    counting = Counting()
    one = kept.all["case-a"]
    regroup([one], block_keys(one), kept, compare=counting)
    assert counting.made < 60
