"""After a change, only the groups it can touch: the very groups that clustering everything would give. Pure.

What a block gives depends on that block alone, and a group on the connected component of matching pairs it lies in. So
it is enough to look at what stood in a block with a changed statement or stands in one now, and at all that matching
pairs connect with that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Protocol

from federation.domain.matching.blocks import block_keys, comparable, repeat_key
from federation.domain.matching.clusters import Compare, Group, grouped, repetitions
from federation.domain.matching.decisions import NONE, Decisions
from federation.domain.matching.match import Verdict, match
from federation.domain.matching.statement import Statement
from federation.domain.matching.times import far_apart


class Shelf(Protocol):
    """Where statements are kept, as they are after the change."""

    def block(self, key: str) -> Collection[Statement]:
        """All statements that have this key."""

    def mates(self, statement: Statement) -> Collection[Statement]:
        """The statements that stand in one group with this one until now."""

    def find(self, statement_id: str) -> Statement | None:
        """The statement of this id; None when it is gone."""


def regroup(
    changed: Iterable[Statement],
    keys: Iterable[str],
    shelf: Shelf,
    decisions: Decisions = NONE,
    compare: Compare = match,
    keys_of: Callable[[Statement], Iterable[str]] = block_keys,
) -> list[Group]:
    """The groups that replace those of all their members, after a change.

    `changed` are the statements that are new or different, or whose decisions are; `keys` are the `block_keys` of
    everything that changed or went, as it was before and as it is now. Mates of what went must be among `changed`.
    A shelf that keeps finer blocks gives their keys by `keys_of`.
    """
    work = _Regrouping(shelf, decisions, compare, keys_of)
    for statement in changed:
        work.look_at(statement)
    for key in keys:
        # A source that floods a block now has no pairs from it; those it had are found through its mates.
        for statement in comparable(shelf.block(key)):
            work.look_at(statement)
    return work.groups()


class _Regrouping:
    """What has been looked at so far, and the pairs found."""

    def __init__(
        self,
        shelf: Shelf,
        decisions: Decisions,
        compare: Compare,
        keys_of: Callable[[Statement], Iterable[str]],
    ) -> None:
        self.shelf = shelf
        self.keys_of = keys_of
        self.decisions = decisions
        self.compare = compare
        self.found: dict[str, Statement] = {}
        self.waiting: list[Statement] = []
        self.pairs: dict[tuple[str, str], tuple[Statement, Statement]] = {}
        self.kept: dict[str, Collection[Statement]] = {}
        self.speaking: dict[str, Collection[str]] = {}

    def look_at(self, statement: Statement) -> None:
        """Takes a statement in, with all that say the very same."""
        if statement.id not in self.found:
            self.found[statement.id] = statement
            self.waiting.append(statement)

    def groups(self) -> list[Group]:
        """The groups of all that is connected with what was looked at."""
        while self.waiting:
            self._follow(self.waiting.pop())
        speaking = {alike[0].id for alike in repetitions(self.found.values(), self.decisions)}
        pairs = [couple for ids, couple in sorted(self.pairs.items()) if speaking.issuperset(ids)]
        return grouped(self.found.values(), pairs, self.decisions, self.compare)

    def _follow(self, one: Statement) -> None:
        for mate in self.shelf.mates(one):
            self.look_at(mate)
        for partner in self.decisions.partners([one.id]):
            if (other := self.shelf.find(partner)) is not None:
                self.look_at(other)
        if one.id in self._speaking(one):
            self._compare_with_others(one)

    def _speaking(self, one: Statement) -> Collection[str]:
        """Who speaks for all with which one source says the very same as here; looked at once for all of them."""
        key = repeat_key(one)
        if key not in self.speaking:
            said = [other for other in self._block(key) if other.teller.key == one.teller.key]
            for other in said:
                self.look_at(other)
            self.speaking[key] = {alike[0].id for alike in repetitions(said, self.decisions)}
        return self.speaking[key]

    def _compare_with_others(self, one: Statement) -> None:
        for key in sorted(self.keys_of(one)):
            block = comparable(self._block(key))
            if all(member.id != one.id for member in block):
                continue
            for other in block:
                ids = (one.id, other.id) if one.id < other.id else (other.id, one.id)
                if other.teller.key == one.teller.key or ids in self.pairs or far_apart(one.traits, other.traits):
                    continue
                if self.compare(one, other).verdict is Verdict.SAME:
                    self.pairs[ids] = (one, other) if ids[0] == one.id else (other, one)
                    self.look_at(other)

    def _block(self, key: str) -> Collection[Statement]:
        if key not in self.kept:
            self.kept[key] = self.shelf.block(key)
        return self.kept[key]
