"""What was meant by a word that nothing says: the nearest word that something does. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters of the shortest word that is corrected."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """A word of the network: folded, as `written`, and how many `entries` say it."""

    word: str
    written: str
    entries: int


def slips(word: str) -> int:
    """How many slips of the finger (a letter too many, missing, other, or two swapped) are forgiven in a word."""
    return 0 if len(word) < SHORTEST or not word.isalpha() else 1 if len(word) < 8 else 2


def nearest(word: str, known: Iterable[Nearest]) -> Nearest | None:
    """The known word with the fewest slips to it; then one with its first letter, the more used, the first of all."""
    most = slips(word)
    if not most:
        return None
    best: tuple[int, bool, int, str] | None = None
    found = None
    for other in known:
        distance = OSA.distance(word, other.word, score_cutoff=most)
        if distance <= most:
            rank = (distance, other.word[0] != word[0], -other.entries, other.word)
            if best is None or rank < best:
                best, found = rank, other
    return found


def split(word: str) -> Iterable[tuple[str, str]]:
    """The ways to read a word as two, the most even first; none of a short or very long one."""
    if not 6 <= len(word) <= 24:
        return ()
    cuts = sorted(range(2, len(word) - 1), key=lambda cut: (abs(2 * cut - len(word)), cut))
    return [(word[:cut], word[cut:]) for cut in cuts]
