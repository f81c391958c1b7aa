"""Words that tell something, found in a text: the longest phrase at each place, in time linear in the text. Pure.

A word of a lexicon stands for its forms: case, accents and an added plural do not matter; a hyphen may be written, be
a blank or be left out; `*` at one end of a single word stands for three letters or more. No regular expression is made
of data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product

from federation.domain.matching.folding import fold

SHORTEST_REST = 3
"""Letters that `*` stands for, at least."""
MOST_HYPHENS = 3


class Strength(StrEnum):
    """How far a word tells its kind; the values are the keys of the file, but for a kind's own name."""

    WORD = "words"
    WEAK = "weak"
    ALONE = "alone"
    TOLD = "told"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Claim:
    """That a `word`, as the file writes it, tells the thing `id` of one `kind`."""

    kind: str
    id: str
    word: str
    strength: Strength = Strength.WORD


@dataclass(frozen=True, slots=True)
class Found:
    """The words from `start` to `end` (exclusive) of a text, and what they tell; nothing when they mislead."""

    start: int
    end: int
    claims: tuple[Claim, ...]


@dataclass(slots=True)
class _Node:
    """A place in the tree of words: what may follow, and what is told when the phrase ends here."""

    following: dict[str, _Node] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    ends: bool = False


class Lexicon:
    """What words tell. The first claim on a word stays in front; `misleading` phrases without a claim tell nothing."""

    def __init__(self, claims: Iterable[Claim], misleading: Iterable[str] = ()) -> None:
        self._root = _Node()
        self._endings: dict[str, Claim] = {}
        self._beginnings: dict[str, Claim] = {}
        for claim in claims:
            self._add(claim)
        for phrase in misleading:
            for spelling in spellings(phrase):
                for node in self._ends_of(spelling):
                    node.ends = True
        self._last = tuple(self._endings)
        self._first = tuple(self._beginnings)

    def find(self, words: Sequence[str], affixes: bool = True) -> Iterator[Found]:
        """What stands in folded words, from left to right; `affixes` False leaves the `*` words out."""
        at, known, end = 0, self._root.following, len(words)
        while at < end:
            word, found = words[at], None
            node = known.get(word)
            # Small words begin many phrases: most are set aside by the word that follows.
            if node is not None and (node.ends or (at + 1 < end and words[at + 1] in node.following)):
                found = self._longest(words, at)
            if found is None and affixes:
                found = self._by_affix(word, at)
            if found is None:
                at += 1
                continue
            yield found
            at = found.end

    def _longest(self, words: Sequence[str], start: int) -> Found | None:
        node, last, end = self._root, None, start
        for at in range(start, len(words)):
            below = node.following.get(words[at])
            if below is None:
                break
            node = below
            if node.ends:
                last, end = node, at + 1
        return None if last is None else Found(start, end, last.claims)

    def _by_affix(self, word: str, at: int) -> Found | None:
        if word.endswith(self._last):
            longest = max((end for end in self._last if word.endswith(end)), key=len)
            if len(word) >= len(longest) + SHORTEST_REST:
                return Found(at, at + 1, (self._endings[longest],))
        if word.startswith(self._first):
            longest = max((begin for begin in self._first if word.startswith(begin)), key=len)
            if len(word) >= len(longest) + SHORTEST_REST:
                return Found(at, at + 1, (self._beginnings[longest],))
        return None

    def _add(self, claim: Claim) -> None:
        bare = fold(claim.word.strip("*"))
        if claim.word.startswith("*"):
            for form in _forms(bare):
                self._endings.setdefault(form, claim)
        elif claim.word.endswith("*"):
            self._beginnings.setdefault(bare, claim)
        else:
            for spelling in spellings(claim.word):
                for node in self._ends_of(spelling):
                    if not any((claim.kind, claim.id) == (other.kind, other.id) for other in node.claims):
                        node.claims = (*node.claims, claim)
                    node.ends = True

    def _ends_of(self, spelling: tuple[str, ...]) -> list[_Node]:
        """The places where a phrase ends, one for each choice of plurals."""
        nodes = [self._root]
        for word in spelling:
            nodes = [node.following.setdefault(form, _Node()) for node in nodes for form in _forms(word)]
        return nodes


def spellings(word: str) -> tuple[tuple[str, ...], ...]:
    """The ways to write a word or phrase, folded: with each hyphen as a blank, or with its parts joined."""
    pieces = []
    for piece in word.replace("’", " ").replace("'", " ").split():
        parts = [fold(part) for part in piece.split("-")[: MOST_HYPHENS + 1]]
        parts = [part for part in parts if part]
        pieces.append({tuple(parts), ("".join(parts),)} if parts else {()})
    written = {tuple(part for piece in choice for part in piece) for choice in product(*pieces)}
    return tuple(sorted(tuple(part for words in choice for part in words.split()) for choice in written if choice))


def _forms(word: str) -> tuple[str, ...]:
    """A folded word and its plural."""
    if len(word) < 3 or word[-1] in "sxz":
        return (word,)
    return (word, word + "s", word + "x") if word.endswith("u") else (word, word + "s")
