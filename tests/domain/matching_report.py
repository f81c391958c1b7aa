"""Precision and recall on the labelled pairs, beside two baselines: `python -m tests.domain.matching_report [--all]`.

`--all` shows each mistake of the tuning half; those of the reporting half are counted only, so that nobody tunes by it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, utils

from federation.domain.matching import Statement, Verdict, block_keys, match
from tests.domain.matching_pairs import Pair, pairs

Rule = Callable[[Statement, Statement], bool]


@dataclass(frozen=True)
class Figures:
    """How often a rule was right."""

    found: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0


def ours(a: Statement, b: Statement) -> bool:
    """The verdict of the rules, and that the pair would be compared at all."""
    return not block_keys(a).isdisjoint(block_keys(b)) and match(a, b).verdict is Verdict.SAME


def same_title_and_day(a: Statement, b: Statement) -> bool:
    """The first baseline."""
    return a.event.title.casefold() == b.event.title.casefold() and a.traits.on == b.traits.on


def token_set(a: Statement, b: Statement) -> bool:
    """The second baseline: token-set ratio of at least 85 on the same day."""
    alike = fuzz.token_set_ratio(a.event.title, b.event.title, processor=utils.default_process)
    return a.traits.on == b.traits.on and alike >= 85


RULES: dict[str, Rule] = {
    "the rules": ours,
    "same title, same day": same_title_and_day,
    "token set ≥ 85, same day": token_set,
}


def figures(rule: Rule, some: Iterable[Pair]) -> Figures:
    """How a rule does on some pairs."""
    told = [(pair.same, rule(pair.a, pair.b)) for pair in some]
    return Figures(told.count((True, True)), told.count((False, True)), told.count((True, False)))


def half(reported: bool) -> list[Pair]:
    """The pairs of one half."""
    return [pair for pair in pairs() if pair.reported is reported]


def main() -> None:
    """Prints the table."""
    parts = {"tuning": half(False), "reporting": half(True)}
    heads = ("half", "pairs", "twins", "rule", "precision", "recall", "wrong", "missed")
    print("{:<10} {:>5} {:>5}  {:<26} {:>9} {:>7} {:>6} {:>6}".format(*heads))
    for name, some in parts.items():
        for title, rule in RULES.items():
            got = figures(rule, some)
            twins = sum(pair.same for pair in some)
            print(
                f"{name:<10} {len(some):>5} {twins:>5}  {title:<26} {got.precision:>9.3f} {got.recall:>7.3f}"
                f" {got.wrong:>6} {got.missed:>6}"
            )
    if "--all" in sys.argv:
        _mistakes(parts["tuning"])


def _mistakes(some: Iterable[Pair]) -> None:
    for pair in some:
        if ours(pair.a, pair.b) is not pair.same:
            told = match(pair.a, pair.b)
            blocked = "" if not block_keys(pair.a).isdisjoint(block_keys(pair.b)) else " (never compared)"
            print(f"\n{pair.id}: {'missed' if pair.same else 'wrong'}{blocked}, {told.score:.2f}")
            print(f"  {pair.a.event.title!r} / {pair.b.event.title!r}")
            print("  " + ", ".join(f"{reason.code} {reason.points:+} {reason.value!r}" for reason in told.reasons))


if __name__ == "__main__":
    main()
