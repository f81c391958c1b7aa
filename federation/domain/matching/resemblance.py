"""How much two titles have in common, word by word, each word by its weight; and two texts. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from federation.domain.matching.title_words import GENERIC, STOP, meaning, weight


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The words two titles share, and what is left over of each; with what they weigh."""

    shared: tuple[str, ...]
    left: tuple[tuple[str, ...], tuple[str, ...]]
    shared_weight: float
    left_weight: tuple[float, float]

    @property
    def least_subject(self) -> float:
        """What the one that adds less to what they share adds, words of any programme left out."""
        return min(sum(told for word in side if (told := weight(word)) > GENERIC) for side in self.left)

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
        for whole in [word for word in mine if len(word) > 4]:
            apart = next((pair for pair in pairwise(yours) if "".join(pair) == whole), None)
            if apart:
                mine.remove(whole)
                yours[:] = [word for word in yours if word not in apart]
                shared.append(whole)
        for short in [word for word in mine if 2 <= len(word) <= 6]:
            if spelt := _spelt_out(short, yours):
                mine.remove(short)
                yours[:] = [word for word in yours if word not in spelt]
                shared.append(short)
    for word in [word for word in ones if len(word) > 3]:
        alike = next((other for other in others if _alike(word, other)), None)
        if alike:
            ones.remove(word)
            others.remove(alike)
            shared.append(word)
    said, left = tuple(map(meaning, shared)), (tuple(map(meaning, ones)), tuple(map(meaning, others)))
    return Resemblance(said, left, sum(map(weight, said)), (sum(map(weight, left[0])), sum(map(weight, left[1]))))


def _same_meaning(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """What only one has, what only the other has, and what both have."""
    mine, yours = {meaning(word): word for word in a}, {meaning(word): word for word in b}
    return (
        [word for meant, word in mine.items() if meant not in yours],
        [word for meant, word in yours.items() if meant not in mine],
        [word for meant, word in mine.items() if meant in yours],
    )


def _alike(one: str, other: str) -> bool:
    return _slip(one, other) or _slip(meaning(one), meaning(other))


_SMALL = re.compile(r"[adel]")
"""Initials of the small words within a name: « HDF » is of « Hauts-de-France »."""


def _spelt_out(short: str, words: list[str]) -> list[str]:
    """The neighbouring words whose initials or beginnings a short one is: « AG », « RGPD », « COPIL »."""
    starts = "".join(word[0] for word in words)
    for initials in (short, short[0] + _SMALL.sub("", short[1:])):
        at = starts.find(initials) if len(initials) > 1 else -1
        if at >= 0:
            return words[at : at + len(initials)]
    for one, other in pairwise(words) if len(short) >= 5 else ():
        if any(one.startswith(short[:cut]) and other.startswith(short[cut:]) for cut in range(2, len(short) - 1)):
            return [one, other]
    return []


def _slip(one: str, other: str) -> bool:
    """Whether two words differ by a slip of the pen: one in five letters or more, two in nine or more."""
    shorter = min(len(one), len(other))
    if shorter < 4 or one.isdecimal() or other.isdecimal():
        return False
    if one[:4] == other[:4] and (_inflected(one, other) or _clipped(one, other)):
        return True
    if shorter < 5 or (one[0] != other[0] and one[-1] != other[-1]):
        return False
    allowed = 2 if shorter >= 9 else 1
    return DamerauLevenshtein.distance(one, other, score_cutoff=allowed) <= allowed


_ENDINGS = frozenset(
    ("", "e", "s", "es", "x", "al", "le", "ne", "r", "re", "er", "ee", "ent", "ment", "ation", "tion", "ateur", "eur")
)


def _inflected(one: str, other: str) -> bool:
    """Whether two words differ by their ending alone: gender, number, verb or noun of one root."""
    root = next((at for at, (mine, yours) in enumerate(zip(one, other, strict=False)) if mine != yours), None)
    root = min(len(one), len(other)) if root is None else root
    return any(one[at:] in _ENDINGS and other[at:] in _ENDINGS for at in range(4, root + 1))


def _clipped(one: str, other: str) -> bool:
    """Whether one word is the other cut short, as people say it: « synthé », « appli », « sécu »."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) >= 5 or (short[-1] in "eiou" and len(long) >= len(short) + 3))


def replaced(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """What stands in one place of a common frame: « Débuter avec Gimp », « Débuter avec Inkscape »; None otherwise."""
    first = _in_common(a, b)
    last = _in_common(a[first:][::-1], b[first:][::-1])
    one, other = a[first : len(a) - last], b[first : len(b) - last]
    if not (_says_something(one) and _says_something(other)) or first + last < max(2, len(one), len(other)):
        return None
    if not first and min(max(weight(meaning(word)) for word in side) for side in (one, other)) <= GENERIC:
        return None  # « Ciné-débat », « Projection-débat »: the kind of meeting in other words
    slip = DamerauLevenshtein.distance("".join(one), "".join(other), score_cutoff=1) <= 1 and len("".join(one)) > 3
    return None if slip or resemblance(_telling(one), _telling(other)).shared else (one, other)


def _in_common(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """With how many words of one meaning both begin."""
    unlike = (at for at, (one, other) in enumerate(zip(a, b, strict=False)) if meaning(one) != meaning(other))
    return next(unlike, min(len(a), len(b)))


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in STOP)


_JOINED = """
a an and at au aux avec by ce ces cet cette chez d dans de del des du en entre et for from il in j je l la le
les leur ma mes mon n ne nos notre nous of on ou our par pour qu que qui s sa sans se ses son sous sur ta tes
the to ton un une vos votre vous with y your
"""
_JOINING = frozenset(_JOINED.split())
"""Words that only join others."""


def _says_something(words: tuple[str, ...]) -> bool:
    return not _JOINING.issuperset(words)


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """How alike two texts are by their words, 0 to 1; a text and the beginning of it are alike."""
    if not a or not b:
        return 0.0
    common = len(a & b)
    return max(common / len(a | b), common / min(len(a), len(b)) - 0.1)
