"""Statements -> groups, each one event: the best pairs first, never two that a rule or a person holds apart. Pure.

A group depends on nothing but the connected component of matching pairs it lies in: so what is rebuilt after a change
is the `closure` of the changed statements, and a full rebuild gives the same groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from federation.domain.matching.blocks import candidates
from federation.domain.matching.decisions import NONE, Decisions
from federation.domain.matching.match import Match, Verdict, match
from federation.domain.matching.statement import Statement

Group = tuple[Statement, ...]
Compare = Callable[[Statement, Statement], Match]

RESEMBLING = 0.5
"""How much the members of two groups must resemble each other on average for the groups to become one."""


def cluster(statements: Iterable[Statement], decisions: Decisions = NONE, compare: Compare = match) -> list[Group]:
    """The groups of statements that are one event each, singles included; sorted by the id of their first member.

    Neither the order of the statements nor who was visited first changes anything.
    """
    ordered = sorted(statements, key=lambda statement: statement.id)
    work = _Clustering(decisions, compare)
    singles = work.repeats(ordered)
    for couple in sorted(map(sorted, decisions.together)):
        work.unite_decided(*couple)
    for a, b, _ in sorted(_matching(singles, compare), key=lambda edge: (-edge[2], edge[0].id, edge[1].id)):
        work.unite(a, b)
    return work.groups()


def closure(
    seeds: Iterable[Statement],
    neighbours: Callable[[Statement], Iterable[Statement]],
    decisions: Decisions = NONE,
    compare: Compare = match,
) -> list[Statement]:
    """The statements whose groups may depend on the seeds: all that matching pairs and decisions connect with them.

    `neighbours` gives the statements that stand in a block with one (of `comparable` ones) or are tied to it by a
    decision. After a change the seeds are the statements that changed, with what shared a block with them before or
    shares one now; clustering the closure gives the groups that clustering everything would.
    """
    found = {seed.id: seed for seed in seeds}
    waiting = list(found.values())
    while waiting:
        one = waiting.pop()
        for other in neighbours(one):
            if other.id not in found and (decisions.forces(one.id, other.id) or _connects(one, other, compare)):
                found[other.id] = other
                waiting.append(other)
    return [found[id_] for id_ in sorted(found)]


def _connects(a: Statement, b: Statement, compare: Compare) -> bool:
    return compare(a, b).verdict is Verdict.SAME


def _matching(statements: Collection[Statement], compare: Compare) -> Iterator[tuple[Statement, Statement, float]]:
    for a, b in candidates(statements):
        found = compare(a, b)
        if found.verdict is Verdict.SAME:
            yield a, b, found.score


class _Clustering:
    """The groups while they are being formed; each statement's group is known by one of its members."""

    def __init__(self, decisions: Decisions, compare: Compare) -> None:
        self.decisions = decisions
        self.compare = compare
        self.members: dict[str, list[Statement]] = {}
        self.speakers: dict[str, list[Statement]] = {}
        self.leader: dict[str, str] = {}

    def repeats(self, ordered: list[Statement]) -> list[Statement]:
        """Starts with a group for each statement, repetitions of one source in one; gives one speaker of each."""
        said: defaultdict[tuple[object, ...], list[Statement]] = defaultdict(list)
        for statement in ordered:
            said[(statement.teller.key, statement.traits.same)].append(statement)
        speakers = []
        for alike in said.values():
            speakers += self._repeated(alike)
        return speakers

    def _repeated(self, alike: list[Statement]) -> list[Statement]:
        """One speaker for each set of statements among these that repeat each other."""
        speakers: list[Statement] = []
        by_links: dict[object, Statement] = {}
        for statement in alike:
            # The same rule as of one source in `match`, without comparing every two.
            sameness = None if statement.traits.text else statement.traits.own
            first = by_links.setdefault(sameness, statement)
            split = any(self.decisions.forbids(statement.id, member.id) for member in self.members.get(first.id, ()))
            if first is statement or split:
                self.leader[statement.id] = statement.id
                self.members[statement.id] = [statement]
                self.speakers[statement.id] = [statement]
                speakers.append(statement)
            else:
                self.leader[statement.id] = first.id
                self.members[first.id].append(statement)
        return speakers

    def unite_decided(self, a: str, b: str) -> None:
        """Brings two together because people said so; only another decision stands against it."""
        if a in self.leader and b in self.leader and not self._forbidden(self.leader[a], self.leader[b]):
            self._join(self.leader[a], self.leader[b])

    def unite(self, a: Statement, b: Statement) -> None:
        """Brings two groups together if every member may stand with every other and they are alike on the whole."""
        one, other = self.leader[a.id], self.leader[b.id]
        if one == other or self._forbidden(one, other):
            return
        found = [self.compare(mine, yours) for mine in self.speakers[one] for yours in self.speakers[other]]
        if any(each.verdict is Verdict.APART for each in found):
            return
        if sum(each.score for each in found) >= RESEMBLING * len(found):
            self._join(one, other)

    def _forbidden(self, one: str, other: str) -> bool:
        if not self.decisions.apart:
            return False
        forbids = self.decisions.forbids
        return any(forbids(mine.id, yours.id) for mine in self.members[one] for yours in self.members[other])

    def _join(self, one: str, other: str) -> None:
        if one == other:
            return
        first, second = sorted((one, other))
        for member in self.members[second]:
            self.leader[member.id] = first
        self.members[first] += self.members.pop(second)
        self.speakers[first] += self.speakers.pop(second)

    def groups(self) -> list[Group]:
        """The groups, members by id."""
        found = (tuple(sorted(members, key=lambda member: member.id)) for members in self.members.values())
        return sorted(found, key=lambda group: group[0].id)
