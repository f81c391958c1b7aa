"""Statements -> groups, each one event: the best pairs first, never two that a rule or a person holds apart. Pure.

A group depends on nothing but the connected component of matching pairs it lies in; `regrouping` builds on that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

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
    speaking = {speaker.id for said in repetitions(ordered, decisions) for speaker in said[:1]}
    return grouped(ordered, candidates(ordered, speaking), decisions, compare)


def grouped(
    statements: Iterable[Statement],
    pairs: Iterable[tuple[Statement, Statement]],
    decisions: Decisions,
    compare: Compare,
) -> list[Group]:
    """The groups of statements when only these pairs may bring two together, and people's decisions."""
    work = _Clustering(decisions, compare, repetitions(statements, decisions))
    for couple in sorted(map(sorted, decisions.together)):
        work.unite_decided(*couple)
    edges = [(a, b, found.score) for a, b in pairs if (found := compare(a, b)).verdict is Verdict.SAME]
    for a, b, _ in sorted(edges, key=lambda edge: (-edge[2], edge[0].id, edge[1].id)):
        work.unite(a, b)
    return work.groups()


def repetitions(statements: Iterable[Statement], decisions: Decisions) -> list[list[Statement]]:
    """The statements, those with which a source says the very same together; the first of each speaks for all.

    The rule is that of one source in `match`, without comparing every two.
    """
    said: defaultdict[tuple[object, ...], list[list[Statement]]] = defaultdict(list)
    for statement in sorted(statements, key=lambda statement: statement.id):
        links = None if statement.traits.text else statement.traits.own
        lists = said[(statement.teller.key, statement.traits.same, links)]
        fitting = lists[0] if lists and not _held_apart(statement, lists[0], decisions) else None
        if fitting is None:
            lists.append([statement])
        else:
            fitting.append(statement)
    return [alike for lists in said.values() for alike in lists]


def _held_apart(statement: Statement, others: Iterable[Statement], decisions: Decisions) -> bool:
    return bool(decisions.apart) and any(decisions.forbids(statement.id, other.id) for other in others)


class _Clustering:
    """The groups while they are being formed; each statement's group is known by one of its members."""

    def __init__(self, decisions: Decisions, compare: Compare, said: Iterable[list[Statement]]) -> None:
        self.decisions = decisions
        self.compare = compare
        self.members = {alike[0].id: list(alike) for alike in said}
        self.speakers = {leader: members[:1] for leader, members in self.members.items()}
        self.leader = {member.id: leader for leader, members in self.members.items() for member in members}

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
