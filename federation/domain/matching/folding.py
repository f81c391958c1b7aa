"""Text as people compare it: without accents, emojis, direction marks, look-alike letters or odd widths. Pure.

Every text is cut before anything else is done to it, so that a title of 100 000 letters costs what one of 300 does.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

LONGEST_TITLE = 300
LONGEST_TEXT = 2000

_WORD = re.compile(r"[a-z0-9]+")
_RUN = re.compile(r"\w+")
# Cyrillic and Greek letters that look like Latin ones (Unicode TR 39, the common few).
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυ",
    "ABESIJKMHOPCTYXaesijopcyxdhlABEZHIKMNOPTYXaivopu",
)
_LOOKALIKE = {chr(letter) for letter in _LOOKALIKES}
_MASKED = re.compile(f"[{''.join(sorted(_LOOKALIKE))}]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk", "Mn", "Me"})
"""Categories that are set aside: controls, direction marks, emojis and other pictures, combining marks."""
_LETTERLIKE = {"n°": "no ", "N°": "no ", "nº": "no ", "Nº": "no ", "№": "no "}


class _Plain(dict[int, str]):
    """The ASCII for each character, worked out when it is first seen; the rarest are not kept."""

    def __missing__(self, code: int) -> str:
        plain = "".join(map(_plain_letter, unicodedata.normalize("NFKD", chr(code))))
        if len(self) < _KEPT:
            self[code] = plain
        return plain


def _plain_letter(letter: str) -> str:
    kind = unicodedata.category(letter)
    return " " if kind in ("So", "Cc") else "" if kind in _UNSEEN else anyascii(letter)


_KEPT = 8192
_PLAIN = _Plain()


def ascii_text(text: str, longest: int) -> str:
    """The first `longest` characters in ASCII, case and punctuation kept."""
    cut = text[:longest]
    if cut.isascii():
        return cut
    for seen, meant in _LETTERLIKE.items():
        cut = cut.replace(seen, meant)
    if _MASKED.search(cut):
        bare = (letter for letter in unicodedata.normalize("NFKD", cut) if not unicodedata.combining(letter))
        cut = _RUN.sub(_unmasked, "".join(bare))
    return cut.translate(_PLAIN)[: longest * 2]


def _unmasked(found: re.Match[str]) -> str:
    """A word whose foreign letters all look Latin, spelt with the Latin ones."""
    word = found[0]
    if word.isascii() or not all(letter.isascii() or letter in _LOOKALIKE for letter in word):
        return word
    return word.translate(_LOOKALIKES)


def fold(text: str, longest: int = LONGEST_TITLE) -> str:
    """Text reduced to lower-case ASCII words with one blank between them."""
    return " ".join(_WORD.findall(ascii_text(text, longest).lower()))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without the mark of the plural."""
    plural = word[-2:] == "ux" or (word[-1:] == "s" and word[-2:] != "ss")
    return word[:-1] if plural and len(word) > 3 else word
