"""How much two titles have in common, word by word, each word by its weight; and two texts. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from federation.domain.matching.folding import stem
from federation.domain.matching.spelling import alike, spelt_out
from federation.domain.matching.title_words import GENERIC, is_subject, meaning, weight

_INITIALS = 3
"""The fewest letters that are read as initials: two are those of too much (`title_phrases` has those of everybody)."""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The words two titles share, and what is left over of each; with what they weigh."""

    shared: tuple[str, ...]
    left: tuple[tuple[str, ...], tuple[str, ...]]
    shared_weight: float
    left_weight: tuple[float, float]

    @property
    def subjects(self) -> int:
        """How many words they share that are not of any programme."""
        return sum(weight(word) > GENERIC for word in self.shared)

    @property
    def least_subject(self) -> float:
        """What the one that adds less to what they share adds, words of any programme left out."""
        return min(sum(told for word in side if (told := weight(word)) > GENERIC) for side in self.left)

    @property
    def own_subjects(self) -> tuple[float, float]:
        """What each adds to what they share, only words by weight that alone tell a subject."""
        one, other = (sum(weight(word) for word in side if is_subject(word)) for side in self.left)
        return one, other

    @property
    def share(self) -> float:
        """What they share of all they say, 0 to 1."""
        whole = self.shared_weight + sum(self.left_weight)
        return self.shared_weight / whole if whole else 0.0

    @property
    def within(self) -> float:
        """What they share of the one that says less, 0 to 1."""
        less = self.shared_weight + min(self.left_weight)
        return self.shared_weight / less if less else 0.0


@lru_cache(maxsize=65536)
def resemblance(a: tuple[str, ...], b: tuple[str, ...]) -> Resemblance:
    """What two titles' stems have in common, as meanings: of one meaning, written apart, spelt out, with a slip."""
    ones, others, shared = _same_meaning(a, b)
    for mine, yours in ((ones, others), (others, ones)):
        for whole in [word for word in mine if len(word) >= 4]:
            apart = next((pair for pair in pairwise(yours) if stem("".join(pair)) == stem(whole)), None)
            if apart:
                mine.remove(whole)
                yours[:] = [word for word in yours if word not in apart]
                shared.append(whole)
        for short in [word for word in mine if _INITIALS <= len(word) <= 6]:
            if spelt := spelt_out(short.lower(), yours):
                mine.remove(short)
                yours[:] = [word for word in yours if word not in spelt]
                shared.append(short)
    for word in [word for word in ones if len(word) > 3]:
        twin = next((other for other in others if alike(word, other)), None)
        if twin:
            ones.remove(word)
            others.remove(twin)
            shared.append(word)
    said, left = (tuple(map(meaning, shared)), (tuple(map(meaning, ones)), tuple(map(meaning, others))))
    return Resemblance(said, left, sum(map(weight, said)), (sum(map(weight, left[0])), sum(map(weight, left[1]))))


def _same_meaning(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """What only one has, what only the other has, and what both have."""
    mine, yours = ({meaning(word): word for word in a}, {meaning(word): word for word in b})
    return (
        [word for meant, word in mine.items() if meant not in yours],
        [word for meant, word in yours.items() if meant not in mine],
        [word for meant, word in mine.items() if meant in yours],
    )


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """How alike two texts are by their words, 0 to 1; a text and the beginning of it are alike."""
    if not a or not b:
        return 0.0
    common = len(a & b)
    return max(common / len(a | b), common / min(len(a), len(b)) - 0.1)
