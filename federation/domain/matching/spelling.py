"""Whether two words of titles are one, written in two ways: slips, endings, short forms, initials. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from federation.domain.matching.named import NAMED
from federation.domain.matching.title_phrases import SHORT
from federation.domain.matching.title_words import GENERIC, meaning, weight


@lru_cache(maxsize=16384)
def alike(one: str, other: str) -> bool:
    """Whether two stems are one word: a slip of the pen, another ending, cut short, or much the same in English."""
    if one in SHORT or other in SHORT:
        return False
    if _slip(one, other):
        return True
    meant = meaning(one), meaning(other)
    return meant != (one, other) and _slip(*meant)


_SMALL = re.compile(r"[adelost](?!$)")
"""Initials of the small words within a name: « HDF » is of « Hauts-de-France », « CTF » of “capture the flag”.

None is the last."""


def spelt_out(short: str, words: list[str]) -> list[str]:
    """The neighbouring words whose initials or beginnings a short one is: « AG », « RGPD », « COPIL »."""
    starts = "".join(word[0] for word in words)
    known = short in SHORT or short in NAMED  # « CTF » is not of « compagnie du Fil »
    for initials in (short,) if known else (short, short[0] + _SMALL.sub("", short[1:], count=1)):
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
    if one[:4] == other[:4] and (inflected(one, other) or _clipped(one, other)):
        return True
    if shorter >= _WHOLE and _is_compound(one, other):
        return True
    if shorter < 5 or (one[0] != other[0] and one[-1] != other[-1]):
        return False
    allowed = 2 if shorter >= 9 else 1
    return DamerauLevenshtein.distance(one, other, score_cutoff=allowed) <= allowed


_WHOLE = 6
"""Letters of a word that is known again after what stands before it."""
_BEFORE = ("cyber", "auto", "tele", "video", "nano", "hyper", "super", "multi", "mini", "web", "photo", "radio")


def _is_compound(one: str, other: str) -> bool:
    """Whether one word is the other with something before it: « attaque », « cyberattaque »."""
    short, long = sorted((one, other), key=len)
    return long.endswith(short) and long.removesuffix(short) in _BEFORE and weight(meaning(short)) > GENERIC


_ENDINGS = frozenset(
    (
        "",
        "e",
        "s",
        "es",
        "x",
        "al",
        "le",
        "ne",
        "r",
        "re",
        "er",
        "ee",
        "ent",
        "ment",
        "ation",
        "tion",
        "ateur",
        "eur",
        "ure",
    )
)
_DERIVED = _ENDINGS | frozenset(
    """age ant ante atrice el elle eux euse ez ie ier iere if ing ion ique isation ise iser isme iste ive on sion ure
    """.split()  # noqa: SIM905
)
"""Endings of words of one root that is long enough to be meant."""


def inflected(one: str, other: str) -> bool:
    """Whether two words differ by their ending alone: gender, number, verb or noun of one root."""
    root = next((at for at, (mine, yours) in enumerate(zip(one, other, strict=False)) if mine != yours), None)
    root = min(len(one), len(other)) if root is None else root
    for at in range(4, root + 1):
        endings = _ENDINGS if at == 4 else _DERIVED
        if one[at:] in endings and other[at:] in endings:
            return True
    return False


def _clipped(one: str, other: str) -> bool:
    """Whether one word is the other cut short, as people say it: « synthé », « appli », « sécu »."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) >= 5 or (short[-1] in "eiou" and len(long) >= len(short) + 3))
