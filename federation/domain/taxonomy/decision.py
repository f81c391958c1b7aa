"""A format decided, how sure, and why. Values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from federation.domain.taxonomy.acts import Named
from federation.domain.taxonomy.classified import Because

CONFIDENCE = {
    "category": 1.0, "title": 0.95, "title-compound": 0.9, "title-within": 0.85, "title-weak": 0.7, "description": 0.5,
    "title-making": 0.5, "told": 0.4, "alike": 0.35, "children": 0.3,
}  # fmt: skip
"""How far each rule is trusted."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The format of an event, how sure, which others its title names, and why."""

    format: str
    confidence: float
    also: tuple[str, ...]
    because: tuple[Because, ...]


def decided(chosen: str, rule: str, words: str, named: Sequence[Named] = ()) -> Decision:
    """The decision for one format, with the others that its title names strongly."""
    others = {name.claim.id: name.claim.word for name in named if name.strong and name.claim.id != chosen}
    because = [Because("format", chosen, rule, words)]
    because += [Because("also", other, "title-within", word.strip("*")) for other, word in others.items()]
    return Decision(chosen, CONFIDENCE[rule], tuple(others), tuple(because))
