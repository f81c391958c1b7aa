"""Two subjects in one frame: what stands in the same place of two titles that are else the same. Pure."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from federation.domain.matching.resemblance import resemblance
from federation.domain.matching.spelling import inflected
from federation.domain.matching.title_words import GENERIC, KNOWN, STOP, meaning, weight


@lru_cache(maxsize=65536)
def replaced(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """What stands in one place of a common frame: « Débuter avec Gimp », « Débuter avec Inkscape »; None otherwise.

    Words that only join others count as one, whichever they are: « la presse locale », « du commerce local ».
    """
    a, b = _joined(a), _joined(b)
    first = _in_common(a, b)
    last = _in_common(a[first:][::-1], b[first:][::-1])
    frame = {*a[:first], *a[len(a) - last :]}
    one = tuple(word for word in a[first : len(a) - last] if word not in frame)
    other = tuple(word for word in b[first : len(b) - last] if word not in frame)
    if any(all(map(_is_empty, side)) or _is_length(side) or _VOID.issuperset(side) for side in (one, other)):
        return None
    if first + last < max(2, len(one), len(other)) and not _heads(a[:first], one, other):
        return None
    if not first and min(max(weight(meaning(word)) for word in side) for side in (one, other)) <= GENERIC:
        return None  # « Ciné-débat », « Projection-débat »: the kind of meeting in other words
    slip = DamerauLevenshtein.distance("".join(one), "".join(other), score_cutoff=1) <= 1 and len("".join(one)) > 3
    return None if slip or resemblance(_telling(one), _telling(other)).shared else (one, other)


_JOINED = """
a an and at au aux avec by ce ces cet cette chez d dans de del des du en entre et for from il in j je l la le
les leur ma mes mon n ne nos notre nous of on ou our par pour qu que qui s sa sans se ses son sous sur ta tes
the to ton un une vos votre vous with y your
"""
_JOINING = frozenset(_JOINED.split())
"""Words that only join others."""
_JOINT = "-"
_YEAR = 4
_FEW = 3
"""Words that stand in one place of a frame; more are another way to tell the whole."""
_EMPTY = frozenset(
    (
        *(_JOINT, "cantine", "cantines", "inter", "lieu", "reseau", "salle"),
        *("avril", "aout", "decembre", "fevrier", "janvier", "juillet", "juin", "mai", "novembre", "octobre"),
        *("septembre", "automne", "hiver", "printemp"),
        *("arrive", "commence", "continue", "debarque", "recommence", "reprend", "reprise", "retour", "revient"),
    )
)
"""What is no subject, whatever stands in its place: the house itself, when it is, and that something goes on."""
_VOID = frozenset(
    (
        *(_JOINT, "comment", "elle", "elles", "est", "faut", "ici", "il", "ils", "on", "peut", "pourquoi", "quand"),
        *("quel", "quelle", "quoi", "site", "sont", "tous", "tout", "toute", "toutes", "va"),
    )
)
"""What says nothing when a title says no more in its place: « … l’est-elle pour tous ? »."""


def _joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words with one sign for each run of those that only join others, and none at the ends."""
    plain = [_JOINT if word in _JOINING else word for word in words]
    kept = [word for at, word in enumerate(plain) if word != _JOINT or (at and plain[at - 1] != _JOINT)]
    return tuple(kept[:-1] if kept[-1:] == [_JOINT] else kept)


def _is_empty(word: str) -> bool:
    """Whether a word, be it a year, is no subject whatever stands in its place."""
    return word in _EMPTY or (len(word) == _YEAR and word.isdecimal())


_LENGTHS = frozenset({"h", "heure", "demi", "jour", "journee", "semaine", "moi", "seance", "minute"})


def _is_length(words: tuple[str, ...]) -> bool:
    """Whether words only say how long it takes: « 1 journée »."""
    return any(map(str.isdecimal, words)) and all(word.isdecimal() or word in _LENGTHS for word in words)


def _heads(head: tuple[str, ...], one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether words that say something stand before a few others that do: « Ondes : la radio », « Ondes : le son »."""
    if max(len(_telling(one)), len(_telling(other))) > _FEW:
        return False
    said = (
        max((weight(meaning(word)) for word in words if word not in STOP), default=0.0) for words in (head, one, other)
    )
    return min(said) >= KNOWN


def _in_common(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """With how many words of one meaning both begin."""
    unlike = (at for at, pair in enumerate(zip(a, b, strict=False)) if not _same(*pair))
    return next(unlike, min(len(a), len(b)))


def _same(one: str, other: str) -> bool:
    return meaning(one) == meaning(other) or (
        one[:4] == other[:4] and len(one) > 4 < len(other) and inflected(one, other)
    )


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in STOP and word != _JOINT)
